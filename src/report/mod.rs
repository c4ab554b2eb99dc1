//! Reports: a release becomes pages for leaders, analysts and recruiters, with charts and public claims. Rank 7.
//!
//! `reading` decides what a row says, `language` how it is said, `number` how figures are written (the sole place that
//! rounds), `exhibit` and `chart` draw, `page` fills the templates of `report_templates/`. Imports `disclosure` and `vocab`
//! only; nothing here sees a finding before disclosure control.

mod chart;
mod colour;
mod duties;
mod edition;
mod embed;
mod error;
mod exhibit;
mod language;
mod number;
mod page;
mod prose;
mod provenance;
mod question;
mod reading;
#[cfg(test)]
mod rehearsal;
mod render;
mod savings;
pub mod settings;
#[cfg(test)]
mod tests;

pub use error::ReportError;
pub(crate) use number::{Figures, telling_decimals};
pub use provenance::{
    InputLine, LedgerLine, OutcomeFacts, ProgrammeFacts, Provenance, ScoreFacts, StudyFacts,
};
pub use render::{Chart, Claim, Headline, Rendered, Reports, render};
pub use settings::{Audience, Locale, ReportPage, ReportSettings, TemplateSource, same_theme};

/// The view of each page as JSON Schema, by the name of its built-in template: what a template of a user's may name.
pub fn schema() -> serde_json::Value {
    page::schema()
}
