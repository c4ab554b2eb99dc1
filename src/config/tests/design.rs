//! Design facts of a programme.

use super::faults::check;
use super::{changed, read};
use crate::panel::{Design, WayIn};
use crate::vocab::Role;

fn design(lines: &str) -> Option<Design> {
    let text = changed(
        "[programmes.eligible]",
        &format!("{lines}[programmes.eligible]"),
    );
    read(&text).expect("a sound pipeline").programmes[0]
        .design
        .clone()
}

#[test]
fn what_is_recorded_is_kept_and_the_rest_is_unknown() {
    assert_eq!(design(""), None);
    assert_eq!(design("[programmes.design]\n"), Some(Design::default()));
    let found = design(
        "[programmes.design]\nsponsor = \"COO\"\nsponsor_took_part = false\ntraining = [\"mentor\"]\nopen_or_invited = \"invited\"\n",
    );
    assert_eq!(
        found,
        Some(Design {
            sponsor: Some("COO".to_owned()),
            sponsor_took_part: Some(false),
            training: Some(vec![Role::Mentor]),
            open_or_invited: Some(WayIn::Invited),
            ..Design::default()
        })
    );
}

#[test]
fn a_role_trained_twice_is_a_slip() {
    check(
        "[programmes.eligible]",
        "[programmes.design]\ntraining = [\"mentor\", \"mentor\"]\n[programmes.eligible]",
        &["50:23 the role `mentor` stands in the list twice"],
    );
}
