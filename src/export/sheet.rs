//! The sheets of the workbook: which findings each holds, and which columns in which order. The sheet with all findings
//! has the contract's columns under the contract's names; the others are cut for reading.

use crate::disclosure::{Row, Value};
use crate::vocab::{Estimand, OVERALL, OutcomeKind};

/// How a cell looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    /// A text.
    Text,
    /// A number of people.
    Count,
    /// A small whole number without separators.
    Whole,
    /// A number in the unit of the finding.
    Effect,
    /// A probability, three decimals.
    Probability,
    /// Two decimals.
    Plain,
    /// As the spreadsheet shows numbers by itself.
    Raw,
}

/// A column of a sheet for reading.
#[derive(Debug, Clone, Copy)]
pub(super) struct SheetColumn {
    /// Header.
    pub(super) header: &'static str,
    /// Look of its cells.
    pub(super) look: Look,
    /// The cell.
    pub(super) cell: for<'a> fn(&'a Row) -> Value<'a>,
}

/// A sheet for reading.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sheet {
    /// Name.
    pub(super) name: &'static str,
    /// What it holds, for the sheet about the workbook.
    pub(super) purpose: &'static str,
    /// Whether a finding belongs here.
    pub(super) holds: fn(&Row) -> bool,
    /// Columns.
    pub(super) columns: &'static [SheetColumn],
}

/// Name of the sheet with every finding and every column.
pub(super) const ALL_FINDINGS: &str = "All findings";
/// What it holds.
pub(super) const ALL_FINDINGS_PURPOSE: &str = "Every finding with every column, as in findings.csv";
/// Name of the sheet about the workbook.
pub(super) const ABOUT: &str = "About";

/// The sheets for reading, in order.
pub(super) const SHEETS: &[Sheet] = &[
    Sheet {
        name: "Headlines",
        purpose: "One line per programme, role and outcome: the main comparison, everybody together",
        holds: |row| is_whole(row) && is_headline(row),
        columns: &[
            OUTCOME,
            PROGRAMME,
            ROLE,
            HORIZON,
            ESTIMATE,
            LOW,
            HIGH,
            UNIT,
            EVIDENCE,
            NAIVE,
            TREATED_LEVEL,
            CONTROL_LEVEL,
            TREATED,
            CONTROL,
            STATUS,
            NOTE,
            ID,
        ],
    },
    Sheet {
        name: "Scores",
        purpose: "Survey and assessment scores, everybody together, every way of summing up",
        holds: |row| is_whole(row) && !is_event(row) && kind(row) == OutcomeKind::Score,
        columns: WHOLE,
    },
    Sheet {
        name: "Retention",
        purpose: "Exits, promotions and other events in time, everybody together",
        holds: |row| is_whole(row) && kind(row) == OutcomeKind::TimeToEvent,
        columns: WHOLE,
    },
    Sheet {
        name: "Other outcomes",
        purpose: "Counts, shares and descriptions, everybody together",
        holds: |row| {
            is_whole(row) && !matches!(kind(row), OutcomeKind::Score | OutcomeKind::TimeToEvent)
        },
        columns: WHOLE,
    },
    Sheet {
        name: "Breakdowns",
        purpose: "The same comparisons within groups; `steadied` values borrow strength from the other groups",
        holds: |row| !is_whole(row) && !is_event(row),
        columns: &[
            OUTCOME,
            PROGRAMME,
            ROLE,
            DIMENSION,
            GROUP,
            ESTIMAND,
            HORIZON,
            ESTIMATE,
            LOW,
            HIGH,
            UNIT,
            SHRUNK,
            SHRUNK_LOW,
            SHRUNK_HIGH,
            EVIDENCE,
            TREATED,
            CONTROL,
            P,
            Q,
            STATUS,
            NOTE,
            ID,
        ],
    },
    Sheet {
        name: "Event study",
        purpose: "Effects by wave since the start, before it too; intervals hold for all waves together",
        holds: is_event,
        columns: &[
            OUTCOME, PROGRAMME, ROLE, DIMENSION, GROUP, EVENT_TIME, ESTIMATE, LOW, HIGH, UNIT, P,
            TREATED, CONTROL, STATUS, NOTE, ID,
        ],
    },
];

const WHOLE: &[SheetColumn] = &[
    OUTCOME,
    PROGRAMME,
    ROLE,
    ESTIMAND,
    HORIZON,
    ESTIMATE,
    LOW,
    HIGH,
    UNIT,
    EVIDENCE,
    NAIVE,
    TREATED_LEVEL,
    CONTROL_LEVEL,
    TREATED,
    CONTROL,
    EFFECTIVE,
    P,
    Q,
    PRETREND,
    SMD,
    E_VALUE,
    MDE,
    METHOD,
    STATUS,
    NOTE,
    ID,
];

fn kind(row: &Row) -> OutcomeKind {
    row.facts.subject.kind
}

