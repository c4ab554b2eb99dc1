//! From a release to finished pages, charts and claims.

use std::collections::{BTreeMap, BTreeSet};

use crate::disclosure::Release;

use super::ReportError;
use super::chart::Figure;
use super::edition::Edition;
use super::language::catalogue::FAULT;
use super::language::words::{capital, evidence};
use super::language::{sizes, words};
use super::page::{self, Draft, Templates};
use super::provenance::Provenance;
use super::reading::{OutcomeClass, Verdict};
use super::settings::{Audience, ReportPage, ReportSettings, TemplateSource};

/// A finished file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    /// Path within the output directory, e.g. `leaders.html`.
    pub path: String,
    /// Content.
    pub bytes: Vec<u8>,
}

/// A chart as a file of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chart {
    /// Name without ending; unique.
    pub name: String,
    /// Self-contained SVG in the light colours.
    pub svg: String,
}

/// A statement that may be published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// Unique name, fit for a file name.
    pub name: String,
    /// The statement.
    pub text: String,
    /// What substantiates it.
    pub footnote: String,
}

/// One headline, as finished strings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Headline {
    /// Programme in words.
    pub programme: String,
    /// Role in words.
    pub role: String,
    /// Outcome in words, with its horizon.
    pub outcome: String,
    /// The number with its unit.
    pub estimate_text: String,
    /// Its range.
    pub interval_text: String,
    /// The evidence in words.
    pub evidence_text: String,
    /// Whether a comparison is told, rather than a description or something not shown.
    pub compared: bool,
}

/// Everything that a run publishes besides the findings files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reports {
    /// `index.html` and one page per `[[reports]]`.
    pub pages: Vec<Rendered>,
    /// Every chart in the pages, by name.
    pub charts: Vec<Chart>,
    /// Statements for the public.
    pub claims: Vec<Claim>,
    /// The bytes of the logo, an SVG or PNG file.
    pub logo: Option<Vec<u8>>,
    /// The main answers, leading programme first.
    pub headlines: Vec<Headline>,
}

/// Makes all pages of a release.
///
/// Every number comes from `release`, where hidden ones are absent already. The same arguments give the same bytes.
///
/// # Errors
/// A user's template or logo that cannot be used, an accent that is no colour.
pub fn render(
    release: &Release,
    settings: &ReportSettings,
    provenance: &Provenance,
) -> Result<Reports, ReportError> {
    let edition = Edition::new(release, settings, provenance)?;
    let claims = page::publishable(&edition);
    let mut templates = Templates::built_in(release.rows().len(), edition.figures)?;
    let named = file_names(settings);
    let files: Vec<(Audience, String)> = named
        .iter()
        .map(|(report, path)| (report.audience, path.clone()))
        .collect();
    let mut pages: BTreeMap<usize, Rendered> = BTreeMap::new();
    let mut figures: Vec<Figure> = Vec::new();
    let mut fill = |at: usize, template: &TemplateSource, path: String, draft: Draft| {
        let page = written(&mut templates, template, path, &draft)?;
        figures.extend(draft.figures);
        pages.insert(at, page);
        Ok::<(), ReportError>(())
    };
    let start = TemplateSource::BuiltIn("index.html".to_owned());
    fill(
        0,
        &start,
        "index.html".to_owned(),
        page::index(&edition, &files)?,
    )?;
    for (at, (report, path)) in named.iter().enumerate() {
        let draft = match report.audience {
            Audience::Leaders => page::leaders(&edition)?,
            Audience::Recruiters => page::recruiters(&edition, &claims)?,
            Audience::Analysts => continue,
        };
        fill(at + 1, &report.template, path.clone(), draft)?;
    }
    // The analysts' page comes last: whatever the others quote stands in it.
    let quoted = quoted(pages.values());
    for (at, (report, path)) in named.iter().enumerate() {
        if report.audience == Audience::Analysts {
            let draft = page::analysts(&edition, &quoted)?;
            let page = written(&mut templates, &report.template, path.clone(), &draft)?;
            figures.extend(draft.figures);
            pages.insert(at + 1, page);
        }
    }
    figures.sort_by(|a, b| a.name.cmp(&b.name));
    figures.dedup_by(|a, b| a.name == b.name);
    let charts: Vec<Chart> = figures
        .into_iter()
        .map(|f| Chart {
            name: f.name,
            svg: page::neutral(&f.alone),
        })
        .collect();
    let reports = Reports {
        pages: pages.into_values().collect(),
        charts,
        claims: claims.into_iter().map(|p| p.claim).collect(),
        logo: settings
            .logo
            .as_deref()
            .map(|path| super::embed::logo_file(path).map(|(_, bytes)| bytes))
            .transpose()?,
        headlines: headlines(&edition),
    };
    match fault(&reports) {
        None => Ok(reports),
        Some(key) => Err(ReportError::Sentence {
            key,
            language: settings.locale.tag(),
        }),
    }
}

