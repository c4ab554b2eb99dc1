//! Times to events of a lottery: difference of Kaplan–Meier curves at a horizon, from the day of the draw.
//!
//! Only draws that lie a whole horizon before the cut-off are used, so that nobody is lost but by a competing event.

use rayon::prelude::*;

use crate::kernel::draws::{Course, curve_contrast};
use crate::panel::{Comparison, Ending, Trial, TrialCounts};
use crate::vocab::Day;

use super::super::{Breakdown, Reason};
use super::LotteryEstimate;
use super::strata::{Entry, Strata};

/// What to estimate.
#[derive(Debug, Clone, Copy)]
pub struct DrawnEvents<'a> {
    /// Counts per trial.
    pub counts: &'a [TrialCounts],
    /// Days from the draw.
    pub horizon: u32,
    /// Last day of the data.
    pub cut_off: Day,
    /// Fewest people per arm still at risk at the horizon.
    pub fewest_at_risk: u64,
    /// Seed of the redraws.
    pub seed: u64,
}

/// Estimates every population of a breakdown at one horizon; levels and effect are shares.
pub fn estimate_drawn_events(
    comparison: &Comparison,
    breakdown: &Breakdown,
    request: &DrawnEvents<'_>,
) -> Vec<LotteryEstimate> {
    let reached = comparison
        .trials
        .iter()
        .any(|trial| followed_days(request, trial) >= request.horizon);
    (0..breakdown.len())
        .into_par_iter()
        .map(|population| {
            let mut people = draws(comparison, breakdown, request, population, reached);
            for draw in &mut people {
                draw.sort_by_key(|e| e.value);
            }
            let at_risk = |wanted: bool| {
                people
                    .iter()
                    .flatten()
                    .filter(|e| e.drawn == wanted && e.value.day >= request.horizon)
                    .count() as u64
            };
            let too_short = !reached || at_risk(true).min(at_risk(false)) < request.fewest_at_risk;
            let strata = Strata::of(people);
            let answer = match strata.enough() {
                Err(reason) => Err(reason),
                Ok(()) if too_short => Err(Reason::TooShort {
                    days: request.horizon,
                }),
                Ok(()) => strata.answer(comparison, request.seed, &|courses, drawn| {
                    curve_contrast(courses, drawn, request.horizon)
                }),
            };
            LotteryEstimate {
                population,
                compared: strata.compared,
                answer,
            }
        })
        .collect()
}

/// Days from a draw to the cut-off.
fn followed_days(request: &DrawnEvents<'_>, trial: &Trial) -> u32 {
    u32::try_from(request.cut_off.since(trial.index)).unwrap_or(0)
}

/// The people of a population by draw; only of draws followed for the whole horizon where that is asked for.
fn draws(
    comparison: &Comparison,
    breakdown: &Breakdown,
    request: &DrawnEvents<'_>,
    population: usize,
    followed: bool,
) -> Vec<Vec<Entry<Course>>> {
    comparison
        .trials
        .iter()
        .zip(request.counts)
        .map(|(trial, counts)| {
            if followed && followed_days(request, trial) < request.horizon {
                return Vec::new();
            }
            let arms = [(true, &counts.treated), (false, &counts.control)];
            arms.into_iter()
                .flat_map(|(drawn, counts)| counts.iter().map(move |c| (drawn, c)))
                .filter(|(_, c)| {
                    let own = breakdown.populations.of_cell.get(c.cell as usize);
                    own.copied().flatten().map(usize::from) == Some(population)
                })
                .flat_map(|(drawn, c)| {
                    let entry = Entry {
                        value: Course {
                            day: c.day,
                            event: c.ending == Ending::Event,
                        },
                        drawn,
                        cell: c.cell,
                    };
                    std::iter::repeat_n(entry, c.n as usize)
                })
                .collect()
        })
        .collect()
}