fn is_whole(row: &Row) -> bool {
    row.dimension == OVERALL
}

fn is_event(row: &Row) -> bool {
    row.facts.estimand == Estimand::AttEvent
}

pub(super) fn is_headline(row: &Row) -> bool {
    row.facts.estimand.is_headline(row.facts.subject.better)
}

const fn column(
    header: &'static str,
    look: Look,
    cell: for<'a> fn(&'a Row) -> Value<'a>,
) -> SheetColumn {
    SheetColumn { header, look, cell }
}

fn float(x: Option<f64>) -> Value<'static> {
    x.map_or(Value::Null, Value::Float)
}

fn int(n: Option<i64>) -> Value<'static> {
    n.map_or(Value::Null, Value::Int)
}

fn text(text: Option<&String>) -> Value<'_> {
    text.map_or(Value::Null, |t| Value::Text(t))
}

const OUTCOME: SheetColumn = column("Outcome", Look::Text, |r| {
    Value::Text(&r.facts.subject.outcome_label)
});
const PROGRAMME: SheetColumn = column("Programme", Look::Text, |r| {
    Value::Text(&r.facts.subject.programme_name)
});
const ROLE: SheetColumn = column("Role", Look::Text, |r| Value::Text(&r.role));
const DIMENSION: SheetColumn = column("By", Look::Text, |r| Value::Text(&r.dimension));
const GROUP: SheetColumn = column("Group", Look::Text, |r| Value::Text(&r.value));
const ESTIMAND: SheetColumn = column("What is estimated", Look::Text, |r| {
    Value::Text(&r.estimand)
});
const METHOD: SheetColumn = column("Method", Look::Text, |r| Value::Text(&r.method));
const UNIT: SheetColumn = column("Unit", Look::Text, |r| Value::Text(&r.unit));
const EVIDENCE: SheetColumn = column("Evidence", Look::Text, |r| text(r.evidence.as_ref()));
const STATUS: SheetColumn = column("Status", Look::Text, |r| Value::Text(&r.status));
const NOTE: SheetColumn = column("Note", Look::Text, |r| text(r.note.as_ref()));
const ID: SheetColumn = column("Finding id", Look::Text, |r| Value::Text(&r.finding_id));
const EVENT_TIME: SheetColumn = column("Waves since start", Look::Whole, |r| int(r.event_time));
const HORIZON: SheetColumn = column("Days", Look::Whole, |r| int(r.horizon_days));
const TREATED: SheetColumn = column("Participants", Look::Count, |r| int(r.n_treated));
const CONTROL: SheetColumn = column("Comparison group", Look::Count, |r| int(r.n_control));
const EFFECTIVE: SheetColumn = column("Comparison, effective", Look::Count, |r| {
    float(r.n_control_effective)
});
const TREATED_LEVEL: SheetColumn = column("Level, participants", Look::Effect, |r| {
    float(r.treated_level)
});
const CONTROL_LEVEL: SheetColumn = column("Level, comparison", Look::Effect, |r| {
    float(r.control_level)
});
const ESTIMATE: SheetColumn = column("Estimate", Look::Effect, |r| float(r.estimate));
const LOW: SheetColumn = column("Low", Look::Effect, |r| float(r.ci_low));
const HIGH: SheetColumn = column("High", Look::Effect, |r| float(r.ci_high));
const NAIVE: SheetColumn = column("Raw difference", Look::Effect, |r| float(r.naive_estimate));
const SHRUNK: SheetColumn = column("Steadied", Look::Effect, |r| float(r.shrunk_estimate));
const SHRUNK_LOW: SheetColumn = column("Steadied, low", Look::Effect, |r| float(r.shrunk_low));
const SHRUNK_HIGH: SheetColumn = column("Steadied, high", Look::Effect, |r| float(r.shrunk_high));
const P: SheetColumn = column("p", Look::Probability, |r| float(r.p_value));
const Q: SheetColumn = column("q", Look::Probability, |r| float(r.q_value));
const PRETREND: SheetColumn = column("Pre-trend p", Look::Probability, |r| float(r.pretrend_p));
const SMD: SheetColumn = column("Worst imbalance", Look::Plain, |r| float(r.max_abs_smd));
const E_VALUE: SheetColumn = column("E-value", Look::Plain, |r| float(r.e_value));
const MDE: SheetColumn = column("Smallest detectable", Look::Effect, |r| float(r.mde));

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::example;

    #[test]
    fn every_finding_has_its_place_in_a_sheet_for_reading() {
        for row in example::rows() {
            let places: Vec<&str> = SHEETS
                .iter()
                .filter(|s| (s.holds)(&row))
                .map(|s| s.name)
                .collect();
            assert!(!places.is_empty(), "{}", row.finding_id);
            assert_eq!(places.contains(&"Event study"), row.estimand == "att_event");
        }
        assert!((SHEETS[0].holds)(&example::headline()));
        assert!(!(SHEETS[0].holds)(&example::hidden()));
    }
}
