//! The rows of a Cox regression, checked and sorted once.
//!
//! Invariants: rows are held by stratum and by descending exit; covariates are centred at their weighted means; rows without information
//! (see [`super::super::observation`]) are left out and have zero residuals. A row may stand for `count` identical people.
//! Deliberately absent: missing values (the caller decides) and intercepts (there is none).

use crate::kernel::estimate::NotEstimable;
use crate::kernel::survival::observation::is_informative;

/// One person, or `count` people alike in everything.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CoxRow {
    /// Stratum with its own baseline hazard.
    pub stratum: u32,
    /// Entry time; at risk only later. `f64::NEG_INFINITY` when follow-up starts with the clock.
    pub entry: f64,
    /// Time at which follow-up ends.
    pub exit: f64,
    /// Whether follow-up ended with the event.
    pub event: bool,
    /// Case weight of each of the people.
    pub weight: f64,
    /// How many identical people (whole number): tied sets count people, not rows.
    pub count: f64,
}

/// Sorted rows and centred covariates.
#[derive(Debug, Clone)]
pub struct CoxSample {
    /// Original index of each held row.
    pub(super) origin: Vec<u32>,
    pub(super) entry: Vec<f64>,
    pub(super) exit: Vec<f64>,
    pub(super) event: Vec<bool>,
    pub(super) weight: Vec<f64>,
    pub(super) count: Vec<f64>,
    /// Centred covariates, row by row.
    pub(super) x: Vec<f64>,
    pub(super) strata: Vec<Stratum>,
    pub(super) covariates: usize,
    /// Means taken off the covariates.
    pub(super) centre: Vec<f64>,
    /// Weighted standard deviations.
    pub(super) spread: Vec<f64>,
    /// Largest distances from the means.
    pub(super) reach: Vec<f64>,
    /// Number of rows given, held or not.
    pub(super) given: usize,
}

/// One stratum: a range of held rows, and those of them that enter after its first event, by descending entry.
#[derive(Debug, Clone)]
pub(super) struct Stratum {
    pub(super) label: u32,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) late: Vec<u32>,
}

impl CoxSample {
    /// Check and sort. `x` holds `covariates` numbers for each row, row by row.
    ///
    /// # Errors
    /// [`NotEstimable::InvalidInput`] when the sizes do not fit or a covariate is not a number; [`NotEstimable::Empty`] without
    /// usable rows; [`NotEstimable::NoEvents`] without events; [`NotEstimable::ZeroVariance`] when a covariate is constant.
    pub fn new(rows: &[CoxRow], x: &[f64], covariates: usize) -> Result<Self, NotEstimable> {
        if covariates == 0 || x.len() != rows.len() * covariates {
            return Err(NotEstimable::InvalidInput("the covariates of the rows"));
        }
        let mut keys: Vec<(f64, u32, u32)> = rows
            .iter()
            .enumerate()
            .filter(|(_, r)| usable(r))
            .map(|(i, r)| (r.exit, r.stratum, i as u32))
            .collect();
        if keys.is_empty() {
            return Err(NotEstimable::Empty);
        }
        if !rows.iter().any(|r| r.event && usable(r)) {
            return Err(NotEstimable::NoEvents);
        }
        let Moments {
            centre,
            spread,
            reach,
        } = moments(rows, x, covariates)?;
        keys.sort_unstable_by(|a, b| {
            let by_stratum = a.1.cmp(&b.1);
            by_stratum.then(b.0.total_cmp(&a.0)).then(a.2.cmp(&b.2))
        });
        let order: Vec<u32> = keys.into_iter().map(|key| key.2).collect();
        let pick = |i: &u32| &rows[*i as usize];
        let mut sample = Self {
            entry: order.iter().map(|i| pick(i).entry).collect(),
            exit: order.iter().map(|i| pick(i).exit).collect(),
            event: order.iter().map(|i| pick(i).event).collect(),
            weight: order.iter().map(|i| pick(i).weight).collect(),
            count: order.iter().map(|i| pick(i).count).collect(),
            x: Vec::with_capacity(order.len() * covariates),
            strata: Vec::new(),
            covariates,
            centre,
            spread,
            reach,
            given: rows.len(),
            origin: order,
        };
        for &i in &sample.origin {
            let from = i as usize * covariates;
            let values = x[from..from + covariates].iter().zip(&sample.centre);
            sample.x.extend(values.map(|(value, mean)| value - mean));
        }
        let mut start = 0;
        for part in sample
            .origin
            .chunk_by(|&a, &b| rows[a as usize].stratum == rows[b as usize].stratum)
        {
            let end = start + part.len();
            let first = (start..end)
                .rev()
                .find(|&i| sample.event[i])
                .map_or(f64::INFINITY, |i| sample.exit[i]);
            let mut late: Vec<u32> = (start..end)
                .filter(|&i| sample.entry[i] >= first)
                .map(|i| i as u32)
                .collect();
            late.sort_by(|&a, &b| sample.entry[b as usize].total_cmp(&sample.entry[a as usize]));
            let label = rows[part[0] as usize].stratum;
            sample.strata.push(Stratum {
                label,
                start,
                end,
                late,
            });
            start = end;
        }
        Ok(sample)
    }

