//! Outcomes with a duty: negative controls and guardrails.

use super::faults::check;
use super::{changed, read};
use crate::vocab::Duty;

fn duty(line: &str) -> Duty {
    let text = changed("smallest_effect = 2.0", line);
    read(&text).expect("a sound pipeline").outcomes[0].duty
}

#[test]
fn each_key_gives_its_duty() {
    assert_eq!(duty(""), Duty::Question);
    assert_eq!(duty("negative_control = true"), Duty::NegativeControl);
    assert_eq!(duty("guardrail = true"), Duty::Guardrail);
    assert_eq!(
        duty("negative_control = false\nguardrail = true"),
        Duty::Guardrail
    );
}

#[test]
fn both_at_once_are_refused() {
    check(
        "smallest_effect = 2.0",
        "negative_control = true\nguardrail = true",
        &["70:13 an outcome that cannot be affected cannot be made worse either"],
    );
    check(
        "smallest_effect = 2.0",
        "guardrail = \"yes\"",
        &["69:13 a text stands here; expected true or false"],
    );
}

#[test]
fn a_description_has_no_duty() {
    check(
        "kind = \"count\"\nsource = \"candidates\"\ncount_by = \"referrer_id\"",
        "kind = \"descriptive\"\nsource = \"candidates\"\nguardrail = true",
        &["86:13 `guardrail` has no meaning for kind `descriptive`"],
    );
}
