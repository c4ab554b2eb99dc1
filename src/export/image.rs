//! SVG to PNG with the typeface that is compiled in: no font, file or address outside the SVG text is read. The PNG holds
//! no time and no other metadata, so the same SVG gives the same bytes.

use resvg::tiny_skia::{Color, FilterQuality, Pixmap, PixmapPaint, Transform};
use resvg::usvg::{ImageHrefResolver, Options, Tree};

use super::ExportError;
use super::typeface;

/// Most pixels of a picture (an A3 poster at 300 dpi has 17 million).
const MOST_PIXELS: f64 = 50e6;

/// Draws an SVG on white at `scale` pixels per SVG unit (2.0 suits slides). `name` is for messages only.
///
/// # Errors
/// A text that is no SVG, a size that is not positive, a picture of more than 50 million pixels.
pub fn svg_to_png(name: &str, svg: &str, scale: f32) -> Result<Vec<u8>, ExportError> {
    svg_to_png_with(name, svg, scale, None)
}

/// A picture laid over another, as large as fits a box, at its upper right corner.
#[derive(Debug, Clone, Copy)]
pub(super) struct Overlay<'a> {
    /// The bytes of an SVG or PNG file.
    pub(super) picture: &'a [u8],
    /// Right and upper edge of the box.
    pub(super) corner: (f32, f32),
    /// Its width and height.
    pub(super) room: (f32, f32),
}

/// [`svg_to_png`] with a picture laid over it.
pub(super) fn svg_to_png_with(
    name: &str,
    svg: &str,
    scale: f32,
    overlay: Option<Overlay<'_>>,
) -> Result<Vec<u8>, ExportError> {
    let failed = |reason: String| ExportError::Picture {
        name: name.to_owned(),
        reason,
    };
    let tree = Tree::from_str(svg, &options()).map_err(|e| failed(e.to_string()))?;
    let (width, height) = (
        (tree.size().width() * scale).round(),
        (tree.size().height() * scale).round(),
    );
    let fits = width >= 1.0 && height >= 1.0 && f64::from(width) * f64::from(height) <= MOST_PIXELS;
    let canvas = fits
        .then(|| Pixmap::new(width as u32, height as u32))
        .flatten();
    let mut canvas = canvas.ok_or_else(|| {
        failed(format!(
            "{width} x {height} pixels is no size for a picture"
        ))
    })?;
    canvas.fill(Color::WHITE);
    let stretch = Transform::from_scale(width / tree.size().width(), height / tree.size().height());
    resvg::render(&tree, stretch, &mut canvas.as_mut());
    if let Some(overlay) = overlay {
        overlay.draw(&mut canvas, scale).map_err(failed)?;
    }
    encoded(&canvas).map_err(|e| failed(e.to_string()))
}

fn options() -> Options<'static> {
    Options {
        font_family: typeface::FAMILY.to_owned(),
        fontdb: typeface::database(),
        image_href_resolver: ImageHrefResolver {
            resolve_data: ImageHrefResolver::default_data_resolver(),
            resolve_string: Box::new(|_, _| None),
        },
        ..Options::default()
    }
}

impl Overlay<'_> {
    fn draw(&self, canvas: &mut Pixmap, scale: f32) -> Result<(), String> {
        let place = |width: f32, height: f32| {
            let own = (self.room.0 / width).min(self.room.1 / height) * scale;
            let left = self.corner.0 * scale - width * own;
            Transform::from_row(own, 0.0, 0.0, own, left, self.corner.1 * scale)
        };
        if self.picture.starts_with(b"\x89PNG") {
            let picture = Pixmap::decode_png(self.picture).map_err(|e| e.to_string())?;
            let paint = PixmapPaint {
                quality: FilterQuality::Bilinear,
                ..PixmapPaint::default()
            };
            let place = place(picture.width() as f32, picture.height() as f32);
            canvas.draw_pixmap(0, 0, picture.as_ref(), &paint, place, None);
        } else {
            let tree = Tree::from_data(self.picture, &options()).map_err(|e| e.to_string())?;
            let place = place(tree.size().width(), tree.size().height());
            resvg::render(&tree, place, &mut canvas.as_mut());
        }
        Ok(())
    }
}

/// The picture as PNG: three channels, for the ground is opaque; compressed fast, for charts are mostly plain areas that any
/// effort makes small.
fn encoded(canvas: &Pixmap) -> Result<Vec<u8>, png::EncodingError> {
    let colours: Vec<u8> = canvas
        .pixels()
        .iter()
        .flat_map(|p| [p.red(), p.green(), p.blue()])
        .collect();
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, canvas.width(), canvas.height());
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Fast);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&colours)?;
    writer.finish()?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(svg: &str) -> Pixmap {
        Pixmap::decode_png(&svg_to_png("test", svg, 2.0).unwrap()).unwrap()
    }

    fn dark(picture: &Pixmap) -> usize {
        picture.pixels().iter().filter(|p| p.red() < 128).count()
    }

    #[test]
    fn text_of_any_family_is_drawn_at_the_scale_asked_for() {
        for family in [
            "Georgia, serif",
            "system-ui, sans-serif",
            "No Such Font",
            "DejaVu Sans",
        ] {
            let svg = format!(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"120\" height=\"40\"><text x=\"5\" y=\"30\" \
                 font-family=\"{family}\" font-size=\"24\">Gen Z é</text></svg>"
            );
            let picture = drawn(&svg);
            assert_eq!((picture.width(), picture.height()), (240, 80));
            assert!(dark(&picture) > 500, "{family}");
            assert_eq!(
                svg_to_png("a", &svg, 2.0).unwrap(),
                svg_to_png("b", &svg, 2.0).unwrap()
            );
        }
    }

    #[test]
    fn the_png_has_no_chunk_but_header_data_and_end() {
        let png = svg_to_png(
            "t",
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>",
            1.0,
        )
        .unwrap();
        let mut at = 8;
        let mut chunks = Vec::new();
        while at + 8 <= png.len() {
            let length = u32::from_be_bytes(png[at..at + 4].try_into().unwrap()) as usize;
            chunks.push(String::from_utf8_lossy(&png[at + 4..at + 8]).into_owned());
            at += length + 12;
        }
        chunks.dedup();
        assert_eq!(chunks, ["IHDR", "IDAT", "IEND"]);
    }

    #[test]
    fn nonsense_is_an_error_in_words() {
        let empty = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9000\" height=\"9000\"/>";
        for (svg, scale) in [
            ("no svg", 1.0),
            ("", 1.0),
            (empty, 2.0),
            (empty, 0.0),
            (empty, f32::NAN),
            (empty, -1.0),
        ] {
            assert!(
                svg_to_png("chart", svg, scale)
                    .unwrap_err()
                    .to_string()
                    .contains("`chart`")
            );
        }
    }

    #[test]
    fn files_of_the_machine_are_not_read() {
        let dir = tempfile::tempdir().unwrap();
        let inner = dir.path().join("inner.svg");
        let black = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><rect width=\"9\" height=\"9\"/></svg>";
        std::fs::write(&inner, black).unwrap();
        let outer = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><image width=\"9\" height=\"9\" href=\"{}\"/></svg>",
            inner.display()
        );
        assert_eq!(dark(&drawn(&outer)), 0);
    }
}
