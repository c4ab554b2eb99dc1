//! What people answered, laid out by change of a trial: answers that follow each other are read side by side.

use super::{Change, ChangeKind, Reading};

/// Changes of a trial that follow each other wave by wave, all measured against the base or each against the wave before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Run {
    /// Position of the first change among those of the trial.
    at: usize,
    len: usize,
    /// Wave of the first change.
    wave: usize,
    /// Wave that the first change is measured against.
    from: usize,
    /// Whether all are measured against that wave.
    fixed: bool,
}

/// The changes of a trial as runs: their answers are then read side by side.
pub(super) fn runs(changes: &[Change]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for (at, change) in changes.iter().enumerate() {
        let fixed = change.kind != ChangeKind::Varying;
        let follows = |run: &&mut Run| {
            let from = if fixed { run.from } else { run.from + run.len };
            run.fixed == fixed && change.wave == run.wave + run.len && change.base == from
        };
        match runs.last_mut().filter(follows) {
            Some(run) => run.len += 1,
            None => runs.push(Run {
                at,
                len: 1,
                wave: change.wave,
                from: change.base,
                fixed,
            }),
        }
    }
    runs
}

/// What one person answered, by change of the trial.
pub(super) struct Answers {
    reading: Reading,
    /// Per wave 1 where it was answered, else 0.
    answered: Vec<f64>,
    /// Per wave the answer, 0 where there is none.
    value: Vec<f64>,
    /// 1 where what is read is known and the wave served, else 0.
    pub(super) both: Vec<f64>,
    /// What is read, 0 where it is not known.
    pub(super) dy: Vec<f64>,
    /// Influences on the changes of one family.
    pub(super) values: Vec<f64>,
}

impl Answers {
    /// Nobody's yet.
    pub(super) fn of(reading: Reading) -> Answers {
        Answers {
            reading,
            answered: Vec::new(),
            value: Vec::new(),
            both: Vec::new(),
            dy: Vec::new(),
            values: Vec::new(),
        }
    }

    /// Reads a person's waves, of which the first `waves` count, as the runs of a trial of so many changes; false when no
    /// change is known.
    #[inline]
    pub(super) fn read(
        &mut self,
        values: &[f32],
        runs: &[Run],
        changes: usize,
        waves: usize,
    ) -> bool {
        let known = |v: &f32| if v.is_nan() { 0.0 } else { 1.0 };
        let or_zero = |v: &f32| if v.is_nan() { 0.0 } else { f64::from(*v) };
        self.answered.clear();
        self.answered.extend(values.iter().map(known));
        self.value.clear();
        self.value.extend(values.iter().map(or_zero));
        self.both.clear();
        self.both.resize(changes, 0.0);
        self.dy.clear();
        self.dy.resize(changes, 0.0);
        for run in runs {
            let served = waves.saturating_sub(run.wave).min(run.len);
            let (answered, value) = (
                &self.answered[run.wave..run.wave + served],
                &self.value[run.wave..run.wave + served],
            );
            let both = &mut self.both[run.at..run.at + served];
            let dy = &mut self.dy[run.at..run.at + served];
            let later = answered.iter().zip(value).zip(both.iter_mut().zip(dy));
            if run.fixed {
                let (before, from) = (self.answered[run.from], self.value[run.from]);
                for ((answered, value), (both, dy)) in later {
                    (*both, *dy) = self.reading.of((before, from), (*answered, *value));
                }
            } else {
                let before = self.answered[run.from..]
                    .iter()
                    .zip(&self.value[run.from..]);
                for (((answered, value), (both, dy)), (before, from)) in later.zip(before) {
                    (*both, *dy) = self.reading.of((*before, *from), (*answered, *value));
                }
            }
        }
        self.both.iter().any(|both| *both != 0.0)
    }

    /// Whether a change is known.
    #[inline]
    pub(super) fn knows(&self, change: usize) -> bool {
        self.both[change] != 0.0
    }
}

impl Reading {
    /// Whether it is known (1 or 0) and what is read, from two waves: whether they were answered, and the answers.
    #[inline]
    fn of(self, (before, from): (f64, f64), (after, to): (f64, f64)) -> (f64, f64) {
        let both = before * after;
        match self {
            Reading::Change => (both, (to - from) * both),
            Reading::Response => (before, both),
        }
    }
}
