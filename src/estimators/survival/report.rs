//! Influences for the second reduction, and the answer once they are summed.

use crate::kernel::Estimate;
use crate::kernel::distribution::{normal_quantile, t_quantile};
use crate::kernel::survival::cox::drift::score_test;
use crate::panel::{ArmWeights, DayTable, FollowUpInfluence, PopulationSums};

use super::super::balance::{BalanceSheet, worst};
use super::super::{Effect, LEVEL, Reason, Spread};
use super::SurvivalRequest;
use super::answer::{HazardTests, HorizonEffect, SurvivalAnswer};
use super::days::Arm;
use super::draft::{Cells, Draft};
use super::hazards::{Score, TrialTables};
use super::levels::Levels;
use super::paths::{incidence_path, survival_path};
use super::slots::{Slot, Slots};

impl Cells<'_> {
    /// Influences of all populations, laid out as [`Slots`] says.
    pub(super) fn influence(
        &self,
        drafts: &[Result<Draft, Reason>],
        request: &SurvivalRequest<'_>,
    ) -> FollowUpInfluence {
        let last = self.days - 1;
        let slots = self.slots(request);
        let of_arms = |draft: &Draft, slot: Slot| {
            [0, 1].map(|arm| curve_table(&draft.arms[arm], slot, draft.tau, last))
        };
        let curves = slots.curves(request.horizons).map(|slot| {
            let of = |draft: &Result<Draft, Reason>| {
                draft.as_ref().map_or_else(|_| zero(), |d| of_arms(d, slot))
            };
            drafts.iter().map(of).collect()
        });
        let none = || (0..self.comparison.trials.len()).map(|_| zero()).collect();
        let by_trial = |pick: fn(&Draft) -> Option<&TrialTables>| {
            let of = |draft: &Result<Draft, Reason>| {
                let tables = draft.as_ref().ok().and_then(pick);
                tables.map_or_else(none, Clone::clone)
            };
            drafts.iter().map(of).collect::<Vec<TrialTables>>()
        };
        let mut stratified = vec![by_trial(|d| d.hazards.as_ref().ok().map(|h| &h.tables))];
        if slots.tests {
            stratified.push(by_trial(|d| {
                Some(&d.tests.as_ref()?.logrank.as_ref().ok()?.tables)
            }));
            stratified.push(by_trial(|d| {
                Some(&d.tests.as_ref()?.proportional.as_ref().ok()?.tables)
            }));
        }
        let weights = (0..self.comparison.trials.len())
            .map(|trial| [false, true].map(|treated| self.arm_weights(drafts, trial, treated)))
            .collect();
        FollowUpInfluence {
            curves: curves.collect(),
            weights,
            stratified,
        }
    }

    fn slots(&self, request: &SurvivalRequest<'_>) -> Slots {
        Slots {
            horizons: request.horizons.len(),
            competing: request.clock.has_competing(),
            tests: self.breakdown.is_overall(),
        }
    }

    /// Weights by stratum of one trial and arm, through all populations.
    fn arm_weights(
        &self,
        drafts: &[Result<Draft, Reason>],
        trial: usize,
        treated: bool,
    ) -> ArmWeights {
        let mut arm = ArmWeights::default();
        let stepping = !treated
            && drafts
                .iter()
                .flatten()
                .any(|d| d.weights.censoring_weighted);
        for (draft, &strata) in drafts.iter().zip(&self.strata) {
            let Ok(draft) = draft else {
                arm.weight.resize(arm.weight.len() + strata, 0.0);
                if stepping {
                    arm.steps.resize(arm.steps.len() + strata, Vec::new());
                }
                continue;
            };
            let own = &draft.weights.trials[trial];
            arm.weight.extend(if treated {
                &own.treated_weight
            } else {
                &own.control_weight
            });
            if stepping {
                arm.steps.extend_from_slice(&own.steps);
            }
        }
        arm
    }

    /// The strata of all cells, numbered through all populations.
    pub(super) fn numbered_strata(&self) -> Vec<u32> {
        let before: Vec<u32> = self
            .strata
            .iter()
            .scan(0, |sum, &own| {
                let first = *sum;
                *sum += own as u32;
                Some(first)
            })
            .collect();
        self.stratum
            .iter()
            .zip(&self.breakdown.populations.of_cell)
            .map(|(&stratum, population)| {
                population.map_or(u32::MAX, |p| before[usize::from(p)] + stratum)
            })
            .collect()
    }

    pub(super) fn answer(
        &self,
        draft: &Draft,
        population: usize,
        sums: &PopulationSums,
        request: &SurvivalRequest<'_>,
    ) -> SurvivalAnswer {
        let clusters = sums.clusters as usize;
        let effect = |value: f64, slot: usize| -> Result<Effect, Reason> {
            let e = match &self.groups {
                None => {
                    let error = sums.squares[slot].sqrt();
                    Estimate::normal(value, error, LEVEL, clusters as f64, clusters)?
                }
                Some(groups) => {
                    let (variance, degrees) = groups[population].pooled(sums, slot)?;
                    let error = variance.sqrt();
                    Estimate::student(value, error, LEVEL, degrees, clusters as f64, clusters)?
                }
            };
            Ok(Effect {
                value,
                std_error: e.std_error,
                low: e.interval.low,
                high: e.interval.high,
                p_value: e.p_value,
            })
        };
        let slots = self.slots(request);
        let sheet = self.balance(draft, population);
        let effective_control = sheet.kish(sums.control);
        let at_horizons = |value: &dyn Fn(usize, f64) -> Option<f64>,
                           place: &dyn Fn(usize) -> usize| {
            let of = |(k, &days): (usize, &u32)| {
                let levels = value(0, f64::from(days)).zip(value(1, f64::from(days)));
                let of_curve = Slots::survival(k);
                let places = (place(k), of_curve);
                let about = (population, effective_control);
                self.at_horizon(draft, (days, levels), about, sums, places, request)
            };
            let horizons = request.horizons.iter().enumerate();
            horizons.map(of).collect::<Vec<_>>()
        };
        let curve = |arm: usize| draft.arms[arm].curve.as_ref();
        let survival = |arm: usize, day: f64| curve(arm).map(|c| c.survival_at(day));
        let incidence =
            |arm: usize, day: f64| draft.arms[arm].incidence.as_ref().map(|f| f.value_at(day));
        let rmst = draft.tau.and_then(|tau| {
            let mean = |arm: usize| curve(arm).map(|c| c.rmst(f64::from(tau)).value);
            let (m0, m1) = (mean(0)?, mean(1)?);
            effect(m1 - m0, slots.rmst()).ok().map(|e| (tau, e, m1, m0))
        });
        let log_hazard_ratio = match &draft.hazards {
            Ok(hazards) => effect(hazards.log_ratio, slots.hazard()),
            Err(reason) => Err(reason.clone()),
        };
        let test = |score: &Result<Score, Reason>, slot: usize| match score {
            Ok(score) => score_test(score.value, sums.squares[slot]).map_err(Reason::from),
            Err(reason) => Err(reason.clone()),
        };
        let tests = draft.tests.as_ref().map(|tests| HazardTests {
            logrank: test(&tests.logrank, slots.logrank()),
            proportional: test(&tests.proportional, slots.proportional()),
        });
        let balance = sheet.table(self.comparison.cells.covariate_digits());
        let overall = self.breakdown.is_overall();
        SurvivalAnswer {
            horizons: at_horizons(&survival, &|k| Slots::survival(k)),
            incidence: if slots.competing {
                at_horizons(&incidence, &|k| slots.incidence(k))
            } else {
                Vec::new()
            },
            rmst,
            log_hazard_ratio,
            tests,
            weighting: draft.weights.how.clone(),
            censoring_weighted: draft.weights.censoring_weighted,
            effective_control,
            max_abs_smd: worst(&balance),
            balance,
            curves: overall.then(|| {
                let of = |arm: usize| survival_path(&draft.arms[arm], self.days);
                (of(1), of(0))
            }),
            incidence_curves: (overall && slots.competing).then(|| {
                let of = |arm: usize| incidence_path(&draft.arms[arm], self.days);
                (of(1), of(0))
            }),
        }
    }

    /// The difference of two levels (control people, participants) after so many days; `places` are its slot and that of the
    /// curve, whose participants' part of the variance stands for both.
    fn at_horizon(
        &self,
        draft: &Draft,
        (days, levels): (u32, Option<(f64, f64)>),
        (population, effective_control): (usize, Option<f64>),
        sums: &PopulationSums,
        (place, of_curve): (usize, usize),
        request: &SurvivalRequest<'_>,
    ) -> HorizonEffect {
        let groups = self.groups.as_ref().map(|g| &g[population]);
        let pooled = groups.map(|g| g.pooled(sums, place));
        let degrees = match &pooled {
            Some(Ok((_, degrees))) => Some(*degrees),
            _ => None,
        };
        let reached = Self::reaches(&draft.arms, days, request.fewest_at_risk);
        let effect = match levels.filter(|_| reached) {
            Some((control, treated)) => {
                let variance = match pooled {
                    None => Ok(sums.squares[place]),
                    Some(pooled) => pooled.map(|(variance, _)| variance),
                };
                let upper = 0.5 + LEVEL / 2.0;
                let stretch =
                    degrees.map_or(1.0, |d| t_quantile(upper, d) / normal_quantile(upper));
                variance
                    .and_then(|variance| {
                        Levels {
                            treated,
                            control,
                            variance,
                            stretch,
                            treated_part: draft.arms[1].variance_at(days) / sums.squares[of_curve],
                            people: draft.arms[1].people[days as usize] as f64,
                            effective_control,
                        }
                        .difference()
                    })
                    .map(|e| (e, treated, control))
            }
            None => Err(Reason::TooShort { days }),
        };
        HorizonEffect {
            days,
            effect,
            spread: Spread::of(sums, place, degrees),
        }
    }

    fn balance(&self, draft: &Draft, population: usize) -> BalanceSheet {
        let covariates = self.comparison.cells.covariates;
        let mut sheet = BalanceSheet::new(self.comparison.cells.covariate_digits());
        let mut digits_of: Vec<Option<&[u16]>> =
            vec![None; draft.weights.trials.first().map_or(0, |t| t.treated.len())];
        for cell in 0..self.comparison.cells.len() {
            if self.population(cell as u32) == Some(population) {
                digits_of[self.stratum[cell] as usize] =
                    Some(&self.comparison.cells.of(cell)[..covariates]);
            }
        }
        for trial in &draft.weights.trials {
            for (stratum, digits) in digits_of.iter().enumerate() {
                if let Some(digits) = digits {
                    let (treated, control) = trial.arms(stratum);
                    sheet.add(digits, treated, control);
                }
            }
            sheet.close_trial();
        }
        sheet
    }
}

fn zero() -> [DayTable; 2] {
    [DayTable::default(), DayTable::default()]
}

/// The influence of people of an arm on what a slot of the curves stands for; nothing where there is no curve.
fn curve_table(arm: &Arm, slot: Slot, tau: Option<u32>, last: usize) -> DayTable {
    let plain = |table: crate::kernel::survival::DayTable| DayTable {
        event: table.event,
        competing: Vec::new(),
        other: table.censored,
    };
    let table = match slot {
        Slot::Survival(days) => {
            let curve = arm.curve.as_ref();
            curve.map(|c| plain(c.influence_table(f64::from(days), last)))
        }
        Slot::Rmst => tau.and_then(|tau| {
            let curve = arm.curve.as_ref()?;
            Some(plain(curve.rmst_influence_table(f64::from(tau), last)))
        }),
        Slot::Incidence(days) => arm.incidence.as_ref().map(|f| {
            let table = f.influence_table(f64::from(days), last);
            DayTable {
                event: table.interest,
                competing: table.competing,
                other: table.censored,
            }
        }),
    };
    table.unwrap_or_default()
}
