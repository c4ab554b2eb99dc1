//! Social cards, 1200 x 627: one publishable claim, whose it is, and the small print that makes it honest.
//!
//! The claim is set as large as it fits above the small print; the small print gets smaller before it takes room
//! from the claim. Only texts far longer than a card (some 900 characters) are cut, with an ellipsis.
//! What a claim says is decided elsewhere; nothing here knows a number.

use super::image::Overlay;
use super::typeface::{self, FAMILY, Weight};
use super::{ExportError, image};

/// Width of a card in pixels.
pub const WIDTH: u32 = 1200;
/// Height of a card in pixels.
pub const HEIGHT: u32 = 627;

const LEFT: f64 = 88.0;
const TEXT_WIDTH: f64 = WIDTH as f64 - LEFT - 72.0;
const CLAIM_TOP: f64 = 128.0;
/// Upper edge and greatest size of the logo, at the right.
const LOGO_TOP: f64 = 52.0;
const LOGO: (f64, f64) = (240.0, 60.0);
const BOTTOM: f64 = HEIGHT as f64 - 48.0;
/// Measured widths are trusted to this share, for hinting and rounding.
const SAFETY: f64 = 0.985;

const PAPER: &str = "#fbfaf6";
const INK: &str = "#1c2126";
const MUTED: &str = "#5d6570";
const RULE: &str = "#dcd8cf";
const ACCENT: &str = "#0b6e4f";

/// What stands on a card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// Name of the file without ending, for messages.
    pub name: String,
    /// The claim, a sentence.
    pub claim: String,
    /// Period, population, method, numbers: what makes the claim checkable.
    pub footnote: String,
    /// Whose claim it is.
    pub organisation: String,
    /// Colour of the bar as `#rrggbb`; anything else means the default.
    pub accent: Option<String>,
    /// The bytes of the logo, an SVG or PNG file.
    pub logo: Option<Vec<u8>>,
}

/// The card as PNG, 1200 x 627.
///
/// # Errors
/// A logo that cannot be drawn.
pub fn png(card: &Card) -> Result<Vec<u8>, ExportError> {
    let logo = card.logo.as_deref().map(|picture| Overlay {
        picture,
        corner: ((LEFT + TEXT_WIDTH) as f32, LOGO_TOP as f32),
        room: (LOGO.0 as f32, LOGO.1 as f32),
    });
    image::svg_to_png_with(&card.name, &svg(card), 1.0, logo)
}

/// The card as SVG, without its logo.
pub fn svg(card: &Card) -> String {
    let footnote = block(
        &card.footnote.replace(" %", "\u{a0}%"),
        Weight::Regular,
        (14..=21).rev().map(f64::from),
        (TEXT_WIDTH, 150.0),
    );
    let rule = BOTTOM - footnote.height() - 22.0;
    let room = rule - 24.0 - CLAIM_TOP;
    let claim = block(
        &card.claim,
        Weight::Bold,
        (9..=34).rev().map(|half| 2.0 * f64::from(half)),
        (TEXT_WIDTH, room),
    );
    let beside = if card.logo.is_some() {
        TEXT_WIDTH - LOGO.0 - 24.0
    } else {
        TEXT_WIDTH
    };
    let name = block(
        &card.organisation,
        Weight::Bold,
        (14..=26).rev().map(f64::from),
        (beside, 34.0),
    );
    // The claim stands a little above the middle of its room.
    let claim_top = CLAIM_TOP + ((room - claim.height()) * 0.42).max(0.0);
    let accent = card
        .accent
        .as_deref()
        .filter(|a| is_colour(a))
        .unwrap_or(ACCENT);
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{HEIGHT}\" viewBox=\"0 0 {WIDTH} {HEIGHT}\">\
         <rect width=\"{WIDTH}\" height=\"{HEIGHT}\" fill=\"{PAPER}\"/>\
         <rect width=\"24\" height=\"{HEIGHT}\" fill=\"{accent}\"/>{}{}\
         <rect x=\"{LEFT}\" y=\"{rule:.1}\" width=\"{TEXT_WIDTH}\" height=\"1.5\" fill=\"{RULE}\"/>{}</svg>",
        name.svg(64.0, MUTED),
        claim.svg(claim_top, INK),
        footnote.svg(rule + 22.0, MUTED),
    )
}

