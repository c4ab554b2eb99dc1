//! `[study]`, `[breakdowns]` and `[bands]`: covariates, dimensions, and which columns may be either.

use crate::panel::{
    Bands, ControlGroup, Covariate, ScoreSettings, Spillover, StudySettings, Weighting,
};
use crate::tables::{Column, ColumnType};
use crate::vocab::{OVERALL, OutcomeKind, PeriodUnit, Role};

use super::super::fault::Faults;
use super::super::mirror::{Breakdowns, Study};
use super::super::raw::{Found, Free, List};
use super::gaps::equity_gaps;
use super::once;
use super::outcomes::Outcomes;

/// The roles of a pair.
const DEFAULT_ROLES: [Role; 2] = [Role::Mentor, Role::Mentee];

/// The seed when none is given.
const DEFAULT_SEED: u64 = 20_251_231;

/// What introduces a covariate that is a person's own earlier outcome.
const PRIOR: &str = "prior:";

/// Columns that single out a person, or whose every value does.
const SINGLE_OUT: [Column; 6] = [
    Column::EmployeeId,
    Column::Email,
    Column::ManagerId,
    Column::BirthDate,
    Column::HireDate,
    Column::AsOf,
];

/// Keys of `[bands]` that are not columns: the band's name in covariates and the key that holds its bounds.
const TENURE_YEARS: &str = "tenure_years";

/// Checks the bands.
pub(super) fn bands(raw: Option<Free<List<f64>>>, faults: &mut Faults) -> Bands {
    let mut bands = Bands::default();
    for (name, bounds) in raw.map_or_else(Vec::new, |free| free.0) {
        let misnamed = [
            (Covariate::TenureBand, TENURE_YEARS),
            (Covariate::LevelBand, Column::JobLevel.name()),
        ];
        if let Some((_, key)) = misnamed.iter().find(|(band, _)| band.name() == name.value) {
            faults
                .at(
                    name.place,
                    format!("unknown key `{}` in [bands]", name.value),
                )
                .advice(format!("write `{key}`"));
            continue;
        }
        let numeric = |c: Column| matches!(c.column_type(), ColumnType::Int | ColumnType::Float);
        if Column::named(&name.value).is_some_and(|c| !numeric(c)) {
            faults
                .at(
                    name.place,
                    format!("`{}` holds no numbers, so it has no bands", name.value),
                )
                .expected(format!(
                    "`{TENURE_YEARS}`, `{}` or another numeric column",
                    Column::JobLevel.name()
                ));
            continue;
        }
        if bounds.value.is_empty() {
            faults
                .at(bounds.place, "no band is given")
                .expected("lower bounds, such as [0, 1, 3, 5, 10]");
        }
        for pair in bounds.value.windows(2) {
            if let [lower, upper] = pair
                && upper.value <= lower.value
            {
                faults
                    .at(
                        upper.place,
                        format!(
                            "the bound {} does not come after {}",
                            upper.value, lower.value
                        ),
                    )
                    .expected("lower bounds in ascending order, such as [0, 1, 3, 5, 10]");
            }
        }
        let bounds: Vec<f64> = bounds.value.into_iter().map(|b| b.value).collect();
        if name.value == TENURE_YEARS {
            bands.tenure_years = bounds;
        } else if name.value == Column::JobLevel.name() {
            bands.job_level = bounds;
        } else {
            bands.others.insert(name.value, bounds);
        }
    }
    bands
}

/// Checks the comparison and the breakdowns.
pub(super) fn study(
    raw: Option<Study>,
    breakdowns: Option<Breakdowns>,
    bands: Bands,
    period_unit: PeriodUnit,
    outcomes: &Outcomes,
    faults: &mut Faults,
) -> StudySettings {
    let scores = raw.as_ref().map_or_else(ScoreSettings::default, scores);
    let (roles, control, adjust_for, weighting, multiplicity, exclude_spillover, seed) = match raw {
        Some(s) => (
            s.roles,
            s.control,
            s.adjust_for,
            s.weighting,
            s.multiplicity,
            s.exclude_spillover,
            s.seed,
        ),
        None => (None, None, None, None, None, None, None),
    };
    let roles = chosen_roles(roles, faults);
    let adjust_for_default = adjust_for.is_none();
    let adjust_for = match adjust_for {
        Some(list) => {
            once(
                &list,
                &|name| format!("the covariate `{name}` stands in the list twice"),
                faults,
            );
            list.iter()
                .filter_map(|name| covariate(name, &bands, outcomes, faults))
                .collect()
        }
        None => default_covariates(),
    };
    let (dimensions, gaps, reference) = match breakdowns {
        Some(b) => (b.dimensions, b.equity_gap, b.reference),
        None => (None, None, None),
    };
    let dimensions = match dimensions {
        Some(list) => {
            let names: List<Vec<String>> = list
                .iter()
                .map(|d| Found {
                    value: d.value.0.iter().map(|part| part.value.clone()).collect(),
                    place: d.place,
                })
                .collect();
            once(
                &names,
                &|names| {
                    format!(
                        "the dimension `{}` stands in the list twice",
                        names.join(" x ")
                    )
                },
                faults,
            );
            list.iter()
                .map(|dimension| {
                    once(
                        &dimension.value.0,
                        &|name| format!("`{name}` is crossed with itself"),
                        faults,
                    );
                    dimension
                        .value
                        .0
                        .iter()
                        .filter_map(|name| dimension_part(name, &bands, outcomes, faults))
                        .collect()
                })
                .collect()
        }
        None => vec![vec![Covariate::Attribute(
            Column::Generation.name().to_owned(),
        )]],
    };
    let equity_gaps = equity_gaps(gaps, reference, &dimensions, faults);
    StudySettings {
        equity_gaps,
        roles,
        control: control.unwrap_or(ControlGroup::NotYetTreated),
        adjust_for,
        adjust_for_default,
        scores,
        weighting: weighting.unwrap_or(Weighting::Exact),
        multiplicity: multiplicity.unwrap_or_default(),
        exclude_spillover: exclude_spillover.unwrap_or(Spillover::DirectReportsOfMentees),
        seed: seed.unwrap_or(DEFAULT_SEED),
        period_unit,
        bands,
        dimensions,
    }
}

