//! The review: findings in, release out. Every number of a hidden row is dropped here.

use std::collections::BTreeMap;

use crate::findings::{Access, Counts, Finding, Numbers, Population, Reliability, Results};
use crate::vocab::{ALL, Evidence, Method, Period, RoleScope, Status};

use super::access::released_access;
use super::attrition::{headlines, released_attrition, released_withstanding};
use super::exhibits::Exhibits;
use super::health::released_health;
use super::heterogeneity::heterogeneity;
use super::overlap::released_overlap;
use super::portfolio::{comparisons, released_participation};
use super::recruiting::released_recruiting;
use super::release::{released_lottery, released_starts};
use super::row::Gap;
use super::stories::released_stories;
use super::suppression::{Cell, Family, Hidden, suppress};
use super::{DisclosurePolicy, DisclosureSummary, Facts, Release, ReleasedAccess, Row};

/// Shares at or beyond this many percent in a group are shown as a bound (disclosure.md, rule 3).
pub(super) const HOMOGENEOUS: f64 = 95.0;

/// People of one question.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct CellKey {
    outcome: String,
    programme: String,
    role: RoleScope,
    population: Population,
    /// For the rows of single cohorts.
    cohort: Option<Period>,
    /// Lotteries are no part of all programmes together.
    by_lot: bool,
    /// Whether nobody is compared: participants described are not the participants compared.
    described: bool,
}

/// Applies the policy to everything that was found.
pub fn review(results: Results, policy: &DisclosurePolicy, period: Period) -> Release {
    let minimum = u64::from(policy.minimum_group);
    let (keys, cells) = cells_of(&results.findings);
    let hidden = suppress(&cells, &families_of(&keys), minimum);
    let access = access_of(results.access, (&keys, &cells, &hidden), minimum);
    let fate: BTreeMap<&CellKey, Option<Hidden>> = keys.iter().zip(hidden).collect();

    let mut summary = DisclosureSummary {
        minimum_group: policy.minimum_group,
        minimum_public: policy.minimum_public,
        ..DisclosureSummary::default()
    };
    let reliability: Vec<Reliability> = results
        .reliability
        .into_iter()
        .map(|r| r.without_small_groups(minimum))
        .collect();
    let cautions: BTreeMap<&str, String> = reliability
        .iter()
        .filter_map(|r| Some((r.outcome.as_str(), r.caution()?)))
        .collect();
    let mut rows = Vec::with_capacity(results.findings.len());
    for finding in results.findings {
        let whole = CellKey {
            cohort: None,
            ..key_of(&finding)
        };
        let own = fate.get(&key_of(&finding)).copied().flatten();
        // A gap is hidden with either of its sides: with one of them it would give the other away.
        let against = finding.against.as_ref().and_then(|against| {
            let side = CellKey {
                population: against.population.clone(),
                ..key_of(&finding)
            };
            fate.get(&side).copied().flatten()
        });
        let fate = own
            .or(fate.get(&whole).copied().flatten())
            .or(against)
            .or((finding.smallest_group() < minimum).then_some(Hidden::Primary));
        let mut row = row_of(finding, fate, period, minimum);
        // The score itself is meant, whatever is shown of this row.
        if let Some(caution) = cautions.get(row.outcome.as_str()) {
            let note = row.note.take();
            row.note = Some(note.map_or_else(|| caution.clone(), |n| format!("{n} {caution}")));
        }
        summary.count(row.facts.status);
        rows.push(row);
    }
    let told = headlines(&rows);
    let attrition = released_attrition(&results.attrition, &told);
    let withstanding = released_withstanding(&results.withstanding, &told);
    let exhibits = Exhibits {
        rows: &rows,
        minimum,
    };
    let curves = exhibits.curves(results.curves);
    let hazards = exhibits.hazards(results.hazards);
    let costs = exhibits.costs(results.costs);
    let balances = exhibits.balances(results.balances);
    let heterogeneity = heterogeneity(&rows, results.multiplicity);
    let portfolio = comparisons(&rows);
    let starts = results
        .starts
        .into_iter()
        .map(|s| released_starts(s, minimum))
        .collect();
    let lottery = |l| released_lottery(l, minimum);
    let overlap = |o| released_overlap(o, minimum);
    Release {
        period,
        rows,
        curves,
        hazards,
        costs,
        balances,
        heterogeneity,
        attrition,
        withstanding,
        starts,
        overlaps: results.overlaps.into_iter().map(overlap).collect(),
        reliability,
        checks: results.checks,
        lotteries: results.lotteries.into_iter().map(lottery).collect(),
        access,
        health: released_health(results.health, minimum),
        recruiting: released_recruiting(results.recruiting, minimum),
        stories: released_stories(results.stories, minimum, u64::from(policy.minimum_public)),
        portfolio,
        participation: released_participation(results.participation, minimum),
        summary,
    }
}

