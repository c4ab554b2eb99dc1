//! How the programmes run, after disclosure control. A figure needs enough people of the smallest role, on both sides of its
//! line; a signal is told only when the figures it rests on are. `ladder` counts people.

mod ladder;

pub use ladder::{HealthStep, ReleasedLadder};

use crate::findings::{
    Aspect, Health, HealthAnswer, HealthFigure, HealthLine, Ladder, Signal, SignalVerdict,
};
use crate::vocab::{ProgrammeModel, Role, SignalKind};

use super::suppression::{Cell, Family, suppress};
use ladder::released_ladders;

/// What is shown of a figure.
#[derive(Debug, Clone, PartialEq)]
pub enum Shown {
    /// The figure.
    Figure(HealthFigure),
    /// A bound of a share, in percent: all or none, or few on one side of the line.
    Bound {
        /// The bound.
        percent: u32,
        /// At most so much rather than at least.
        at_most: bool,
        /// Whether few are on one side, rather than nobody.
        few: bool,
    },
    /// Why there is none.
    Nothing(String),
    /// Too few people.
    Hidden,
}

/// One figure.
#[derive(Debug, Clone, PartialEq)]
pub struct ReleasedLine {
    /// What it is of.
    pub aspect: Aspect,
    /// The outcome in words, where the aspect has one.
    pub outcome: String,
    /// Pairings (or people) with a value; absent where the others would be too few.
    pub units: Option<u64>,
    /// What is shown.
    pub shown: Shown,
}

/// How one programme runs.
#[derive(Debug, Clone, PartialEq)]
pub struct ReleasedHealth {
    /// Programme id.
    pub programme: String,
    /// Programme in words.
    pub programme_name: String,
    /// The model it follows.
    pub model: ProgrammeModel,
    /// Days between sessions, planned or usual in the model.
    pub cadence_days: u32,
    /// Pairings that started; absent when they have too few people.
    pub pairings: Option<u64>,
    /// Whether any export has sessions.
    pub sessions: bool,
    /// People, a role each.
    pub ladders: Vec<ReleasedLadder>,
    /// Figures.
    pub lines: Vec<ReleasedLine>,
    /// Signals.
    pub signals: Vec<Signal>,
}

/// Hides what must be hidden, programme by programme.
pub(super) fn released_health(health: Vec<Health>, minimum: u64) -> Vec<ReleasedHealth> {
    let release = |programme| released_programme(programme, minimum);
    health.into_iter().map(release).collect()
}

fn released_programme(health: Health, minimum: u64) -> ReleasedHealth {
    let topics = hidden_topics(&health.lines, health.people, minimum);
    let lines: Vec<ReleasedLine> = health
        .lines
        .into_iter()
        .zip(topics)
        .map(|(line, hidden)| released_line(line, hidden, minimum))
        .collect();
    let signals = health
        .signals
        .into_iter()
        .map(|signal| released_signal(signal, &lines))
        .collect();
    let (sponsors, others): (Vec<Ladder>, Vec<Ladder>) = health
        .ladders
        .into_iter()
        .partition(|l| l.role == Role::Sponsor);
    let mut ladders = released_ladders(&others, minimum);
    ladders.extend(released_ladders(&sponsors, minimum));
    ReleasedHealth {
        programme: health.programme,
        programme_name: health.programme_name,
        model: health.model,
        cadence_days: health.cadence_days,
        pairings: (health.people >= minimum).then_some(health.pairings),
        sessions: health.sessions,
        ladders,
        lines,
        signals,
    }
}

/// Whether so many people may be told of: enough, or nobody.
fn enough(people: u64, minimum: u64) -> bool {
    people == 0 || people >= minimum
}

fn released_line(line: HealthLine, hidden: bool, minimum: u64) -> ReleasedLine {
    let behind = line.behind;
    let safe = !hidden && behind.people >= minimum;
    let shown = match (line.answer, behind.split) {
        _ if !safe => Shown::Hidden,
        (HealthAnswer::Figure(figure), Some((with, without)))
            if !(enough(with, minimum) && enough(without, minimum)) =>
        {
            few(&figure, (with, without), behind.people, minimum).unwrap_or(Shown::Hidden)
        }
        (HealthAnswer::Figure(figure), _) => Shown::Figure(figure),
        (HealthAnswer::AllAlike { all }, _) => Shown::Bound {
            percent: if all { 100 - STEP } else { STEP },
            at_most: !all,
            few: false,
        },
        (HealthAnswer::Nothing(reason), _) => Shown::Nothing(reason),
    };
    let told = matches!(shown, Shown::Figure(_) | Shown::Bound { few: false, .. });
    ReleasedLine {
        units: (told && enough(behind.left_out, minimum)).then_some(line.units),
        aspect: line.aspect,
        outcome: line.outcome,
        shown,
    }
}

/// Bounds are whole multiples of so many percent (and a share of nobody is told as at most so much).
const STEP: u32 = 5;

