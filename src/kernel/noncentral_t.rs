//! The noncentral t distribution: tail areas and the noncentrality that fits an observed t.
//!
//! Purpose: intervals of standardised effects and power of the t test. Invariants: tails are
//! integrated directly (no `1 - cdf`), absolute accuracy about 1e-13. Deliberately absent:
//! quantiles and densities.

use super::distribution::{normal_cdf, normal_quantile, normal_sf};
use super::root::bracketed_root;

/// Nodes and weights of the ten-point Gauss–Legendre rule, positive half.
const GAUSS: [(f64, f64); 5] = [
    (0.148_874_338_981_631_2, 0.295_524_224_714_752_9),
    (0.433_395_394_129_247_2, 0.269_266_719_309_996_4),
    (0.679_409_568_299_024_4, 0.219_086_362_515_982_04),
    (0.865_063_366_688_984_5, 0.149_451_349_150_580_6),
    (0.973_906_528_517_171_7, 0.066_671_344_308_688_14),
];
const PANELS: usize = 96;

/// P(T <= t) for noncentrality `ncp` and `df` > 0 (real) degrees of freedom; NaN outside the domain.
pub fn noncentral_t_cdf(t: f64, df: f64, ncp: f64) -> f64 {
    over_spread(df, ncp / t, t.abs(), |s| normal_cdf(t * s - ncp))
}

/// P(T > t); see [`noncentral_t_cdf`].
pub fn noncentral_t_sf(t: f64, df: f64, ncp: f64) -> f64 {
    over_spread(df, ncp / t, t.abs(), |s| normal_sf(t * s - ncp))
}

/// The noncentrality at which an observed `t` has `tail` of the distribution above it.
pub fn noncentrality_with_upper_tail(t: f64, df: f64, tail: f64) -> Option<f64> {
    if !(t.is_finite() && df > 0.0 && tail > 0.0 && tail < 1.0) {
        return None;
    }
    let middle = t + normal_quantile(tail);
    let mut reach = 2.0 + t.abs() / df.sqrt();
    for _ in 0..40 {
        let f = |ncp: f64| noncentral_t_sf(t, df, ncp) - tail;
        if let Some(root) = bracketed_root(f, middle - reach, middle + reach) {
            return Some(root);
        }
        reach *= 2.0;
    }
    None
}

/// Mean of `f(s)` where s² df is chi-square with `df` degrees of freedom; `f` changes around
/// `turn` over a distance of about 1/`steepness`.
fn over_spread(df: f64, turn: f64, steepness: f64, f: impl Fn(f64) -> f64) -> f64 {
    if df.is_nan() || df <= 0.0 {
        return f64::NAN;
    }
    if df.is_infinite() {
        return f(1.0);
    }
    // log density of s up to a constant; its mode is sqrt((df - 1)/df)
    let log_density = |s: f64| (df - 1.0) * s.ln() - df * (s * s - 1.0) / 2.0;
    let mode = (1.0 - 1.0 / df).max(0.0).sqrt();
    let width = 10.0 / (2.0 * df).sqrt();
    let (low, high) = ((mode - width).max(0.0), mode + width);
    let mut edges = vec![low, high];
    // a steep turn gets panels of its own
    if steepness * (high - low) > PANELS as f64 / 2.0 {
        let reach = 9.0 / steepness;
        edges.extend(
            [turn - reach, turn + reach]
                .into_iter()
                .filter(|e| *e > low && *e < high),
        );
        edges.sort_by(f64::total_cmp);
    }
    let (mut mass, mut total) = (0.0, 0.0);
    for ends in edges.windows(2) {
        let panel = (ends[1] - ends[0]) / PANELS as f64;
        for k in 0..PANELS {
            let centre = ends[0] + (k as f64 + 0.5) * panel;
            for (node, weight) in GAUSS {
                for s in [centre - node * panel / 2.0, centre + node * panel / 2.0] {
                    let density = panel * weight * log_density(s).exp();
                    mass += density;
                    if density > 0.0 {
                        total += density * f(s);
                    }
                }
            }
        }
    }
    total / mass
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::distribution::{t_cdf, t_sf};

    #[test]
    fn central_case_is_student() {
        for (t, df) in [
            (0.3, 1.0),
            (2.1, 3.5),
            (-1.4, 17.0),
            (2.5, 398.0),
            (1.9, 4e5),
            (900.0, 3.0),
        ] {
            assert!(
                (noncentral_t_cdf(t, df, 0.0) - t_cdf(t, df)).abs() < 1e-12,
                "{t} {df}"
            );
            assert!(
                (noncentral_t_sf(t, df, 0.0) - t_sf(t, df)).abs() < 1e-12,
                "{t} {df}"
            );
        }
    }

    #[test]
    fn noncentral_values() {
        // at t = 0 the tail is the normal one whatever the degrees of freedom
        assert!((noncentral_t_cdf(0.0, 7.0, 1.3) - normal_cdf(-1.3)).abs() < 1e-14);
        // Cohen (1988) through R: power.t.test(n = 20, delta = 1, sd = 1)$power = 0.8689528
        let upper = noncentral_t_sf(2.024_394_164_575_136, 38.0, 10f64.sqrt());
        assert!((upper - 0.868_952_8).abs() < 1e-6);
        let ncp = noncentrality_with_upper_tail(2.3, 11.0, 0.025).expect("inside the domain");
        assert!((noncentral_t_sf(2.3, 11.0, ncp) - 0.025).abs() < 1e-13);
    }
}
