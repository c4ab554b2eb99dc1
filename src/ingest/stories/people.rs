//! What a clean export becomes, and what belongs to the period.

use super::story::{EXITS, SURVEYS, Story, day, entry};
use crate::tables::{Attribute, ExitKind, NotNeeded, QuarantineReason as Q, Table};
use crate::vocab::{Day, Role};

#[test]
fn a_clean_organisation() {
    let done = Story::clean().done();
    let o = &done.organisation;
    let ids: Vec<&str> = o.people.ids.iter().map(AsRef::as_ref).collect();
    assert_eq!(ids, ["007", "008", "010", "9"]);
    assert_eq!(done.period.to_string(), "2024Q3");
    assert_eq!(o.roster.manager, [3, 3, 3, u32::MAX]);
    let region = Attribute::Category {
        codes: vec![1, 0, 1, u32::MAX],
        labels: vec!["APAC".to_owned(), "EMEA".to_owned()],
    };
    assert_eq!(o.roster.attribute("region"), Some(&region));
    let Some(Attribute::Category { codes, .. }) = o.roster.attribute("generation") else {
        panic!("no generation")
    };
    assert_eq!(codes, &[4, 2, 3, 1]);
    let scores = &o.scores[0];
    assert_eq!(
        (scores.person.as_slice(), scores.wave.as_slice()),
        (&[0, 0, 1][..], &[0, 1, 0][..])
    );
    // (4 + (6 - 2)) / 2 = 4 -> 75; 4 alone (half of the items) -> 75; (5 + 5) / 2 -> 100.
    assert_eq!(scores.scores[0], [75.0, 75.0, 100.0]);
    assert_eq!(
        entry(&done, Table::Surveys).not_needed[&NotNeeded::NotUsedByAnyOutcome],
        1
    );
    assert_eq!(
        (o.exits[0].person, o.exits[0].kind),
        (1, ExitKind::Voluntary)
    );
    let members: Vec<(u32, Role)> = o.memberships.iter().map(|m| (m.person, m.role)).collect();
    assert_eq!(members, [(0, Role::Mentor), (3, Role::Mentee)]);
    assert_eq!(o.memberships[0].end, Day::MAX);
    assert!(done.quarantine.is_empty() && done.inputs.len() == 4);
}

#[test]
fn nothing_after_the_cut_off() {
    let mut story = Story::clean();
    story.period = "2024Q1".parse().ok();
    let done = story.done();
    assert_eq!(
        entry(&done, Table::Surveys).not_needed[&NotNeeded::OutsidePeriod],
        1
    );
    assert_eq!(
        entry(&done, Table::Exits).not_needed[&NotNeeded::OutsidePeriod],
        1
    );
    assert_eq!(done.organisation.scores[0].waves, [day("2024-02-15")]);
    story.period = "2023Q4".parse().ok();
    let done = story.done();
    assert_eq!(
        entry(&done, Table::Employees).not_needed[&NotNeeded::OutsidePeriod],
        1
    );
    assert_eq!(done.organisation.people.len(), 3);
}

#[test]
fn an_exit_before_hire_stands_when_a_survey_proves_an_earlier_spell() {
    let story = Story::clean().with(Table::Exits, format!("{EXITS}010,2023-01-31,voluntary\n"));
    assert_eq!(
        entry(&story.done(), Table::Exits).quarantined[&Q::ExitBeforeHire],
        1
    );
    let story = story.with(Table::Surveys, format!("{SURVEYS}010,2022-02-15,3,3\n"));
    assert_eq!(story.done().organisation.exits.len(), 2);
}

#[test]
fn wide_and_long_surveys_say_the_same() {
    let long = "employee_id,wave_date,item,score\n007,2024-02-15,q1,4\n007,2024-02-15,q2,2\n008,2024-02-15,q1,5\n\
        008,2024-02-15,q2,1\n007,2024-05-15,q1,4\n007,2024-05-15,other,9\n";
    let done = Story::clean().with(Table::Surveys, long).done();
    assert_eq!(done.organisation.scores[0].scores[0], [75.0, 75.0, 100.0]);
    assert_eq!(
        entry(&done, Table::Surveys).not_needed[&NotNeeded::NotUsedByAnyOutcome],
        1
    );
}
