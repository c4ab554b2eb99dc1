//! Negative controls: outcomes that a programme cannot have changed (Lipsitch, Tchetgen Tchetgen & Cohen 2010,
//! doi:10.1097/EDE.0b013e3181d61eeb). When one moves, something other than the programme sets the groups apart, and
//! no effect of the same programme and role is told, in no population.
//!
//! Judged before families and grades, so that withheld rows are no tests. A control whose groups are too small to be
//! shown judges nothing.

use crate::vocab::{Duty, Method, RoleScope};

use super::draft::Draft;
use super::{Check, CheckVerdict, Finding};

/// A control moves when its overall headline has a p-value under this; where there are several (horizons), the
/// smallest counts times their number (Bonferroni).
pub(super) const MOVED_UNDER: f64 = 0.05;

/// What stands beside every figure of a control.
const CHECK_NOTE: &str =
    "A check of the comparison, not an effect: the programme cannot have changed this outcome.";

/// Judges every negative control and withholds the effects of programmes and roles in which one moved.
pub(super) fn withhold(drafts: &mut [Draft], minimum_group: u64) -> Vec<Check> {
    let checks = checks(drafts, minimum_group);
    for finding in drafts.iter_mut().map(|draft| &mut draft.finding) {
        if finding.subject.duty == Duty::NegativeControl {
            if finding.answer.is_ok() {
                finding.notes.push(CHECK_NOTE.to_owned());
            }
            continue;
        }
        let moved: Vec<&str> = checks
            .iter()
            .filter(|c| {
                c.verdict == CheckVerdict::Moved && place(&c.subject) == place(&finding.subject)
            })
            .map(|c| c.subject.outcome_label.as_str())
            .collect();
        if !moved.is_empty() && finding.answer.is_ok() && finding.method != Method::Descriptive {
            finding.answer = Err(format!(
                "Withheld: {} cannot be affected by the programme, and yet moved (p < {MOVED_UNDER}). Something else sets \
                 the groups apart, so the comparison cannot be trusted.",
                moved
                    .iter()
                    .map(|label| format!("“{label}”"))
                    .collect::<Vec<_>>()
                    .join(" and ")
            ));
            finding.notes.clear();
        }
    }
    checks
}

/// Programme and role.
fn place(subject: &super::Subject) -> (&str, RoleScope) {
    (&subject.programme, subject.role)
}

/// The verdict on every control, in the order of the drafts.
fn checks(drafts: &[Draft], minimum_group: u64) -> Vec<Check> {
    let mut checks: Vec<Check> = Vec::new();
    let controls = || {
        drafts
            .iter()
            .map(|draft| &draft.finding)
            .filter(|f| f.subject.duty == Duty::NegativeControl)
    };
    for finding in controls() {
        if checks.iter().any(|c| c.subject == finding.subject) {
            continue;
        }
        let p: Vec<f64> = controls()
            .filter(|f| f.subject == finding.subject && judges(f, minimum_group))
            .filter_map(|f| f.answer.as_ref().ok()?.p_value)
            .collect();
        let smallest = p.iter().copied().reduce(f64::min);
        checks.push(Check {
            subject: finding.subject.clone(),
            verdict: match smallest {
                None => CheckVerdict::NotJudged,
                Some(least) if least * (p.len() as f64) < MOVED_UNDER => CheckVerdict::Moved,
                Some(_) => CheckVerdict::Held,
            },
        });
    }
    checks
}

/// Whether a row decides about a control: its overall headline, with enough people to be shown.
fn judges(finding: &Finding, minimum_group: u64) -> bool {
    finding.is_headline()
        && finding.population.is_overall()
        && finding.moment.cohort.is_none()
        && finding.moment.event_time.is_none()
        && finding.counts.smallest() >= minimum_group
}

#[cfg(test)]
mod tests {
    use super::super::{Counts, Moment, Numbers, Population, Subject};
    use super::*;
    use crate::vocab::{Better, Estimand, OutcomeKind, Role, Unit};

