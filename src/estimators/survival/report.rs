//! Influences for the second reduction, and the answer once they are summed.

use crate::kernel::Estimate;
use crate::kernel::survival::{Curve, CurveScale, curve_limits};
use crate::panel::{ArmWeights, DayTable, FollowUpInfluence, PopulationSums};

use super::super::balance::{BalanceSheet, worst};
use super::super::{Effect, LEVEL, Reason};
use super::SurvivalRequest;
use super::answer::{ArmPath, HorizonEffect, SurvivalAnswer};
use super::draft::{Arm, Cells, Draft};

/// Points at which curves are handed on for drawing.
const CURVE_POINTS: u32 = 180;

impl Cells<'_> {
    /// Slots: one per horizon, then the restricted mean, then the hazard ratio.
    pub(super) fn influence(
        &self,
        drafts: &[Result<Draft, Reason>],
        request: &SurvivalRequest<'_>,
    ) -> FollowUpInfluence {
        let last = self.days - 1;
        let zero = || [DayTable::default(), DayTable::default()];
        let of_arms = |draft: &Draft, table: &dyn Fn(&Curve) -> DayTable| {
            [0, 1].map(|arm| {
                draft.arms[arm]
                    .curve
                    .as_ref()
                    .map_or_else(DayTable::default, table)
            })
        };
        let mut curves: Vec<Vec<[DayTable; 2]>> = Vec::new();
        for &days in request.horizons {
            curves.push(
                drafts
                    .iter()
                    .map(|draft| match draft {
                        Ok(d) => of_arms(d, &|c| by_day(c.influence_table(f64::from(days), last))),
                        Err(_) => zero(),
                    })
                    .collect(),
            );
        }
        curves.push(
            drafts
                .iter()
                .map(|draft| match draft {
                    Ok(d) => match d.tau {
                        Some(tau) => {
                            of_arms(d, &|c| by_day(c.rmst_influence_table(f64::from(tau), last)))
                        }
                        None => zero(),
                    },
                    Err(_) => zero(),
                })
                .collect(),
        );
        let stratified = vec![
            drafts
                .iter()
                .map(|draft| match draft {
                    Ok(Draft { cox: Ok(cox), .. }) => cox.tables.clone(),
                    _ => vec![zero(); self.comparison.trials.len()],
                })
                .collect(),
        ];
        let weights = (0..self.comparison.trials.len())
            .map(|trial| [false, true].map(|treated| self.arm_weights(drafts, trial, treated)))
            .collect();
        FollowUpInfluence {
            curves,
            weights,
            stratified,
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
            let e = Estimate::normal(
                value,
                sums.squares[slot].sqrt(),
                LEVEL,
                clusters as f64,
                clusters,
            )?;
            Ok(Effect {
                value,
                std_error: e.std_error,
                low: e.interval.low,
                high: e.interval.high,
                p_value: e.p_value,
            })
        };
        let curve = |arm: usize| draft.arms[arm].curve.as_ref();
        let horizons = request
            .horizons
            .iter()
            .enumerate()
            .map(|(slot, &days)| HorizonEffect {
                days,
                effect: match (curve(0), curve(1)) {
                    (Some(control), Some(treated))
                        if Self::reaches(&draft.arms, days, request.fewest_at_risk) =>
                    {
                        let (s0, s1) = (
                            control.survival_at(f64::from(days)),
                            treated.survival_at(f64::from(days)),
                        );
                        effect(s1 - s0, slot).map(|e| (e, s1, s0))
                    }
                    _ => Err(Reason::TooShort { days }),
                },
            })
            .collect();
        let rmst = draft.tau.and_then(|tau| {
            let mean = |arm: usize| curve(arm).map(|c| c.rmst(f64::from(tau)).value);
            let (m0, m1) = (mean(0)?, mean(1)?);
            effect(m1 - m0, request.horizons.len())
                .ok()
                .map(|e| (tau, e, m1, m0))
        });
        let log_hazard_ratio = match &draft.cox {
            Ok(cox) => effect(cox.log_ratio, request.horizons.len() + 1),
            Err(reason) => Err(reason.clone()),
        };
        let sheet = self.balance(draft, population);
        let balance = sheet.table(self.comparison.cells.covariate_digits());
        SurvivalAnswer {
            horizons,
            rmst,
            log_hazard_ratio,
            weighting: draft.weights.how.clone(),
            censoring_weighted: draft.weights.censoring_weighted,
            effective_control: sheet.kish(sums.control),
            max_abs_smd: worst(&balance),
            balance,
            curves: self
                .breakdown
                .is_overall()
                .then(|| (self.path(&draft.arms[1]), self.path(&draft.arms[0]))),
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

    /// The curve on a grid of days for drawing, with log-log limits from the weighted counts.
    fn path(&self, arm: &Arm) -> ArmPath {
        let Some(curve) = &arm.curve else {
            return ArmPath::default();
        };
        let last = self.days as u32 - 1;
        let step = last.div_ceil(CURVE_POINTS).max(1);
        let mut path = ArmPath::default();
        let weighted: f64 = curve.at_risk().first().copied().unwrap_or(0.0);
        let people = arm.people.first().copied().unwrap_or(0) as f64;
        for day in (0..=last).step_by(step as usize) {
            let point = curve.at(f64::from(day));
            // Greenwood's error of the weighted counts, with the weights scaled to the people there are.
            let std_error = point.std_error.map(|s| s * (weighted / people).sqrt());
            let limits =
                std_error.and_then(|s| curve_limits(point.survival, s, LEVEL, CurveScale::LogLog));
            path.day.push(day);
            path.survival.push(point.survival);
            path.low.push(limits.map_or(point.survival, |l| l.low));
            path.high.push(limits.map_or(point.survival, |l| l.high));
            path.at_risk
                .push(arm.people.get(day as usize).copied().unwrap_or(0));
        }
        path
    }
}

fn by_day(table: crate::kernel::survival::DayTable) -> DayTable {
    DayTable {
        event: table.event,
        other: table.censored,
    }
}
