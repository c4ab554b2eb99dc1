//! One question asked of several programmes or models, pooled.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::findings::Subject;
use crate::kernel::pooling::{CochranQ, Pooled, pool_cautiously};
use crate::kernel::ranking::standings;
use crate::vocab::{
    Better, Duty, Estimand, Evidence, Method, OVERALL, ProgrammeModel, RoleScope, Status, Unit,
};

use super::super::Row;
use super::verdict::{Standings, judge};

/// Everything is drawn from this seed, so that a figure never depends on what else a pipeline asks.
const SEED: u64 = 20_250_101;

/// What is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Among {
    /// Programmes.
    Programmes,
    /// Models, where several programmes share one: its mean is pooled over them first.
    Models,
}

/// One programme or model.
#[derive(Debug, Clone, PartialEq)]
pub struct Contender {
    /// Id of the programme or model.
    pub id: String,
    /// In words.
    pub name: String,
    /// The model it follows or is.
    pub model: ProgrammeModel,
    /// The finding of a programme; none of a model.
    pub finding_id: Option<String>,
    /// Programmes behind it.
    pub programmes: usize,
    /// Grade of its own finding; for models the best of its programmes'.
    pub evidence: Option<Evidence>,
    /// Whether its own estimate is on the wanted side.
    pub is_wanted: bool,
    /// Its own estimate and 95 % interval.
    pub own: (f64, f64, f64),
    /// The estimate drawn towards the others, and its 95 % interval.
    pub shrunken: (f64, f64, f64),
    /// Posterior probability that it is the best.
    pub best: f64,
    /// Ranks that hold 95 % of the posterior; 1 is the best.
    pub ranks: (usize, usize),
}

/// A programme that is in no mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotShown {
    /// In words.
    pub name: String,
    /// Why.
    pub status: Status,
}

/// The pooled figures; of ratios on the log scale where squared.
#[derive(Debug, Clone, PartialEq)]
pub struct Pooling {
    /// Mean effect and its 95 % interval.
    pub mean: (f64, f64, f64),
    /// Variance between the true effects.
    pub tau2: f64,
    /// Share of the variance between estimates that is not chance, per cent.
    pub i2_percent: f64,
    /// Cochran's test of equal effects.
    pub q: CochranQ,
}

/// A question with its contenders.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// What is compared.
    pub among: Among,
    /// Outcome id.
    pub outcome: String,
    /// Outcome in words.
    pub outcome_label: String,
    /// Wanted direction of the outcome.
    pub better: Better,
    /// Whose outcome.
    pub role: RoleScope,
    /// What is estimated.
    pub estimand: Estimand,
    /// At which horizon.
    pub horizon_days: Option<i64>,
    /// Unit.
    pub unit: Unit,
    /// Whether the programmes drew lots.
    pub by_lot: bool,
    /// The contenders, in the order of the rows.
    pub contenders: Vec<Contender>,
    /// Those that cannot be among them.
    pub not_shown: Vec<NotShown>,
    /// The pooled figures.
    pub pooling: Pooling,
    /// Who is ahead.
    pub standings: Standings,
}

/// One effect that enters a pooling.
struct Effect<'a> {
    row: &'a Row,
    value: f64,
    variance: f64,
}

/// Every question that at least two shown programmes answer, in the order of the rows: programmes, then models where several
/// programmes share one.
pub(crate) fn comparisons(rows: &[Row]) -> Vec<Comparison> {
    let mut places: BTreeMap<_, usize> = BTreeMap::new();
    let mut groups: Vec<Vec<&Row>> = Vec::new();
    for row in rows.iter().filter(|row| is_asked(row)) {
        let subject = &row.facts.subject;
        let key = (
            (&subject.outcome, subject.role),
            (row.facts.estimand, row.horizon_days),
            row.facts.method == Method::LotteryItt,
        );
        let place = *places.entry(key).or_insert_with(|| {
            groups.push(Vec::new());
            groups.len() - 1
        });
        groups[place].push(row);
    }
    groups
        .par_iter()
        .flat_map_iter(|rows| compared(rows))
        .collect()
}

