//! One entry of the appendix, and the rule by which it is told.

use crate::vocab::{Estimand, Method};

use super::occurrence::Occurrence;

/// When an entry is told.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Told {
    /// In every report.
    Always,
    /// When a shown figure was estimated by one of these methods.
    By(&'static [Method]),
    /// When a shown figure has one of these estimands.
    Of(&'static [Estimand]),
    /// When this holds of the report.
    Where(fn(&Occurrence<'_>) -> bool),
}

/// One entry.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Entry {
    /// Letters and hyphens, unique; the anchor on the page is `method-` and this.
    pub id: &'static str,
    /// Name of the formula.
    pub name: &'static str,
    /// When it is told.
    pub told: Told,
    /// What is computed.
    pub statement: &'static str,
    /// Standard error, interval, degrees of freedom; empty where there is none.
    pub error: &'static str,
    /// Where it is published.
    pub sources: &'static [&'static str],
}

impl Entry {
    /// Whether a report with these contents tells it.
    pub(crate) fn is_told(&self, found: &Occurrence<'_>) -> bool {
        match self.told {
            Told::Always => true,
            Told::By(methods) => methods.iter().any(|m| found.methods.contains(m)),
            Told::Of(estimands) => estimands.iter().any(|e| found.estimands.contains(e)),
            Told::Where(holds) => holds(found),
        }
    }

    /// Whether it is the formula of a method.
    pub(crate) fn is_by(&self, method: Method) -> bool {
        matches!(self.told, Told::By(methods) if methods.contains(&method))
    }

    /// Whether it is the formula of a method and of no other.
    pub(crate) fn is_only_by(&self, method: Method) -> bool {
        matches!(self.told, Told::By(methods) if methods == [method])
    }

    /// Its anchor on the page.
    pub(crate) fn anchor(&self) -> String {
        format!("method-{}", self.id)
    }
}
