//! Before a programme: what a comparison could see, as findings that have a standard error and no estimate yet.
//!
//! Asked of every programme and role that nobody has started in long enough ago to be followed. Participants are taken
//! to come from the groups as the eligible do; everybody else who is eligible is compared with them. How much people
//! vary is taken from the past: the eligible of an earlier enrolment period, followed to the cut-off, while nobody of
//! the programme took part. The findings go through disclosure control like all others, with the people expected in
//! each arm as its counts. Deliberately absent: power itself, which follows from what is shown (`estimators::Design`).

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use crate::estimators::{Breakdown, Outlook, Reason, change_outlook, survival_outlook};
use crate::panel::{ChangeSpread, Comparison, Covariate, EventClock, Panel, WaveMatrix};
use crate::tables::{Measure, Outcome};
use crate::vocab::{Better, Estimand, Method, Period, Role, RoleScope, Structure, Unit};

use super::draft::Heading;
use super::events::SMALLEST_POINTS;
use super::investigation::{breakdowns, subject};
use super::scores::{SMALLEST_IN_SD, method_of, unit_of};
use super::{Counts, Finding, Moment, Numbers, Population, Results, Subject};

/// Pairs that are planned when nobody says how many.
pub const USUAL_PAIRS: u64 = 50;

/// Days after the start over which answers are averaged where the data reach so far back: a year, both ends included.
const SCORE_DAYS: u32 = 364;

/// Events must be on record from the first tenth of a stretch on.
const LATE_RECORDS: u32 = 10;

/// What is foreseen.
pub struct Foresight<'a> {
    /// The panel.
    pub panel: &'a Panel<'a>,
    /// Planned pairs; as many as have started, or [`USUAL_PAIRS`], when absent.
    pub pairs: Option<u64>,
    /// Smallest number of people per arm that will be shown.
    pub minimum_group: u64,
}

/// An earlier trial in which nobody took part, with its breakdowns.
struct Precedent {
    comparison: Comparison,
    breakdowns: Vec<Breakdown>,
}

/// Everybody who could take part in one programme and role.
struct Prospects<'a> {
    foresight: &'a Foresight<'a>,
    programme: usize,
    role: Role,
    comparison: Comparison,
    breakdowns: Vec<Breakdown>,
    /// Eligible people by breakdown and population.
    eligible: Vec<Vec<u64>>,
    pairs: u64,
    precedents: BTreeMap<Period, Precedent>,
}

/// What an outcome promises, by breakdown and by the digits of the population.
type Promise = Vec<BTreeMap<Vec<u16>, Result<Outlook, Reason>>>;

/// How the numbers of an outcome are written.
struct Form {
    estimand: Estimand,
    method: Method,
    unit: Unit,
    horizon_days: Option<u32>,
    /// Units of the finding in one unit of the outlook.
    factor: f64,
    smallest: f64,
    note: String,
}

/// Findings of every programme and role that is still to begin. `step` is told what is looked at.
pub fn foresee(foresight: &Foresight<'_>, step: &dyn Fn(&str)) -> Results {
    let panel = foresight.panel;
    let mut findings = Vec::new();
    for programme in 0..panel.programmes.len() {
        for &role in &panel.study.roles {
            let (started, followed) = panel.starts(programme, role);
            if followed {
                continue;
            }
            step(&format!("{}, {role}", panel.programmes[programme].name));
            let mut prospects = Prospects::of(foresight, programme, role, started);
            for (position, outcome) in panel.outcomes.iter().enumerate() {
                prospects.ask(position, outcome, &mut findings);
            }
        }
    }
    Results {
        findings,
        ..Results::default()
    }
}

impl<'a> Prospects<'a> {
    fn of(foresight: &'a Foresight<'a>, programme: usize, role: Role, started: u64) -> Self {
        let comparison = foresight.panel.prospects(programme, role);
        let breakdowns = breakdowns(foresight.panel, &comparison);
        let by_cell = comparison.control_by_cell();
        let eligible = breakdowns
            .iter()
            .map(|breakdown| {
                let mut people = vec![0; breakdown.len()];
                for (population, n) in breakdown.populations.of_cell.iter().zip(&by_cell) {
                    if let Some(p) = population {
                        people[usize::from(*p)] += n;
                    }
                }
                people
            })
            .collect();
        // A number of starts that is too small to be shown must not be shown as a plan either.
        let usual = if started >= foresight.minimum_group {
            started
        } else {
            USUAL_PAIRS
        };
        Prospects {
            foresight,
            programme,
            role,
            comparison,
            breakdowns,
            eligible,
            pairs: foresight.pairs.unwrap_or(usual),
            precedents: BTreeMap::new(),
        }
    }

