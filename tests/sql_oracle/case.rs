//! One organisation and one question, and what both sides answer.

use std::collections::BTreeMap;

use counterpart::panel::{Covariate, EventClock, Programme, Scope, StudySettings};
use counterpart::tables::Organisation;
use counterpart::vocab::Period;

/// Labels joined as the cells of the panel are named below.
pub(crate) fn joined(labels: &[&str]) -> String {
    labels
        .iter()
        .map(|l| format!("({l})"))
        .collect::<Vec<_>>()
        .join(" || ' | ' || ")
}

pub(crate) fn attribute(name: &str) -> Covariate {
    Covariate::Attribute(name.to_owned())
}

/// One organisation and one question, as the panel is asked it and as the SQL is.
pub(crate) struct Case {
    pub(crate) org: Organisation,
    pub(crate) programmes: Vec<Programme>,
    pub(crate) study: StudySettings,
    pub(crate) period: Period,
    pub(crate) clock: EventClock,
    pub(crate) eligible: &'static str,
    pub(crate) covariates: String,
    pub(crate) dimensions: String,
    /// Outcome of the prior, the last of the covariates.
    pub(crate) prior: Option<usize>,
}

/// Sums and counts by trial, arm and cell.
#[derive(Default)]
pub(crate) struct Reduced {
    pub(crate) people: BTreeMap<String, i64>,
    pub(crate) changes: BTreeMap<String, Vec<f64>>,
    pub(crate) bases: BTreeMap<String, Vec<f64>>,
    pub(crate) follow_up: BTreeMap<String, i64>,
}

/// Outcomes whose changes are compared.
pub(crate) const COMPARED: [usize; 2] = [0, 1];

pub(crate) fn scope_word(scope: Scope) -> String {
    match scope {
        Scope::Programme(k) => k.to_string(),
        Scope::All => "all".to_owned(),
    }
}

pub(crate) fn scopes(case: &Case) -> Vec<Scope> {
    (0..case.programmes.len())
        .map(Scope::Programme)
        .chain([Scope::All])
        .collect()
}

pub(crate) fn add(into: &mut BTreeMap<String, Vec<f64>>, key: String, values: &[f64]) {
    let sums = into.entry(key).or_insert_with(|| vec![0.0; values.len()]);
    sums.iter_mut()
        .zip(values)
        .for_each(|(sum, value)| *sum += value);
}
