//! `[report]` and `[[reports]]`: titles, brand, pages, and the period.

use crate::report::{Audience, Locale, ReportPage, ReportSettings, TemplateSource};
use crate::vocab::{Period, PeriodUnit};

use super::super::fault::Faults;
use super::super::mirror;
use super::super::raw::{Found, List};
use super::{beside, once};

/// The title when none is given.
const DEFAULT_TITLE: &str = "Reverse mentoring: what changed";

/// The organisation when none is given.
const DEFAULT_ORGANISATION: &str = "The organisation";

/// Picture formats that a logo may have.
const LOGO_FORMATS: [&str; 2] = ["svg", "png"];

/// Letters that a currency may have.
const LONGEST_CURRENCY: usize = 8;

/// The cut-off of the file and the length of a period.
pub(super) struct CutOff {
    pub(super) period: Option<Period>,
    pub(super) unit: PeriodUnit,
}

/// Checks titles, brand and pages.
pub(super) fn report(
    raw: Option<mirror::Report>,
    pages: Option<List<mirror::Page>>,
    faults: &mut Faults,
) -> (ReportSettings, CutOff) {
    let pages = match pages {
        Some(list) => pages_of(list, faults),
        None => Audience::EVERY.into_iter().map(built_in).collect(),
    };
    let mut settings = ReportSettings {
        title: DEFAULT_TITLE.to_owned(),
        organisation: DEFAULT_ORGANISATION.to_owned(),
        locale: Locale::default(),
        logo: None,
        accent: None,
        currency: None,
        pages,
        note: None,
        themes: Vec::new(),
    };
    let mut cut_off = CutOff {
        period: None,
        unit: PeriodUnit::Quarter,
    };
    if let Some(raw) = raw {
        settings.title = raw.title.unwrap_or(settings.title);
        settings.organisation = raw.organisation.unwrap_or(settings.organisation);
        settings.locale = raw.locale.unwrap_or_default();
        settings.accent = raw.accent.map(|colour| colour.0);
        settings.note = raw.note;
        settings.currency = raw.currency.and_then(|c| currency(&c, faults));
        if let Some(logo) = &raw.logo {
            check_logo(logo, faults);
            settings.logo = Some(beside(logo, faults));
        }
        cut_off = CutOff {
            period: raw.period,
            unit: raw.period_unit.unwrap_or(cut_off.unit),
        };
    }
    (settings, cut_off)
}

/// A currency is told as it stands: a code or a sign, in one short word.
fn currency(named: &Found<String>, faults: &mut Faults) -> Option<String> {
    let word = named.value.trim();
    let fits = (1..=LONGEST_CURRENCY).contains(&word.chars().count())
        && word
            .chars()
            .all(|c| !c.is_control() && !c.is_whitespace() && !c.is_ascii_digit());
    if !fits {
        faults
            .at(
                named.place,
                format!("`{}` is not a currency", named.value.escape_debug()),
            )
            .expected("a code or a sign in one word, such as EUR or CHF");
    }
    fits.then(|| word.to_owned())
}

fn check_logo(logo: &Found<String>, faults: &mut Faults) {
    let path = beside(logo, faults);
    let format = path
        .extension()
        .and_then(|e| e.to_str())
        .map(str::to_ascii_lowercase)
        .unwrap_or_default();
    if !LOGO_FORMATS.contains(&format.as_str()) {
        faults
            .at(
                logo.place,
                format!("`{}` is not a picture that pages can show", logo.value),
            )
            .expected("an SVG or PNG file");
    } else if !path.is_file() {
        faults
            .at(logo.place, format!("there is no file `{}`", path.display()))
            .advice("correct the path, or remove the line");
    }
}

/// The file name of an audience's built-in template.
fn template_name(audience: Audience) -> String {
    format!("{}.html", audience.id())
}

fn built_in(audience: Audience) -> ReportPage {
    ReportPage {
        audience,
        template: TemplateSource::BuiltIn(template_name(audience)),
    }
}

fn pages_of(list: List<mirror::Page>, faults: &mut Faults) -> Vec<ReportPage> {
    let audiences: Vec<Found<Audience>> = list
        .iter()
        .filter_map(|page| page.value.audience.clone())
        .collect();
    once(
        &audiences,
        &|audience| format!("a page for {} stands above already", audience.id()),
        faults,
    );
    let built_in_names: Vec<String> = Audience::EVERY.into_iter().map(template_name).collect();
    let mut pages = Vec::new();
    for Found { value: page, .. } in list {
        let template = match &page.template {
            None => None,
            Some(name) if built_in_names.contains(&name.value) => {
                Some(TemplateSource::BuiltIn(name.value.clone()))
            }
            Some(name) => {
                let path = beside(name, faults);
                if !path.is_file() {
                    let known: Vec<&str> = built_in_names.iter().map(String::as_str).collect();
                    faults
                        .at(
                            name.place,
                            format!("there is no template `{}`", path.display()),
                        )
                        .expected(format!(
                            "a built-in template ({}) or the path of a file",
                            known.join(", ")
                        ));
                }
                Some(TemplateSource::File(path))
            }
        };
        if let Some(audience) = page.audience {
            let default = built_in(audience.value);
            pages.push(ReportPage {
                template: template.unwrap_or(default.template),
                ..default
            });
        }
    }
    pages
}
