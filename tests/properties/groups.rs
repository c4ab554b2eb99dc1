//! Programmes of groups whose members share their luck: intervals that count groups hold the truth, those that count people do
//! not, a handful of groups is no evidence, and a gap between people of the same groups is known better than either side. Sixty simulated programmes; the study at full size is the bench `groups`.

use counterpart::findings::Finding;
use counterpart::vocab::{Estimand, ProgrammeModel};

use super::super::pods::{findings, organisation, truth, unequal};

const PROGRAMMES: u64 = 60;
const GROUPS: usize = 40;

/// How many of the intervals of the score's headline hold the truth.
fn covered(model: ProgrammeModel) -> usize {
    (1..=PROGRAMMES)
        .filter(|&seed| {
            let found = findings(&organisation(GROUPS, seed), model, &["score"], false);
            let headline = found
                .iter()
                .find(|f| f.estimand == Estimand::Att)
                .expect("a headline");
            let truth = truth(headline).expect("a planted effect");
            let numbers = headline.answer.as_ref().expect("forty groups are enough");
            numbers.ci_low.is_some_and(|low| low <= truth)
                && numbers.ci_high.is_some_and(|high| truth <= high)
        })
        .count()
}

#[test]
fn intervals_that_count_groups_hold_the_truth_and_those_that_count_people_do_not() {
    // Of 60 intervals of 95 %, 51 or fewer hold the truth in 3 of 1,000 such tests.
    let by_group = covered(ProgrammeModel::InnovationPods);
    assert!(by_group >= 52, "{by_group} of {PROGRAMMES}");
    let by_person = covered(ProgrammeModel::GlobalRemoteExchange);
    assert!(by_person <= 48, "{by_person} of {PROGRAMMES}");
}

#[test]
fn under_ten_groups_nothing_is_estimated_and_the_reason_is_said() {
    let all = ["score", "count", "exits"];
    let effects = |groups: usize| -> Vec<Finding> {
        let mut found = findings(
            &organisation(groups, 1),
            ProgrammeModel::InnovationPods,
            &all,
            false,
        );
        found.retain(|f| truth(f).is_some());
        found
    };
    let nine = effects(9);
    for outcome in all {
        assert!(
            nine.iter().any(|f| f.subject.outcome == outcome),
            "{outcome}"
        );
    }
    for finding in &nine {
        let reason = finding.answer.as_ref().expect_err("nine groups");
        assert!(
            reason.contains("fewer than 10"),
            "{}: {reason}",
            finding.id()
        );
        assert!(reason.contains("groups"), "{}: {reason}", finding.id());
    }
    assert!(effects(12).iter().all(|f| f.answer.is_ok()));
}

#[test]
fn the_change_of_a_planted_gap_is_found_and_knows_that_pods_are_shared() {
    const PLANTED: f64 = 2.0;
    let (mut covered, mut sum, mut squares, mut errors) = (0, 0.0, 0.0, 0.0);
    for seed in 1..=PROGRAMMES {
        let org = unequal(GROUPS, seed, PLANTED);
        let found = findings(&org, ProgrammeModel::InnovationPods, &["score"], true);
        let of = |estimand, value: &str| {
            let row = found
                .iter()
                .find(|f| f.estimand == estimand && f.population.value == value)
                .expect("a row");
            *row.answer.as_ref().expect("enough groups")
        };
        let gap = of(Estimand::EquityGapChange, "some");
        let sides = [of(Estimand::Att, "some"), of(Estimand::Att, "others")];
        assert!((gap.estimate - (sides[0].estimate - sides[1].estimate)).abs() < 1e-12);
        let error = gap.std_error.expect("an error");
        let apart = sides.map(|s| s.std_error.expect("an error").powi(2));
        // A pod lifts both of its sides: without their covariance the error would be much larger.
        assert!(
            error < 0.8 * (apart[0] + apart[1]).sqrt(),
            "{seed}: {error}"
        );
        covered += usize::from(
            gap.ci_low.is_some_and(|low| low <= PLANTED)
                && gap.ci_high.is_some_and(|high| PLANTED <= high),
        );
        sum += gap.estimate;
        squares += gap.estimate * gap.estimate;
        errors += error;
        assert!(
            !found
                .iter()
                .any(|f| f.estimand == Estimand::EquityGapChange && f.population.value == "others"),
            "nobody is held against themselves"
        );
    }
    let n = PROGRAMMES as f64;
    let (mean, error) = (sum / n, errors / n);
    let spread = (squares / n - mean * mean).sqrt();
    assert!((mean - PLANTED).abs() < 3.0 * spread / n.sqrt(), "{mean}");
    assert!(
        (0.75..1.33).contains(&(error / spread)),
        "{error} and {spread}"
    );
    assert!(covered >= 52, "{covered} of {PROGRAMMES}");
}
