//! The investigation: every programme, role and outcome of a pipeline, overall and by every breakdown.

use rayon::prelude::*;

use crate::estimators::{Breakdown, Weighing};
use crate::panel::{Comparison, Draws, EventClock, Panel, Scope};
use crate::tables::{Measure, Outcome};
use crate::vocab::{ALL, OutcomeKind, ProgrammeModel, RoleScope};

use super::access::access;
use super::clusters::clusters;
use super::descriptive::{Description, never_compared, programme_wide, without_comparison};
use super::draft::Draft;
use super::events::EventQuestion;
use super::families::{q_values, shrink};
use super::gaps::gaps;
use super::grade::grade;
use super::health::health;
use super::lottery::{LotteryQuestion, check};
use super::overlap::overlap;
use super::participation::participation;
use super::rates::RateQuestion;
use super::scores::ScoreQuestion;
use super::shares::ShareQuestion;
use super::withholding::withhold;
use super::{Reliability, Results, Starts, Subject};

/// What is asked.
pub struct Investigation<'a> {
    /// The panel.
    pub panel: &'a Panel<'a>,
    /// Smallest number of people per arm that will be shown.
    pub minimum_group: u64,
    /// In which money costs are told, such as `EUR`.
    pub currency: Option<&'a str>,
}

/// Asks everything. `step` is told what is being estimated.
pub fn investigate(investigation: &Investigation<'_>, step: &(dyn Fn(&str) + Sync)) -> Results {
    let panel = investigation.panel;
    let mut scopes: Vec<Scope> = (0..panel.programmes.len()).map(Scope::Programme).collect();
    let chosen = panel.programmes.iter().filter(|p| p.lottery.is_none());
    if chosen.count() >= 2 {
        scopes.insert(0, Scope::All);
    }
    let mut results = Results {
        reliability: Reliability::of(panel.org, panel.outcomes),
        multiplicity: panel.study.multiplicity,
        health: health(panel),
        participation: participation(panel),
        ..Results::default()
    };
    let mut drafts: Vec<Draft> = Vec::new();
    for &scope in &scopes {
        for &role in &panel.study.roles {
            let comparison = panel.comparison(scope, role);
            let breakdowns = breakdowns(panel, &comparison);
            let cluster = clusters(panel, &comparison);
            results.overlaps.extend(overlap(panel, &comparison));
            if !matches!(scope, Scope::All) {
                let (programme, programme_name, _) = named(panel, scope);
                let way_in = access(&comparison, &breakdowns, (&programme, &programme_name));
                results.starts.push(starts(panel, &comparison));
                results.access.extend(way_in);
            }
            let draws = match scope {
                Scope::Programme(k) => panel.draws(k, role),
                Scope::All => None,
            };
            if let Some(draws) = draws {
                drafts.extend(lottery(investigation, &draws, step, &mut results));
                continue;
            }
            let weighing = Weighing::of(&breakdowns, panel.study.weighting);
            // Outcomes side by side: what is counted over all people in one of them leaves no core idle.
            let answers: Vec<(Vec<Draft>, Results)> = panel
                .outcomes
                .par_iter()
                .enumerate()
                .map(|(position, outcome)| {
                    let subject = subject(panel, scope, RoleScope::One(role), outcome);
                    step(&format!(
                        "{}, {}, {}",
                        subject.programme_name, role, outcome.label
                    ));
                    let asked = Asked {
                        panel,
                        comparison: &comparison,
                        breakdowns: &breakdowns,
                        cluster: &cluster,
                        weighing: &weighing,
                        position,
                        outcome,
                        subject: &subject,
                        minimum_group: investigation.minimum_group,
                        currency: investigation.currency,
                    };
                    let mut beside = Results::default();
                    let rows = asked.answer(&mut beside);
                    let changes = gaps(panel, &comparison, &breakdowns, &rows);
                    (rows.into_iter().chain(changes).collect(), beside)
                })
                .collect();
            for (rows, beside) in answers {
                drafts.extend(rows);
                results.take_in(beside);
            }
        }
        for (position, outcome) in panel.outcomes.iter().enumerate() {
            let subject = subject(panel, scope, RoleScope::Any, outcome);
            let first = scope == scopes[0];
            drafts.extend(programme_wide(panel, scope, position, first, &subject));
        }
    }
    results.checks = withhold(&mut drafts, investigation.minimum_group);
    q_values(
        &mut drafts,
        investigation.minimum_group,
        panel.study.multiplicity,
    );
    shrink(&mut drafts, investigation.minimum_group);
    grade(&mut drafts);
    results.findings = drafts.into_iter().map(Draft::finished).collect();
    results
}

