//! `power`: what each comparison can find, before a programme begins and after it has. Reads, builds the panel, estimates
//! or foresees, controls disclosure; writes nothing.
//!
//! Everything told follows from two releases, one of the comparisons there are and one of those still to begin, so what
//! is hidden in findings is hidden here. Deliberately absent: how a table looks.

use std::time::Instant;

use rayon::prelude::*;

use crate::config::Plan;
use crate::disclosure::{Release, Row, review};
use crate::estimators::{Colleagues, Design, Test, Unreachable};
use crate::findings::{Foresight, Investigation, foresee, investigate};
use crate::panel::Panel;
use crate::report::{Figures, telling_decimals};
use crate::vocab::{ALL, Estimand, OVERALL, Status, Unit};

use super::{Observer, RunError, Stage, check};

/// What is asked.
pub struct PowerOptions<'a> {
    /// Planned pairs of programmes that are still to begin; a default when absent.
    pub pairs: Option<u64>,
    /// The effect to find, in the unit of each outcome; its smallest effect that matters when absent.
    pub effect: Option<f64>,
    /// The power wanted, between 0 and 1.
    pub power: f64,
    /// Who is told of progress.
    pub observer: &'a dyn Observer,
}

/// Whether a comparison has begun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// Nobody has been followed yet: people are those expected.
    Before,
    /// The comparison there is.
    After,
}

impl When {
    /// The word in files.
    pub fn id(self) -> &'static str {
        match self {
            When::Before => "before",
            When::After => "after",
        }
    }
}

/// What one outcome can show in one population.
#[derive(Debug, Clone, PartialEq)]
pub struct PowerRow {
    /// Before or after.
    pub when: When,
    /// Programme id, or `all`.
    pub programme: String,
    /// Programme in words.
    pub programme_name: String,
    /// Role id.
    pub role: String,
    /// Outcome id.
    pub outcome: String,
    /// Outcome in words.
    pub outcome_label: String,
    /// Horizon of a time to an event.
    pub horizon_days: Option<i64>,
    /// `overall` or the dimension.
    pub dimension: String,
    /// `all` or the value.
    pub value: String,
    /// Unit of standard error, smallest detectable and wanted effect.
    pub unit: Unit,
    /// Whether it is shown; without a number when it is not.
    pub status: Status,
    /// Participants, there or expected.
    pub participants: Option<i64>,
    /// Colleagues they are compared with.
    pub colleagues: Option<i64>,
    /// Standard error of the difference.
    pub std_error: Option<f64>,
    /// Smallest effect found with the power wanted.
    pub detectable: Option<f64>,
    /// The effect to find.
    pub effect: Option<f64>,
    /// Power to find it.
    pub power: Option<f64>,
    /// Participants of this population that it needs.
    pub needed: Option<u64>,
    /// Remarks in plain words.
    pub note: Option<String>,
    /// The numbers as text.
    pub text: PowerText,
}

/// Finished strings of a row, empty where there is no number.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PowerText {
    /// Participants.
    pub participants: String,
    /// Colleagues.
    pub colleagues: String,
    /// Smallest detectable effect.
    pub detectable: String,
    /// The effect to find.
    pub effect: String,
    /// Power to find it, in percent.
    pub power: String,
    /// Participants needed.
    pub needed: String,
}

/// The answer.
#[derive(Debug)]
pub struct PowerReport {
    /// Organisation and title of the pipeline.
    pub title: String,
    /// The cut-off, e.g. `2025Q4`.
    pub period: String,
    /// The power wanted.
    pub power: f64,
    /// Rows, by programme and role, each in the order of the findings.
    pub rows: Vec<PowerRow>,
    /// What the reader should know, a sentence each.
    pub warnings: Vec<String>,
}

/// Reads the inputs of a plan and says what its comparisons can find.
///
/// # Errors
/// Whatever would fail a run before its first page.
pub fn power(plan: &Plan, options: &PowerOptions<'_>) -> Result<PowerReport, RunError> {
    let observer = options.observer;
    let mut read = check::read(plan, observer)?;
    check::warn(plan, &mut read.warnings);
    let panel = staged(observer, Stage::Panel, || {
        Panel::build(
            &read.organisation,
            &plan.programmes,
            &plan.study,
            &plan.outcomes,
            read.period,
        )
    })?;
    let minimum_group = u64::from(plan.disclosure.minimum_group);
    let begun: Vec<(String, &str)> = (0..plan.programmes.len())
        .flat_map(|p| plan.study.roles.iter().map(move |&role| (p, role)))
        .filter(|&(p, role)| panel.starts(p, role).1)
        .map(|(p, role)| (plan.programmes[p].id.clone(), role.id()))
        .collect();
    let (after, before) = staged(observer, Stage::Estimate, || {
        let step = |detail: &str| observer.step(detail);
        let after = (!begun.is_empty()).then(|| {
            let investigation = Investigation {
                panel: &panel,
                minimum_group,
                currency: None,
            };
            investigate(&investigation, &step)
        });
        let foresight = Foresight {
            panel: &panel,
            pairs: options.pairs,
            minimum_group,
        };
        (after.unwrap_or_default(), foresee(&foresight, &step))
    });
    let (after, before) = staged(observer, Stage::Disclose, || {
        let of = |results| review(results, &plan.disclosure, read.period);
        (of(after), of(before))
    });
    // A programme that is still to begin has rows in both: only those that look ahead are told.
    let told = |row: &&Row| {
        begun.iter().any(|(programme, role)| {
            row.role == *role && (row.programme == ALL || row.programme == *programme)
        })
    };
    let figures = Figures::new(plan.report.locale);
    let mut found: Vec<(&Row, When)> = headlines(&after)
        .filter(told)
        .map(|row| (row, When::After))
        .collect();
    found.extend(headlines(&before).map(|row| (row, When::Before)));
    let mut rows: Vec<PowerRow> = found
        .into_par_iter()
        .map(|(row, when)| power_row(row, when, options, figures))
        .collect();
    let place = |row: &PowerRow| {
        let programme = plan.programmes.iter().position(|p| p.id == row.programme);
        let role = plan.study.roles.iter().position(|r| r.id() == row.role);
        (programme, role)
    };
    rows.sort_by_key(place);
    Ok(PowerReport {
        title: format!("{}, {}", plan.report.organisation, plan.report.title),
        period: read.period.to_string(),
        power: options.power,
        rows,
        warnings: read.warnings,
    })
}

