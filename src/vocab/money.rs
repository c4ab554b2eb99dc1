//! Sums of money that rest on estimates.

/// Significant digits of a sum of money: more would promise more than an estimate keeps, and would give means away.
const DIGITS: i32 = 2;

/// The amount with two significant digits, halves away from zero: 483 211 is 480 000.
pub fn coarse(amount: f64) -> f64 {
    if !amount.is_finite() || amount.abs() < 1.0 {
        return 0.0;
    }
    let unit = 10f64.powi(amount.abs().log10().floor() as i32 + 1 - DIGITS);
    if unit < 1.0 {
        return amount.round();
    }
    (amount / unit).round() * unit
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_digits_are_kept() {
        let cases = [
            (483_211.0, 480_000.0),
            (-1_450_000.0, -1_500_000.0),
            (99.6, 100.0),
            (7.4, 7.0),
            (0.3, 0.0),
            (f64::NAN, 0.0),
        ];
        for (amount, expected) in cases {
            assert!((coarse(amount) - expected).abs() < 1e-9, "{amount}");
        }
    }
}
