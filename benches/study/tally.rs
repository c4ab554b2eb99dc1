//! Observations summed by estimand and population, and the verdict on each.

use std::collections::BTreeMap;

use counterpart::vocab::{Estimand, OVERALL, OutcomeKind, Unit};

use super::question::{Observation, is_all};

/// Coverage of everybody's interval has to lie between these (methods.md, section 10).
const OVERALL_BAND: [f64; 2] = [0.935, 0.965];
/// Coverage in groups that are large enough to be judged.
const GROUP_BAND: [f64; 2] = [0.925, 0.97];
/// Participants, and participants with the event, that a group needs on average to be judged.
const JUDGED_FROM: (f64, f64) = (100.0, 20.0);
/// Standard normal quantile of Monte-Carlo limits.
const MONTE_CARLO: f64 = 1.96;

/// What is tallied together: (time to event?, role, estimand, horizon, dimension, value, weighting, programme).
pub type Key = (
    bool,
    &'static str,
    &'static str,
    Option<u32>,
    &'static str,
    String,
    &'static str,
    String,
);

/// Sums over organisations.
#[derive(Default, Clone)]
pub struct Tally {
    asked: u32,
    runs: u32,
    covered: u32,
    not_null: u32,
    error: f64,
    squared: f64,
    variance: f64,
    truth: f64,
    naive: (f64, f64),
    participants: f64,
    events: Option<f64>,
    ratio: bool,
}

/// How the coverage of a row is judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Within the band.
    Within,
    /// Outside the band, but not further than chance takes a sound interval at this number of runs.
    Chance,
    /// Outside the band by more than chance.
    Outside,
    /// Too few participants or events on average.
    NotJudged,
}

impl Verdict {
    /// The word in the tables.
    pub fn word(self) -> &'static str {
        match self {
            Verdict::Within => "yes",
            Verdict::Chance => "within chance",
            Verdict::Outside => "NO",
            Verdict::NotJudged => "not judged",
        }
    }
}

/// Where an observation is tallied: with its like of all constructs, programmes apart from the total of programmes; and,
/// when asked for, by programme and construct.
pub fn keys(observation: &Observation, by_programme: bool) -> Vec<Key> {
    let key = |programme: String| -> Key {
        (
            observation.weighting.is_some(),
            observation.role,
            observation.estimand.id(),
            observation.horizon,
            observation.population.0,
            observation.population.1.clone(),
            observation
                .weighting
                .map_or("", counterpart::panel::Weighting::id),
            programme,
        )
    };
    let pooled = if is_all(observation) {
        "all together"
    } else {
        "each programme"
    };
    let mut keys = vec![key(pooled.to_owned())];
    if by_programme {
        keys.push(key(format!(
            "{} {}",
            observation.programme, observation.outcome
        )));
    }
    keys
}

impl Tally {
    /// Adds an organisation's observation.
    pub fn add(&mut self, observation: &Observation) {
        self.asked += 1;
        let Some(found) = observation.found else {
            return;
        };
        self.ratio = observation.estimand == Estimand::HazardRatio;
        // Ratios on the log scale.
        let scale = |x: f64| if self.ratio { x.ln() } else { x };
        let (truth, [low, high]) = (observation.truth, found.interval);
        let null = if self.ratio { 1.0 } else { 0.0 };
        let error = scale(found.estimate) - scale(truth);
        self.runs += 1;
        self.covered += u32::from(low <= truth && truth <= high);
        self.not_null += u32::from(low > null || high < null);
        self.error += error;
        self.squared += error * error;
        self.variance += found.std_error * found.std_error;
        self.truth += scale(truth);
        if let Some(naive) = found.naive {
            self.naive.0 += naive - truth;
            self.naive.1 += 1.0;
        }
        self.participants += found.participants;
        if let Some(events) = found.events {
            *self.events.get_or_insert(0.0) += events;
        }
    }

    fn mean(&self, sum: f64) -> f64 {
        sum / f64::from(self.runs.max(1))
    }

    /// Share of intervals that hold the truth.
    pub fn coverage(&self) -> f64 {
        self.mean(f64::from(self.covered))
    }

    /// The verdict for a population of this dimension.
    pub fn verdict(&self, dimension: &str) -> Verdict {
        let enough = self.mean(self.participants) >= JUDGED_FROM.0
            && self.events.is_none_or(|e| self.mean(e) >= JUDGED_FROM.1);
        let overall = dimension == OVERALL;
        if self.runs == 0 || !(overall || enough) {
            return Verdict::NotJudged;
        }
        let [low, high] = if overall { OVERALL_BAND } else { GROUP_BAND };
        let coverage = self.coverage();
        let outside = (low - coverage).max(coverage - high);
        let chance = MONTE_CARLO * (0.95 * 0.05 / f64::from(self.runs)).sqrt();
        if outside <= 0.0 {
            Verdict::Within
        } else if (coverage - 0.95).abs() <= chance {
            Verdict::Chance
        } else {
            Verdict::Outside
        }
    }

    /// The cells of a row of the table after its name.
    pub fn cells(&self, dimension: &str) -> Vec<String> {
        let runs = f64::from(self.runs.max(1));
        let bias = self.mean(self.error);
        let spread = (self.squared / runs - bias * bias).max(0.0).sqrt();
        let percent = |x: f64| format!("{:.1}", 100.0 * x);
        let digits = |x: f64| {
            if self.ratio {
                format!("{x:.3}")
            } else {
                format!("{x:.2}")
            }
        };
        vec![
            self.runs.to_string(),
            (self.asked - self.runs).to_string(),
            format!("{:.0}", self.mean(self.participants)),
            self.events
                .map_or_else(String::new, |e| format!("{:.0}", self.mean(e))),
            percent(self.coverage()),
            self.verdict(dimension).word().to_owned(),
            percent(self.mean(f64::from(self.not_null))),
            digits(self.mean(self.truth)),
            format!(
                "{} ± {}",
                digits(bias),
                digits(MONTE_CARLO * spread / runs.sqrt())
            ),
            digits(spread),
            digits((self.variance / runs).sqrt()),
            if self.naive.1 > 0.0 {
                digits(self.naive.0 / self.naive.1)
            } else {
                String::new()
            },
        ]
    }
}

/// All tallies of an arm.
pub type Tallies = BTreeMap<Key, Tally>;

/// The kind of a key's outcome.
pub fn kind(key: &Key) -> OutcomeKind {
    if key.0 {
        OutcomeKind::TimeToEvent
    } else {
        OutcomeKind::Score
    }
}

/// The unit of a key's figures.
pub fn unit(key: &Key) -> Unit {
    let is = |e: Estimand| key.2 == e.id();
    if is(Estimand::HazardRatio) {
        Unit::Ratio
    } else if is(Estimand::RmstDifference) {
        Unit::Days
    } else if is(Estimand::Att) {
        Unit::Points
    } else {
        Unit::PercentagePoints
    }
}
