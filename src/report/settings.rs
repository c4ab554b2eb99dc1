//! `[report]` and `[[reports]]` of a pipeline.

use std::path::PathBuf;

/// For whom a page is written.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    serde::Serialize,
    serde::Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Audience {
    /// Executives: one page, plain language.
    Leaders,
    /// People analytics, statisticians, works councils.
    Analysts,
    /// Recruiters and employer branding.
    Recruiters,
}

impl Audience {
    /// Every audience, in the order of the index page.
    pub const EVERY: [Audience; 3] = [Audience::Leaders, Audience::Analysts, Audience::Recruiters];

    /// The id, also the stem of the page's file name.
    pub fn id(self) -> &'static str {
        match self {
            Audience::Leaders => "leaders",
            Audience::Analysts => "analysts",
            Audience::Recruiters => "recruiters",
        }
    }
}

/// Where a page's template comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TemplateSource {
    /// Compiled in, by file name in `report_templates/`.
    BuiltIn(String),
    /// A file of the user's.
    File(PathBuf),
}

/// One `[[reports]]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportPage {
    /// For whom.
    pub audience: Audience,
    /// The template.
    pub template: TemplateSource,
}

/// How numbers and dates are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Locale {
    /// 1,234.5 and 31 December 2025.
    #[default]
    EnGb,
    /// 1,234.5 and December 31, 2025.
    EnUs,
    /// 1.234,5 and 31. Dezember 2025.
    DeDe,
}

impl Locale {
    /// The locale of a BCP 47 tag such as `en-GB`.
    pub fn named(tag: &str) -> Option<Locale> {
        match tag.to_ascii_lowercase().replace('_', "-").as_str() {
            "en" | "en-gb" => Some(Locale::EnGb),
            "en-us" => Some(Locale::EnUs),
            "de" | "de-de" => Some(Locale::DeDe),
            _ => None,
        }
    }

    /// The BCP 47 tag.
    pub fn tag(self) -> &'static str {
        match self {
            Locale::EnGb => "en-GB",
            Locale::EnUs => "en-US",
            Locale::DeDe => "de-DE",
        }
    }
}

/// `[report]`, without the period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportSettings {
    /// Title of the reports.
    pub title: String,
    /// The organisation's name.
    pub organisation: String,
    /// Number and date style.
    pub locale: Locale,
    /// Logo file (SVG or PNG).
    pub logo: Option<PathBuf>,
    /// In which money costs are told, such as `EUR`; `None` when the pipeline does not say.
    pub currency: Option<String>,
    /// Accent colour as `#rrggbb`.
    pub accent: Option<String>,
    /// The pages.
    pub pages: Vec<ReportPage>,
    /// A note of the pipeline's author that every page shows: what can and cannot be concluded.
    pub note: Option<String>,
    /// Themes of stories with the ids of the outcomes that they belong to; the id and the label of an outcome belong to it
    /// without being named.
    pub themes: Vec<(String, String)>,
}

/// Whether two themes are written alike, but for case and surrounding space.
pub fn same_theme(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.trim().to_lowercase()
}
