//! `run`: the stages in order, and the output directory that appears whole or not at all.

use std::path::PathBuf;
use std::time::Instant;

use indexmap::IndexMap;
use rayon::prelude::*;

use crate::config::Plan;
use crate::disclosure::{Release, review};
use crate::export::{self, About, Card, ExportError, Staging, directory};
use crate::findings::{Investigation, investigate, recruiting, stories};
use crate::ingest::Ingested;
use crate::panel::{EarlyWarning, Panel, StoryFate};
use crate::report::{Audience, Chart, Claim, Reports, render};
use crate::tables::QuarantinedRow;
use crate::vocab::Day;

use super::early_warnings;
use super::provenance::{key_values, manifest, provenance};
use super::story_fates;
use super::{HeadlineRow, Observer, RunError, Stage, Summary, check};

/// The leaders' page, printed.
const PDF: &str = "leaders.pdf";

/// PNG files have this many pixels per unit of the chart.
const PNG_SCALE: f32 = 2.0;

/// How to run.
pub struct RunOptions<'a> {
    /// The output directory.
    pub out: PathBuf,
    /// The day that decides consent.
    pub today: Day,
    /// Whether the leaders' page is printed too.
    pub pdf: bool,
    /// Who is told of progress.
    pub observer: &'a dyn Observer,
}

/// What a run leaves to say.
#[derive(Debug)]
pub struct RunReport {
    /// The summary.
    pub summary: Summary,
    /// The ledger.
    pub ledger: crate::tables::Ledger,
}

struct Clock<'a> {
    observer: &'a dyn Observer,
    timings: IndexMap<String, f64>,
}

impl Clock<'_> {
    fn time<T>(&mut self, stage: Stage, work: impl FnOnce() -> T) -> T {
        self.observer.begin(stage);
        let clock = Instant::now();
        let done = work();
        let seconds = clock.elapsed().as_secs_f64();
        self.observer.end(stage, seconds);
        self.timings.insert(stage.id().to_owned(), seconds);
        done
    }
}

/// Runs a plan.
///
/// # Errors
/// Whatever the stages report; then nothing is written.
pub fn run(plan: &Plan, options: &RunOptions<'_>) -> Result<RunReport, RunError> {
    directory::check(&options.out)?;
    let mut clock = Clock {
        observer: options.observer,
        timings: IndexMap::new(),
    };
    let started = Instant::now();
    let mut read = check::read(plan, options.observer)?;
    clock
        .timings
        .insert(Stage::Read.id().to_owned(), started.elapsed().as_secs_f64());
    check::warn(plan, &mut read.warnings);

    let (results, early_warnings, story_fates) = {
        let panel = clock.time(Stage::Panel, || {
            Panel::build(
                &read.organisation,
                &plan.programmes,
                &plan.study,
                &plan.outcomes,
                read.period,
            )
        })?;
        let investigation = Investigation {
            panel: &panel,
            minimum_group: u64::from(plan.disclosure.minimum_group),
            currency: plan.report.currency.as_deref(),
        };
        let mut results = clock.time(Stage::Estimate, || {
            investigate(&investigation, &|detail| options.observer.step(detail))
        });
        results.recruiting = recruiting(&panel, investigation.minimum_group);
        results.stories = stories(&panel, options.today);
        (
            results,
            panel.early_warnings(),
            panel.story_fates(options.today),
        )
    };
    let release = clock.time(Stage::Disclose, || {
        review(results, &plan.disclosure, read.period)
    });
    let facts = provenance(plan, &read, options.today);
    let reports = clock.time(Stage::Report, || render(&release, &plan.report, &facts))?;

    options.observer.begin(Stage::Write);
    let writing = Instant::now();
    let mut staging = directory::begin(&options.out)?;
    write(
        &mut staging,
        plan,
        &read,
        &release,
        &reports,
        &key_values(&facts),
    )?;
    let printed = if options.pdf {
        print_leaders(&mut staging, &reports, &mut read.warnings)?
    } else {
        None
    };
    write_lists(&mut staging, &read, &early_warnings, &story_fates)?;
    let mut manifest = manifest(plan, &read, options.today, release.summary().into());
    manifest.outputs = staging.written();
    clock.timings.insert(
        Stage::Write.id().to_owned(),
        writing.elapsed().as_secs_f64(),
    );
    clock
        .timings
        .insert("total".to_owned(), started.elapsed().as_secs_f64());
    manifest.timings = clock.timings;
    staging.write(export::manifest::FILE, &manifest.bytes()?)?;
    let folder = options.out.clone();
    staging.commit()?;
    options
        .observer
        .end(Stage::Write, writing.elapsed().as_secs_f64());

    let summary = Summary {
        title: format!("{}, {}", plan.report.organisation, plan.report.title),
        period: read.period.to_string(),
        headlines: headlines(&reports),
        ledger_line: read.ledger.to_string(),
        warnings: read.warnings,
        written: reports
            .pages
            .iter()
            .map(|page| page.path.as_str())
            .chain(printed)
            .map(|path| folder.join(path))
            .collect(),
    };
    Ok(RunReport {
        summary,
        ledger: read.ledger,
    })
}

