//! What each estimand means: the quantity in words, and how it is put together. One entry an estimand, exhaustively.

use crate::vocab::Estimand;

/// The meaning of an estimand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Target {
    /// The quantity in words.
    pub words: &'static str,
    /// As a formula.
    pub formula: &'static str,
}

/// The meaning of an estimand.
#[allow(clippy::too_many_lines, reason = "a table: one entry an estimand")]
pub(crate) fn target(estimand: Estimand) -> Target {
    let (words, formula) = match estimand {
        Estimand::Att => (
            "How much higher participants are, over all waves since their start, than they would be without the programme (average effect on the treated, simple aggregation).",
            "Σ n(g) ATT(g,t) / Σ n(g), over all trials g and waves t from the start on",
        ),
        Estimand::AttEvent => (
            "The same effect at one number of waves since the start; before the start it should be none.",
            "Σ n(g) ATT(g,g+e) / Σ n(g), over trials seen at event time e",
        ),
        Estimand::AttDynamic => (
            "The mean of the effects by event time, every event time from the start on counting alike.",
            "mean over e ≥ 0 of att_event(e)",
        ),
        Estimand::AttGroup => (
            "The mean of the effects on the trials, by their number of participants.",
            "Σ n(g) att_cohort(g) / Σ n(g)",
        ),
        Estimand::AttCalendar => (
            "The mean of the effects at the waves, every wave counting alike.",
            "mean over t of att_wave(t)",
        ),
        Estimand::AttCohort => (
            "The effect on the participants of one enrolment period, over its waves since the start.",
            "mean over t ≥ g of ATT(g,t)",
        ),
        Estimand::AttWave => (
            "The effect at one wave on all who had started by then.",
            "Σ n(g) ATT(g,t) / Σ n(g), over trials g started by t",
        ),
        Estimand::RetentionDifference => (
            "Of every hundred participants, how many more had not had the event by the horizon than of people like them who had not joined.",
            "100 (S₁(t) − S₀(t))",
        ),
        Estimand::CumulativeIncidenceDifference => (
            "Of every hundred participants, how many more had had the event by the horizon than of people like them who had not joined.",
            "100 (F₁(t) − F₀(t)), F = 1 − S",
        ),
        Estimand::RmstDifference => (
            "How many days longer participants went without the event, within the longest horizon reached.",
            "∫₀^τ (S₁ − S₀) dt",
        ),
        Estimand::HazardRatio => (
            "The event’s hazard among participants, divided by that among people like them, taken as the same at all times.",
            "exp(β)",
        ),
        Estimand::RateRatio => (
            "Events per person and time among participants, divided by those among people like them.",
            "r₁ / r₀",
        ),
        Estimand::RateDifference => (
            "Events per person and time among participants, less those among people like them.",
            "r₁ − r₀",
        ),
        Estimand::ShareDifference => (
            "The share of participants after the start, less that of people like them.",
            "100 (p₁ − p₀)",
        ),
        Estimand::EquityGapChange => (
            "How the programme changes the gap between two groups of participants: the effect on one less the effect on the other.",
            "ATT(group) − ATT(other)",
        ),
        Estimand::Mean => ("A mean of participants since their start.", "Σ y / n"),
        Estimand::Share => ("A share of participants since their start.", "100 k / n"),
        Estimand::Rate => (
            "Events of participants per person and time since their start.",
            "events / person time",
        ),
        Estimand::Count => ("A count of participants since their start.", "Σ y"),
    };
    Target { words, formula }
}
