//! The reduction of candidates: how many applied, were answered and accepted, by source or age and by span of time. What
//! leaves are sums; nobody is in them.

use crate::tables::{Candidates, NO_AGE};
use crate::vocab::{NOT_STATED, Period};

use super::people::Panel;

/// Sources that are told apart, by the number of their candidates; the others are one.
const MOST_SOURCES: usize = 6;
/// The others.
const OTHERS: &str = "other sources";
/// Spans at most; candidates before them count with the first.
const MOST_SPANS: i32 = 16;

/// Sums over candidates.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct ApplicantSums {
    /// Candidates.
    pub candidates: u64,
    /// Offers with an answer.
    pub offers: u64,
    /// Of them accepted.
    pub accepted: u64,
    /// Answers to the experience survey.
    pub answers: u64,
    /// Their sum.
    pub sum: f64,
    /// Sum of their squares.
    pub squares: f64,
}

impl ApplicantSums {
    fn add(&mut self, other: &ApplicantSums) {
        self.candidates += other.candidates;
        self.offers += other.offers;
        self.accepted += other.accepted;
        self.answers += other.answers;
        self.sum += other.sum;
        self.squares += other.squares;
    }
}

/// Periods that are told together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// The first.
    pub first: Period,
    /// The last.
    pub last: Period,
}

/// What candidates are told apart by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ApplicantsBy {
    /// Where they came from.
    Source,
    /// Age band or generation.
    Age,
}

/// Candidates by a category and by spans of time; the last span ends with the cut-off.
#[derive(Debug, Clone, PartialEq)]
pub struct ApplicantTable {
    /// The spans.
    pub spans: Vec<Span>,
    /// The categories; empty when no column tells.
    pub categories: Vec<String>,
    /// One row a category: a sum for each span, then the sum over all spans. The first row is of all candidates.
    pub cells: Vec<Vec<ApplicantSums>>,
}

impl Panel<'_> {
    /// Candidates by a category, `periods` at a time; `None` when there are none.
    pub fn applicants(&self, by: ApplicantsBy, periods: u32) -> Option<ApplicantTable> {
        let candidates = self.org.candidates.as_ref()?;
        let first = candidates.list.first()?.day;
        let spans = self.spans(Period::containing(self.study.period_unit, first), periods);
        let (categories, category) = match by {
            ApplicantsBy::Source => sources(candidates),
            ApplicantsBy::Age => ages(candidates),
        };
        let mut cells = vec![vec![ApplicantSums::default(); spans.len() + 1]; categories.len() + 1];
        for applicant in &candidates.list {
            let span = spans.partition_point(|s| s.last.last_day() < applicant.day);
            let one = ApplicantSums {
                candidates: 1,
                offers: u64::from(applicant.accepted.is_some()),
                accepted: u64::from(applicant.accepted == Some(true)),
                answers: u64::from(!applicant.experience.is_nan()),
                sum: f64::from(if applicant.experience.is_nan() {
                    0.0
                } else {
                    applicant.experience
                }),
                squares: if applicant.experience.is_nan() {
                    0.0
                } else {
                    f64::from(applicant.experience).powi(2)
                },
            };
            let row = category(applicant.source, applicant.age) + 1;
            for (row, span) in [(0, span), (0, spans.len()), (row, span), (row, spans.len())] {
                if let Some(cell) = cells.get_mut(row).and_then(|r| r.get_mut(span)) {
                    cell.add(&one);
                }
            }
        }
        Some(ApplicantTable {
            spans,
            categories,
            cells,
        })
    }

    /// Spans of so many periods, from the one that holds the first candidate to the cut-off.
    fn spans(&self, first: Period, periods: u32) -> Vec<Span> {
        let length = i32::try_from(periods.max(1)).unwrap_or(1);
        let all = (self.period.index() - first.index() + 1).max(1);
        // A first span that is not whole goes with the next.
        let count = (all / length).clamp(1, MOST_SPANS);
        (0..count)
            .map(|k| {
                let last = self.period.plus(-length * (count - 1 - k));
                let own = last.plus(1 - length);
                Span {
                    first: if k == 0 { first.min(own) } else { own },
                    last,
                }
            })
            .collect()
    }
}

/// From source and age of a candidate to the position of its category.
type CategoryOf = Box<dyn Fn(u32, u32) -> usize>;

/// The sources with most candidates in the order of their names, the others after them.
fn sources(candidates: &Candidates) -> (Vec<String>, CategoryOf) {
    let mut counts = vec![0_u64; candidates.sources.len()];
    for applicant in &candidates.list {
        counts[applicant.source as usize] += 1;
    }
    let mut order: Vec<usize> = (0..counts.len()).collect();
    order.sort_by_key(|&k| (std::cmp::Reverse(counts[k]), k));
    let kept = if order.len() > MOST_SOURCES + 1 {
        MOST_SOURCES
    } else {
        order.len()
    };
    let mut shown: Vec<usize> = order[..kept].to_vec();
    shown.sort_unstable();
    let places: Vec<usize> = (0..counts.len())
        .map(|k| shown.iter().position(|s| *s == k).unwrap_or(shown.len()))
        .collect();
    let mut names: Vec<String> = shown
        .iter()
        .map(|&k| candidates.sources[k].to_string())
        .collect();
    if kept < order.len() {
        names.push(OTHERS.to_owned());
    }
    (names, Box::new(move |source, _| places[source as usize]))
}

/// Age bands or generations, those who do not say last.
fn ages(candidates: &Candidates) -> (Vec<String>, CategoryOf) {
    let known = candidates.ages.len();
    let mut names: Vec<String> = candidates.ages.iter().map(ToString::to_string).collect();
    if candidates.list.iter().any(|a| a.age == NO_AGE) {
        names.push(NOT_STATED.to_owned());
    }
    let place = move |_, age: u32| if age == NO_AGE { known } else { age as usize };
    (names, Box::new(place))
}
