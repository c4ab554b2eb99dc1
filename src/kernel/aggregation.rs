//! Aggregation of group-time effects.
//!
//! Callaway & Sant'Anna (2021), section 3; agrees with `did::aggte` 2.5.1 (cases `did_*`).
//! An aggregated parameter is a weighted sum of group-time effects, and its error is the same
//! weighted sum of their errors plus the error of the estimated cohort shares. Both parts are
//! returned as coefficients, so that a caller may stream over millions of units:
//!
//! `contribution(unit) = Σ_k weights[k]·contribution_k(unit) + share(unit)·cohort_influence[cohort(unit)]`,
//!
//! `contribution_k(unit) = w·(a + b·dy)/n_k` from [`super::difference::TwoByTwo`], `share(unit) = w/Σw` over
//! all units of the panel (1/n without weights), `cohort(unit)` = index of the unit's cohort or the last
//! entry for none of them. `SE = √Σ_clusters (Σ contributions)²`.
//! (In the notation of `did`, influence = n × contribution.)
//! Deliberately absent: small-sample factors, which belong to the caller.

use super::estimate::NotEstimable;

/// One estimated group-time effect. Cells that are not estimable are left out of the list.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GroupTime {
    /// Index into the cohorts (and their shares).
    pub cohort: usize,
    /// Label of the cohort, for example its first treated period.
    pub cohort_label: i64,
    /// Period of the outcome.
    pub time: i64,
    /// Periods since the start; 0 is the first treated one.
    pub event_time: i64,
    /// Whether the period counts as treated.
    pub post: bool,
    /// The effect.
    pub att: f64,
}

/// The aggregations of Callaway & Sant'Anna.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AggregationKind {
    /// All treated cells, weighted by cohort size.
    Simple,
    /// By time since the start; overall = plain mean over event times from 0 on.
    Dynamic,
    /// By cohort; overall = mean weighted by cohort size.
    Group,
    /// By calendar period; overall = plain mean over periods.
    Calendar,
}

/// One aggregated parameter.
#[derive(Clone, Debug, PartialEq)]
pub struct Aggregate {
    /// Event time, cohort label or period; 0 for an overall value.
    pub label: i64,
    /// The value.
    pub value: f64,
    /// Weight of each group-time cell, in the order of the cells given.
    pub weights: Vec<f64>,
    /// Influence through the estimated cohort shares, per cohort and last (zero) for units of no cohort.
    pub cohort_influence: Vec<f64>,
}

/// An overall value and its parts (none for [`AggregationKind::Simple`]).
#[derive(Clone, Debug, PartialEq)]
pub struct Aggregated {
    /// The overall effect.
    pub overall: Aggregate,
    /// The parts, by label.
    pub parts: Vec<Aggregate>,
}

