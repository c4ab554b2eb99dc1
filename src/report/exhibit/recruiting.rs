//! Candidates over time: figures of levels, with the numbers of every span in their tables.

use crate::disclosure::shown::{CandidateFigure, Span};
use crate::disclosure::{CandidateShown, ReleasedSeries};

use super::super::ReportError;
use super::super::chart::series::{SeriesPanel, SeriesPlan, SeriesPoint, draw};
use super::super::chart::{Caption, DataTable, Figure};
use super::super::edition::Edition;
use super::super::language::catalogue::args;
use super::super::language::recruiting as said;
use super::super::number::Figures;

/// A figure of a series; `None` when no cell of it is shown.
pub(in super::super) fn candidates(
    edition: &Edition<'_>,
    series: &ReleasedSeries,
    scale: Option<[f64; 2]>,
) -> Result<Option<Figure>, ReportError> {
    let figures = edition.figures;
    let told = said::Told {
        figure: series.figure,
        scale,
        figures,
        minimum: edition.minimum(),
    };
    let spans = series.spans.len();
    let mix = series.figure == CandidateFigure::Mix;
    let names: Vec<String> = std::iter::once(figures.text("candidates-all").to_owned())
        .chain(series.categories.iter().map(|c| said::category(c, figures)))
        .collect();
    let rows = || names.iter().zip(&series.cells).skip(usize::from(mix));
    let panels: Vec<SeriesPanel> = rows()
        .enumerate()
        .map(|(k, (name, cells))| SeriesPanel {
            name: name.clone(),
            points: cells[..spans].iter().map(point).collect(),
            whole: k == 0 && !mix,
        })
        .filter(|panel| panel.points.iter().any(Option::is_some))
        .collect();
    if panels.is_empty() {
        return Ok(None);
    }
    let left_out: Vec<&str> = names
        .iter()
        .skip(usize::from(mix))
        .map(String::as_str)
        .filter(|name| panels.iter().all(|p| p.name != *name))
        .collect();
    let gaps = panels.iter().any(|p| p.points.iter().any(Option::is_none));
    let drawn: Vec<SeriesPoint> = panels
        .iter()
        .flat_map(|p| p.points.iter().flatten().copied())
        .collect();
    let plan = SeriesPlan {
        ends: [
            series
                .spans
                .first()
                .map_or_else(String::new, |s| figures.period(s.first)),
            series
                .spans
                .last()
                .map_or_else(String::new, |s| figures.period(s.last)),
        ],
        scale: range(series.figure, scale, &drawn),
        decimals: told.decimals(),
        figures,
        absent: figures.text("running-hidden"),
        panels,
    };
    let head = std::iter::once(String::new())
        .chain(series.spans.iter().map(|s| span_name(s, figures)))
        .chain([figures.text("candidates-whole-time").to_owned()])
        .collect();
    let table_rows: Vec<Vec<String>> = rows()
        .map(|(name, cells)| {
            let cells = cells.iter().map(|c| told.cell(c));
            std::iter::once(name.clone()).chain(cells).collect()
        })
        .collect();
    let description = rows()
        .map(|(name, cells)| {
            let cell = cells.last().map_or_else(String::new, |c| told.cell(c));
            figures.say(
                "candidates-line",
                args!["name" => name.as_str(), "cell" => cell],
            )
        })
        .collect::<Vec<_>>()
        .join(" ");
    let length = series
        .spans
        .last()
        .map_or(1, |s| s.last.index() - s.first.index() + 1);
    let caption = Caption {
        name: told.name().to_owned(),
        title: told.title().to_owned(),
        sub: told.sub(
            length,
            series.spans.last().map(|s| s.last.unit()),
            gaps,
            &left_out,
        ),
        description,
        table: DataTable {
            caption: told.table().to_owned(),
            head,
            rows: table_rows,
        },
    };
    Figure::drawn(caption, &edition.palette.light, |sheet| draw(&plan, sheet)).map(Some)
}

fn span_name(span: &Span, figures: Figures) -> String {
    let last = figures.period(span.last);
    if span.first == span.last {
        last
    } else {
        figures.between(&figures.period(span.first), &last)
    }
}

fn point(cell: &CandidateShown) -> Option<SeriesPoint> {
    match cell {
        CandidateShown::Level {
            value, interval, ..
        } => Some(SeriesPoint {
            value: *value,
            range: *interval,
        }),
        CandidateShown::Bound { .. } | CandidateShown::Nobody | CandidateShown::Hidden => None,
    }
}

/// The scale: whole for shares and for a declared scale, from nothing for counts.
fn range(figure: CandidateFigure, scale: Option<[f64; 2]>, points: &[SeriesPoint]) -> (f64, f64) {
    let ends = points
        .iter()
        .flat_map(|p| p.range.map_or([p.value; 2], |(l, h)| [l, h]));
    let (low, high) = ends.fold((f64::MAX, f64::MIN), |(l, h), x| (l.min(x), h.max(x)));
    match (figure, scale) {
        (CandidateFigure::OffersAccepted, _) => (0.0, 100.0),
        (CandidateFigure::Experience, Some([low, high])) => (low, high),
        (CandidateFigure::Experience, None) => (low.min(high - 1e-9) - 0.1, high + 0.1),
        _ => (0.0, high.max(1.0) * 1.08),
    }
}
