//! How the programmes run, in words: what each figure is of, what each warning sign says, by what rule, and what to do.

use crate::disclosure::HealthStep;
use crate::disclosure::shown::{Aspect, ShapeRule, Signal, SignalVerdict};
use crate::vocab::{ProgrammeModel, RoleScope, SignalKind, Thresholds};

use super::super::number::Figures;
use super::super::prose::mark;
use super::words;

/// What a step of the way is called.
pub(crate) fn step(step: HealthStep) -> &'static str {
    match step {
        HealthStep::Invited => "Invited",
        HealthStep::Enrolled => "Enrolled",
        HealthStep::Started => "Started",
        HealthStep::Active => "Active",
        HealthStep::Completed => "Completed",
        HealthStep::Dropped => "Dropped out",
        HealthStep::Ended => "Ended, not known how",
    }
}

/// What a figure is of.
pub(crate) fn aspect(aspect: &Aspect, outcome: &str) -> String {
    match aspect {
        Aspect::SessionsAgainstPlan => "Sessions held, of those planned so far",
        Aspect::Interval => "Days from one session to the next",
        Aspect::Drift => "Growth of that time from one session to the next",
        Aspect::LongGap => "Pairings that went without a session for more than three cadences",
        Aspect::Quiet => "Pairings under way without a session in the last two cadences",
        Aspect::Cancelled => "Sessions called off",
        Aspect::NoShow => "Sessions to which somebody did not come",
        Aspect::Minutes => "Minutes of a held session",
        Aspect::OneSided => "Pairings without one of their sides",
        Aspect::FormsFromOneSide => "Pairings with forms of one side only",
        Aspect::FormGap => "Marks on forms, mentors less mentees",
        Aspect::GenerationDistance => "Generations between the sides",
        Aspect::Load => "Pairings per mentor",
        Aspect::SeveralAtOnce => "Mentors who were in several pairings at once",
        Aspect::Busiest => "Pairings that the busiest tenth of mentors carries",
        Aspect::OffModel { model, rule } => {
            let (_, many) = model.definition().form.nouns();
            return format!("{} that are not {}", words::capital(many), asked(*model, *rule));
        }
        Aspect::Topic(topic) => return format!("Sessions about “{topic}”"),
        Aspect::SafetyGap { .. } => {
            return format!("{outcome}, mentors less mentees of the same pairing");
        }
        Aspect::Across(name) => {
            return format!("Pairings whose sides differ in {}", words::dimension(name));
        }
        Aspect::Alike(name) => {
            return format!("Pairings whose sides are alike in {}", words::dimension(name));
        }
        Aspect::Shared(name) => {
            return format!(
                "{} that both sides state, of all that either states",
                words::capital(&words::dimension(name))
            );
        }
        Aspect::FewServeMany { attribute, value } => {
            return format!(
                "Pairings per mentor with {} {}, over those of other mentors",
                words::dimension(attribute),
                words::value(value)
            );
        }
        Aspect::Dose {
            role,
            landmark: Some((first, last)),
            ..
        } => {
            return format!(
                "{outcome}: leaving from day {first} to day {last} that goes with one more session before, {} (an association, not an effect)",
                words::people(RoleScope::One(*role))
            );
        }
        Aspect::Dose { role, .. } => {
            return format!(
                "{outcome}: change that goes with one more session, {} (an association, not an effect)",
                words::people(RoleScope::One(*role))
            );
        }
    }
    .to_owned()
}

/// What a rule of a model asks of its pairings, after "that are not".
fn asked(model: ProgrammeModel, rule: ShapeRule) -> String {
    let definition = model.definition();
    match rule {
        ShapeRule::Size => format!("of {} people", definition.people()),
        ShapeRule::Role(k) => {
            let rule = definition.roles.get(k);
            format!(
                "with {}",
                rule.map_or("everybody needed", |r| r.who.as_str())
            )
        }
        ShapeRule::Across => {
            let name = definition.across.as_deref().unwrap_or_default();
            format!("across different values of {}", words::dimension(name))
        }
    }
}

