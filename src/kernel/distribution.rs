//! Distribution functions: normal, Student t, chi-square, F, beta.
//!
//! Purpose: one accurate source for tail areas and quantiles. Invariants: arguments outside the
//! domain give NaN (callers turn that into a reason, never into an answer); tails keep relative
//! accuracy (no `1 - cdf`); Student t goes over to an expansion around the normal at large
//! degrees of freedom, where incomplete-beta routines lose digits.
//! Deliberately absent: densities nobody uses, random numbers, non-central distributions.

use std::f64::consts::{PI, SQRT_2};

use statrs::function::beta::{beta_reg, ln_beta};
use statrs::function::erf::erfc_inv;
use statrs::function::gamma::{gamma_lr, gamma_ur, ln_gamma};

/// Beyond this many degrees of freedom Student t uses Hill's expansion.
const LARGE_DF: f64 = 2e4;
/// Beyond this the normal tail uses its continued fraction.
const TAIL: f64 = 2.0;

/// Density of the standard normal distribution.
pub fn normal_density(x: f64) -> f64 {
    // split x so that x² is exact where the exponent is large
    let head = (x * 16.0).trunc() / 16.0;
    let rest = (x - head) * (x + head);
    (-0.5 * head * head).exp() * (-0.5 * rest).exp() / (2.0 * PI).sqrt()
}

/// Upper tail area P(Z > x) of the standard normal distribution, relative accuracy also far out.
pub fn normal_sf(x: f64) -> f64 {
    if x.is_nan() {
        return f64::NAN;
    }
    if x < -TAIL {
        return 1.0 - normal_sf(-x);
    }
    if x > 39.0 {
        return 0.0;
    }
    if x <= TAIL {
        // Φ(x) − ½ = φ(x)·Σ x^(2k+1)/(2k+1)!!, all terms of one sign
        let (mut term, mut sum, mut odd) = (x, x, 1.0);
        while term.abs() > 1e-18 * sum.abs() {
            odd += 2.0;
            term *= x * x / odd;
            sum += term;
        }
        return 0.5 - normal_density(x) * sum;
    }
    // Mills ratio, Laplace's continued fraction, evaluated from the inside
    let depth = (1000.0 / (x * x)) as u32 + 30;
    let fraction = (1..=depth)
        .rev()
        .fold(x, |inner, k| x + f64::from(k) / inner);
    normal_density(x) / fraction
}

/// Distribution function of the standard normal distribution.
pub fn normal_cdf(x: f64) -> f64 {
    normal_sf(-x)
}

/// Two-sided p value of a standard normal statistic.
pub fn normal_two_sided_p(z: f64) -> f64 {
    (2.0 * normal_sf(z.abs())).min(1.0)
}

/// Quantile of the standard normal distribution; ±∞ at 1 and 0, NaN outside.
pub fn normal_quantile(p: f64) -> f64 {
    if !(0.0..=1.0).contains(&p) {
        return f64::NAN;
    }
    if p >= 0.5 {
        return -lower_normal_quantile(1.0 - p);
    }
    lower_normal_quantile(p)
}

/// Quantile for a lower tail area below one half; one Halley step on top of the rational start.
fn lower_normal_quantile(p: f64) -> f64 {
    if p <= 0.0 {
        return f64::NEG_INFINITY;
    }
    let mut x = -SQRT_2 * erfc_inv(2.0 * p);
    for _ in 0..2 {
        let density = normal_density(x);
        if density <= 0.0 {
            break;
        }
        let u = (normal_cdf(x) - p) / density;
        x -= u / (1.0 + x * u / 2.0);
    }
    x
}

/// Distribution function of Student's t with `df` > 0 (real) degrees of freedom; `df` = ∞ is the normal.
pub fn t_cdf(t: f64, df: f64) -> f64 {
    if t > 0.0 {
        1.0 - t_sf(t, df)
    } else {
        t_sf(-t, df)
    }
}

