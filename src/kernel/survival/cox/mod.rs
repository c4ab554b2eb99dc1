//! Proportional hazards regression (Cox 1972) for people or for tables of identical people.
//!
//! Map: [`sample`] rows, sorted once; [`risk`] one backward pass over risk sets, where the tie rule stands; [`fit`] maximum partial
//! likelihood; [`steps`] hazards by time, which residuals are made of; [`robust`] score residuals and sandwich variance; [`baseline`] predicted survival; [`hazard_test`] the score test of
//! proportional hazards, [`drift`] the same with a robust variance; [`concordance`] Harrell's C with weights.
//!
//! Deliberately absent: time-varying effects, penalties, exact partial likelihood.

pub mod baseline;
pub mod concordance;
pub mod drift;
pub mod fit;
pub mod hazard_test;
pub mod risk;
pub mod robust;
pub mod sample;
pub mod steps;

pub use baseline::PredictedSurvival;
pub use drift::Drift;
pub use fit::CoxFit;
pub use hazard_test::{HazardTest, TimeTransform};
pub use risk::Ties;
pub use robust::meat;
pub use sample::{CoxRow, CoxSample};
pub use steps::HazardSteps;
