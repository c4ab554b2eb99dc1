//! What stands beside a quote: who said it, and what the data say of the same question. A quote is one person's experience
//! and proves nothing, whatever the number beside it says.

use crate::disclosure::Attribution;
use crate::vocab::Role;

use super::super::number::Figures;
use super::super::reading::Verdict;
use super::answers::Telling;
use super::catalogue::args;

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

/// Who said something, as far as enough participants share it.
pub(crate) fn speaker(who: &Attribution, figures: Figures) -> String {
    let yes = |so: bool| if so { "yes" } else { "no" };
    figures.say(
        "voice-speaker",
        args![
            "role" => who.role.map_or("none", Role::id),
            "aged" => yes(who.generation.is_some()),
            "generation" => who.generation.as_deref().unwrap_or_default(),
            "placed" => yes(who.programme.is_some()),
            "programme" => who.programme.as_ref().map_or("", |p| p.1.as_str()),
        ],
    )
}

/// What the data say where no number may be given in public: words, no number.
pub(crate) fn without_number(telling: &Telling<'_>, why: Unpublished, minimum: u32) -> String {
    match (why, telling.reading.verdict) {
        (Unpublished::Hidden, _) | (_, Verdict::Hidden) => {
            telling.say("voice-data.hidden", args![])
        }
        (Unpublished::TooFew, _) => telling.say("voice-data.few", args!["minimum" => minimum]),
        (Unpublished::PoorlyMeasured, _) => telling.say("voice-data.poor", args![]),
        (Unpublished::Verdict, _) => telling.say("voice-data", args![]),
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::settings::Locale;
    use super::*;

    #[test]
    fn a_speaker_is_told_as_far_as_may_be() {
        let figures = Figures::new(Locale::EnGb);
        let mut who = Attribution {
            programme: Some(("p".to_owned(), "Pairs".to_owned())),
            role: Some(Role::CoLead),
            generation: Some("Gen Z".to_owned()),
        };
        assert_eq!(speaker(&who, figures), "A co-lead (Gen Z) in Pairs");
        who.generation = None;
        assert_eq!(speaker(&who, figures), "A co-lead in Pairs");
        who.role = None;
        assert_eq!(speaker(&who, figures), "Somebody who took part in Pairs");
        who.programme = None;
        assert_eq!(speaker(&who, figures), "Somebody who took part");
    }
}