/// A broken rule as a sentence; without a figure every pairing breaks it.
pub(crate) fn off_model(
    programme: &str,
    (model, rule): (ProgrammeModel, ShapeRule),
    value: Option<f64>,
    figures: Figures,
) -> String {
    let (_, many) = model.definition().form.nouns();
    let asked = asked(model, rule);
    match value {
        Some(x) => format!(
            "In {programme}, {} of every hundred {many} are not {asked}, as the model asks.",
            mark(&figures.fixed(x, 0))
        ),
        None => format!("In {programme}, no {many} are {asked}, as the model asks."),
    }
}

/// How a figure is written: decimals, and what follows the number.
pub(crate) fn written(aspect: &Aspect) -> (usize, &'static str) {
    match aspect {
        Aspect::Interval => (1, " days"),
        Aspect::Minutes => (0, " minutes"),
        Aspect::GenerationDistance | Aspect::Load => (2, ""),
        Aspect::FormGap => (2, " standard deviations"),
        Aspect::Dose {
            landmark: Some(_), ..
        } => (1, " percentage points"),
        Aspect::SafetyGap { .. } | Aspect::Dose { .. } => (1, " points"),
        Aspect::FewServeMany { .. } => (2, " times"),
        Aspect::Drift => (1, " %"),
        _ => (0, " %"),
    }
}

/// What a warning sign is called.
pub(crate) fn signal(kind: SignalKind) -> &'static str {
    match kind {
        SignalKind::PowerDynamics => "Power between the sides",
        SignalKind::Quiet => "Pairings gone quiet",
        SignalKind::OneSided => "One-sided pairings",
        SignalKind::OffModel => "Pairings not as the model asks",
        SignalKind::Drift => "Meetings drift apart",
        SignalKind::Gaps => "Long gaps",
        SignalKind::MismatchedExpectations => "Different expectations",
        SignalKind::Tokenism => "Few serve many",
        SignalKind::BiasedMatching => "Like matched with like",
        SignalKind::NoSponsor => "No sponsor",
        SignalKind::NoTraining => "No training",
    }
}

/// The rule by which it is raised.
pub(crate) fn rule(kind: SignalKind, t: &Thresholds, figures: Figures) -> String {
    let n = |x: f64| figures.fixed(x, 0);
    let share = |percent: f64| format!("{} % or more, by the lower limit", n(percent));
    match kind {
        SignalKind::PowerDynamics => format!(
            "mentors {} points or more under mentees in psychological safety, range under 0",
            n(t.safety_points)
        ),
        SignalKind::Quiet => share(t.quiet_percent),
        SignalKind::OneSided => share(t.one_sided_percent),
        SignalKind::OffModel => format!(
            "{} % or more of the pairings break one of the rules of their model",
            n(t.off_model_percent)
        ),
        SignalKind::Gaps => share(t.gap_percent),
        SignalKind::Drift => format!(
            "time between sessions grows by {} % or more from one to the next, range over 0",
            n(t.drift_percent)
        ),
        SignalKind::MismatchedExpectations => format!(
            "marks {} standard deviations or more apart, range without 0",
            figures.fixed(t.form_gap, 1)
        ),
        SignalKind::Tokenism => format!(
            "a group of under 15 % of mentors with {} times the pairings of others or more, range over 1",
            figures.fixed(t.token_ratio, 1)
        ),
        SignalKind::BiasedMatching => format!(
            "alike {} points or more above the lot, p under {} divided by the attributes looked at",
            n(t.alike_points),
            figures.fixed(t.alike_p, 2)
        ),
        SignalKind::NoSponsor => "design facts: sponsor “none”, or took no part".to_owned(),
        SignalKind::NoTraining => {
            "design facts: mentors or mentees are not among those trained".to_owned()
        }
    }
}

