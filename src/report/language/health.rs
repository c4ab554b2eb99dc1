//! How the programmes run, in words: what each figure is of, what each warning sign says, by what rule, and what to do.

use crate::disclosure::HealthStep;
use crate::disclosure::shown::{Aspect, ShapeRule, Signal, SignalVerdict};
use crate::vocab::{ProgrammeModel, SignalKind, Thresholds};

use super::super::number::Figures;
use super::super::prose::mark;
use super::catalogue::args;
use super::{models, words};

/// What a step of the way is called.
pub(crate) fn step(step: HealthStep, figures: Figures) -> &'static str {
    figures.text(match step {
        HealthStep::Invited => "step.invited",
        HealthStep::Enrolled => "step.enrolled",
        HealthStep::Started => "step.started",
        HealthStep::Active => "step.active",
        HealthStep::Completed => "step.completed",
        HealthStep::Dropped => "step.dropped",
        HealthStep::Ended => "step.ended",
    })
}

/// What a figure is of.
pub(crate) fn aspect(aspect: &Aspect, outcome: &str, figures: Figures) -> String {
    let dimension = |name: &str| words::dimension(name, figures);
    let key = match aspect {
        Aspect::SessionsAgainstPlan => "aspect.sessions",
        Aspect::Interval => "aspect.interval",
        Aspect::Drift => "aspect.drift",
        Aspect::LongGap => "aspect.long-gap",
        Aspect::Quiet => "aspect.quiet",
        Aspect::Cancelled => "aspect.cancelled",
        Aspect::NoShow => "aspect.no-show",
        Aspect::Minutes => "aspect.minutes",
        Aspect::OneSided => "aspect.one-sided",
        Aspect::FormsFromOneSide => "aspect.forms-one-side",
        Aspect::FormGap => "aspect.form-gap",
        Aspect::GenerationDistance => "aspect.generations",
        Aspect::Load => "aspect.load",
        Aspect::SeveralAtOnce => "aspect.several",
        Aspect::Busiest => "aspect.busiest",
        Aspect::OffModel { model, rule } => {
            return figures.say(
                "aspect-off-model",
                args![
                    "pairings" => models::pairings(*model, figures),
                    "asked" => asked(*model, *rule, figures),
                ],
            );
        }
        Aspect::Topic(topic) => {
            return figures.say("aspect-topic", args!["topic" => topic.as_str()]);
        }
        Aspect::SafetyGap { .. } => {
            return figures.say("aspect-safety", args!["outcome" => outcome]);
        }
        Aspect::Across(name) => {
            return figures.say("aspect-across", args!["attribute" => dimension(name)]);
        }
        Aspect::Alike(name) => {
            return figures.say("aspect-alike", args!["attribute" => dimension(name)]);
        }
        Aspect::Shared(name) => {
            return figures.say("aspect-shared", args!["attribute" => dimension(name)]);
        }
        Aspect::FewServeMany { attribute, value } => {
            return figures.say(
                "aspect-few",
                args![
                    "attribute" => dimension(attribute),
                    "value" => words::value(value, figures),
                ],
            );
        }
        Aspect::Dose {
            role,
            landmark: Some((first, last)),
            ..
        } => {
            return figures.say(
                "aspect-dose.leaving",
                args![
                    "outcome" => outcome,
                    "first" => first.to_string(),
                    "last" => last.to_string(),
                    "role" => role.id(),
                ],
            );
        }
        Aspect::Dose { role, .. } => {
            return figures.say(
                "aspect-dose",
                args!["outcome" => outcome, "role" => role.id()],
            );
        }
    };
    figures.text(key).to_owned()
}

