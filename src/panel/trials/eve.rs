//! Everybody on one eve: what trials of any programme and role share, found once.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::vocab::Day;

/// Everything about one eve that does not depend on the trial, per person.
#[derive(Debug)]
pub(in crate::panel) struct Eve {
    /// Row of the roster in force.
    pub(in crate::panel) row: Vec<u32>,
    /// Mixed-radix code of the covariates without priors.
    pub(super) code: Vec<u64>,
    /// Mixed-radix code of the dimensions.
    pub(super) dimension: Vec<u64>,
}

/// People on all kept eves together: beyond, an eve is found again for every comparison. About 20 bytes each.
const MOST_KEPT: usize = 40_000_000;

/// The eves that have been found. Keeping them changes no result.
#[derive(Debug, Default)]
pub(in super::super) struct Eves(Mutex<BTreeMap<Day, Arc<Eve>>>);

impl Eves {
    /// An eve, found now unless it is kept.
    pub(super) fn get(&self, day: Day, find: impl FnOnce() -> Eve) -> Arc<Eve> {
        let kept = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = kept().get(&day) {
            return Arc::clone(known);
        }
        let eve = Arc::new(find());
        let mut kept = kept();
        if (kept.len() + 1) * eve.row.len() <= MOST_KEPT {
            kept.insert(day, Arc::clone(&eve));
        }
        eve
    }
}
