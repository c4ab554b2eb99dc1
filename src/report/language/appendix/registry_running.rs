//! The registry: how the programmes run. Of participants only; levels and associations, never effects.

use crate::disclosure::shown::Aspect;

use super::citations::{CARROLL, EDMONDSON, JACCARD, KANTER, LIANG, MCPHERSON, PHIPSON, WILSON};
use super::entry::{Entry, Told};

/// How the programmes run.
pub(super) const RUNNING: &[Entry] = &[
    Entry {
        id: "course",
        name: "How the programmes run",
        told: Told::Where(|f| f.release.health().iter().any(|h| !h.ladders.is_empty())),
        statement: "Everybody who started in a programme by the cut-off. A person counts once a role: active, completed, dropped out or ended, whichever comes first; a status decides, else the dates (nine tenths of the planned length is completed; who left the organisation dropped out). Sessions are expected once a cadence from the start to the end, the planned end or the cut-off, whichever comes first. A figure is shown when enough people of every role stand on either side of it; a warning sign only with the figures that it rests on.",
        error: "Shares: Wilson’s interval; means and ratios: Student’s over pairings.",
        sources: &[CARROLL, WILSON],
    },
    Entry {
        id: "drift-of-sessions",
        name: "Meetings that drift apart",
        told: Told::Where(|f| f.runs(|a| matches!(a, Aspect::Drift))),
        statement: "The slope of the logarithm of the time between sessions on their order, within pairings of at least three intervals. Intervals that had not ended by the cut-off are unknown, which makes drift look smaller.",
        error: "Clustered by pairing.",
        sources: &[LIANG],
    },
    Entry {
        id: "safety-gap",
        name: "Psychological safety of the two sides",
        told: Told::Where(|f| f.runs(|a| matches!(a, Aspect::SafetyGap { .. }))),
        statement: "Level of mentors less that of mentees of the same pairing, in an outcome about psychological safety.",
        error: "",
        sources: &[EDMONDSON],
    },
    Entry {
        id: "one-more-session",
        name: "The change that goes with one more session",
        told: Told::Where(|f| f.runs(|a| matches!(a, Aspect::Dose { .. }))),
        statement: "The slope within the same enrolment period and wave of the last answer, from the last answer before the start. People who meet more may differ in any way, so it is an association and never an effect.",
        error: "",
        sources: &[],
    },
    Entry {
        id: "likeness",
        name: "Likeness of partners",
        told: Told::Where(|f| f.runs(|a| matches!(a, Aspect::Alike(_) | Aspect::Shared(_)))),
        statement: "Held against partners drawn by lot within programme and enrolment period. Of lists such as skills it is the share of all words that both state.",
        error: "One-sided; up to 1,999 drawings with the seed of the run.",
        sources: &[MCPHERSON, PHIPSON, JACCARD],
    },
    Entry {
        id: "loads",
        name: "Few who serve many",
        told: Told::Where(|f| f.runs(|a| matches!(a, Aspect::FewServeMany { .. }))),
        statement: "The mean number of pairings of a group, over that of the others.",
        error: "Interval on the log scale.",
        sources: &[KANTER],
    },
];