/// The headline findings, as words.
fn headlines(reports: &Reports) -> Vec<HeadlineRow> {
    reports
        .headlines
        .iter()
        .map(|h| HeadlineRow {
            programme: h.programme.clone(),
            role: h.role.clone(),
            outcome: h.outcome.clone(),
            estimate_text: h.estimate_text.clone(),
            interval_text: h.interval_text.clone(),
            evidence_text: h.evidence_text.clone(),
            compared: h.compared,
        })
        .collect()
}

/// Prints the leaders' page and gives its path; where it cannot be printed, a warning says why.
fn print_leaders(
    staging: &mut Staging,
    reports: &Reports,
    warnings: &mut Vec<String>,
) -> Result<Option<&'static str>, ExportError> {
    let leaders = format!("{}.html", Audience::Leaders.id());
    let Some(page) = reports.pages.iter().find(|page| page.path == leaders) else {
        warnings.push(format!(
            "{PDF} was not made: the pipeline asks for no report for leaders."
        ));
        return Ok(None);
    };
    match export::pdf::print(&page.bytes) {
        Ok(bytes) => staging.write(PDF, &bytes).map(|()| Some(PDF)),
        Err(reason) => {
            warnings.push(format!("{PDF} was not made: {reason}."));
            Ok(None)
        }
    }
}

/// Writes the lists that name people, for the `private` folder.
fn write_lists(
    staging: &mut Staging,
    read: &Ingested,
    warnings: &[EarlyWarning],
    fates: &[StoryFate],
) -> Result<(), RunError> {
    if read.organisation.course.sessions.is_some() || !warnings.is_empty() {
        staging.write(early_warnings::FILE, &early_warnings::table(warnings))?;
    }
    if !fates.is_empty() {
        staging.write(story_fates::FILE, &story_fates::table(fates))?;
    }
    Ok(())
}

/// Writes everything but `run.json`.
fn write(
    staging: &mut Staging,
    plan: &Plan,
    read: &Ingested,
    release: &Release,
    reports: &Reports,
    facts: &[(String, String)],
) -> Result<(), RunError> {
    for page in &reports.pages {
        staging.write(&page.path, &page.bytes)?;
    }
    let about = About {
        title: plan.report.title.clone(),
        organisation: plan.report.organisation.clone(),
        provenance: facts.to_vec(),
    };
    // The workbook is packed on one core; meanwhile the others draw.
    let (tables, (images, cards)) = rayon::join(
        || tables(release, &about, facts),
        || (images(reports), cards(plan, reports)),
    );
    for (name, bytes) in tables? {
        staging.write(name, &bytes)?;
    }
    for (chart, (name, png)) in reports.charts.iter().zip(images) {
        staging.write(&format!("charts/{name}.svg"), chart.svg.as_bytes())?;
        staging.write(&format!("charts/{name}.png"), &png?)?;
    }
    for (name, png) in cards {
        staging.write(&format!("cards/{name}.png"), &png?)?;
    }
    staging.write("private/quarantine.csv", &quarantine(&read.quarantine))?;
    Ok(())
}

/// The findings in every format.
fn tables(
    release: &Release,
    about: &About,
    facts: &[(String, String)],
) -> Result<[(&'static str, Vec<u8>); 4], ExportError> {
    Ok([
        (
            export::workbook::FILE,
            export::workbook::bytes(release, about)?,
        ),
        (
            export::parquet::FILE,
            export::parquet::bytes(release, facts)?,
        ),
        (export::csv::FILE, export::csv::bytes(release)),
        (export::json::FILE, export::json::bytes(release)?),
    ])
}

/// A picture by its name, or why it could not be drawn.
type Picture = (String, Result<Vec<u8>, ExportError>);

/// Every chart as PNG, in their order.
fn images(reports: &Reports) -> Vec<Picture> {
    let drawn = |chart: &Chart| {
        let png = export::image::svg_to_png(&chart.name, &chart.svg, PNG_SCALE);
        (chart.name.clone(), png)
    };
    reports.charts.par_iter().map(drawn).collect()
}

/// A card for every claim.
fn cards(plan: &Plan, reports: &Reports) -> Vec<Picture> {
    let drawn = |claim: &Claim| {
        let card = Card {
            name: claim.name.clone(),
            claim: claim.text.clone(),
            footnote: claim.footnote.clone(),
            organisation: plan.report.organisation.clone(),
            accent: plan.report.accent.clone(),
            logo: reports.logo.clone(),
        };
        (claim.name.clone(), export::card::png(&card))
    };
    reports.claims.par_iter().map(drawn).collect()
}

fn quarantine(rows: &[QuarantinedRow]) -> Vec<u8> {
    let header = [
        "table", "file", "row", "column", "value", "reason", "detail",
    ];
    let lines = rows.iter().map(|r| {
        vec![
            r.table.name().to_owned(),
            r.file.clone(),
            r.row.to_string(),
            r.column.clone(),
            r.value.clone(),
            r.reason.id().to_owned(),
            r.detail.clone(),
        ]
    });
    export::csv::table(&header, lines)
}
