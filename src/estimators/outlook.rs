//! What a comparison that has not begun may expect: how much one person adds to its variance, by population, from how
//! the eligible fared in an earlier trial in which nobody took part.
//!
//! Scores and counts: variance of a person's change that the main effects of the covariates leave unexplained, since
//! the comparison will adjust for them; the plain variance where too few answered to fit them. Times to events:
//! Greenwood's variance of the Kaplan–Meier value at the horizon times the number of people, which is p(1 − p) when
//! everybody is followed so long and more when not. Deliberately absent: the number of participants (see `power`), the
//! loss by weighting, and likeness within groups.

use crate::kernel::NotEstimable;
use crate::kernel::design::Design;
use crate::kernel::difference::ArmSums;
use crate::kernel::matrix::invert;
use crate::kernel::survival::Curve;
use crate::panel::{ChangeSpread, Comparison, Ending, TrialCounts};

use super::score::main_effects;
use super::{Breakdown, Reason};

/// What one population promises.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Outlook {
    /// Variance that one person of an arm adds, in squared units of the outcome: se² = variance (1/n + 1/m).
    pub variance: f64,
    /// Share of the people who are compared in fact, because they answer before and after.
    pub compared: f64,
    /// People behind the variance.
    pub behind: u64,
}

/// The outlook of a score or count, one a population. `covariates` are positions among the covariate digits.
pub fn change_outlook(
    comparison: &Comparison,
    sums: &ChangeSpread,
    breakdown: &Breakdown,
    covariates: &[usize],
) -> Vec<Result<Outlook, Reason>> {
    let (stratum, strata) = comparison.cells.strata(&breakdown.populations, covariates);
    let mut people = vec![0u64; breakdown.len()];
    let mut change: Vec<Vec<ArmSums>> = strata
        .iter()
        .map(|s| vec![ArmSums::default(); s.len()])
        .collect();
    for (cell, population) in breakdown.populations.of_cell.iter().enumerate() {
        let Some(p) = population.map(usize::from) else {
            continue;
        };
        people[p] += sums.people[cell];
        let (into, from) = (&mut change[p][stratum[cell] as usize], &sums.change[cell]);
        into.weight += from.weight;
        into.sum += from.sum;
        into.sum_sq += from.sum_sq;
    }
    (0..breakdown.len())
        .map(|p| {
            let answered: f64 = change[p].iter().map(|s| s.weight).sum();
            if answered < 1.0 {
                return Err(Reason::NoWaves);
            }
            let design = main_effects(comparison, covariates, &strata[p], &[]);
            let left = unexplained(&change[p], &design);
            let compared = answered / people[p] as f64;
            Ok(Outlook {
                variance: left? / compared,
                compared,
                behind: answered as u64,
            })
        })
        .collect()
}

/// Variance that a regression on the rows of a design leaves, from the sums of each row.
fn unexplained(rows: &[ArmSums], design: &Design) -> Result<f64, Reason> {
    let n: f64 = rows.iter().map(|s| s.weight).sum();
    let square: f64 = rows.iter().map(|s| s.sum_sq).sum();
    let weights: Vec<f64> = rows.iter().map(|s| s.weight).collect();
    let sums: Vec<f64> = rows.iter().map(|s| s.sum).collect();
    let inverse = invert(&design.gram(&weights));
    let right = design.transpose_times(&sums);
    let explained = right.dot(&inverse.solve(&right));
    let df = n - inverse.rank() as f64;
    let (rest, df) = if df >= inverse.rank() as f64 && df >= 1.0 {
        (square - explained, df)
    } else {
        let sum: f64 = sums.iter().sum();
        (square - sum * sum / n, n - 1.0)
    };
    // What is left of equal changes is rounding.
    if df >= 1.0 && rest > 1e-9 * square {
        Ok(rest / df)
    } else {
        Err(Reason::Kernel(NotEstimable::ZeroVariance))
    }
}

impl Outlook {
    /// Standard deviation at the base wave over everybody who is compared, by which a smallest effect that matters can be
    /// set; not a number when nobody answered.
    pub fn base_sd(sums: &ChangeSpread) -> f64 {
        let pick = |part: fn(&ArmSums) -> f64| sums.base.iter().map(part).sum::<f64>();
        let (n, sum, square) = (pick(|s| s.weight), pick(|s| s.sum), pick(|s| s.sum_sq));
        let mean = sum / n;
        (square / n - mean * mean).max(0.0).sqrt()
    }
}

