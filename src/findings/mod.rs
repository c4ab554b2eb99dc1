//! Question x population x outcome -> finding: the estimates with their grade, family corrections and
//! caveats in words. Rank 5. Nothing here can be serialised; see `disclosure`.

mod access;
mod clusters;
mod descriptive;
mod draft;
mod events;
mod exhibit;
mod families;
mod finding;
mod grade;
mod investigation;
mod rates;
mod scores;
mod shares;

pub use crate::estimators::{AccessAnswer, AccessVerdict};
pub use exhibit::{Access, AccessGroup, ArmCurve, Balance, BalanceRow, Curves, Results, Starts};
pub use finding::{Counts, Finding, Moment, Numbers, Population, Subject};
pub use investigation::{Investigation, investigate};
