//! What programmes are meant to move, and what came of it, in words.

use crate::vocab::{Aim, Objective, Role, RoleScope};

use super::words::{capital, list, people};

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