/// What a sign says, in a word or a figure.
pub(crate) fn verdict(signal: &Signal) -> &'static str {
    match signal.verdict {
        SignalVerdict::Raised => "raised",
        SignalVerdict::Clear => "not raised",
        SignalVerdict::NotJudged => "not judged",
        SignalVerdict::NotMeant => "no sign in this model",
    }
}

/// A raised sign as a sentence; the figure is marked.
pub(crate) fn sentence(signal: &Signal, programme: &str, figures: Figures) -> String {
    let value = signal.value.unwrap_or_default();
    let number = |x: f64, decimals| mark(&figures.fixed(x, decimals));
    let hundred = || number(value, 0);
    let attribute = signal
        .about
        .as_ref()
        .map_or_else(String::new, |a| words::dimension(&a.0));
    match signal.kind {
        SignalKind::PowerDynamics => format!(
            "In {programme}, mentors feel less safe to speak up than the mentees of the same pairings: {} points lower.",
            number(value.abs(), 1)
        ),
        SignalKind::Quiet => format!(
            "In {programme}, {} of every hundred pairings under way have not met for two planned intervals.",
            hundred()
        ),
        SignalKind::OneSided => format!(
            "In {programme}, {} of every hundred pairings are without one of their two sides.",
            hundred()
        ),
        SignalKind::OffModel => {
            format!("In {programme}, pairings are not what the model asks for.")
        }
        SignalKind::Drift => format!(
            "In {programme}, meetings drift apart: the time between them grows by {} % from one to the next.",
            number(value, 1)
        ),
        SignalKind::Gaps => format!(
            "In {programme}, {} of every hundred pairings went without a session for more than three planned intervals.",
            hundred()
        ),
        SignalKind::MismatchedExpectations => {
            let lower = if value < 0.0 { "lower" } else { "higher" };
            format!(
                "In {programme}, mentors give clearly {lower} marks than the mentees of the same pairings on the same forms."
            )
        }
        SignalKind::Tokenism => {
            let who = signal
                .about
                .as_ref()
                .map_or_else(String::new, |a| words::value(&a.1));
            format!(
                "In {programme}, a small group carries much: each mentor with {attribute} {who} serves {} times as many pairings as other mentors.",
                number(value, 1)
            )
        }
        SignalKind::BiasedMatching => format!(
            "In {programme}, like is matched with like: {} of every hundred pairings are alike in {attribute}, and {} would be if partners were drawn by lot.",
            hundred(),
            number(signal.against.unwrap_or_default(), 0)
        ),
        SignalKind::NoSponsor => {
            format!("In {programme}, no executive sponsor is on record as having taken part.")
        }
        SignalKind::NoTraining => {
            format!("In {programme}, not both sides are on record as trained.")
        }
    }
}

/// What to do about it.
pub(crate) fn action(kind: SignalKind) -> &'static str {
    match kind {
        SignalKind::PowerDynamics => {
            "Brief both sides on speaking openly, and give mentors somebody outside the pairing to turn to."
        }
        SignalKind::Quiet => {
            "Ask each of them this week whether to go on, to match again or to end well; the programme manager has the list."
        }
        SignalKind::OneSided => "Match the side that is left again, or close the pairing.",
        SignalKind::OffModel => {
            "Form them anew, or say that the programme follows another model; nothing was left out of the results for it."
        }
        SignalKind::Drift => "Fix the remaining dates in advance, and check in half-way.",
        SignalKind::Gaps => "Give sessions a calendar, an agenda and a substitute date.",
        SignalKind::MismatchedExpectations => {
            "Let both sides write down at the start what they expect, and compare at half-time."
        }
        SignalKind::Tokenism => {
            "Widen the pool before asking the same people again, and count the work as work."
        }
        SignalKind::BiasedMatching => {
            "Look at how partners are chosen; match on goals and on what each side brings."
        }
        SignalKind::NoSponsor => "Name a senior sponsor with a task and dates.",
        SignalKind::NoTraining => {
            "Train both sides before the first session: giving feedback, listening, speaking openly."
        }
    }
}
