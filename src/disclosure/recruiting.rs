//! How recruiting goes, after disclosure control. A cell needs enough candidates behind it, and those of the cell who are
//! not behind it must be nobody or enough, too: they follow from the number of candidates. Sources and ages add up to all
//! candidates, spans to the whole time; cells are hidden so that none is a total less the shown ones.

use crate::findings::{CandidateFigure, CandidateLevel, CandidateSeries, Recruiting};
use crate::panel::Span;

use super::review::HOMOGENEOUS;
use super::suppression::{Cell, Family, suppress};

/// A level of candidates that may be shown.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum CandidateShown {
    /// The level, its interval, and how many candidates it rests on.
    Level {
        /// The level.
        value: f64,
        /// The interval.
        interval: Option<(f64, f64)>,
        /// Candidates behind it.
        people: u64,
    },
    /// All or none: at least, or at most, so many percent. Of how many is not told, it would say too much of few.
    Bound {
        /// Percent.
        percent: f64,
        /// At most rather than at least.
        at_most: bool,
    },
    /// Nobody is behind it.
    Nobody,
    /// Too few, or it would give others away.
    Hidden,
}

/// A figure over time. Rows: all candidates, then each category; columns: each span, then all spans together.
#[derive(Debug, Clone, PartialEq)]
pub struct ReleasedSeries {
    /// What is told.
    pub figure: CandidateFigure,
    /// The spans.
    pub spans: Vec<Span>,
    /// The categories.
    pub categories: Vec<String>,
    /// The cells.
    pub cells: Vec<Vec<CandidateShown>>,
}

/// How recruiting goes.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ReleasedRecruiting {
    /// Candidates by source.
    pub volume: Option<ReleasedSeries>,
    /// Share of each age or generation.
    pub ages: Option<ReleasedSeries>,
    /// Offers accepted by source.
    pub acceptance: Option<ReleasedSeries>,
    /// Experience by source.
    pub experience: Option<ReleasedSeries>,
    /// Lowest and highest possible experience, where an outcome declares them.
    pub scale: Option<[f64; 2]>,
}

pub(super) fn released_recruiting(recruiting: Recruiting, minimum: u64) -> ReleasedRecruiting {
    // Candidates by source and by age have their totals in common.
    let counted: Vec<CandidateSeries> = recruiting
        .volume
        .into_iter()
        .chain(recruiting.ages)
        .collect();
    let mut counted = released(counted, minimum).into_iter();
    let one =
        |series: Option<CandidateSeries>| released(series.into_iter().collect(), minimum).pop();
    let acceptance = one(recruiting.acceptance);
    let experience = one(recruiting.experience);
    ReleasedRecruiting {
        volume: counted.next(),
        ages: counted.next(),
        acceptance,
        experience,
        scale: recruiting.scale,
    }
}

/// Several breakdowns of the same candidates, whose first rows are the same.
fn released(series: Vec<CandidateSeries>, minimum: u64) -> Vec<ReleasedSeries> {
    let width = series.first().map_or(0, |s| s.spans.len() + 1);
    let mut cells: Vec<Cell> = Vec::new();
    let mut places: Vec<Vec<usize>> = Vec::new();
    for (k, one) in series.iter().enumerate() {
        let mut own = Vec::new();
        for (row, levels) in one.cells.iter().enumerate() {
            if row == 0 && k > 0 {
                own.push(0);
                continue;
            }
            own.push(cells.len());
            cells.extend(levels.iter().map(|level| cell(one.figure, level, minimum)));
        }
        places.push(own);
    }
    let mut families: Vec<Family> = Vec::new();
    for own in &places {
        let Some((all, parts)) = own.split_first() else {
            continue;
        };
        families.extend((0..width).map(|span| Family {
            total: Some(all + span),
            parts: parts.iter().map(|row| row + span).collect(),
        }));
        families.extend(own.iter().map(|row| Family {
            total: Some(row + width - 1),
            parts: (0..width - 1).map(|span| row + span).collect(),
        }));
    }
    let hidden = suppress(&cells, &families, minimum);
    series
        .into_iter()
        .zip(places)
        .map(|(one, own)| ReleasedSeries {
            figure: one.figure,
            spans: one.spans,
            categories: one.categories,
            cells: one
                .cells
                .iter()
                .zip(own)
                .map(|(levels, row)| {
                    let fates = &hidden[row..row + width];
                    levels
                        .iter()
                        .zip(fates)
                        .map(|(level, fate)| shown(one.figure, level, fate.is_some(), minimum))
                        .collect()
                })
                .collect(),
        })
        .collect()
}

fn cell(figure: CandidateFigure, level: &CandidateLevel, minimum: u64) -> Cell {
    let few = |n: u64| if n == 0 { minimum } else { n };
    let smallest = few(level.people).min(few(level.others));
    Cell {
        treated: level.people,
        control: level.people,
        // That all are alike must not follow from the total either.
        smallest: if all_alike(figure, level) {
            0
        } else {
            smallest
        },
    }
}

