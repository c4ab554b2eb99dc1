//! What is measured: the outcomes of the pipeline file with the items they are read from.

/// How an outcome is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Kind {
    /// Survey items, a wave a quarter.
    Survey,
    /// A test, every second wave.
    Test,
    /// Items of upward feedback, every second wave.
    Feedback,
    /// Voluntary exits.
    Exit,
    /// Promotions.
    Promotion,
    /// Moves to another job on the same level.
    Move,
    /// Referred candidates.
    Referral,
    /// A metric of the activity table.
    Metric,
}

/// One outcome.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in super::super) struct Measured {
    /// Id in the pipeline and in truths.
    pub(in super::super) id: &'static str,
    /// Label in reports.
    pub(in super::super) label: &'static str,
    /// How it is measured.
    pub(in super::super) kind: Kind,
    /// Items, instrument or metric.
    pub(in super::super) items: &'static [&'static str],
    /// Whether the last item counts backwards.
    pub(in super::super) last_reversed: bool,
    /// Lowest and highest answer.
    pub(in super::super) scale: (u8, u8),
    /// Expected points (0..100), or events per person and quarter, where everything else is zero.
    pub(in super::super) base: f64,
    /// Whether more is better.
    pub(in super::super) higher: bool,
}

const fn survey(
    id: &'static str,
    label: &'static str,
    items: &'static [&'static str],
    base: f64,
) -> Measured {
    Measured {
        id,
        label,
        kind: Kind::Survey,
        items,
        last_reversed: false,
        scale: (1, 5),
        base,
        higher: true,
    }
}

const fn scored(
    kind: Kind,
    id: &'static str,
    label: &'static str,
    items: &'static [&'static str],
    scale: (u8, u8),
) -> Measured {
    Measured {
        kind,
        scale,
        ..survey(id, label, items, 50.0)
    }
}

const fn counted(
    kind: Kind,
    id: &'static str,
    label: &'static str,
    items: &'static [&'static str],
    base: f64,
) -> Measured {
    Measured {
        kind,
        ..survey(id, label, items, base)
    }
}

/// The outcomes with a score, which come first.
pub(super) const SCORES: usize = 18;
/// Positions of what is no score.
pub(super) const RETENTION: usize = 18;
/// See [`RETENTION`].
pub(super) const PROMOTION: usize = 19;
/// See [`RETENTION`].
pub(super) const MOVE: usize = 20;
/// See [`RETENTION`].
pub(super) const REFERRALS: usize = 21;
/// Position of the first metric; the others follow.
pub(super) const METRICS: usize = 22;
/// Position of inclusion.
pub(super) const INCLUSION: usize = 1;

/// The outcomes.
pub(in super::super) const MEASURED: [Measured; 26] = [
    Measured {
        last_reversed: true,
        ..survey(
            "engagement",
            "Engagement",
            &["q01", "q02", "q03", "q04"],
            50.0,
        )
    },
    survey(
        "inclusion",
        "Inclusion",
        &["q05", "q06", "q07", "q08"],
        51.0,
    ),
    survey(
        "psychological_safety",
        "Psychological safety",
        &["q09", "q10", "q11", "q12"],
        49.0,
    ),
    survey(
        "collaboration",
        "Collaboration",
        &["q13", "q14", "q15"],
        50.0,
    ),
    survey("visibility", "Visibility", &["q16", "q17", "q18"], 47.0),
    survey("belonging", "Belonging", &["q19", "q20", "q21"], 51.0),
    survey(
        "intent_to_stay",
        "Intent to stay",
        &["q22", "q23", "q24"],
        51.0,
    ),
    survey(
        "digital_confidence",
        "Digital confidence",
        &["q25", "q26", "q27"],
        49.0,
    ),
    Measured {
        higher: false,
        ..survey(
            "technology_anxiety",
            "Technology anxiety",
            &["q28", "q29", "q30"],
            50.0,
        )
    },
    Measured {
        scale: (0, 10),
        ..survey("enps", "Would recommend us as an employer", &["enps"], 52.0)
    },
    scored(
        Kind::Test,
        "digital_literacy",
        "Digital literacy",
        &["digital_literacy"],
        (0, 100),
    ),
    scored(
        Kind::Test,
        "inclusion_knowledge",
        "Understanding of inclusion",
        &["inclusion_knowledge"],
        (0, 100),
    ),
    scored(
        Kind::Test,
        "workflow_knowledge",
        "Knowledge of everyday workflows",
        &["workflow_knowledge"],
        (0, 100),
    ),
    scored(
        Kind::Test,
        "customer_knowledge",
        "Closeness to customers and candidates",
        &["customer_knowledge"],
        (0, 100),
    ),
    scored(
        Kind::Feedback,
        "leader_communication",
        "Communication, as seen by the team",
        &["communication_1", "communication_2"],
        (1, 5),
    ),
    scored(
        Kind::Feedback,
        "leader_decision_making",
        "Decision-making, as seen by the team",
        &["decision_making_1", "decision_making_2"],
        (1, 5),
    ),
    scored(
        Kind::Feedback,
        "leader_flexibility",
        "Flexibility, as seen by the team",
        &["flexibility_1", "flexibility_2"],
        (1, 5),
    ),
    scored(
        Kind::Feedback,
        "inclusive_behaviour",
        "Inclusive behaviour, as seen by the team",
        &["inclusive_behaviour_1", "inclusive_behaviour_2"],
        (1, 5),
    ),
    Measured {
        higher: false,
        ..counted(Kind::Exit, "retention", "Retention", &[], 0.0)
    },
    counted(Kind::Promotion, "promotion", "Promotion", &[], 0.0),
    counted(Kind::Move, "internal_move", "Internal move", &[], 0.0),
    counted(Kind::Referral, "referrals", "Referrals", &[], 0.0),
    counted(Kind::Metric, "posts", "Posts about work", &["posts"], 0.8),
    counted(
        Kind::Metric,
        "tool_logins",
        "Log-ins to new tools",
        &["tool_logins"],
        5.0,
    ),
    counted(Kind::Metric, "ideas", "Ideas submitted", &["ideas"], 0.18),
    counted(
        Kind::Metric,
        "shadowing_hours",
        "Hours of shadowing",
        &["shadowing_hours"],
        0.15,
    ),
];

/// The position of an outcome.
pub(super) fn position(id: &str) -> Option<usize> {
    MEASURED.iter().position(|o| o.id == id)
}

/// The positions of a kind.
pub(super) fn of_kind(kind: Kind) -> impl Iterator<Item = usize> {
    (0..MEASURED.len()).filter(move |k| MEASURED[*k].kind == kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_are_what_their_names_say() {
        for (at, id) in [
            (INCLUSION, "inclusion"),
            (RETENTION, "retention"),
            (PROMOTION, "promotion"),
            (MOVE, "internal_move"),
            (REFERRALS, "referrals"),
            (METRICS, "posts"),
        ] {
            assert_eq!(position(id), Some(at));
        }
        let scores = [Kind::Survey, Kind::Test, Kind::Feedback].map(|k| of_kind(k).count());
        assert_eq!(scores, [10, 4, 4]);
        assert_eq!(scores.iter().sum::<usize>(), SCORES);
        assert_eq!(of_kind(Kind::Metric).collect::<Vec<_>>(), [22, 23, 24, 25]);
    }
}
