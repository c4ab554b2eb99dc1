//! The pipeline file that reads a portfolio: every table, programme and outcome.

use crate::tables::Table;

use super::super::portfolio::{Kind, MEASURED, Measured, Portfolio};
use super::pipeline_file::{programme, push, report, reports};
use super::table_file::extension;

/// The text of `pipeline.toml`.
pub(super) fn text(p: &Portfolio) -> String {
    let mut out = String::new();
    report(&mut out, &p.calendar);
    sources(&mut out, p);
    programmes(&mut out, p);
    push(
        &mut out,
        &[
            "[study]",
            "roles = [\"mentor\", \"mentee\", \"co_lead\", \"sponsor\", \"member\"]",
            "control = \"not-yet-treated\"",
            "adjust_for = [\"generation\", \"level_band\", \"function\", \"region\", \"tenure_band\"]",
            "weighting = \"exact\"",
            "exclude_spillover = \"none\"",
            &format!("seed = {}", p.settings.seed.min(i64::MAX as u64)),
            "",
        ],
    );
    for measured in &MEASURED {
        outcome(&mut out, measured);
    }
    descriptions(&mut out);
    reports(&mut out, "[\"generation\", \"gender\", \"region\"]");
    out
}

fn sources(out: &mut String, p: &Portfolio) {
    for table in Table::EVERY {
        let name = table.name();
        push(
            out,
            &[
                "",
                &format!("[sources.{name}]"),
                &format!("path = \"{name}.{}\"", extension(p.settings.format)),
            ],
        );
        match table {
            Table::Surveys => push(out, &["layout = \"wide\""]),
            Table::Pairings => push(out, &["layout = \"long\""]),
            _ => {}
        }
    }
    out.push('\n');
}

fn programmes(out: &mut String, p: &Portfolio) {
    for (plan, roles) in p.eligible() {
        programme(out, plan, &p.calendar);
        for (role, expression) in roles {
            push(out, &[&format!("{role} = \"{expression}\"")]);
        }
        out.push('\n');
    }
}

fn quoted(items: &[&str]) -> String {
    let items: Vec<String> = items.iter().map(|i| format!("\"{i}\"")).collect();
    format!("[{}]", items.join(", "))
}

fn outcome(out: &mut String, m: &Measured) {
    let (kind, source) = match m.kind {
        Kind::Survey => ("score", Table::Surveys),
        Kind::Test => ("score", Table::Assessments),
        Kind::Feedback => ("score", Table::LeaderFeedback),
        Kind::Exit => ("time_to_event", Table::Exits),
        Kind::Promotion | Kind::Move => ("time_to_event", Table::Promotions),
        Kind::Referral => ("count", Table::Candidates),
        Kind::Metric => ("count", Table::Activity),
    };
    push(
        out,
        &[
            "[[outcomes]]",
            &format!("id = \"{}\"", m.id),
            &format!("kind = \"{kind}\""),
            &format!("source = \"{}\"", source.name()),
        ],
    );
    match m.kind {
        Kind::Survey | Kind::Test | Kind::Feedback => {
            push(out, &[&format!("items = {}", quoted(m.items))]);
            if let (true, Some(last)) = (m.last_reversed, m.items.last()) {
                push(out, &[&format!("reversed = {}", quoted(&[last]))]);
            }
            let (low, high) = m.scale;
            push(
                out,
                &[&format!("scale = [{low}, {high}]"), "smallest_effect = 1.0"],
            );
        }
        Kind::Exit => push(
            out,
            &[
                "events = [\"voluntary\"]",
                "competing = [\"involuntary\", \"retirement\", \"other\"]",
                "horizons_days = [180, 365]",
                "replacement_cost_ratio = 0.5",
            ],
        ),
        Kind::Promotion => push(out, &["horizons_days = [180, 365]"]),
        Kind::Move => push(out, &["events = [\"move\"]", "horizons_days = [180, 365]"]),
        Kind::Referral => push(out, &["count_by = \"referrer_id\""]),
        Kind::Metric => {
            let metric = m.items.first().copied().unwrap_or_default();
            push(out, &[&format!("metric = \"{metric}\"")]);
        }
    }
    let better = if m.higher { "higher" } else { "lower" };
    push(
        out,
        &[
            &format!("better = \"{better}\""),
            &format!("label = \"{}\"", m.label),
            "",
        ],
    );
}

/// What is shown and not compared: id, source, its own line, label.
const DESCRIBED: [(&str, Table, &str, &str); 7] = [
    (
        "knowledge_gain",
        Table::Evaluations,
        "items = [\"knowledge_gain\"]\nscale = [1, 5]",
        "Knowledge gained, by their own account",
    ),
    (
        "usefulness",
        Table::Evaluations,
        "items = [\"usefulness\"]\nscale = [1, 5]",
        "Usefulness, by their own account",
    ),
    (
        "sessions_held",
        Table::Sessions,
        "metric = \"held\"",
        "Sessions held",
    ),
    (
        "actions_proposed",
        Table::Actions,
        "metric = \"proposed\"",
        "Proposals made",
    ),
    (
        "actions_adopted",
        Table::Actions,
        "metric = \"adopted\"",
        "Proposals adopted",
    ),
    (
        "candidate_experience",
        Table::Candidates,
        "metric = \"experience_score\"\nscale = [1, 5]",
        "Candidates' experience",
    ),
    (
        "offers_accepted",
        Table::Candidates,
        "metric = \"offer_accepted\"",
        "Offers accepted",
    ),
];

fn descriptions(out: &mut String) {
    for (id, source, line, label) in DESCRIBED {
        push(
            out,
            &[
                "[[outcomes]]",
                &format!("id = \"{id}\""),
                "kind = \"descriptive\"",
                &format!("source = \"{}\"", source.name()),
                line,
                &format!("label = \"{label}\""),
                "",
            ],
        );
    }
}
