//! The answer of `counterpart power`: a table for people, grouped by programme and role, or rows for machines.

use std::fmt::Write as _;

use serde_json::{Map, Value, json};

use crate::export::csv;
use crate::kernel::power::DETECTABLE_ALPHA;
use crate::pipeline::{PowerReport, PowerRow, When};
use crate::vocab::Status;

use super::arguments::PowerFormat;
use super::columns::{Side, aligned};

/// Headings of the table, and the side each leans to.
const COLUMNS: [(&str, Side); 8] = [
    ("outcome", Side::Left),
    ("for whom", Side::Left),
    ("participants", Side::Right),
    ("colleagues", Side::Right),
    ("can find", Side::Right),
    ("to find", Side::Right),
    ("power", Side::Right),
    ("needed", Side::Right),
];

/// What stands instead of the numbers of a small group.
const HIDDEN: &str = "hidden";

/// What stands where there is no number.
const NONE: &str = "–";

/// The answer in a format. A table wider than `width` becomes a few short lines a row.
pub(super) fn printed(report: &PowerReport, format: PowerFormat, width: Option<usize>) -> String {
    match format {
        PowerFormat::Text => text(report, width),
        PowerFormat::Csv => {
            let keys: Vec<String> = report
                .rows
                .first()
                .map(|row| object(row).keys().cloned().collect())
                .unwrap_or_default();
            let header: Vec<&str> = keys.iter().map(String::as_str).collect();
            let cells = report
                .rows
                .iter()
                .map(|row| object(row).values().map(cell).collect());
            String::from_utf8_lossy(&csv::table(&header, cells)).into_owned()
        }
        PowerFormat::Json => {
            let rows: Vec<Value> = report.rows.iter().map(|r| object(r).into()).collect();
            let whole = json!({
                "period": report.period,
                "power": report.power,
                "alpha": DETECTABLE_ALPHA,
                "rows": rows,
                "warnings": report.warnings,
            });
            format!("{whole:#}\n")
        }
    }
}

/// A row under the names that findings use for the same things.
fn object(row: &PowerRow) -> Map<String, Value> {
    let fields = [
        ("when", json!(row.when.id())),
        ("programme", json!(row.programme)),
        ("role", json!(row.role)),
        ("outcome", json!(row.outcome)),
        ("horizon_days", json!(row.horizon_days)),
        ("dimension", json!(row.dimension)),
        ("value", json!(row.value)),
        ("unit", json!(row.unit.id())),
        ("n_treated", json!(row.participants)),
        ("n_control", json!(row.colleagues)),
        ("std_error", json!(row.std_error)),
        ("mde", json!(row.detectable)),
        ("effect", json!(row.effect)),
        ("power", json!(row.power)),
        ("n_needed", json!(row.needed)),
        ("status", json!(row.status.id())),
        ("note", json!(row.note)),
    ];
    fields
        .into_iter()
        .map(|(key, value)| (key.to_owned(), value))
        .collect()
}

fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn text(report: &PowerReport, width: Option<usize>) -> String {
    let percent = format!("{}", 100.0 * report.power);
    let mut text = format!("{}, {}\n", report.title, report.period);
    let _ = writeln!(
        text,
        "What can be found with {percent} % power, two-sided at {} %\n",
        100.0 * DETECTABLE_ALPHA
    );
    if report.rows.is_empty() {
        text.push_str("The pipeline has no outcome that is compared.\n");
    }
    let mut rest = &report.rows[..];
    while let Some(first) = rest.first() {
        let same = |row: &&PowerRow| {
            (row.when, &row.programme, &row.role) == (first.when, &first.programme, &first.role)
        };
        let (group, others) = rest.split_at(rest.iter().take_while(same).count());
        rest = others;
        let when = match first.when {
            When::Before => "before it begins, people as expected",
            When::After => "after, people as compared",
        };
        let _ = writeln!(text, "{}, {} ({when})", first.programme_name, first.role);
        text.push_str(&table(group, width));
        text.push('\n');
    }
    text.push_str(
        "can find: the smallest effect found with that power · to find, power: the effect asked for and the power to find it ·\n\
         needed: participants of that group whom it needs; in programmes of pairs, the pairs.\n",
    );
    for warning in &report.warnings {
        let _ = writeln!(text, "warning: {warning}");
    }
    text
}

fn table(rows: &[PowerRow], width: Option<usize>) -> String {
    let (names, sides): (Vec<&str>, Vec<Side>) = COLUMNS.into_iter().unzip();
    let mut lines: Vec<Vec<String>> = vec![names.into_iter().map(str::to_owned).collect()];
    lines.extend(rows.iter().map(line));
    let mut text = aligned(&lines, &sides, width).unwrap_or_else(|| {
        let mut text = String::new();
        for line in &lines[1..] {
            let _ = writeln!(text, "{}, {}", line[0], line[1]);
            for ((name, _), cell) in COLUMNS.iter().zip(line).skip(2) {
                let _ = writeln!(text, "  {name}: {cell}");
            }
        }
        text
    });
    let mut said: Vec<&str> = Vec::new();
    let remarks = rows.iter().filter(|row| !row.is_hidden());
    for note in remarks.filter_map(|row| row.note.as_deref()) {
        if !said.contains(&note) {
            said.push(note);
            let _ = writeln!(text, "  {note}");
        }
    }
    text
}

fn line(row: &PowerRow) -> Vec<String> {
    let mut outcome = format!("{} ({})", row.outcome_label, row.unit.id());
    if let Some(days) = row.horizon_days {
        outcome = format!("{}, {days} days ({})", row.outcome_label, row.unit.id());
    }
    let whom = if row.is_overall() {
        "everybody".to_owned()
    } else {
        format!("{}: {}", row.dimension, row.value)
    };
    let mut cells = vec![outcome, whom];
    let numbers = &row.text;
    let or =
        |text: &str, otherwise: &str| if text.is_empty() { otherwise } else { text }.to_owned();
    cells.extend(match row.status {
        Status::SuppressedPrimary | Status::SuppressedSecondary => {
            vec![HIDDEN.to_owned()]
        }
        _ => {
            let needed = match (row.status, row.effect) {
                (Status::Published, Some(_)) => "not reachable",
                _ => NONE,
            };
            vec![
                or(&numbers.participants, NONE),
                or(&numbers.colleagues, NONE),
                or(&numbers.detectable, NONE),
                or(&numbers.effect, NONE),
                or(&numbers.power, NONE),
                or(&numbers.needed, needed),
            ]
        }
    });
    cells
}
