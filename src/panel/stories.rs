//! Stories without their authors: the words that consent allows on a day, with what may be told of who said them and how
//! many participants share it. Deliberately absent: who the author is.

use std::collections::{BTreeMap, BTreeSet};

use crate::tables::{Attribute, Column, NO_PAIRING, Story, Trace};
use crate::vocab::{Consent, Day, Lapse, Role};

use super::people::Panel;

/// How many participants share what may be told of an author; each counts once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sharing {
    /// Participants in any programme.
    pub everybody: u64,
    /// Of the same programme.
    pub programme: u64,
    /// And of the same role in it.
    pub role: u64,
    /// And of the same generation.
    pub generation: u64,
}

/// A story that may be shown to somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToldStory {
    /// The words.
    pub quote: String,
    /// What about.
    pub theme: Option<String>,
    /// When it was told.
    pub day: Day,
    /// Equal for stories of one person; says nothing else.
    pub author: usize,
    /// For whom: [`Consent::Internal`] or [`Consent::Public`].
    pub audience: Consent,
    /// Position of the programme in the pipeline, and the role in it.
    pub place: Option<(usize, Role)>,
    /// The generation, where it is stated.
    pub generation: Option<String>,
    /// How many share them.
    pub sharing: Sharing,
}

/// Why a story is shown to nobody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Withheld {
    /// Consent does not hold.
    Consent(Lapse),
    /// The words tell who is meant; with those that do.
    Trace(Trace, String),
}

/// What became of a story, by its id. For `private/` only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoryFate {
    /// The id.
    pub story: String,
    /// For whom it may be shown, or why for nobody.
    pub shown: Result<Consent, Withheld>,
}

/// A programme's members: who, and of which generation.
type Members = BTreeMap<u32, u32>;

impl Panel<'_> {
    /// What became of each story, in the order of days and ids.
    pub fn story_fates(&self, today: Day) -> Vec<StoryFate> {
        let fate = |story: &Story| StoryFate {
            story: story.id.to_string(),
            shown: audience(story, today),
        };
        self.org.stories.iter().map(fate).collect()
    }

    /// The stories that may be shown to somebody on a day, the newest first.
    pub fn stories(&self, today: Day) -> Vec<ToldStory> {
        let shown: Vec<(&Story, Consent)> = self
            .org
            .stories
            .iter()
            .filter_map(|story| Some((story, audience(story, today).ok()?)))
            .collect();
        if shown.is_empty() {
            return Vec::new();
        }
        let members = self.members();
        let everybody: BTreeSet<u32> = members.values().flat_map(|m| m.keys().copied()).collect();
        let mut authors: Vec<u32> = Vec::new();
        let mut told: Vec<ToldStory> = shown
            .into_iter()
            .map(|(story, audience)| {
                let author = authors.iter().position(|p| *p == story.person);
                let author = author.unwrap_or_else(|| {
                    authors.push(story.person);
                    authors.len() - 1
                });
                let place = self.place_of(story, &members);
                let code = self.generation_code(story.person);
                let mut sharing = Sharing {
                    everybody: everybody.len() as u64,
                    ..Sharing::default()
                };
                if let Some((programme, role)) = place {
                    let own = &members[&(programme, role)];
                    let of_programme: BTreeSet<u32> = members
                        .iter()
                        .filter(|((p, _), _)| *p == programme)
                        .flat_map(|(_, m)| m.keys().copied())
                        .collect();
                    sharing.programme = of_programme.len() as u64;
                    sharing.role = own.len() as u64;
                    sharing.generation = own.values().filter(|g| Some(**g) == code).count() as u64;
                }
                ToldStory {
                    quote: tidied(&story.quote),
                    theme: story.theme.as_deref().map(str::to_owned),
                    day: story.day,
                    author,
                    audience,
                    place,
                    generation: code.and_then(|code| self.generation_label(code)),
                    sharing,
                }
            })
            .collect();
        told.reverse();
        told
    }

    /// The members of each analysed programme and role by the cut-off, with the codes of their generations.
    fn members(&self) -> BTreeMap<(usize, Role), Members> {
        let mut members: BTreeMap<(usize, Role), Members> = BTreeMap::new();
        for m in &self.org.memberships {
            let programme = usize::from(m.programme);
            let counts = self
                .programmes
                .get(programme)
                .is_some_and(|p| p.start.is_none_or(|start| m.start >= start));
            if counts && m.start <= self.cut_off {
                let code = self.generation_code(m.person).unwrap_or(u32::MAX);
                let own = members.entry((programme, m.role)).or_default();
                own.insert(m.person, code);
            }
        }
        members
    }

    /// The programme and role of which a story tells: of its pairing, else the only ones that its author has.
    fn place_of(
        &self,
        story: &Story,
        members: &BTreeMap<(usize, Role), Members>,
    ) -> Option<(usize, Role)> {
        let from = self
            .org
            .memberships
            .partition_point(|m| m.person < story.person);
        let own = self.org.memberships[from..]
            .iter()
            .take_while(|m| m.person == story.person)
            .filter(|m| story.pairing == NO_PAIRING || m.pairing == story.pairing)
            .map(|m| (usize::from(m.programme), m.role));
        let places: BTreeSet<(usize, Role)> = own
            .filter(|place| {
                members
                    .get(place)
                    .is_some_and(|m| m.contains_key(&story.person))
            })
            .collect();
        match places.len() {
            1 => places.first().copied(),
            _ => None,
        }
    }

    /// The code of a person's generation, in the last row of the roster.
    fn generation_code(&self, person: u32) -> Option<u32> {
        let Some(Attribute::Category { codes, labels }) =
            self.org.roster.attribute(Column::Generation.name())
        else {
            return None;
        };
        let end = *self.org.roster.first_row.get(person as usize + 1)?;
        let code = *codes.get((end as usize).checked_sub(1)?)?;
        ((code as usize) < labels.len()).then_some(code)
    }

    fn generation_label(&self, code: u32) -> Option<String> {
        match self.org.roster.attribute(Column::Generation.name()) {
            Some(Attribute::Category { labels, .. }) => labels.get(code as usize).cloned(),
            _ => None,
        }
    }
}

/// For whom a story may be shown.
fn audience(story: &Story, today: Day) -> Result<Consent, Withheld> {
    let audience = story.consent.on(today).map_err(Withheld::Consent)?;
    match &story.trace {
        Some((trace, words)) => Err(Withheld::Trace(*trace, words.to_string())),
        None => Ok(audience),
    }
}

/// A quote without line breaks, control characters and marks that turn the direction of text.
fn tidied(quote: &str) -> String {
    let turns = |c: char| matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let plain: String = quote
        .chars()
        .filter(|c| !turns(*c))
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}
