//! What stands beside a quote: who said it, and what the data say of the same question. A quote is one person's experience
//! and proves nothing, whatever the number beside it says.

use crate::disclosure::Attribution;
use crate::vocab::Role;

use super::super::reading::Verdict;
use super::answers::Telling;
use super::words::comparison;

/// Why a number is not given in public.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unpublished {
    /// Nothing is shown of it.
    Hidden,
    /// Too few people for the public.
    TooFew,
    /// The score is not measured well enough.
    PoorlyMeasured,
    /// It is no firm improvement.
    Verdict,
}

/// Said above every list of quotes.
pub(crate) const ONE_PERSON: &str = "Each quote is one person’s experience, in that person’s own words. It stands beside the number of the same question, whatever the number says, and is no proof of it.";

/// Who said something, as far as enough participants share it.
pub(crate) fn speaker(who: &Attribution) -> String {
    let place = who
        .programme
        .as_ref()
        .map_or_else(String::new, |(_, name)| format!(" in {name}"));
    match who.role {
        Some(role) => {
            let generation = who
                .generation
                .as_ref()
                .map_or_else(String::new, |g| format!(" ({g})"));
            format!("A {}{generation}{place}", one(role))
        }
        None if place.is_empty() => "Somebody who took part".to_owned(),
        None => format!("Somebody who took part{place}"),
    }
}

/// One person of a role.
fn one(role: Role) -> &'static str {
    match role {
        Role::Mentor => "mentor",
        Role::Mentee => "mentee",
        Role::CoLead => "co-lead",
        Role::Sponsor => "sponsor",
        Role::Member => "member",
    }
}

/// What the data say where no number may be given in public: words, no number.
pub(crate) fn without_number(telling: &Telling<'_>, why: Unpublished, minimum: u32) -> String {
    let (topic, who) = (telling.topic(), telling.who);
    let versus = comparison(telling.reading.row.facts.method);
    match (why, telling.reading.verdict) {
        (Unpublished::Hidden, _) | (_, Verdict::Hidden) => {
            format!("About {topic}, no figure can be shown for {who}.")
        }
        (Unpublished::TooFew, _) => format!(
            "About {topic}, fewer than {minimum} people were compared on one side: too few for a public statement about {who}."
        ),
        (Unpublished::PoorlyMeasured, _) => format!(
            "About {topic}, the answers of {who} are not measured well enough for a public statement."
        ),
        (_, Verdict::Worse) => format!(
            "On {topic}, {who} do clearly worse than {versus}. Do not let a quote suggest otherwise."
        ),
        (_, Verdict::LeansWorse) => format!(
            "On {topic}, there are first signs, not firm ones, that {who} do worse than {versus}. Do not let a quote suggest otherwise."
        ),
        (_, Verdict::Same) => {
            format!("On {topic}, the difference between {who} and {versus} is too small to matter.")
        }
        (_, Verdict::Described) => format!(
            "About {topic}, there is nobody to compare {who} with, so no public statement can be made."
        ),
        (_, Verdict::Better) => format!(
            "On {topic}, {who} do better than {versus}, but the size cannot be put into a public statement."
        ),
        (_, Verdict::LeansBetter | Verdict::Unclear) => {
            format!("On {topic}, it is not clear yet whether {who} differ from {versus}.")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_speaker_is_told_as_far_as_may_be() {
        let mut who = Attribution {
            programme: Some(("p".to_owned(), "Pairs".to_owned())),
            role: Some(Role::CoLead),
            generation: Some("Gen Z".to_owned()),
        };
        assert_eq!(speaker(&who), "A co-lead (Gen Z) in Pairs");
        who.generation = None;
        assert_eq!(speaker(&who), "A co-lead in Pairs");
        who.role = None;
        assert_eq!(speaker(&who), "Somebody who took part in Pairs");
        who.programme = None;
        assert_eq!(speaker(&who), "Somebody who took part");
    }
}
