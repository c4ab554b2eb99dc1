//! Stories: the words, the theme and the consent of a row, and the stories made of them once people and pairings are known.

use super::events::Settled;
use super::pairings::Settled as Pairings;
use super::registry::Registry;
use super::traces::{self, Names};
use super::view::{RowFault, View};
use crate::tables::{Column, NO_PAIRING, QuarantineReason, Story};
use crate::vocab::{Consent, ConsentRecord, Day};

/// What a row of stories says.
#[derive(Debug, Clone)]
pub(super) struct Quote {
    words: Box<str>,
    theme: Option<Box<str>>,
    consent: ConsentRecord,
}

impl Quote {
    /// Reads it.
    ///
    /// # Errors
    /// An unknown word of consent, a date that cannot be read.
    pub(super) fn read(view: View<'_>, at: usize) -> Result<Quote, RowFault> {
        let word = view.required_text(Column::Consent, at)?;
        let Some(scope) = Consent::named(&word) else {
            let words: Vec<&str> = Consent::EVERY.iter().map(|c| c.id()).collect();
            return Err(view.unknown_word(Column::Consent, &words.join(", ")));
        };
        let words = view.required_text(Column::Quote, at)?;
        if !words.chars().any(char::is_alphanumeric) {
            return Err(RowFault::new(
                view.source.want(Column::Quote).unwrap_or(0),
                QuarantineReason::MissingValue,
                "no words",
            ));
        }
        Ok(Quote {
            words: words.into(),
            theme: view.text(Column::Theme, at).map(|t| t.trim().into()),
            consent: ConsentRecord {
                scope,
                given: view.required_day(Column::ConsentDate, at)?,
                expires: view
                    .end_day(Column::ExpiresOn, at)?
                    .filter(|day| *day != Day::MAX),
                withdrawn: view.day(Column::WithdrawnOn, at)?,
            },
        })
    }

    /// The words.
    pub(super) fn words(&self) -> &str {
        &self.words
    }
}

/// The stories of known people, sorted by day and id.
pub(super) fn settled(
    settled: &Settled,
    pairings: Option<&Pairings>,
    registry: &Registry,
    names: &Names,
) -> Vec<Story> {
    let mut stories: Vec<Story> = settled
        .events()
        .filter_map(|(person, _, event)| {
            let quote = event.quote()?;
            let pairing = event
                .pairing()
                .and_then(|id| pairings.and_then(|p| p.pairing(id)));
            let is_employee = |word: &str| registry.ids.get(word).is_some();
            let is_pairing = |word: &str| pairings.is_some_and(|p| p.pairing(word).is_some());
            Some(Story {
                id: event.id().into(),
                person: person?,
                pairing: pairing.unwrap_or(NO_PAIRING),
                day: event.day,
                trace: traces::trace(&quote.words, &is_employee, &is_pairing, names),
                quote: quote.words.clone(),
                theme: quote.theme.clone(),
                consent: quote.consent,
            })
        })
        .collect();
    stories.sort_by(|a, b| (a.day, &a.id).cmp(&(b.day, &b.id)));
    stories
}
