//! Time to event: curves, their areas, tests and regression.
//!
//! Map: [`observation`] what a row is; [`curve`] Kaplan–Meier and Nelson–Aalen; [`limits`] pointwise limits of a curve;
//! [`rmst`] areas under a curve; [`influence`] what one observation contributes to a curve or an area; [`incidence`]
//! Aalen–Johansen with competing events, [`incidence_error`] its error from counts; [`variance`] sums of squared influence, by cluster; [`logrank`] tests;
//! [`cox`] proportional hazards.
//!
//! Conventions everywhere: at risk on (entry, exit]; an event comes before a censoring on the same day; a weight is a case
//! weight; robust variance is the infinitesimal jackknife without a small-sample factor.
//!
//! Deliberately absent: interval censoring, frailty, time-varying coefficients, parametric families.

pub mod cox;
pub mod curve;
pub mod incidence;
pub mod incidence_error;
pub mod influence;
pub mod limits;
pub mod logrank;
pub mod observation;
pub mod rmst;
pub mod variance;

pub use cox::{
    CoxFit, CoxRow, CoxSample, Drift, HazardSteps, HazardTest, PredictedSurvival, Ties,
    TimeTransform,
};
pub use curve::{Curve, CurvePoint};
pub use incidence::{
    CumulativeIncidence, EventKind, IncidenceDayTable, IncidenceInfluence, IncidenceRow,
};
pub use influence::{DayTable, Influence};
pub use limits::{CurveScale, curve_limits};
pub use logrank::{LogrankResult, logrank};
pub use observation::Row;
pub use rmst::{Rmst, RmstContrast, rmst_contrast};
pub use variance::{cluster_sums, influence_variance, sum_of_squares};