/// The outlook of a time to an event at a horizon, one a population, in shares: multiply by 100² for percentage points.
pub fn survival_outlook(
    counts: &[TrialCounts],
    breakdown: &Breakdown,
    horizon: u32,
) -> Vec<Result<Outlook, Reason>> {
    let days = 1 + counts
        .iter()
        .flat_map(|c| &c.control)
        .map(|c| c.day as usize)
        .max()
        .unwrap_or(0);
    let mut events = vec![vec![0.0; days]; breakdown.len()];
    let mut leavers = events.clone();
    for count in counts.iter().flat_map(|c| &c.control) {
        if let Some(p) = breakdown.populations.of_cell[count.cell as usize].map(usize::from) {
            let (day, n) = (count.day as usize, f64::from(count.n));
            leavers[p][day] += n;
            if count.ending == Ending::Event {
                events[p][day] += n;
            }
        }
    }
    events
        .iter()
        .zip(&leavers)
        .map(|(events, leavers)| {
            let people: f64 = leavers.iter().sum();
            let curve = Curve::from_histogram(events, leavers)?;
            let at = curve.at(f64::from(horizon));
            if curve.at_risk_at(f64::from(horizon)) < 1.0 {
                return Err(Reason::TooShort { days: horizon });
            }
            match at.std_error {
                Some(se) if se > 0.0 => Ok(Outlook {
                    variance: se * se * people,
                    compared: 1.0,
                    behind: people as u64,
                }),
                _ => Err(Reason::Kernel(NotEstimable::NoEvents)),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::panel::{CellTable, Digit, FollowUpCount, Scope};
    use crate::vocab::Role;

    /// A comparison without people over cells of one covariate and one dimension.
    fn comparison(codes: &[[u16; 2]]) -> Comparison {
        let digit = |name: &str| Digit {
            name: name.to_owned(),
            labels: ["a", "b", "not stated"].map(str::to_owned).to_vec(),
            ordered: false,
        };
        Comparison {
            scope: Scope::Programme(0),
            role: Role::Mentor,
            trials: Vec::new(),
            cells: CellTable {
                digits: vec![digit("function"), digit("gender")],
                covariates: 1,
                codes: codes.concat(),
            },
            enrolments: std::collections::BTreeMap::new(),
            start: Vec::new(),
            attendance: crate::panel::Attendance::of(&[]),
        }
    }

    fn sums(values: &[f64]) -> ArmSums {
        ArmSums {
            weight: values.len() as f64,
            sum: values.iter().sum(),
            sum_sq: values.iter().map(|x| x * x).sum(),
        }
    }

    #[test]
    fn the_spread_is_what_covariates_leave() {
        let whole = comparison(&[[0, 0], [1, 0], [1, 1]]);
        let change = vec![
            sums(&[1.0, 2.0, 3.0]),
            sums(&[10.0, 12.0]),
            sums(&[9.0, 11.0, 13.0]),
        ];
        let spread = ChangeSpread {
            people: vec![6, 2, 8],
            base: change.clone(),
            change,
        };
        let everybody = Breakdown::of(&whole, &[]);
        // by hand: within-group squares 2 (about 2) and 10 (10, 12, 9, 11, 13 about 11), 8 answers less two means
        let adjusted = change_outlook(&whole, &spread, &everybody, &[0]);
        let found = adjusted[0].as_ref().expect("people enough");
        assert!((found.variance * found.compared - 12.0 / 6.0).abs() < 1e-9);
        assert!((found.compared - 0.5).abs() < 1e-12 && found.behind == 8);
        // without covariates: squares about the mean 61/8
        let raw = change_outlook(&whole, &spread, &everybody, &[]);
        let square = 14.0 + 244.0 + 371.0 - 61.0 * 61.0 / 8.0;
        let found = raw[0].as_ref().expect("people enough");
        assert!((found.variance * found.compared - square / 7.0).abs() < 1e-9);
        // by value, and too few for a mean of each function: raw
        let values = change_outlook(&whole, &spread, &Breakdown::of(&whole, &[0]), &[0]);
        let second = values[1].as_ref().expect("three people");
        assert!((second.variance * second.compared - 4.0).abs() < 1e-9);
        assert!((second.compared - 3.0 / 8.0).abs() < 1e-12);
        // standard deviation of the eight values, denominator n
        assert!((Outlook::base_sd(&spread) - (square / 8.0).sqrt()).abs() < 1e-12);
    }

    #[test]
    fn survival_varies_as_a_share_does_when_everybody_is_followed() {
        let whole = comparison(&[[0, 0]]);
        let row = |day, ending, n| FollowUpCount {
            cell: 0,
            day,
            ending,
            n,
        };
        let of = |control: Vec<FollowUpCount>| {
            let counts = [TrialCounts {
                treated: Vec::new(),
                control,
            }];
            let everybody = Breakdown::of(&whole, &[]);
            survival_outlook(&counts, &everybody, 180).remove(0)
        };
        let followed = of(vec![
            row(40, Ending::Event, 12),
            row(90, Ending::Event, 8),
            row(200, Ending::Censored, 80),
        ])
        .expect("events");
        assert!((followed.variance - 0.8 * 0.2).abs() < 1e-12 && followed.behind == 100);
        // twenty people lost from sight between the events: by hand 0.88 · (1 − 8/68), Greenwood
        // 12/(100·88) + 8/(68·60)
        let lost = of(vec![
            row(40, Ending::Event, 12),
            row(60, Ending::LaterStart, 20),
            row(90, Ending::Event, 8),
            row(200, Ending::Censored, 60),
        ])
        .expect("events");
        let s = 0.88 * 60.0 / 68.0;
        let greenwood = 12.0 / 8800.0 + 8.0 / 4080.0;
        assert!((lost.variance - 100.0 * s * s * greenwood).abs() < 1e-12);
        assert!(lost.variance > s * (1.0 - s));
        assert_eq!(
            of(vec![row(200, Ending::Censored, 9)]),
            Err(Reason::Kernel(NotEstimable::NoEvents))
        );
        assert_eq!(
            of(vec![
                row(40, Ending::Event, 2),
                row(90, Ending::Censored, 9)
            ]),
            Err(Reason::TooShort { days: 180 })
        );
    }
}
