//! Charts without colours: curves that share a chart are told apart by their shade or by their dashes. Marks of other charts
//! have a row, a shape or a ground of their own.

use super::super::colour::{Paint, Palette, contrast};
use super::super::rehearsal::release;
use super::rendered;

/// Shades that are told apart in print.
const APART: f64 = 1.5;

fn attribute<'t>(element: &'t str, name: &str) -> Option<&'t str> {
    let (_, rest) = element.split_once(&format!(" {name}=\""))?;
    rest.split('"').next()
}

/// Numbers in the path of a curve, at least.
const CURVE: usize = 20;

/// The curves of a chart: (colour, dashed).
fn curves(svg: &str) -> Vec<(&str, bool)> {
    svg.split("<path")
        .skip(1)
        .filter_map(|rest| {
            let element = rest.split('>').next()?;
            let numbers = attribute(element, "d")?.split(|c: char| !c.is_ascii_digit() && c != '.');
            let long = numbers.filter(|n| !n.is_empty()).count() >= CURVE;
            let colour = attribute(element, "stroke").filter(|c| c.starts_with('#'))?;
            let dashed = attribute(element, "stroke-dasharray").is_some();
            long.then_some((colour, dashed))
        })
        .collect()
}

#[test]
fn curves_differ_in_grey() {
    let theme = Palette::with_accent(None).expect("the house colours").light;
    let rgb = |hex: &str| {
        let found = Paint::EVERY.into_iter().find(|p| theme.hex(*p) == hex);
        theme.of(found.unwrap_or_else(|| panic!("{hex} is no colour of the palette")))
    };
    let reports = rendered(&release());
    let mut compared = 0;
    for chart in &reports.charts {
        let curves = curves(&chart.svg);
        for (k, (colour, dashed)) in curves.iter().enumerate() {
            for (other, dashed_too) in &curves[..k] {
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
    assert!(compared > 0, "no chart has two curves");
}