    fn draft(outcome: &str, duty: Duty, programme: &str, role: Role, p: f64) -> Draft {
        let answer = Numbers {
            p_value: Some(p),
            ..Numbers::bare(1.0)
        };
        let finding = Finding {
            subject: Subject {
                outcome: outcome.to_owned(),
                outcome_label: outcome.to_owned(),
                kind: OutcomeKind::Score,
                better: Better::Higher,
                duty,
                programme: programme.to_owned(),
                programme_name: programme.to_owned(),
                model: None,
                role: RoleScope::One(role),
            },
            population: Population::overall(),
            moment: Moment::default(),
            estimand: Estimand::Att,
            method: Method::DrDid,
            unit: Unit::Points,
            counts: Counts {
                treated: 40,
                control: 400,
                treated_on_support: 40,
                control_on_support: 400,
            },
            answer: Ok(answer),
            evidence: None,
            notes: Vec::new(),
            against: None,
        };
        Draft {
            finding,
            smallest: None,
            larger_is_better: true,
            inherits: false,
            shared: None,
        }
    }

    fn at_horizon(mut draft: Draft, days: u32) -> Draft {
        draft.finding.estimand = Estimand::RetentionDifference;
        draft.finding.moment.horizon_days = Some(days);
        draft
    }

    #[test]
    fn a_moved_control_withholds_its_programme_and_role_and_nothing_else() {
        let question =
            |programme, role| draft("engagement", Duty::Question, programme, role, 0.001);
        let mut group = question("a", Role::Mentor);
        group.finding.population =
            Population::of_parts(vec![("region".to_owned(), "North".to_owned())]);
        let mut drafts = vec![
            draft("birthdays", Duty::NegativeControl, "a", Role::Mentor, 0.049),
            question("a", Role::Mentor),
            group,
            draft("workload", Duty::Guardrail, "a", Role::Mentor, 0.5),
            question("a", Role::Mentee),
            question("b", Role::Mentor),
        ];
        let checks = withhold(&mut drafts, 10);
        assert_eq!(checks.len(), 1);
        assert_eq!(checks[0].verdict, CheckVerdict::Moved);
        let told: Vec<bool> = drafts.iter().map(|d| d.finding.answer.is_ok()).collect();
        assert_eq!(told, [true, false, false, false, true, true]);
        let reason = drafts[1].finding.answer.as_ref().expect_err("withheld");
        assert!(reason.contains("“birthdays”"), "{reason}");
        assert_eq!(drafts[0].finding.notes, [CHECK_NOTE]);
    }

    #[test]
    fn a_control_that_holds_or_is_too_small_withholds_nothing() {
        let judged = |p: f64, minimum| {
            let mut drafts = vec![
                draft("birthdays", Duty::NegativeControl, "a", Role::Mentor, p),
                draft("engagement", Duty::Question, "a", Role::Mentor, 0.001),
            ];
            let verdict = withhold(&mut drafts, minimum)[0].verdict;
            (verdict, drafts[1].finding.answer.is_ok())
        };
        assert_eq!(judged(0.05, 10), (CheckVerdict::Held, true));
        assert_eq!(judged(0.0499, 10), (CheckVerdict::Moved, false));
        assert_eq!(judged(0.0001, 41), (CheckVerdict::NotJudged, true));
    }

    #[test]
    fn several_horizons_share_the_threshold() {
        let verdict = |p: [f64; 2]| {
            let control = |p| draft("retirement", Duty::NegativeControl, "a", Role::Mentor, p);
            let mut drafts = vec![
                at_horizon(control(p[0]), 180),
                at_horizon(control(p[1]), 365),
            ];
            withhold(&mut drafts, 10)[0].verdict
        };
        // 2 x 0.03 = 0.06 and 2 x 0.02 = 0.04 (Bonferroni).
        assert_eq!(verdict([0.03, 0.9]), CheckVerdict::Held);
        assert_eq!(verdict([0.02, 0.9]), CheckVerdict::Moved);
    }
}
