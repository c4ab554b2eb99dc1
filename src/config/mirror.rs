//! The pipeline file as a mirror in Rust: every key stands here once, with its meaning, its kind and whether it is
//! needed. Reading, the suggestions for unknown keys, and the JSON Schema for editors follow from it.
//!
//! Deliberately absent: defaults and rules that join several keys; those are in `build`.

use serde_json::{Map, Value, json};

use crate::disclosure::LOWEST_MINIMUM_GROUP;
use crate::ingest::Layout;
use crate::panel::{
    Assignment, BasePeriod, ControlGroup, Eligibility, Response, ScoreMethod, Spillover, WayIn,
    Weighting,
};
use crate::report::{Audience, Locale};
use crate::tables::{ExitKind, Table};
use crate::vocab::{
    Better, Day, Multiplicity, Objective, OutcomeKind, Period, PeriodUnit, ProgrammeModel, Role,
    Topic,
};

use super::document::Node;
use super::fault::Faults;
use super::place::Place;
use super::raw::{
    Found, Free, Keyed, Label, List, Pair, Positive, Raw, Share, Tried, Whole, table_of,
};
use super::words::{Colour, DateFormat, Dimension, Event};

/// The key that names a base file; it is followed before the mirror is read.
pub(super) const EXTENDS: &str = "extends";

