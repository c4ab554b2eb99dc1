//! Counterpart: what a reverse-mentoring programme did, and for whom.
//!
//! Exports in (HRIS, surveys, exits, pairings), honest findings and three HTML reports out. Data flows one way:
//!
//! ```text
//! pipeline file -> Plan -> ingest -> canonical tables -> panel (cells) -> estimators -> findings
//!               -> disclosure (Release) -> report / export
//! ```
//!
//! The rooms, by rank; a room imports only from lower ranks, and rooms of one rank never meet (`tests/tidy.rs` holds it):
//!
//! | rank | room | what it does |
//! |---|---|---|
//! | 0 | [`vocab`], [`kernel`] | words of the domain as types; pure statistics on slices |
//! | 1 | [`tables`] | canonical tables, ledger, the dense form of the data |
//! | 2 | [`ingest`] | readers, dialects, presets, mapping, quarantine |
//! | 3 | [`panel`], [`simulate`] | people as arrays, trials, reductions to cells; the synthetic organisation |
//! | 4 | [`estimators`] | study designs on cells |
//! | 5 | [`findings`] | questions, families, grades |
//! | 6 | [`disclosure`] | what may be shown; `Release` is born here |
//! | 7 | [`report`], [`export`] | pages and charts; files |
//! | 8 | [`config`] | pipeline file to validated plan |
//! | 9 | [`pipeline`] | the stages of a run |
//! | 10 | [`cli`] | arguments, progress, words for errors; the only room that prints |

#![forbid(unsafe_code)]

pub mod cli;
pub mod config;
pub mod disclosure;
pub mod estimators;
pub mod export;
pub mod findings;
pub mod ingest;
pub mod kernel;
pub mod panel;
pub mod pipeline;
pub mod report;
pub mod simulate;
pub mod tables;
pub mod vocab;
