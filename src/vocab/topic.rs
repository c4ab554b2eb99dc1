//! What programmes are meant to move: the topics that models name and outcomes measure.
//!
//! An outcome of a pipeline says its topic with `measures`; without, its id or label does when it is one of the names a topic is
//! known by.

use serde::Deserialize;

macro_rules! topics {
    ($($variant:ident $id:literal $label:literal $known:literal [$($also:literal),*],)*) => {
        /// A topic.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
        pub enum Topic {
            $(#[doc = $label] #[serde(rename = $id)] $variant,)*
        }

        impl Topic {
            /// Every topic.
            pub const EVERY: &'static [Topic] = &[$(Topic::$variant,)*];

            /// The id used in files.
            pub fn id(self) -> &'static str {
                match self { $(Topic::$variant => $id,)* }
            }

            /// The name inside sentences.
            pub fn label(self) -> &'static str {
                match self { $(Topic::$variant => $label,)* }
            }

            /// What has to be measured, and of whom, before something can be said of it.
            pub fn known_by(self) -> &'static str {
                match self { $(Topic::$variant => $known,)* }
            }

            /// Other names that an outcome may have.
            fn names(self) -> &'static [&'static str] {
                match self { $(Topic::$variant => &[$($also),*],)* }
            }
        }
    };
}

topics! {
    DigitalLiteracy "digital_literacy" "digital literacy"
        "a test before the start and after it, taken by colleagues too" ["digital literacy test", "digital skills"],
    DigitalConfidence "digital_confidence" "digital confidence"
        "the same survey items before and after the start" ["confidence with digital tools", "digital self efficacy"],
    TechnologyAnxiety "technology_anxiety" "technology anxiety"
        "the same survey items before and after the start; less is better" ["tech anxiety", "technostress"],
    ToolAdoption "tool_adoption" "use of new tools"
        "log-ins per person and quarter, counted for everybody" ["tool logins", "log ins to new tools", "use of new tools"],
    LeaderCommunication "leader_communication" "communication by leaders"
        "upward feedback in rounds before and after the start" ["communication", "communication as seen by the team"],
    LeaderDecisionMaking "leader_decision_making" "decision-making by leaders"
        "upward feedback in rounds before and after the start" ["leader decisions", "decision making", "decision making as seen by the team"],
    LeaderFlexibility "leader_flexibility" "flexibility of leaders"
        "upward feedback in rounds before and after the start" ["flexibility", "flexibility as seen by the team"],
    InclusiveBehaviour "inclusive_behaviour" "inclusive behaviour of leaders"
        "upward feedback in rounds before and after the start" ["inclusive behavior", "inclusive leadership", "inclusive behaviour as seen by the team"],
    InclusionKnowledge "inclusion_knowledge" "understanding of inclusion and bias"
        "a test before the start and after it, taken by colleagues too" ["understanding of inclusion"],
    WorkflowKnowledge "workflow_knowledge" "knowledge of everyday workflows and tools"
        "a test before the start and after it, taken by colleagues too" ["knowledge of workflows", "knowledge of everyday workflows"],
    CustomerKnowledge "customer_knowledge" "closeness to customers and candidates"
        "a test or survey items before and after the start" ["closeness to customers", "closeness to customers and candidates"],
    RegionalUnderstanding "regional_understanding" "understanding of other regions"
        "survey items before and after the start" ["understanding of regions", "regional knowledge"],
    CrossCulturalSkill "cross_cultural_skill" "skill in working across cultures"
        "survey items or a test before and after the start" ["cultural competence", "cross cultural skills"],
    Openness "openness" "openness to ideas from below"
        "survey items or upward feedback before and after the start" ["openness to ideas"],
    Engagement "engagement" "engagement"
        "survey items before and after the start" ["employee engagement"],
    Inclusion "inclusion" "inclusion"
        "survey items before and after the start" ["feeling included", "inclusion score"],
    InclusionGap "inclusion_gap" "the gap in inclusion between groups"
        "inclusion asked before and after the start, and equity_gap for the groups meant" ["equity gap", "gap between groups"],
    PsychologicalSafety "psychological_safety" "psychological safety"
        "survey items before and after the start" ["psych safety", "psychologische sicherheit"],
    Belonging "belonging" "belonging"
        "survey items before and after the start" ["sense of belonging"],
    FeelingValued "feeling_valued" "being valued and trusted"
        "survey items before and after the start" ["trust", "being valued", "feeling valued"],
    Visibility "visibility" "visibility"
        "survey items before and after the start" ["being seen"],
    Influence "influence" "influence"
        "survey items before and after the start" ["influence on decisions", "being heard"],
    Confidence "confidence" "confidence"
        "survey items before and after the start" ["self confidence", "leadership readiness"],
    Collaboration "collaboration" "collaboration"
        "survey items before and after the start" ["collaboration score", "cross functional collaboration"],
    IntentToStay "intent_to_stay" "intent to stay"
        "survey items before and after the start" ["intention to stay"],
    Retention "retention" "staying"
        "exits, with at least the minimum group followed for the horizon" ["voluntary exits", "turnover", "staying", "attrition"],
    Promotion "promotion" "promotion"
        "promotions, with leaving as a competing event" ["promotions", "career movement"],
    InternalMove "internal_move" "moves to other jobs here"
        "internal moves, with leaving as a competing event" ["internal moves", "lateral moves", "mobility"],
    GoalAttainment "goal_attainment" "attainment of performance goals"
        "shares of people who reached their goals, before and after the start" ["goals reached", "performance goals"],
    SkillsGained "skills_gained" "skills gained in return"
        "programme forms; a level, with nobody to compare it with" ["knowledge gain", "knowledge gained by their own account", "usefulness", "usefulness by their own account"],
    Ideas "ideas" "ideas submitted"
        "ideas per person and quarter, counted for everybody" ["ideas submitted", "ideas proposed"],
    ActionsProposed "actions_proposed" "proposals made"
        "the register of proposals; a count, with nobody to compare it with" ["proposals made", "friction points raised", "recommendations proposed"],
    ActionsAdopted "actions_adopted" "proposals adopted"
        "the register of proposals; a share, with nobody to compare it with" ["proposals adopted", "friction points fixed", "recommendations adopted", "policy actions adopted"],
    ShadowingTime "shadowing_time" "time spent in each other’s work"
        "hours per person and quarter, or minutes of sessions" ["shadowing hours", "hours of shadowing"],
    Posts "posts" "authentic presence on social platforms"
        "posts per person and quarter, counted for everybody" ["social posts", "posts about work"],
    Referrals "referrals" "referrals"
        "candidates recommended per person and quarter, counted for everybody" ["employee referrals"],
    BrandPerception "brand_perception" "how the organisation is seen as an employer"
        "survey items of staff or candidates before and after the start" ["enps", "employer brand", "would recommend us as an employer"],
    CandidateExperience "candidate_experience" "candidates’ experience"
        "ratings by candidates; a level, unless there is a group to compare it with" ["candidates experience", "experience of candidates"],
    ApplicantAges "applicant_ages" "age mix of applicants"
        "applicants by generation, over time" ["age mix of applicants", "age diversity of applicants"],
    CrossRegionShare "cross_region_share" "share of pairings across regions"
        "the pairings themselves; it stands under how the programme runs" ["cross region pairs"],
}

