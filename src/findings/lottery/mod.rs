//! Findings about lotteries: intention to treat, and whether the lot fell as declared.
//!
//! A share of winners that does not fit the declared one (sample-ratio mismatch, Fabijan et al. 2019,
//! doi:10.1145/3292500.3330722) means that something other than the lot decided who is in the data; then nothing is told.

use crate::estimators::{
    Breakdown, DrawnEvents, LotteryAnswer, LotteryEstimate, estimate_drawn_changes,
    estimate_drawn_events,
};
use crate::kernel::binomial::binomial_p;
use crate::panel::{Comparison, DrawnChanges, Draws, EventClock, Naive, Panel};
use crate::tables::{Measure, Outcome};
use crate::vocab::{Better, Estimand, Method, OutcomeKind, Unit};

use super::draft::{Draft, Heading, numbers};
use super::events::{SMALLEST_POINTS, replacement_cost, savings_note};
use super::exhibit::{Balance, LotteryCheck, LotteryVerdict};
use super::scores::SMALLEST_IN_SD;
use super::{Counts, Moment, Numbers, Population, ReplacementCost, Subject};

/// Below this p-value the share drawn does not fit the declared share (the usual threshold of A/B testing).
pub(super) const MISMATCH_UNDER: f64 = 0.001;

const NOBODY: &str = "Not estimable: no row of pairings says who was drawn and who was not (status `drawn` and `not_drawn`).";

/// What stands beside every headline of a lottery.
const AS_DRAWN: &str = "By lot: everybody who was drawn counts as drawn, whether or not they took part; everybody else stays in the \
     comparison, even after joining later.";

/// One outcome within the draws of a programme and role.
pub(super) struct LotteryQuestion<'a> {
    pub panel: &'a Panel<'a>,
    pub draws: &'a Draws,
    pub position: usize,
    pub outcome: &'a Outcome,
    pub subject: &'a Subject,
    pub minimum_group: u64,
    /// In which money costs are told.
    pub currency: Option<&'a str>,
    pub verdict: LotteryVerdict,
}

/// Whether the lot fell as declared, over all draws.
pub(super) fn check(draws: &Draws, share: Option<f64>, subject: &Subject) -> LotteryCheck {
    let drawn: u64 = draws.draws.iter().map(|d| d.drawn).sum();
    let not_drawn: u64 = draws.draws.iter().map(|d| d.not_drawn).sum();
    let p_value = share.and_then(|s| binomial_p(drawn, drawn + not_drawn, s).ok());
    LotteryCheck {
        programme: subject.programme.clone(),
        programme_name: subject.programme_name.clone(),
        role: subject.role,
        drawn,
        not_drawn,
        share,
        p_value,
        verdict: match p_value {
            _ if drawn + not_drawn == 0 => LotteryVerdict::Nobody,
            None => LotteryVerdict::NotDeclared,
            Some(p) if p < MISMATCH_UNDER => LotteryVerdict::Mismatch,
            Some(_) => LotteryVerdict::AsDeclared,
        },
    }
}

