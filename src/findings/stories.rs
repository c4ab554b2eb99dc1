//! Stories with the names of their programmes: the words of people, never a finding.

use crate::panel::{Panel, ToldStory};
use crate::vocab::Day;

/// One story.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Story {
    /// The words and who shares what may be told of their author.
    pub told: ToldStory,
    /// Programme: id and name.
    pub programme: Option<(String, String)>,
}

/// The stories that consent allows to be shown on a day, the newest first.
pub fn stories(panel: &Panel<'_>, today: Day) -> Vec<Story> {
    let named = |told: ToldStory| Story {
        programme: told.place.map(|(programme, _)| {
            let own = &panel.programmes[programme];
            (own.id.clone(), own.name.clone())
        }),
        told,
    };
    panel.stories(today).into_iter().map(named).collect()
}