/// The roles asked about.
fn chosen_roles(roles: Option<Found<List<Role>>>, faults: &mut Faults) -> Vec<Role> {
    match roles {
        Some(list) => {
            once(
                &list.value,
                &|role| format!("the role `{role}` stands in the list twice"),
                faults,
            );
            if list.value.is_empty() {
                faults
                    .at(list.place, "no role is named")
                    .expected("roles, such as [\"mentor\", \"mentee\"]");
            }
            list.value.into_iter().map(|r| r.value).collect()
        }
        None => DEFAULT_ROLES.to_vec(),
    }
}

/// What is said of scores alone.
fn scores(raw: &Study) -> ScoreSettings {
    ScoreSettings {
        response: raw.response.unwrap_or_default(),
        method: raw.score_method.unwrap_or_default(),
        base: raw.base_period.unwrap_or_default(),
    }
}

/// What is adjusted for when the pipeline does not say, as far as the export has it.
fn default_covariates() -> Vec<Covariate> {
    let attribute = |column: Column| Covariate::Attribute(column.name().to_owned());
    vec![
        attribute(Column::Generation),
        Covariate::LevelBand,
        attribute(Column::Function),
        attribute(Column::Region),
        Covariate::TenureBand,
    ]
}

fn covariate(
    name: &Found<String>,
    bands: &Bands,
    outcomes: &Outcomes,
    faults: &mut Faults,
) -> Option<Covariate> {
    if let Some(id) = name.value.strip_prefix(PRIOR) {
        return prior(name, id, outcomes, faults);
    }
    for derived in [Covariate::TenureBand, Covariate::LevelBand] {
        if derived.name() == name.value {
            return Some(derived);
        }
    }
    if name.value == OVERALL {
        faults
            .at(
                name.place,
                format!("`{OVERALL}` is the name of rows that are not broken down"),
            )
            .advice("remove it; those rows come without being asked for");
        return None;
    }
    let column = Column::named(&name.value);
    if column.is_some_and(|c| SINGLE_OUT.contains(&c)) {
        faults
            .at(
                name.place,
                format!(
                    "`{}` singles out people, so no result may be split by it",
                    name.value
                ),
            )
            .advice("remove it, or name a column that many people share");
        return None;
    }
    let continuous = column.is_some_and(|c| c.column_type() == ColumnType::Float);
    if continuous && !bands.others.contains_key(&name.value) {
        faults
            .at(
                name.place,
                format!("`{}` is a number that hardly two people share", name.value),
            )
            .advice(format!(
                "give its bands, such as [bands] {} = [0, 40000, 80000]",
                name.value
            ));
        return None;
    }
    Some(Covariate::Attribute(name.value.clone()))
}

/// A part of a dimension: a covariate, but nobody's own earlier answers.
fn dimension_part(
    name: &Found<String>,
    bands: &Bands,
    outcomes: &Outcomes,
    faults: &mut Faults,
) -> Option<Covariate> {
    if name.value.starts_with(PRIOR) {
        faults
            .at(
                name.place,
                format!(
                    "`{}` is no dimension: results are not broken down by earlier answers",
                    name.value
                ),
            )
            .expected("a column of employees, `level_band` or `tenure_band`")
            .advice("remove it here; it may stand in adjust_for");
        return None;
    }
    covariate(name, bands, outcomes, faults)
}

fn prior(
    name: &Found<String>,
    id: &str,
    outcomes: &Outcomes,
    faults: &mut Faults,
) -> Option<Covariate> {
    match outcomes.find(id) {
        None => {
            let known: Vec<&str> = outcomes.named.iter().map(|(id, _)| id.as_str()).collect();
            faults
                .at(
                    name.place,
                    format!("`{}` names no outcome of this pipeline", name.value),
                )
                .one_of(id, &known);
            None
        }
        Some((_, Some(kind))) if !matches!(kind, OutcomeKind::Score | OutcomeKind::Share) => {
            faults
                .at(
                    name.place,
                    format!(
                        "`{}`: an outcome of kind `{}` has no earlier values",
                        name.value,
                        kind.id()
                    ),
                )
                .expected(format!(
                    "`{PRIOR}` with an outcome of kind `score` or `share`"
                ));
            None
        }
        Some((outcome, _)) => Some(Covariate::Prior {
            outcome,
            id: id.to_owned(),
        }),
    }
}