    fn ask(&mut self, position: usize, outcome: &Outcome, findings: &mut Vec<Finding>) {
        let panel = self.foresight.panel;
        let role = RoleScope::One(self.comparison.role);
        let subject = subject(panel, self.comparison.scope, role, outcome);
        match &outcome.measure {
            Measure::Score { .. } | Measure::Count { .. } => {
                let matrix = panel.matrices.get(&position);
                let period = matrix.and_then(|m| score_period(panel, m));
                let (promise, base_sd) = match (matrix, period) {
                    (Some(matrix), Some(period)) => self.changes(period, matrix, position, outcome),
                    _ => (Vec::new(), f64::NAN),
                };
                let since = period.map_or_else(String::new, |p| {
                    format!(
                        "Expected from how the answers of the eligible changed since {p}, as far as the covariates do \
                         not explain it."
                    )
                });
                let form = Form {
                    estimand: Estimand::Att,
                    method: method_of(panel.study.scores.method),
                    unit: unit_of(outcome),
                    horizon_days: None,
                    factor: 1.0,
                    smallest: outcome.smallest_effect.unwrap_or(SMALLEST_IN_SD * base_sd),
                    note: since,
                };
                self.rows(&subject, &promise, &Reason::NoWaves, &form, findings);
            }
            Measure::TimeToExit { horizons_days, .. }
            | Measure::TimeToStep { horizons_days, .. } => {
                let Some(clock) = EventClock::of(&outcome.measure) else {
                    return;
                };
                for &days in horizons_days {
                    let period = panel.period_followed_for(days);
                    // Records that begin later than the stretch would make everybody seem to have stayed.
                    let begin = period.index_day().plus((days / LATE_RECORDS) as i32);
                    let promise = match panel.recorded_since(&clock) {
                        Some(first) if first <= begin => self.survival(period, &clock, days),
                        _ => Vec::new(),
                    };
                    let form = Form {
                        estimand: if outcome.better == Better::Higher {
                            Estimand::CumulativeIncidenceDifference
                        } else {
                            Estimand::RetentionDifference
                        },
                        method: Method::WeightedKmExact,
                        unit: Unit::PercentagePoints,
                        horizon_days: Some(days),
                        factor: 100.0,
                        smallest: outcome.smallest_effect.unwrap_or(SMALLEST_POINTS),
                        note: format!(
                            "Expected from the eligible of {period}, followed for {days} days: p(1 − p)/n, and more as far \
                             as they were not followed to the end (Greenwood)."
                        ),
                    };
                    let short = Reason::TooShort { days };
                    self.rows(&subject, &promise, &short, &form, findings);
                }
            }
            Measure::Descriptive { .. } => {}
        }
    }

