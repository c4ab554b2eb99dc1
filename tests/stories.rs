//! Stories of people at the command line: real files in, the built program run on them, its words, exit codes and
//! files judged against the data contract.
//!
//! Every story makes its own small workplace in a temporary folder. Nothing here calls the library: what a reader
//! of the contract cannot see is not tested here.

mod stories {
    mod attack;
    mod contents;
    mod cutoff;
    mod disclosure;
    mod files;
    mod hostile;
    mod interruption;
    mod output;
    mod people;
    mod pipelines;
    mod places;
    mod program;
    mod rows;
    mod sameness;
    mod scarcity;
    mod site;
    mod table;
    mod verbs;
    mod workplace;
}