/// Lines of one size.
struct Block {
    size: f64,
    weight: Weight,
    lines: Vec<String>,
}

const LEADING: f64 = 1.28;

impl Block {
    fn height(&self) -> f64 {
        self.lines.len() as f64 * self.size * LEADING
    }

    fn svg(&self, top: f64, fill: &str) -> String {
        let weight = match self.weight {
            Weight::Regular => "400",
            Weight::Bold => "700",
        };
        let line = |(at, text): (usize, &String)| {
            // The baseline stands one size below the top of its line, less the room under it.
            let y = top + (at as f64 * LEADING + 1.0) * self.size;
            let size = self.size;
            format!(
                "<text x=\"{LEFT}\" y=\"{y:.1}\" font-family=\"{FAMILY}\" font-size=\"{size}\" \
                 font-weight=\"{weight}\" fill=\"{fill}\">{}</text>",
                escaped(text)
            )
        };
        self.lines.iter().enumerate().map(line).collect()
    }
}

/// The text at the first size at which it fits the height; at the last size, cut with an ellipsis.
fn block(
    text: &str,
    weight: Weight,
    sizes: impl Iterator<Item = f64>,
    (width, height): (f64, f64),
) -> Block {
    let mut smallest = Block {
        size: 14.0,
        weight,
        lines: Vec::new(),
    };
    for size in sizes {
        let mut block = Block {
            size,
            weight,
            lines: wrapped(text, size, weight, width),
        };
        if block.height() <= height {
            balance(&mut block, text, width);
            return block;
        }
        smallest = block;
    }
    let most = ((height / (smallest.size * LEADING)).floor() as usize).max(1);
    if smallest.lines.len() > most {
        smallest.lines.truncate(most);
        if let Some(last) = smallest.lines.last_mut() {
            while !last.is_empty()
                && typeface::width(&format!("{last}…"), smallest.size, weight) > width * SAFETY
            {
                last.pop();
            }
            last.push('…');
        }
    }
    smallest
}

/// Makes the lines of about the same length, without adding one.
fn balance(block: &mut Block, text: &str, width: f64) {
    for tenths in (1..=9).rev() {
        let narrower = width * (0.55 + 0.05 * f64::from(tenths));
        let lines = wrapped(text, block.size, block.weight, narrower);
        if lines.len() > block.lines.len() {
            return;
        }
        block.lines = lines;
    }
}

