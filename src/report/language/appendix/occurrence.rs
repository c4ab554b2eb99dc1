//! What a report holds, as far as the appendix asks: only shown figures count.

use std::collections::BTreeSet;

use crate::disclosure::shown::Aspect;
use crate::disclosure::{Release, Row, Shown};
use crate::vocab::{Duty, Estimand, Method, Multiplicity, Status};

use super::super::super::provenance::StudyFacts;

/// What occurs in a report.
#[derive(Debug)]
pub(crate) struct Occurrence<'a> {
    /// The release.
    pub release: &'a Release,
    /// The comparison, as the pipeline says it.
    pub study: &'a StudyFacts,
    /// Methods of shown figures.
    pub methods: BTreeSet<Method>,
    /// Estimands of shown figures.
    pub estimands: BTreeSet<Estimand>,
}

impl<'a> Occurrence<'a> {
    /// Looks through a release.
    pub(crate) fn of(release: &'a Release, study: &'a StudyFacts) -> Occurrence<'a> {
        let shown = || release.rows().iter().filter(|r| is_shown(r));
        Occurrence {
            release,
            study,
            methods: shown().map(|r| r.facts.method).collect(),
            estimands: shown().map(|r| r.facts.estimand).collect(),
        }
    }

    /// Whether a shown row has what `pick` picks.
    pub(crate) fn any<T>(&self, pick: impl Fn(&Row) -> Option<T>) -> bool {
        self.rows().any(|r| pick(r).is_some())
    }

    /// The shown rows.
    pub(crate) fn rows(&self) -> impl Iterator<Item = &'a Row> {
        self.release.rows().iter().filter(|r| is_shown(r))
    }

    /// Whether control people of a shown comparison are weighted as the pipeline asks, and it asks for this.
    pub(crate) fn weighs_by(&self, weighting: &str) -> bool {
        let weighted =
            |m: &Method| !m.is_did() && !matches!(m, Method::LotteryItt | Method::Descriptive);
        self.study.weighting == weighting && self.methods.iter().any(weighted)
    }

    /// Whether shown findings have q-values, by this procedure.
    pub(crate) fn judges_by(&self, multiplicity: Multiplicity) -> bool {
        self.study.multiplicity == multiplicity && self.any(|r| r.q_value)
    }

    /// Whether a shown figure of how the programmes run is of such an aspect.
    pub(crate) fn runs(&self, is: impl Fn(&Aspect) -> bool) -> bool {
        let mut lines = self.release.health().iter().flat_map(|h| &h.lines);
        lines.any(|line| matches!(line.shown, Shown::Figure(_)) && is(&line.aspect))
    }

    /// Whether an outcome has a duty.
    pub(crate) fn has_duty(&self, duty: Duty) -> bool {
        self.release
            .rows()
            .iter()
            .any(|r| r.facts.subject.duty == duty)
    }
}

fn is_shown(row: &Row) -> bool {
    row.facts.status == Status::Published && row.estimate.is_some()
}