/// Who got in, without what the hidden cells would give away.
fn access_of(
    access: Vec<Access>,
    (keys, cells, hidden): (&[CellKey], &[Cell], &[Option<Hidden>]),
    minimum: u64,
) -> Vec<ReleasedAccess> {
    let hidden_elsewhere = |programme: &str, role, population: &Population, treated: u64| {
        keys.iter()
            .zip(cells)
            .zip(hidden)
            .any(|((key, cell), fate)| {
                fate.is_some()
                    && cell.treated == treated
                    && key.programme == programme
                    && key.role == role
                    && key.population == *population
                    && key.cohort.is_none()
            })
    };
    let release = |a| released_access(a, minimum, &hidden_elsewhere);
    access.into_iter().map(release).collect()
}

fn key_of(finding: &Finding) -> CellKey {
    CellKey {
        outcome: finding.subject.outcome.clone(),
        programme: finding.subject.programme.clone(),
        role: finding.subject.role,
        population: finding.population.clone(),
        cohort: finding.moment.cohort,
        by_lot: finding.method == Method::LotteryItt,
        described: finding.method == Method::Descriptive,
    }
}

/// One cell per question and population (and per cohort). Rows of single waves and event times count fewer
/// people than their population; they are judged row by row, not as a cell.
fn cells_of(findings: &[Finding]) -> (Vec<CellKey>, Vec<Cell>) {
    let mut cells: BTreeMap<CellKey, Cell> = BTreeMap::new();
    // A question with nobody in it is asked last: it says nothing of the people that others of its cell are about.
    let (asked, empty): (Vec<&Finding>, Vec<&Finding>) = findings
        .iter()
        .filter(|f| f.moment.event_time.is_none() && f.moment.wave.is_none())
        // Both sides of a gap have rows of their own.
        .filter(|f| f.against.is_none())
        .partition(|f| f.answer.is_ok() || f.counts.treated.min(f.counts.control) > 0);
    for (finding, empty) in asked
        .into_iter()
        .map(|f| (f, false))
        .chain(empty.into_iter().map(|f| (f, true)))
    {
        let mut counts = finding.counts;
        if counts.control == Counts::NO_ARM {
            (counts.control, counts.control_on_support) =
                (counts.treated, counts.treated_on_support);
        }
        cells
            .entry(key_of(finding))
            .and_modify(|cell| {
                if empty {
                    return;
                }
                cell.treated = cell.treated.max(counts.treated);
                cell.control = cell.control.max(counts.control);
                cell.smallest = cell.smallest.min(counts.smallest());
            })
            .or_insert(Cell {
                treated: counts.treated,
                control: counts.control,
                smallest: counts.smallest(),
            });
    }
    cells.into_iter().unzip()
}

/// Every additive relation among the cells: a dimension's values under their total, crossed values under each
/// margin, cohorts under the whole, programmes under `all`.
fn families_of(keys: &[CellKey]) -> Vec<Family> {
    let position: BTreeMap<&CellKey, usize> =
        keys.iter().enumerate().map(|(k, key)| (key, k)).collect();
    let mut parts: BTreeMap<CellKey, BTreeMap<String, Vec<usize>>> = BTreeMap::new();
    let mut add = |total: CellKey, kind: String, part: usize| {
        parts
            .entry(total)
            .or_default()
            .entry(kind)
            .or_default()
            .push(part);
    };
    for (k, key) in keys.iter().enumerate() {
        let CellKey {
            programme,
            population,
            cohort,
            by_lot,
            ..
        } = key;
        if cohort.is_some() {
            add(
                CellKey {
                    cohort: None,
                    ..key.clone()
                },
                "cohort".to_owned(),
                k,
            );
            continue;
        }
        if population.parts.len() == 1 {
            add(
                CellKey {
                    population: Population::overall(),
                    ..key.clone()
                },
                population.dimension.clone(),
                k,
            );
        }
        if population.parts.len() > 1 {
            // The margins of a crossed value leave one part out each.
            for left_out in 0..population.parts.len() {
                let kept: Vec<(String, String)> = population
                    .parts
                    .iter()
                    .enumerate()
                    .filter(|(at, _)| *at != left_out)
                    .map(|(_, part)| part.clone())
                    .collect();
                let margin = Population::of_parts(kept);
                add(
                    CellKey {
                        population: margin,
                        ..key.clone()
                    },
                    population.dimension.clone(),
                    k,
                );
            }
            add(
                CellKey {
                    population: Population::overall(),
                    ..key.clone()
                },
                population.dimension.clone(),
                k,
            );
        }
        if programme != ALL && !by_lot {
            add(
                CellKey {
                    programme: ALL.to_owned(),
                    ..key.clone()
                },
                "programme".to_owned(),
                k,
            );
        }
    }
    parts
        .into_iter()
        .flat_map(|(total, kinds)| {
            let total = position.get(&total).copied();
            kinds
                .into_values()
                .map(move |parts| Family { total, parts })
        })
        .collect()
}

