//! What can go wrong while pages are made: a user's template or logo, or a fault of a chart.

use std::path::PathBuf;

/// Why the pages could not be made.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    /// A template file cannot be read.
    #[error("the template `{path}` cannot be read: {cause}; check `template` under [[reports]]", path = path.display())]
    TemplateFile {
        /// The file.
        path: PathBuf,
        /// Why.
        cause: std::io::Error,
    },
    /// A built-in template of that name does not exist.
    #[error(
        "there is no built-in template `{name}`; there are {known}, or give a path to a file of yours"
    )]
    UnknownTemplate {
        /// What was asked for.
        name: String,
        /// The built-in ones.
        known: String,
    },
    /// A template is faulty.
    #[error("the template `{name}` cannot be filled{at}: {cause}", at = line.map_or(String::new(), |l| format!(" (line {l})")))]
    Template {
        /// Its name.
        name: String,
        /// Line.
        line: Option<usize>,
        /// Why.
        cause: String,
    },
    /// The logo cannot be used.
    #[error("the logo `{path}` cannot be used: {cause}; `logo` under [report] names an SVG or PNG file", path = path.display())]
    Logo {
        /// The file.
        path: PathBuf,
        /// Why.
        cause: String,
    },
    /// The accent is no colour.
    #[error("`{0}` is no colour; write `accent` under [report] as #rrggbb")]
    Accent(String),
    /// A chart could not be drawn.
    #[error("the chart `{name}` could not be drawn: {cause}")]
    Drawing {
        /// The chart.
        name: String,
        /// Why.
        cause: String,
    },
    /// A sentence of the catalogue could not be put together: a fault of the program.
    #[error(
        "the sentence `{key}` could not be put together in {language}: a fault of this program, please report it; `locale = \"en-GB\"` may help until then"
    )]
    Sentence {
        /// Its key.
        key: String,
        /// The locale.
        language: &'static str,
    },
    /// The bundled font cannot be read.
    #[error("the bundled font cannot be read: {0}")]
    Font(String),
}