/// Letters and digits alone, small.
fn plain(text: &str) -> String {
    let letters = text.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

impl Topic {
    /// What the topic is the gap between groups in; `None` when it is no gap.
    pub fn gap_in(self) -> Option<Topic> {
        (self == Topic::InclusionGap).then_some(Topic::Inclusion)
    }

    /// The topic with an id.
    pub fn named(id: &str) -> Option<Topic> {
        Topic::EVERY.iter().copied().find(|t| t.id() == id)
    }

    /// The topic of an outcome by its id or its label; `None` when it is known by neither.
    pub fn of_outcome(id: &str, label: &str) -> Option<Topic> {
        let given = [plain(id), plain(label)];
        Topic::EVERY.iter().copied().find(|topic| {
            let own = [topic.id(), topic.label()].into_iter();
            own.chain(topic.names().iter().copied())
                .any(|name| given.contains(&plain(name)))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outcomes_are_known_by_id_label_or_another_name() {
        let of = Topic::of_outcome;
        assert_eq!(
            of("psychological_safety", "x"),
            Some(Topic::PsychologicalSafety)
        );
        assert_eq!(of("s3", "Psych. safety"), Some(Topic::PsychologicalSafety));
        assert_eq!(of("tool_logins", ""), Some(Topic::ToolAdoption));
        assert_eq!(of("shoe_size", "Shoe size"), None);
        for topic in Topic::EVERY {
            assert_eq!(Topic::named(topic.id()), Some(*topic));
            assert_eq!(of(topic.id(), ""), Some(*topic), "{topic:?}");
        }
    }

    #[test]
    fn no_name_is_given_twice() {
        let mut seen = std::collections::BTreeMap::new();
        for topic in Topic::EVERY {
            for name in [topic.id(), topic.label()].iter().chain(topic.names()) {
                let before = seen.insert(plain(name), *topic);
                assert!(before.is_none_or(|b| b == *topic), "{name}");
            }
        }
    }
}
