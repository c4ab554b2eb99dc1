//! The typeface that is compiled in, for measuring and for drawing pictures: DejaVu Sans, regular and bold. No font of
//! the machine is ever used, so pictures look the same everywhere.

use std::sync::{Arc, OnceLock};

use ab_glyph::{Font, FontRef};
use resvg::usvg::fontdb::Database;

/// Family name of the typeface.
pub(super) const FAMILY: &str = "DejaVu Sans";

const REGULAR: &[u8] = include_bytes!(concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/report_templates/fonts/DejaVuSans.ttf"
));
const BOLD: &[u8] = include_bytes!(concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/report_templates/fonts/DejaVuSans-Bold.ttf"
));

/// Weight of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Weight {
    Regular,
    Bold,
}

/// The fonts for drawing; every generic family means ours. Loaded once.
pub(super) fn database() -> Arc<Database> {
    static FONTS: OnceLock<Arc<Database>> = OnceLock::new();
    Arc::clone(FONTS.get_or_init(|| {
        let mut fonts = Database::new();
        fonts.load_font_data(REGULAR.to_vec());
        fonts.load_font_data(BOLD.to_vec());
        fonts.set_serif_family(FAMILY);
        fonts.set_sans_serif_family(FAMILY);
        fonts.set_monospace_family(FAMILY);
        fonts.set_cursive_family(FAMILY);
        fonts.set_fantasy_family(FAMILY);
        Arc::new(fonts)
    }))
}

fn face(weight: Weight) -> Option<&'static FontRef<'static>> {
    static FACES: OnceLock<[Option<FontRef<'static>>; 2]> = OnceLock::new();
    let [regular, bold] = FACES.get_or_init(|| {
        [
            FontRef::try_from_slice(REGULAR).ok(),
            FontRef::try_from_slice(BOLD).ok(),
        ]
    });
    match weight {
        Weight::Regular => regular.as_ref(),
        Weight::Bold => bold.as_ref(),
    }
}

/// Width of a text in pixels at a font size in pixels per em, kerning left out (it only narrows). A typeface that
/// cannot be read measures 0.7 em a character.
pub(super) fn width(text: &str, size: f64, weight: Weight) -> f64 {
    let em = face(weight).and_then(|face| face.units_per_em().map(|units| (face, units)));
    let ems: f64 = match em {
        Some((face, units)) => text
            .chars()
            .map(|c| f64::from(face.h_advance_unscaled(face.glyph_id(c)) / units))
            .sum(),
        None => 0.7 * text.chars().count() as f64,
    };
    ems * size
}

/// The characters of a text, each once and in order, that the typeface cannot draw (they appear as empty boxes in
/// pictures), so that a caller can warn.
pub fn undrawable(text: &str) -> Vec<char> {
    let Some(face) = face(Weight::Regular) else {
        return Vec::new();
    };
    let mut missing = Vec::new();
    for c in text.chars().filter(|c| !c.is_whitespace()) {
        if face.glyph_id(c).0 == 0 && !missing.contains(&c) {
            missing.push(c);
        }
    }
    missing
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_follow_the_metrics_of_the_font() {
        // DejaVu Sans: 2048 units per em; the advance of a digit is 1303, of the space 651 (its hmtx table).
        assert!((width("0", 2048.0, Weight::Regular) - 1303.0).abs() < 0.5);
        assert!((width("0 0", 2048.0, Weight::Regular) - 3257.0).abs() < 0.5);
        assert!(width("Gen Z", 20.0, Weight::Bold) > width("Gen Z", 20.0, Weight::Regular));
    }

    #[test]
    fn what_cannot_be_drawn_is_named_once() {
        assert_eq!(undrawable("Zoë · Łódź – 12 %"), Vec::<char>::new());
        assert_eq!(undrawable("東京 東"), vec!['東', '京']);
    }
}
