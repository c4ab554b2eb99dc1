//! A reference table as text columns with a numeric view.
#![allow(dead_code)]

use std::collections::HashMap;
use std::path::Path;

/// Rows of a case; fields stay text, empty means missing.
#[derive(Clone, Default)]
pub(crate) struct Table {
    /// Column names in file order.
    pub names: Vec<String>,
    columns: Vec<Vec<String>>,
    /// Row numbers in the file the table came from.
    pub origin: Vec<usize>,
}

impl Table {
    /// Read a CSV file with a header.
    pub(crate) fn read(path: &Path) -> Self {
        let mut reader = csv::Reader::from_path(path).expect("the data file can be read");
        let names: Vec<String> = reader
            .headers()
            .expect("a header")
            .iter()
            .map(str::to_owned)
            .collect();
        let mut columns = vec![Vec::new(); names.len()];
        for record in reader.records() {
            let record = record.expect("a regular row");
            for (column, field) in columns.iter_mut().zip(&record) {
                column.push(field.to_owned());
            }
        }
        let rows = columns.first().map_or(0, Vec::len);
        Self {
            names,
            columns,
            origin: (0..rows).collect(),
        }
    }

    /// Number of rows.
    pub(crate) fn len(&self) -> usize {
        self.origin.len()
    }

    /// Is there a column of this name?
    pub(crate) fn has(&self, name: &str) -> bool {
        self.names.iter().any(|n| n == name)
    }

    /// The fields of a column as written.
    pub(crate) fn text(&self, name: &str) -> &[String] {
        let i = self
            .names
            .iter()
            .position(|n| n == name)
            .unwrap_or_else(|| panic!("no column {name}"));
        &self.columns[i]
    }

    /// The numbers of a column; missing is NaN.
    pub(crate) fn number(&self, name: &str) -> Vec<f64> {
        self.text(name)
            .iter()
            .map(|s| s.parse().unwrap_or(f64::NAN))
            .collect()
    }

    /// Numbers of an optional column, or `fallback` in every row.
    pub(crate) fn number_or(&self, name: Option<&str>, fallback: f64) -> Vec<f64> {
        name.map_or_else(|| vec![fallback; self.len()], |n| self.number(n))
    }

    /// 0/1 column as truth values.
    pub(crate) fn flag(&self, name: &str) -> Vec<bool> {
        self.number(name).iter().map(|v| *v == 1.0).collect()
    }

    /// Codes 0, 1, 2, … of a column's values in order of first appearance.
    pub(crate) fn codes(&self, name: &str) -> Vec<usize> {
        self.combined_codes(&[name.to_owned()])
    }

    /// Codes of the combinations of several columns (no columns: all rows one code).
    pub(crate) fn combined_codes(&self, names: &[String]) -> Vec<usize> {
        let columns: Vec<&[String]> = names.iter().map(|n| self.text(n)).collect();
        let mut seen: HashMap<Vec<&str>, usize> = HashMap::new();
        (0..self.len())
            .map(|row| {
                let key: Vec<&str> = columns.iter().map(|c| c[row].as_str()).collect();
                let next = seen.len();
                *seen.entry(key).or_insert(next)
            })
            .collect()
    }

    /// Index of each row's value in `levels`; rows with another value get `None`.
    pub(crate) fn level_codes(&self, name: &str, levels: &[String]) -> Vec<Option<usize>> {
        self.text(name)
            .iter()
            .map(|v| levels.iter().position(|l| l == v))
            .collect()
    }

    /// The rows for which `keep` is true.
    pub(crate) fn filter(&self, keep: &[bool]) -> Self {
        let pick = |column: &Vec<String>| -> Vec<String> {
            column
                .iter()
                .zip(keep)
                .filter(|(_, k)| **k)
                .map(|(v, _)| v.clone())
                .collect()
        };
        Self {
            names: self.names.clone(),
            columns: self.columns.iter().map(pick).collect(),
            origin: self
                .origin
                .iter()
                .zip(keep)
                .filter(|(_, k)| **k)
                .map(|(v, _)| *v)
                .collect(),
        }
    }
}
