//! What `[study]` says of scores alone.

use super::*;
use crate::panel::{BasePeriod, Response, ScoreMethod, ScoreSettings};

#[test]
fn scores_have_an_estimator_leads_and_a_way_with_silence() {
    let said = |lines: &str| {
        let text = changed(
            "weighting = \"exact\"",
            &format!("weighting = \"exact\"\n{lines}"),
        );
        read(&text).unwrap_or_else(|e| panic!("{e}")).study.scores
    };
    assert_eq!(said(""), ScoreSettings::default());
    assert_eq!(
        said("response = \"weight\"\nscore_method = \"ipw\"\nbase_period = \"varying\""),
        ScoreSettings {
            response: Response::Weight,
            method: ScoreMethod::Ipw,
            base: BasePeriod::Varying,
        }
    );
    assert_eq!(
        said(
            "response = \"ignore\"\nscore_method = \"outcome_regression\"\nbase_period = \"universal\""
        ),
        ScoreSettings {
            method: ScoreMethod::OutcomeRegression,
            ..ScoreSettings::default()
        }
    );
    assert_eq!(
        faults(&changed(
            "weighting = \"exact\"",
            "weighting = \"exact\"\nscore_method = \"dr\""
        )),
        [
            "58:16 `dr` is not a method for scores; expected one of `doubly_robust`, `outcome_regression`, `ipw`"
        ]
    );
}

#[test]
fn the_schema_lists_what_may_be_said_of_scores() {
    let schema = serde_json::to_string(&crate::config::schema()).expect("a schema");
    for word in [
        "\"response\"",
        "\"score_method\"",
        "\"outcome_regression\"",
        "\"base_period\"",
        "\"varying\"",
    ] {
        assert!(schema.contains(word), "{word}");
    }
}
