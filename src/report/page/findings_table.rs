//! The table of every finding, as finished strings; one anchor a row, to which all other pages link.
//!
//! Tens of thousands of rows as elements would be slow to open and heavy to send: the page holds the rows that matter most as
//! elements, all of them as compact data.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use serde::Serialize;

use crate::disclosure::Row;
use crate::vocab::{ALL, Duty, OVERALL, Status};

use super::super::chart::heads;
use super::super::edition::Edition;
use super::super::language::catalogue::args;
use super::super::language::words;
use super::super::number::{Figures, telling_decimals};
use super::super::reading::{Reading, Verdict, anchor};
use super::leaders::tone;

/// A column after the first three.
#[derive(Debug, Clone, Copy, Serialize, schemars::JsonSchema)]
pub(super) struct Head {
    /// Its name.
    name: &'static str,
    /// Whether it holds numbers.
    numeric: bool,
}

/// The columns after subject, estimand and population, before the note; all but the method and the evidence hold numbers.
fn columns(figures: Figures) -> Vec<Head> {
    let names: Vec<&'static str> = heads(figures.text("findings-table.head")).collect();
    let numbers = names.len().saturating_sub(2);
    let head = |(at, name)| Head {
        name,
        numeric: at < numbers,
    };
    names.into_iter().enumerate().map(head).collect()
}

/// One row.
#[derive(Debug, Serialize, schemars::JsonSchema)]
pub(super) struct FindingLine {
    /// Anchor.
    anchor: String,
    /// Of what.
    subject: String,
    /// A warning about the measure; empty without one.
    mark: &'static str,
    /// What is estimated.
    what: String,
    /// For whom.
    population: String,
    /// The estimate; empty when there is none or it is hidden.
    estimate: String,
    /// Its unit.
    unit: &'static str,
    /// The other number columns.
    numbers: Vec<String>,
    /// Method.
    method: &'static str,
    /// How sure it is, or why it is not shown.
    evidence: String,
    /// Class of the evidence.
    tone: &'static str,
    /// Note.
    note: String,
}

/// The table: rows that stand in the page itself, and every row as data for the page's script.
#[derive(Debug, Serialize, schemars::JsonSchema)]
pub(super) struct Findings {
    /// Columns after the first three, before the note.
    heads: Vec<Head>,
    /// How many findings there are.
    total: String,
    /// Rows that stand in the page.
    fixed: Vec<FindingLine>,
    /// All rows as JSON for the script; safe.
    data: String,
}

/// The findings of an edition. Those that answer a question, and those that another page quotes (`quoted` holds their
/// anchors), stand in the page, so that it is complete without scripts; a script shows all.
pub(super) fn findings(edition: &Edition<'_>, quoted: &BTreeSet<String>) -> Findings {
    let leads: BTreeSet<&str> = edition
        .questions
        .iter()
        .chain(&edition.controls)
        .map(|q| q.lead.row.finding_id.as_str())
        .collect();
    let rows = edition.release.rows();
    let mut packed = Packed::default();
    let mut fixed = Vec::new();
    for row in rows {
        let line = line(edition, row);
        let leads = leads.contains(row.finding_id.as_str());
        packed.add(&line, leads);
        if leads || quoted.contains(&line.anchor) {
            fixed.push(line);
        }
    }
    Findings {
        heads: columns(edition.figures),
        total: edition.figures.count(rows.len() as i64),
        fixed,
        data: packed.json(),
    }
}

/// Rows for a script: texts once, each row a line of numbers and places of texts. The page's script reads the same
/// order of fields.
#[derive(Debug, Default)]
struct Packed {
    places: BTreeMap<String, usize>,
    texts: Vec<String>,
    rows: Vec<String>,
}

/// Separates fields; no number as it is written here has it.
const BETWEEN: char = '|';

