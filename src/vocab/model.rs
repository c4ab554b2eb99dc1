//! The ten programme models.

use std::str::FromStr;

/// How people are brought together in a model; decides how inference clusters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Structure {
    /// Two people; each person is a cluster.
    Pair,
    /// Circles, pods, tracks, teams: people of one group share their noise, so the group is the cluster.
    Group,
}

macro_rules! models {
    ($($variant:ident $id:literal $structure:ident $name:literal,)*) => {
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

            /// Pairs or groups.
            pub fn structure(self) -> Structure {
                match self { $(ProgrammeModel::$variant => Structure::$structure,)* }
            }
        }
    };
}

models! {
    ExecutiveDigitalFluency "executive_digital_fluency" Pair "Executive digital fluency",
    InnovationPods "innovation_pods" Group "Innovation pods",
    DeiCircles "dei_circles" Group "Inclusion circles",
    LeadershipShadowing "leadership_shadowing" Pair "Leadership shadowing",
    TechUpskillingTracks "tech_upskilling_tracks" Group "Technology upskilling tracks",
    EmployerBrandingAdvocacy "employer_branding_advocacy" Pair "Employer-branding advocacy",
    CustomerCandidateInsight "customer_candidate_insight" Group "Customer and candidate insight",
    GlobalRemoteExchange "global_remote_exchange" Pair "Global remote exchange",
    ErgLed "erg_led" Group "Programmes led by employee resource groups",
    EmbeddedInLd "embedded_in_ld" Pair "Embedded in leadership development",
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
