//! The pipeline file that reads a sample: the keys of the pipeline format and nothing else.

use std::fmt::Write as _;

use crate::tables::{Column, Table};

use super::super::enrolment::PairingStatus;
use super::super::labels;
use super::super::surveys::{CONSTRUCTS, ITEMS};
use super::super::{Calendar, Layout, Organisation, Programme, Settings};
use super::canonical::item_name;
use super::table_file::extension;
use super::vendor::{self, GENDER_CODES};
use super::vendor_programme::{self as programme_files, PAIRS_SHEET, status_word};

/// The text of `pipeline.toml`.
pub(super) fn text(o: &Organisation, settings: &Settings) -> String {
    let mut out = String::new();
    report(&mut out, &o.calendar);
    match settings.layout {
        Layout::Canonical => canonical_sources(&mut out, settings),
        Layout::Vendor => vendor_sources(&mut out, o),
    }
    programmes(&mut out, o);
    study(&mut out, settings);
    outcomes(&mut out);
    reports(
        &mut out,
        "[\"generation\", \"gender\", \"region\", [\"generation\", \"gender\"]]",
    );
    out
}

/// Opens the file with what the report is about.
pub(super) fn report(out: &mut String, calendar: &Calendar) {
    let last = calendar.quarters.last();
    let cut_off = last.map_or_else(String::new, ToString::to_string);
    push(
        out,
        &[
            "# Reads the synthetic organisation beside it; its true effects are in truth.json.",
            "[report]",
            "title = \"Reverse mentoring, quarterly impact\"",
            "organisation = \"Northwind Group (synthetic)\"",
            &format!("period = \"{cut_off}\""),
            "period_unit = \"quarter\"",
            "locale = \"en-GB\"",
        ],
    );
}

/// Adds lines.
pub(super) fn push(out: &mut String, lines: &[&str]) {
    for line in lines {
        out.push_str(line);
        out.push('\n');
    }
}

/// The tables of a sample, in the order of the sources.
const TABLES: [Table; 8] = [
    Table::Employees,
    Table::Exits,
    Table::Surveys,
    Table::Pairings,
    Table::Sessions,
    Table::Promotions,
    Table::Candidates,
    Table::Stories,
];

fn canonical_sources(out: &mut String, settings: &Settings) {
    for table in TABLES {
        let name = table.name();
        push(
            out,
            &[
                "",
                &format!("[sources.{name}]"),
                &format!("path = \"{name}.{}\"", extension(settings.format)),
            ],
        );
        if matches!(table, Table::Surveys | Table::Pairings) {
            push(out, &["layout = \"wide\""]);
        }
        out.push('\n');
    }
}

/// `[sources.X.columns]`: canonical names in the order of the export's columns.
fn columns(out: &mut String, table: Table, mapping: &[(Column, &str)]) {
    push(out, &[&format!("[sources.{}.columns]", table.name())]);
    for (column, name) in mapping {
        push(out, &[&format!("{} = \"{name}\"", column.name())]);
    }
}

/// `[sources.X]` with its path and further lines.
fn source(out: &mut String, table: Table, path: &str, further: &[&str]) {
    push(out, &["", &format!("[sources.{}]", table.name())]);
    push(out, &[&format!("path = \"{path}\"")]);
    push(out, further);
}

/// Opens `[sources.X.values]`.
fn values(out: &mut String, table: Table) {
    push(out, &[&format!("[sources.{}.values]", table.name())]);
}

/// One line of `[sources.X.values]`.
fn recode<'a>(out: &mut String, column: Column, pairs: impl Iterator<Item = (&'a str, &'a str)>) {
    let pairs: Vec<String> = pairs
        .map(|(from, to)| format!("\"{from}\" = \"{to}\""))
        .collect();
    let _ = writeln!(out, "{} = {{ {} }}", column.name(), pairs.join(", "));
}

const YES_NO: [(&str, &str); 2] = [("Yes", "true"), ("No", "false")];

fn vendor_sources(out: &mut String, o: &Organisation) {
    source(out, Table::Employees, "hris/roster_*.csv", &[]);
    columns(out, Table::Employees, &vendor::ROSTER);
    values(out, Table::Employees);
    let genders = GENDER_CODES.iter().zip(&labels::GENDERS);
    recode(
        out,
        Column::Gender,
        genders.filter_map(|(code, label)| Some((*code, label.0?))),
    );
    recode(out, Column::IsManager, YES_NO.into_iter());

    source(out, Table::Exits, "exits/leavers.csv", &[]);
    columns(out, Table::Exits, &vendor::LEAVERS);
    values(out, Table::Exits);
    recode(out, Column::ExitType, vendor::exit_codes());

    source(
        out,
        Table::Surveys,
        "surveys/pulse_*.csv",
        &["layout = \"wide\""],
    );
    columns(
        out,
        Table::Surveys,
        &[
            (Column::EmployeeId, "ExternalReference"),
            (Column::WaveDate, "Wave"),
        ],
    );
    for item in 0..ITEMS {
        push(
            out,
            &[&format!(
                "{} = \"{}\"",
                item_name(item),
                vendor::question(item)
            )],
        );
    }
    push(out, &["[sources.surveys.wave]"]);
    for day in &o.calendar.waves {
        push(
            out,
            &[&format!("\"{}\" = \"{day}\"", vendor::wave_label(*day))],
        );
    }

    let sheet = format!("sheet = \"{PAIRS_SHEET}\"");
    source(
        out,
        Table::Pairings,
        "mentoring/pairs.xlsx",
        &[&sheet, "layout = \"wide\""],
    );
    columns(out, Table::Pairings, &programme_files::PAIRS);
    values(out, Table::Pairings);
    recode(
        out,
        Column::ProgrammeId,
        o.programmes().iter().map(|p| (p.name, p.id)),
    );
    let statuses = [
        PairingStatus::Active,
        PairingStatus::Completed,
        PairingStatus::EndedEarly,
    ];
    recode(
        out,
        Column::Status,
        statuses.into_iter().map(|s| (status_word(s), s.id())),
    );

    source(
        out,
        Table::Sessions,
        "mentoring/sessions.csv",
        &["date_format = \"%m/%d/%Y\""],
    );
    columns(out, Table::Sessions, &programme_files::SESSIONS);
    source(out, Table::Promotions, "talent/promotions.csv", &[]);
    columns(out, Table::Promotions, &programme_files::PROMOTIONS);
    source(out, Table::Candidates, "recruiting/candidates.csv", &[]);
    columns(out, Table::Candidates, &programme_files::CANDIDATES);
    values(out, Table::Candidates);
    recode(out, Column::OfferMade, YES_NO.into_iter());
    recode(out, Column::OfferAccepted, YES_NO.into_iter());
    source(out, Table::Stories, "stories/quotes.csv", &[]);
    columns(out, Table::Stories, &programme_files::STORIES);
    out.push('\n');
}

