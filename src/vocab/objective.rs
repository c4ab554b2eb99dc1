//! What organisations run such programmes for: the objective that an outcome serves.

use serde::{Deserialize, Serialize};

/// An objective; each outcome of a pipeline may name the one it serves.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Objective {
    /// People of different generations work together.
    CollaborationAcrossGenerations,
    /// New tools are used, new ideas made and adopted.
    DigitalAdoptionAndInnovation,
    /// Everybody belongs and is heard.
    InclusionOutcomes,
    /// The organisation is known as it is.
    AuthenticEmployerBrand,
    /// Leaders, present and future, grow.
    LeadershipDevelopment,
}

impl Objective {
    /// Every objective, in the order in which reports answer.
    pub const EVERY: [Objective; 5] = [
        Objective::CollaborationAcrossGenerations,
        Objective::DigitalAdoptionAndInnovation,
        Objective::InclusionOutcomes,
        Objective::AuthenticEmployerBrand,
        Objective::LeadershipDevelopment,
    ];

    /// The name in headings.
    pub fn name(self) -> &'static str {
        match self {
            Objective::CollaborationAcrossGenerations => "Collaboration across generations",
            Objective::DigitalAdoptionAndInnovation => "Digital adoption and innovation",
            Objective::InclusionOutcomes => "Inclusion outcomes",
            Objective::AuthenticEmployerBrand => "Authentic employer brand",
            Objective::LeadershipDevelopment => "Leadership development",
        }
    }
}
