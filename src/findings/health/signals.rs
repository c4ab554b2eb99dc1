//! The challenges that the field warns of, judged by the thresholds of the programme's model (`vocab::THRESHOLDS` and the
//! catalogue of models; nowhere else).
//!
//! A signal asks for a look, it proves nothing: every one rests on figures that anybody can read beside it. A threshold is
//! met by the figure and, where it has one, by the limit of its interval that is nearer to nothing.

use crate::panel::{Aspect, Design};
use crate::vocab::{ProgrammeModel, Role, SignalKind, Thresholds};

use super::{HealthAnswer, HealthLine};

/// What a signal says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignalVerdict {
    /// The threshold is met.
    Raised,
    /// It is not.
    Clear,
    /// Nothing on record, no figure, or one that may not be shown.
    NotJudged,
    /// It is no sign in programmes of this model.
    NotMeant,
}

/// One challenge in one programme.
#[derive(Debug, Clone, PartialEq)]
pub struct Signal {
    /// Which.
    pub kind: SignalKind,
    /// What it says.
    pub verdict: SignalVerdict,
    /// The figure that decided, where there is one.
    pub value: Option<f64>,
    /// What it is held against, where that is a figure.
    pub against: Option<f64>,
    /// The attribute, and the value of it, that it is about.
    pub about: Option<(String, String)>,
    /// The lines it rests on, by position.
    pub lines: Vec<usize>,
}

impl Signal {
    fn new(kind: SignalKind, verdict: SignalVerdict) -> Signal {
        Signal {
            kind,
            verdict,
            value: None,
            against: None,
            about: None,
            lines: Vec::new(),
        }
    }
}

/// Every challenge, judged as the model of the programme says.
pub(super) fn signals(
    lines: &[HealthLine],
    design: Option<&Design>,
    model: ProgrammeModel,
) -> Vec<Signal> {
    let definition = model.definition();
    SignalKind::EVERY
        .into_iter()
        .map(|kind| match kind {
            _ if !definition.signs.contains(&kind) => Signal::new(kind, SignalVerdict::NotMeant),
            SignalKind::NoSponsor => of_design(kind, design.and_then(unsponsored)),
            SignalKind::NoTraining => of_design(kind, design.and_then(untrained)),
            _ => strongest(kind, lines, &definition.thresholds),
        })
        .collect()
}

fn of_design(kind: SignalKind, missing: Option<bool>) -> Signal {
    Signal::new(
        kind,
        match missing {
            Some(true) => SignalVerdict::Raised,
            Some(false) => SignalVerdict::Clear,
            None => SignalVerdict::NotJudged,
        },
    )
}

/// Whether nobody sponsors the programme, or the sponsor did not take part; `None` when nothing is recorded.
fn unsponsored(design: &Design) -> Option<bool> {
    match (&design.sponsor, design.sponsor_took_part) {
        (None, None) => None,
        (_, Some(took_part)) => Some(!took_part),
        (Some(sponsor), None) => Some(sponsor.trim().eq_ignore_ascii_case("none")),
    }
}

/// Whether mentors or mentees got no training; `None` when nothing is recorded.
fn untrained(design: &Design) -> Option<bool> {
    let trained = design.training.as_ref()?;
    let has = |roles: [Role; 2]| roles.iter().any(|r| trained.contains(r));
    Some(!(has([Role::Mentor, Role::CoLead]) && has([Role::Mentee, Role::Member])))
}

