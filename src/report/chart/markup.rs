//! From plotters' SVG text to ours: pixels, colours by name, a role, a title and a description.
//!
//! Reads only what plotters-svg writes: one element a line, attributes in double quotes, text on a line of its own.

use std::fmt::Write as _;

use super::super::colour::{Paint, Theme};
use super::canvas::FINE;

/// Red channel of every stand-in colour; green is the paint, blue 1 when dashed.
const STAND_IN: u8 = 0x01;

/// What frames a drawing.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame<'a> {
    /// Unique name, the stem of ids.
    pub name: &'a str,
    /// The statement.
    pub title: &'a str,
    /// The numbers.
    pub description: &'a str,
    /// Pixels.
    pub size: (f64, f64),
}

/// How colours are written.
#[derive(Debug, Clone, Copy)]
pub(super) enum Ink<'a> {
    /// As CSS variables.
    Variables,
    /// As colours of a theme, on its ground.
    Resolved(&'a Theme),
}

/// The colour that stands for a paint while plotters draws.
pub(super) fn stand_in(paint: Paint, dashed: bool) -> [u8; 3] {
    [STAND_IN, paint as u8, u8::from(dashed)]
}

/// Writes the drawing anew.
pub(super) fn rewrite(raw: &str, frame: &Frame<'_>, ink: Ink<'_>) -> String {
    let mut out = String::with_capacity(raw.len());
    let (width, height) = (short(frame.size.0 * FINE), short(frame.size.1 * FINE));
    let (name, title, description) = (frame.name, escape(frame.title), escape(frame.description));
    match ink {
        Ink::Variables => {
            let _ = write!(
                out,
                "<svg viewBox=\"0 0 {width} {height}\" role=\"img\" aria-labelledby=\"{name}-t\" aria-describedby=\"{name}-d\" class=\"chart\"><title id=\"{name}-t\">{title}</title><desc id=\"{name}-d\">{description}</desc>"
            );
        }
        Ink::Resolved(theme) => {
            let _ = write!(
                out,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" role=\"img\" aria-labelledby=\"{name}-t\" aria-describedby=\"{name}-d\" font-family=\"DejaVu Sans, sans-serif\"><title id=\"{name}-t\">{title}</title><desc id=\"{name}-d\">{description}</desc><rect width=\"{width}\" height=\"{height}\" fill=\"{}\"/>",
                theme.hex(Paint::Paper)
            );
        }
    }
    let mut in_text = false;
    for line in raw.lines() {
        match line.strip_prefix('<') {
            Some(tag) if !tag.starts_with('/') && !tag.starts_with("svg") => {
                in_text = tag.starts_with("text");
                element(tag, ink, &mut out);
            }
            Some("/text>") => {
                out.push_str("</text>");
                in_text = false;
            }
            None if in_text => out.push_str(line),
            Some(_) | None => {}
        }
    }
    out.push_str("</svg>");
    out
}

fn element(tag: &str, ink: Ink<'_>, out: &mut String) {
    let (name, mut rest) = tag.split_once(' ').unwrap_or((tag, ""));
    let filled = !rest.contains("fill=\"none\"") && name != "line";
    // Curves are steps: as a path of relative moves they take less than half the room.
    let closed = name == "polygon";
    out.push('<');
    out.push_str(if closed || name == "polyline" {
        "path"
    } else {
        name
    });
    while let Some((key, after)) = rest.split_once("=\"") {
        let Some((value, next)) = after.split_once('"') else {
            break;
        };
        attribute(key.trim(), value, filled, closed, ink, out);
        rest = next;
    }
    out.push_str(if rest.trim_start().starts_with('/') {
        "/>"
    } else {
        ">"
    });
}

fn attribute(key: &str, value: &str, filled: bool, closed: bool, ink: Ink<'_>, out: &mut String) {
    let written = match key {
        "dy" | "font-family" => return,
        "opacity" if value == "1" => return,
        "text-anchor" if value == "start" => return,
        "stroke" | "stroke-width" if filled => return,
        "fill" | "stroke" => match paint(value) {
            Some((paint, dashed)) => {
                if dashed {
                    out.push_str(" stroke-dasharray=\"3 3\"");
                }
                match ink {
                    Ink::Variables => format!("var({})", paint.variable()),
                    Ink::Resolved(theme) => theme.hex(paint),
                }
            }
            None => value.to_owned(),
        },
        "points" => {
            let _ = write!(out, " d=\"{}\"", path(value, closed));
            return;
        }
        "x" | "y" | "x1" | "y1" | "x2" | "y2" | "cx" | "cy" | "r" | "width" | "height"
        | "stroke-width" | "font-size" => scaled(value),
        _ => value.to_owned(),
    };
    out.push(' ');
    out.push_str(key);
    out.push_str("=\"");
    out.push_str(&written);
    out.push('"');
}

/// The path through points, each step from the one before.
fn path(points: &str, closed: bool) -> String {
    let numbers: Vec<i64> = points
        .split([' ', ','])
        .filter_map(|n| n.parse().ok())
        .collect();
    let write = |n: i64| short(n as f64);
    let mut out = String::new();
    let mut last: Option<(i64, i64)> = None;
    for point in numbers.chunks_exact(2) {
        let (x, y) = (point[0], point[1]);
        match last {
            None => {
                let _ = write!(out, "M{},{}", write(x), write(y));
            }
            Some((a, b)) => match (x - a, y - b) {
                (0, 0) => {}
                (dx, 0) => {
                    let _ = write!(out, "h{}", write(dx));
                }
                (0, dy) => {
                    let _ = write!(out, "v{}", write(dy));
                }
                (dx, dy) => {
                    let _ = write!(out, "l{},{}", write(dx), write(dy));
                }
            },
        }
        last = Some((x, y));
    }
    if closed {
        out.push('z');
    }
    out
}

fn paint(colour: &str) -> Option<(Paint, bool)> {
    let code = u32::from_str_radix(colour.strip_prefix('#')?, 16).ok()?;
    let [_, red, green, blue] = code.to_be_bytes();
    (red == STAND_IN).then_some(())?;
    Some((*Paint::EVERY.get(usize::from(green))?, blue == 1))
}

fn scaled(value: &str) -> String {
    value.parse().map_or_else(|_| value.to_owned(), short)
}

fn short(tenths: f64) -> String {
    let text = format!("{:.1}", tenths / FINE);
    text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
}

/// Text made safe for SVG and HTML content.
pub(super) fn escape(text: &str) -> String {
    text.chars()
        .fold(String::with_capacity(text.len()), |mut out, c| {
            match c {
                '&' => out.push_str("&amp;"),
                '<' => out.push_str("&lt;"),
                '>' => out.push_str("&gt;"),
                '"' => out.push_str("&quot;"),
                c if c.is_control() => out.push(' '),
                c => out.push(c),
            }
            out
        })
}