impl Packed {
    /// The place of a text; the empty one has none.
    fn place(&mut self, text: &str) -> String {
        if text.is_empty() {
            return String::new();
        }
        if let Some(at) = self.places.get(text) {
            return at.to_string();
        }
        let at = self.texts.len();
        self.places.insert(text.to_owned(), at);
        self.texts.push(text.to_owned());
        at.to_string()
    }

    fn add(&mut self, line: &FindingLine, leads: bool) {
        let mut fields = vec![
            line.anchor.trim_start_matches("f-").to_owned(),
            if leads { "1".to_owned() } else { String::new() },
        ];
        for text in [
            &line.subject,
            line.mark,
            &line.what,
            &line.population,
            line.unit,
            line.method,
            &line.evidence,
            line.tone,
            &line.note,
        ] {
            let place = self.place(text);
            fields.push(place);
        }
        fields.push(line.estimate.clone());
        fields.extend(line.numbers.iter().cloned());
        let mut row = fields.join(&BETWEEN.to_string());
        row.truncate(row.trim_end_matches(BETWEEN).len());
        self.rows.push(row);
    }

    /// JSON that may stand within a `script` element: no `<`, `>` or `&`, and no address.
    fn json(&self) -> String {
        let all = serde_json::json!({ "texts": self.texts, "rows": self.rows }).to_string();
        let mut out = String::with_capacity(all.len());
        for c in all.replace("://", ":\u{2060}//").chars() {
            match c {
                '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => {
                    let _ = write!(out, "\\u{:04x}", u32::from(c));
                }
                c => out.push(c),
            }
        }
        out
    }
}

/// The row as finished strings.
fn line(edition: &Edition<'_>, row: &Row) -> FindingLine {
    let figures = edition.figures;
    let unit = row.facts.unit;
    let subject = &row.facts.subject;
    let reading = Reading::of(row, edition.provenance);
    let check = subject.duty == Duty::NegativeControl;
    let d = telling_decimals(unit, &row.estimate.map(|x| vec![x]).unwrap_or_default());
    let difference = |x: f64| {
        if unit.is_ratio() || (reading.verdict == Verdict::Described && !check) {
            figures.fixed(x, d)
        } else {
            figures.signed(x, d)
        }
    };
    let opt = |x: Option<f64>, write: &dyn Fn(f64) -> String| x.map_or_else(String::new, write);
    let pair = |a: Option<String>, b: Option<String>| match (a, b) {
        (Some(a), Some(b)) => format!("{a} / {b}"),
        (Some(a), None) => a,
        (None, Some(b)) => format!("– / {b}"),
        (None, None) => String::new(),
    };
    let interval =
        |low: Option<f64>, high: Option<f64>| match (low.map(difference), high.map(difference)) {
            (Some(low), Some(high)) => figures.between(&low, &high),
            (Some(low), None) => low,
            (None, Some(high)) => figures.between("–", &high),
            (None, None) => String::new(),
        };
    let level = |x: Option<f64>| x.map(|x| figures.fixed(x, 1));
    let count = |n: Option<i64>| n.map(|n| figures.count(n));
    let three = |x: f64| figures.fixed(x, 3);
    let p = |x: f64| figures.p_value(x);
    let shrunk = opt(row.shrunk_estimate, &difference);
    let shrunk_range = interval(row.shrunk_low, row.shrunk_high);
    let evidence = if row.facts.status == Status::Published && check {
        figures.text("findings-check").to_owned()
    } else if row.facts.status == Status::Published {
        words::evidence(reading.verdict, row.facts.evidence, figures).to_owned()
    } else {
        words::status(row.facts.status, figures).to_owned()
    };
    let numbers = vec![
        interval(row.ci_low, row.ci_high),
        pair(count(row.n_treated), count(row.n_control)),
        opt(row.n_control_effective, &|x| figures.fixed(x, 0)),
        pair(level(row.treated_level), level(row.control_level)),
        opt(row.naive_estimate, &difference),
        if shrunk_range.is_empty() {
            shrunk
        } else {
            format!("{shrunk} ({shrunk_range})")
        },
        opt(row.p_value, &p),
        opt(row.q_value, &p),
        opt(row.max_abs_smd, &three),
        opt(row.pretrend_p, &p),
        opt(row.mde, &|x| figures.fixed(x, telling_decimals(unit, &[x]))),
        opt(row.e_value, &|x| figures.fixed(x, 2)),
    ];
    let population = if row.dimension == OVERALL && row.value == ALL {
        figures.text("findings-everybody").to_owned()
    } else {
        format!(
            "{}: {}",
            words::dimension(&row.dimension, figures),
            words::value(&row.value, figures)
        )
    };
    FindingLine {
        anchor: anchor(&row.finding_id),
        subject: format!(
            "{} · {} · {}",
            subject.outcome_label,
            reading.whom(edition.figures),
            subject.programme_name
        ),
        mark: if edition.release.is_poorly_measured(&row.outcome) {
            figures.text("findings-poor")
        } else {
            ""
        },
        what: what(row, figures),
        population,
        estimate: opt(row.estimate, &difference),
        unit: if row.estimate.is_some() {
            words::unit(unit, figures)
        } else {
            ""
        },
        numbers,
        method: words::method(row.facts.method, figures),
        evidence,
        tone: tone(reading.verdict),
        note: row.note.clone().unwrap_or_default(),
    }
}