/// The signal of the line that meets its threshold best, or of all that do not.
fn strongest(kind: SignalKind, lines: &[HealthLine], thresholds: &Thresholds) -> Signal {
    let own: Vec<usize> = (0..lines.len())
        .filter(|&k| kind_of(&lines[k].aspect) == Some(kind))
        .collect();
    let known = |k: &&usize| match lines[**k].answer {
        HealthAnswer::Figure(_) => true,
        HealthAnswer::AllAlike { .. } => bad_when_all(&lines[**k].aspect),
        HealthAnswer::Nothing(_) => false,
    };
    let judged = own.iter().filter(known).count();
    let raised = own.iter().copied().filter_map(|k| {
        let excess = excess(&lines[k], judged, thresholds)?;
        Some((k, excess))
    });
    let best = raised.max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
    match best {
        Some((k, _)) => {
            let figure = lines[k].answer.figure();
            Signal {
                value: figure.map(|f| f.value),
                against: figure.and_then(|f| f.by_lot),
                about: match &lines[k].aspect {
                    Aspect::Alike(attribute) => Some((attribute.clone(), String::new())),
                    Aspect::FewServeMany { attribute, value } => {
                        Some((attribute.clone(), value.clone()))
                    }
                    _ => None,
                },
                lines: vec![k],
                ..Signal::new(kind, SignalVerdict::Raised)
            }
        }
        None if judged == 0 => Signal::new(kind, SignalVerdict::NotJudged),
        None => Signal {
            lines: own,
            ..Signal::new(kind, SignalVerdict::Clear)
        },
    }
}

/// The challenge that a figure may be a signal of.
fn kind_of(aspect: &Aspect) -> Option<SignalKind> {
    Some(match aspect {
        Aspect::SafetyGap { .. } => SignalKind::PowerDynamics,
        Aspect::Quiet => SignalKind::Quiet,
        Aspect::OneSided => SignalKind::OneSided,
        Aspect::OffModel { .. } => SignalKind::OffModel,
        Aspect::Drift => SignalKind::Drift,
        Aspect::LongGap => SignalKind::Gaps,
        Aspect::FormGap => SignalKind::MismatchedExpectations,
        Aspect::FewServeMany { .. } => SignalKind::Tokenism,
        Aspect::Alike(_) => SignalKind::BiasedMatching,
        _ => return None,
    })
}

/// Whether a share is a challenge when it is all.
fn bad_when_all(aspect: &Aspect) -> bool {
    matches!(
        aspect,
        Aspect::LongGap | Aspect::Quiet | Aspect::OneSided | Aspect::OffModel { .. }
    )
}