/// Aggregate group-time effects.
///
/// `cohort_share[c]` = Σ w of cohort c / Σ w of all units (any common factor cancels).
/// `balance_e` (dynamic only) keeps cohorts observed at that event time, and event times up to it.
///
/// # Errors
/// [`NotEstimable::Empty`] without a cell to aggregate; [`NotEstimable::TooFewWaves`] when no treated
/// period is among them; [`NotEstimable::InvalidInput`] for a cohort without a share.
pub fn aggregate(
    kind: AggregationKind,
    cells: &[GroupTime],
    cohort_share: &[f64],
    balance_e: Option<i64>,
) -> Result<Aggregated, NotEstimable> {
    if cells.is_empty() {
        return Err(NotEstimable::Empty);
    }
    if cells.iter().any(|c| {
        cohort_share
            .get(c.cohort)
            .is_none_or(|s| s.is_nan() || *s <= 0.0)
    }) {
        return Err(NotEstimable::InvalidInput("the share of a cohort"));
    }
    let no_post = NotEstimable::TooFewWaves {
        found: 0,
        needed: 1,
    };
    let by_share = |label: i64, keep: &dyn Fn(&GroupTime) -> bool| {
        share_weighted(label, keep, cells, cohort_share)
    };
    match kind {
        AggregationKind::Simple => {
            let overall = by_share(0, &|c| c.post).ok_or(no_post)?;
            Ok(Aggregated {
                overall,
                parts: Vec::new(),
            })
        }
        AggregationKind::Dynamic => {
            let allowed = |c: &GroupTime| {
                balance_e.is_none_or(|limit| {
                    c.event_time <= limit
                        && cells
                            .iter()
                            .any(|o| o.cohort == c.cohort && o.event_time >= limit)
                })
            };
            let parts: Vec<Aggregate> =
                labels(cells.iter().filter(|c| allowed(c)).map(|c| c.event_time))
                    .into_iter()
                    .filter_map(|e| by_share(e, &|c| c.event_time == e && allowed(c)))
                    .collect();
            let late: Vec<(&Aggregate, f64)> = parts
                .iter()
                .filter(|p| p.label >= 0)
                .map(|p| (p, 1.0))
                .collect();
            let overall = mean_of(&late).ok_or(no_post)?;
            Ok(Aggregated { overall, parts })
        }
        AggregationKind::Calendar => {
            let parts: Vec<Aggregate> = labels(cells.iter().filter(|c| c.post).map(|c| c.time))
                .into_iter()
                .filter_map(|t| by_share(t, &|c| c.post && c.time == t))
                .collect();
            let all: Vec<(&Aggregate, f64)> = parts.iter().map(|p| (p, 1.0)).collect();
            let overall = mean_of(&all).ok_or(no_post)?;
            Ok(Aggregated { overall, parts })
        }
        AggregationKind::Group => group(cells, cohort_share).ok_or(no_post),
    }
}

/// By cohort: plain mean of its treated cells; overall weighted by the estimated shares.
fn group(cells: &[GroupTime], share: &[f64]) -> Option<Aggregated> {
    let mut parts = Vec::new();
    let mut weighted = Vec::new();
    for label in labels(cells.iter().filter(|c| c.post).map(|c| c.cohort_label)) {
        let own = |c: &GroupTime| c.post && c.cohort_label == label;
        let count = cells.iter().filter(|c| own(c)).count() as f64;
        let weights: Vec<f64> = cells
            .iter()
            .map(|c| if own(c) { 1.0 / count } else { 0.0 })
            .collect();
        let value = cells.iter().zip(&weights).map(|(c, w)| c.att * w).sum();
        let cohort = cells.iter().find(|c| own(c))?.cohort;
        weighted.push((cohort, share[cohort]));
        parts.push(Aggregate {
            label,
            value,
            weights,
            cohort_influence: vec![0.0; share.len() + 1],
        });
    }
    let pairs: Vec<(&Aggregate, f64)> = parts
        .iter()
        .zip(&weighted)
        .map(|(p, (_, s))| (p, *s))
        .collect();
    let mut overall = mean_of(&pairs)?;
    let total: f64 = weighted.iter().map(|(_, s)| s).sum();
    for (part, (cohort, _)) in parts.iter().zip(&weighted) {
        overall.cohort_influence[*cohort] += (part.value - overall.value) / total;
    }
    Some(Aggregated { overall, parts })
}

/// Distinct labels in order.
fn labels(values: impl Iterator<Item = i64>) -> Vec<i64> {
    let mut list: Vec<i64> = values.collect();
    list.sort_unstable();
    list.dedup();
    list
}

/// Mean of the kept cells weighted by cohort share, with the influence of the estimated shares.
fn share_weighted(
    label: i64,
    keep: &dyn Fn(&GroupTime) -> bool,
    cells: &[GroupTime],
    share: &[f64],
) -> Option<Aggregate> {
    let total: f64 = cells
        .iter()
        .filter(|c| keep(c))
        .map(|c| share[c.cohort])
        .sum();
    if total.is_nan() || total <= 0.0 {
        return None;
    }
    let weights: Vec<f64> = cells
        .iter()
        .map(|c| {
            if keep(c) {
                share[c.cohort] / total
            } else {
                0.0
            }
        })
        .collect();
    let value: f64 = cells.iter().zip(&weights).map(|(c, w)| c.att * w).sum();
    let mut cohort_influence = vec![0.0; share.len() + 1];
    for cell in cells.iter().filter(|c| keep(c)) {
        cohort_influence[cell.cohort] += (cell.att - value) / total;
    }
    Some(Aggregate {
        label,
        value,
        weights,
        cohort_influence,
    })
}