/// The key of a sentence that could not be put together, anywhere in what is published.
fn fault(reports: &Reports) -> Option<String> {
    let pages = reports.pages.iter().map(|p| p.bytes.as_slice());
    let charts = reports.charts.iter().map(|c| c.svg.as_bytes());
    let claims = reports
        .claims
        .iter()
        .flat_map(|c| [c.text.as_bytes(), c.footnote.as_bytes()]);
    let headlines = reports.headlines.iter().flat_map(|h| {
        [
            &h.role,
            &h.outcome,
            &h.estimate_text,
            &h.interval_text,
            &h.evidence_text,
        ]
        .map(String::as_bytes)
    });
    pages
        .chain(charts)
        .chain(claims)
        .chain(headlines)
        .find_map(|bytes| {
            let text = String::from_utf8_lossy(bytes);
            let (_, after) = text.split_once(FAULT)?;
            let key = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '.';
            Some(after.chars().take_while(|c| key(*c)).collect())
        })
}

/// The pages asked for with the names of their files; a second page for an audience is numbered.
fn file_names(settings: &ReportSettings) -> Vec<(&ReportPage, String)> {
    let mut seen: Vec<Audience> = Vec::new();
    settings
        .pages
        .iter()
        .map(|report| {
            let earlier = seen.iter().filter(|a| **a == report.audience).count();
            seen.push(report.audience);
            let stem = report.audience.id();
            let path = match earlier {
                0 => format!("{stem}.html"),
                n => format!("{stem}-{}.html", n + 1),
            };
            (report, path)
        })
        .collect()
}

/// Anchors of the rows that pages lead to.
fn quoted<'a>(pages: impl Iterator<Item = &'a Rendered>) -> BTreeSet<String> {
    pages
        .flat_map(|page| {
            String::from_utf8_lossy(&page.bytes)
                .split("analysts.html#")
                .skip(1)
                .filter_map(|rest| rest.split('"').next().map(str::to_owned))
                .collect::<Vec<_>>()
        })
        .collect()
}

fn written(
    templates: &mut Templates,
    source: &TemplateSource,
    path: String,
    draft: &Draft,
) -> Result<Rendered, ReportError> {
    Ok(Rendered {
        path,
        bytes: templates.fill(source, &draft.view)?.into_bytes(),
    })
}

fn headlines(edition: &Edition<'_>) -> Vec<Headline> {
    let mut questions: Vec<_> = edition.questions.iter().collect();
    questions.sort_by_key(|q| {
        (
            Some(q.lead.row.programme.as_str()) != edition.leading,
            q.weight(),
        )
    });
    questions
        .into_iter()
        .map(|q| {
            let lead = q.lead;
            let row = lead.row;
            let amount = lead.amount();
            let number = sizes::number_of(&lead, edition.figures);
            let topic = match lead.class {
                class if class == OutcomeClass::Exit || class.is_hoped_for() => {
                    edition.tell(&lead, |t| capital(&t.topic()))
                }
                _ => capital(&row.facts.subject.outcome_label),
            };
            let shown = lead.verdict != Verdict::Hidden;
            Headline {
                programme: row.facts.subject.programme_name.clone(),
                role: lead.whom(edition.figures),
                outcome: topic,
                estimate_text: number.map_or_else(String::new, |(n, unit)| format!("{n} {unit}")),
                interval_text: amount.and_then(|a| a.range).map_or_else(
                    String::new,
                    |(low, high)| {
                        let d = super::number::telling_decimals(row.facts.unit, &[low, high]);
                        let write = |x: f64| {
                            if row.facts.unit.is_ratio() || lead.verdict == Verdict::Described {
                                edition.figures.fixed(x, d)
                            } else {
                                edition.figures.signed(x, d)
                            }
                        };
                        edition.figures.between(&write(low), &write(high))
                    },
                ),
                evidence_text: if shown {
                    evidence(lead.verdict, row.facts.evidence, edition.figures).to_owned()
                } else {
                    words::hidden(row.facts.status, edition.minimum(), edition.figures)
                },
                compared: shown && lead.verdict != Verdict::Described,
            }
        })
        .collect()
}
