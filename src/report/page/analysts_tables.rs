//! The tables of the analysts' page that are not findings: what was asked, read, hidden and by what settings.

use super::super::chart::DataTable;
use super::super::edition::Edition;
use super::super::language::multiplicity;
use super::super::language::words::{self, capital};
use super::super::question::Question;

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
    let study = &provenance.study;
    let control = match study.control.as_str() {
        "not-yet-treated" => "people who had not started by the day in question",
        "never-treated" => {
            "people who never start within the data (scores); people who had not started by then (time to event)"
        }
        other => other,
    };
    let spillover = match study.spillover.as_str() {
        "direct_reports_of_mentees" => "direct reports of mentees are not used as controls",
        "none" => "nobody is kept out of the controls",
        other => other,
    };
    let or_none = |items: &[String]| {
        if items.is_empty() {
            "none".to_owned()
        } else {
            items
                .iter()
                .map(|i| words::dimension(i))
                .collect::<Vec<_>>()
                .join(", ")
        }
    };
    let fact = |name: &str, text: String| (name.to_owned(), text);
    let mut facts = vec![
        fact("Cut-off", figures.day(edition.release.period().last_day())),
        fact("Roles", or_none(&study.roles)),
        fact("Controls", control.to_owned()),
        fact("Spillover", spillover.to_owned()),
        fact("Adjusted for", or_none(&study.adjust_for)),
        fact("Weighting", study.weighting.clone()),
        fact(
            "Many answers",
            multiplicity::name(study.multiplicity).to_owned(),
        ),
    ];
    facts.extend(study.scores.iter().cloned());
    facts.extend([
        fact("Broken down by", or_none(&study.dimensions)),
        fact(
            "Minimum group",
            format!(
                "{} people per arm; {} for public claims",
                edition.minimum(),
                edition.release.summary().minimum_public
            ),
        ),
        fact("Pipeline", provenance.pipeline.clone()),
        fact("Pipeline SHA-256", provenance.pipeline_sha256.clone()),
        fact("Seed", provenance.seed.to_string()),
        fact("Day of the run", figures.day(provenance.today)),
        fact("Tool", format!("Counterpart {}", provenance.tool_version)),
    ]);
    facts
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

/// The raw gap beside the fair one, for every question that has both.
pub(super) fn raw_table(edition: &Edition<'_>, ordered: &[&Question<'_>]) -> DataTable {
    let figures = edition.figures;
    let rows = ordered
        .iter()
        .filter_map(|q| {
            let r = q.lead;
            let (fair, raw) = (r.row.estimate?, r.row.naive_estimate?);
            let d = super::super::number::telling_decimals(r.row.facts.unit, &[fair, raw]);
            Some(vec![
                edition.tell(&r, |t| format!("{}: {}", capital(t.who), t.topic())),
                figures.signed(raw, d),
                figures.signed(fair, d),
                figures.signed(raw - fair, d),
                words::unit(r.row.facts.unit).to_owned(),
                words::evidence(r.verdict, r.row.facts.evidence).to_owned(),
            ])
        })
        .collect();
    table(
        "Raw gap and fair gap",
        &[
            "Question",
            "Raw gap",
            "Fair gap",
            "Raw less fair",
            "Unit",
            "Evidence",
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
                    p.model_name.clone(),
                    p.start
                        .map_or_else(|| "the first membership".to_owned(), |d| figures.day(d)),
                    p.planned_months
                        .map_or_else(|| "not stated".to_owned(), |m| format!("{m} months")),
                    p.cadence_days
                        .map_or_else(|| "not stated".to_owned(), |d| format!("every {d} days")),
                ]
            })
            .collect(),
    )
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
