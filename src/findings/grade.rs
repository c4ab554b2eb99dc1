//! The evidence grade (methods.md, section 7): computed, first match wins.

use crate::vocab::{Duty, Evidence, OutcomeKind};

use super::draft::Draft;

/// Grades every draft; rows of an event study take the grade of their headline. Says the smallest detectable
/// effect where nothing can be told.
pub(super) fn grade(drafts: &mut [Draft]) {
    for draft in drafts.iter_mut().filter(|draft| !draft.inherits) {
        let evidence = of(draft);
        let finding = &mut draft.finding;
        finding.evidence = evidence;
        if let (Some(Evidence::Inconclusive), Ok(numbers)) = (evidence, &finding.answer)
            && let Some(mde) = numbers.mde
        {
            let unit = finding.unit.id();
            let size = if finding.unit.is_ratio() {
                format!("a {unit} of {mde:.2}")
            } else {
                format!("{mde:.1} {unit}")
            };
            finding.notes.push(format!(
                "Too close to call; a true difference of {size} would usually have shown."
            ));
        }
    }
    let mut headline = None;
    for draft in drafts {
        let finding = &mut draft.finding;
        if draft.inherits {
            if finding.answer.is_ok() {
                finding.evidence = headline;
            }
        } else if finding.is_headline() {
            headline = finding.evidence;
        }
    }
}

fn of(draft: &Draft) -> Option<Evidence> {
    let finding = &draft.finding;
    let numbers = finding.answer.as_ref().ok()?;
    let check = finding.subject.duty == Duty::NegativeControl;
    if check || finding.subject.kind == OutcomeKind::Descriptive {
        return Some(Evidence::Descriptive);
    }
    let (Some(low), Some(high), Some(p)) = (numbers.ci_low, numbers.ci_high, numbers.p_value)
    else {
        return Some(Evidence::Descriptive);
    };
    let null = if finding.unit.is_ratio() { 1.0 } else { 0.0 };
    let q = numbers.q_value.unwrap_or(p);
    let unwanted = if draft.larger_is_better {
        high < null
    } else {
        low > null
    };
    if unwanted && q < Evidence::FIRM_Q {
        return Some(Evidence::Harm);
    }
    if draft.smallest.is_some_and(|s| low > -s && high < s) {
        return Some(Evidence::NoEffect);
    }
    if q < Evidence::FIRM_Q && !unwanted {
        let missed = [
            numbers
                .max_abs_smd
                .is_some_and(|smd| smd >= Evidence::BALANCED_SMD),
            numbers
                .pretrend_p
                .is_some_and(|p| p <= Evidence::PARALLEL_P),
            std::iter::once(&finding.counts)
                .chain(finding.against.as_ref().map(|a| &a.counts))
                .any(|c| c.treated.min(c.control) < Evidence::MANY_PEOPLE),
            numbers
                .e_value
                .is_some_and(|e| e < Evidence::ROBUST_E_VALUE),
        ];
        match missed.into_iter().filter(|m| *m).count() {
            0 => return Some(Evidence::Strong),
            1 => return Some(Evidence::Moderate),
            _ => {}
        }
    }
    Some(if p < Evidence::SUGGESTIVE_P {
        Evidence::Suggestive
    } else {
        Evidence::Inconclusive
    })
}
