//! The verdict: who is ahead, or between whom the data cannot tell.

use crate::vocab::Evidence;

use super::Contender;

/// A programme is called ahead only when it is the best with at least this posterior probability, and its own evidence is at
/// least moderate besides: that grade minds how many questions were asked, and how alike the groups were before. The same probability decides who may be the best: the fewest who hold it together.
pub const AHEAD: f64 = 0.95;

/// Who is ahead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// This one, by its position.
    Ahead(usize),
    /// Nobody can be told to be.
    CannotTell,
}

/// A verdict and those it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standings {
    /// Who is ahead.
    pub verdict: Verdict,
    /// Who may be the best, the most probable first; the one who is ahead when there is one.
    pub among: Vec<usize>,
}

/// Whether the evidence is firm, in the wanted direction.
fn is_firm(contender: &Contender) -> bool {
    let firm = [Evidence::Strong, Evidence::Moderate];
    contender.is_wanted && contender.evidence.is_some_and(|e| firm.contains(&e))
}

/// Judges contenders.
pub(super) fn judge(contenders: &[Contender]) -> Standings {
    let mut order: Vec<usize> = (0..contenders.len()).collect();
    let best = |k: usize| contenders[k].best;
    order.sort_by(|&a, &b| {
        let by_probability = best(b).total_cmp(&best(a));
        by_probability.then_with(|| contenders[a].id.cmp(&contenders[b].id))
    });
    let mut held = 0.0;
    let mut among = Vec::new();
    for &k in &order {
        // Sums of draws may fall short of a round number by a rounding error.
        if held >= AHEAD - 1e-9 {
            break;
        }
        held += best(k);
        among.push(k);
    }
    let ahead = among
        .first()
        .copied()
        .filter(|&k| contenders.len() >= 2 && best(k) >= AHEAD && is_firm(&contenders[k]));
    Standings {
        verdict: ahead.map_or(Verdict::CannotTell, Verdict::Ahead),
        among,
    }
}