/// Everything about one programme and role whose places were drawn by lot.
fn lottery(
    investigation: &Investigation<'_>,
    draws: &Draws,
    step: &dyn Fn(&str),
    results: &mut Results,
) -> Vec<Draft> {
    let panel = investigation.panel;
    let breakdowns = breakdowns(panel, &draws.comparison);
    let share = match draws.comparison.scope {
        Scope::Programme(k) => panel.programmes[k].lottery.and_then(|l| l.share),
        Scope::All => None,
    };
    let mut drafts = Vec::new();
    let mut verdict = None;
    for (position, outcome) in panel.outcomes.iter().enumerate() {
        let role = RoleScope::One(draws.comparison.role);
        let subject = subject(panel, draws.comparison.scope, role, outcome);
        step(&format!(
            "{}, {}, {}",
            subject.programme_name, draws.comparison.role, outcome.label
        ));
        let verdict = *verdict.get_or_insert_with(|| {
            let check = check(draws, share, &subject);
            let verdict = check.verdict;
            results.lotteries.push(check);
            verdict
        });
        let question = LotteryQuestion {
            panel,
            draws,
            position,
            outcome,
            subject: &subject,
            minimum_group: investigation.minimum_group,
            currency: investigation.currency,
            verdict,
        };
        let (rows, balance, cost) = question.ask(&breakdowns);
        results.costs.extend(cost);
        let changes = gaps(panel, &draws.comparison, &breakdowns, &rows);
        drafts.extend(rows);
        drafts.extend(changes);
        results.balances.extend(balance);
    }
    drafts
}

/// One outcome asked of one comparison.
struct Asked<'a> {
    panel: &'a Panel<'a>,
    comparison: &'a Comparison,
    breakdowns: &'a [Breakdown],
    cluster: &'a [u32],
    weighing: &'a Weighing<'a>,
    position: usize,
    outcome: &'a Outcome,
    subject: &'a Subject,
    minimum_group: u64,
    currency: Option<&'a str>,
}

impl Asked<'_> {
    /// Every row: the comparison where there can be one, else a description with the reason.
    fn answer(&self, results: &mut Results) -> Vec<Draft> {
        let described = matches!(self.outcome.measure, Measure::Descriptive { .. });
        let never = never_compared(self.outcome);
        if described || never.is_some() {
            return self.description().ask(self.breakdowns, never);
        }
        let mut rows = self.comparison(results);
        let Some(why) = without_comparison(&rows, self.comparison) else {
            return rows;
        };
        if self.outcome.kind() == OutcomeKind::Share
            && let Some(matrix) = self.panel.matrices.get(&self.position)
        {
            let question = ShareQuestion {
                panel: self.panel,
                comparison: self.comparison,
                cluster: self.cluster,
                matrix,
                outcome: self.outcome,
                subject: self.subject,
            };
            let (shares, balance) = question.ask(self.breakdowns);
            if without_comparison(&shares, self.comparison).is_none() {
                results.balances.extend(balance);
                rows.extend(shares);
                return rows;
            }
        }
        rows.extend(self.description().ask(self.breakdowns, Some(why)));
        rows
    }

    fn description(&self) -> Description<'_> {
        Description {
            panel: self.panel,
            comparison: self.comparison,
            cluster: self.cluster,
            position: self.position,
            outcome: self.outcome,
            subject: self.subject,
        }
    }

    fn comparison(&self, results: &mut Results) -> Vec<Draft> {
        if let Some(clock) = EventClock::of(&self.outcome.measure) {
            let question = EventQuestion {
                clock,
                currency: self.currency,
                panel: self.panel,
                comparison: self.comparison,
                cluster: self.cluster,
                weighing: self.weighing,
                outcome: self.outcome,
                subject: self.subject,
                minimum_group: self.minimum_group,
            };
            let (rows, exhibits) = question.ask(self.breakdowns);
            results.curves.extend(exhibits.curves);
            results.hazards.extend(exhibits.hazards);
            results.costs.extend(exhibits.cost);
            results.balances.extend(exhibits.balance);
            return rows;
        }
        let question = ScoreQuestion {
            panel: self.panel,
            comparison: self.comparison,
            cluster: self.cluster,
            position: self.position,
            outcome: self.outcome,
            subject: self.subject,
        };
        let (mut rows, exhibits) = question.ask(self.breakdowns);
        results.balances.extend(exhibits.balance);
        results.attrition.extend(exhibits.attrition);
        results.withstanding.extend(exhibits.withstanding);
        if self.outcome.kind() == OutcomeKind::Count {
            let question = RateQuestion {
                panel: self.panel,
                comparison: self.comparison,
                cluster: self.cluster,
                weighing: self.weighing,
                position: self.position,
                outcome: self.outcome,
                subject: self.subject,
            };
            let (ratios, balance) = question.ask(self.breakdowns);
            results.balances.extend(balance);
            rows.extend(ratios);
        }
        rows
    }
}

