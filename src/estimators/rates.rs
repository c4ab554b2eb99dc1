//! Counts as rates: the ratio of two weighted event rates (methods.md, section 5).
//!
//! Participants against control people who are weighted to the participants' cells within each trial; a person's
//! exposure are the days at risk from the index date on. The variance is that of the influences summed by person (by
//! cluster where people are clustered), since a control person serves in several trials. Where participants are independent their own
//! share of the variance is made good for being centred at their own rate, n/(n − 1), and the interval is Student's with degrees of
//! freedom joined from both arms (Satterthwaite 1946), for with few participants theirs is most of the variance. Counts that vary much more than
//! a Poisson distribution allows get the negative binomial weights. Deliberately absent: the level before the start; a
//! rate ratio compares levels and carries every difference that was there before.

use std::collections::BTreeMap;

use crate::kernel::Estimate;
use crate::kernel::counts::{CountData, negative_binomial_regression};
use crate::kernel::design::Design;
use crate::panel::{
    Comparison, EventLog, Panel, PopulationSums, RateCount, RateCounts, RateFamily, RateScore,
};

use super::arms::{Share, two_arms};
use super::balance::worst;
use super::stratified::{PopulationEstimate, Stratified, estimate};
use super::weights::{PopulationWeights, Weighing, enough};
use super::{Breakdown, CovariateBalance, Effect, LEVEL, Reason, Weighted};

/// Counts are overdispersed when Pearson's chi-square is this many times its degrees of freedom.
const OVERDISPERSED: f64 = 1.5;

/// What to estimate.
#[derive(Debug, Clone, Copy)]
pub struct RateRequest<'a> {
    /// The events.
    pub log: &'a EventLog<'a>,
    /// Weights wanted, and those already found.
    pub weighing: &'a Weighing<'a>,
    /// Cluster of each person, or empty.
    pub cluster: &'a [u32],
}

/// What is known about one population.
#[derive(Debug, Clone, PartialEq)]
pub struct RateAnswer {
    /// Logarithm of the rate ratio, participants against control people.
    pub log_ratio: Effect,
    /// Events per person and day of the participants.
    pub rate_treated: f64,
    /// The same of the control people, weighted.
    pub rate_control: f64,
    /// Whether the negative binomial distribution was used instead of Poisson's.
    pub overdispersed: bool,
    /// How the control people were weighted.
    pub weighting: Weighted,
    /// Kish effective number of control people.
    pub effective_control: Option<f64>,
    /// Balance.
    pub balance: Vec<CovariateBalance>,
    /// Worst imbalance after weighting.
    pub max_abs_smd: Option<f64>,
}

/// One population's result.
pub type RateEstimate = PopulationEstimate<RateAnswer>;

/// One population before its variance is known.
struct Draft {
    weights: PopulationWeights,
    /// Control people, participants.
    scores: [RateScore; 2],
    overdispersed: bool,
    participants: Share,
}

/// Estimates every population of every breakdown: one list a breakdown.
pub fn estimate_rates(
    panel: &Panel<'_>,
    comparison: &Comparison,
    breakdowns: &[Breakdown],
    request: &RateRequest<'_>,
) -> Vec<Vec<RateEstimate>> {
    let counts = panel.rate_counts(comparison, request.log);
    estimate(
        comparison,
        breakdowns,
        request.cluster,
        |cells| {
            let split = cells.split_rates(&counts);
            split
                .iter()
                .enumerate()
                .map(|(p, own)| cells.draft_rates(own, p, request.weighing))
                .collect()
        },
        |drafted| {
            let families: Vec<RateFamily<'_>> = drafted
                .iter()
                .map(|d| RateFamily {
                    population: &d.cells.breakdown.populations.of_cell,
                    scores: d.of_each(|draft| draft.scores),
                    weights: d
                        .cells
                        .weights(&|p| d.drafts[p].as_ref().ok().map(|d| &d.weights)),
                })
                .collect();
            panel.rate_influence(comparison, request.log, &families, request.cluster)
        },
        Stratified::rate_answer,
    )
}

