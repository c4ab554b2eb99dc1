//! How recruiting goes, in words. Levels are called levels: all candidates are in them, whoever referred them, and nobody
//! stands beside them to compare with.

use crate::disclosure::CandidateShown;
use crate::disclosure::shown::CandidateFigure;
use crate::vocab::{NOT_STATED, PeriodUnit};

use super::super::number::Figures;
use super::catalogue::args;
use super::words::{capital, list};

/// A category inside a figure: `careers_site` becomes `Careers site`.
pub(crate) fn category(name: &str, figures: Figures) -> String {
    if name == NOT_STATED {
        return figures.text("not-stated").to_owned();
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
        self.figures.text(match self.figure {
            CandidateFigure::Candidates => "candidates-title.source",
            CandidateFigure::OffersAccepted => "candidates-title.offers",
            CandidateFigure::Experience => "candidates-title.experience",
            CandidateFigure::Mix => "candidates-title.mix",
        })
    }

    /// Caption of the table.
    pub(crate) fn table(&self) -> &'static str {
        self.figures.text(match self.figure {
            CandidateFigure::Candidates => "candidates-table.source",
            CandidateFigure::OffersAccepted => "candidates-table.offers",
            CandidateFigure::Experience => "candidates-table.experience",
            CandidateFigure::Mix => "candidates-table.mix",
        })
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
        let figures = self.figures;
        let mut args = args![
            "unit" => unit.map_or("period", PeriodUnit::word),
            "periods" => periods,
            "count" => figures.small(periods.unsigned_abs().into()),
        ];
        if let Some([low, high]) = self.scale {
            args.set("low", figures.fixed(low, 0));
            args.set("high", figures.fixed(high, 0));
        }
        let key = match (self.figure, self.scale) {
            (CandidateFigure::Candidates, _) => "candidates-sub.source",
            (CandidateFigure::OffersAccepted, _) => "candidates-sub.offers",
            (CandidateFigure::Experience, Some(_)) => "candidates-sub.scale",
            (CandidateFigure::Experience, None) => "candidates-sub.experience",
            (CandidateFigure::Mix, _) => "candidates-sub.mix",
        };
        let mut text = figures.say_with(key, &args);
        if gaps {
            text.push(' ');
            text.push_str(&figures.say("candidates-gap", args!["minimum" => self.minimum]));
        }
        if !left_out.is_empty() {
            let names: Vec<String> = left_out.iter().map(|n| n.to_lowercase()).collect();
            text.push(' ');
            text.push_str(&figures.say(
                "candidates-left-out",
                args!["names" => list(&names, figures)],
            ));
        }
        text
    }

    /// A cell of the table.
    pub(crate) fn cell(&self, shown: &CandidateShown) -> String {
        let decimals = self.decimals();
        let number = |x: f64| self.figures.fixed(x, decimals);
        match shown {
            CandidateShown::Hidden => self.figures.text("evidence.hidden").to_owned(),
            CandidateShown::Nobody => self.figures.text("candidates-none").to_owned(),
            CandidateShown::Bound { percent, at_most } => {
                format!("{} {}", if *at_most { "≤" } else { "≥" }, number(*percent))
            }
            CandidateShown::Level {
                value,
                interval,
                people,
            } => {
                let value = interval.map_or_else(
                    || number(*value),
                    |(low, high)| {
                        self.figures
                            .spread(&number(*value), &number(low), &number(high))
                    },
                );
                match self.figure {
                    CandidateFigure::OffersAccepted | CandidateFigure::Experience => {
                        self.figures.say(
                            "candidates-of",
                            args!["value" => value, "all" => self.figures.count(*people as i64)],
                        )
                    }
                    CandidateFigure::Candidates | CandidateFigure::Mix => value,
                }
            }
        }
    }
}
