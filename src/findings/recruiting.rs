//! How recruiting goes: candidates, offers accepted and their experience over time, by source and by age. Levels of all
//! candidates, whoever referred them: nobody is compared, and nothing is said of what a programme changed.

use crate::estimators::{Level, acceptance_level, experience_level, mix_level};
use crate::panel::{ApplicantSums, ApplicantTable, ApplicantsBy, Panel, Span};
use crate::tables::{Figure, Measure, Outcome};

/// Periods that may be told together, in this order, until enough cells are large enough.
const LENGTHS: [u32; 3] = [1, 2, 4];
/// Share of the cells with anybody in them that must be large enough.
const ENOUGH: f64 = 0.8;

/// A level of candidates and how many it rests on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CandidateLevel {
    /// Candidates behind it.
    pub people: u64,
    /// Other candidates of the same cell, who are not behind it.
    pub others: u64,
    /// The level; `None` where nobody is behind it.
    pub level: Option<Level>,
}

/// What is told of candidates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CandidateFigure {
    /// How many applied.
    Candidates,
    /// Share of answered offers that were accepted, in percent.
    OffersAccepted,
    /// Mean experience, on the scale of the survey.
    Experience,
    /// Share of a category among all candidates of the span, in percent.
    Mix,
}

/// A figure over time. Rows: all candidates, then each category; columns: each span, then all spans together.
#[derive(Debug, Clone, PartialEq)]
pub struct CandidateSeries {
    /// What is told.
    pub figure: CandidateFigure,
    /// The spans.
    pub spans: Vec<Span>,
    /// The categories.
    pub categories: Vec<String>,
    /// The cells.
    pub cells: Vec<Vec<CandidateLevel>>,
}

/// How recruiting goes.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Recruiting {
    /// Candidates by source.
    pub volume: Option<CandidateSeries>,
    /// Share of each age or generation, over the spans of `volume`.
    pub ages: Option<CandidateSeries>,
    /// Offers accepted by source.
    pub acceptance: Option<CandidateSeries>,
    /// Experience by source.
    pub experience: Option<CandidateSeries>,
    /// Lowest and highest possible experience, where an outcome declares them.
    pub scale: Option<[f64; 2]>,
}

/// How recruiting goes; nothing where no export has candidates.
pub fn recruiting(panel: &Panel<'_>, minimum: u64) -> Recruiting {
    let Some(plain) = panel.applicants(ApplicantsBy::Source, 1) else {
        return Recruiting::default();
    };
    let series = |figure, people: fn(&ApplicantSums) -> u64| {
        let total = plain.cells.first().and_then(|row| row.last())?;
        if people(total) == 0 {
            return None;
        }
        let table = wide_enough(panel, people, minimum)?;
        Some(by_source(&table, figure, people))
    };
    let volume = series(CandidateFigure::Candidates, |s| s.candidates);
    let ages = panel
        .applicants(ApplicantsBy::Age, spans_of(volume.as_ref()))
        .filter(|table| !panel_has_no_age(table))
        .map(|table| mix(&table));
    Recruiting {
        ages,
        acceptance: series(CandidateFigure::OffersAccepted, |s| s.offers),
        experience: series(CandidateFigure::Experience, |s| s.answers),
        scale: panel.outcomes.iter().find_map(scale),
        volume,
    }
}

/// Whether no candidate states an age.
fn panel_has_no_age(table: &ApplicantTable) -> bool {
    table.categories.len() < 2
        && table
            .categories
            .iter()
            .all(|name| name == crate::vocab::NOT_STATED)
}

/// Periods in a span.
fn spans_of(series: Option<&CandidateSeries>) -> u32 {
    let span = series.and_then(|s| s.spans.last());
    span.map_or(1, |s| (s.last.index() - s.first.index() + 1).unsigned_abs())
}

fn scale(outcome: &Outcome) -> Option<[f64; 2]> {
    match &outcome.measure {
        Measure::Descriptive {
            figure: Figure::CandidateExperience { scale },
            ..
        } => *scale,
        _ => None,
    }
}

/// The table with the shortest spans in which most cells hold enough people.
fn wide_enough(
    panel: &Panel<'_>,
    people: fn(&ApplicantSums) -> u64,
    minimum: u64,
) -> Option<ApplicantTable> {
    let mut last = None;
    for periods in LENGTHS {
        let table = panel.applicants(ApplicantsBy::Source, periods)?;
        let spans = table.spans.len();
        let cells = || {
            let single = table.cells.iter().skip(1).flat_map(|row| &row[..spans]);
            single.map(people).filter(|&n| n > 0)
        };
        let large = cells().filter(|&n| n >= minimum).count();
        let enough = large as f64 >= ENOUGH * cells().count() as f64;
        last = Some(table);
        if enough {
            break;
        }
    }
    last
}

fn by_source(
    table: &ApplicantTable,
    figure: CandidateFigure,
    people: fn(&ApplicantSums) -> u64,
) -> CandidateSeries {
    let level = |sums: &ApplicantSums| CandidateLevel {
        people: people(sums),
        others: sums.candidates - people(sums),
        level: match figure {
            CandidateFigure::OffersAccepted => acceptance_level(sums).map(|l| l.times(100.0)),
            CandidateFigure::Experience => experience_level(sums),
            CandidateFigure::Candidates | CandidateFigure::Mix => Some(Level {
                value: sums.candidates as f64,
                std_error: None,
                interval: None,
            }),
        },
    };
    CandidateSeries {
        figure,
        spans: table.spans.clone(),
        categories: table.categories.clone(),
        cells: table
            .cells
            .iter()
            .map(|row| row.iter().map(level).collect())
            .collect(),
    }
}

/// Shares of the categories among all candidates of a span.
fn mix(table: &ApplicantTable) -> CandidateSeries {
    let whole = table.cells.first().cloned().unwrap_or_default();
    let share = |(sums, whole): (&ApplicantSums, &ApplicantSums)| CandidateLevel {
        people: sums.candidates,
        others: 0,
        level: mix_level(sums, whole).map(|l| l.times(100.0)),
    };
    CandidateSeries {
        figure: CandidateFigure::Mix,
        spans: table.spans.clone(),
        categories: table.categories.clone(),
        cells: table
            .cells
            .iter()
            .map(|row| row.iter().zip(&whole).map(share).collect())
            .collect(),
    }
}