/// Upper tail area of Student's t.
pub fn t_sf(t: f64, df: f64) -> f64 {
    if t.is_nan() || df.is_nan() || df <= 0.0 {
        return f64::NAN;
    }
    if t < 0.0 {
        return 1.0 - t_sf(-t, df);
    }
    if t.is_infinite() {
        return 0.0;
    }
    if df > LARGE_DF {
        return normal_sf(normal_deviate(t, df));
    }
    let t2 = t * t;
    if t2 < df {
        0.5 - 0.5 * beta_reg(0.5, df / 2.0, t2 / (df + t2))
    } else {
        0.5 * beta_reg(df / 2.0, 0.5, df / (df + t2))
    }
}

/// Normal deviate with the same tail area as Student's t (Hill 1970, CACM algorithm 395).
fn normal_deviate(t: f64, df: f64) -> f64 {
    if df.is_infinite() {
        return t;
    }
    let a = df - 0.5;
    let b = 48.0 * a * a;
    let y = a * (t * t / df).ln_1p();
    ((((((-0.4 * y - 3.3) * y - 24.0) * y - 85.5) / (0.8 * y * y + 100.0 + b)) + y + 3.0) / b + 1.0)
        * y.sqrt()
}

/// Two-sided p value of a t statistic.
pub fn t_two_sided_p(t: f64, df: f64) -> f64 {
    if df > 0.0 && df <= LARGE_DF && t.is_finite() {
        let t2 = t * t;
        // the direct tail keeps relative accuracy
        return beta_reg(df / 2.0, 0.5, df / (df + t2)).min(1.0);
    }
    (2.0 * t_sf(t.abs(), df)).min(1.0)
}

/// Quantile of Student's t; `df` = ∞ is the normal.
pub fn t_quantile(p: f64, df: f64) -> f64 {
    if !(0.0..=1.0).contains(&p) || df.is_nan() || df <= 0.0 {
        return f64::NAN;
    }
    if df.is_infinite() {
        return normal_quantile(p);
    }
    if (p - 0.5).abs() < f64::EPSILON / 4.0 {
        return 0.0;
    }
    let tail = p.min(1.0 - p);
    if tail <= 0.0 {
        return if p > 0.5 {
            f64::INFINITY
        } else {
            f64::NEG_INFINITY
        };
    }
    let log_constant = if df > LARGE_DF {
        -0.5 * (2.0 * PI).ln()
    } else {
        -ln_beta(0.5, df / 2.0) - 0.5 * df.ln()
    };
    let density = |t: f64| (log_constant - 0.5 * (df + 1.0) * (t * t / df).ln_1p()).exp();
    let start = -normal_quantile(tail);
    let t = falling_root(
        |t| 0.5 * t_two_sided_p(t, df),
        density,
        tail,
        start.max(1e-3),
    );
    if p > 0.5 { t } else { -t }
}

/// Upper tail area of the chi-square distribution with `df` > 0 degrees of freedom.
pub fn chi2_sf(x: f64, df: f64) -> f64 {
    if x.is_nan() || df.is_nan() || df <= 0.0 {
        return f64::NAN;
    }
    if x <= 0.0 {
        return 1.0;
    }
    if x.is_infinite() {
        return 0.0;
    }
    if (df - 1.0).abs() < f64::EPSILON {
        return normal_two_sided_p(x.sqrt());
    }
    if (df - 2.0).abs() < f64::EPSILON {
        return (-x / 2.0).exp();
    }
    gamma_ur(df / 2.0, x / 2.0)
}

/// Distribution function of the chi-square distribution.
pub fn chi2_cdf(x: f64, df: f64) -> f64 {
    if x.is_nan() || df.is_nan() || df <= 0.0 {
        return f64::NAN;
    }
    if x <= 0.0 {
        return 0.0;
    }
    if x.is_infinite() {
        return 1.0;
    }
    gamma_lr(df / 2.0, x / 2.0)
}

