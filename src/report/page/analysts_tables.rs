//! The tables of the analysts' page that are not findings: what was asked, read, hidden and by what settings.

use super::super::chart::DataTable;
use super::super::edition::Edition;
use super::super::language::catalogue::args;
use super::super::language::words;

/// The run in words.
pub(super) fn facts(edition: &Edition<'_>) -> Vec<(&'static str, String)> {
    let (figures, provenance) = (edition.figures, edition.provenance);
    vec![
        (
            figures.text("run-cutoff"),
            figures.day(edition.release.period().last_day()),
        ),
        (figures.text("run-pipeline"), provenance.pipeline.clone()),
        (figures.text("run-hash"), provenance.pipeline_sha256.clone()),
        (figures.text("run-day"), figures.day(provenance.today)),
        (
            figures.text("run-tool"),
            format!("Counterpart {}", provenance.tool_version),
        ),
    ]
}

/// What was measured.
pub(super) fn outcomes(edition: &Edition<'_>) -> DataTable {
    let figures = edition.figures;
    let rows = edition
        .provenance
        .outcomes
        .iter()
        .map(|o| {
            let mut how = Vec::new();
            if !o.items.is_empty() {
                how.push(figures.say("outcomes-items", args!["items" => o.items.join(", ")]));
            }
            if !o.reversed.is_empty() {
                how.push(figures.say("outcomes-reversed", args!["items" => o.reversed.join(", ")]));
            }
            if let Some((low, high)) = o.scale {
                how.push(figures.say(
                    "outcomes-scale",
                    args!["low" => figures.fixed(low, 0), "high" => figures.fixed(high, 0)],
                ));
            }
            if !o.events.is_empty() {
                how.push(figures.say("outcomes-events", args!["events" => o.events.join(", ")]));
            }
            if !o.competing.is_empty() {
                how.push(figures.say(
                    "outcomes-competing",
                    args!["events" => o.competing.join(", ")],
                ));
            }
            let better = match o.better {
                crate::vocab::Better::Higher => figures.text("outcomes-more"),
                crate::vocab::Better::Lower => figures.text("outcomes-less"),
            };
            vec![
                o.label.clone(),
                words::dimension(o.kind.id(), figures),
                o.source.clone(),
                how.join("; "),
                better.to_owned(),
                o.smallest_effect.map_or_else(
                    || figures.text("outcomes-default").to_owned(),
                    |x| figures.fixed(x, 1),
                ),
            ]
        })
        .collect();
    DataTable::new(
        figures.text("outcomes-table"),
        figures.text("outcomes-table.head"),
        rows,
    )
}

/// The programmes.
pub(super) fn programmes(edition: &Edition<'_>) -> DataTable {
    let figures = edition.figures;
    let provenance = edition.provenance;
    DataTable::new(
        figures.text("programmes-table"),
        figures.text("programmes-table.head"),
        provenance
            .programmes
            .iter()
            .map(|p| {
                vec![
                    p.name.clone(),
                    super::super::language::models::name(p.model, edition.figures),
                    p.start.map_or_else(
                        || figures.text("programmes-first").to_owned(),
                        |d| figures.day(d),
                    ),
                    figures.say(
                        "programmes-length",
                        args!["n" => p.planned_months.0, "own" => own(p.planned_months.1)],
                    ),
                    figures.say(
                        "programmes-rhythm",
                        args!["n" => p.cadence_days.0, "own" => own(p.cadence_days.1)],
                    ),
                ]
            })
            .collect(),
    )
}

/// Whether a plan is the pipeline's own; else it is that of the model.
fn own(own: bool) -> &'static str {
    if own { "yes" } else { "no" }
}

/// What was shown and hidden.
pub(super) fn disclosure(edition: &Edition<'_>) -> DataTable {
    let summary = edition.release.summary();
    let n = |x: u64| edition.figures.count(x as i64);
    let figures = edition.figures;
    let line = |name: &str, count: u64| vec![name.to_owned(), n(count)];
    let few = figures.say("disclosure-few", args!["minimum" => summary.minimum_group]);
    DataTable::new(
        figures.text("disclosure-table"),
        figures.text("disclosure-table.head"),
        vec![
            line(figures.text("disclosure-published"), summary.published),
            line(&few, summary.suppressed_primary),
            line(
                figures.text("disclosure-protected"),
                summary.suppressed_secondary,
            ),
            line(
                figures.text("disclosure-insufficient"),
                summary.insufficient,
            ),
        ],
    )
}

/// Rows read, used and not.
pub(super) fn ledger(edition: &Edition<'_>) -> DataTable {
    let provenance = edition.provenance;
    let n = |x: u64| edition.figures.count(x as i64);
    DataTable::new(
        edition.figures.text("ledger-table"),
        edition.figures.text("ledger-table.head"),
        provenance
            .ledger
            .iter()
            .map(|l| {
                let sum = |parts: &[(String, u64)]| n(parts.iter().map(|p| p.1).sum());
                vec![
                    l.table.clone(),
                    n(l.read),
                    n(l.used),
                    sum(&l.not_needed),
                    sum(&l.quarantined),
                ]
            })
            .collect(),
    )
}

/// Why rows were not used.
pub(super) fn reasons(edition: &Edition<'_>) -> DataTable {
    let provenance = edition.provenance;
    let n = |x: u64| edition.figures.count(x as i64);
    let figures = edition.figures;
    DataTable::new(
        figures.text("reasons-table"),
        figures.text("reasons-table.head"),
        provenance
            .ledger
            .iter()
            .flat_map(|l| {
                let told = |fate: &'static str, parts: &[(String, u64)]| {
                    parts
                        .iter()
                        .map(|(why, k)| vec![l.table.clone(), fate.to_owned(), why.clone(), n(*k)])
                        .collect::<Vec<_>>()
                };
                [
                    told(figures.text("reasons-not-needed"), &l.not_needed),
                    told(figures.text("reasons-quarantined"), &l.quarantined),
                ]
                .concat()
            })
            .collect(),
    )
}

/// The files read.
pub(super) fn inputs(edition: &Edition<'_>) -> DataTable {
    let figures = edition.figures;
    let provenance = edition.provenance;
    DataTable::new(
        figures.text("inputs-table"),
        figures.text("inputs-table.head"),
        provenance
            .inputs
            .iter()
            .map(|i| {
                vec![
                    i.table.clone(),
                    i.path.clone(),
                    figures.bytes(i.bytes),
                    i.sha256.clone(),
                ]
            })
            .collect(),
    )
}
