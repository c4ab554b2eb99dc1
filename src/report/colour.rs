//! The palette of the pages in light and dark, and an accent of one's own bent until it can be read.
//!
//! Contrast is the ratio of WCAG 2.2 (relative luminance of sRGB). Names of the colours stand once, in [`Paint`].

use super::ReportError;

/// The colours of text and marks. The name is the CSS variable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Paint {
    /// Text.
    Ink,
    /// Lesser text.
    Muted,
    /// Thin rules.
    Rule,
    /// Participants.
    Accent,
    /// The comparison.
    Control,
    /// The raw number.
    Raw,
    /// Harm.
    Harm,
    /// The ground.
    Paper,
}

impl Paint {
    /// Every paint; the position is its code.
    pub(crate) const EVERY: [Paint; 8] = [
        Paint::Ink,
        Paint::Muted,
        Paint::Rule,
        Paint::Accent,
        Paint::Control,
        Paint::Raw,
        Paint::Harm,
        Paint::Paper,
    ];

    /// The CSS variable.
    pub(crate) fn variable(self) -> &'static str {
        match self {
            Paint::Ink => "--ink",
            Paint::Muted => "--muted",
            Paint::Rule => "--rule",
            Paint::Accent => "--a",
            Paint::Control => "--c",
            Paint::Raw => "--warn",
            Paint::Harm => "--bad",
            Paint::Paper => "--paper",
        }
    }
}

/// A colour.
pub(crate) type Rgb = [u8; 3];

/// The colours of one theme, by [`Paint::EVERY`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Theme([Rgb; 8]);

const LIGHT: Theme = Theme([
    [0x1c, 0x21, 0x26],
    [0x5d, 0x65, 0x70],
    [0xdc, 0xd8, 0xcf],
    [0x0b, 0x6e, 0x4f],
    [0x6a, 0x72, 0x7e],
    [0x9a, 0x5c, 0x00],
    [0xa8, 0x28, 0x1f],
    [0xfb, 0xfa, 0xf6],
]);

const DARK: Theme = Theme([
    [0xe8, 0xe6, 0xe0],
    [0xa2, 0xa9, 0xb3],
    [0x3a, 0x41, 0x48],
    [0x4c, 0xc2, 0x9a],
    [0x9a, 0xa2, 0xad],
    [0xe3, 0xa2, 0x4a],
    [0xef, 0x8a, 0x80],
    [0x15, 0x18, 0x1b],
]);

/// Both themes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Palette {
    /// On light ground.
    pub light: Theme,
    /// On dark ground.
    pub dark: Theme,
}

impl Palette {
    /// The house colours, or those with an accent of one's own, made darker or lighter until it reaches 4.5:1.
    ///
    /// # Errors
    /// A text that is not `#rrggbb`.
    pub(crate) fn with_accent(accent: Option<&str>) -> Result<Palette, ReportError> {
        let mut palette = Palette {
            light: LIGHT,
            dark: DARK,
        };
        if let Some(text) = accent {
            let own = parse(text).ok_or_else(|| ReportError::Accent(text.to_owned()))?;
            for (theme, towards) in [(&mut palette.light, [0; 3]), (&mut palette.dark, [255; 3])] {
                theme.0[Paint::Accent as usize] = legible(own, theme.of(Paint::Paper), towards);
            }
        }
        Ok(palette)
    }

    /// The CSS variables of both themes.
    pub(crate) fn css(&self) -> String {
        format!(
            ":root{{{};--card:#ffffff;--tint:#f1eee6}}@media (prefers-color-scheme:dark){{:root{{{};--card:#1c2024;--tint:#20252a}}}}@media print{{:root{{{};--card:#ffffff;--tint:#f4f4f4}}}}",
            self.light.css(),
            self.dark.css(),
            self.light.css()
        )
    }
}

impl Theme {
    /// A colour of the theme.
    pub(crate) fn of(&self, paint: Paint) -> Rgb {
        self.0[paint as usize]
    }

    /// The same as `#rrggbb`.
    pub(crate) fn hex(&self, paint: Paint) -> String {
        let [r, g, b] = self.of(paint);
        format!("#{r:02x}{g:02x}{b:02x}")
    }

    fn css(&self) -> String {
        Paint::EVERY
            .map(|p| format!("{}:{}", p.variable(), self.hex(p)))
            .join(";")
    }
}

fn parse(text: &str) -> Option<Rgb> {
    let hex = text
        .trim()
        .strip_prefix('#')
        .filter(|h| h.len() == 6 && h.is_ascii())?;
    let at = |k: usize| u8::from_str_radix(hex.get(k..k + 2)?, 16).ok();
    Some([at(0)?, at(2)?, at(4)?])
}

fn luminance(colour: Rgb) -> f64 {
    let [r, g, b] = colour.map(|c| {
        let x = f64::from(c) / 255.0;
        if x <= 0.04045 {
            x / 12.92
        } else {
            ((x + 0.055) / 1.055).powf(2.4)
        }
    });
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

/// Contrast of two colours, 1 to 21 (WCAG 2.2).
pub(crate) fn contrast(a: Rgb, b: Rgb) -> f64 {
    let (x, y) = (luminance(a), luminance(b));
    (x.max(y) + 0.05) / (x.min(y) + 0.05)
}

/// The colour moved towards another until it reaches 4.7:1 on the ground.
fn legible(colour: Rgb, ground: Rgb, towards: Rgb) -> Rgb {
    let mixed = |share: f64| {
        let mut out = colour;
        for (c, t) in out.iter_mut().zip(towards) {
            *c = (f64::from(*c) * (1.0 - share) + f64::from(t) * share).round() as u8;
        }
        out
    };
    (0..=20)
        .map(|k| mixed(f64::from(k) / 20.0))
        .find(|&c| contrast(c, ground) >= 4.7)
        .unwrap_or(towards)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_colour_is_legible_in_both_themes() {
        for accent in [
            None,
            Some("#ffff00"),
            Some("#000033"),
            Some("#0b6e4f"),
            Some("#ffffff"),
            Some("#000000"),
        ] {
            let palette = Palette::with_accent(accent).expect("a colour");
            for theme in [palette.light, palette.dark] {
                for paint in [
                    Paint::Ink,
                    Paint::Muted,
                    Paint::Accent,
                    Paint::Control,
                    Paint::Raw,
                    Paint::Harm,
                ] {
                    let ratio = contrast(theme.of(paint), theme.of(Paint::Paper));
                    assert!(ratio >= 4.5, "{paint:?} {accent:?} {ratio}");
                }
            }
        }
        assert!(Palette::with_accent(Some("teal")).is_err());
        assert!((contrast([0; 3], [255; 3]) - 21.0).abs() < 1e-9);
    }
}