impl Stratified<'_> {
    /// The counts of each population, by trial.
    fn split_rates(&self, counts: &[RateCounts]) -> Vec<Vec<RateCounts>> {
        let mut split = vec![vec![RateCounts::default(); counts.len()]; self.breakdown.len()];
        let population = |c: &RateCount| self.population(c.cell as usize);
        for (trial, counts) in counts.iter().enumerate() {
            for c in &counts.treated {
                if let Some(p) = population(c) {
                    split[p][trial].treated.push(*c);
                }
            }
            for c in &counts.control {
                if let Some(p) = population(c) {
                    split[p][trial].control.push(*c);
                }
            }
        }
        split
    }

    fn draft_rates(
        &self,
        counts: &[RateCounts],
        population: usize,
        weighing: &Weighing<'_>,
    ) -> Result<Draft, Reason> {
        let per_stratum = |rows: &[RateCount]| {
            let mut n = vec![0.0; self.strata[population].len()];
            for c in rows {
                n[self.stratum(c.cell)] += f64::from(c.n);
            }
            n
        };
        let people: Vec<(Vec<f64>, Vec<f64>)> = counts
            .iter()
            .map(|c| (per_stratum(&c.treated), per_stratum(&c.control)))
            .collect();
        enough(&people)?;
        let mix = self.mix(population);
        let weights = weighing.weights(self.breakdown, population, people, &mix);
        if weights.how.support <= 0.0 {
            return Err(Reason::Kernel(crate::kernel::NotEstimable::NoOverlap));
        }
        // (treated, days, events) with the weight of all such people.
        let mut rows: BTreeMap<(bool, u32, u64), f64> = BTreeMap::new();
        for (trial, counts) in weights.trials.iter().zip(counts) {
            for (treated, counts, weight) in [
                (true, &counts.treated, &trial.treated_weight),
                (false, &counts.control, &trial.control_weight),
            ] {
                for c in counts.iter().filter(|c| c.days > 0) {
                    let own = f64::from(c.n) * weight[self.stratum(c.cell)];
                    if own > 0.0 {
                        *rows
                            .entry((treated, c.days, c.events.to_bits()))
                            .or_default() += own;
                    }
                }
            }
        }
        let rows: Vec<Row> = rows
            .into_iter()
            .map(|((treated, days, events), weight)| Row {
                treated,
                days: f64::from(days),
                events: f64::from_bits(events),
                weight,
            })
            .collect();
        let (scores, overdispersed) = scores(&rows)?;
        let mut participants = Share::default();
        for (trial, counts) in weights.trials.iter().zip(counts) {
            for c in counts.treated.iter().filter(|c| c.days > 0) {
                let weight = trial.treated_weight[self.stratum(c.cell)];
                if weight > 0.0 {
                    let influence = weight * scores[1].influence(c.events, c.days);
                    participants.variance += f64::from(c.n) * influence * influence;
                    participants.people += f64::from(c.n);
                }
            }
        }
        Ok(Draft {
            weights,
            scores,
            overdispersed,
            participants,
        })
    }

    fn rate_answer(
        &self,
        draft: &Draft,
        population: usize,
        sums: &PopulationSums,
    ) -> Result<RateAnswer, Reason> {
        let [control, treated] = draft.scores;
        let clusters = sums.clusters as f64;
        let value = (treated.rate / control.rate).ln();
        let ratio = match &self.groups {
            None => {
                let count = sums.clusters as usize;
                let arms = two_arms(sums.squares[0], clusters, draft.participants);
                if let Some((variance, degrees)) = arms {
                    Estimate::student(value, variance.sqrt(), LEVEL, degrees, clusters, count)?
                } else {
                    let error = (sums.squares[0] * clusters / (clusters - 1.0)).sqrt();
                    Estimate::normal(value, error, LEVEL, clusters, count)?
                }
            }
            Some(groups) => {
                let (variance, degrees) = groups[population].pooled(sums, 0)?;
                let error = variance.sqrt();
                Estimate::student(
                    value,
                    error,
                    LEVEL,
                    degrees,
                    clusters,
                    sums.clusters as usize,
                )?
            }
        };
        let sheet = self.balance(&draft.weights, population);
        let balance = sheet.table(self.comparison.cells.covariate_digits());
        Ok(RateAnswer {
            log_ratio: Effect {
                value: ratio.value,
                std_error: ratio.std_error,
                low: ratio.interval.low,
                high: ratio.interval.high,
                p_value: ratio.p_value,
            },
            rate_treated: treated.rate,
            rate_control: control.rate,
            overdispersed: draft.overdispersed,
            weighting: draft.weights.how.clone(),
            effective_control: sheet.kish(sums.control),
            max_abs_smd: worst(&balance),
            balance,
        })
    }
}

/// People of one arm with the same days and events.
#[derive(Debug, Clone, Copy)]
struct Row {
    treated: bool,
    days: f64,
    events: f64,
    weight: f64,
}

