//! The programmes of the synthetic organisation: all of them bring people together in pairs.

use crate::vocab::ProgrammeModel;

/// One programme.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Programme {
    /// Id in files.
    pub id: &'static str,
    /// The model it follows.
    pub model: ProgrammeModel,
    /// Name in sentences.
    pub name: &'static str,
    /// Share of all pairs before scaling to the programmes that run.
    pub share: f64,
    /// Strength of its effects relative to the first programme.
    pub strength: f64,
    /// Planned length in days.
    pub planned_days: i32,
    /// Planned months, for the pipeline file.
    pub planned_months: u32,
    /// Planned days between sessions.
    pub cadence_days: i32,
    /// Whether pairs are formed across regions.
    pub across_regions: bool,
    /// By how much (log scale) the time between sessions grows from one to the next.
    pub drift: f64,
    /// Whether every second mentor is matched with a mentee of the same gender, where one is left.
    pub alike_in_gender: bool,
    /// How much more (log scale) each function is drawn to it; same order as the functions.
    pub pull: [f64; 7],
}

/// The programmes, the first ones run when fewer than three are asked for.
pub(super) const PROGRAMMES: [Programme; 3] = [
    Programme {
        id: "digital_fluency",
        model: ProgrammeModel::ExecutiveDigitalFluency,
        name: "Digital Fluency for Executives",
        share: 0.44,
        strength: 1.0,
        planned_days: 270,
        planned_months: 9,
        cadence_days: 30,
        across_regions: false,
        drift: 0.08,
        alike_in_gender: false,
        pull: [0.0, 0.2, 0.1, 0.0, 0.0, 0.2, -0.2],
    },
    Programme {
        id: "global_exchange",
        model: ProgrammeModel::GlobalRemoteExchange,
        name: "Global Exchange",
        share: 0.30,
        strength: 0.9,
        planned_days: 180,
        planned_months: 6,
        cadence_days: 21,
        across_regions: true,
        drift: 0.0,
        alike_in_gender: false,
        pull: [0.2, 0.0, 0.0, 0.1, 0.1, 0.0, 0.0],
    },
    Programme {
        id: "leader_shadowing",
        model: ProgrammeModel::LeadershipShadowing,
        name: "Leaders in the Shadow",
        share: 0.26,
        strength: 0.7,
        planned_days: 180,
        planned_months: 6,
        cadence_days: 14,
        across_regions: false,
        drift: 0.0,
        alike_in_gender: true,
        pull: [0.0, -0.1, 0.3, 0.0, 0.2, 0.0, 0.2],
    },
];
