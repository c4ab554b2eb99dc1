//! Widths of text in the font that the charts are set in, from its own metrics.

use std::sync::OnceLock;

use ab_glyph::{Font as _, FontRef, PxScale, ScaleFont as _};

use super::super::ReportError;

/// Weight of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Weight {
    /// Regular.
    Regular,
    /// Bold.
    Bold,
}

/// The two faces.
#[derive(Debug)]
pub(crate) struct Faces {
    regular: FontRef<'static>,
    bold: FontRef<'static>,
}

/// The bundled faces, read once.
///
/// # Errors
/// A font file that cannot be read.
pub(crate) fn faces() -> Result<&'static Faces, ReportError> {
    static FACES: OnceLock<Result<Faces, String>> = OnceLock::new();
    FACES
        .get_or_init(|| {
            let read =
                |bytes: &'static [u8]| FontRef::try_from_slice(bytes).map_err(|e| e.to_string());
            Ok(Faces {
                regular: read(include_bytes!(
                    "../../../report_templates/fonts/DejaVuSans.ttf"
                ))?,
                bold: read(include_bytes!(
                    "../../../report_templates/fonts/DejaVuSans-Bold.ttf"
                ))?,
            })
        })
        .as_ref()
        .map_err(|cause| ReportError::Font(cause.clone()))
}

impl Faces {
    /// Width of a text in pixels at a size in pixels per em. A letter that the font lacks counts a full em,
    /// which is as wide as letters of other scripts get.
    pub(crate) fn width(&self, text: &str, size: f64, weight: Weight) -> f64 {
        let face = match weight {
            Weight::Regular => &self.regular,
            Weight::Bold => &self.bold,
        };
        let per_em = face.units_per_em().unwrap_or(2048.0);
        let scaled = face.as_scaled(PxScale::from(face.height_unscaled() / per_em * size as f32));
        let mut width = 0.0;
        let mut last = None;
        for letter in text.chars() {
            let glyph = face.glyph_id(letter);
            if glyph.0 == 0 {
                width += size;
                last = None;
                continue;
            }
            if let Some(before) = last {
                width += f64::from(scaled.kern(before, glyph));
            }
            width += f64::from(scaled.h_advance(glyph));
            last = Some(glyph);
        }
        width
    }

    /// The text, cut with an ellipsis where it is wider than allowed.
    pub(crate) fn fitted(&self, text: &str, size: f64, weight: Weight, most: f64) -> String {
        if self.width(text, size, weight) <= most {
            return text.to_owned();
        }
        let letters: Vec<char> = text.chars().collect();
        (1..letters.len())
            .rev()
            .map(|n| format!("{}…", letters[..n].iter().collect::<String>().trim_end()))
            .find(|cut| self.width(cut, size, weight) <= most)
            .unwrap_or_else(|| "…".to_owned())
    }

    /// The text in lines no wider than allowed, at most `lines` of them; what does not fit is cut.
    pub(crate) fn wrapped(
        &self,
        text: &str,
        size: f64,
        weight: Weight,
        most: f64,
        lines: usize,
    ) -> Vec<String> {
        let mut out: Vec<String> = Vec::new();
        let mut line = String::new();
        for word in text.split_whitespace() {
            let longer = if line.is_empty() {
                word.to_owned()
            } else {
                format!("{line} {word}")
            };
            if out.len() + 1 >= lines
                || line.is_empty()
                || self.width(&longer, size, weight) <= most
            {
                line = longer;
            } else {
                out.push(std::mem::replace(&mut line, word.to_owned()));
            }
        }
        out.push(line);
        out.iter()
            .map(|l| self.fitted(l, size, weight, most))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_are_those_of_dejavu_sans() {
        let faces = faces().expect("the bundled font");
        // Advance widths of DejaVu Sans, units per em 2048: H 1540, i 569; Bold H 1714.
        let close = |a: f64, b: f64| (a - b).abs() < 0.02;
        assert!(close(faces.width("H", 2048.0, Weight::Regular), 1540.0));
        assert!(close(faces.width("i", 2048.0, Weight::Regular), 569.0));
        assert!(close(faces.width("H", 2048.0, Weight::Bold), 1714.0));
        assert!(faces.width("−1,234 é ä ≥", 12.0, Weight::Regular) > 0.0);
    }

    #[test]
    fn long_texts_are_cut_or_wrapped() {
        let faces = faces().expect("the bundled font");
        let text = "Programmes led by employee resource groups";
        let cut = faces.fitted(text, 12.0, Weight::Regular, 100.0);
        assert!(cut.ends_with('…') && faces.width(&cut, 12.0, Weight::Regular) <= 100.0);
        let lines = faces.wrapped(text, 12.0, Weight::Regular, 160.0, 2);
        assert_eq!(lines.len(), 2);
        assert!(
            lines
                .iter()
                .all(|l| faces.width(l, 12.0, Weight::Regular) <= 160.0)
        );
    }
}
