//! Root of a continuous function inside a bracket.
//!
//! Purpose: inversion of distribution functions and power curves. Invariant: the answer lies
//! between two points where the function has different signs, or there is none. Deliberately
//! absent: derivatives and searches in more than one dimension.

/// Root of `f` between `low` and `high` by Brent's method (1973), to machine precision; `None`
/// when the signs at the ends do not differ or a value is not a number.
pub fn bracketed_root(f: impl Fn(f64) -> f64, low: f64, high: f64) -> Option<f64> {
    const STEPS: usize = 300;
    let (mut a, mut b) = (low, high);
    let (mut fa, mut fb) = (f(a), f(b));
    if fa == 0.0 {
        return Some(a);
    }
    if fb == 0.0 {
        return Some(b);
    }
    if fa.is_nan() || fb.is_nan() || (fa > 0.0) == (fb > 0.0) {
        return None;
    }
    let (mut c, mut fc) = (a, fa);
    let mut step = b - a;
    let mut previous = step;
    for _ in 0..STEPS {
        if (fb > 0.0) == (fc > 0.0) {
            (c, fc) = (a, fa);
            step = b - a;
            previous = step;
        }
        if fc.abs() < fb.abs() {
            (a, fa) = (b, fb);
            (b, fb) = (c, fc);
            (c, fc) = (a, fa);
        }
        let tolerance = 2.0 * f64::EPSILON * b.abs() + f64::MIN_POSITIVE;
        let half = 0.5 * (c - b);
        if half.abs() <= tolerance || fb == 0.0 {
            return Some(b);
        }
        if previous.abs() >= tolerance && fa.abs() > fb.abs() {
            let ratio = fb / fa;
            let (mut p, mut q) = if a == c {
                (2.0 * half * ratio, 1.0 - ratio)
            } else {
                let (q, r) = (fa / fc, fb / fc);
                (
                    ratio * (2.0 * half * q * (q - r) - (b - a) * (r - 1.0)),
                    (q - 1.0) * (r - 1.0) * (ratio - 1.0),
                )
            };
            if p > 0.0 {
                q = -q;
            } else {
                p = -p;
            }
            if 2.0 * p < (3.0 * half * q - (tolerance * q).abs()).min((previous * q).abs()) {
                previous = step;
                step = p / q;
            } else {
                step = half;
                previous = half;
            }
        } else {
            step = half;
            previous = half;
        }
        (a, fa) = (b, fb);
        b += if step.abs() > tolerance {
            step
        } else {
            tolerance.copysign(half)
        };
        fb = f(b);
        if fb.is_nan() {
            return None;
        }
    }
    Some(b)
}

#[cfg(test)]
mod tests {
    use super::bracketed_root;

    #[test]
    fn finds_roots_and_refuses_without_a_sign_change() {
        let root = bracketed_root(|x| x * x - 2.0, 0.0, 5.0).expect("the sign changes");
        assert!((root - std::f64::consts::SQRT_2).abs() < 1e-15);
        let steep = bracketed_root(|x| x.powi(9) - 1e-9, 0.0, 1e3).expect("the sign changes");
        assert!((steep - 0.1).abs() < 1e-14);
        assert_eq!(bracketed_root(|x| x * x + 1.0, -1.0, 1.0), None);
    }
}
