//! Stories after disclosure control: what stands beside a quote is shared by enough participants, or it is left out.
//!
//! Generation goes first, then the role, then the programme; where there are too few participants at all, the quote goes.
//! Equal words of several people are shown once.

use crate::findings::Story;
use crate::vocab::{Consent, Role};

/// What is told of who said something.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Attribution {
    /// Programme: id and name.
    pub programme: Option<(String, String)>,
    /// Role in it.
    pub role: Option<Role>,
    /// Generation.
    pub generation: Option<String>,
}

/// A story that may be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReleasedStory {
    /// The words.
    pub quote: String,
    /// What about.
    pub theme: Option<String>,
    /// Equal for stories of one person; says nothing else.
    pub author: usize,
    /// What stands beside it within the organisation.
    pub inside: Attribution,
    /// What stands beside it in public; absent without consent for the public.
    pub outside: Option<Attribution>,
}

/// The stories that may be shown, the newest first.
pub(super) fn released_stories(
    stories: Vec<Story>,
    minimum: u64,
    minimum_public: u64,
) -> Vec<ReleasedStory> {
    let mut out: Vec<ReleasedStory> = Vec::new();
    for story in stories {
        let Some(inside) = attribution(&story, minimum) else {
            continue;
        };
        let outside = match story.told.audience {
            Consent::Public => attribution(&story, minimum_public.max(minimum)),
            Consent::Internal | Consent::None => None,
        };
        let released = ReleasedStory {
            quote: story.told.quote,
            theme: story.told.theme,
            author: story.told.author,
            inside,
            outside,
        };
        let same = |other: &&mut ReleasedStory| plain(&other.quote) == plain(&released.quote);
        match out.iter_mut().find(same) {
            // The one that more people may read stays.
            Some(other) if other.outside.is_none() && released.outside.is_some() => {
                *other = released;
            }
            Some(_) => {}
            None => out.push(released),
        }
    }
    out
}

fn plain(quote: &str) -> String {
    quote
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// What may be told of the author where groups need so many people; `None` when there are too few participants at all.
fn attribution(story: &Story, minimum: u64) -> Option<Attribution> {
    let shared = story.told.sharing;
    if shared.everybody < minimum {
        return None;
    }
    let place = story.told.place.filter(|_| shared.programme >= minimum);
    let role = place
        .map(|(_, role)| role)
        .filter(|_| shared.role >= minimum);
    Some(Attribution {
        programme: place.and(story.programme.clone()),
        generation: role.and_then(|_| {
            let stated = story.told.generation.clone();
            stated.filter(|_| shared.generation >= minimum)
        }),
        role,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::panel::{Sharing, ToldStory};
    use crate::vocab::Day;

    fn story(quote: &str, audience: Consent, counts: [u64; 4]) -> Story {
        Story {
            told: ToldStory {
                quote: quote.to_owned(),
                theme: None,
                day: Day(0),
                author: 0,
                audience,
                place: Some((0, Role::Mentor)),
                generation: Some("Gen Z".to_owned()),
                sharing: Sharing {
                    everybody: counts[0],
                    programme: counts[1],
                    role: counts[2],
                    generation: counts[3],
                },
            },
            programme: Some(("p".to_owned(), "Pairs".to_owned())),
        }
    }

    /// Programme, role, generation: whether each is told.
    fn told(a: &Attribution) -> [bool; 3] {
        [
            a.programme.is_some(),
            a.role.is_some(),
            a.generation.is_some(),
        ]
    }

    #[test]
    fn what_too_few_share_is_left_out_generation_first() {
        for (counts, inside, outside) in [
            ([90, 40, 30, 30], [true, true, true], [true, true, true]),
            ([90, 40, 30, 29], [true, true, true], [true, true, false]),
            ([90, 40, 29, 10], [true, true, true], [true, false, false]),
            ([90, 29, 15, 9], [true, true, false], [false, false, false]),
            ([90, 10, 9, 9], [true, false, false], [false, false, false]),
            ([30, 9, 9, 9], [false, false, false], [false, false, false]),
        ] {
            let released = released_stories(vec![story("a", Consent::Public, counts)], 10, 30);
            assert_eq!(told(&released[0].inside), inside, "{counts:?}");
            let public = released[0].outside.as_ref().expect("thirty take part");
            assert_eq!(told(public), outside, "{counts:?}");
        }
        let few = vec![story("a", Consent::Public, [9, 9, 9, 9])];
        assert!(released_stories(few, 10, 30).is_empty());
        let some = vec![story("a", Consent::Public, [29, 29, 29, 29])];
        assert_eq!(released_stories(some, 10, 30)[0].outside, None);
    }

    #[test]
    fn internal_consent_is_not_for_the_public() {
        let of = |audience| {
            let found = released_stories(vec![story("a", audience, [90, 90, 90, 90])], 10, 30);
            found[0].outside.is_some()
        };
        assert!(of(Consent::Public) && !of(Consent::Internal));
    }

    #[test]
    fn equal_words_are_shown_once_to_as_many_as_may_read_them() {
        let counts = [90, 90, 90, 90];
        let found = released_stories(
            vec![
                story("It helped.", Consent::Internal, counts),
                story("It  helped", Consent::Public, counts),
                story("It did not help.", Consent::Internal, counts),
            ],
            10,
            30,
        );
        let shown: Vec<(&str, bool)> = found
            .iter()
            .map(|s| (s.quote.as_str(), s.outside.is_some()))
            .collect();
        assert_eq!(shown, [("It  helped", true), ("It did not help.", false)]);
    }
}
