//! What stands beside the findings: curves, balance, starts. Before disclosure control.

use crate::estimators::{AccessAnswer, CovariateBalance};
use crate::vocab::{Method, Multiplicity, Period};

use super::{Counts, Population, Subject};

/// One arm's curve: parallel arrays over days since the index date.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ArmCurve {
    /// Days at which the curve is given, ascending, from 0.
    pub day: Vec<u32>,
    /// Share, 0..1, from that day on: see [`Curves::shows`].
    pub share: Vec<f64>,
    /// Lower pointwise 95 % limit.
    pub low: Vec<f64>,
    /// Upper pointwise 95 % limit.
    pub high: Vec<f64>,
    /// People (not weighted) at risk on that day.
    pub at_risk: Vec<u64>,
}

/// What a curve shows the share of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shows {
    /// People without the event (Kaplan–Meier).
    Without,
    /// People with the event, others competing (Aalen–Johansen).
    With,
}

/// Curves of both arms, weighted to the participants' mix.
#[derive(Debug, Clone, PartialEq)]
pub struct Curves {
    /// Of what.
    pub subject: Subject,
    /// What they show.
    pub shows: Shows,
    /// Participants and control people.
    pub counts: Counts,
    /// Participants; the same days as the control arm.
    pub treated: ArmCurve,
    /// Control people.
    pub control: ArmCurve,
}

/// A test with one degree of freedom.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TestResult {
    /// Chi-squared statistic.
    pub chi_square: f64,
    /// Upper-tail p.
    pub p_value: f64,
}

/// Tests of the hazards behind a time to an event, over everybody compared.
#[derive(Debug, Clone, PartialEq)]
pub struct HazardChecks {
    /// Of what.
    pub subject: Subject,
    /// Participants and control people.
    pub counts: Counts,
    /// Log-rank test, or why there is none.
    pub logrank: Result<TestResult, String>,
    /// Test of proportional hazards, or why there is none.
    pub proportional: Result<TestResult, String>,
}

/// What replacing a participant costs.
#[derive(Debug, Clone, PartialEq)]
pub struct ReplacementCost {
    /// Of what.
    pub subject: Subject,
    /// Participants whose salary is stated.
    pub people: u64,
    /// Cost as a share of the yearly salary.
    pub ratio: f64,
    /// Mean yearly salary times the ratio.
    pub per_exit: f64,
}

/// Balance of a comparison under the weights of one method.
#[derive(Debug, Clone, PartialEq)]
pub struct Balance {
    /// Of what.
    pub subject: Subject,
    /// The method whose weights they are.
    pub method: Method,
    /// Behind it.
    pub counts: Counts,
    /// Kish effective number of control people.
    pub effective_control: Option<f64>,
    /// One row per covariate value, in the order of the pipeline.
    pub rows: Vec<CovariateBalance>,
}

/// First starts per enrolment period, and how many of them could be compared.
#[derive(Debug, Clone, PartialEq)]
pub struct Starts {
    /// Programme and role (outcome fields are empty).
    pub programme: String,
    /// Programme in words.
    pub programme_name: String,
    /// Role id.
    pub role: crate::vocab::RoleScope,
    /// Per period: (period, people who started, of them compared).
    pub periods: Vec<(Period, u64, u64)>,
    /// Why others were not compared: (reason in words, people).
    pub not_compared: Vec<(&'static str, u64)>,
}

/// What a negative control says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CheckVerdict {
    /// It did not move.
    Held,
    /// It moved, so effects of the same programme and role are withheld.
    Moved,
    /// It has no answer, or too few people for one that may be shown.
    NotJudged,
}

/// A negative control within one programme and role.
#[derive(Debug, Clone, PartialEq)]
pub struct Check {
    /// The control.
    pub subject: Subject,
    /// What it says.
    pub verdict: CheckVerdict,
}

/// Whether a lottery fell as declared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LotteryVerdict {
    /// The share drawn fits the declared share.
    AsDeclared,
    /// It does not: findings are withheld.
    Mismatch,
    /// No share was declared.
    NotDeclared,
    /// Nobody is said to have applied.
    Nobody,
}

