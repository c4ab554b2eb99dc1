//! The challenges that the field warns of, and from where on a figure is a sign of one.

use serde::Deserialize;

/// A challenge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SignalKind {
    /// Mentors feel clearly less safe than mentees.
    PowerDynamics,
    /// Pairings under way have not met for two cadences.
    Quiet,
    /// Pairings without one of their sides.
    OneSided,
    /// Pairings that are not what the model asks for.
    OffModel,
    /// Meetings drift apart.
    Drift,
    /// Long gaps.
    Gaps,
    /// The two sides judge the programme differently.
    MismatchedExpectations,
    /// Few of a small group serve many.
    Tokenism,
    /// Partners are more alike than by lot.
    BiasedMatching,
    /// No sponsor, or one who did not take part.
    NoSponsor,
    /// A side without training.
    NoTraining,
}

impl SignalKind {
    /// Every challenge, the most pressing first.
    pub const EVERY: [SignalKind; 11] = [
        SignalKind::PowerDynamics,
        SignalKind::Quiet,
        SignalKind::OneSided,
        SignalKind::OffModel,
        SignalKind::Drift,
        SignalKind::Gaps,
        SignalKind::MismatchedExpectations,
        SignalKind::Tokenism,
        SignalKind::BiasedMatching,
        SignalKind::NoSponsor,
        SignalKind::NoTraining,
    ];
}

/// From where on a figure is a signal.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Thresholds {
    /// Points by which mentors stand below mentees in psychological safety.
    pub safety_points: f64,
    /// Percent by which intervals grow from one session to the next.
    pub drift_percent: f64,
    /// Percent of pairings with a long gap, for the lower limit.
    pub gap_percent: f64,
    /// Percent of pairings under way that are quiet, for the lower limit.
    pub quiet_percent: f64,
    /// Percent of pairings without one of their sides, for the lower limit.
    pub one_sided_percent: f64,
    /// Percent of pairings that are not what the model asks for; all are counted, so that there is no limit.
    pub off_model_percent: f64,
    /// Load of a small group over that of the others.
    pub token_ratio: f64,
    /// Points by which likeness exceeds that of partners drawn by lot.
    pub alike_points: f64,
    /// p-value of that, divided by the attributes looked at.
    pub alike_p: f64,
    /// Standard deviations between the two sides' answers to forms.
    pub form_gap: f64,
}

/// The thresholds in force where a model says nothing else.
pub const THRESHOLDS: Thresholds = Thresholds {
    safety_points: 5.0,
    drift_percent: 3.0,
    gap_percent: 25.0,
    quiet_percent: 10.0,
    one_sided_percent: 5.0,
    off_model_percent: 5.0,
    token_ratio: 1.5,
    alike_points: 5.0,
    alike_p: 0.05,
    form_gap: 0.3,
};

impl Default for Thresholds {
    fn default() -> Thresholds {
        THRESHOLDS
    }
}
