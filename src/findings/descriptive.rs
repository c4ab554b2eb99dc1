//! Findings without a comparison: what participants have on record since they started, shown and never phrased as an
//! effect (methods.md, section 5). Outcomes of kind `descriptive`, and any outcome that has nobody to compare with or
//! nothing from before the start.

use crate::estimators::{Breakdown, LEVEL, Level, Reason, mean_level, rate_level, share_level};
use crate::panel::{Comparison, DescribedSums, EventClock, EventLog, Panel, Scope, Told};
use crate::tables::{ExitKind, Figure, Measure, Outcome, Table};
use crate::vocab::{CareerStep, Estimand, Method, Unit};

use super::draft::{Draft, Heading};
use super::rates::per_hundred_per_quarter;
use super::{Counts, Moment, Numbers, Population, Subject};

/// Scores and shares stand on 0..100.
const HUNDRED: f64 = 100.0;

/// Said of every row.
const NO_COMPARISON: &str =
    "A level, not a comparison: it does not say what the programme changed.";
/// Why an outcome falls back to a description.
const NOBODY_ELSE: &str = "Nobody is left to compare participants with.";
const NO_BEFORE: &str = "There are no answers from before the start to compare with.";
const PAIRINGS_ONLY: &str =
    "Only people in a pairing can have this on record, so there is nobody to compare them with.";

/// How sums become a figure.
#[derive(Debug, Clone, Copy)]
enum Shape {
    Mean(Unit),
    /// Numerators are 0 or so much.
    Share(f64),
    /// Per day, told per hundred people and quarter.
    Rate,
    Count,
}

/// One outcome of the participants of one scope and role.
pub(super) struct Description<'a> {
    pub panel: &'a Panel<'a>,
    pub comparison: &'a Comparison,
    pub cluster: &'a [u32],
    pub position: usize,
    pub outcome: &'a Outcome,
    pub subject: &'a Subject,
}

/// Why an outcome cannot be compared, from the rows that tried to; `None` when they could, or nobody took part.
pub(super) fn without_comparison(rows: &[Draft], comparison: &Comparison) -> Option<&'static str> {
    let overall = rows
        .iter()
        .map(|d| &d.finding)
        .find(|f| f.population.is_overall() && f.moment.event_time.is_none())?;
    if overall.answer.is_ok() || comparison.trials.iter().all(|t| t.treated.is_empty()) {
        return None;
    }
    if comparison.trials.iter().all(|t| t.control.is_empty()) {
        return Some(NOBODY_ELSE);
    }
    let counts = overall.counts;
    (counts.treated == 0 || counts.control == 0).then_some(NO_BEFORE)
}

/// Why an outcome is never compared.
pub(super) fn never_compared(outcome: &Outcome) -> Option<&'static str> {
    outcome.only_in_pairings().then_some(PAIRINGS_ONLY)
}

impl Description<'_> {
    /// The rows of everybody and of every value of the breakdowns; none when the outcome has no person.
    pub(super) fn ask(&self, breakdowns: &[Breakdown], why: Option<&str>) -> Vec<Draft> {
        let panel = self.panel;
        let counted = panel
            .org
            .counted
            .iter()
            .find(|c| c.outcome == self.position);
        let log = counted.map(|c| EventLog::of(c, panel.people()));
        let clock = self.clock();
        let matrix = panel.matrices.get(&self.position);
        let (told, shape, what) = match &self.outcome.measure {
            Measure::Score { share, .. } => {
                let Some(matrix) = matrix else {
                    return Vec::new();
                };
                (Told::LastAnswer(matrix), answers(*share, true), LAST_ANSWER)
            }
            Measure::Descriptive {
                source,
                figure: Figure::Answers { threshold, .. },
                ..
            } if *source != Table::Evaluations => {
                let Some(matrix) = matrix else {
                    return Vec::new();
                };
                let shape = answers(threshold.is_some(), true);
                (Told::LastAnswer(matrix), shape, LAST_ANSWER)
            }
            _ => match (&log, &clock, panel.described(self.position)) {
                (_, _, Some((described, figure))) => {
                    let Some((shape, what)) = of_records(figure) else {
                        return Vec::new();
                    };
                    (Told::Records(described, figure), shape, what)
                }
                (Some(log), _, _) => (Told::Events(log), Shape::Rate, EVENTS),
                (_, Some(clock), _) => (Told::Clock(clock), Shape::Rate, EVENTS),
                _ => return Vec::new(),
            },
        };
        let notes: Vec<String> = why
            .into_iter()
            .chain([what, NO_COMPARISON])
            .map(str::to_owned)
            .collect();
        let dimensions: Vec<Vec<usize>> = breakdowns.iter().map(|b| b.dimensions.clone()).collect();
        let found = panel.describe(self.comparison, &dimensions, told, self.cluster);
        let digits = self.comparison.cells.dimension_digits();
        breakdowns
            .iter()
            .zip(found)
            .flat_map(|(breakdown, found)| {
                let notes = &notes;
                found.into_iter().map(move |sums| {
                    let parts = breakdown
                        .dimensions
                        .iter()
                        .zip(&sums.digits)
                        .map(|(&d, &digit)| {
                            let label = digits[d].labels[usize::from(digit)].clone();
                            (digits[d].name.clone(), label)
                        })
                        .collect();
                    let counts = counts(&sums, shape, what);
                    let population = Population::of_parts(parts);
                    row(self.subject, &population, &sums, shape, counts, notes)
                })
            })
            .collect()
    }

    /// The clock of events that are described as a rate.
    fn clock(&self) -> Option<EventClock> {
        match &self.outcome.measure {
            Measure::Descriptive {
                source: Table::Exits,
                ..
            } => Some(EventClock::Exit {
                events: ExitKind::EVERY.to_vec(),
                competing: Vec::new(),
            }),
            Measure::Descriptive {
                source: Table::Promotions,
                ..
            } => Some(EventClock::Career(vec![CareerStep::Promotion])),
            measure => EventClock::of(measure),
        }
    }
}