impl LotteryQuestion<'_> {
    fn comparison(&self) -> &Comparison {
        &self.draws.comparison
    }

    /// All findings of the outcome, the balance of its arms, and the cost of an exit.
    pub(super) fn ask(
        &self,
        breakdowns: &[Breakdown],
    ) -> (Vec<Draft>, Option<Balance>, Option<ReplacementCost>) {
        let cost = replacement_cost(
            self.panel,
            self.comparison(),
            self.outcome,
            self.subject,
            self.minimum_group,
        );
        let dimensions: Vec<Vec<usize>> = breakdowns.iter().map(|b| b.dimensions.clone()).collect();
        let (mut drafts, mut balance) = (Vec::new(), None);
        match &self.outcome.measure {
            Measure::Score { .. } | Measure::Count { .. } => {
                let (changes, naive) = match self.panel.matrices.get(&self.position) {
                    Some(matrix) => (
                        DrawnChanges::of(self.comparison(), matrix),
                        self.panel
                            .naive_score(self.comparison(), matrix, &dimensions),
                    ),
                    None => (
                        DrawnChanges::default(),
                        vec![Naive::default(); breakdowns.len()],
                    ),
                };
                for (breakdown, naive) in breakdowns.iter().zip(&naive) {
                    let seed = self.panel.study.seed;
                    for e in estimate_drawn_changes(self.comparison(), &changes, breakdown, seed) {
                        let told = (None, None);
                        self.tell(&e, breakdown, naive, told, &mut drafts, &mut balance);
                    }
                }
            }
            Measure::TimeToExit { horizons_days, .. }
            | Measure::TimeToStep { horizons_days, .. } => {
                let Some(clock) = EventClock::of(&self.outcome.measure) else {
                    return (drafts, balance, None);
                };
                let counts = self.panel.follow_up_counts(self.comparison(), &clock);
                let naive = self
                    .panel
                    .naive_event_free(self.comparison(), &clock, &dimensions);
                for (breakdown, naive) in breakdowns.iter().zip(&naive) {
                    for &horizon in horizons_days {
                        let request = DrawnEvents {
                            counts: &counts,
                            horizon,
                            cut_off: self.panel.period.last_day(),
                            fewest_at_risk: self.minimum_group,
                            seed: self.panel.study.seed,
                        };
                        for e in estimate_drawn_events(self.comparison(), breakdown, &request) {
                            self.tell(
                                &e,
                                breakdown,
                                naive,
                                (Some(horizon), cost.as_ref()),
                                &mut drafts,
                                &mut balance,
                            );
                        }
                    }
                }
            }
            Measure::Descriptive { .. } => {}
        }
        (drafts, balance, cost)
    }

    /// Whether the event is one hoped for; then the shares that had it are compared, not those without it.
    fn hoped_for(&self) -> bool {
        self.outcome.better == Better::Higher
    }

    fn tell(
        &self,
        estimate: &LotteryEstimate,
        breakdown: &Breakdown,
        naive: &Naive,
        (horizon, cost): (Option<u32>, Option<&ReplacementCost>),
        drafts: &mut Vec<Draft>,
        balance: &mut Option<Balance>,
    ) {
        let population =
            Population::of_parts(breakdown.parts(self.comparison(), estimate.population));
        let (estimand, unit) = match (horizon, self.outcome.kind()) {
            (Some(_), _) if self.hoped_for() => (
                Estimand::CumulativeIncidenceDifference,
                Unit::PercentagePoints,
            ),
            (Some(_), _) => (Estimand::RetentionDifference, Unit::PercentagePoints),
            (None, OutcomeKind::Share) => (Estimand::Att, Unit::PercentagePoints),
            (None, OutcomeKind::Count) => (Estimand::Att, Unit::PerHundredPerQuarter),
            (None, _) => (Estimand::Att, Unit::Points),
        };
        let heading = Heading {
            subject: self.subject,
            population: &population,
            moment: Moment {
                horizon_days: horizon,
                ..Moment::default()
            },
            estimand,
            method: Method::LotteryItt,
            unit,
        };
        let counts = Counts::from(estimate.compared);
        let digits = &breakdown.populations.digits[estimate.population];
        let answer = match (self.verdict, &estimate.answer) {
            (LotteryVerdict::Nobody, _) => Err(NOBODY.to_owned()),
            (LotteryVerdict::Mismatch, _) => Err(format!(
                "Withheld: the share of applicants who were drawn does not fit the declared share (sample-ratio mismatch, \
                 p < {MISMATCH_UNDER}), so something other than the lot decided who is in these data."
            )),
            (_, Err(reason)) => Err(reason.to_string()),
            (_, Ok(answer)) => Ok(answer),
        };
        let mut notes = vec![AS_DRAWN.to_owned()];
        if self.verdict == LotteryVerdict::NotDeclared {
            notes.push(
                "The share to be drawn was not declared, so it could not be checked.".to_owned(),
            );
        }
        if let Ok(LotteryAnswer { left_out: true, .. }) = answer {
            notes.push("Draws without two people of each kind here are left out.".to_owned());
        }
        if horizon.is_some() && self.hoped_for() {
            notes.push(
                "People who left first count as followed until they left (one minus Kaplan–Meier)."
                    .to_owned(),
            );
        }
        if breakdown.is_overall() && balance.is_none() {
            *balance = answer.as_ref().ok().map(|a| self.balance(a, counts));
        }
        let smallest = self.outcome.smallest_effect.or(match (horizon, &answer) {
            (Some(_), _) => Some(SMALLEST_POINTS),
            (None, Ok(answer)) => answer.base_sd.map(|sd| SMALLEST_IN_SD * sd),
            (None, Err(_)) => None,
        });
        let told = answer.map(|answer| self.numbers(answer, horizon.is_some(), naive.of(digits)));
        if let (Ok(numbers), Estimand::RetentionDifference, true) =
            (&told, estimand, population.is_overall())
        {
            notes.extend(savings_note(numbers, counts, cost, self.currency));
        }
        drafts.push(Draft {
            smallest: smallest.filter(|s| *s > 0.0),
            larger_is_better: horizon.is_some() || self.hoped_for(),
            ..heading.draft(counts, told, notes)
        });
    }

    fn numbers(&self, answer: &LotteryAnswer, event: bool, naive: Option<f64>) -> Numbers {
        let turned = event && self.hoped_for();
        let own = numbers(&answer.effect, if event { 100.0 } else { 1.0 });
        let sign = if turned { -1.0 } else { 1.0 };
        let estimate = own.estimate * sign;
        let level = match (event, turned) {
            (true, true) => 100.0 * (1.0 - answer.treated_level),
            (true, false) => 100.0 * answer.treated_level,
            _ => answer.treated_level,
        };
        let (low, high) = (own.ci_low.map(|x| x * sign), own.ci_high.map(|x| x * sign));
        Numbers {
            estimate,
            ci_low: if turned { high } else { low },
            ci_high: if turned { low } else { high },
            treated_level: Some(level),
            control_level: Some(level - estimate),
            naive_estimate: naive.map(|x| x * sign),
            max_abs_smd: answer.max_abs_smd,
            ..own
        }
    }

    fn balance(&self, answer: &LotteryAnswer, counts: Counts) -> Balance {
        Balance {
            subject: self.subject.clone(),
            method: Method::LotteryItt,
            counts,
            effective_control: None,
            rows: answer.balance.clone(),
        }
    }
}

#[cfg(test)]
mod tests;
