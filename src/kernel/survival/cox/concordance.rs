//! Concordance of the linear predictor with the order of events (Harrell's C), with weights, strata and delayed entry.
//!
//! Pairs are formed within strata: somebody with the event against somebody still at risk afterwards (or censored at that time). Ties in
//! the predictor count one half, ties in event time do not count. Agrees with R `survival::concordance`.

use super::fit::CoxFit;
use super::sample::CoxSample;

/// Running sums over ranks, in logarithmic time (Fenwick 1994).
struct RankSums(Vec<f64>);

impl RankSums {
    fn add(&mut self, rank: usize, value: f64) {
        let mut i = rank + 1;
        while i < self.0.len() {
            self.0[i] += value;
            i += i & i.wrapping_neg();
        }
    }

    /// Sum over ranks below `rank`.
    fn below(&self, rank: usize) -> f64 {
        let (mut i, mut sum) = (rank, 0.0);
        while i > 0 {
            sum += self.0[i];
            i -= i & i.wrapping_neg();
        }
        sum
    }
}

impl CoxFit {
    /// Share of comparable pairs in which the higher predictor has the event first; `None` when no pair can be compared.
    pub fn concordance(&self, sample: &CoxSample) -> Option<f64> {
        let predictor = sample.linear_predictor(&self.coef);
        let mut levels = predictor.clone();
        levels.sort_by(f64::total_cmp);
        levels.dedup();
        let rank: Vec<usize> = predictor
            .iter()
            .map(|v| levels.partition_point(|l| l < v))
            .collect();
        let (mut concordant, mut comparable) = (0.0, 0.0);
        let weight = |i: usize| sample.weight[i] * sample.count[i];
        for stratum in &sample.strata {
            let mut sums = RankSums(vec![0.0; levels.len() + 1]);
            let rows: Vec<usize> = (stratum.start..stratum.end).collect();
            let mut gone = 0;
            for tied in rows.chunk_by(|&a, &b| sample.exit[a] <= sample.exit[b]) {
                let time = sample.exit[tied[0]];
                for &i in tied.iter().filter(|&&i| !sample.event[i]) {
                    sums.add(rank[i], weight(i));
                }
                while let Some(&late) = stratum.late.get(gone) {
                    let late = late as usize;
                    if sample.entry[late] < time {
                        break;
                    }
                    sums.add(rank[late], -weight(late));
                    gone += 1;
                }
                let dead = || tied.iter().copied().filter(|&i| sample.event[i]);
                for i in dead() {
                    let below = sums.below(rank[i]);
                    let upto = sums.below(rank[i] + 1);
                    concordant += weight(i) * 0.5 * (below + upto);
                    comparable += weight(i) * sums.below(levels.len());
                }
                for i in dead() {
                    sums.add(rank[i], weight(i));
                }
            }
        }
        (comparable > 0.0).then(|| concordant / comparable)
    }
}

#[cfg(test)]
mod tests {
    use super::super::fit::tests::book;
    use super::super::risk::Ties;
    use super::super::sample::CoxSample;

    /// Pairs of the book's data by hand: time 1 against 5 others (2 tied in x, 3 concordant), time 6 with x = 1 against 2 (both
    /// concordant), time 6 with x = 0 against 2 (both tied).
    #[test]
    fn pairs_by_hand() {
        let (rows, x) = book();
        let sample = CoxSample::new(&rows, &x, 1).unwrap();
        let fit = sample.fit(Ties::Efron).unwrap();
        let expected = (3.0 + 1.0 + 2.0 + 1.0) / 9.0;
        assert!((fit.concordance(&sample).unwrap() - expected).abs() < 1e-15);
    }
}
