//! Axes: a range, its position in pixels, and round ticks.

/// A linear axis.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Axis {
    low: f64,
    high: f64,
    from: f64,
    to: f64,
}

impl Axis {
    /// Values `low..high` on pixels `from..to`; an empty range is widened.
    pub(crate) fn new((low, high): (f64, f64), (from, to): (f64, f64)) -> Axis {
        let (low, high) = if high > low && low.is_finite() && high.is_finite() {
            (low, high)
        } else {
            (-1.0, 1.0)
        };
        Axis {
            low,
            high,
            from,
            to,
        }
    }

    /// Pixel of a value, held within the axis.
    pub(crate) fn at(&self, value: f64) -> f64 {
        let share = ((value - self.low) / (self.high - self.low)).clamp(0.0, 1.0);
        self.from + (self.to - self.from) * share
    }

    /// Round values on the axis, at most `most` of them, and their decimals.
    pub(crate) fn ticks(&self, most: usize) -> (Vec<f64>, usize) {
        let span = self.high - self.low;
        let rough = span / (most.max(2) - 1) as f64;
        let power = 10f64.powf(rough.log10().floor());
        for factor in [1.0, 2.0, 5.0, 10.0, 20.0, 50.0] {
            let step = power * factor;
            let first = (self.low / step - 1e-9).ceil() as i64;
            let last = (self.high / step + 1e-9).floor() as i64;
            if last - first < most as i64 {
                let values = (first..=last).map(|k| k as f64 * step).collect();
                let decimals = (-step.log10().floor()).clamp(0.0, 4.0) as usize;
                return (values, decimals);
            }
        }
        (vec![self.low, self.high], 1)
    }
}

/// The smallest range that holds all values and the null, with a little air.
pub(crate) fn range_of(values: impl IntoIterator<Item = f64>, null: f64) -> (f64, f64) {
    let (mut low, mut high) = (null, null);
    for value in values {
        if value.is_finite() {
            low = low.min(value);
            high = high.max(value);
        }
    }
    let air = if high > low { (high - low) * 0.06 } else { 1.0 };
    (low - air, high + air)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_few() {
        let axis = Axis::new((-3.2, 8.1), (0.0, 100.0));
        assert_eq!(axis.ticks(6), (vec![-2.0, 0.0, 2.0, 4.0, 6.0, 8.0], 0));
        let fine = Axis::new((0.0, 0.31), (0.0, 100.0));
        let (values, decimals) = fine.ticks(4);
        assert_eq!(decimals, 1);
        assert!(
            values.len() == 4
                && values
                    .iter()
                    .zip([0.0, 0.1, 0.2, 0.3])
                    .all(|(a, b)| (a - b).abs() < 1e-12)
        );
        let nothing = Axis::new((f64::NAN, 1.0), (0.0, 1.0));
        assert!(nothing.ticks(5).0.len() <= 5);
        assert!((axis.at(100.0) - 100.0).abs() < 1e-9);
    }
}
