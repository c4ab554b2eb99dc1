//! How a row is read: which way it points, how firmly, and where it stands on the analysts' page.
//!
//! The sign and the grade decide every word that follows; no sentence looks at a number again. Values are turned so that
//! up means more of what the sentence names: staying for exits, having had the event for promotions.

use fluent_bundle::FluentArgs;

use crate::disclosure::Row;
use crate::vocab::{CareerStep, Estimand, Evidence, OutcomeKind, Status, Unit};

use super::language::catalogue::args;
use super::number::Figures;
use super::provenance::{OutcomeFacts, Provenance};

/// The table of candidates, as outcomes name their source.
pub(crate) const CANDIDATES: &str = "candidates";

/// What kind of sentence an outcome takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum OutcomeClass {
    /// Leaving; told as staying.
    Exit,
    /// Being promoted.
    Promotion,
    /// Moving to another job on the same level.
    Move,
    /// Being promoted or moving, whichever comes first.
    Step,
    /// Another event.
    Event,
    /// A score of 0 to 100.
    Score,
    /// Countable behaviour.
    Count,
    /// A share.
    Share,
    /// No comparison.
    Description,
}

impl OutcomeClass {
    /// The id by which sentences choose.
    pub(crate) fn id(self) -> &'static str {
        match self {
            OutcomeClass::Exit => "exit",
            OutcomeClass::Promotion => "promotion",
            OutcomeClass::Move => "move",
            OutcomeClass::Step => "step",
            OutcomeClass::Event => "event",
            OutcomeClass::Score => "score",
            OutcomeClass::Count => "count",
            OutcomeClass::Share => "share",
            OutcomeClass::Description => "description",
        }
    }

    /// Whether it is an event other than leaving, told by who has had it.
    pub(crate) fn is_hoped_for(self) -> bool {
        use OutcomeClass::{Event, Move, Promotion, Step};
        matches!(self, Promotion | Move | Step | Event)
    }
}

/// What a row says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Verdict {
    /// Better, with strong or moderate evidence.
    Better,
    /// Better, but not firmly.
    LeansBetter,
    /// No difference that matters.
    Same,
    /// Cannot be told.
    Unclear,
    /// Worse, but not firmly.
    LeansWorse,
    /// Worse, firmly.
    Worse,
    /// A description without a comparison.
    Described,
    /// Nothing is shown.
    Hidden,
}

impl Verdict {
    /// The id by which sentences choose.
    pub(crate) fn id(self) -> &'static str {
        match self {
            Verdict::Better => "better",
            Verdict::LeansBetter => "leans-better",
            Verdict::Same => "same",
            Verdict::Unclear => "unclear",
            Verdict::LeansWorse => "leans-worse",
            Verdict::Worse => "worse",
            Verdict::Described => "described",
            Verdict::Hidden => "hidden",
        }
    }
}

/// A value and its range.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Amount {
    /// The value.
    pub value: f64,
    /// Its range.
    pub range: Option<(f64, f64)>,
}

/// A row with its reading.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reading<'a> {
    /// The row.
    pub row: &'a Row,
    /// Its outcome, as the pipeline describes it.
    pub outcome: Option<&'a OutcomeFacts>,
    /// Kind of sentence.
    pub class: OutcomeClass,
    /// What it says.
    pub verdict: Verdict,
    /// -1 when the row counts the opposite of what is told.
    turn: f64,
}

