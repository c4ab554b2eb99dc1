//! A drawing surface over plotters' SVG backend: tenths of a pixel, colours by name, and a note of where every
//! text stands.
//!
//! plotters knows whole pixels, fixed colours and neither title nor role. So the surface is ten times as large and colours
//! are stand-ins; [`Canvas::finish`] has [`super::markup`] turn the elements back.

use plotters::prelude::{DrawingBackend as _, SVGBackend};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color as _, FontFamily, FontStyle, RGBColor, ShapeStyle, TextStyle};

use super::super::ReportError;
use super::super::colour::{Paint, Theme};
use super::font::{Faces, Weight, faces};
use super::markup;

/// Tenths of a pixel.
pub(super) const FINE: f64 = 10.0;
/// What plotters divides font sizes by.
const PLOTTERS_FONT: f64 = 1.24;

/// Where a text stands to its point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Anchor {
    /// It begins there.
    Start,
    /// It is centred on it.
    Middle,
    /// It ends there.
    End,
}

/// How a text is set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Type {
    /// Pixels per em.
    pub size: f64,
    /// Weight.
    pub weight: Weight,
    /// Colour.
    pub paint: Paint,
    /// Stand.
    pub anchor: Anchor,
}

/// How a line is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Stroke {
    /// Colour.
    pub paint: Paint,
    /// Width in pixels.
    pub width: f64,
    /// Opacity, 0..1.
    pub opacity: f64,
    /// Dashed.
    pub dashed: bool,
}

impl Stroke {
    /// A plain line.
    pub(crate) fn of(paint: Paint, width: f64) -> Stroke {
        Stroke {
            paint,
            width,
            opacity: 1.0,
            dashed: false,
        }
    }

    /// The same, dashed.
    #[must_use]
    pub(crate) fn dashed(self) -> Stroke {
        Stroke {
            dashed: true,
            ..self
        }
    }

    /// The same, fainter.
    #[must_use]
    pub(crate) fn faint(self, opacity: f64) -> Stroke {
        Stroke { opacity, ..self }
    }
}

/// The box that a text takes, in pixels.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct TextBox {
    /// The text.
    pub text: String,
    /// Left, top, right, bottom.
    pub edges: [f64; 4],
    /// Its size.
    pub size: f64,
}

/// A finished drawing of one width.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Drawing {
    /// For a page: colours are variables, title and description have ids.
    pub inline: String,
    /// For a file: light colours.
    pub alone: String,
    /// Every text.
    pub boxes: Vec<TextBox>,
    /// Width and height in pixels.
    pub size: (f64, f64),
}

/// The surface.
#[derive(Debug)]
pub(crate) struct Canvas {
    size: (f64, f64),
    faces: &'static Faces,
    marks: Vec<Mark>,
    boxes: Vec<TextBox>,
}

#[derive(Debug)]
enum Mark {
    Path(Vec<(f64, f64)>, Stroke),
    Area(Vec<(f64, f64)>, Stroke),
    Dot((f64, f64), f64, Stroke, bool),
    Text((f64, f64), Type, String),
}

impl Canvas {
    /// An empty surface.
    ///
    /// # Errors
    /// When the bundled font cannot be read.
    pub(crate) fn new(width: f64, height: f64) -> Result<Canvas, ReportError> {
        Ok(Canvas {
            size: (width, height),
            faces: faces()?,
            marks: Vec::new(),
            boxes: Vec::new(),
        })
    }