/// A bound where fewer people than the minimum are on one side of the line: it says no more than that.
fn few(
    figure: &HealthFigure,
    (with, without): (u64, u64),
    people: u64,
    minimum: u64,
) -> Option<Shown> {
    if figure.p_value.is_some() || (!enough(with, minimum) && !enough(without, minimum)) {
        return None;
    }
    let share = 100.0 * minimum as f64 / people as f64;
    let bound = (share / f64::from(STEP)).ceil() * f64::from(STEP);
    let at_most = !enough(with, minimum);
    let percent = if at_most { bound } else { 100.0 - bound };
    let holds = if at_most {
        figure.value <= percent
    } else {
        figure.value >= percent
    };
    (bound < 50.0 && holds).then_some(Shown::Bound {
        percent: percent as u32,
        at_most,
        few: true,
    })
}

/// A signal that rests on a hidden figure says nothing, not even that it is quiet.
fn released_signal(signal: Signal, lines: &[ReleasedLine]) -> Signal {
    let shown = |k: &usize| {
        lines.get(*k).is_some_and(|line| {
            !matches!(line.shown, Shown::Hidden | Shown::Bound { few: true, .. })
        })
    };
    let design = [SignalKind::NoSponsor, SignalKind::NoTraining].contains(&signal.kind);
    if design || signal.lines.iter().all(shown) {
        return signal;
    }
    Signal {
        verdict: SignalVerdict::NotJudged,
        value: None,
        against: None,
        about: None,
        ..signal
    }
}

/// Per line whether it is a topic that must be hidden: of few people, or the only one that is not told.
fn hidden_topics(lines: &[HealthLine], people: u64, minimum: u64) -> Vec<bool> {
    let at: Vec<usize> = (0..lines.len())
        .filter(|&k| matches!(lines[k].aspect, Aspect::Topic(_)))
        .collect();
    let cell = |people: u64| Cell {
        treated: people,
        control: people,
        smallest: people,
    };
    let mut cells: Vec<Cell> = at
        .iter()
        .map(|&k| cell(lines[k].behind.split.map_or(0, |s| s.0)))
        .collect();
    cells.push(cell(people));
    let family = Family {
        total: Some(at.len()),
        parts: (0..at.len()).collect(),
    };
    let fates = suppress(&cells, &[family], minimum);
    let mut hidden = vec![false; lines.len()];
    for (&k, fate) in at.iter().zip(fates) {
        hidden[k] = fate.is_some();
    }
    hidden
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::panel::Behind;

    fn line(split: (u64, u64), left_out: u64) -> ReleasedLine {
        let people = split.0 + split.1;
        let value = 100.0 * split.0 as f64 / people as f64;
        let line = HealthLine {
            aspect: Aspect::LongGap,
            outcome: String::new(),
            units: people,
            behind: Behind {
                people,
                split: Some(split),
                left_out,
            },
            answer: if split.0 == 0 {
                HealthAnswer::AllAlike { all: false }
            } else {
                HealthAnswer::Figure(HealthFigure {
                    value,
                    interval: None,
                    by_lot: None,
                    p_value: None,
                })
            },
        };
        released_line(line, false, 10)
    }

    fn bound(line: &ReleasedLine) -> Option<(u32, bool)> {
        match line.shown {
            Shown::Bound {
                percent, at_most, ..
            } => Some((percent, at_most)),
            _ => None,
        }
    }

    #[test]
    fn a_share_needs_enough_people_on_both_sides_or_nobody() {
        assert!(matches!(line((20, 20), 0).shown, Shown::Figure(_)));
        // Ten of 40 are 25 %: one, nine, all the same.
        assert_eq!(bound(&line((9, 31), 0)), Some((25, true)));
        assert_eq!(bound(&line((1, 39), 0)), Some((25, true)));
        assert_eq!(bound(&line((31, 9), 0)), Some((75, false)));
        assert_eq!(line((9, 31), 0).units, None);
        // Of 18 the bound would say nothing.
        assert_eq!(line((9, 9), 0).shown, Shown::Hidden);
        assert_eq!(bound(&line((0, 40), 0)), Some((5, true)));
        assert_eq!(line((0, 40), 0).units, Some(40));
        assert_eq!(
            line((20, 20), 3).units,
            None,
            "three would follow from the total"
        );
    }

    #[test]
    fn a_signal_says_nothing_of_a_hidden_figure() {
        let signal = Signal {
            kind: SignalKind::Gaps,
            verdict: SignalVerdict::Raised,
            value: Some(50.0),
            against: None,
            about: None,
            lines: vec![0],
        };
        let hidden = released_signal(signal.clone(), &[line((9, 31), 0)]);
        assert_eq!(
            (hidden.verdict, hidden.value),
            (SignalVerdict::NotJudged, None)
        );
        let open = released_signal(signal.clone(), &[line((20, 20), 0)]);
        assert_eq!(open, signal);
    }
}
