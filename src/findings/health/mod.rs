//! How the programmes run: figures of their course, and the challenges that the field warns of, each as a measured signal.

mod signals;

pub use signals::{Signal, SignalVerdict};

use rayon::prelude::*;

use crate::estimators::{HealthFigure, Reason, judge_health, percent_of};
use crate::panel::{Aspect, Behind, Ladder, Panel};
use crate::vocab::ProgrammeModel;

/// One figure.
#[derive(Debug, Clone, PartialEq)]
pub struct HealthLine {
    /// What it is of.
    pub aspect: Aspect,
    /// The outcome in words, where the aspect has one.
    pub outcome: String,
    /// Pairings (people, where people are counted) with a value.
    pub units: u64,
    /// The people behind it.
    pub behind: Behind,
    /// The figure, or why there is none.
    pub answer: HealthAnswer,
}

/// What is found of an aspect.
#[derive(Debug, Clone, PartialEq)]
pub enum HealthAnswer {
    /// A figure.
    Figure(HealthFigure),
    /// A share of all or none; a group is not shown to be all alike.
    AllAlike {
        /// All rather than none.
        all: bool,
    },
    /// Why there is none.
    Nothing(String),
}

impl HealthAnswer {
    /// The figure.
    pub fn figure(&self) -> Option<&HealthFigure> {
        match self {
            HealthAnswer::Figure(figure) => Some(figure),
            _ => None,
        }
    }
}

/// How one programme runs.
#[derive(Debug, Clone, PartialEq)]
pub struct Health {
    /// Programme id.
    pub programme: String,
    /// Programme in words.
    pub programme_name: String,
    /// The model it follows.
    pub model: ProgrammeModel,
    /// Days between sessions, planned or usual in the model.
    pub cadence_days: u32,
    /// Pairings that started.
    pub pairings: u64,
    /// People of the smallest role in them.
    pub people: u64,
    /// Whether any export has sessions.
    pub sessions: bool,
    /// People by what became of them, a role each.
    pub ladders: Vec<Ladder>,
    /// The figures.
    pub lines: Vec<HealthLine>,
    /// The signals.
    pub signals: Vec<Signal>,
}

/// Share of those who started that dropped out, in percent, with its interval; `None` when all or none did.
pub fn dropped_out(ladder: &Ladder) -> Option<(f64, f64, f64)> {
    percent_of(ladder.dropped, ladder.started())
}

/// How every programme runs, in the order of the pipeline.
pub(super) fn health(panel: &Panel<'_>) -> Vec<Health> {
    panel
        .programmes
        .par_iter()
        .enumerate()
        .map(|(position, programme)| {
            let found = panel.health(position);
            let lines: Vec<HealthLine> = found
                .sums
                .iter()
                .map(|sums| HealthLine {
                    outcome: match &sums.aspect {
                        Aspect::Dose { outcome, .. } | Aspect::SafetyGap { outcome } => {
                            panel.outcomes[*outcome].label.clone()
                        }
                        _ => String::new(),
                    },
                    aspect: sums.aspect.clone(),
                    units: sums.units,
                    behind: sums.behind,
                    answer: match judge_health(sums) {
                        Ok(figure) => HealthAnswer::Figure(figure),
                        Err(Reason::AllAlike { all }) => HealthAnswer::AllAlike { all },
                        Err(reason) => HealthAnswer::Nothing(reason.to_string()),
                    },
                })
                .collect();
            Health {
                programme: programme.id.clone(),
                programme_name: programme.name.clone(),
                model: programme.model,
                cadence_days: programme.cadence(),
                pairings: found.pairings,
                people: found.people,
                sessions: found.sessions,
                ladders: found.ladders,
                signals: signals::signals(&lines, programme.design.as_ref(), programme.model),
                lines,
            }
        })
        .collect()
}