/// An overall headline of one programme.
fn is_asked(row: &Row) -> bool {
    let subject = &row.facts.subject;
    subject.model.is_some()
        && row.dimension == OVERALL
        && row.event_time.is_none()
        && row.facts.method != Method::Descriptive
        && subject.duty != Duty::NegativeControl
        && row.facts.estimand.is_headline(subject.better)
}

fn compared(rows: &[&Row]) -> Vec<Comparison> {
    let effects: Vec<Effect<'_>> = rows.iter().copied().filter_map(effect).collect();
    let not_shown: Vec<NotShown> = rows
        .iter()
        .copied()
        .filter(|row| effect(row).is_none())
        .map(|row| NotShown {
            name: row.facts.subject.programme_name.clone(),
            status: row.facts.status,
        })
        .collect();
    let mut out = Vec::new();
    let programmes: Vec<Entry> = effects.iter().map(Entry::of_programme).collect();
    out.extend(comparison(Among::Programmes, rows, programmes, &not_shown));
    let models = by_model(&effects);
    if models.len() < effects.len() {
        out.extend(comparison(Among::Models, rows, models, &not_shown));
    }
    out
}

/// The effect of a shown row, ratios as logarithms.
fn effect(row: &Row) -> Option<Effect<'_>> {
    let shown = row.facts.status == Status::Published;
    let (estimate, error) = row.estimate.zip(row.std_error).filter(|_| shown)?;
    let value = if row.facts.unit.is_ratio() {
        estimate.ln()
    } else {
        estimate
    };
    let variance = error * error;
    (value.is_finite() && variance > 0.0 && variance.is_finite()).then_some(Effect {
        row,
        value,
        variance,
    })
}

/// What enters the pooling as one contender.
struct Entry {
    contender: Contender,
    value: f64,
    variance: f64,
}

impl Entry {
    fn of_programme(effect: &Effect<'_>) -> Entry {
        let (row, subject) = (effect.row, &effect.row.facts.subject);
        let own = (
            row.estimate.unwrap_or(f64::NAN),
            row.ci_low.unwrap_or(f64::NAN),
            row.ci_high.unwrap_or(f64::NAN),
        );
        Entry {
            contender: contender(
                (subject.programme.clone(), subject.programme_name.clone()),
                effect,
                own,
                row.facts.evidence,
            ),
            value: effect.value,
            variance: effect.variance,
        }
    }
}

fn contender(
    (id, name): (String, String),
    effect: &Effect<'_>,
    own: (f64, f64, f64),
    evidence: Option<Evidence>,
) -> Contender {
    let facts = &effect.row.facts;
    let (unit, wanted) = (facts.unit, larger_is_better(facts.estimand, &facts.subject));
    let side = if unit.is_ratio() { own.0.ln() } else { own.0 };
    Contender {
        id,
        name,
        model: facts.subject.model.unwrap_or(ProgrammeModel::EVERY[0]),
        finding_id: Some(effect.row.finding_id.clone()),
        programmes: 1,
        evidence,
        is_wanted: if wanted { side > 0.0 } else { side < 0.0 },
        own,
        shrunken: own,
        best: 0.0,
        ranks: (1, 1),
    }
}

fn larger_is_better(estimand: Estimand, subject: &Subject) -> bool {
    estimand.larger_is_better(subject.better)
}

