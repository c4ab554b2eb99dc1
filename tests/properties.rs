//! Properties that every analysis must have, whatever the data: what cannot matter changes nothing, what scales the data
//! scales the answer, and where nothing can be known the answer is a reason, never a number.
//!
//! The whole estimation path is asked (`findings::investigate`) on small synthetic organisations, and the kernel's public
//! estimators on small exhaustive or seeded inputs. Seeds are fixed: a failure today is a failure tomorrow.

#![allow(unreachable_pub, reason = "one crate: `pub` means for the other files")]
#![allow(clippy::needless_for_each, reason = "one change a line")]
#![allow(clippy::similar_names, reason = "as in the crate")]
#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "small numbers"
)]
#![allow(clippy::many_single_char_names, reason = "a, b, c, d of a table")]

#[path = "../benches/groups/pods.rs"]
mod pods;

mod properties {
    mod arms;
    mod groups;
    mod health;
    mod incidence;
    mod nothing;
    mod permutation;
    mod refusals;
    mod robustness;
    mod scale;
    mod shared_controls;
    mod world;
}