const LAST_ANSWER: &str = "The last answer of each participant since they started.";
const EVENTS: &str = "Events per time at work since each participant started.";
const FORMS: &str = "The mean answer of each participant to the forms of their pairings.";
const HELD: &str = "Sessions held in each participant’s pairings so far, per pairing.";
const MINUTES: &str = "Minutes of a held session in participants’ pairings.";
const REFERRED: &str = "Candidates whom participants have referred since they started.";
const PROGRAMME_WIDE: &str = "Of the programme as a whole; nobody in particular has it on record.";
const ALL_CANDIDATES: &str = "All candidates on record, whoever referred them.";

fn answers(share: bool, scaled: bool) -> Shape {
    if share {
        Shape::Share(HUNDRED)
    } else {
        Shape::Mean(points(scaled))
    }
}

/// Points of 0..100, or the scale of the form where none is declared.
fn points(scaled: bool) -> Unit {
    if scaled { Unit::Points } else { Unit::Mark }
}

/// What records of a person become; `None` for records that have none.
fn of_records(figure: &Figure) -> Option<(Shape, &'static str)> {
    Some(match figure {
        Figure::Answers {
            threshold, scale, ..
        } => (answers(threshold.is_some(), scale.is_some()), FORMS),
        Figure::SessionsHeld => (Shape::Mean(Unit::PerPairing), HELD),
        Figure::SessionMinutes => (Shape::Mean(Unit::Minutes), MINUTES),
        Figure::Candidates => (Shape::Count, REFERRED),
        Figure::CandidateExperience { scale } => (Shape::Mean(points(scale.is_some())), REFERRED),
        Figure::OffersAccepted | Figure::CandidateShare => (Shape::Share(1.0), REFERRED),
        Figure::ActionsProposed
        | Figure::ActionsAdopted
        | Figure::DaysToAdoption
        | Figure::Rate { .. } => return None,
    })
}

/// People behind a row. Candidates are people too: a figure about them needs enough of either.
fn counts(sums: &DescribedSums, shape: Shape, what: &str) -> Counts {
    let units = if what != REFERRED {
        sums.people
    } else if matches!(shape, Shape::Count) {
        sums.numerator as u64
    } else {
        sums.denominator as u64
    };
    Counts::of_one_group(sums.people, units)
}

/// Rows that no participant has on record: actions of a programme, and (with `candidates`) all candidates.
pub(super) fn programme_wide(
    panel: &Panel<'_>,
    scope: Scope,
    position: usize,
    candidates: bool,
    subject: &Subject,
) -> Vec<Draft> {
    let Some((described, figure)) = panel.described(position) else {
        return Vec::new();
    };
    let shape = match figure {
        Figure::ActionsProposed => Shape::Count,
        Figure::ActionsAdopted => Shape::Share(1.0),
        Figure::DaysToAdoption => Shape::Mean(Unit::Days),
        _ => match of_records(figure) {
            Some((shape, REFERRED)) if candidates => shape,
            _ => return Vec::new(),
        },
    };
    let actions = matches!(
        figure,
        Figure::ActionsProposed | Figure::ActionsAdopted | Figure::DaysToAdoption
    );
    let programme = match scope {
        Scope::Programme(k) if actions => Some(k),
        _ => None,
    };
    let sums = panel.describe_records(described, programme);
    let (people, what) = if actions {
        (panel.participants(scope), PROGRAMME_WIDE)
    } else {
        (sums.people, ALL_CANDIDATES)
    };
    let notes = [what, NO_COMPARISON].map(str::to_owned);
    let counts = Counts::of_one_group(people, people);
    vec![row(
        subject,
        &Population::overall(),
        &sums,
        shape,
        counts,
        &notes,
    )]
}

fn row(
    subject: &Subject,
    population: &Population,
    sums: &DescribedSums,
    shape: Shape,
    counts: Counts,
    notes: &[String],
) -> Draft {
    let (estimand, unit) = match shape {
        Shape::Mean(unit) => (Estimand::Mean, unit),
        Shape::Share(_) => (Estimand::Share, Unit::PercentagePoints),
        Shape::Rate => (Estimand::Rate, Unit::PerHundredPerQuarter),
        Shape::Count => (Estimand::Count, Unit::Number),
    };
    let heading = Heading {
        subject,
        population,
        moment: Moment::default(),
        estimand,
        method: Method::Descriptive,
        unit,
    };
    let level = match shape {
        Shape::Mean(_) => mean_level(sums),
        Shape::Share(whole) => share_level(sums, whole).map(|l| l.times(HUNDRED)),
        Shape::Rate => rate_level(sums).map(|l| Level {
            std_error: l.std_error,
            ..l.times(per_hundred_per_quarter(1.0))
        }),
        Shape::Count => Ok(Level {
            value: sums.numerator,
            std_error: None,
            interval: None,
        }),
    };
    let numbers = level
        .map(|level| Numbers {
            treated_level: Some(level.value),
            std_error: level.std_error,
            ci_low: level.interval.map(|i| i.0),
            ci_high: level.interval.map(|i| i.1),
            ci_level: LEVEL,
            ..Numbers::bare(level.value)
        })
        .map_err(|reason: Reason| reason.to_string());
    heading.draft(counts, numbers, notes.to_vec())
}