/// One entry a model: the mean of its programmes where there are several, else the programme.
fn by_model(effects: &[Effect<'_>]) -> Vec<Entry> {
    let mut models: Vec<(ProgrammeModel, Vec<&Effect<'_>>)> = Vec::new();
    for effect in effects {
        let Some(model) = effect.row.facts.subject.model else {
            continue;
        };
        match models.iter_mut().find(|(own, _)| *own == model) {
            Some((_, members)) => members.push(effect),
            None => models.push((model, vec![effect])),
        }
    }
    models
        .into_iter()
        .filter_map(|(model, members)| {
            let name = (model.id().to_owned(), model.name().to_owned());
            let (first, many) = (*members.first()?, members.len());
            let mut entry = Entry::of_programme(first);
            if many > 1 {
                let pooled = pooled_of(members.iter().map(|e| (e.value, e.variance)))?;
                let unit = first.row.facts.unit;
                let graded = members.iter().filter_map(|e| e.row.facts.evidence).min();
                let own = told(
                    pooled.mean,
                    (pooled.interval.low, pooled.interval.high),
                    unit,
                );
                entry = Entry {
                    contender: contender(name.clone(), first, own, graded),
                    value: pooled.mean,
                    variance: pooled.std_error * pooled.std_error,
                };
            }
            entry.contender.id = name.0;
            entry.contender.name = name.1;
            entry.contender.programmes = many;
            if many > 1 {
                entry.contender.finding_id = None;
            }
            Some(entry)
        })
        .collect()
}

fn pooled_of(effects: impl Iterator<Item = (f64, f64)>) -> Option<Pooled> {
    let (values, variances): (Vec<f64>, Vec<f64>) = effects.unzip();
    pool_cautiously(&values, &variances).ok()
}

/// A value with its interval, ratios back from their logarithms.
fn told(value: f64, (low, high): (f64, f64), unit: Unit) -> (f64, f64, f64) {
    let back = |x: f64| if unit.is_ratio() { x.exp() } else { x };
    (back(value), back(low), back(high))
}

fn comparison(
    among: Among,
    rows: &[&Row],
    entries: Vec<Entry>,
    not_shown: &[NotShown],
) -> Option<Comparison> {
    let row = *rows.first()?;
    if entries.len() < 2 {
        return None;
    }
    // Sums run in an order of the values, so that names and their order change no digit.
    let mut placed: Vec<(usize, Entry)> = entries.into_iter().enumerate().collect();
    placed.sort_by(|(_, a), (_, b)| {
        let by_value = a.value.total_cmp(&b.value);
        by_value.then(a.variance.total_cmp(&b.variance))
    });
    let (places, entries): (Vec<usize>, Vec<Entry>) = placed.into_iter().unzip();
    let (facts, subject) = (&row.facts, &row.facts.subject);
    // The best is the largest of what is wanted.
    let turn = if larger_is_better(facts.estimand, subject) {
        1.0
    } else {
        -1.0
    };
    let pooled = pooled_of(entries.iter().map(|e| (e.value, e.variance)))?;
    let turned: Vec<f64> = entries.iter().map(|e| turn * e.value).collect();
    let variances: Vec<f64> = entries.iter().map(|e| e.variance).collect();
    let turned_pool = pool_cautiously(&turned, &variances).ok()?;
    let ranks = standings(&turned, &variances, &turned_pool, SEED).ok()?;
    let spread = pooled.heterogeneity?;
    let judged = entries.into_iter().zip(&spread.shrunken).zip(ranks).map(
        |((entry, shrunken), standing)| Contender {
            shrunken: told(shrunken.value, shrunken.plain_interval(), facts.unit),
            best: standing.largest,
            ranks: (standing.rank_low, standing.rank_high),
            ..entry.contender
        },
    );
    let mut contenders: Vec<(usize, Contender)> = places.into_iter().zip(judged).collect();
    contenders.sort_by_key(|(place, _)| *place);
    let contenders: Vec<Contender> = contenders.into_iter().map(|(_, c)| c).collect();
    Some(Comparison {
        among,
        outcome: subject.outcome.clone(),
        outcome_label: subject.outcome_label.clone(),
        better: subject.better,
        role: subject.role,
        estimand: facts.estimand,
        horizon_days: row.horizon_days,
        unit: facts.unit,
        by_lot: facts.method == Method::LotteryItt,
        standings: judge(&contenders),
        contenders,
        not_shown: not_shown.to_vec(),
        pooling: Pooling {
            mean: told(
                pooled.mean,
                (pooled.interval.low, pooled.interval.high),
                facts.unit,
            ),
            tau2: spread.tau2,
            i2_percent: spread.i2_percent,
            q: pooled.heterogeneity_test,
        },
    })
}
