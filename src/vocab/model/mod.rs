//! The ten programme models: their ids and names here, their definitions in `catalogue.toml`, which `definition` reads.

mod definition;

use std::str::FromStr;

pub use definition::{Aim, Form, ModelDefinition, RoleRule};

/// How people are brought together in a model; decides how inference clusters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Structure {
    /// Two people; each person is a cluster.
    Pair,
    /// Circles, pods, tracks, teams: people of one group share their noise, so the group is the cluster.
    Group,
}

macro_rules! models {
    ($($variant:ident $id:literal $name:literal,)*) => {
        /// The model a programme follows (data contract, section 6).
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
        #[serde(rename_all = "snake_case")]
        pub enum ProgrammeModel {
            $(#[doc = $name] #[serde(rename = $id)] $variant,)*
        }

        impl ProgrammeModel {
            /// Every model, in the order of the contract.
            pub const EVERY: &'static [ProgrammeModel] = &[$(ProgrammeModel::$variant,)*];

            /// The id used in files.
            pub fn id(self) -> &'static str {
                match self { $(ProgrammeModel::$variant => $id,)* }
            }

            /// The name used in sentences.
            pub fn name(self) -> &'static str {
                match self { $(ProgrammeModel::$variant => $name,)* }
            }
        }
    };
}

models! {
    ExecutiveDigitalFluency "executive_digital_fluency" "Executive digital fluency",
    InnovationPods "innovation_pods" "Innovation pods",
    DeiCircles "dei_circles" "Inclusion circles",
    LeadershipShadowing "leadership_shadowing" "Leadership shadowing",
    TechUpskillingTracks "tech_upskilling_tracks" "Technology upskilling tracks",
    EmployerBrandingAdvocacy "employer_branding_advocacy" "Employer-branding advocacy",
    CustomerCandidateInsight "customer_candidate_insight" "Customer and candidate insight",
    GlobalRemoteExchange "global_remote_exchange" "Global remote exchange",
    ErgLed "erg_led" "Programmes led by employee resource groups",
    EmbeddedInLd "embedded_in_ld" "Embedded in leadership development",
}

impl ProgrammeModel {
    /// Pairs or groups.
    pub fn structure(self) -> Structure {
        self.definition().form.structure()
    }
}

impl FromStr for ProgrammeModel {
    type Err = ();

    fn from_str(text: &str) -> Result<ProgrammeModel, ()> {
        ProgrammeModel::EVERY
            .iter()
            .copied()
            .find(|m| m.id() == text.trim())
            .ok_or(())
    }
}
