//! The definition of a model: structure, roles, rhythm, aims with their logic, warning signs, questions, use for recruiters.
//!
//! The definitions are data, `catalogue.toml`, built into the program; every word of it becomes a type when it is read.

use std::sync::LazyLock;

use serde::Deserialize;

use super::super::{Objective, Role, SignalKind, Thresholds, Topic};
use super::{ProgrammeModel, Structure};

/// What a mentoring unit of a model is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// Two people.
    Pair,
    /// Two people in different places.
    Exchange,
    /// Two people, one in the other's working day.
    Shadowing,
    /// A group that talks.
    Circle,
    /// A group that works on a challenge.
    Pod,
    /// A group that learns something.
    Track,
    /// A leadership team with its mentors.
    Team,
}

impl Form {
    /// Pairs or groups.
    pub fn structure(self) -> Structure {
        match self {
            Form::Pair | Form::Exchange | Form::Shadowing => Structure::Pair,
            Form::Circle | Form::Pod | Form::Track | Form::Team => Structure::Group,
        }
    }

    /// What one is called: singular, plural.
    pub fn nouns(self) -> (&'static str, &'static str) {
        match self {
            Form::Pair => ("pair", "pairs"),
            Form::Exchange => ("exchange pair", "exchange pairs"),
            Form::Shadowing => ("shadowing pair", "shadowing pairs"),
            Form::Circle => ("circle", "circles"),
            Form::Pod => ("pod", "pods"),
            Form::Track => ("track", "tracks"),
            Form::Team => ("team", "teams"),
        }
    }
}

/// Who must be in every pairing.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoleRule {
    /// In any of these roles.
    pub any_of: Vec<Role>,
    /// So many people.
    pub at_least: usize,
    /// Who that is, in words.
    pub who: String,
}

/// Something that a model is meant to move.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Aim {
    /// What.
    pub topic: Topic,
    /// Whose; nobody's in particular, but the organisation's, when empty.
    #[serde(default)]
    pub whose: Vec<Role>,
    /// The objective it serves.
    pub objective: Objective,
}

/// A model in full.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ModelDefinition {
    /// Which.
    pub id: ProgrammeModel,
    /// What it is for.
    pub purpose: String,
    /// What its pairings are.
    pub form: Form,
    /// Fewest and most people of a pairing at one time, sponsors not counted.
    pub size: (usize, usize),
    /// The attribute in which the sides of a pairing must differ.
    #[serde(default)]
    pub across: Option<String>,
    /// Its rhythm in words.
    pub rhythm: String,
    /// Days between sessions, where a pipeline says nothing else.
    pub cadence_days: u32,
    /// Length in months, where a pipeline says nothing else.
    pub planned_months: u32,
    /// Who must be in a pairing.
    pub roles: Vec<RoleRule>,
    /// In what order its aims should move, and why.
    pub logic: String,
    /// What it is meant to move.
    pub aims: Vec<Aim>,
    /// The warning signs that hold for it.
    pub signs: Vec<SignalKind>,
    /// From where on a figure is a sign.
    #[serde(default)]
    pub thresholds: Thresholds,
    /// What to ask leaders.
    pub questions: Vec<String>,
    /// What recruiters may use it for.
    pub recruiters: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Catalogue {
    models: Vec<ModelDefinition>,
}

static CATALOGUE: LazyLock<Vec<ModelDefinition>> = LazyLock::new(|| {
    let read: Catalogue = toml::from_str(include_str!("catalogue.toml"))
        .expect("the built-in catalogue is read by a test of this file");
    let mut models = read.models;
    models.sort_by_key(|m| m.id);
    models
});

impl ProgrammeModel {
    /// Its definition.
    pub fn definition(self) -> &'static ModelDefinition {
        CATALOGUE
            .iter()
            .find(|m| m.id == self)
            .expect("a test of this file finds every model in the catalogue")
    }
}

impl ModelDefinition {
    /// The size of a pairing in words: `2`, `5 to 8`.
    pub fn people(&self) -> String {
        let (low, high) = self.size;
        if low == high {
            low.to_string()
        } else {
            format!("{low} to {high}")
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_model_is_defined_once_and_in_full() {
        let ids: Vec<ProgrammeModel> = CATALOGUE.iter().map(|m| m.id).collect();
        assert_eq!(ids, ProgrammeModel::EVERY);
        for model in ProgrammeModel::EVERY {
            let own = model.definition();
            let id = model.id();
            let (low, high) = own.size;
            assert!(2 <= low && low <= high, "{id}");
            assert_eq!(high == 2, own.form.structure() == Structure::Pair, "{id}");
            assert!(own.cadence_days > 0 && own.planned_months > 0, "{id}");
            assert!(own.aims.len() >= 6 && own.questions.len() >= 3, "{id}");
            assert!(own.roles.len() == 2 && own.recruiters.len() >= 2, "{id}");
            for text in [&own.purpose, &own.logic, &own.rhythm] {
                assert!(text.len() > 20 && text.ends_with('.'), "{id}: {text}");
            }
            let aims: BTreeSet<Topic> = own.aims.iter().map(|a| a.topic).collect();
            assert_eq!(aims.len(), own.aims.len(), "{id}: an aim stands once");
            let signs: BTreeSet<SignalKind> = own.signs.iter().copied().collect();
            assert_eq!(signs.len(), own.signs.len(), "{id}: a sign stands once");
            assert!(signs.contains(&SignalKind::OffModel), "{id}");
        }
    }

    #[test]
    fn every_topic_and_objective_is_somebodys_aim() {
        let aims = || CATALOGUE.iter().flat_map(|m| &m.aims);
        for topic in Topic::EVERY {
            assert!(aims().any(|a| a.topic == *topic), "{topic:?}");
        }
        for objective in Objective::EVERY {
            assert!(aims().any(|a| a.objective == objective), "{objective:?}");
        }
    }

    #[test]
    fn structures_are_those_of_the_contract() {
        let size = |m: ProgrammeModel| m.definition().size;
        assert_eq!(size(ProgrammeModel::DeiCircles), (5, 8));
        assert_eq!(size(ProgrammeModel::InnovationPods), (3, 8));
        let pairs = ProgrammeModel::EVERY
            .iter()
            .filter(|m| m.structure() == Structure::Pair);
        assert_eq!(pairs.count(), 5);
        let exchange = ProgrammeModel::GlobalRemoteExchange.definition();
        assert_eq!(exchange.across.as_deref(), Some("region"));
        assert_eq!(exchange.thresholds.gap_percent, 35.0);
        assert_eq!(exchange.thresholds.drift_percent, 3.0);
    }
}