/// The rates of both arms with the information about their logarithms, and whether the counts are overdispersed.
fn scores(rows: &[Row]) -> Result<([RateScore; 2], bool), Reason> {
    let (mut events, mut days) = ([0.0; 2], [0.0; 2]);
    for row in rows {
        events[usize::from(row.treated)] += row.weight * row.events;
        days[usize::from(row.treated)] += row.weight * row.days;
    }
    if days[1] <= 0.0 {
        return Err(Reason::NobodyTookPart);
    }
    if days[0] <= 0.0 {
        return Err(Reason::NobodyToCompare);
    }
    if events[0] <= 0.0 || events[1] <= 0.0 {
        return Err(Reason::NoEvents);
    }
    let poisson = [0, 1].map(|arm| events[arm] / days[arm]);
    let mut pearson = 0.0;
    let mut people = 0.0;
    for row in rows {
        let mean = poisson[usize::from(row.treated)] * row.days;
        pearson += row.weight * (row.events - mean).powi(2) / mean;
        people += row.weight;
    }
    if people > 2.0
        && pearson / (people - 2.0) > OVERDISPERSED
        && let Some((rate, overdispersion)) = negative_binomial(rows)
    {
        return Ok((informed(rows, rate, overdispersion), true));
    }
    Ok((informed(rows, poisson, 0.0), false))
}

/// Rates of control people and participants by negative binomial regression, and one over the shape; `None` when the
/// iteration does not settle.
fn negative_binomial(rows: &[Row]) -> Option<([f64; 2], f64)> {
    let column = |pick: fn(&Row) -> f64| rows.iter().map(pick).collect::<Vec<f64>>();
    let design = Design::with_constant(&[column(|r| f64::from(u8::from(r.treated)))], rows.len());
    let fit = negative_binomial_regression(&CountData {
        design: &design,
        outcome: &column(|r| r.events),
        offset: &column(|r| r.days.ln()),
        weights: &column(|r| r.weight),
    })
    .ok()?;
    let (base, step) = (fit.fit.coefficients[0], fit.fit.coefficients[1]);
    Some(([base.exp(), (base + step).exp()], fit.theta.recip()))
}

fn informed(rows: &[Row], rate: [f64; 2], overdispersion: f64) -> [RateScore; 2] {
    let mut scores = rate.map(|rate| RateScore {
        rate,
        overdispersion,
        information: 0.0,
    });
    for row in rows {
        let score = &mut scores[usize::from(row.treated)];
        let mean = score.rate * row.days;
        score.information += row.weight * mean / (1.0 + mean * overdispersion);
    }
    scores
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::rate_ratio::{WeightedCount, weighted_rate_ratio};

    fn row(treated: bool, days: f64, events: f64, weight: f64) -> Row {
        Row {
            treated,
            days,
            events,
            weight,
        }
    }

    #[test]
    fn poisson_rates_agree_with_the_kernel() {
        let rows = [
            row(true, 90.0, 2.0, 3.0),
            row(true, 60.0, 1.0, 1.0),
            row(false, 90.0, 1.0, 2.5),
            row(false, 45.0, 0.0, 4.0),
        ];
        let ([control, treated], overdispersed) = scores(&rows).expect("events on both sides");
        assert!(!overdispersed);
        let kernel: Vec<WeightedCount> = rows
            .iter()
            .enumerate()
            .map(|(cluster, r)| WeightedCount {
                treated: r.treated,
                events: r.events,
                exposure: r.days,
                weight: r.weight,
                cluster,
            })
            .collect();
        let expected = weighted_rate_ratio(&kernel, 0.95).expect("events on both sides");
        assert!((treated.rate - expected.rate_treated).abs() < 1e-15);
        assert!((control.rate - expected.rate_control).abs() < 1e-15);
        // The information about the logarithm of a Poisson rate are its events: 3·2 + 1 and 2.5.
        assert!((treated.information - 7.0).abs() < 1e-12);
        assert!((control.information - 2.5).abs() < 1e-12);
    }

    #[test]
    fn much_variation_takes_the_negative_binomial() {
        // With equal exposures the rates are the plain ones, whatever the shape.
        let rows = [
            row(true, 100.0, 0.0, 6.0),
            row(true, 100.0, 12.0, 2.0),
            row(false, 100.0, 0.0, 8.0),
            row(false, 100.0, 8.0, 2.0),
        ];
        let ([control, treated], overdispersed) = scores(&rows).expect("events on both sides");
        assert!(overdispersed);
        assert!((treated.rate - 24.0 / 800.0).abs() < 1e-9);
        assert!((control.rate - 16.0 / 1000.0).abs() < 1e-9);
        assert!(treated.information < 24.0 && treated.overdispersion > 0.0);
    }

    #[test]
    fn a_ratio_needs_events_on_both_sides() {
        let rows = [row(true, 90.0, 0.0, 3.0), row(false, 90.0, 1.0, 2.5)];
        assert_eq!(scores(&rows).err(), Some(Reason::NoEvents));
    }
}
