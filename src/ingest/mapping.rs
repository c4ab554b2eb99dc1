//! From the columns of a file to the columns a run wants.
//!
//! First match wins: the pipeline's own mapping, the preset, the canonical name, the canonical name but
//! for case, spaces and punctuation, a known synonym. Likeness of spelling only ever makes suggestions in
//! messages; it never maps. A header that the pipeline maps to one column is not matched to another.

use std::collections::{BTreeSet, HashSet};

use super::error::{AbsentColumn, IngestError};
use super::synonyms::synonyms;
use crate::tables::{Column, Table};

/// A column that the run wants from a source.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Want {
    /// Canonical name, item name or name of an extra column.
    pub(super) name: String,
    /// The canonical column, if it is one.
    pub(super) column: Option<Column>,
    /// Whether it is an item column of a wide survey.
    pub(super) item: bool,
    /// Whether the run cannot do without; known synonyms are tried for such columns only.
    pub(super) sought: bool,
    /// The name that the pipeline gives.
    pub(super) explicit: Option<String>,
    /// The names that the preset gives.
    pub(super) preset: &'static [&'static str],
}

/// A header without case, spaces and punctuation.
pub(super) fn normal(header: &str) -> String {
    header
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

fn position(headers: &[String], taken: &HashSet<usize>, name: &str) -> Option<usize> {
    let free = |k: &usize| !taken.contains(k);
    let wanted = normal(name);
    let exact = headers.iter().position(|h| h == name).filter(free);
    exact.or_else(|| {
        (0..headers.len())
            .filter(free)
            .find(|&k| !wanted.is_empty() && normal(&headers[k]) == wanted)
    })
}

/// The position of each wanted column among the headers of a file.
///
/// # Errors
/// A column that the pipeline maps to a header which the file does not have.
pub(super) fn resolve(
    table: Table,
    file: &str,
    wants: &[Want],
    headers: &[String],
) -> Result<Vec<Option<usize>>, IngestError> {
    let mut taken = HashSet::new();
    let mut found = vec![None; wants.len()];
    let none = HashSet::new();
    for (slot, want) in found.iter_mut().zip(wants) {
        if let Some(header) = &want.explicit {
            let at = position(headers, &none, header);
            let Some(at) = at else {
                return Err(absent(table, file, &[&want.name], Some(header), headers));
            };
            taken.insert(at);
            *slot = Some(at);
        }
    }
    for (slot, want) in found.iter_mut().zip(wants) {
        if slot.is_none() {
            let known = want
                .column
                .filter(|_| want.sought)
                .map_or(&[][..], |c| synonyms(table, c));
            *slot = want
                .preset
                .iter()
                .find_map(|name| position(headers, &taken, name))
                .or_else(|| position(headers, &taken, &want.name))
                .or_else(|| {
                    known
                        .iter()
                        .find_map(|name| position(headers, &taken, name))
                });
        }
    }
    Ok(found)
}

/// Remarks on headers that a wanted column could as well be: the same name again, or the same but for case and punctuation.
pub(super) fn twins(file: &str, headers: &[String], columns: &[Option<usize>]) -> Vec<String> {
    let read: BTreeSet<usize> = columns.iter().flatten().copied().collect();
    let normals: Vec<String> = headers.iter().map(|h| normal(h)).collect();
    let alike = |a: usize, b: usize| {
        headers[a] == headers[b] || (!normals[a].is_empty() && normals[a] == normals[b])
    };
    let remark = |&at: &usize| {
        let twins = (0..headers.len()).filter(|&k| !read.contains(&k) && alike(at, k));
        let mut all: Vec<usize> = twins.chain([at]).collect();
        all.sort_unstable();
        let named = all
            .iter()
            .map(|&k| format!("`{}` (column {})", headers[k], k + 1))
            .collect::<Vec<_>>()
            .join(" and ");
        let (header, number) = (&headers[at], at + 1);
        (all.len() > 1).then(|| {
            let same = if all.iter().all(|&k| headers[k] == *header) {
                "have the same name"
            } else {
                "have the same name but for case and punctuation"
            };
            format!("{file}: {named} {same}; only column {number} is read")
        })
    };
    read.iter().filter_map(remark).collect()
}

/// How many of the wanted columns a row of texts could be the header of; explicit names and presets count.
pub(super) fn recognised(table: Table, wants: &[Want], headers: &[String]) -> usize {
    let normals: HashSet<String> = headers
        .iter()
        .map(|h| normal(h))
        .filter(|h| !h.is_empty())
        .collect();
    let knows = |name: &str| normals.contains(&normal(name));
    wants
        .iter()
        .filter(|want| {
            want.explicit.as_deref().is_some_and(knows)
                || want.preset.iter().any(|n| knows(n))
                || knows(&want.name)
                || want
                    .column
                    .is_some_and(|c| synonyms(table, c).iter().any(|n| knows(n)))
        })
        .count()
}

/// The error for columns that a file lacks.
pub(super) fn absent(
    table: Table,
    file: &str,
    columns: &[&str],
    mapped_to: Option<&str>,
    headers: &[String],
) -> IngestError {
    IngestError::AbsentColumn(Box::new(AbsentColumn {
        table,
        file: file.to_owned(),
        columns: columns.iter().map(|&c| c.to_owned()).collect(),
        one_of: false,
        mapped_to: mapped_to.map(str::to_owned),
        present: headers.to_vec(),
        near: columns
            .iter()
            .map(|column| {
                let known = Column::named(column).map_or(&[][..], |c| synonyms(table, c));
                let by_synonym = known
                    .iter()
                    .find_map(|n| position(headers, &HashSet::new(), n));
                by_synonym.map(|k| headers[k].clone()).or_else(|| {
                    nearest(mapped_to.unwrap_or(column), headers)
                        .first()
                        .cloned()
                })
            })
            .collect(),
    }))
}

/// Up to three names that look like `name`, best first.
pub(super) fn nearest(name: &str, among: &[String]) -> Vec<String> {
    const ALIKE: f64 = 0.6;
    let wanted = normal(name);
    let mut scored: Vec<(f64, &String)> = among
        .iter()
        .map(|other| {
            let text = normal(other);
            let held = !text.is_empty()
                && wanted.len() > 2
                && (text.contains(&wanted) || wanted.contains(&text));
            let likeness = strsim::normalized_damerau_levenshtein(&wanted, &text)
                .max(strsim::jaro_winkler(&wanted, &text) - 0.15);
            (if held { likeness.max(0.75) } else { likeness }, other)
        })
        .filter(|(likeness, _)| *likeness >= ALIKE)
        .collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    scored
        .into_iter()
        .take(3)
        .map(|(_, other)| other.clone())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn want(column: Column, explicit: Option<&str>) -> Want {
        Want {
            name: column.name().to_owned(),
            column: Some(column),
            item: false,
            sought: true,
            explicit: explicit.map(str::to_owned),
            preset: &[],
        }
    }

    fn headers(names: &[&str]) -> Vec<String> {
        names.iter().map(|&n| n.to_owned()).collect()
    }

    #[test]
    fn the_first_rule_that_matches_wins() {
        let table = Table::Employees;
        let wants = [
            want(Column::EmployeeId, None),
            want(Column::HireDate, None),
            want(Column::Region, None),
        ];
        let found = resolve(
            table,
            "f",
            &wants,
            &headers(&["Region", "Employee ID", "Start Date"]),
        )
        .expect("no explicit mapping");
        assert_eq!(found, [Some(1), Some(2), Some(0)]);
        let wants = [
            want(Column::EmployeeId, Some("Legacy")),
            want(Column::HireDate, None),
        ];
        let found = resolve(
            table,
            "f",
            &wants,
            &headers(&["employee_id", "Legacy", "hire_date"]),
        )
        .expect("all there");
        assert_eq!(found, [Some(1), Some(2)]);
    }

    #[test]
    fn an_explicit_name_that_is_absent_is_an_error_with_a_suggestion() {
        let wants = [want(Column::EmployeeId, Some("Worker IDs"))];
        let fault = resolve(
            Table::Employees,
            "hris/a.csv",
            &wants,
            &headers(&["Worker ID", "Hire Date"]),
        );
        let text = fault.expect_err("there is no such column").to_string();
        assert!(text.starts_with("the column `Worker IDs`"), "{text}");
        assert!(
            text.contains("hris/a.csv") && text.contains("employee_id = \"Worker ID\""),
            "{text}"
        );
    }

    #[test]
    fn columns_of_the_same_name_are_told() {
        let names = headers(&["id", "q01", "Gender", "q01", "gender", "note", "note"]);
        let told = twins("surveys.csv", &names, &[Some(0), Some(1), Some(4), None]);
        assert_eq!(
            told,
            [
                "surveys.csv: `q01` (column 2) and `q01` (column 4) have the same name; only column 2 is read",
                "surveys.csv: `Gender` (column 3) and `gender` (column 5) have the same name but for case and punctuation; \
                 only column 5 is read",
            ]
        );
        assert!(twins("f", &names, &[Some(2), Some(4)]).is_empty());
    }

    #[test]
    fn likeness_suggests_but_never_maps() {
        let names = headers(&["q01", "q02", "engagement_q1", "comment"]);
        assert_eq!(
            nearest("q1", &names).first().map(String::as_str),
            Some("q01")
        );
        assert!(nearest("xyz", &names).is_empty());
        let found = resolve(
            Table::Employees,
            "f",
            &[want(Column::EmployeeId, None)],
            &headers(&["emplyee_id"]),
        );
        assert_eq!(found, Ok(vec![None]));
    }
}
