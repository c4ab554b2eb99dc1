//! The tables of the analysts' page that are not findings: what was asked, read, hidden and by what settings.

use super::super::chart::DataTable;
use super::super::edition::Edition;
use super::super::language::words;

fn table(caption: &str, head: &[&str], rows: Vec<Vec<String>>) -> DataTable {
    DataTable {
        caption: caption.to_owned(),
        head: head.iter().map(|h| (*h).to_owned()).collect(),
        rows,
    }
}

/// The run in words.
pub(super) fn facts(edition: &Edition<'_>) -> Vec<(String, String)> {
    let (figures, provenance) = (edition.figures, edition.provenance);
    let fact = |name: &str, text: String| (name.to_owned(), text);
    vec![
        fact("Cut-off", figures.day(edition.release.period().last_day())),
        fact("Pipeline", provenance.pipeline.clone()),
        fact("Pipeline SHA-256", provenance.pipeline_sha256.clone()),
        fact("Day of the run", figures.day(provenance.today)),
        fact("Tool", format!("Counterpart {}", provenance.tool_version)),
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
                how.push(format!("items {}", o.items.join(", ")));
            }
            if !o.reversed.is_empty() {
                how.push(format!("reversed {}", o.reversed.join(", ")));
            }
            if let Some((low, high)) = o.scale {
                how.push(format!(
                    "scale {} to {}",
                    figures.fixed(low, 0),
                    figures.fixed(high, 0)
                ));
            }
            if !o.events.is_empty() {
                how.push(format!("events {}", o.events.join(", ")));
            }
            if !o.competing.is_empty() {
                how.push(format!("competing {}", o.competing.join(", ")));
            }
            let better = match o.better {
                crate::vocab::Better::Higher => "more",
                crate::vocab::Better::Lower => "less",
            };
            vec![
                o.label.clone(),
                words::dimension(o.kind.id()),
                o.source.clone(),
                how.join("; "),
                better.to_owned(),
                o.smallest_effect
                    .map_or_else(|| "default".to_owned(), |x| figures.fixed(x, 1)),
            ]
        })
        .collect();
    table(
        "Outcomes",
        &[
            "Outcome",
            "Kind",
            "From",
            "Measured by",
            "Wanted",
            "Smallest effect that matters",
        ],
        rows,
    )
}

/// The programmes.
pub(super) fn programmes(edition: &Edition<'_>) -> DataTable {
    let figures = edition.figures;
    let provenance = edition.provenance;
    table(
        "Programmes",
        &[
            "Programme",
            "Model",
            "Counted from",
            "Planned length",
            "Planned rhythm",
        ],
        provenance
            .programmes
            .iter()
            .map(|p| {
                vec![
                    p.name.clone(),
                    p.model.name().to_owned(),
                    p.start
                        .map_or_else(|| "the first membership".to_owned(), |d| figures.day(d)),
                    usual(format!("{} months", p.planned_months.0), p.planned_months.1),
                    usual(format!("every {} days", p.cadence_days.0), p.cadence_days.1),
                ]
            })
            .collect(),
    )
}

/// A plan of the model where the pipeline has none of its own.
fn usual(plan: String, own: bool) -> String {
    if own {
        plan
    } else {
        format!("{plan}, as usual in the model")
    }
}

/// What was shown and hidden.
pub(super) fn disclosure(edition: &Edition<'_>) -> DataTable {
    let summary = edition.release.summary();
    let n = |x: u64| edition.figures.count(x as i64);
    table(
        "Findings by disclosure status",
        &["Status", "Findings"],
        vec![
            vec!["Published".to_owned(), n(summary.published)],
            vec![
                format!(
                    "Hidden: fewer than {} people in a group",
                    summary.minimum_group
                ),
                n(summary.suppressed_primary),
            ],
            vec![
                "Hidden to protect a smaller group".to_owned(),
                n(summary.suppressed_secondary),
            ],
            vec![
                "Not estimable, with the reason in the note".to_owned(),
                n(summary.insufficient),
            ],
        ],
    )
}

/// Rows read, used and not.
pub(super) fn ledger(edition: &Edition<'_>) -> DataTable {
    let provenance = edition.provenance;
    let n = |x: u64| edition.figures.count(x as i64);
    table(
        "Row ledger: rows read = used + not needed + quarantined",
        &["Table", "Read", "Used", "Not needed", "Quarantined"],
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
    table(
        "Why rows were not used",
        &["Table", "Fate", "Reason", "Rows"],
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
                    told("not needed", &l.not_needed),
                    told("quarantined", &l.quarantined),
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
    table(
        "Input files",
        &["Table", "File", "Size", "SHA-256"],
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
