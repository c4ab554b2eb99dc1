//! What programmes are meant to move, and what came of it, in words.

use fluent_bundle::FluentArgs;

use crate::vocab::{Aim, Evidence, Objective, Role, RoleScope, Status, Topic};

use super::super::number::Figures;
use super::super::reading::Verdict;
use super::catalogue::args;
use super::words::{self, list, people};

/// The variables of messages about a topic: its id, and its name in English.
fn topic(topic: Topic) -> FluentArgs<'static> {
    args!["topic" => topic.id(), "english" => topic.label()]
}

/// What has to be measured, and of whom, before something can be said of a topic.
pub(crate) fn known_by(topic: Topic, figures: Figures) -> String {
    figures.say(
        "topic-known-by",
        args!["topic" => topic.id(), "english" => topic.known_by()],
    )
}

/// An aim with whom it is about: `Digital literacy among mentees`.
pub(crate) fn aim(aim: &Aim, role: Option<Role>, figures: Figures) -> String {
    let mut args = topic(aim.topic);
    match role {
        Some(role) => {
            args.set("role", role.id());
            figures.say_with("aim.whose", &args)
        }
        None => figures.say_with("aim", &args),
    }
}

/// The same without what came of it: all whom it is about.
pub(crate) fn whole(aim: &Aim, figures: Figures) -> String {
    let who: Vec<&str> = aim
        .whose
        .iter()
        .map(|r| people(RoleScope::One(*r), figures))
        .collect();
    let mut args = topic(aim.topic);
    if who.is_empty() {
        return figures.say_with("aim-topic", &args);
    }
    args.set("whom", list(&who, figures));
    figures.say_with("aim-topic.whose", &args)
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
pub(crate) fn gaps(told: &[GapTold], minimum: u32, figures: Figures) -> String {
    let mut said: Vec<(&str, Vec<&str>)> = Vec::new();
    for gap in told.iter().filter(|g| g.verdict != Verdict::Hidden) {
        let words = words::evidence(gap.verdict, gap.grade, figures);
        match said.iter_mut().find(|(w, _)| *w == words) {
            Some((_, groups)) => groups.push(&gap.group),
            None => said.push((words, vec![&gap.group])),
        }
    }
    if said.is_empty() {
        return told
            .first()
            .map_or_else(String::new, |g| words::hidden(g.status, minimum, figures));
    }
    let parts: Vec<String> = said
        .iter()
        .map(|(words, groups)| format!("{}: {words}", list(groups, figures)))
        .collect();
    parts.join("; ")
}

/// An outcome with the dimension whose groups are held against each other: `Inclusion by gender`.
pub(crate) fn by(label: &str, dimension: &str, figures: Figures) -> String {
    let dimension = words::dimension(dimension, figures);
    figures.say("aims-by", args!["label" => label, "dimension" => dimension])
}

/// What is not measured in the pipeline.
pub(crate) fn unmeasured(names: &[String], figures: Figures) -> String {
    if names.is_empty() {
        return String::new();
    }
    figures.say("aims-unmeasured", args!["names" => list(names, figures)])
}

/// Name of an objective.
pub(crate) fn objective_name(objective: Objective, figures: Figures) -> &'static str {
    figures.text(match objective {
        Objective::CollaborationAcrossGenerations => "objective.collaboration",
        Objective::DigitalAdoptionAndInnovation => "objective.digital",
        Objective::InclusionOutcomes => "objective.inclusion",
        Objective::AuthenticEmployerBrand => "objective.brand",
        Objective::LeadershipDevelopment => "objective.leadership",
    })
}

/// Heading of the answers to one objective.
pub(crate) fn objective(objective: Objective, tally: &str, figures: Figures) -> String {
    format!("{}. {tally}", objective_name(objective, figures))
}