/// The applicants of one programme and role, over all draws.
#[derive(Debug, Clone, PartialEq)]
pub struct LotteryCheck {
    /// Programme id.
    pub programme: String,
    /// Programme in words.
    pub programme_name: String,
    /// Role.
    pub role: crate::vocab::RoleScope,
    /// Applicants who were drawn.
    pub drawn: u64,
    /// Applicants who were not.
    pub not_drawn: u64,
    /// Declared share.
    pub share: Option<f64>,
    /// Exact binomial p-value of the share drawn against the declared share.
    pub p_value: Option<f64>,
    /// What follows.
    pub verdict: LotteryVerdict,
}

/// One group's way in.
#[derive(Debug, Clone, PartialEq)]
pub struct AccessGroup {
    /// Who.
    pub population: Population,
    /// Distinct people who took part.
    pub enrolled: u64,
    /// Distinct people who could have, those who did included.
    pub eligible: u64,
    /// Rate, ratio to the largest group, test and verdict.
    pub answer: AccessAnswer,
}

/// Who got into one programme and role, by the values of one dimension.
#[derive(Debug, Clone, PartialEq)]
pub struct Access {
    /// Programme id.
    pub programme: String,
    /// Programme in words.
    pub programme_name: String,
    /// Role.
    pub role: crate::vocab::RoleScope,
    /// Everybody who took part.
    pub enrolled: u64,
    /// Everybody who could have.
    pub eligible: u64,
    /// Per value.
    pub groups: Vec<AccessGroup>,
}

/// Everything the estimators found.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Results {
    /// The findings, in the order of the output.
    pub findings: Vec<super::Finding>,
    /// Curves.
    pub curves: Vec<Curves>,
    /// Tests of hazards.
    pub hazards: Vec<HazardChecks>,
    /// Costs of replacing participants.
    pub costs: Vec<ReplacementCost>,
    /// Balance tables.
    pub balances: Vec<Balance>,
    /// Who answered, a headline each.
    pub attrition: Vec<super::Attrition>,
    /// How much drift overall headlines withstand.
    pub withstanding: Vec<super::Withstanding>,
    /// Starts.
    pub starts: Vec<Starts>,
    /// People of several programmes or roles.
    pub overlaps: Vec<super::Overlap>,
    /// How well each score is measured.
    pub reliability: Vec<super::Reliability>,
    /// Negative controls.
    pub checks: Vec<Check>,
    /// Lotteries.
    pub lotteries: Vec<LotteryCheck>,
    /// Access, a dimension each.
    pub access: Vec<Access>,
    /// How the p-values of a family are adjusted.
    pub multiplicity: Multiplicity,
    /// How each programme runs.
    pub health: Vec<super::Health>,
    /// How recruiting goes.
    pub recruiting: super::Recruiting,
    /// What people say, where consent allows it on the day of the run.
    pub stories: Vec<super::Story>,
    /// Who takes part in several programmes; `None` with fewer than two.
    pub participation: Option<super::Participation>,
}

impl Results {
    /// Adds what stands beside the answers of one outcome, behind what is there.
    pub(super) fn take_in(&mut self, beside: Results) {
        let Results {
            findings,
            curves,
            hazards,
            costs,
            balances,
            attrition,
            withstanding,
            starts,
            reliability,
            checks,
            lotteries,
            access,
            overlaps,
            multiplicity: _,
            health,
            // Of no outcome.
            recruiting: _,
            stories: _,
            participation,
        } = beside;
        self.findings.extend(findings);
        self.curves.extend(curves);
        self.hazards.extend(hazards);
        self.costs.extend(costs);
        self.balances.extend(balances);
        self.attrition.extend(attrition);
        self.withstanding.extend(withstanding);
        self.starts.extend(starts);
        self.reliability.extend(reliability);
        self.checks.extend(checks);
        self.lotteries.extend(lotteries);
        self.access.extend(access);
        self.overlaps.extend(overlaps);
        self.health.extend(health);
        self.participation = self.participation.or(participation);
    }
}
