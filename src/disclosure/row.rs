//! The row of the findings files: the one place where its columns stand (data contract, section 7).

use crate::findings::Subject;
use crate::vocab::{Estimand, Evidence, Method, Status, Unit};

/// The type of a column of the findings files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnKind {
    /// Text.
    Text,
    /// Whole number.
    Int,
    /// Number.
    Float,
}

/// A column of the findings files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ColumnInfo {
    /// Name.
    pub name: &'static str,
    /// Type.
    pub kind: ColumnKind,
    /// Whether it may be null.
    pub nullable: bool,
    /// Meaning.
    pub description: &'static str,
}

/// A cell of the findings files.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Value<'a> {
    /// Absent.
    Null,
    /// Text.
    Text(&'a str),
    /// Whole number.
    Int(i64),
    /// Number.
    Float(f64),
}

macro_rules! row {
    ($($field:ident $kind:ident $doc:literal,)*) => {
        /// One row of the findings files, after disclosure control. Field names are column names.
        #[derive(Debug, Clone, PartialEq)]
        pub struct Row {
            $(#[doc = $doc] pub $field: row!(@type $kind),)*
            /// The same facts as types, for reports; not a column.
            pub facts: Facts,
        }

        impl Row {
            /// The columns, in the order of the files.
            pub const COLUMNS: &'static [ColumnInfo] = &[$(ColumnInfo {
                name: stringify!($field), kind: row!(@kind $kind), nullable: row!(@null $kind), description: $doc,
            },)*];

            /// The cells, in the order of [`Row::COLUMNS`].
            pub fn values(&self) -> Vec<Value<'_>> {
                vec![$(row!(@value $kind self.$field),)*]
            }
        }
    };
    (@type text) => { String };
    (@type opt_text) => { Option<String> };
    (@type int) => { Option<i64> };
    (@type float) => { Option<f64> };
    (@kind text) => { ColumnKind::Text };
    (@kind opt_text) => { ColumnKind::Text };
    (@kind int) => { ColumnKind::Int };
    (@kind float) => { ColumnKind::Float };
    (@null text) => { false };
    (@null $other:ident) => { true };
    (@value text $e:expr) => { Value::Text(&$e) };
    (@value opt_text $e:expr) => { $e.as_deref().map_or(Value::Null, Value::Text) };
    (@value int $e:expr) => { $e.map_or(Value::Null, Value::Int) };
    (@value float $e:expr) => { $e.map_or(Value::Null, Value::Float) };
}

row! {
    finding_id text "unique and stable across runs: outcome/programme/role/estimand/method/dimension=value, then the horizon, event time, cohort or wave where it applies",
    period text "analysis cut-off, e.g. 2025Q4",
    programme text "programme id, or `all`",
    programme_model opt_text "model id; null for `all`",
    role text "mentor, mentee, co_lead, sponsor, member, or any",
    outcome text "outcome id of the pipeline",
    outcome_kind text "score, time_to_event, count, share or descriptive",
    estimand text "what is estimated (closed list of the data contract)",
    method text "how it is estimated",
    dimension text "`overall`, or dimension name(s) joined by ` x `",
    value text "`all`, or dimension value(s) joined by ` x `; missing is `not stated`",
    event_time int "waves since start (negative before); null for aggregates",
    horizon_days int "days since the index date, for time-to-event outcomes",
    unit text "points, percentage points, days, ratio, per 100 people per quarter; of descriptions also minutes, per pairing, marks, number",
    n_treated int "distinct participants in the comparison, before support trimming",
    n_control int "distinct control people in the comparison, before support trimming; null when nobody is compared",
    n_control_effective float "Kish effective number of control people after weighting",
    treated_level float "adjusted level of the participants (mean; 100 x survival; rate)",
    control_level float "adjusted level of the control people",
    estimate float "the estimate, in `unit`",
    std_error float "standard error; on the log scale for ratios",
    ci_low float "lower limit; simultaneous in event studies",
    ci_high float "upper limit; simultaneous in event studies",
    ci_level float "level of the interval",
    p_value float "two-sided p-value against no effect",
    q_value float "adjusted p-value (Benjamini-Hochberg unless the pipeline says otherwise) in the family of the same outcome, estimand, horizon and dimension",
    shrunk_estimate float "empirical-Bayes value of a subgroup",
    shrunk_low float "its lower limit",
    shrunk_high float "its upper limit",
    naive_estimate float "what a dashboard would print, on headline rows",
    e_value float "E-value of the interval limit nearer the null",
    pretrend_p float "p-value of the pre-trend test",
    max_abs_smd float "worst covariate imbalance after weighting",
    mde float "smallest effect this comparison could have detected with 80 % power",
    evidence opt_text "strong, moderate, suggestive, inconclusive, no_effect, harm, descriptive",
    status text "published, suppressed_primary, suppressed_secondary, insufficient",
    note opt_text "plain words; null when there is nothing to say",
}

/// The typed facts behind a row, for reports.
#[derive(Debug, Clone, PartialEq)]
pub struct Facts {
    /// What was asked.
    pub subject: Subject,
    /// What is estimated.
    pub estimand: Estimand,
    /// How.
    pub method: Method,
    /// Unit.
    pub unit: Unit,
    /// Grade; `None` when nothing is shown.
    pub evidence: Option<Evidence>,
    /// Whether it is shown.
    pub status: Status,
    /// Smallest effect that matters, in the unit of the row; `None` when nothing is shown or no rule applies.
    pub smallest: Option<f64>,
    /// Hazard ratios: p-value of the test that the ratio does not change with time.
    pub proportional_p: Option<f64>,
    /// Changes of gaps: what the row's value is held against.
    pub gap: Option<Gap>,
}

/// What a group is held against, and which change of the gap is wanted.
#[derive(Debug, Clone, PartialEq)]
pub struct Gap {
    /// The other value of the dimension.
    pub against: String,
    /// Whether a positive change makes the gap smaller.
    pub more_is_wanted: bool,
}

/// The findings schema as a machine-readable list, for `counterpart schema findings`.
pub fn schema() -> serde_json::Value {
    let columns = Row::COLUMNS.iter().map(|c| {
        let base = match c.kind {
            ColumnKind::Text => "string",
            ColumnKind::Int => "integer",
            ColumnKind::Float => "number",
        };
        let kind = if c.nullable {
            serde_json::json!([base, "null"])
        } else {
            serde_json::json!(base)
        };
        (
            c.name.to_owned(),
            serde_json::json!({ "type": kind, "description": c.description }),
        )
    });
    serde_json::json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Counterpart findings",
        "description": "findings.json is a list of these rows; findings.csv and findings.parquet hold the same columns in this order",
        "type": "array",
        "items": {
            "type": "object",
            "additionalProperties": false,
            "required": Row::COLUMNS.iter().map(|c| c.name).collect::<Vec<_>>(),
            "properties": columns.collect::<serde_json::Map<_, _>>(),
        }
    })
}