impl<'a> Reading<'a> {
    /// Reads a row.
    pub(crate) fn of(row: &'a Row, provenance: &'a Provenance) -> Reading<'a> {
        let outcome = provenance.outcomes.iter().find(|o| o.id == row.outcome);
        let class = class_of(row, outcome);
        let turn = match (class, row.facts.estimand) {
            (OutcomeClass::Exit, Estimand::CumulativeIncidenceDifference) => -1.0,
            (class, Estimand::RetentionDifference) if class.is_hoped_for() => -1.0,
            _ => 1.0,
        };
        Reading {
            row,
            outcome,
            class,
            verdict: verdict_of(row),
            turn,
        }
    }

    /// The value to tell, turned, with its range.
    pub(crate) fn amount(&self) -> Option<Amount> {
        let value = self
            .row
            .estimate
            .filter(|_| self.verdict != Verdict::Hidden)?;
        Some(self.turned(value, self.row.ci_low.zip(self.row.ci_high)))
    }

    /// The value after shrinking towards the other groups, where there is one.
    pub(crate) fn shrunk(&self) -> Option<Amount> {
        let value = self
            .row
            .shrunk_estimate
            .filter(|_| self.verdict != Verdict::Hidden)?;
        Some(self.turned(value, self.row.shrunk_low.zip(self.row.shrunk_high)))
    }

    /// What a dashboard would have printed, turned.
    pub(crate) fn naive(&self) -> Option<f64> {
        self.row
            .naive_estimate
            .filter(|_| !matches!(self.verdict, Verdict::Hidden | Verdict::Described))
            .map(|x| x * self.turn)
    }

    fn turned(&self, value: f64, range: Option<(f64, f64)>) -> Amount {
        let range = range.map(|(low, high)| {
            if self.turn < 0.0 {
                (-high, -low)
            } else {
                (low, high)
            }
        });
        Amount {
            value: value * self.turn,
            range,
        }
    }

    /// Whether it describes candidates.
    pub(crate) fn is_of_candidates(&self) -> bool {
        self.class == OutcomeClass::Description
            && self.outcome.is_some_and(|o| o.source == CANDIDATES)
    }

    /// Whom the row is about, inside a sentence: its variables of the messages `whose` and `who`.
    pub(crate) fn people(&self) -> FluentArgs<'static> {
        args![
            "role" => self.row.facts.subject.role.id(),
            "candidates" => if self.is_of_candidates() { "yes" } else { "no" },
        ]
    }

    /// Whom the row is about, inside a sentence.
    pub(crate) fn whom(&self, figures: Figures) -> String {
        figures.say_with("whose", &self.people())
    }

    /// Whether more of what is told is wanted.
    pub(crate) fn up_is_wanted(&self) -> bool {
        wanted_sign(self.row) * self.turn > 0.0
    }

    /// No difference: one for ratios, else zero.
    pub(crate) fn null(&self) -> f64 {
        null_of(self.row)
    }

    /// Whether a figure stands behind the row.
    pub(crate) fn is_shown(&self) -> bool {
        self.verdict != Verdict::Hidden
    }

    /// How firm: the ratio of the distance from no difference to half the range.
    pub(crate) fn firmness(&self) -> f64 {
        match (self.row.estimate, self.row.std_error) {
            (Some(x), Some(se)) if se > 0.0 => {
                let distance = if self.row.facts.unit.is_ratio() {
                    x.max(1e-9).ln()
                } else {
                    x
                };
                (distance / se).abs()
            }
            _ => 0.0,
        }
    }

    /// The anchor on the analysts' page.
    pub(crate) fn anchor(&self) -> String {
        anchor(&self.row.finding_id)
    }
}

fn null_of(row: &Row) -> f64 {
    if row.facts.unit == Unit::Ratio {
        1.0
    } else {
        0.0
    }
}

/// +1 when a positive estimate is wanted, -1 when a negative one is.
fn wanted_sign(row: &Row) -> f64 {
    if let Some(gap) = &row.facts.gap {
        return if gap.more_is_wanted { 1.0 } else { -1.0 };
    }
    let better = row.facts.subject.better;
    if row.facts.estimand.larger_is_better(better) {
        1.0
    } else {
        -1.0
    }
}

fn class_of(row: &Row, outcome: Option<&OutcomeFacts>) -> OutcomeClass {
    match row.facts.subject.kind {
        OutcomeKind::TimeToEvent => match outcome.map(|o| o.source.as_str()) {
            Some("exits") => OutcomeClass::Exit,
            Some("promotions") => of_steps(outcome.map_or(&[], |o| &o.events)),
            _ => OutcomeClass::Event,
        },
        OutcomeKind::Score => OutcomeClass::Score,
        OutcomeKind::Count => OutcomeClass::Count,
        OutcomeKind::Share => OutcomeClass::Share,
        OutcomeKind::Descriptive => OutcomeClass::Description,
    }
}

/// The sentence of steps of careers, by those that count.
fn of_steps(events: &[String]) -> OutcomeClass {
    let counts = |step: CareerStep| events.iter().any(|e| e == step.id());
    match (counts(CareerStep::Promotion), counts(CareerStep::Move)) {
        (true, true) => OutcomeClass::Step,
        (false, true) => OutcomeClass::Move,
        _ => OutcomeClass::Promotion,
    }
}

fn verdict_of(row: &Row) -> Verdict {
    let (Some(estimate), Some(evidence), Status::Published) =
        (row.estimate, row.facts.evidence, row.facts.status)
    else {
        return Verdict::Hidden;
    };
    let good = (estimate - null_of(row)) * wanted_sign(row);
    match evidence {
        Evidence::Descriptive => Verdict::Described,
        Evidence::NoEffect => Verdict::Same,
        Evidence::Strong | Evidence::Moderate if good > 0.0 => Verdict::Better,
        Evidence::Strong | Evidence::Moderate | Evidence::Harm if good < 0.0 => Verdict::Worse,
        Evidence::Suggestive if good > 0.0 => Verdict::LeansBetter,
        Evidence::Suggestive if good < 0.0 => Verdict::LeansWorse,
        _ => Verdict::Unclear,
    }
}

/// The anchor of a finding: a hash of its id, of 48 bits, so that a hundred thousand rows do not meet.
pub(crate) fn anchor(finding_id: &str) -> String {
    // FNV-1a, 64 bits (Fowler, Noll, Vo), folded to 48.
    let hash = finding_id.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |h, b| {
        (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("f-{:012x}", (hash >> 16) ^ (hash & 0xffff))
}
