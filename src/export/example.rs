//! A handful of rows for the tests of this room: published, hidden, an event study, a ratio, hostile names.

use crate::disclosure::shown::Subject;
use crate::disclosure::{Facts, Row};
use crate::vocab::{
    Better, Duty, Estimand, Evidence, Method, OutcomeKind, ProgrammeModel, Role, RoleScope, Status,
    Unit,
};

/// A published headline.
pub(super) fn headline() -> Row {
    let subject = Subject {
        outcome: "engagement".to_owned(),
        outcome_label: "Engagement".to_owned(),
        kind: OutcomeKind::Score,
        better: Better::Higher,
        duty: Duty::Question,
        programme: "digital".to_owned(),
        programme_name: "Digital Fluency".to_owned(),
        model: Some(ProgrammeModel::ExecutiveDigitalFluency),
        role: RoleScope::One(Role::Mentor),
    };
    Row {
        finding_id: "engagement/digital/mentor/att/dr_did/overall=all".to_owned(),
        period: "2025Q4".to_owned(),
        programme: subject.programme.clone(),
        programme_model: Some("executive_digital_fluency".to_owned()),
        role: "mentor".to_owned(),
        outcome: subject.outcome.clone(),
        outcome_kind: "score".to_owned(),
        estimand: "att".to_owned(),
        method: "dr_did".to_owned(),
        dimension: "overall".to_owned(),
        value: "all".to_owned(),
        event_time: None,
        horizon_days: None,
        unit: "points".to_owned(),
        n_treated: Some(120),
        n_control: Some(2400),
        n_control_effective: Some(811.25),
        treated_level: Some(71.0),
        control_level: Some(67.6),
        estimate: Some(3.4),
        std_error: Some(0.1),
        ci_low: Some(2.0),
        ci_high: Some(4.8),
        ci_level: Some(0.95),
        p_value: Some(1e-7),
        q_value: Some(3e-7),
        shrunk_estimate: None,
        shrunk_low: None,
        shrunk_high: None,
        naive_estimate: Some(6.1),
        e_value: Some(1.9),
        pretrend_p: Some(0.41),
        max_abs_smd: Some(0.04),
        mde: Some(1.2),
        evidence: Some("strong".to_owned()),
        status: "published".to_owned(),
        note: None,
        facts: Facts {
            subject,
            estimand: Estimand::Att,
            method: Method::DrDid,
            unit: Unit::Points,
            evidence: Some(Evidence::Strong),
            status: Status::Published,
            smallest: None,
            proportional_p: None,
            gap: None,
        },
    }
}

/// The same as a value of a dimension, hidden for too few people.
pub(super) fn hidden() -> Row {
    let mut row = headline();
    for number in [
        &mut row.n_control_effective,
        &mut row.treated_level,
        &mut row.control_level,
        &mut row.estimate,
        &mut row.std_error,
        &mut row.ci_low,
        &mut row.ci_high,
        &mut row.ci_level,
        &mut row.p_value,
        &mut row.q_value,
        &mut row.naive_estimate,
        &mut row.e_value,
        &mut row.pretrend_p,
        &mut row.max_abs_smd,
        &mut row.mde,
    ] {
        *number = None;
    }
    row.n_treated = None;
    row.n_control = None;
    row.evidence = None;
    row.dimension = "region".to_owned();
    row.value = "=HYPERLINK(\"x\";\"y\")".to_owned();
    row.finding_id = format!("engagement/digital/mentor/att/dr_did/region={}", row.value);
    row.status = "suppressed_primary".to_owned();
    row.note = Some("-Not shown: \"few\" people,\nin a group.".to_owned());
    row.facts.evidence = None;
    row.facts.status = Status::SuppressedPrimary;
    row
}

/// All rows: one of every kind.
pub(super) fn rows() -> Vec<Row> {
    let mut event = headline();
    event.estimand = "att_event".to_owned();
    event.event_time = Some(-2);
    event.finding_id = "engagement/digital/mentor/att_event/dr_did/overall=all/e-2".to_owned();
    event.facts.estimand = Estimand::AttEvent;
    event.p_value = Some(f64::NAN);

    let mut ratio = headline();
    ratio.outcome = "retention".to_owned();
    ratio.outcome_kind = "time_to_event".to_owned();
    ratio.estimand = "hazard_ratio".to_owned();
    ratio.method = "weighted_cox".to_owned();
    ratio.unit = "ratio".to_owned();
    ratio.finding_id = "retention/all/any/hazard_ratio/weighted_cox/overall=all".to_owned();
    ratio.programme = "all".to_owned();
    ratio.programme_model = None;
    ratio.estimate = Some(0.8125);
    ratio.facts.subject.kind = OutcomeKind::TimeToEvent;
    ratio.facts.subject.outcome_label = "Früh gegangen; «ohne»".to_owned();
    ratio.facts.subject.role = RoleScope::Any;
    ratio.facts.estimand = Estimand::HazardRatio;
    ratio.facts.method = Method::WeightedCox;
    ratio.facts.unit = Unit::Ratio;

    let mut retention = ratio.clone();
    retention.estimand = "retention_difference".to_owned();
    retention.unit = "percentage points".to_owned();
    retention.horizon_days = Some(365);
    retention.finding_id =
        "retention/all/any/retention_difference/weighted_km_exact/overall=all/h365".to_owned();
    retention.facts.estimand = Estimand::RetentionDifference;
    retention.facts.method = Method::WeightedKmExact;
    retention.facts.unit = Unit::PercentagePoints;

    let mut negative = headline();
    negative.dimension = "step".to_owned();
    negative.value = "-1".to_owned();
    negative.finding_id = "engagement/digital/mentor/att/dr_did/step=-1".to_owned();
    negative.shrunk_estimate = Some(-0.0);

    vec![headline(), retention, ratio, event, hidden(), negative]
}
