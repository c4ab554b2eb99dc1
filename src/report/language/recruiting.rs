//! How recruiting goes, in words. Levels are called levels: all candidates are in them, whoever referred them, and nobody
//! stands beside them to compare with.

use crate::disclosure::CandidateShown;
use crate::disclosure::shown::CandidateFigure;
use crate::vocab::{NOT_STATED, PeriodUnit};

use super::super::number::Figures;
use super::words::{capital, list};

/// The row of all candidates.
pub(crate) const EVERYBODY: &str = "All candidates";
/// The column of all spans together.
pub(crate) const WHOLE_TIME: &str = "Whole time";

/// Said above the levels of candidates.
pub(crate) const LEVELS: &str = "Levels of all candidates on record, whoever referred them. There is nobody to compare them with, so they do not say what a programme changed; what else happened in the labour market is in them too.";

/// A category inside a figure: `careers_site` becomes `Careers site`.
pub(crate) fn category(name: &str) -> String {
    if name == NOT_STATED {
        return "Not stated".to_owned();
    }
    capital(name.replace('_', " ").trim())
}

/// A figure, ready to be told.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Told {
    /// What is told.
    pub figure: CandidateFigure,
    /// Lowest and highest possible experience.
    pub scale: Option<[f64; 2]>,
    /// How numbers are written.
    pub figures: Figures,
    /// Smallest number of candidates.
    pub minimum: u32,
}

impl Told {
    /// Name of the chart.
    pub(crate) fn name(&self) -> &'static str {
        match self.figure {
            CandidateFigure::Candidates => "candidates-by-source",
            CandidateFigure::OffersAccepted => "offers-by-source",
            CandidateFigure::Experience => "experience-by-source",
            CandidateFigure::Mix => "candidates-by-age",
        }
    }

    /// What the chart shows.
    pub(crate) fn title(&self) -> &'static str {
        match self.figure {
            CandidateFigure::Candidates => "Candidates, by where they came from",
            CandidateFigure::OffersAccepted => "Offers accepted, of every hundred with an answer",
            CandidateFigure::Experience => "How candidates rated their experience",
            CandidateFigure::Mix => "Age mix of candidates, of every hundred",
        }
    }

    /// Caption of the table.
    pub(crate) fn table(&self) -> &'static str {
        match self.figure {
            CandidateFigure::Candidates => "Candidates",
            CandidateFigure::OffersAccepted => {
                "Offers accepted, in percent, with the range and the number of offers with an answer"
            }
            CandidateFigure::Experience => "Mean rating, with the range and the number of answers",
            CandidateFigure::Mix => "Share of candidates, in percent, with the range",
        }
    }

    /// Decimals of its numbers.
    pub(crate) fn decimals(&self) -> usize {
        usize::from(self.figure == CandidateFigure::Experience)
    }

    /// Units, spans, gaps, and who is left out.
    pub(crate) fn sub(
        &self,
        periods: i32,
        unit: Option<PeriodUnit>,
        gaps: bool,
        left_out: &[&str],
    ) -> String {
        let unit = unit.map_or("period", PeriodUnit::word);
        let each = match periods {
            1 => format!("per {unit}"),
            n => format!(
                "{} {unit}s at a time",
                self.figures.small(n.unsigned_abs().into())
            ),
        };
        let what = match (self.figure, self.scale) {
            (CandidateFigure::Candidates, _) => format!("Number who applied, {each}."),
            (CandidateFigure::OffersAccepted, _) => {
                format!("{}; lines are ranges at 95 % confidence.", capital(&each))
            }
            (CandidateFigure::Experience, Some([low, high])) => format!(
                "Mean rating on the survey’s scale of {} to {}, {each}; lines are ranges at 95 % confidence. Only candidates who answered are in it.",
                self.figures.fixed(low, 0),
                self.figures.fixed(high, 0)
            ),
            (CandidateFigure::Experience, None) => format!(
                "Mean rating as the survey gives it, {each}; lines are ranges at 95 % confidence. Only candidates who answered are in it."
            ),
            (CandidateFigure::Mix, _) => {
                format!("By when they applied, {each}; lines are ranges at 95 % confidence.")
            }
        };
        let gap = if gaps {
            format!(
                " A gap is a figure of nobody, of fewer than {} candidates, of all alike, or one from which such a figure could be worked out.",
                self.minimum
            )
        } else {
            String::new()
        };
        let absent = if left_out.is_empty() {
            String::new()
        } else {
            format!(
                " Not shown over time, for too few candidates: {}.",
                list(
                    &left_out
                        .iter()
                        .map(|n| n.to_lowercase())
                        .collect::<Vec<_>>()
                )
            )
        };
        format!("{what}{gap}{absent}")
    }

    /// A cell of the table.
    pub(crate) fn cell(&self, shown: &CandidateShown) -> String {
        let decimals = self.decimals();
        let number = |x: f64| self.figures.fixed(x, decimals);
        match shown {
            CandidateShown::Hidden => "not shown".to_owned(),
            CandidateShown::Nobody => "none".to_owned(),
            CandidateShown::Bound { percent, at_most } => {
                format!("{} {}", if *at_most { "≤" } else { "≥" }, number(*percent))
            }
            CandidateShown::Level {
                value,
                interval,
                people,
            } => {
                let range = interval.map_or_else(String::new, |(low, high)| {
                    format!(" ({} to {})", number(low), number(high))
                });
                let of = match self.figure {
                    CandidateFigure::OffersAccepted | CandidateFigure::Experience => {
                        format!(" of {}", self.figures.count(*people as i64))
                    }
                    CandidateFigure::Candidates | CandidateFigure::Mix => String::new(),
                };
                format!("{}{range}{of}", number(*value))
            }
        }
    }
}
