//! One line of time-to-event data: a person, or a number of identical people.
//!
//! Invariant: the person is at risk on (entry, exit]. Deliberately absent: covariates (see [`super::cox::CoxRow`]) and the kind of
//! event (see [`super::incidence::IncidenceRow`]).

/// Follow-up of one person or of `count` identical people.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Row {
    /// Entry time; at risk only at times later than it. `f64::NEG_INFINITY` when follow-up starts with the clock.
    pub entry: f64,
    /// Time at which follow-up ends.
    pub exit: f64,
    /// Whether follow-up ended with the event (otherwise censored).
    pub event: bool,
    /// Case weight of each of the people.
    pub weight: f64,
    /// How many identical people the row stands for.
    pub count: f64,
}

impl Row {
    /// One person of weight one, followed from the start of the clock.
    pub fn new(exit: f64, event: bool) -> Self {
        Self {
            entry: f64::NEG_INFINITY,
            exit,
            event,
            weight: 1.0,
            count: 1.0,
        }
    }

    /// The same row with another case weight.
    #[must_use]
    pub fn weighted(self, weight: f64) -> Self {
        Self { weight, ..self }
    }

    /// The same row with delayed entry.
    #[must_use]
    pub fn entering(self, entry: f64) -> Self {
        Self { entry, ..self }
    }

    /// The same row standing for `count` identical people.
    #[must_use]
    pub fn times(self, count: f64) -> Self {
        Self { count, ..self }
    }

    /// Whether the row carries information: finite exit, positive finite weight and count, entry before exit.
    pub fn counts(&self) -> bool {
        is_informative(self.entry, self.exit, self.weight, self.count)
    }
}

/// The rule by which rows without information are passed over, shared by every estimator of this module.
pub(crate) fn is_informative(entry: f64, exit: f64, weight: f64, count: f64) -> bool {
    exit.is_finite()
        && entry < exit
        && weight.is_finite()
        && weight > 0.0
        && count.is_finite()
        && count > 0.0
}