/// Quantile of the chi-square distribution.
pub fn chi2_quantile(p: f64, df: f64) -> f64 {
    if !(0.0..=1.0).contains(&p) || df.is_nan() || df <= 0.0 {
        return f64::NAN;
    }
    if p <= 0.0 {
        return 0.0;
    }
    if p >= 1.0 {
        return f64::INFINITY;
    }
    let h = df / 2.0;
    let density = |x: f64| ((h - 1.0) * (x / 2.0).ln() - x / 2.0 - ln_gamma(h)).exp() / 2.0;
    rooted(p, |x| chi2_cdf(x, df), |x| chi2_sf(x, df), density, df)
}

/// Upper tail area of the F distribution.
pub fn f_sf(x: f64, df1: f64, df2: f64) -> f64 {
    if x.is_nan() || df1.is_nan() || df1 <= 0.0 || df2.is_nan() || df2 <= 0.0 {
        return f64::NAN;
    }
    if x <= 0.0 {
        return 1.0;
    }
    if df2.is_infinite() {
        return chi2_sf(x * df1, df1);
    }
    if x.is_infinite() {
        return 0.0;
    }
    beta_reg(df2 / 2.0, df1 / 2.0, df2 / (df2 + df1 * x))
}

/// Distribution function of the F distribution.
pub fn f_cdf(x: f64, df1: f64, df2: f64) -> f64 {
    if x.is_nan() || df1.is_nan() || df1 <= 0.0 || df2.is_nan() || df2 <= 0.0 {
        return f64::NAN;
    }
    if x <= 0.0 {
        return 0.0;
    }
    if df2.is_infinite() {
        return chi2_cdf(x * df1, df1);
    }
    if x.is_infinite() {
        return 1.0;
    }
    beta_reg(df1 / 2.0, df2 / 2.0, df1 * x / (df2 + df1 * x))
}

/// Quantile of the F distribution.
pub fn f_quantile(p: f64, df1: f64, df2: f64) -> f64 {
    if !(0.0..=1.0).contains(&p) || df1.is_nan() || df1 <= 0.0 || df2.is_nan() || df2 <= 0.0 {
        return f64::NAN;
    }
    if p <= 0.0 {
        return 0.0;
    }
    if p >= 1.0 {
        return f64::INFINITY;
    }
    if df2.is_infinite() {
        return chi2_quantile(p, df1) / df1;
    }
    let (a, b) = (df1 / 2.0, df2 / 2.0);
    let ratio = df1 / df2;
    let density = |x: f64| {
        (a * ratio.ln() + (a - 1.0) * x.ln() - (a + b) * (ratio * x).ln_1p() - ln_beta(a, b)).exp()
    };
    rooted(
        p,
        |x| f_cdf(x, df1, df2),
        |x| f_sf(x, df1, df2),
        density,
        1.0,
    )
}

/// Distribution function of the beta distribution.
pub fn beta_cdf(x: f64, a: f64, b: f64) -> f64 {
    if x.is_nan() || a.is_nan() || a <= 0.0 || b.is_nan() || b <= 0.0 {
        return f64::NAN;
    }
    if x <= 0.0 {
        return 0.0;
    }
    if x >= 1.0 {
        return 1.0;
    }
    beta_reg(a, b, x)
}

/// Quantile of the beta distribution (through F, so that both ends keep their digits).
pub fn beta_quantile(p: f64, a: f64, b: f64) -> f64 {
    let f = f_quantile(p, 2.0 * a, 2.0 * b);
    if f.is_infinite() {
        return 1.0;
    }
    a * f / (b + a * f)
}

/// Quantile on (0, ∞) from the smaller of the two tails.
fn rooted(
    p: f64,
    cdf: impl Fn(f64) -> f64,
    sf: impl Fn(f64) -> f64,
    density: impl Fn(f64) -> f64,
    start: f64,
) -> f64 {
    if p > 0.5 {
        falling_root(sf, density, 1.0 - p, start)
    } else {
        // the same search on 1/x, where the lower tail falls
        let inverse = falling_root(
            |v| cdf(1.0 / v),
            |v| density(1.0 / v) / (v * v),
            p,
            1.0 / start,
        );
        1.0 / inverse
    }
}

