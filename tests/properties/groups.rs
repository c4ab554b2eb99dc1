//! Programmes of groups whose members share their luck: intervals that count groups hold the truth, those that count people do
//! not, and a handful of groups is no evidence. Sixty simulated programmes; the study at full size is the bench `groups`.

use counterpart::findings::Finding;
use counterpart::vocab::{Estimand, ProgrammeModel};

use super::super::pods::{findings, organisation, truth};

const PROGRAMMES: u64 = 60;
const GROUPS: usize = 40;

/// How many of the intervals of the score's headline hold the truth.
fn covered(model: ProgrammeModel) -> usize {
    (1..=PROGRAMMES)
        .filter(|&seed| {
            let found = findings(&organisation(GROUPS, seed), model, &["score"]);
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
