//! Agreement of the kernel with the reference tables.
//!
//! Every case folder under `tests/reference` (or `REFERENCE_DIR`) holds data, the definition of the
//! figures and the figures themselves. `REFERENCE_OUT` names a folder that receives the results,
//! one `CASE.csv` each; `REFERENCE_CASES` (comma separated) restricts the run.

#![allow(
    clippy::print_stdout,
    reason = "the figures that agree are worth a line"
)]

mod reference_harness;

use reference_harness::{Report, case_folders, run_case};

#[test]
fn kernel_agrees_with_the_reference_tables() {
    let folders = case_folders();
    assert!(!folders.is_empty(), "no reference cases found");
    let mut report = Report::default();
    for folder in folders {
        run_case(&folder, &mut report);
    }
    println!("{}", report.summary());
    assert!(report.failures.is_empty(), "{}", report.details());
}