fn staged<T>(observer: &dyn Observer, stage: Stage, work: impl FnOnce() -> T) -> T {
    observer.begin(stage);
    let clock = Instant::now();
    let done = work();
    observer.end(stage, clock.elapsed().as_secs_f64());
    done
}

/// The rows that a headline may quote, one per population and horizon.
fn headlines(release: &Release) -> impl Iterator<Item = &Row> {
    release
        .rows()
        .iter()
        .filter(|row| row.facts.estimand.is_headline(row.facts.subject.better))
}

/// The design behind a shown row. After: colleagues stay as many as they count for, and the normal test as in `mde`.
/// Before: whoever of the eligible does not take part is a colleague, and scores are read with Student's test.
fn design(row: &Row, when: When) -> Option<Design> {
    let (treated, control) = (row.n_treated? as f64, row.n_control? as f64);
    let effective = row.n_control_effective.unwrap_or(control);
    match when {
        When::After => {
            let colleagues = Colleagues::Fixed(effective);
            let arms = (treated, effective);
            Design::of_standard_error(row.std_error?, arms, 1.0, colleagues, Test::Normal)
        }
        When::Before => {
            let colleagues = Colleagues::Rest(treated + control);
            let test = if row.facts.estimand == Estimand::Att {
                Test::Student
            } else {
                Test::Normal
            };
            let compared = effective / control;
            Design::of_standard_error(
                row.std_error?,
                (treated, control),
                compared,
                colleagues,
                test,
            )
        }
    }
    .ok()
}

fn power_row(row: &Row, when: When, options: &PowerOptions<'_>, figures: Figures) -> PowerRow {
    let shown = row.facts.status == Status::Published;
    let design = design(row, when).filter(|_| shown);
    let n = row.n_treated.unwrap_or(0) as f64;
    let effect = options.effect.or(row.facts.smallest);
    let detectable = design.and_then(|d| d.detectable(n, options.power).ok());
    let power = design.and_then(|d| d.power(n, effect?).ok());
    let needed = design.and_then(|d| Some(d.needed(effect?, options.power)));
    // What a finding remarks on its estimate is of no concern here; why there is none is, and what was expected.
    let mut notes: Vec<String> = Vec::new();
    if !shown || when == When::Before {
        notes.extend(row.note.clone());
    }
    notes.extend(needed.and_then(Result::err).and_then(words));
    let unit = row.facts.unit;
    let number = |x: Option<f64>| {
        x.map_or_else(String::new, |x| {
            figures.fixed(x, telling_decimals(unit, &[x]))
        })
    };
    let count = |n: Option<i64>| n.map_or_else(String::new, |n| figures.count(n));
    let needed = needed.and_then(Result::ok);
    let (participants, colleagues) = if shown {
        (row.n_treated, row.n_control)
    } else {
        (None, None)
    };
    PowerRow {
        when,
        programme: row.programme.clone(),
        programme_name: row.facts.subject.programme_name.clone(),
        role: row.role.clone(),
        outcome: row.outcome.clone(),
        outcome_label: row.facts.subject.outcome_label.clone(),
        horizon_days: row.horizon_days,
        dimension: row.dimension.clone(),
        value: row.value.clone(),
        unit,
        status: row.facts.status,
        participants,
        colleagues,
        std_error: row.std_error.filter(|_| shown),
        detectable,
        effect,
        power,
        needed,
        note: (!notes.is_empty()).then(|| notes.join(" ")),
        text: PowerText {
            participants: count(participants),
            colleagues: count(colleagues),
            detectable: number(detectable),
            effect: number(effect),
            power: power.map_or_else(String::new, |p| share(p, figures)),
            needed: needed.map_or_else(String::new, |n| {
                figures.count(i64::try_from(n).unwrap_or(i64::MAX))
            }),
        },
    }
}

/// A power in percent; never a certainty.
fn share(power: f64, figures: Figures) -> String {
    if power > 0.99 {
        format!("> {} %", figures.fixed(99.0, 0))
    } else {
        format!("{} %", figures.fixed(100.0 * power, 0))
    }
}

fn words(reason: Unreachable) -> Option<String> {
    match reason {
        Unreachable::TooFewColleagues => Some(
            "Not reachable, even with everybody eligible taking part: the colleagues compared with are too few for this \
             effect."
                .to_owned(),
        ),
        Unreachable::TooFewEligible => Some(
            "Not reachable: even with half of everybody eligible taking part, the best division there is, the effect \
             would be too small to find."
                .to_owned(),
        ),
        Unreachable::NoEffect => None,
    }
}

impl PowerRow {
    /// Whether this is everybody in the comparison.
    pub fn is_overall(&self) -> bool {
        self.dimension == OVERALL
    }

    /// Whether the row is withheld to protect people.
    pub fn is_hidden(&self) -> bool {
        matches!(
            self.status,
            Status::SuppressedPrimary | Status::SuppressedSecondary
        )
    }
}
