//! A finding before disclosure control: one question, one population, one outcome, one answer or the
//! reason why there is none. It cannot be serialised; only `disclosure` turns it into something a reader sees.

use std::fmt::Write as _;

use crate::vocab::{
    Better, Day, Duty, Estimand, Evidence, Method, OutcomeKind, Period, ProgrammeModel, RoleScope,
    Unit,
};

/// What was asked: of which outcome, programme and role.
#[derive(Debug, Clone, PartialEq)]
pub struct Subject {
    /// Outcome id.
    pub outcome: String,
    /// Outcome in words.
    pub outcome_label: String,
    /// Kind of the outcome.
    pub kind: OutcomeKind,
    /// Wanted direction of the outcome.
    pub better: Better,
    /// What the outcome is there for.
    pub duty: Duty,
    /// Programme id, or `all`.
    pub programme: String,
    /// Programme in words.
    pub programme_name: String,
    /// Model; `None` for all programmes together.
    pub model: Option<ProgrammeModel>,
    /// Role.
    pub role: RoleScope,
}

/// For whom: one value of one dimension (`overall` = `all` when not broken down).
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Population {
    /// Dimension name, or names joined by ` x `.
    pub dimension: String,
    /// Value, or values joined by ` x `.
    pub value: String,
    /// The parts of a crossed value, as (dimension, value); one entry for a plain dimension, none overall.
    pub parts: Vec<(String, String)>,
}

impl Population {
    /// Everybody in the comparison.
    pub fn overall() -> Population {
        Population {
            dimension: crate::vocab::OVERALL.to_owned(),
            value: crate::vocab::ALL.to_owned(),
            parts: Vec::new(),
        }
    }

    /// The population with these (dimension, value) parts; everybody when there are none.
    pub fn of_parts(parts: Vec<(String, String)>) -> Population {
        if parts.is_empty() {
            return Population::overall();
        }
        let joined = |pick: fn(&(String, String)) -> &str| {
            parts
                .iter()
                .map(pick)
                .collect::<Vec<_>>()
                .join(crate::vocab::CROSS)
        };
        Population {
            dimension: joined(|p| &p.0),
            value: joined(|p| &p.1),
            parts,
        }
    }

    /// Whether this is everybody.
    pub fn is_overall(&self) -> bool {
        self.parts.is_empty()
    }
}

/// When, where that applies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Moment {
    /// Waves since the start, negative before.
    pub event_time: Option<i32>,
    /// Horizon in days.
    pub horizon_days: Option<u32>,
    /// Enrolment period.
    pub cohort: Option<Period>,
    /// Wave date.
    pub wave: Option<Day>,
}

/// How many people stand behind a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Distinct participants compared, before support trimming.
    pub treated: u64,
    /// Distinct control people, before support trimming.
    pub control: u64,
    /// Distinct participants on common support.
    pub treated_on_support: u64,
    /// Distinct control people on common support.
    pub control_on_support: u64,
}

impl Counts {
    /// Stands for an arm that the question does not have.
    pub const NO_ARM: u64 = u64::MAX;

    /// People of whom something is told without anybody to compare them with; `units` are what it is told of, where
    /// these are fewer (offers, for instance).
    pub fn of_one_group(people: u64, units: u64) -> Counts {
        Counts {
            treated: people,
            control: Counts::NO_ARM,
            treated_on_support: people.min(units),
            control_on_support: Counts::NO_ARM,
        }
    }

    /// The smallest group behind the row.
    pub fn smallest(&self) -> u64 {
        self.treated
            .min(self.control)
            .min(self.treated_on_support)
            .min(self.control_on_support)
    }
}

