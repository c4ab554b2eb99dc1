//! Candidates: source, age and outcome of a row, and the list made of them.

use std::collections::BTreeMap;

use super::events::Settled;
use super::view::{RowFault, View};
use crate::tables::{Applicant, Candidates, Column, NO_AGE};
use crate::vocab::Generations;

/// How old a candidate is, as far as the export says.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Age {
    /// An age band or a generation, as written.
    Word(Box<str>),
    /// A year of birth.
    Born(i32),
}

/// What a row of candidates says beside who referred them.
#[derive(Debug, Clone)]
pub(super) struct Application {
    source: Box<str>,
    age: Option<Age>,
    accepted: Option<bool>,
    experience: f32,
}

impl Application {
    /// Reads it.
    ///
    /// # Errors
    /// A value that cannot be read.
    pub(super) fn read(view: View<'_>, at: usize) -> Result<Application, RowFault> {
        let word = |column| view.text(column, at).map(|w| Age::Word(w.trim().into()));
        let age = match word(Column::AgeBand).or_else(|| word(Column::Generation)) {
            Some(word) => Some(word),
            None => view
                .int(Column::BirthYear, at)?
                .and_then(|year| i32::try_from(year).ok())
                .map(Age::Born),
        };
        Ok(Application {
            source: view.required_text(Column::Source, at)?.trim().into(),
            age,
            accepted: accepted(view, at)?,
            experience: view
                .number(Column::ExperienceScore, at)?
                .map_or(f32::NAN, |x| x as f32),
        })
    }
}

/// Whether a candidate accepted an offer; `None` without an offer or an answer.
///
/// # Errors
/// A value that is neither yes nor no.
pub(super) fn accepted(view: View<'_>, at: usize) -> Result<Option<bool>, RowFault> {
    let made = view.flag(Column::OfferMade, at)?;
    let accepted = view.flag(Column::OfferAccepted, at)?;
    // Where offers are on record, only who got one could decline it.
    let recorded = view.source.has(Column::OfferMade);
    Ok(accepted.filter(|yes| made.unwrap_or(*yes || !recorded)))
}

/// The candidates of the period.
pub(super) fn settled(settled: &Settled, generations: &Generations) -> Candidates {
    let rows = || {
        let all = settled.events();
        all.filter_map(|(_, _, event)| Some((event.day, event.application()?)))
    };
    let label = |age: &Age| -> Option<Box<str>> {
        match age {
            Age::Word(word) => Some(word.clone()),
            Age::Born(year) => {
                let band = generations.bands().get(generations.of_year(*year)?)?;
                Some(band.label.as_str().into())
            }
        }
    };
    let mut sources: BTreeMap<&str, u32> = BTreeMap::new();
    // Generations in their order, other bands after them as they sort.
    let mut ages: BTreeMap<(usize, Box<str>), u32> = BTreeMap::new();
    let place = |word: &str| generations.of_label(word).unwrap_or(usize::MAX);
    for (_, row) in rows() {
        sources.insert(&row.source, 0);
        if let Some(word) = row.age.as_ref().and_then(label) {
            ages.insert((place(&word), word), 0);
        }
    }
    sources.values_mut().zip(0..).for_each(|(n, k)| *n = k);
    ages.values_mut().zip(0..).for_each(|(n, k)| *n = k);
    let mut list: Vec<Applicant> = rows()
        .map(|(day, row)| Applicant {
            day,
            source: sources.get(row.source.as_ref()).copied().unwrap_or(0),
            age: row
                .age
                .as_ref()
                .and_then(label)
                .and_then(|word| ages.get(&(place(&word), word)).copied())
                .unwrap_or(NO_AGE),
            accepted: row.accepted,
            experience: row.experience,
        })
        .collect();
    list.sort_by(|a, b| {
        (a.day, a.source, a.age, a.accepted)
            .cmp(&(b.day, b.source, b.age, b.accepted))
            .then(a.experience.total_cmp(&b.experience))
    });
    Candidates {
        sources: sources.keys().map(|s| (*s).into()).collect(),
        ages: ages.into_keys().map(|(_, word)| word).collect(),
        list,
    }
}