/// Whether candidates of a share are all alike.
fn all_alike(figure: CandidateFigure, level: &CandidateLevel) -> bool {
    let whole = level.level.is_some_and(|l| l.value >= 100.0);
    let none = level.level.is_some_and(|l| l.value <= 0.0);
    match figure {
        CandidateFigure::OffersAccepted => whole || none,
        CandidateFigure::Mix => whole,
        CandidateFigure::Candidates | CandidateFigure::Experience => false,
    }
}

fn shown(
    figure: CandidateFigure,
    level: &CandidateLevel,
    hidden: bool,
    minimum: u64,
) -> CandidateShown {
    let people = level.people;
    let Some(found) = level.level.filter(|_| people > 0) else {
        return if hidden {
            CandidateShown::Hidden
        } else {
            CandidateShown::Nobody
        };
    };
    if all_alike(figure, level) && people >= minimum {
        let at_most = found.value <= 0.0;
        return CandidateShown::Bound {
            percent: if at_most {
                100.0 - HOMOGENEOUS
            } else {
                HOMOGENEOUS
            },
            at_most,
        };
    }
    if hidden {
        return CandidateShown::Hidden;
    }
    CandidateShown::Level {
        value: found.value,
        interval: found.interval,
        people,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::estimators::Level;

    const OFFERS: CandidateFigure = CandidateFigure::OffersAccepted;

    /// A series of counts with their margins; the totals are summed here.
    fn counts(rows: &[&[u64]]) -> CandidateSeries {
        let mut grid: Vec<Vec<u64>> = rows
            .iter()
            .map(|row| row.iter().copied().chain([row.iter().sum()]).collect())
            .collect();
        let width = grid[0].len();
        let all = (0..width)
            .map(|k| grid.iter().map(|row| row[k]).sum())
            .collect();
        grid.insert(0, all);
        let period: crate::vocab::Period = "2025Q4".parse().expect("a quarter");
        let span = |k: i32| Span {
            first: period.plus(k),
            last: period.plus(k),
        };
        CandidateSeries {
            figure: CandidateFigure::Candidates,
            spans: (0..rows[0].len() as i32).map(span).collect(),
            categories: (0..rows.len()).map(|k| k.to_string()).collect(),
            cells: grid
                .iter()
                .map(|row| {
                    row.iter()
                        .map(|&people| CandidateLevel {
                            people,
                            others: 0,
                            level: Some(Level {
                                value: people as f64,
                                std_error: None,
                                interval: None,
                            }),
                        })
                        .collect()
                })
                .collect(),
        }
    }

    fn visible(series: &ReleasedSeries) -> Vec<String> {
        let row = |cells: &Vec<CandidateShown>| {
            cells
                .iter()
                .map(|c| match c {
                    CandidateShown::Level { people, .. } => people.to_string(),
                    CandidateShown::Nobody => "0".to_owned(),
                    _ => "-".to_owned(),
                })
                .collect::<Vec<_>>()
                .join(" ")
        };
        series.cells.iter().map(row).collect()
    }

    #[test]
    fn a_small_cell_takes_one_of_its_row_and_one_of_its_column_with_it() {
        let series = counts(&[&[40, 4, 30], &[50, 60, 20], &[12, 70, 80]]);
        let released = released(vec![series], 10);
        assert_eq!(
            visible(&released[0]),
            ["102 134 130 366", "40 - - 74", "50 - - 130", "12 70 80 162"]
        );
    }

    #[test]
    fn nobody_is_no_secret() {
        let released = released(vec![counts(&[&[40, 0], &[50, 60]])], 10);
        assert_eq!(visible(&released[0]), ["90 60 150", "40 0 40", "50 60 110"]);
    }

    #[test]
    fn what_is_left_of_a_cell_must_be_enough_too() {
        let level = |people, others| CandidateLevel {
            people,
            others,
            level: None,
        };
        assert_eq!(cell(OFFERS, &level(20, 3), 10).smallest, 3);
        assert_eq!(cell(OFFERS, &level(20, 0), 10).smallest, 10);
        assert_eq!(cell(OFFERS, &level(0, 40), 10).smallest, 10);
        assert_eq!(cell(OFFERS, &level(9, 40), 10).smallest, 9);
    }

    #[test]
    fn two_breakdowns_share_their_totals() {
        let sources = counts(&[&[5, 60], &[60, 60]]);
        let ages = counts(&[&[30, 60], &[35, 60]]);
        let both = released(vec![sources, ages], 10);
        // The five need a partner in their span; with the only other source hidden nothing more follows.
        assert_eq!(visible(&both[0])[0], visible(&both[1])[0]);
        assert_eq!(visible(&both[0])[1], "- - 65");
    }

    #[test]
    fn all_alike_is_a_bound() {
        let level = |value| CandidateLevel {
            people: 20,
            others: 0,
            level: Some(Level {
                value,
                std_error: None,
                interval: None,
            }),
        };
        let of = |value| {
            shown(
                CandidateFigure::OffersAccepted,
                &level(value),
                value != 50.0,
                10,
            )
        };
        let bound = |percent, at_most| CandidateShown::Bound { percent, at_most };
        assert_eq!(of(100.0), bound(95.0, false));
        assert_eq!(of(0.0), bound(5.0, true));
        assert!(matches!(of(50.0), CandidateShown::Level { .. }));
        assert_eq!(cell(OFFERS, &level(100.0), 10).smallest, 0);
    }
}
