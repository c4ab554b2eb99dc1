//! What findings do to the kernel's influences of one comparison before they are summed: few participants are made good
//! for, and controls that carry next to no weight leave. The kernel itself agrees with the reference, which does neither.
//!
//! A comparison centres the changes of its own participants, so that with n of them the sum of squares falls short by
//! (n − 1)/n. With few per trial and wave, as in a trial of a dozen starters or in the values of a breakdown, that is most
//! of the error, and G/(G − 1) over all people does not make it good. So participants' influences are multiplied by
//! √(n/(n − 1)), the HC2 correction of a mean (MacKinnon & White 1985, doi:10.1016/0304-4076(85)90158-7). Where a
//! comparison has one participant, who says nothing of the spread alone, the distance of the effect from what is expected
//! (the headline; nothing before the start) stands in (collapsed strata; Cochran 1977, section 5A.12), which errs on the large side.
//! In programmes of groups n is the effective number of groups (see `groups`), and the headline that a lone group is held against is
//! nearer to it than to others, by the square root of one less its share of all participants.
//!
//! Controls are many, yet the outcome regression has a column for every value of every covariate, and those like whom few
//! are (the seniors of a region, say) draw its line to themselves: the residual of one with leverage h falls short by the
//! factor 1 − h. Their residuals are divided by it, which comes close to leaving each out in turn (HC3; Davidson & MacKinnon 1993,
//! section 16.3; Long & Ervin 2000, doi:10.1080/00031305.2000.10474549, on why this and not HC2 where few carry much weight).

use crate::kernel::difference::{Influence, TwoByTwo};

use super::super::groups::TWO;

/// Control people whose influence is below this share of the largest do not take part: a propensity that tends to zero
/// ends at zero or very near it, depending on which category the model is written against.
const NO_PART: f64 = 1e-6;

/// HC3 stretches a residual at most so far; beyond, it would promise far too little (as HC4 bounds its exponent) and HC2, which is
/// right on average, takes over.
const HC3_UP_TO: f64 = 2.0;

/// Residuals count for at most so many times themselves: a control alone in its category has none at all.
const LARGEST_STRETCH: f64 = 4.0;

/// The share of other comparisons that a lone group's is held against is taken to be at least this.
const SMALLEST_REST: f64 = 0.1;

/// The independent pieces of evidence among the participants of one comparison.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pieces {
    /// How many: people, or the effective number of their groups.
    pub(super) number: f64,
    /// For groups, their comparison's share of all participants: a headline is nearer to whom it is made of. Else 0.
    pub(super) share: f64,
}

impl Pieces {
    /// So many people who are independent.
    pub(super) fn people(number: f64) -> Pieces {
        Pieces { number, share: 0.0 }
    }
}

/// Influences per stratum, `a + b·dy` divided by the size of the comparison's sample.
pub(super) struct Corrected {
    /// Participants.
    pub(super) treated: Vec<Influence>,
    /// Control people.
    pub(super) control: Vec<Influence>,
}

/// The influences of one comparison with so many independent participants or groups (effectively, where they count differently), of which
/// `expected` is the effect one expects, if any: the headline after the start, nothing before it.
pub(super) fn corrected(result: &TwoByTwo, pieces: Pieces, expected: Option<f64>) -> Corrected {
    let number = pieces.number;
    let (factor, lone) = if number < TWO {
        let all = result.treated_weight * (1.0 - pieces.share).max(SMALLEST_REST).sqrt();
        (1.0, expected.map_or(0.0, |e| (result.att - e) / all))
    } else {
        ((number / (number - 1.0)).sqrt(), 0.0)
    };
    let treated = result
        .treated
        .iter()
        .zip(&result.on_support)
        .map(|(i, on)| Influence {
            a: factor * i.a / result.n + if *on { lone } else { 0.0 },
            b: factor * i.b / result.n,
        })
        .collect();
    Corrected {
        treated,
        control: taking_part(result),
    }
}

