//! What a run tells whoever watches it. The pipeline itself prints nothing.

/// The stages of a run, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Stage {
    /// Reading the exports.
    Read,
    /// Building the panel and its trials.
    Panel,
    /// Estimating.
    Estimate,
    /// Disclosure control.
    Disclose,
    /// Charts and pages.
    Report,
    /// Writing the output directory.
    Write,
}

impl Stage {
    /// Every stage, in order.
    pub const EVERY: [Stage; 6] = [
        Stage::Read,
        Stage::Panel,
        Stage::Estimate,
        Stage::Disclose,
        Stage::Report,
        Stage::Write,
    ];

    /// The key in `run.json`.
    pub fn id(self) -> &'static str {
        match self {
            Stage::Read => "read",
            Stage::Panel => "panel",
            Stage::Estimate => "estimate",
            Stage::Disclose => "disclose",
            Stage::Report => "report",
            Stage::Write => "write",
        }
    }

    /// What is being done, for people.
    pub fn doing(self) -> &'static str {
        match self {
            Stage::Read => "Reading exports",
            Stage::Panel => "Building the panel",
            Stage::Estimate => "Estimating",
            Stage::Disclose => "Controlling disclosure",
            Stage::Report => "Drawing reports",
            Stage::Write => "Writing files",
        }
    }
}

/// Watches a run.
pub trait Observer: Sync {
    /// A stage begins.
    fn begin(&self, stage: Stage);
    /// Something within the current stage, in a few words (a file, an outcome).
    fn step(&self, detail: &str);
    /// The stage ended after so many seconds.
    fn end(&self, stage: Stage, seconds: f64);
}

/// Watches and says nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct Silent;

impl Observer for Silent {
    fn begin(&self, _: Stage) {}
    fn step(&self, _: &str) {}
    fn end(&self, _: Stage, _: f64) {}
}
