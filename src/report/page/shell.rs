//! What every page carries: title, style, navigation, footer.

use fluent_bundle::FluentArgs;
use serde::Serialize;

use super::super::ReportError;
use super::super::edition::Edition;
use super::super::embed;
use super::super::number::Figures;
use super::super::settings::Audience;
use super::template::{SCRIPT, STYLE};

/// A link of the navigation.
#[derive(Debug, Clone, Serialize, schemars::JsonSchema)]
pub(super) struct NavLink {
    /// File of the page.
    href: String,
    /// Its name.
    label: &'static str,
    /// Whether it is this page.
    here: bool,
}

/// The frame of a page.
#[derive(Debug, Clone, Serialize, schemars::JsonSchema)]
pub(super) struct Shell {
    /// Language of the page, as in `lang` of HTML.
    lang: &'static str,
    /// Title of the window.
    title: String,
    /// The organisation.
    organisation: String,
    /// Title of the reports.
    report_title: String,
    /// The period that the report covers.
    period: String,
    /// Last day of the data.
    cutoff: String,
    /// Style sheet with fonts and colours; safe.
    css: String,
    /// Script of the pages; safe.
    script: String,
    /// Links to all pages.
    nav: Vec<NavLink>,
    /// The logo as a data address; empty without one.
    logo: String,
    /// The `note` of the pipeline; empty without one.
    note: String,
    /// First digits of the hash of the pipeline.
    run: String,
    /// Version of the program.
    version: String,
    /// Day of the run.
    today: String,
    /// Whether there is a page for analysts to link to.
    has_analysts: bool,
}

/// Name of an audience's page.
pub(super) fn page_name(audience: Audience, figures: Figures) -> &'static str {
    match audience {
        Audience::Leaders => figures.text("page-leaders"),
        Audience::Analysts => figures.text("page-analysts"),
        Audience::Recruiters => figures.text("page-recruiters"),
    }
}

impl Shell {
    /// The frame of a page; `here` is its file stem.
    pub(super) fn new(edition: &Edition<'_>, here: &str, name: &str) -> Result<Shell, ReportError> {
        let settings = edition.settings;
        let period = edition.release.period();
        let mut nav = vec![NavLink {
            href: "index.html".to_owned(),
            label: edition.figures.text("page-overview"),
            here: here == "index",
        }];
        for audience in Audience::EVERY {
            if settings.pages.iter().any(|p| p.audience == audience) {
                nav.push(NavLink {
                    href: format!("{}.html", audience.id()),
                    label: page_name(audience, edition.figures),
                    here: here == audience.id(),
                });
            }
        }
        let logo = settings
            .logo
            .as_deref()
            .map(embed::logo)
            .transpose()?
            .unwrap_or_default();
        let provenance = edition.provenance;
        Ok(Shell {
            lang: edition.figures.page_language(),
            title: format!(
                "{name} · {} · {}",
                settings.title,
                edition.figures.period(period)
            ),
            organisation: settings.organisation.clone(),
            report_title: settings.title.clone(),
            period: edition.figures.period(period),
            cutoff: edition.figures.day(period.last_day()),
            css: format!(
                "{}\n{}\n{STYLE}",
                embed::font_faces(),
                edition.palette.css()
            ),
            script: script(edition.figures),
            nav,
            logo,
            note: settings.note.clone().unwrap_or_default(),
            run: provenance.pipeline_sha256.chars().take(8).collect(),
            version: provenance.tool_version.clone(),
            today: edition.figures.day(provenance.today),
            has_analysts: settings
                .pages
                .iter()
                .any(|p| p.audience == Audience::Analysts),
        })
    }
}

/// The script of the pages in the language of the reports: each `t("key", "name" …)` becomes its text, with `{0}`, `{1}` … where
/// the variables of these names stand.
fn script(figures: Figures) -> String {
    const CALL: &str = " t(\"";
    let mut out = String::with_capacity(SCRIPT.len());
    let mut rest = SCRIPT;
    while let Some((before, after)) = rest.split_once(CALL) {
        let (asked, next) = after.split_once(')').unwrap_or((after, ""));
        let mut names = asked.split(", ").map(|name| name.trim_matches('"'));
        let key = names.next().unwrap_or_default();
        let mut args = FluentArgs::new();
        for (at, name) in names.enumerate() {
            args.set(name, format!("{{{at}}}"));
        }
        let text = serde_json::Value::from(figures.say(key, args)).to_string();
        out.push_str(before);
        out.push(' ');
        // Nothing in a text ends the script.
        out.push_str(&text.replace('<', "\\u003c"));
        rest = next;
    }
    out.push_str(rest);
    out
}