    /// The measures of the font.
    pub(crate) fn faces(&self) -> &'static Faces {
        self.faces
    }

    /// A straight line.
    pub(crate) fn line(&mut self, from: (f64, f64), to: (f64, f64), stroke: Stroke) {
        self.marks.push(Mark::Path(vec![from, to], stroke));
    }

    /// A line through points.
    pub(crate) fn path(&mut self, points: Vec<(f64, f64)>, stroke: Stroke) {
        self.marks.push(Mark::Path(points, stroke));
    }

    /// A filled area.
    pub(crate) fn area(&mut self, points: Vec<(f64, f64)>, paint: Paint, opacity: f64) {
        self.marks
            .push(Mark::Area(points, Stroke::of(paint, 0.0).faint(opacity)));
    }

    /// A filled rectangle.
    pub(crate) fn block(
        &mut self,
        left: f64,
        top: f64,
        right: f64,
        bottom: f64,
        paint: Paint,
        opacity: f64,
    ) {
        self.area(
            vec![(left, top), (right, top), (right, bottom), (left, bottom)],
            paint,
            opacity,
        );
    }

    /// A filled dot.
    pub(crate) fn dot(&mut self, at: (f64, f64), radius: f64, paint: Paint) {
        self.marks
            .push(Mark::Dot(at, radius, Stroke::of(paint, 0.0), true));
    }

    /// A hollow dot on the ground of the page.
    pub(crate) fn ring(&mut self, at: (f64, f64), radius: f64, stroke: Stroke) {
        self.marks
            .push(Mark::Dot(at, radius, Stroke::of(Paint::Paper, 0.0), true));
        self.marks.push(Mark::Dot(at, radius, stroke, false));
    }

    /// A text on its baseline; control characters become spaces.
    pub(crate) fn text(&mut self, at: (f64, f64), kind: Type, text: &str) {
        let text: String = text
            .chars()
            .map(|c| if c.is_control() { ' ' } else { c })
            .collect();
        if text.trim().is_empty() {
            return;
        }
        let width = self.faces.width(&text, kind.size, kind.weight);
        let left = match kind.anchor {
            Anchor::Start => at.0,
            Anchor::Middle => at.0 - width / 2.0,
            Anchor::End => at.0 - width,
        };
        self.boxes.push(TextBox {
            text: text.clone(),
            // Capitals of DejaVu Sans are 0.73 em high, descenders 0.24 em deep.
            edges: [
                left,
                at.1 - 0.76 * kind.size,
                left + width,
                at.1 + 0.22 * kind.size,
            ],
            size: kind.size,
        });
        self.marks.push(Mark::Text(at, kind, text));
    }

    /// Draws everything with plotters and writes it for a page and for a file.
    ///
    /// # Errors
    /// What plotters reports.
    pub(crate) fn finish(
        self,
        name: &str,
        title: &str,
        description: &str,
        light: &Theme,
    ) -> Result<Drawing, ReportError> {
        let mut raw = String::new();
        let fault = |cause: String| ReportError::Drawing {
            name: name.to_owned(),
            cause,
        };
        {
            let size = (
                fine(self.size.0).unsigned_abs(),
                fine(self.size.1).unsigned_abs(),
            );
            let mut surface = SVGBackend::with_string(&mut raw, size);
            for mark in &self.marks {
                draw(&mut surface, mark).map_err(|e| fault(e.to_string()))?;
            }
            surface.present().map_err(|e| fault(e.to_string()))?;
        }
        let frame = markup::Frame {
            name,
            title,
            description,
            size: self.size,
        };
        Ok(Drawing {
            inline: markup::rewrite(&raw, &frame, markup::Ink::Variables),
            alone: markup::rewrite(&raw, &frame, markup::Ink::Resolved(light)),
            boxes: self.boxes,
            size: self.size,
        })
    }
}

fn fine(pixels: f64) -> i32 {
    (pixels * FINE).round() as i32
}

fn points(points: &[(f64, f64)]) -> Vec<(i32, i32)> {
    points.iter().map(|&(x, y)| (fine(x), fine(y))).collect()
}

fn style(stroke: &Stroke, filled: bool) -> ShapeStyle {
    ShapeStyle {
        color: stand_in(stroke.paint, stroke.dashed).mix(stroke.opacity),
        filled,
        stroke_width: fine(stroke.width).unsigned_abs(),
    }
}

fn stand_in(paint: Paint, dashed: bool) -> RGBColor {
    let [red, green, blue] = markup::stand_in(paint, dashed);
    RGBColor(red, green, blue)
}

fn draw(surface: &mut SVGBackend<'_>, mark: &Mark) -> Result<(), Box<dyn std::error::Error>> {
    match mark {
        Mark::Path(through, stroke) => match points(through).as_slice() {
            [from, to] => surface.draw_line(*from, *to, &style(stroke, false))?,
            more => surface.draw_path(more.to_vec(), &style(stroke, false))?,
        },
        Mark::Area(around, fill) => surface.fill_polygon(points(around), &style(fill, true))?,
        Mark::Dot(at, radius, stroke, filled) => {
            let centre = (fine(at.0), fine(at.1));
            surface.draw_circle(
                centre,
                fine(*radius).unsigned_abs(),
                &style(stroke, *filled),
                *filled,
            )?;
        }
        Mark::Text(at, kind, text) => {
            let across = match kind.anchor {
                Anchor::Start => HPos::Left,
                Anchor::Middle => HPos::Center,
                Anchor::End => HPos::Right,
            };
            let weight = match kind.weight {
                Weight::Regular => FontStyle::Normal,
                Weight::Bold => FontStyle::Bold,
            };
            let colour = stand_in(kind.paint, false);
            let set = TextStyle::from((
                FontFamily::SansSerif,
                kind.size * FINE * PLOTTERS_FONT,
                weight,
            ))
            .color(&colour)
            .pos(Pos::new(across, VPos::Center));
            surface.draw_text(text, &set, (fine(at.0), fine(at.1)))?;
        }
    }
    Ok(())
}
