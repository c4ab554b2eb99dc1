//! The statistical kernel: pure functions on slices and small matrices.
//!
//! Everything here is a function of numbers and gives numbers or a reason why there are none.
//! Nothing here knows of people, programmes, files or reports, and nothing outside is imported.
//! Figures agree with the reference implementations of the field (see `tests/reference`).

pub mod aggregation;
pub mod assortment;
pub mod balance;
pub mod binomial;
pub mod coarsened;
pub mod counts;
pub mod design;
pub mod difference;
pub mod distribution;
pub mod draws;
pub mod effect_size;
pub mod entropy;
pub mod estimate;
pub mod evalue;
pub mod fisher;
pub mod intraclass;
pub mod joint;
pub mod least_squares;
pub mod logit;
pub mod matrix;
pub mod multiple_testing;
pub mod noncentral_t;
pub mod pooling;
pub mod power;
pub mod propensity;
pub mod proportions;
pub mod ranking;
pub mod ranks;
pub mod rate_ratio;
pub mod relative_magnitudes;
pub mod reliability;
pub mod root;
pub mod staggered;
pub mod survival;
pub mod tilting;
pub mod trimming;
pub mod two_way;

pub use estimate::{BandKind, Estimate, Interval, NotEstimable};
