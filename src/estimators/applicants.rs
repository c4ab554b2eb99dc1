//! Levels of candidates: the share of offers accepted with Wilson's interval, the mean experience with Student's. Every
//! candidate counts as independent of the others.

use crate::panel::ApplicantSums;
use crate::panel::DescribedSums;

use super::Reason;
use super::description::{Level, mean_level, share_level};

/// Share of answered offers that were accepted, 0..1; `None` without offers.
pub fn acceptance_level(sums: &ApplicantSums) -> Option<Level> {
    let accepted = sums.accepted as f64;
    let described = independent(sums.offers, accepted, accepted);
    share(&described)
}

/// Share of some candidates among more, 0..1; `None` among nobody.
pub fn mix_level(part: &ApplicantSums, whole: &ApplicantSums) -> Option<Level> {
    let part = part.candidates as f64;
    let described = independent(whole.candidates, part, part);
    share(&described)
}

/// A share; without an interval when all are alike.
fn share(sums: &DescribedSums) -> Option<Level> {
    let alike = |all| Level {
        value: if all { 1.0 } else { 0.0 },
        std_error: None,
        interval: None,
    };
    match share_level(sums, 1.0) {
        Err(Reason::AllAlike { all }) => Some(alike(all)),
        level => level.ok(),
    }
}

/// Mean experience on the scale of the survey; `None` without answers.
pub fn experience_level(sums: &ApplicantSums) -> Option<Level> {
    mean_level(&independent(sums.answers, sums.sum, sums.squares)).ok()
}

/// Sums over people who are a cluster each: the sum of squared deviations is Σx² − (Σx)²/n.
fn independent(people: u64, sum: f64, squares: f64) -> DescribedSums {
    let n = people as f64;
    DescribedSums {
        digits: Vec::new(),
        people,
        clusters: people,
        numerator: sum,
        denominator: n,
        squares: (squares - sum * sum / n).max(0.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(a: f64, b: f64) -> bool {
        (a - b).abs() < 5e-4
    }

    #[test]
    fn levels_agree_with_figures_worked_by_hand() {
        // 14 of 20 accepted: Wilson's interval by hand, z = 1.959964: (p + z²/2n ± z√(p(1−p)/n + z²/4n²)) / (1 + z²/n).
        let sums = ApplicantSums {
            candidates: 50,
            offers: 20,
            accepted: 14,
            answers: 4,
            sum: 14.0,
            squares: 54.0,
        };
        let share = acceptance_level(&sums).expect("offers");
        let (low, high) = share.interval.expect("an interval");
        assert!(
            near(share.value, 0.7) && near(low, 0.4810) && near(high, 0.8545),
            "{low} {high}"
        );
        // 2, 3, 4, 5: mean 3.5, standard deviation 1.2910, standard error 0.6455, t(3) = 3.1824.
        let mean = experience_level(&sums).expect("answers");
        let (low, high) = mean.interval.expect("an interval");
        assert!(
            near(mean.value, 3.5) && near(low, 1.4457) && near(high, 5.5543),
            "{low} {high}"
        );
        assert!(acceptance_level(&ApplicantSums::default()).is_none());
        assert!(experience_level(&ApplicantSums::default()).is_none());
    }
}
