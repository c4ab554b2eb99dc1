//! A small organisation with the questions asked of it, to be changed by a test and analysed again.

use counterpart::findings::{Finding, Investigation, Numbers, investigate};
use counterpart::panel::{
    Bands, ControlGroup, Covariate, Eligibility, Panel, Programme, ScoreSettings, Spillover,
    StudySettings, Weighting,
};
use counterpart::simulate::{Settings, generate};
use counterpart::tables::{ExitKind, Measure, Organisation, Outcome, Table};
use counterpart::vocab::{
    Better, Duty, Estimand, Multiplicity, Period, PeriodUnit, ProgrammeModel, Role,
};

/// Data and questions.
#[derive(Clone)]
pub struct World {
    /// The data.
    pub org: Organisation,
    /// The programmes.
    pub programmes: Vec<Programme>,
    /// The comparison.
    pub study: StudySettings,
    /// The outcomes: two scores, exits, referrals.
    pub outcomes: Vec<Outcome>,
    /// The last period.
    pub period: Period,
}

/// A covariate that is an attribute as it stands.
pub fn attribute(name: &str) -> Covariate {
    Covariate::Attribute(name.to_owned())
}

fn score(id: &str, better: Better) -> Outcome {
    Outcome {
        id: id.to_owned(),
        label: id.to_owned(),
        better,
        smallest_effect: None,
        duty: Duty::Question,
        topic: None,
        objective: None,
        measure: Measure::Score {
            source: Table::Surveys,
            items: vec!["q01".to_owned()],
            reversed: Vec::new(),
            scale: [0.0, 100.0],
            share: false,
            threshold: None,
        },
    }
}

impl World {
    /// Twelve hundred people, eight quarters, one programme of 70 pairs who start in four of the quarters.
    pub fn new(seed: u64) -> World {
        World::sized(seed, 1_200, 1)
    }

    /// More people or programmes.
    pub fn sized(seed: u64, employees: u32, programmes: u8) -> World {
        let made = generate(&Settings {
            employees,
            quarters: 8,
            seed,
            programmes,
            participation: 0.06,
            ..Settings::default()
        })
        .expect("settings in range");
        let mut org = made.tables();
        // The third construct is left out, referrals take its place.
        org.scores[0].outcomes.truncate(2);
        org.scores[0].scores.truncate(2);
        org.counted[0].outcome = 3;
        let rule = |text: &str| Eligibility::parse(text).expect("a valid rule");
        let programmes = org
            .programmes
            .ids
            .iter()
            .map(|id| Programme {
                id: id.clone(),
                name: id.clone(),
                model: ProgrammeModel::GlobalRemoteExchange,
                start: None,
                cadence_days: None,
                planned_months: None,
                lottery: None,
                design: None,
                eligible: [
                    (Role::Mentor, rule("job_level <= 4")),
                    (Role::Mentee, rule("job_level >= 7")),
                ]
                .into_iter()
                .collect(),
            })
            .collect();
        World {
            org,
            programmes,
            study: StudySettings {
                equity_gaps: Vec::new(),
                roles: vec![Role::Mentor, Role::Mentee],
                control: ControlGroup::NotYetTreated,
                adjust_for: vec![attribute("region"), Covariate::TenureBand],
                adjust_for_default: false,
                scores: ScoreSettings::default(),
                weighting: Weighting::Exact,
                multiplicity: Multiplicity::default(),
                exclude_spillover: Spillover::DirectReportsOfMentees,
                seed: 7,
                period_unit: PeriodUnit::Quarter,
                bands: Bands::default(),
                dimensions: vec![vec![attribute("generation")]],
            },
            outcomes: vec![
                score("engagement", Better::Higher),
                score("inclusion", Better::Higher),
                Outcome {
                    id: "retention".to_owned(),
                    label: "Retention".to_owned(),
                    better: Better::Lower,
                    smallest_effect: None,
                    duty: Duty::Question,
                    topic: None,
                    objective: None,
                    measure: Measure::TimeToExit {
                        events: vec![ExitKind::Voluntary],
                        competing: vec![ExitKind::Involuntary],
                        horizons_days: vec![90, 180],
                        replacement_cost_ratio: None,
                    },
                },
                Outcome {
                    id: "referrals".to_owned(),
                    label: "Referrals".to_owned(),
                    better: Better::Higher,
                    smallest_effect: None,
                    duty: Duty::Question,
                    topic: None,
                    objective: None,
                    measure: Measure::Count {
                        source: Table::Candidates,
                        count_by: None,
                        metric: None,
                    },
                },
            ],
            period: Period::containing(PeriodUnit::Quarter, made.calendar.last_day()),
        }
    }

    /// A change of the world.
    pub fn with(mut self, edit: impl FnOnce(&mut World)) -> World {
        edit(&mut self);
        self
    }

    /// Every finding; all that a finding may never be is checked here, for every test.
    #[track_caller]
    pub fn findings(&self) -> Vec<Finding> {
        let panel = Panel::build(
            &self.org,
            &self.programmes,
            &self.study,
            &self.outcomes,
            self.period,
        )
        .expect("covariates have few values");
        let question = Investigation {
            panel: &panel,
            minimum_group: 10,
            currency: None,
        };
        let findings = investigate(&question, &|_| {}).findings;
        findings.iter().for_each(sound);
        findings
    }
}