fn status_of(finding: &Finding, fate: Option<Hidden>) -> Status {
    let empty = finding.counts.treated == 0 || finding.counts.control == 0;
    match (&finding.answer, fate) {
        (Err(_), None) => Status::Insufficient,
        (Err(_), Some(_)) if empty => Status::Insufficient,
        (_, Some(Hidden::Primary)) => Status::SuppressedPrimary,
        (_, Some(Hidden::Secondary)) => Status::SuppressedSecondary,
        (Ok(_), None) => Status::Published,
    }
}

fn row_of(finding: Finding, fate: Option<Hidden>, period: Period, minimum: u64) -> Row {
    let id = finding.id();
    let status = status_of(&finding, fate);
    let counts_shown = fate.is_none() && finding.counts.smallest() >= minimum;
    let mut notes = Vec::new();
    let numbers = match status {
        Status::Published => {
            notes = finding.notes;
            finding.answer.ok()
        }
        Status::Insufficient => {
            notes.extend(finding.answer.err());
            None
        }
        Status::SuppressedPrimary => {
            notes.push(format!(
                "Not shown: fewer than {minimum} people in one of the groups compared."
            ));
            None
        }
        Status::SuppressedSecondary => {
            notes.push(
                "Not shown, so that a smaller group cannot be worked out from the others."
                    .to_owned(),
            );
            None
        }
    };
    let gap = finding.against.is_some();
    let numbers = numbers.map(|n| {
        if gap {
            n
        } else {
            bounded(n, finding.unit, &mut notes)
        }
    });
    let evidence = numbers.and(finding.evidence);
    let of = |pick: fn(&Numbers) -> Option<f64>| {
        numbers.as_ref().and_then(pick).filter(|x| x.is_finite())
    };
    let count = |n: u64| (counts_shown && status != Status::SuppressedPrimary).then_some(n as i64);
    Row {
        finding_id: id,
        period: period.to_string(),
        programme: finding.subject.programme.clone(),
        programme_model: finding.subject.model.map(|m| m.id().to_owned()),
        role: finding.subject.role.id().to_owned(),
        outcome: finding.subject.outcome.clone(),
        outcome_kind: finding.subject.kind.id().to_owned(),
        estimand: finding.estimand.id().to_owned(),
        method: finding.method.id().to_owned(),
        dimension: finding.population.dimension.clone(),
        value: finding.population.value.clone(),
        event_time: finding.moment.event_time.map(i64::from),
        horizon_days: finding.moment.horizon_days.map(i64::from),
        unit: finding.unit.id().to_owned(),
        n_treated: count(finding.counts.treated),
        n_control: count(finding.counts.control)
            .filter(|_| finding.counts.control != Counts::NO_ARM),
        n_control_effective: of(|n| n.n_control_effective),
        treated_level: of(|n| n.treated_level),
        control_level: of(|n| n.control_level),
        estimate: of(|n| Some(n.estimate)),
        std_error: of(|n| n.std_error),
        ci_low: of(|n| n.ci_low),
        ci_high: of(|n| n.ci_high),
        ci_level: of(|n| n.std_error.map(|_| n.ci_level)),
        p_value: of(|n| n.p_value),
        q_value: of(|n| n.q_value),
        shrunk_estimate: of(|n| n.shrunk_estimate),
        shrunk_low: of(|n| n.shrunk_low),
        shrunk_high: of(|n| n.shrunk_high),
        naive_estimate: of(|n| n.naive_estimate),
        e_value: of(|n| n.e_value),
        pretrend_p: of(|n| n.pretrend_p),
        max_abs_smd: of(|n| n.max_abs_smd),
        mde: of(|n| n.mde),
        evidence: evidence.map(|e: Evidence| e.id().to_owned()),
        status: status.id().to_owned(),
        note: (!notes.is_empty()).then(|| notes.join(" ")),
        facts: Facts {
            subject: finding.subject,
            estimand: finding.estimand,
            method: finding.method,
            unit: finding.unit,
            evidence,
            status,
            smallest: of(|n| n.smallest),
            proportional_p: of(|n| n.proportional_p),
            gap: finding.against.map(|a| Gap {
                against: a.population.value,
                more_is_wanted: a.more_is_wanted,
            }),
        },
    }
}

/// Takes the levels of homogeneous arms away and says the bound instead.
fn bounded(mut numbers: Numbers, unit: crate::vocab::Unit, notes: &mut Vec<String>) -> Numbers {
    if unit != crate::vocab::Unit::PercentagePoints {
        return numbers;
    }
    let homogeneous = |level: Option<f64>| level.is_some_and(|x| x >= 100.0 || x <= 0.0);
    for (arm, level) in [
        ("participants", &mut numbers.treated_level),
        ("control group", &mut numbers.control_level),
    ] {
        if homogeneous(*level) {
            let bound = if level.is_some_and(|x| x >= 100.0) {
                format!(">= {HOMOGENEOUS} %")
            } else {
                format!("<= {} %", 100.0 - HOMOGENEOUS)
            };
            notes.push(format!("Level of the {arm}: {bound}."));
            *level = None;
        }
    }
    numbers
}