/// Everybody first, then every dimension in the order of the pipeline.
pub(super) fn breakdowns(panel: &Panel<'_>, comparison: &Comparison) -> Vec<Breakdown> {
    let digits = comparison.cells.dimension_digits();
    let mut list = vec![Breakdown::of(comparison, &[])];
    for dimension in &panel.study.dimensions {
        let positions: Option<Vec<usize>> = dimension
            .iter()
            .map(|c| digits.iter().position(|d| d.name == c.name()))
            .collect();
        if let Some(positions) = positions {
            list.push(Breakdown::of(comparison, &positions));
        }
    }
    list
}

/// Id, name and model of a scope.
pub(super) fn named(panel: &Panel<'_>, scope: Scope) -> (String, String, Option<ProgrammeModel>) {
    match scope {
        Scope::All => (ALL.to_owned(), all_programmes(panel), None),
        Scope::Programme(k) => {
            let own = &panel.programmes[k];
            (own.id.clone(), own.name.clone(), Some(own.model))
        }
    }
}

pub(super) fn subject(
    panel: &Panel<'_>,
    scope: Scope,
    role: RoleScope,
    outcome: &Outcome,
) -> Subject {
    let (programme, programme_name, model) = named(panel, scope);
    Subject {
        outcome: outcome.id.clone(),
        outcome_label: outcome.label.clone(),
        kind: outcome.kind(),
        better: outcome.better,
        duty: outcome.duty,
        programme,
        programme_name,
        model,
        role,
    }
}

/// The name of all programmes together: of those whose places were not drawn by lot.
fn all_programmes(panel: &Panel<'_>) -> String {
    if panel.programmes.iter().any(|p| p.lottery.is_some()) {
        "All programmes without a lottery".to_owned()
    } else {
        "All programmes".to_owned()
    }
}

fn starts(panel: &Panel<'_>, comparison: &Comparison) -> Starts {
    let (programme, programme_name, _) = named(panel, comparison.scope);
    let compared = |period| {
        comparison
            .trials
            .iter()
            .filter(|t| t.period == period)
            .map(|t| t.treated.len() as u64)
            .sum::<u64>()
    };
    let lost =
        |pick: fn(&crate::panel::Enrolment) -> u64| comparison.enrolments.values().map(pick).sum();
    Starts {
        programme,
        programme_name,
        role: RoleScope::One(comparison.role),
        periods: comparison
            .enrolments
            .iter()
            .map(|(&p, e)| (p, e.started, compared(p)))
            .collect(),
        not_compared: vec![
            (
                "not employed on the day before their enrolment period",
                lost(|e| e.not_employed),
            ),
            (
                "not eligible by the programme's own rule",
                lost(|e| e.not_eligible),
            ),
            (
                "left before the comparison begins",
                lost(|e| e.left_before_index),
            ),
            (
                "started too recently to be followed",
                lost(|e| e.no_follow_up),
            ),
        ],
    }
}