    fn precedent(&mut self, period: Period) -> &Precedent {
        let (programme, role, panel) = (self.programme, self.role, self.foresight.panel);
        match self.precedents.entry(period) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(free) => {
                let comparison = panel.precedent(programme, role, period);
                let breakdowns = breakdowns(panel, &comparison);
                free.insert(Precedent {
                    comparison,
                    breakdowns,
                })
            }
        }
    }

    /// What a score or count promises, and its standard deviation before the start.
    fn changes(
        &mut self,
        period: Period,
        matrix: &WaveMatrix,
        position: usize,
        outcome: &Outcome,
    ) -> (Promise, f64) {
        let Precedent {
            comparison,
            breakdowns,
        } = self.precedent(period);
        let Some(sums) = ChangeSpread::of(comparison, matrix) else {
            return (Vec::new(), f64::NAN);
        };
        // As in the comparison itself, an outcome is not adjusted for its own earlier value.
        let own = Covariate::Prior {
            outcome: position,
            id: outcome.id.clone(),
        }
        .name();
        let digits = comparison.cells.covariate_digits();
        let covariates: Vec<usize> = (0..digits.len())
            .filter(|&c| digits[c].name != own)
            .collect();
        let promise = breakdowns
            .iter()
            .map(|b| by_digits(b, change_outlook(comparison, &sums, b, &covariates)))
            .collect();
        (promise, Outlook::base_sd(&sums))
    }

    fn survival(&mut self, period: Period, clock: &EventClock, days: u32) -> Promise {
        let panel = self.foresight.panel;
        let Precedent {
            comparison,
            breakdowns,
        } = self.precedent(period);
        let counts = panel.follow_up_counts(comparison, clock);
        breakdowns
            .iter()
            .map(|b| by_digits(b, survival_outlook(&counts, b, days)))
            .collect()
    }

    /// One row a population of today's eligible people.
    fn rows(
        &self,
        subject: &Subject,
        promise: &Promise,
        otherwise: &Reason,
        form: &Form,
        into: &mut Vec<Finding>,
    ) {
        let everybody: u64 = self.eligible.first().map_or(0, |all| all.iter().sum());
        for (k, breakdown) in self.breakdowns.iter().enumerate() {
            for (p, digits) in breakdown.populations.digits.iter().enumerate() {
                let eligible = self.eligible[k].get(p).copied().unwrap_or(0);
                let outlook = match promise.get(k).map(|family| family.get(digits)) {
                    Some(Some(outlook)) => outlook.clone(),
                    Some(None) => Err(Reason::NobodyToCompare),
                    None => Err(otherwise.clone()),
                };
                let (counts, answer) = self.expected(eligible, everybody, outlook, form);
                let population = Population::of_parts(breakdown.parts(&self.comparison, p));
                let heading = Heading {
                    subject,
                    population: &population,
                    moment: Moment {
                        horizon_days: form.horizon_days,
                        ..Moment::default()
                    },
                    estimand: form.estimand,
                    method: form.method,
                    unit: form.unit,
                };
                into.push(heading.draft(counts, answer, self.notes(form)).finding);
            }
        }
    }

    /// The people expected in either arm, and the numbers they give.
    fn expected(
        &self,
        eligible: u64,
        everybody: u64,
        outlook: Result<Outlook, Reason>,
        form: &Form,
    ) -> (Counts, Result<Numbers, String>) {
        let minimum = self.foresight.minimum_group;
        let of = |treated: u64, control: u64, behind: u64| Counts {
            treated,
            control,
            treated_on_support: treated,
            control_on_support: control.min(behind),
        };
        if self.pairs >= everybody {
            // With nobody in an arm the reason is told; a group too small to be shown stays hidden all the same.
            let control = if (1..minimum).contains(&eligible) {
                eligible
            } else {
                0
            };
            let reason = "Not estimable: as many participants are planned as people are eligible, or more; nobody would \
                          be left to compare them with.";
            return (of(eligible, control, control), Err(reason.to_owned()));
        }
        if eligible < minimum {
            let outlook = outlook.err().unwrap_or(Reason::NobodyToCompare);
            return (of(eligible, eligible, eligible), Err(outlook.to_string()));
        }
        let share = eligible as f64 / everybody as f64;
        let treated = ((self.pairs as f64 * share).round() as u64).min(eligible);
        let control = eligible - treated;
        let outlook = match outlook {
            Ok(outlook) => outlook,
            Err(reason) => return (of(treated, control, control), Err(reason.to_string())),
        };
        let (n, m) = (treated as f64, control as f64);
        let std_error = form.factor * (outlook.variance * (1.0 / n + 1.0 / m)).sqrt();
        let answer = if std_error.is_finite() {
            Ok(Numbers {
                std_error: Some(std_error),
                n_control_effective: Some(outlook.compared * m),
                smallest: (form.smallest > 0.0).then_some(form.smallest),
                ..Numbers::bare(f64::NAN)
            })
        } else {
            Err(Reason::NobodyTookPart.to_string())
        };
        (of(treated, control, outlook.behind), answer)
    }

    fn notes(&self, form: &Form) -> Vec<String> {
        let mut notes = vec![form.note.clone()];
        notes.retain(|n| !n.is_empty());
        let model = self.foresight.panel.programmes[self.programme].model;
        if model.structure() == Structure::Group {
            notes.push(
                "Everybody counts as independent; people of one group are alike, so more are needed than this says."
                    .to_owned(),
            );
        }
        notes
    }
}

fn by_digits(
    breakdown: &Breakdown,
    outlooks: Vec<Result<Outlook, Reason>>,
) -> BTreeMap<Vec<u16>, Result<Outlook, Reason>> {
    let digits = breakdown.populations.digits.iter().cloned();
    digits.zip(outlooks).collect()
}

/// The enrolment period whose eligible people have answered for about a year since, or for as long as there are waves on
/// both sides of it; `None` when there is none.
fn score_period(panel: &Panel<'_>, matrix: &WaveMatrix) -> Option<Period> {
    let cut_off = panel.period.last_day();
    let mut period = panel.period_followed_for(SCORE_DAYS);
    while period.index_day() <= cut_off {
        if matrix.around(period.eve(), period.index_day()).is_some() {
            return Some(period);
        }
        period = period.plus(1);
    }
    None
}
