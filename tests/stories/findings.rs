//! The rows of the findings against the data contract, section 7: one content in every format, closed lists, hidden
//! rows without numbers, a row for every value, counts that add up.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::contents::output;
use super::output::{COLUMNS, Finding, NUMBERS, cell, unpacked};

#[test]
fn csv_json_and_parquet_hold_the_same_rows() {
    let rows: Vec<BTreeMap<String, String>> = output()
        .findings
        .iter()
        .map(|f| {
            COLUMNS
                .iter()
                .map(|c| ((*c).to_owned(), f.get(c).to_owned()))
                .collect()
        })
        .collect();
    let json: Vec<Value> =
        serde_json::from_slice(&output().files["findings.json"]).expect("a list of rows");
    let keys: Vec<&String> = json[0].as_object().expect("a row").keys().collect();
    assert_eq!(keys, COLUMNS, "order of keys in findings.json");
    let same = |other: Vec<BTreeMap<String, String>>, name: &str| {
        assert_eq!(rows.len(), other.len(), "rows of {name}");
        for (one, two) in rows.iter().zip(&other) {
            for column in COLUMNS {
                let (a, b) = (&one[column], &two[column]);
                // The reader of JSON may miss the last digit of a number.
                let near = |a: f64, b: f64| (a - b).abs() <= 4.0 * f64::EPSILON * a.abs();
                let equal =
                    a == b || matches!((a.parse(), b.parse()), (Ok(a), Ok(b)) if near(a, b));
                assert!(
                    equal,
                    "{} of {}: {a} in CSV, {b} in {name}",
                    column, one["finding_id"]
                );
            }
        }
    };
    let as_text = |row: &Value| {
        row.as_object()
            .expect("a row")
            .iter()
            .map(|(k, v)| (k.clone(), cell(v)))
            .collect()
    };
    same(json.iter().map(as_text).collect(), "JSON");
    same(output().parquet(), "Parquet");
    let book = unpacked(&output().files["workbook.xlsx"]);
    for finding in &output().findings {
        let id = finding.get("finding_id").replace('&', "&amp;");
        assert!(book.contains(&id), "{id} in the workbook");
    }
}

#[test]
fn rows_keep_the_closed_lists() {
    let mut ids = BTreeSet::new();
    for f in &output().findings {
        let id = f.get("finding_id");
        assert!(ids.insert(id.to_owned()), "{id} once");
        let stem: Vec<&str> = ["outcome", "programme", "role", "estimand", "method"]
            .map(|c| f.get(c))
            .to_vec();
        let start = format!(
            "{}/{}={}",
            stem.join("/"),
            f.get("dimension"),
            f.get("value")
        );
        assert!(id.starts_with(&start), "{id} starts with {start}");
        let tail = &id[start.len()..];
        match (f.get("horizon_days"), f.get("event_time")) {
            ("", "") => {}
            (h, "") => assert_eq!(tail, format!("/h{h}"), "{id}"),
            (_, e) => assert_eq!(tail, format!("/e{e}"), "{id}"),
        }
        assert_eq!(f.get("period"), "2025Q4");
        assert_eq!(
            (f.get("programme"), f.get("programme_model")),
            ("fluency", "executive_digital_fluency")
        );
        let one_of = |column: &str, list: &[&str]| {
            assert!(
                list.contains(&f.get(column)),
                "{column} of {id}: {}",
                f.get(column)
            );
        };
        one_of(
            "outcome_kind",
            &["score", "time_to_event", "count", "share", "descriptive"],
        );
        one_of(
            "unit",
            &[
                "points",
                "percentage points",
                "days",
                "ratio",
                "per 100 people per quarter",
            ],
        );
        one_of(
            "status",
            &[
                "published",
                "suppressed_primary",
                "suppressed_secondary",
                "insufficient",
            ],
        );
        one_of(
            "evidence",
            &[
                "",
                "strong",
                "moderate",
                "suggestive",
                "inconclusive",
                "no_effect",
                "harm",
                "descriptive",
            ],
        );
    }
}

#[test]
fn hidden_rows_hold_no_number() {
    for f in &output().findings {
        let shown: Vec<&str> = COLUMNS[NUMBERS]
            .iter()
            .copied()
            .filter(|c| !f.get(c).is_empty())
            .collect();
        match f.get("status") {
            "published" => assert!(
                shown.contains(&"estimate") && shown.contains(&"n_treated"),
                "{f:?}"
            ),
            "insufficient" => {
                assert!(
                    !shown.contains(&"estimate") && !f.get("note").is_empty(),
                    "{f:?}"
                );
                for count in ["n_treated", "n_control"]
                    .into_iter()
                    .filter_map(|c| f.number(c))
                {
                    assert!(count >= 10.0, "{f:?}");
                }
            }
            _ => assert!(shown.is_empty(), "{shown:?} of {f:?}"),
        }
    }
}

#[test]
fn every_value_has_its_row_and_the_counts_add_up() {
    let expected: BTreeMap<&str, &[&str]> = BTreeMap::from([
        (
            "generation",
            &["Boomers", "Gen X", "Millennials", "Gen Z"][..],
        ),
        ("gender", &["Men", "Women"][..]),
    ]);
    for (outcome, estimand) in [("engagement", "att"), ("retention", "retention_difference")] {
        for (role, generations) in [
            ("mentor", ["Millennials", "Gen Z"]),
            ("mentee", ["Boomers", "Gen X"]),
        ] {
            let rows: Vec<&Finding> = output()
                .findings
                .iter()
                .filter(|f| {
                    f.get("outcome") == outcome
                        && f.get("estimand") == estimand
                        && f.get("role") == role
                })
                .collect();
            let of = |dimension: &str| {
                rows.iter()
                    .filter(|f| f.get("dimension") == dimension)
                    .copied()
                    .collect::<Vec<_>>()
            };
            let overall = of("overall");
            assert_eq!(overall.len(), 1, "{outcome} {role}");
            for (dimension, values) in &expected {
                let rows = of(dimension);
                let present: BTreeSet<&str> = rows.iter().map(|f| f.get("value")).collect();
                for value in values
                    .iter()
                    .filter(|v| *dimension != "generation" || generations.contains(*v))
                {
                    assert!(
                        present.contains(value),
                        "{outcome} {role} {dimension}={value}"
                    );
                }
                adds_up(overall[0], &rows);
            }
            let crossed = of("generation x gender");
            for generation in generations {
                for gender in ["Men", "Women"] {
                    let value = format!("{generation} x {gender}");
                    assert!(
                        crossed.iter().any(|f| f.get("value") == value),
                        "{outcome} {role} {value}"
                    );
                }
            }
            adds_up(overall[0], &crossed);
        }
    }
}

/// Counts of the values of one dimension are the total, where none is hidden.
fn adds_up(overall: &Finding, rows: &[&Finding]) {
    for column in ["n_treated", "n_control"] {
        let counts: Option<Vec<f64>> = rows.iter().map(|f| f.number(column)).collect();
        if let (Some(counts), Some(total)) = (counts, overall.number(column)) {
            assert!(
                (counts.iter().sum::<f64>() - total).abs() < 0.5,
                "{column}: {counts:?} make {total} ({overall:?})"
            );
        }
    }
}
