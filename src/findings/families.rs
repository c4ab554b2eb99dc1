//! What only a family of findings can say: q-values and shrunken values (methods.md, section 6).

use std::collections::BTreeMap;

use crate::kernel::multiple_testing::benjamini_hochberg_present;
use crate::kernel::pooling::{MeanTest, Tau2Estimator, pool_random_effects};
use crate::vocab::{Method, OVERALL, Unit};

use super::draft::Draft;

/// Half-width of a 95 % interval in standard errors, for empirical-Bayes values (their standard error already
/// holds the uncertainty of the mean).
const NORMAL_95: f64 = 1.959_963_984_540_054;

/// Benjamini–Hochberg q-values: families of the same outcome, estimand, horizon and dimension across programmes
/// and roles. Rows that will not be shown for want of people are not tests.
pub(super) fn q_values(drafts: &mut [Draft], minimum_group: u64) {
    let mut families: BTreeMap<(String, &'static str, Option<u32>, String), Vec<usize>> =
        BTreeMap::new();
    for (k, draft) in drafts.iter().enumerate() {
        let finding = &draft.finding;
        if !draft.inherits && finding.answer.is_ok() && finding.counts.smallest() >= minimum_group {
            let key = (
                finding.subject.outcome.clone(),
                finding.estimand.id(),
                finding.moment.horizon_days,
                finding.population.dimension.clone(),
            );
            families.entry(key).or_default().push(k);
        }
    }
    for members in families.into_values() {
        let p: Vec<Option<f64>> = members
            .iter()
            .map(|&k| {
                drafts[k]
                    .finding
                    .answer
                    .as_ref()
                    .ok()
                    .and_then(|n| n.p_value)
            })
            .collect();
        for (&k, q) in members.iter().zip(benjamini_hochberg_present(&p)) {
            if let Ok(numbers) = &mut drafts[k].finding.answer {
                numbers.q_value = q;
            }
        }
    }
}

/// Empirical-Bayes values over the values of a dimension: normal random effects by REML, Hartung–Knapp standard
/// error of the mean; ratios on the log scale.
pub(super) fn shrink(drafts: &mut [Draft], minimum_group: u64) {
    let mut families: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for (k, draft) in drafts.iter().enumerate() {
        let finding = &draft.finding;
        // A description is no answer to the question that the comparisons of its family answer.
        let compared = finding.method != Method::Descriptive;
        let shown = finding.answer.is_ok() && finding.counts.smallest() >= minimum_group;
        if !draft.inherits && compared && shown && finding.population.dimension != OVERALL {
            let key = (
                finding.subject.outcome.clone(),
                finding.subject.programme.clone(),
                finding.subject.role,
                finding.estimand.id(),
                finding.moment.horizon_days,
                finding.population.dimension.clone(),
            );
            families.entry(key).or_default().push(k);
        }
    }
    for members in families.into_values().filter(|m| m.len() >= 2) {
        let ratio = drafts[members[0]].finding.unit == Unit::Ratio;
        let (mut effects, mut variances) = (Vec::new(), Vec::new());
        for &k in &members {
            if let Ok(numbers) = &drafts[k].finding.answer {
                effects.push(if ratio {
                    numbers.estimate.ln()
                } else {
                    numbers.estimate
                });
                variances.push(numbers.std_error.map_or(f64::NAN, |s| s * s));
            }
        }
        // Hartung–Knapp with chance agreement among few values would promise too much: its factor is never taken
        // below one (Röver, Knapp & Friede 2015), which is to say the wider of the two errors of the mean counts.
        let by = |test| pool_random_effects(&effects, &variances, Tau2Estimator::Reml, test).ok();
        let (knapp, normal) = (by(MeanTest::KnappHartung), by(MeanTest::Normal));
        let wider = match (knapp, normal) {
            (Some(a), Some(b)) => Some(if a.std_error >= b.std_error { a } else { b }),
            (a, b) => a.or(b),
        };
        let Some(spread) = wider.and_then(|p| p.heterogeneity) else {
            continue;
        };
        for (&k, shrunken) in members.iter().zip(&spread.shrunken) {
            if let Ok(numbers) = &mut drafts[k].finding.answer {
                let back = |x: f64| if ratio { x.exp() } else { x };
                numbers.shrunk_estimate = Some(back(shrunken.value));
                numbers.shrunk_low = Some(back(shrunken.value - NORMAL_95 * shrunken.std_error));
                numbers.shrunk_high = Some(back(shrunken.value + NORMAL_95 * shrunken.std_error));
            }
        }
    }
}
