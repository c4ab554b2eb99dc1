//! Stories of people at the command line: real files in, the built program run on them, its words, exit codes and
//! files judged against the data contract.
//!
//! Every story makes its own small workplace in a temporary folder. Nothing here calls the library: what a reader
//! of the contract cannot see is not tested here.

#![allow(
    clippy::case_sensitive_file_extension_comparisons,
    reason = "the contract fixes the names of the files"
)]
#![allow(clippy::similar_names, reason = "as in the crate")]
#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "small numbers"
)]
#![allow(clippy::format_collect, reason = "short texts, for legibility")]
#![allow(clippy::needless_for_each, reason = "one change a line")]
#![allow(
    unreachable_pub,
    reason = "one crate: `pub` means for the other stories"
)]

mod stories {
    mod answering;
    mod attack;
    mod chosen;
    mod contents;
    mod crossings;
    mod cutoff;
    mod disclosure;
    mod duties;
    mod events;
    mod files;
    mod findings;
    mod gaps;
    mod health;
    mod hostile;
    mod interruption;
    mod levels;
    mod lottery;
    mod methods;
    mod models;
    mod output;
    mod people;
    mod pipelines;
    mod places;
    mod portfolio;
    mod power;
    mod printing;
    mod program;
    mod ready_made;
    mod recruiting;
    mod reliability;
    mod rows;
    mod sameness;
    mod scarcity;
    mod site;
    mod table;
    mod templates;
    mod verbs;
    mod voices;
    mod weights;
    mod workbook;
    mod workplace;
}