/// The numbers of an estimate. Units are those of the finding; ratios have `std_error` on the log scale.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Numbers {
    /// Kish effective number of control people after weighting.
    pub n_control_effective: Option<f64>,
    /// Adjusted level of the participants.
    pub treated_level: Option<f64>,
    /// Adjusted level of the control people.
    pub control_level: Option<f64>,
    /// The estimate; not a number when there is none yet because the comparison is still to begin.
    pub estimate: f64,
    /// Its standard error.
    pub std_error: Option<f64>,
    /// Lower limit.
    pub ci_low: Option<f64>,
    /// Upper limit.
    pub ci_high: Option<f64>,
    /// Level of the interval.
    pub ci_level: f64,
    /// Two-sided p-value against no effect.
    pub p_value: Option<f64>,
    /// q-value in its family: the p-value adjusted by the procedure of the pipeline.
    pub q_value: Option<f64>,
    /// Empirical-Bayes value.
    pub shrunk_estimate: Option<f64>,
    /// Its lower limit.
    pub shrunk_low: Option<f64>,
    /// Its upper limit.
    pub shrunk_high: Option<f64>,
    /// What a dashboard would print.
    pub naive_estimate: Option<f64>,
    /// E-value of the interval limit nearer the null.
    pub e_value: Option<f64>,
    /// p-value of the pre-trend test.
    pub pretrend_p: Option<f64>,
    /// Worst covariate imbalance after weighting.
    pub max_abs_smd: Option<f64>,
    /// Smallest effect detectable with 80 % power.
    pub mde: Option<f64>,
    /// Smallest effect that matters, where the rule applies.
    pub smallest: Option<f64>,
    /// Hazard ratios: p-value of the test that the ratio does not change with time.
    pub proportional_p: Option<f64>,
}

impl Numbers {
    /// An estimate and nothing else yet.
    pub fn bare(estimate: f64) -> Numbers {
        Numbers {
            n_control_effective: None,
            treated_level: None,
            control_level: None,
            estimate,
            std_error: None,
            ci_low: None,
            ci_high: None,
            ci_level: 0.95,
            p_value: None,
            q_value: None,
            shrunk_estimate: None,
            shrunk_low: None,
            shrunk_high: None,
            naive_estimate: None,
            e_value: None,
            pretrend_p: None,
            max_abs_smd: None,
            mde: None,
            smallest: None,
            proportional_p: None,
        }
    }
}

/// One finding.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// What was asked.
    pub subject: Subject,
    /// For whom.
    pub population: Population,
    /// When.
    pub moment: Moment,
    /// What is estimated.
    pub estimand: Estimand,
    /// How.
    pub method: Method,
    /// In which unit.
    pub unit: Unit,
    /// Behind it.
    pub counts: Counts,
    /// The answer, or why there is none, in plain words.
    pub answer: Result<Numbers, String>,
    /// Its grade; `None` when there is no answer.
    pub evidence: Option<Evidence>,
    /// Remarks in plain words, in order.
    pub notes: Vec<String>,
    /// The group that the population is held against, of a change of a gap.
    pub against: Option<Against>,
}

/// The group that another one is held against.
#[derive(Debug, Clone, PartialEq)]
pub struct Against {
    /// The group.
    pub population: Population,
    /// Behind its own effect.
    pub counts: Counts,
    /// Whether a positive change makes the gap smaller.
    pub more_is_wanted: bool,
}

impl Finding {
    /// The stable id: `outcome/programme/role/estimand/method/dimension=value` and the moment.
    pub fn id(&self) -> String {
        let Finding {
            subject,
            population,
            moment,
            ..
        } = self;
        let mut id = format!(
            "{}/{}/{}/{}/{}/{}={}",
            subject.outcome,
            subject.programme,
            subject.role,
            self.estimand.id(),
            self.method.id(),
            population.dimension,
            population.value
        );
        if let Some(days) = moment.horizon_days {
            let _ = write!(id, "/h{days}");
        }
        if let Some(event) = moment.event_time {
            let _ = write!(id, "/e{event}");
        }
        if let Some(cohort) = moment.cohort {
            let _ = write!(id, "/c{cohort}");
        }
        if let Some(wave) = moment.wave {
            let _ = write!(id, "/w{wave}");
        }
        id
    }

    /// The smallest group behind it, on either side of a gap.
    pub fn smallest_group(&self) -> u64 {
        let against = self.against.as_ref().map(|a| a.counts.smallest());
        self.counts.smallest().min(against.unwrap_or(u64::MAX))
    }

    /// Whether this is a row that a headline may quote.
    pub fn is_headline(&self) -> bool {
        self.estimand.is_headline(self.subject.better)
    }
}