macro_rules! mirror {
    ($(#[doc = $about:literal] $name:ident $heading:literal {
        $($(#[doc = $doc:literal])+ $key:ident: $need:ident $kind:ty,)*
    })*) => { $(
        #[doc = $about]
        #[derive(Debug)]
        #[allow(dead_code, reason = "not every table has rules that join keys, and `extends` is followed before")]
        pub(super) struct $name {
            /// Where the table stands.
            pub(super) place: Place,
            $($(#[doc = $doc])+ pub(super) $key: Option<$kind>,)*
        }

        impl Raw for $name {
            fn read(node: &Node, faults: &mut Faults) -> Option<$name> {
                let table = table_of(node, $heading, faults)?;
                let mut read = $name { place: node.place, $($key: None,)* };
                for (key, entry) in table {
                    $(if key == stringify!($key) {
                        read.$key = Raw::read(&entry.node, faults);
                        continue;
                    })*
                    faults
                        .at(entry.key, format!("unknown key `{key}` in {}", $heading))
                        .one_of(key, &[$(stringify!($key)),*]);
                }
                $(mirror!(@$need table, node, faults, $heading, $key);)*
                Some(read)
            }

            fn schema() -> Value {
                let mut properties = Map::new();
                let mut required: Vec<&str> = Vec::new();
                $(
                    let mut schema = <$kind as Raw>::schema();
                    if let Some(object) = schema.as_object_mut() {
                        object.insert("description".to_owned(), json!(concat!($($doc),+).trim()));
                    }
                    properties.insert(stringify!($key).to_owned(), schema);
                    if stringify!($need) == "required" {
                        required.push(stringify!($key));
                    }
                )*
                json!({
                    "type": "object",
                    "description": $about.trim(),
                    "properties": properties,
                    "required": required,
                    "additionalProperties": false,
                })
            }
        }
    )* };
    (@required $table:ident, $node:ident, $faults:ident, $heading:literal, $key:ident) => {
        if !$table.contains_key(stringify!($key)) {
            $faults
                .at($node.place, format!("`{}` is missing in {}", stringify!($key), $heading))
                .advice(format!("add a line `{} = …`", stringify!($key)))
                .cascades();
        }
    };
    (@optional $table:ident, $node:ident, $faults:ident, $heading:literal, $key:ident) => {};
}

mirror! {
    /// A pipeline: what to read, what to compare and what to write.
    Pipeline "the pipeline" {
        /// A pipeline file whose tables this one merges with; the nearer file wins.
        extends: optional String,
        /// Titles, period and brand.
        report: optional Report,
        /// The exports to read, one table each.
        sources: optional Tried<Keyed<Table, Source>>,
        /// Generations as first and last birth year; the cut-points of the Pew Research Center when absent.
        generations: optional Found<Free<Pair<i64>>>,
        /// The mentoring programmes.
        programmes: optional Tried<List<Programme>>,
        /// How participants and others are compared.
        study: optional Study,
        /// What may have changed.
        outcomes: optional Tried<List<Outcome>>,
        /// What the stories are about.
        stories: optional Stories,
        /// For whom results are broken down.
        breakdowns: optional Breakdowns,
        /// Lower bounds of bands: `tenure_years`, `job_level` or any numeric column.
        bands: optional Free<List<f64>>,
        /// What is hidden to protect people.
        disclosure: optional Disclosure,
        /// When data are too poor for an honest report.
        quality: optional Quality,
        /// The pages; one for each audience when absent.
        reports: optional List<Page>,
    }
    /// Titles, period and brand of the reports.
    Report "[report]" {
        /// Title of the reports.
        title: optional String,
        /// Name of the organisation.
        organisation: optional String,
        /// Cut-off, such as 2025Q4: nothing after its last day is used; the last period with data when absent.
        period: optional Period,
        /// Length of an enrolment period; quarter when absent.
        period_unit: optional PeriodUnit,
        /// Number and date style; en-GB when absent.
        locale: optional Locale,
        /// Logo as SVG or PNG, relative to this file.
        logo: optional Found<String>,
        /// The currency of salaries, such as EUR, written beside costs; costs are told without one when absent.
        currency: optional Found<String>,
        /// Accent colour, such as #0b6e4f.
        accent: optional Colour,
        /// A note that every page shows.
        note: optional String,
    }
    /// One export, or several of the same form.
    Source "[sources.TABLE]" {
        /// File or pattern such as `hris/*.csv`, relative to this file.
        path: required Found<String>,
        /// Import preset; `counterpart presets` lists them.
        preset: optional Found<String>,
        /// Sheet of an XLSX file; the first when absent.
        sheet: optional String,
        /// Wide or long, for surveys and pairings; guessed from the columns when absent.
        layout: optional Found<Layout>,
        /// How dates are written when not as year-month-day, such as %d/%m/%Y; guessed per column when absent.
        date_format: optional DateFormat,
        /// Canonical column = column in the export; wins over the preset.
        columns: optional Free<String>,
        /// Values to recode: column = { as exported = canonical }.
        values: optional Free<Free<Label>>,
        /// Date of each wave, when the file has a label instead of a date.
        wave: optional Free<Day>,
    }
    /// A mentoring programme.
    Programme "[[programmes]]" {
        /// The id used in pairings.
        id: required Found<String>,
        /// The programme model it follows.
        model: required ProgrammeModel,
        /// The name in sentences; made from the id when absent.
        name: optional String,
        /// First day on which a membership counts.
        start: optional Day,
        /// Planned days between sessions; those usual in the model when absent.
        cadence_days: optional Whole<1>,
        /// Planned length in months; the length usual in the model when absent.
        planned_months: optional Whole<1>,
        /// How people came to take part; self-selected when absent. With a lottery, rows of pairings with the status `drawn` or `not_drawn` name the applicants.
        assignment: optional Found<Assignment>,
        /// The lottery, when places were drawn by lot.
        lottery: optional Found<Lottery>,
        /// What is recorded of how it was set up; shown with its results.
        design: optional Found<Design>,
        /// Who could have taken part, by role, as an expression over columns of employees.
        eligible: optional Keyed<Role, Eligibility>,
    }
    /// A lottery for the places of a programme.
    Lottery "[programmes.lottery]" {
        /// Declared share of applicants who are drawn, in every draw; it is held against the share that was drawn.
        share: required Found<Share>,
    }
    /// Design facts of a programme; leave out what is not known. Name roles, not people: every reader sees them.
    Design "[programmes.design]" {
        /// The executive sponsor, as a role; "none" when there is none.
        sponsor: optional String,
        /// Whether the sponsor took part.
        sponsor_took_part: optional bool,
        /// Roles that were trained; an empty list when nobody was.
        training: optional Found<List<Role>>,
        /// How people were matched: by hand, by rule, by algorithm, and on what.
        matching: optional String,
        /// Pairs, groups or peers; in a room or not.
        format: optional String,
        /// Whether everybody eligible could join, or people were invited.
        open_or_invited: optional WayIn,
        /// Time that people committed to.
        commitment: optional String,
        /// What people got for it.
        incentives: optional String,
        /// Who runs it, as a role.
        manager: optional String,
    }
    /// How participants and others are compared.
    Study "[study]" {
        /// Roles analysed; mentor and mentee when absent.
        roles: optional Found<List<Role>>,
        /// Control group of scores; not-yet-treated when absent.
        control: optional ControlGroup,
        /// Covariates: columns of employees, `level_band`, `tenure_band`, `prior:OUTCOME`.
        adjust_for: optional List<String>,
        /// Scores: `ignore` people who do not answer, or `weight` those who do by the inverse response rate of their arm and
        /// cell within trial and wave; ignore when absent.
        response: optional Response,
        /// Scores: `doubly_robust`, `outcome_regression` or `ipw`; doubly robust when absent.
        score_method: optional ScoreMethod,
        /// Scores: what the waves before the start are measured against in event studies, the last wave before the start
        /// (`universal`) or the wave before each (`varying`); universal when absent.
        base_period: optional BasePeriod,
        /// Weighting of times to events, rates and shares without a before; exact when absent. `cem` makes the cells
        /// coarser, from the last covariate of `adjust_for` on.
        weighting: optional Weighting,
        /// How the p-values of a family become q-values: `bh` (Benjamini–Hochberg), `by` (Benjamini–Yekutieli) or `holm`;
        /// bh when absent.
        multiplicity: optional Multiplicity,
        /// Who is kept out of the controls; `direct_reports_of_mentees` when absent.
        exclude_spillover: optional Spillover,
        /// Seed of everything simulated.
        seed: optional u64,
    }
    /// Something the programme may have changed.
    Outcome "[[outcomes]]" {
        /// The id, unique in the pipeline.
        id: required Found<String>,
        /// How it is measured.
        kind: required Found<OutcomeKind>,
        /// The table it is read from.
        source: required Found<Table>,
        /// The name in sentences; made from the id when absent.
        label: optional String,
        /// What it measures, of what programme models are meant to move; recognised by its id or label when absent.
        measures: optional Topic,
        /// The objective it serves; reports answer by objective when any is named.
        objective: optional Objective,
        /// The wanted direction of the outcome as its events name it (an exit: lower).
        better: optional Tried<Better>,
        /// The smallest effect that matters, in the outcome's unit.
        smallest_effect: optional Found<Positive>,
        /// The programme cannot have changed it: when it moves, effects of the same programme and role are withheld.
        negative_control: optional Found<bool>,
        /// It must not get worse; leaders are told whether it did.
        guardrail: optional Found<bool>,
        /// Scores: item columns, item names, or instruments.
        items: optional Tried<Found<List<String>>>,
        /// Scores: items that count backwards.
        reversed: optional Found<List<String>>,
        /// Scores: lowest and highest possible answer; rescaled to 0..100.
        scale: optional Tried<Found<Pair<f64>>>,
        /// Shares: the lowest mean answer that counts; without it the items hold 0 and 1.
        threshold: optional Found<f64>,
        /// Time to event: exits that count, voluntary when absent; of promotions the steps that count (`promotion`, `move` to
        /// another job on the same level, or both), promotions when absent.
        events: optional Found<List<Event>>,
        /// Time to event: exits that compete; all others when absent.
        competing: optional Found<List<ExitKind>>,
        /// Time to event: horizons in days, ascending; 180, 365 and 730 when absent.
        horizons_days: optional Found<List<Whole<1>>>,
        /// Time to event: cost of replacing a person as a share of the annual salary.
        replacement_cost_ratio: optional Found<Positive>,
        /// Counts: the column that holds the person.
        count_by: optional Found<String>,
        /// Counts of activity: the metric counted. Descriptions: what is shown of sessions (`held`, `minutes`), actions
        /// (`proposed`, `adopted`, `days_to_adoption`) or candidates (`candidates`, `experience_score`, `offer_accepted`, `share`).
        metric: optional Found<String>,
        /// Descriptions of actions and candidates: the records meant, by one column, such as area = "Policy" or source = "Referral".
        only: optional Found<Free<String>>,
    }
    /// What the stories are about.
    Stories "[stories]" {
        /// A theme of stories on the left, on the right the id of the outcome whose number stands beside them. The id and
        /// the label of an outcome are themes by themselves.
        themes: optional Free<String>,
    }
    /// For whom results are broken down.
    Breakdowns "[breakdowns]" {
        /// Columns of employees, or lists of columns to cross; generation when absent.
        dimensions: optional List<Dimension>,
        /// Dimensions whose gaps between groups are asked about, each of `dimensions`.
        equity_gap: optional List<String>,
        /// The group that the others of such a dimension are held against, such as gender = "Men"; the largest when absent.
        reference: optional Free<String>,
    }
    /// What is hidden to protect people.
    Disclosure "[disclosure]" {
        /// Smallest number of people behind a shown figure; 10 when absent.
        minimum_group: optional Whole<{ LOWEST_MINIMUM_GROUP }>,
        /// The same for public claims; 30 when absent.
        minimum_public: optional Found<Whole<{ LOWEST_MINIMUM_GROUP }>>,
        /// Folder of earlier releases, relative to this file.
        history: optional Found<String>,
    }
    /// When data are too poor for an honest report.
    Quality "[quality]" {
        /// Largest share of a table's rows that may be quarantined; 0.02 when absent.
        max_quarantined_share: optional Share,
    }
    /// One page.
    Page "[[reports]]" {
        /// For whom.
        audience: required Found<Audience>,
        /// A built-in template, or the path of one relative to this file; the audience's own when absent.
        template: optional Found<String>,
    }
}