fn programmes(out: &mut String, o: &Organisation) {
    for plan in o.programmes() {
        programme(out, plan, &o.calendar);
        push(
            out,
            &[
                "mentor = \"generation in ['Gen Z', 'Millennials'] and job_level <= 4\"",
                "mentee = \"job_level >= 7\"",
                "",
            ],
        );
    }
}

/// A programme, up to the expressions of who is eligible.
pub(super) fn programme(out: &mut String, programme: &Programme, calendar: &Calendar) {
    let first = calendar.quarters[*calendar.start_quarters().start()].first_day();
    push(
        out,
        &[
            "[[programmes]]",
            &format!("id = \"{}\"", programme.id),
            &format!("model = \"{}\"", programme.model.id()),
            &format!("name = \"{}\"", programme.name),
            &format!("start = \"{first}\""),
            &format!("cadence_days = {}", programme.cadence_days),
            &format!("planned_months = {}", programme.planned_months),
            "[programmes.eligible]",
        ],
    );
}

fn study(out: &mut String, settings: &Settings) {
    let guard = if settings.spillover {
        "direct_reports_of_mentees"
    } else {
        "none"
    };
    push(
        out,
        &[
            "[study]",
            "roles = [\"mentor\", \"mentee\"]",
            "control = \"not-yet-treated\"",
            "adjust_for = [\"generation\", \"level_band\", \"function\", \"region\", \"tenure_band\"]",
            "weighting = \"exact\"",
            &format!("exclude_spillover = \"{guard}\""),
            &format!("seed = {}", settings.seed.min(i64::MAX as u64)),
            "",
        ],
    );
}

fn outcomes(out: &mut String) {
    for construct in &CONSTRUCTS {
        let quoted = |items: Vec<usize>| {
            let names: Vec<String> = items
                .into_iter()
                .map(|k| format!("\"{}\"", item_name(k)))
                .collect();
            names.join(", ")
        };
        push(
            out,
            &[
                "[[outcomes]]",
                &format!("id = \"{}\"", construct.id),
                "kind = \"score\"",
                "source = \"surveys\"",
                &format!(
                    "items = [{}]",
                    quoted((construct.first..construct.first + 4).collect())
                ),
            ],
        );
        if !construct.reversed.is_empty() {
            push(
                out,
                &[&format!(
                    "reversed = [{}]",
                    quoted(construct.reversed.to_vec())
                )],
            );
        }
        push(
            out,
            &[
                "scale = [1, 5]",
                "better = \"higher\"",
                "smallest_effect = 1.0",
                &format!("label = \"{}\"", construct.label),
                "",
            ],
        );
    }
    push(
        out,
        &[
            "[[outcomes]]",
            "id = \"retention\"",
            "kind = \"time_to_event\"",
            "source = \"exits\"",
            "events = [\"voluntary\"]",
            "competing = [\"involuntary\", \"retirement\", \"other\"]",
            "horizons_days = [180, 365]",
            "better = \"lower\"",
            "replacement_cost_ratio = 0.5",
            "label = \"Retention\"",
            "",
            "[[outcomes]]",
            "id = \"referrals\"",
            "kind = \"count\"",
            "source = \"candidates\"",
            "count_by = \"referrer_id\"",
            "better = \"higher\"",
            "label = \"Referrals\"",
            "",
        ],
    );
}

/// Closes the file with the breakdowns by these dimensions, the thresholds and the reports.
pub(super) fn reports(out: &mut String, dimensions: &str) {
    push(
        out,
        &[
            "[breakdowns]",
            &format!("dimensions = {dimensions}"),
            "",
            "[disclosure]",
            "minimum_group = 10",
            "minimum_public = 30",
            "",
            "[quality]",
            "max_quarantined_share = 0.02",
            "",
        ],
    );
    for audience in ["leaders", "analysts", "recruiters"] {
        push(
            out,
            &["[[reports]]", &format!("audience = \"{audience}\""), ""],
        );
    }
    // One newline at the end of the file.
    out.truncate(out.trim_end().len());
    out.push('\n');
}
