//! What is carried inside a page as base64: the chart font and the logo. Nothing is fetched by a page.

use std::path::Path;

use super::ReportError;

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const REGULAR: &[u8] = include_bytes!("../../report_templates/fonts/DejaVuSans.woff2");
const BOLD: &[u8] = include_bytes!("../../report_templates/fonts/DejaVuSans-Bold.woff2");

/// Largest logo that is carried in every page.
const LOGO_LIMIT: usize = 200_000;

/// Base64 with padding (RFC 4648, section 4).
pub(crate) fn base64(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let at = |k: usize| chunk.get(k).copied().map_or(0, u32::from);
        let word = at(0) << 16 | at(1) << 8 | at(2);
        for k in 0..4 {
            if k <= chunk.len() {
                out.push(char::from(ALPHABET[(word >> (18 - 6 * k) & 63) as usize]));
            } else {
                out.push('=');
            }
        }
    }
    out
}

/// The `@font-face` rules of the font in which charts are measured.
pub(crate) fn font_faces() -> String {
    [("400", REGULAR), ("700", BOLD)]
        .map(|(weight, font)| {
            format!(
                "@font-face{{font-family:\"Counterpart Chart\";font-weight:{weight};font-display:block;src:url(data:font/woff2;base64,{}) format(\"woff2\")}}",
                base64(font)
            )
        })
        .concat()
}

/// A logo file as a data address for an `img`, in which no script of an SVG runs.
///
/// # Errors
/// A file that cannot be read, is larger than 200 kB, or is neither SVG nor PNG.
pub(crate) fn logo(path: &Path) -> Result<String, ReportError> {
    let (kind, bytes) = logo_file(path)?;
    Ok(format!("data:image/{kind};base64,{}", base64(&bytes)))
}

/// The kind and the bytes of a logo.
///
/// # Errors
/// As [`logo`].
pub(crate) fn logo_file(path: &Path) -> Result<(&'static str, Vec<u8>), ReportError> {
    let fault = |cause: String| ReportError::Logo {
        path: path.to_owned(),
        cause,
    };
    let bytes = std::fs::read(path).map_err(|e| fault(e.to_string()))?;
    if bytes.len() > LOGO_LIMIT {
        return Err(fault(format!("it is larger than {} kB", LOGO_LIMIT / 1000)));
    }
    let kind = if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        "png"
    } else if String::from_utf8_lossy(&bytes).contains("<svg") {
        "svg+xml"
    } else {
        return Err(fault("it is neither SVG nor PNG".to_owned()));
    };
    Ok((kind, bytes))
}

#[cfg(test)]
mod tests {
    use super::base64;

    #[test]
    fn base64_of_rfc_4648() {
        // RFC 4648, section 10.
        for (plain, coded) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(base64(plain.as_bytes()), coded);
        }
    }
}
