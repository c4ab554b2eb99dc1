//! What `[breakdowns]` says of gaps between groups.

use super::*;
use crate::panel::{Covariate, EquityGap};

fn with(lines: &str) -> String {
    changed("[breakdowns]\n", &format!("[breakdowns]\n{lines}\n"))
}

#[test]
fn gaps_have_a_dimension_and_perhaps_a_reference() {
    let said = |lines: &str| {
        let text = with(lines);
        read(&text)
            .unwrap_or_else(|e| panic!("{e}"))
            .study
            .equity_gaps
    };
    assert_eq!(said(""), []);
    let gap = |name: &str, reference: Option<&str>| EquityGap {
        dimension: Covariate::Attribute(name.to_owned()),
        reference: reference.map(str::to_owned),
    };
    assert_eq!(
        said("equity_gap = [\"gender\", \"generation\"]\nreference = { gender = \"Men\" }"),
        [gap("gender", Some("Men")), gap("generation", None)]
    );
}

#[test]
fn gaps_of_nothing_are_faults_where_they_stand() {
    let found = faults(&with(
        "equity_gap = [\"tenure_band\", \"gender\", \"gender\"]\nreference = { region = \"EMEA\", gender = \"\" }",
    ));
    for phrase in [
        "the gap by `gender` stands in the list twice",
        "`tenure_band` is none of the dimensions that stand alone",
        "no gap by `region` is asked about",
        "the text is empty",
    ] {
        assert!(
            found.iter().any(|fault| fault.contains(phrase)),
            "{phrase}: {found:?}"
        );
    }
}
