//! Which influence stands where in the sums over people.

/// The slots of one family of populations: first those of the curves, then those by trial.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Slots {
    /// Number of horizons.
    pub(super) horizons: usize,
    /// Whether another event competes, so that incidences have slots.
    pub(super) competing: bool,
    /// Whether hazards are tested.
    pub(super) tests: bool,
}

/// What a slot of the curves stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Slot {
    /// Survival at a horizon in days.
    Survival(u32),
    /// Restricted mean.
    Rmst,
    /// Incidence at a horizon in days.
    Incidence(u32),
}

impl Slots {
    /// The slots of the curves, in order.
    pub(super) fn curves(self, horizons: &[u32]) -> impl Iterator<Item = Slot> {
        let incidence = if self.competing { horizons } else { &[] };
        horizons
            .iter()
            .map(|&days| Slot::Survival(days))
            .chain([Slot::Rmst])
            .chain(incidence.iter().map(|&days| Slot::Incidence(days)))
    }

    /// Of the survival at the k-th horizon.
    pub(super) fn survival(k: usize) -> usize {
        k
    }

    /// Of the restricted mean.
    pub(super) fn rmst(self) -> usize {
        self.horizons
    }

    /// Of the incidence at the k-th horizon.
    pub(super) fn incidence(self, k: usize) -> usize {
        self.rmst() + 1 + k
    }

    /// Of the hazard ratio.
    pub(super) fn hazard(self) -> usize {
        self.incidence(if self.competing { self.horizons } else { 0 })
    }

    /// Of the log-rank test.
    pub(super) fn logrank(self) -> usize {
        self.hazard() + 1
    }

    /// Of the test of proportional hazards.
    pub(super) fn proportional(self) -> usize {
        self.hazard() + 2
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slots_stand_in_the_order_of_the_curves() {
        for competing in [false, true] {
            let slots = Slots {
                horizons: 2,
                competing,
                tests: true,
            };
            let curves: Vec<Slot> = slots.curves(&[180, 365]).collect();
            assert_eq!(curves[Slots::survival(1)], Slot::Survival(365));
            assert_eq!(curves[slots.rmst()], Slot::Rmst);
            if competing {
                assert_eq!(curves[slots.incidence(1)], Slot::Incidence(365));
            }
            assert_eq!(slots.hazard(), curves.len());
        }
    }
}
