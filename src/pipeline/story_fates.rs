//! `private/stories.csv`: what became of each story, so that whoever looks after them knows which are shown, to whom, and
//! why not. Ids and reasons, not the words; it goes to `private/` and nowhere else.

use crate::export;
use crate::panel::{StoryFate, Withheld};
use crate::vocab::{Consent, Lapse};

/// Path within the output directory.
pub(super) const FILE: &str = "private/stories.csv";

/// The file's bytes: one row a story.
pub(super) fn table(fates: &[StoryFate]) -> Vec<u8> {
    let header = ["story_id", "may_be_shown_to", "reason"];
    let lines = fates.iter().map(|fate| {
        let (audience, reason) = match &fate.shown {
            Ok(Consent::Public) => ("leaders, recruiters", String::new()),
            Ok(_) => ("leaders", String::new()),
            Err(withheld) => ("nobody", reason(withheld)),
        };
        vec![fate.story.clone(), audience.to_owned(), reason]
    });
    export::csv::table(&header, lines)
}

fn reason(withheld: &Withheld) -> String {
    match withheld {
        Withheld::Consent(Lapse::Refused) => "no consent".to_owned(),
        Withheld::Consent(Lapse::NotYet(day)) => format!("consent only from {day}"),
        Withheld::Consent(Lapse::Expired(day)) => format!("consent ran out on {day}"),
        Withheld::Consent(Lapse::Withdrawn(day)) => format!("consent was taken back on {day}"),
        Withheld::Trace(trace, words) => {
            format!("the words tell who is meant: {} ({words})", trace.words())
        }
    }
}