/// By how much a residual with this leverage is stretched.
fn stretch(leverage: f64) -> f64 {
    let left = (1.0 - leverage).clamp(LARGEST_STRETCH.powi(-2), 1.0);
    let (hc2, hc3) = (1.0 / left.sqrt(), 1.0 / left);
    hc3.min(hc2.max(HC3_UP_TO))
}

/// The influence of a control per stratum with its residual stretched by its leverage.
fn stretched(result: &TwoByTwo) -> impl Iterator<Item = Influence> + '_ {
    let fitted = result.predicted.iter().zip(&result.control_leverage);
    result.control.iter().zip(fitted).map(|(i, (expected, h))| {
        let stretch = stretch(*h);
        Influence {
            a: i.a - (stretch - 1.0) * i.b * expected,
            b: stretch * i.b,
        }
    })
}

/// The influences of controls, without those that are next to nothing.
fn taking_part(result: &TwoByTwo) -> Vec<Influence> {
    let largest = |pick: fn(&Influence) -> f64| {
        let sizes = result.control.iter().map(|i| pick(i).abs());
        sizes.fold(0.0, f64::max)
    };
    let (a, b) = (largest(|i| i.a), largest(|i| i.b));
    result
        .control
        .iter()
        .zip(stretched(result))
        .map(|(i, stretched)| {
            if i.a.abs() <= NO_PART * a && i.b.abs() <= NO_PART * b {
                Influence::default()
            } else {
                Influence {
                    a: stretched.a / result.n,
                    b: stretched.b / result.n,
                }
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::kernel::design::Design;
    use crate::kernel::difference::{ArmSums, DidMethod, did_2x2_panel};

    use super::*;

    fn sums(changes: &[f64]) -> ArmSums {
        ArmSums {
            weight: changes.len() as f64,
            sum: changes.iter().sum(),
            sum_sq: changes.iter().map(|x| x * x).sum(),
        }
    }

    fn variance(influence: &Influence, changes: &[f64]) -> f64 {
        let one = |dy: &f64| (influence.a + influence.b * dy).powi(2);
        changes.iter().map(one).sum()
    }

    fn comparison(treated: &[f64], control: &[f64]) -> TwoByTwo {
        let design = Design::with_constant(&[], 1);
        let (t, c) = ([sums(treated)], [sums(control)]);
        did_2x2_panel(&design, &t, &c, DidMethod::DrTraditional).expect("both arms")
    }

    #[test]
    fn the_variance_of_the_participants_mean_is_that_of_a_sample_mean() {
        // s²/n of 1, 2, 6: 7/3. Of 0, 1, 2, 5 the residuals, each with leverage 1/4, count for 4/3: 14/16 · 16/9.
        let (treated, control) = ([1.0, 2.0, 6.0], [0.0, 1.0, 2.0, 5.0]);
        let own = corrected(
            &comparison(&treated, &control),
            Pieces::people(3.0),
            Some(0.0),
        );
        assert!((variance(&own.treated[0], &treated) - 7.0 / 3.0).abs() < 1e-9);
        assert!((variance(&own.control[0], &control) - 14.0 / 9.0).abs() < 1e-9);
    }

    #[test]
    fn leverage_stretches_by_hc3_and_far_out_by_hc2() {
        for (leverage, times) in [
            (0.0, 1.0),
            (0.2, 1.25),
            (0.5, 2.0),
            (0.7, 2.0),
            (0.75, 2.0),
            (8.0 / 9.0, 3.0),
            (1.0, 4.0),
        ] {
            assert!((stretch(leverage) - times).abs() < 1e-12, "{leverage}");
        }
    }

    #[test]
    fn one_participant_is_as_far_off_as_from_the_headline() {
        // effect 6 − 2, headline 1
        let (treated, control) = ([6.0], [0.0, 1.0, 2.0, 5.0]);
        let result = comparison(&treated, &control);
        let own = corrected(&result, Pieces::people(1.0), Some(1.0));
        assert!((variance(&own.treated[0], &treated) - 9.0).abs() < 1e-9);
        let none = corrected(&result, Pieces::people(1.0), None);
        assert!(variance(&none.treated[0], &treated) < 1e-15);
    }
}