/// Mean of parts with fixed weights.
fn mean_of(parts: &[(&Aggregate, f64)]) -> Option<Aggregate> {
    let total: f64 = parts.iter().map(|(_, w)| w).sum();
    let (first, _) = parts.first()?;
    let mut out = Aggregate {
        label: 0,
        value: 0.0,
        weights: vec![0.0; first.weights.len()],
        cohort_influence: vec![0.0; first.cohort_influence.len()],
    };
    for (part, weight) in parts {
        let weight = weight / total;
        out.value += weight * part.value;
        for (sum, w) in out.weights.iter_mut().zip(&part.weights) {
            *sum += weight * w;
        }
        for (sum, f) in out.cohort_influence.iter_mut().zip(&part.cohort_influence) {
            *sum += weight * f;
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(cohort: usize, g: i64, t: i64, att: f64) -> GroupTime {
        GroupTime {
            cohort,
            cohort_label: g,
            time: t,
            event_time: t - g,
            post: t >= g,
            att,
        }
    }

    fn cells() -> Vec<GroupTime> {
        vec![
            cell(0, 2, 2, 1.0),
            cell(0, 2, 3, 2.0),
            cell(1, 3, 2, 0.5),
            cell(1, 3, 3, 4.0),
        ]
    }

    #[test]
    fn values_by_hand() {
        // shares 0.1 and 0.3: simple = (0.1·1 + 0.1·2 + 0.3·4)/0.5
        let share = [0.1, 0.3];
        let simple =
            aggregate(AggregationKind::Simple, &cells(), &share, None).expect("post cells");
        assert!((simple.overall.value - 3.0).abs() < 1e-14);
        let dynamic =
            aggregate(AggregationKind::Dynamic, &cells(), &share, None).expect("post cells");
        let parts: Vec<(i64, f64)> = dynamic.parts.iter().map(|p| (p.label, p.value)).collect();
        assert_eq!(parts[0], (-1, 0.5));
        assert!((parts[1].1 - 3.25).abs() < 1e-14 && (parts[2].1 - 2.0).abs() < 1e-14);
        assert!((dynamic.overall.value - 2.625).abs() < 1e-14);
        let group = aggregate(AggregationKind::Group, &cells(), &share, None).expect("post cells");
        assert!((group.overall.value - 3.375).abs() < 1e-14);
        let balanced =
            aggregate(AggregationKind::Dynamic, &cells(), &share, Some(1)).expect("cohort 2");
        assert_eq!(
            balanced.parts.iter().map(|p| p.label).collect::<Vec<_>>(),
            vec![0, 1]
        );
        assert!((balanced.overall.value - 1.5).abs() < 1e-14);
    }

    #[test]
    fn share_influence_is_the_derivative() {
        // moving the share of one cohort moves the value by its influence (delta method)
        let share = [0.1, 0.3];
        for kind in [
            AggregationKind::Simple,
            AggregationKind::Dynamic,
            AggregationKind::Group,
            AggregationKind::Calendar,
        ] {
            let base = aggregate(kind, &cells(), &share, None)
                .expect("post cells")
                .overall;
            for c in 0..2 {
                let mut moved = share;
                moved[c] += 1e-6;
                let up = aggregate(kind, &cells(), &moved, None)
                    .expect("post cells")
                    .overall
                    .value;
                moved[c] -= 2e-6;
                let down = aggregate(kind, &cells(), &moved, None)
                    .expect("post cells")
                    .overall
                    .value;
                assert!(((up - down) / 2e-6 - base.cohort_influence[c]).abs() < 1e-6);
            }
        }
    }
}
