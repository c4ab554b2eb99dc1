//! What the SQL texts say.

use std::collections::BTreeMap;

use polars::prelude::*;
use polars::sql::SQLContext;

use super::case::{COMPARED, Case, Reduced, add};
use super::plain::{register_plain_tables, responses};

const TRIALS: &str = include_str!("../../src/panel/sql/trials.sql");
const SCORE_CHANGES: &str = include_str!("../../src/panel/sql/score_changes.sql");
const FOLLOW_UP: &str = include_str!("../../src/panel/sql/follow_up.sql");

/// What the SQL says.
pub(crate) fn by_sql(case: &Case) -> PolarsResult<Reduced> {
    let mut sql = SQLContext::new();
    register_plain_tables(case, &mut sql)?;
    let text = TRIALS
        .replace("{eligible}", case.eligible)
        .replace("{covariates}", &case.covariates)
        .replace("{dimensions}", &case.dimensions);
    let rows = sql.execute(&text)?.collect()?;
    let mut out = Reduced::default();
    let table = Rows::of(&rows)?;
    for k in 0..rows.height() {
        let key = format!(
            "{}/{}/{}",
            table.trial(k),
            table.word("arm", k),
            table.cell(case, k)
        );
        *out.people.entry(key).or_default() += 1;
    }
    sql.register("trial_rows", rows.lazy());
    for outcome in COMPARED {
        sql.register("scores", responses(&case.org, Some(outcome))?.lazy());
        let sums = sql.execute(SCORE_CHANGES)?.collect()?;
        let table = Rows::of(&sums)?;
        for k in 0..sums.height() {
            let (wave, base) = (table.number("wave_day", k), table.number("base_day", k));
            let (kind, arm, cell) = (
                table.word("kind", k),
                table.word("arm", k),
                table.cell(case, k),
            );
            let time = table.number("event_time", k);
            let name = format!("{outcome}/{}/{kind}/{wave}-{base}/{time}", table.trial(k));
            let n = table.number("n", k);
            let three =
                |sum: &str, squares: &str| [n, table.number(sum, k), table.number(squares, k)];
            add(
                &mut out.changes,
                format!("{name}/{arm}/{cell}"),
                &three("dy", "dy2"),
            );
            if arm == "participant" {
                add(
                    &mut out.changes,
                    format!("{name}/level/{cell}"),
                    &three("sum_y", "sum_y2"),
                );
            }
            add(&mut out.bases, name, &three("sum_x", "sum_x2"));
        }
    }
    let counts = sql.execute(FOLLOW_UP)?.collect()?;
    let table = Rows::of(&counts)?;
    for k in 0..counts.height() {
        let (arm, ending) = (table.word("arm", k), table.word("ending", k));
        let (day, n) = (table.number("day", k), table.number("n", k));
        let key = format!(
            "{}/{arm}/{}/{day}/{ending}",
            table.trial(k),
            table.cell(case, k)
        );
        let before = out.follow_up.insert(key.clone(), n as i64);
        assert!(before.is_none(), "{key} is listed twice");
    }
    Ok(out)
}

/// A result of the SQL, read by column name and row.
struct Rows {
    words: BTreeMap<String, Vec<String>>,
    numbers: BTreeMap<String, Vec<f64>>,
}

impl Rows {
    fn of(frame: &DataFrame) -> PolarsResult<Rows> {
        let mut rows = Rows {
            words: BTreeMap::new(),
            numbers: BTreeMap::new(),
        };
        for column in frame.columns() {
            let name = column.name().to_string();
            if column.dtype() == &DataType::String {
                let values = column
                    .str()?
                    .iter()
                    .map(|v| v.expect("no text is missing").to_owned());
                rows.words.insert(name, values.collect());
            } else {
                let values = column.cast(&DataType::Float64)?;
                let values = values
                    .f64()?
                    .iter()
                    .map(|v| v.expect("no number is missing"))
                    .collect();
                rows.numbers.insert(name, values);
            }
        }
        Ok(rows)
    }

    fn word(&self, column: &str, row: usize) -> &str {
        &self.words[column][row]
    }

    fn number(&self, column: &str, row: usize) -> f64 {
        self.numbers[column][row]
    }

    fn trial(&self, row: usize) -> String {
        let (programme, eve) = (self.number("programme", row), self.number("eve", row));
        format!(
            "{}/{}/{programme}/{eve}",
            self.word("scope", row),
            self.word("role", row)
        )
    }

    fn cell(&self, case: &Case, row: usize) -> String {
        let prior = if case.prior.is_some() {
            format!(" | {}", self.word("prior", row))
        } else {
            String::new()
        };
        format!(
            "{}{prior} | {}",
            self.word("covariates", row),
            self.word("dimensions", row)
        )
    }
}
