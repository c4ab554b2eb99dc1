//! Difference-in-differences with two periods and covariates, on cells.
//!
//! Estimators of Sant'Anna & Zhao (2020) and their ancestors: doubly robust (improved and
//! traditional), inverse probability weighting (Hájek and Horvitz–Thompson), outcome regression.
//! Everything is a function of weighted sums per covariate cell and arm; a continuous covariate
//! is the case of one person per cell. Agrees with R `DRDID` 1.2.3 (cases `drdid_*`, `did_*`).
//!
//! Rules where the data are thin:
//! * control propensities from [`TRIMMED_ABOVE`] on are trimmed, propensities are capped at
//!   [`CAPPED_AT`] (as `did` does);
//! * a category with controls but nobody treated stays: its propensity tends to 0;
//! * a treated cell whose covariates no combination of control cells reproduces (a category
//!   without controls) is off the common support: it is left out of every estimator and its
//!   weight is reported as `off_support_treated`.
//!
//! Deliberately absent: repeated cross sections, clustering (the caller adds up influences).

mod arms;
mod comparison;
mod estimators;
mod nuisance;
mod support;

pub use arms::{ArmSums, DidMethod, Influence, TwoByTwo};
pub use comparison::{did_2x2_panel, did_2x2_panel_from};
pub use nuisance::{CAPPED_AT, TRIMMED_ABOVE};
