//! Charts without colours: lines that share a chart are told apart by their shade or by their dashes.

use super::super::colour::{Paint, Palette, contrast};
use super::super::rehearsal::release;
use super::rendered;

/// Shades that are told apart in print.
const APART: f64 = 1.5;

fn attribute<'t>(element: &'t str, name: &str) -> Option<&'t str> {
    let (_, rest) = element.split_once(&format!(" {name}=\""))?;
    rest.split('"').next()
}

/// The thick lines of a chart: (colour, dashed).
fn lines(svg: &str) -> Vec<(&str, bool)> {
    ["<path", "<line", "<polyline"]
        .iter()
        .flat_map(|tag| svg.split(tag).skip(1))
        .filter_map(|rest| {
            let element = rest.split('>').next()?;
            let width: f64 = attribute(element, "stroke-width")?.parse().ok()?;
            let colour = attribute(element, "stroke")?;
            let dashed = attribute(element, "stroke-dasharray").is_some();
            (width >= 1.5).then_some((colour, dashed))
        })
        .collect()
}

#[test]
fn lines_differ_in_grey() {
    let theme = Palette::with_accent(None).expect("the house colours").light;
    let rgb = |hex: &str| {
        let found = Paint::EVERY.into_iter().find(|p| theme.hex(*p) == hex);
        theme.of(found.unwrap_or_else(|| panic!("{hex} is no colour of the palette")))
    };
    let reports = rendered(&release());
    let mut compared = 0;
    for chart in &reports.charts {
        let lines = lines(&chart.svg);
        for (k, (colour, dashed)) in lines.iter().enumerate() {
            for (other, dashed_too) in &lines[..k] {
                if colour == other {
                    continue;
                }
                compared += 1;
                let ratio = contrast(rgb(colour), rgb(other));
                assert!(
                    ratio >= APART || dashed != dashed_too,
                    "{}: {colour} and {other} differ by {ratio:.2}",
                    chart.name
                );
            }
        }
    }
    assert!(compared > 0, "no chart has two lines");
}