/// The numbers of an answer by name.
pub fn figures(n: &Numbers) -> [(&'static str, Option<f64>); 18] {
    [
        ("estimate", Some(n.estimate)),
        ("std_error", n.std_error),
        ("ci_low", n.ci_low),
        ("ci_high", n.ci_high),
        ("p_value", n.p_value),
        ("q_value", n.q_value),
        ("mde", n.mde),
        ("naive_estimate", n.naive_estimate),
        ("treated_level", n.treated_level),
        ("control_level", n.control_level),
        ("shrunk_estimate", n.shrunk_estimate),
        ("shrunk_low", n.shrunk_low),
        ("shrunk_high", n.shrunk_high),
        ("n_control_effective", n.n_control_effective),
        ("pretrend_p", n.pretrend_p),
        ("max_abs_smd", n.max_abs_smd),
        ("e_value", n.e_value),
        ("ci_level", Some(n.ci_level)),
    ]
}

/// No figure that is not a number; an interval around the estimate, a p-value between 0 and 1, a reason in words.
#[track_caller]
fn sound(f: &Finding) {
    match &f.answer {
        Ok(n) => {
            for (name, value) in figures(n) {
                assert!(
                    value.is_none_or(f64::is_finite),
                    "{name} = {value:?} in {}: {n:?}",
                    f.id()
                );
            }
            for p in [n.p_value, n.q_value, n.pretrend_p].into_iter().flatten() {
                assert!((0.0..=1.0).contains(&p), "{}", f.id());
            }
            assert!(n.std_error.is_none_or(|se| se > 0.0), "{}", f.id());
            let holds = n.ci_low.is_none_or(|low| low <= n.estimate)
                && n.ci_high.is_none_or(|high| n.estimate <= high);
            assert!(holds, "{}: {n:?}", f.id());
        }
        Err(reason) => {
            assert!(
                ["Not estimable", "Nothing to show"]
                    .iter()
                    .any(|words| reason.starts_with(words))
                    && reason.ends_with('.'),
                "{}: {reason}",
                f.id()
            );
        }
    }
}

/// How two analyses of facts that differ only in what cannot matter may differ: rounding.
pub const ROUNDING: f64 = 1e-7;

/// Asserts that two lists say the same, to rounding.
#[track_caller]
pub fn same(one: &[Finding], two: &[Finding]) {
    same_within(one, two, ROUNDING);
}

/// The same with another tolerance: iterations end at slightly different points where the models are written differently.
/// In a single event time a category may decide who takes part together with another; there the likelihood has its maximum
/// at infinity, and how near to it the iteration ends shows in the error (by less than one per cent), not in the effect.
#[track_caller]
pub fn same_within(one: &[Finding], two: &[Finding], tolerance: f64) {
    assert_eq!(one.len(), two.len(), "as many findings");
    assert!(one.iter().filter(|f| f.answer.is_ok()).count() > 40);
    for (a, b) in one.iter().zip(two) {
        assert_eq!(a.id(), b.id());
        if tolerance > ROUNDING && !a.population.is_overall() {
            // Among a handful of people a weight may tend to zero, and end there or next to it.
            let [p, q] = [a.counts, b.counts];
            assert_eq!((p.treated, p.control), (q.treated, q.control), "{}", a.id());
        } else {
            assert_eq!(a.counts, b.counts, "{}", a.id());
        }
        assert_eq!(a.evidence, b.evidence, "{}", a.id());
        let event = a.estimand == Estimand::AttEvent && tolerance > ROUNDING;
        if event {
            // A simultaneous band has a simulated critical value: a draw of its own for each way to write the covariance.
            let effect = |name: &str| if name == "estimate" { 1.0 } else { f64::NAN };
            compare(a, b, &effect, tolerance);
            compare(
                a,
                b,
                &|name| if name == "std_error" { 1.0 } else { f64::NAN },
                1e-2,
            );
        } else {
            compare(a, b, &|_| 1.0, tolerance);
        }
    }
}

/// Asserts that every figure of `b` is that of `a` times the factor of its name; NaN = not compared.
#[track_caller]
pub fn same_numbers(a: &Finding, b: &Finding, factor: &dyn Fn(&str) -> f64) {
    compare(a, b, factor, ROUNDING);
}

#[track_caller]
fn compare(a: &Finding, b: &Finding, factor: &dyn Fn(&str) -> f64, tolerance: f64) {
    match (&a.answer, &b.answer) {
        (Ok(x), Ok(y)) => {
            for ((name, x), (_, y)) in figures(x).into_iter().zip(figures(y)) {
                let factor = factor(name);
                if factor.is_nan() {
                    continue;
                }
                let close = match (x, y) {
                    (Some(x), Some(y)) => {
                        (x * factor - y).abs() <= tolerance * y.abs().max(factor.abs())
                    }
                    (x, y) => x.is_none() == y.is_none(),
                };
                assert!(close, "{name} of {}: {x:?} x {factor} and {y:?}", a.id());
            }
        }
        (a_reason, b_reason) => assert_eq!(
            a_reason.as_ref().err(),
            b_reason.as_ref().err(),
            "{}",
            a.id()
        ),
    }
}
