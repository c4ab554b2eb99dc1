//! What programmes are meant to move, and what came of it, in words.

use crate::vocab::{Aim, Evidence, Objective, Role, RoleScope, Status};

use super::super::reading::Verdict;
use super::words::{self, capital, list, people};

/// An aim with whom it is about: `Digital literacy among mentees`.
pub(crate) fn aim(aim: &Aim, role: Option<Role>) -> String {
    let label = capital(aim.topic.label());
    role.map_or(label.clone(), |role| {
        format!("{label} among {}", people(RoleScope::One(role)))
    })
}

/// The same without what came of it: all whom it is about.
pub(crate) fn whole(aim: &Aim) -> String {
    let who: Vec<&str> = aim
        .whose
        .iter()
        .map(|r| people(RoleScope::One(*r)))
        .collect();
    if who.is_empty() {
        aim.topic.label().to_owned()
    } else {
        format!("{} among {}", aim.topic.label(), list(&who))
    }
}

/// What came of the gap of one group.
#[derive(Debug)]
pub(crate) struct GapTold {
    /// The group.
    pub group: String,
    /// What the finding says.
    pub verdict: Verdict,
    /// Its grade.
    pub grade: Option<Evidence>,
    /// Whether it is shown.
    pub status: Status,
}

/// What came of the gaps along one dimension, groups of which the same is said together: `Women: strong evidence; others: not
/// clear yet`. Hidden groups are told only where all are.
pub(crate) fn gaps(told: &[GapTold], minimum: u32) -> String {
    let mut said: Vec<(&str, Vec<&str>)> = Vec::new();
    for gap in told.iter().filter(|g| g.verdict != Verdict::Hidden) {
        let words = words::evidence(gap.verdict, gap.grade);
        match said.iter_mut().find(|(w, _)| *w == words) {
            Some((_, groups)) => groups.push(&gap.group),
            None => said.push((words, vec![&gap.group])),
        }
    }
    if said.is_empty() {
        return told
            .first()
            .map_or_else(String::new, |g| words::hidden(g.status, minimum));
    }
    let parts: Vec<String> = said
        .iter()
        .map(|(words, groups)| format!("{}: {words}", list(groups)))
        .collect();
    parts.join("; ")
}

/// An outcome with the dimension whose groups are held against each other: `Inclusion by gender`.
pub(crate) fn by(label: &str, dimension: &str) -> String {
    format!("{label} by {}", words::dimension(dimension))
}

/// What is not measured in the pipeline.
pub(crate) fn unmeasured(names: &[String]) -> String {
    if names.is_empty() {
        return String::new();
    }
    format!(
        "Meant to move too, and not measured here: {}. Nothing can be said of it.",
        list(names)
    )
}

/// Heading of the answers to one objective.
pub(crate) fn objective(objective: Objective, tally: &str) -> String {
    format!("{}. {tally}", objective.name())
}