    /// Number of held rows.
    pub fn len(&self) -> usize {
        self.origin.len()
    }

    /// Whether no row is held (never true of a sample that was made).
    pub fn is_empty(&self) -> bool {
        self.origin.is_empty()
    }

    /// Number of covariates.
    pub fn covariates(&self) -> usize {
        self.covariates
    }

    /// Number of people with the event.
    pub fn event_count(&self) -> f64 {
        (0..self.len())
            .filter(|&i| self.event[i])
            .map(|i| self.count[i])
            .sum()
    }

    /// Centred covariates of a held row.
    pub(super) fn covariates_of(&self, i: usize) -> &[f64] {
        &self.x[i * self.covariates..(i + 1) * self.covariates]
    }

    /// Linear predictor of each held row, from centred covariates.
    pub(super) fn linear_predictor(&self, coef: &[f64]) -> Vec<f64> {
        self.x
            .chunks_exact(self.covariates)
            .map(|row| row.iter().zip(coef).map(|(x, b)| x * b).sum())
            .collect()
    }
}

/// Whether a row carries information.
fn usable(row: &CoxRow) -> bool {
    is_informative(row.entry, row.exit, row.weight, row.count)
}

/// What is known of each covariate over usable rows.
struct Moments {
    centre: Vec<f64>,
    spread: Vec<f64>,
    reach: Vec<f64>,
}

/// Weighted means, standard deviations and largest distances of the covariates over usable rows.
fn moments(rows: &[CoxRow], x: &[f64], p: usize) -> Result<Moments, NotEstimable> {
    let (mut centre, mut spread, mut total) = (vec![0.0; p], vec![0.0; p], 0.0);
    let mut reach = vec![0.0_f64; p];
    let weighted = || {
        let pairs = rows.iter().zip(x.chunks_exact(p));
        pairs
            .filter(|(row, _)| usable(row))
            .map(|(row, values)| (row.weight * row.count, values))
    };
    for (w, values) in weighted() {
        total += w;
        for (mean, value) in centre.iter_mut().zip(values) {
            *mean += w * value;
        }
    }
    for mean in &mut centre {
        *mean /= total;
    }
    if centre.iter().any(|mean| !mean.is_finite()) {
        return Err(NotEstimable::InvalidInput("a covariate is not a number"));
    }
    for (w, values) in weighted() {
        for (j, value) in values.iter().enumerate() {
            let distance = value - centre[j];
            spread[j] += w * distance * distance;
            reach[j] = reach[j].max(distance.abs());
        }
    }
    for (s, mean) in spread.iter_mut().zip(&centre) {
        *s = (*s / total).sqrt();
        if *s <= 1e-12 * mean.abs() {
            return Err(NotEstimable::ZeroVariance);
        }
    }
    Ok(Moments {
        centre,
        spread,
        reach,
    })
}