/// What a rule of a model asks of its pairings, after "that are not".
fn asked(model: ProgrammeModel, rule: ShapeRule, figures: Figures) -> String {
    let definition = model.definition();
    match rule {
        ShapeRule::Size => {
            let (low, high) = definition.size;
            let range = if low == high {
                low.to_string()
            } else {
                figures.between(&low.to_string(), &high.to_string())
            };
            figures.say("shape-size", args!["people" => range])
        }
        ShapeRule::Role(k) => figures.say(
            "shape-role",
            args!["who" => models::needed(model, k, figures)],
        ),
        ShapeRule::Across => {
            let name = definition.across.as_deref().unwrap_or_default();
            figures.say(
                "shape-across",
                args!["attribute" => words::dimension(name, figures)],
            )
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
    let mut args = args![
        "programme" => programme,
        "pairings" => models::pairings(model, figures),
        "asked" => asked(model, rule, figures),
    ];
    match value {
        Some(x) => {
            args.set("number", mark(&figures.fixed(x, 0)));
            figures.say_with("off-model", &args)
        }
        None => figures.say_with("off-model.none", &args),
    }
}

/// How a figure is written: decimals, and what follows the number.
pub(crate) fn written(aspect: &Aspect, figures: Figures) -> (usize, &'static str) {
    match aspect {
        Aspect::Interval => (1, figures.text("written.days")),
        Aspect::Minutes => (0, figures.text("written.minutes")),
        Aspect::GenerationDistance | Aspect::Load => (2, ""),
        Aspect::FormGap => (2, figures.text("written.deviations")),
        Aspect::Dose {
            landmark: Some(_), ..
        } => (1, figures.text("written.percentage-points")),
        Aspect::SafetyGap { .. } | Aspect::Dose { .. } => (1, figures.text("written.points")),
        Aspect::FewServeMany { .. } => (2, figures.text("written.times")),
        Aspect::Drift => (1, " %"),
        _ => (0, " %"),
    }
}

/// What a warning sign is called.
pub(crate) fn signal(kind: SignalKind, figures: Figures) -> &'static str {
    figures.text(match kind {
        SignalKind::PowerDynamics => "sign.power",
        SignalKind::Quiet => "sign.quiet",
        SignalKind::OneSided => "sign.one-sided",
        SignalKind::OffModel => "sign.off-model",
        SignalKind::Drift => "sign.drift",
        SignalKind::Gaps => "sign.gaps",
        SignalKind::MismatchedExpectations => "sign.expectations",
        SignalKind::Tokenism => "sign.tokenism",
        SignalKind::BiasedMatching => "sign.matching",
        SignalKind::NoSponsor => "sign.sponsor",
        SignalKind::NoTraining => "sign.training",
    })
}

/// The rule by which it is raised.
pub(crate) fn rule(kind: SignalKind, t: &Thresholds, figures: Figures) -> String {
    let n = |x: f64| figures.fixed(x, 0);
    let (key, limit) = match kind {
        SignalKind::PowerDynamics => ("sign-rule.power", n(t.safety_points)),
        SignalKind::Quiet => ("sign-rule.share", n(t.quiet_percent)),
        SignalKind::OneSided => ("sign-rule.share", n(t.one_sided_percent)),
        SignalKind::OffModel => ("sign-rule.off-model", n(t.off_model_percent)),
        SignalKind::Gaps => ("sign-rule.share", n(t.gap_percent)),
        SignalKind::Drift => ("sign-rule.drift", n(t.drift_percent)),
        SignalKind::MismatchedExpectations => {
            ("sign-rule.expectations", figures.fixed(t.form_gap, 1))
        }
        SignalKind::Tokenism => ("sign-rule.tokenism", figures.fixed(t.token_ratio, 1)),
        SignalKind::BiasedMatching => ("sign-rule.matching", n(t.alike_points)),
        SignalKind::NoSponsor => ("sign-rule.sponsor", String::new()),
        SignalKind::NoTraining => ("sign-rule.training", String::new()),
    };
    figures.say(
        key,
        args!["limit" => limit, "p" => figures.fixed(t.alike_p, 2)],
    )
}

/// What a sign says, in a word or a figure.
pub(crate) fn verdict(signal: &Signal, figures: Figures) -> &'static str {
    figures.text(match signal.verdict {
        SignalVerdict::Raised => "sign-verdict.raised",
        SignalVerdict::Clear => "sign-verdict.clear",
        SignalVerdict::NotJudged => "sign-verdict.not-judged",
        SignalVerdict::NotMeant => "sign-verdict.not-meant",
    })
}

/// A raised sign as a sentence; the figure is marked.
pub(crate) fn sentence(signal: &Signal, programme: &str, figures: Figures) -> String {
    let value = signal.value.unwrap_or_default();
    let (key, decimals) = match signal.kind {
        SignalKind::PowerDynamics => ("sign-raised.power", 1),
        SignalKind::Quiet => ("sign-raised.quiet", 0),
        SignalKind::OneSided => ("sign-raised.one-sided", 0),
        SignalKind::OffModel => ("sign-raised.off-model", 0),
        SignalKind::Drift => ("sign-raised.drift", 1),
        SignalKind::Gaps => ("sign-raised.gaps", 0),
        SignalKind::MismatchedExpectations => ("sign-raised.expectations", 0),
        SignalKind::Tokenism => ("sign-raised.tokenism", 1),
        SignalKind::BiasedMatching => ("sign-raised.matching", 0),
        SignalKind::NoSponsor => ("sign-raised.sponsor", 0),
        SignalKind::NoTraining => ("sign-raised.training", 0),
    };
    // Only safety is told without its sign: its sentence names the direction.
    let told = if signal.kind == SignalKind::PowerDynamics {
        value.abs()
    } else {
        value
    };
    let about = signal.about.as_ref();
    figures.say(
        key,
        args![
            "programme" => programme,
            "number" => mark(&figures.fixed(told, decimals)),
            "way" => super::sizes::way(value >= 0.0),
            "attribute" => about.map_or_else(String::new, |a| words::dimension(&a.0, figures)),
            "value" => about.map_or_else(String::new, |a| words::value(&a.1, figures)),
            "against" => mark(&figures.fixed(signal.against.unwrap_or_default(), 0)),
        ],
    )
}

/// What to do about it.
pub(crate) fn action(kind: SignalKind, figures: Figures) -> &'static str {
    figures.text(match kind {
        SignalKind::PowerDynamics => "sign-action.power",
        SignalKind::Quiet => "sign-action.quiet",
        SignalKind::OneSided => "sign-action.one-sided",
        SignalKind::OffModel => "sign-action.off-model",
        SignalKind::Drift => "sign-action.drift",
        SignalKind::Gaps => "sign-action.gaps",
        SignalKind::MismatchedExpectations => "sign-action.expectations",
        SignalKind::Tokenism => "sign-action.tokenism",
        SignalKind::BiasedMatching => "sign-action.matching",
        SignalKind::NoSponsor => "sign-action.sponsor",
        SignalKind::NoTraining => "sign-action.training",
    })
}