/// By how many thresholds a figure meets its own (at least one); `None` when it does not.
fn excess(line: &HealthLine, judged: usize, t: &Thresholds) -> Option<f64> {
    let figure = match &line.answer {
        HealthAnswer::Figure(figure) => figure,
        // Every pairing: as far over any threshold as a share can be.
        HealthAnswer::AllAlike { all: true } if bad_when_all(&line.aspect) => {
            return Some(f64::MAX);
        }
        _ => return None,
    };
    let (low, high) = figure.interval.unwrap_or((figure.value, figure.value));
    let over = |x: f64, threshold: f64| (x >= threshold).then_some(x / threshold);
    match &line.aspect {
        Aspect::SafetyGap { .. } => over(-figure.value, t.safety_points).filter(|_| high < 0.0),
        Aspect::Drift => over(figure.value, t.drift_percent).filter(|_| low > 0.0),
        Aspect::LongGap => over(low, t.gap_percent),
        Aspect::Quiet => over(low, t.quiet_percent),
        Aspect::OneSided => over(low, t.one_sided_percent),
        Aspect::OffModel { .. } => over(figure.value, t.off_model_percent),
        Aspect::FormGap => over(figure.value.abs(), t.form_gap).filter(|_| low * high > 0.0),
        Aspect::FewServeMany { .. } => {
            over(figure.value, t.token_ratio).filter(|_| figure.interval.is_some() && low > 1.0)
        }
        Aspect::Alike(_) => over(figure.value - figure.by_lot?, t.alike_points).filter(|_| {
            figure
                .p_value
                .is_some_and(|p| p < t.alike_p / judged as f64)
        }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::estimators::HealthFigure;
    use crate::panel::Behind;

    fn line(aspect: Aspect, value: f64, interval: (f64, f64)) -> HealthLine {
        HealthLine {
            aspect,
            outcome: String::new(),
            units: 60,
            behind: Behind::default(),
            answer: HealthAnswer::Figure(HealthFigure {
                value,
                interval: Some(interval),
                by_lot: None,
                p_value: None,
            }),
        }
    }

    fn alike(attribute: &str, value: f64, p: f64) -> HealthLine {
        HealthLine {
            answer: HealthAnswer::Figure(HealthFigure {
                value,
                interval: None,
                by_lot: Some(40.0),
                p_value: Some(p),
            }),
            ..line(Aspect::Alike(attribute.to_owned()), value, (0.0, 0.0))
        }
    }

    fn verdict(lines: &[HealthLine], kind: SignalKind) -> SignalVerdict {
        let found = signals(lines, None, ProgrammeModel::ExecutiveDigitalFluency);
        let signal = found.iter().find(|s| s.kind == kind);
        signal.expect("every challenge is judged").verdict
    }

    #[test]
    fn a_threshold_needs_the_figure_and_its_limit() {
        let drift =
            |value, low| verdict(&[line(Aspect::Drift, value, (low, 9.0))], SignalKind::Drift);
        assert_eq!(drift(3.0, 0.1), SignalVerdict::Raised);
        assert_eq!(drift(3.0, -0.1), SignalVerdict::Clear);
        assert_eq!(drift(2.9, 0.1), SignalVerdict::Clear);
        assert_eq!(verdict(&[], SignalKind::Drift), SignalVerdict::NotJudged);
        let safety = |value, high| {
            let aspect = Aspect::SafetyGap { outcome: 0 };
            verdict(
                &[line(aspect, value, (-20.0, high))],
                SignalKind::PowerDynamics,
            )
        };
        assert_eq!(safety(-6.0, -1.0), SignalVerdict::Raised);
        assert_eq!(safety(-6.0, 1.0), SignalVerdict::Clear);
        let none = HealthLine {
            answer: HealthAnswer::AllAlike { all: false },
            ..line(Aspect::Quiet, 0.0, (0.0, 0.0))
        };
        assert_eq!(
            verdict(std::slice::from_ref(&none), SignalKind::Quiet),
            SignalVerdict::Clear
        );
        let all = HealthLine {
            answer: HealthAnswer::AllAlike { all: true },
            ..none
        };
        assert_eq!(verdict(&[all], SignalKind::Quiet), SignalVerdict::Raised);
        // Mentors who feel safer are no signal.
        assert_eq!(safety(6.0, 9.0), SignalVerdict::Clear);
    }

    #[test]
    fn the_more_attributes_are_looked_at_the_less_chance_may_explain() {
        let one = [alike("gender", 50.0, 0.03)];
        assert_eq!(
            verdict(&one, SignalKind::BiasedMatching),
            SignalVerdict::Raised
        );
        let two = [alike("gender", 50.0, 0.03), alike("region", 40.0, 0.5)];
        assert_eq!(
            verdict(&two, SignalKind::BiasedMatching),
            SignalVerdict::Clear
        );
        let small = [alike("gender", 44.0, 0.001)];
        assert_eq!(
            verdict(&small, SignalKind::BiasedMatching),
            SignalVerdict::Clear
        );
    }

    #[test]
    fn design_facts_speak_only_when_they_are_recorded() {
        let of = |design: Design| {
            let found = signals(&[], Some(&design), ProgrammeModel::ExecutiveDigitalFluency);
            let verdict = |kind| found.iter().find(|s| s.kind == kind).map(|s| s.verdict);
            (
                verdict(SignalKind::NoSponsor),
                verdict(SignalKind::NoTraining),
            )
        };
        let (raised, quiet, unknown) = (
            Some(SignalVerdict::Raised),
            Some(SignalVerdict::Clear),
            Some(SignalVerdict::NotJudged),
        );
        assert_eq!(of(Design::default()), (unknown, unknown));
        assert_eq!(
            of(Design {
                sponsor: Some("Chief People Officer".to_owned()),
                training: Some(vec![Role::Mentor, Role::Mentee]),
                ..Design::default()
            }),
            (quiet, quiet)
        );
        assert_eq!(
            of(Design {
                sponsor: Some("Chief People Officer".to_owned()),
                sponsor_took_part: Some(false),
                training: Some(vec![Role::Mentor]),
                ..Design::default()
            }),
            (raised, raised)
        );
    }
}