/// Greedy wrapping at white space; a word wider than a line is broken anywhere. Widths add up, as no kerning is counted.
fn wrapped(text: &str, size: f64, weight: Weight, width: f64) -> Vec<String> {
    let room = width * SAFETY;
    let space = typeface::width(" ", size, weight);
    let (mut lines, mut line, mut used) = (Vec::new(), String::new(), 0.0);
    // A no-break space is white space to Unicode, but not a place to break.
    for word in text
        .split(|c: char| c.is_whitespace() && c != '\u{a0}' && c != '\u{202f}')
        .filter(|w| !w.is_empty())
    {
        let wide = typeface::width(word, size, weight);
        if !line.is_empty() && used + space + wide <= room {
            line.push(' ');
            line.push_str(word);
            used += space + wide;
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
            used = 0.0;
        }
        if wide <= room {
            line.push_str(word);
            used = wide;
            continue;
        }
        for c in word.chars() {
            let wide = typeface::width(c.encode_utf8(&mut [0; 4]), size, weight);
            if !line.is_empty() && used + wide > room {
                lines.push(std::mem::take(&mut line));
                used = 0.0;
            }
            line.push(c);
            used += wide;
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// Escaped for XML; characters that XML cannot hold are left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\u{fffe}' | '\u{ffff}' => {}
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

fn is_colour(text: &str) -> bool {
    text.len() == 7 && text.starts_with('#') && text[1..].bytes().all(|b| b.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use resvg::tiny_skia::Pixmap;

    use super::*;

    fn card(claim: &str, footnote: &str, organisation: &str) -> Card {
        Card {
            name: "c".to_owned(),
            claim: claim.to_owned(),
            footnote: footnote.to_owned(),
            organisation: organisation.to_owned(),
            accent: Some("#7a1fa2".to_owned()),
            logo: None,
        }
    }

    #[test]
    fn a_logo_stands_at_the_right_whatever_its_kind_and_leaves_the_name_its_room() {
        let red = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"480\" height=\"60\">\
                   <rect width=\"480\" height=\"60\" fill=\"#ff0000\"/></svg>";
        let raster = image::svg_to_png("logo", red, 1.0).unwrap();
        let name = "An organisation with a name so long that it would reach the logo on the right";
        for logo in [red.as_bytes().to_vec(), raster] {
            let with = Card {
                logo: Some(logo),
                ..card("a", "b", name)
            };
            let picture = Pixmap::decode_png(&png(&with).unwrap()).unwrap();
            let is_red = |x: u32, y: u32| {
                let p = picture.pixel(x, y).unwrap();
                (p.red(), p.green(), p.blue()) == (255, 0, 0)
            };
            // 480 x 60 in a box of 240 x 60 becomes 240 x 30.
            assert!(is_red(890, 54) && is_red(1126, 80));
            assert!(!is_red(884, 66) && !is_red(1130, 66) && !is_red(1000, 84));
        }
        let broken = Card {
            logo: Some(b"<svg".to_vec()),
            ..card("a", "b", "c")
        };
        assert!(png(&broken).is_err());
    }

    /// Whether nothing but paper is found in the margins right of the text and below it.
    fn margins_are_clear(picture: &Pixmap) -> bool {
        let paper = picture
            .pixel(1190, 5)
            .map(|p| (p.red(), p.green(), p.blue()));
        (0..HEIGHT).all(|y| {
            (24..WIDTH)
                .filter(|&x| !(80..=1136).contains(&x) || !(50..=590).contains(&y))
                .all(|x| picture.pixel(x, y).map(|p| (p.red(), p.green(), p.blue())) == paper)
        })
    }

    #[test]
    fn texts_of_any_length_stay_inside_the_margins() {
        let long = "People who took part stayed longer than similar colleagues who had not joined "
            .repeat(12);
        let word = "Donaudampfschifffahrtsgesellschaft".repeat(40);
        for (claim, footnote, organisation) in [
            (
                "Of every hundred mentors, 4 more stayed a year.",
                "2025Q4, 120 people.",
                "Northwind Group",
            ),
            (long.as_str(), long.as_str(), long.as_str()),
            (word.as_str(), word.as_str(), word.as_str()),
            ("", "", ""),
            ("<script>&\"'\u{0}\u{8}]]>", "東京", "\u{202e}a"),
            ("WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW", "|", "É"),
        ] {
            let card = card(claim, footnote, organisation);
            let bytes = png(&card).unwrap();
            let picture = Pixmap::decode_png(&bytes).unwrap();
            assert_eq!((picture.width(), picture.height()), (WIDTH, HEIGHT));
            assert!(margins_are_clear(&picture), "{claim:.40}");
            assert_eq!(bytes, png(&card).unwrap());
        }
    }

    #[test]
    fn every_word_of_an_ordinary_card_is_there_and_escaped() {
        let text = svg(&card(
            "A & B <b>stayed</b> longer",
            "Period 2025Q4",
            "O'Neil",
        ));
        assert!(
            text.contains("A &amp; B") && !text.contains("<b>") && text.contains("Period 2025Q4")
        );
        assert!(text.contains("#7a1fa2"));
    }

    #[test]
    fn a_colour_that_is_none_is_not_written() {
        let hostile = Card {
            accent: Some("#12\"/><x".to_owned()),
            ..card("a", "b", "c")
        };
        assert!(svg(&hostile).contains(ACCENT) && !svg(&hostile).contains("<x"));
        assert!(!is_colour("#12345é"));
    }
}