/// Solve tail(x) = target for a falling `tail` on (0, ∞): Newton steps kept inside a bracket.
fn falling_root(
    tail: impl Fn(f64) -> f64,
    density: impl Fn(f64) -> f64,
    target: f64,
    start: f64,
) -> f64 {
    let mut low = 0.0_f64;
    let mut high = start.max(f64::MIN_POSITIVE);
    for _ in 0..1100 {
        if tail(high) <= target {
            break;
        }
        low = high;
        high *= 2.0;
        if high.is_infinite() {
            return f64::INFINITY;
        }
    }
    let mut x = if low > 0.0 {
        f64::midpoint(low, high)
    } else {
        high
    };
    for _ in 0..300 {
        let value = tail(x);
        if value > target {
            low = x;
        } else {
            high = x;
        }
        let slope = density(x);
        // Newton on the logarithm of the tail: far out it is nearly a straight line
        let step = if value > 0.0 && slope > 0.0 {
            (value / target).ln() * value / slope
        } else {
            f64::NAN
        };
        let mut next = x + step;
        if !(next > low && next < high) {
            next = if low > 0.0 && high / low > 4.0 {
                (low * high).sqrt()
            } else if low > 0.0 {
                f64::midpoint(low, high)
            } else {
                high / 4.0
            };
        }
        if (next - x).abs() <= 4.0 * f64::EPSILON * x.abs() {
            return next;
        }
        x = next;
    }
    x
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(a: f64, b: f64, relative: f64) {
        assert!((a - b).abs() <= relative * b.abs(), "{a:e} against {b:e}");
    }

    #[test]
    fn normal_tails_and_quantiles() {
        // mpmath, 30 digits
        close(normal_sf(1.0), 0.158_655_253_931_457_05, 2e-15);
        close(normal_sf(0.5), 0.308_537_538_725_986_9, 2e-15);
        close(normal_sf(1.5), 0.066_807_201_268_858_07, 6e-15);
        close(normal_sf(3.5), 2.326_290_790_355_250_4e-4, 4e-15);
        close(normal_sf(8.0), 6.220_960_574_271_784e-16, 4e-15);
        close(normal_sf(20.0), 2.753_624_118_606_233_7e-89, 4e-15);
        close(normal_quantile(0.975), 1.959_963_984_540_054_2, 2e-15);
        close(normal_quantile(1e-20), -9.262_340_089_798_408, 4e-15);
        assert_eq!(normal_quantile(0.0), f64::NEG_INFINITY);
        assert!(normal_quantile(1.5).is_nan());
    }

    #[test]
    fn student_at_small_and_large_df() {
        // mpmath, 40 digits
        close(t_quantile(0.975, 1.0), 12.706_204_736_174_694, 1e-12);
        close(t_quantile(0.975, 30.0), 2.042_272_456_301_238, 1e-13);
        close(t_quantile(0.975, 1e6), 1.959_966_356_814_107, 1e-13);
        close(t_quantile(0.975, 4.3), 2.701_694_898_282_232, 1e-12);
        // the two routes meet at the switch
        let exact = beta_reg(LARGE_DF / 2.0, 0.5, LARGE_DF / (LARGE_DF + 9.0));
        close(2.0 * normal_sf(normal_deviate(3.0, LARGE_DF)), exact, 1e-10);
        close(t_cdf(t_quantile(0.9, 3.7), 3.7), 0.9, 1e-14);
    }

    #[test]
    fn chi_square_and_f() {
        // R: pchisq(7.815, 3, lower=F), qchisq(.95, 3), pf(3, 4, 11, lower=F), qf(.975, 4, 11)
        close(chi2_quantile(0.95, 3.0), 7.814_727_903_251_179, 1e-12);
        close(chi2_sf(chi2_quantile(0.001, 5.0), 5.0), 0.999, 1e-12);
        close(f_sf(f_quantile(0.975, 4.0, 11.0), 4.0, 11.0), 0.025, 1e-11);
        close(
            f_quantile(0.95, 1.0, 30.0),
            2.042_272_456_301_238_f64.powi(2),
            1e-12,
        );
        close(beta_cdf(beta_quantile(0.3, 2.5, 7.0), 2.5, 7.0), 0.3, 1e-11);
    }
}