/// What is estimated, with its horizon, wave or cohort.
fn what(row: &Row, figures: Figures) -> String {
    let mut what = words::estimand(row.facts.estimand, figures).to_owned();
    if let Some(days) = row.horizon_days {
        what = figures.say(
            "findings-days",
            args!["what" => what, "n" => days, "count" => figures.count(days)],
        );
    }
    if let Some(time) = row.event_time {
        let _ = write!(what, " {}", figures.signed(time as f64, 0));
    }
    // Cohorts and waves are known by the last part of the id only.
    if let Some(moment) = row.finding_id.rsplit('/').next().filter(|m| is_moment(m)) {
        let _ = write!(what, ", {}", &moment[1..]);
    }
    what
}

fn is_moment(part: &str) -> bool {
    let mut letters = part.chars();
    matches!(letters.next(), Some('c' | 'w'))
        && letters.next().is_some_and(|c| c.is_ascii_digit())
        && !part.contains('=')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_holds_texts_once_and_nothing_that_ends_a_script() {
        let mut packed = Packed::default();
        let line = |note: &str| FindingLine {
            anchor: "f-0123456789ab".to_owned(),
            subject: "Engagement".to_owned(),
            mark: "",
            what: "average effect on the treated".to_owned(),
            population: "everybody".to_owned(),
            estimate: "+3.1".to_owned(),
            unit: "points of 100",
            numbers: vec!["+1.7 to +4.5".to_owned(), String::new(), String::new()],
            method: "description",
            evidence: "strong evidence".to_owned(),
            tone: "a",
            note: note.to_owned(),
        };
        packed.add(&line("</script><!-- & http://evil.example \u{2028}"), true);
        packed.add(&line(""), false);
        let json = packed.json();
        assert!(
            !json.contains(['<', '>', '&', '\u{2028}']) && !json.contains("://"),
            "{json}"
        );
        let read: serde_json::Value = serde_json::from_str(&json).expect("JSON");
        assert_eq!(
            read["rows"][0],
            "0123456789ab|1|0||1|2|3|4|5|6|7|+3.1|+1.7 to +4.5"
        );
        assert_eq!(
            read["rows"][1],
            "0123456789ab||0||1|2|3|4|5|6||+3.1|+1.7 to +4.5"
        );
        assert_eq!(
            read["texts"][7],
            "</script><!-- & http:\u{2060}//evil.example \u{2028}"
        );
    }
}
