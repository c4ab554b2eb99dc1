//! Programmes of groups whose members share their luck: do intervals that count groups hold the truth, and how badly do those
//! that count people? Scores, counts and exits of simulated pods, analysed as a pipeline would.
//!
//! `cargo bench --bench groups [-- --programmes 500] [-- --groups 8,12,20,40,60]`: Markdown on standard output; see `STUDY.md`.

#![allow(
    unreachable_pub,
    reason = "one crate: `pub` means for the other files of the bench"
)]
#![allow(clippy::print_stdout, reason = "the figures are what the bench is for")]

#[path = "groups/pods.rs"]
mod pods;

use std::collections::BTreeMap;

use rayon::prelude::*;

use counterpart::findings::Finding;
use counterpart::vocab::{Estimand, ProgrammeModel};

use pods::{findings, organisation, truth};

/// The outcomes asked.
const ALL: [&str; 3] = ["score", "count", "exits"];

/// Cover, bias and spread of one row of the study.
#[derive(Default)]
struct Tally {
    answered: u32,
    covered: u32,
    sum: f64,
    sum_sq: f64,
    errors: f64,
    truth: f64,
}

impl Tally {
    fn add(&mut self, finding: &Finding, truth: f64) {
        self.truth = truth;
        let Ok(n) = &finding.answer else { return };
        let (Some(low), Some(high), Some(se)) = (n.ci_low, n.ci_high, n.std_error) else {
            return;
        };
        let ratio = finding.estimand == Estimand::RateRatio;
        let scale = |x: f64| if ratio { x.ln() } else { x };
        let (value, low, high) = (scale(n.estimate), scale(low), scale(high));
        self.answered += 1;
        self.covered += u32::from(low <= truth && truth <= high);
        self.sum += value;
        self.sum_sq += value * value;
        self.errors += se;
    }

    fn mean(&self) -> f64 {
        self.sum / f64::from(self.answered.max(1))
    }

    fn bias(&self) -> f64 {
        self.mean() - self.truth
    }

    fn spread(&self) -> f64 {
        let mean = self.mean();
        (self.sum_sq / f64::from(self.answered.max(1)) - mean * mean)
            .max(0.0)
            .sqrt()
    }

    /// Per cent of the answers that hold the truth, and the mean standard error.
    fn cover(&self) -> String {
        if self.answered == 0 {
            return "not estimable | ".to_owned();
        }
        let answered = f64::from(self.answered);
        format!(
            "{:.1} | {:.3}",
            100.0 * f64::from(self.covered) / answered,
            self.errors / answered
        )
    }
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let option = |name: &str| {
        let at = arguments.iter().position(|a| a == name)?;
        arguments.get(at + 1).cloned()
    };
    let runs: u64 = option("--programmes")
        .and_then(|n| n.parse().ok())
        .unwrap_or(500);
    let sizes: Vec<usize> = option("--groups")
        .unwrap_or_else(|| "8,12,20,40,60".to_owned())
        .split(',')
        .filter_map(|n| n.parse().ok())
        .collect();
    println!(
        "| groups | what | truth | bias | sd | covered %, by group | mean se | covered %, by person | mean se |\n|---:|---|---:|---:|---:|---:|---:|---:|---:|"
    );
    for pods in sizes {
        let found: Vec<(Vec<Finding>, Vec<Finding>)> = (0..runs)
            .into_par_iter()
            .map(|seed| {
                let org = organisation(pods, seed + 1);
                (
                    findings(&org, ProgrammeModel::InnovationPods, &ALL, false),
                    findings(&org, ProgrammeModel::GlobalRemoteExchange, &ALL, false),
                )
            })
            .collect();
        let mut tallies: BTreeMap<String, [Tally; 2]> = BTreeMap::new();
        for (grouped, alone) in &found {
            for (place, list) in [grouped, alone].into_iter().enumerate() {
                for finding in list {
                    if let Some(truth) = truth(finding) {
                        let outcome = &finding.subject.outcome;
                        let what = format!("{outcome}, {}", finding.estimand.id());
                        tallies.entry(what).or_default()[place].add(finding, truth);
                    }
                }
            }
        }
        for (what, [grouped, alone]) in &tallies {
            println!(
                "| {pods} | {what} | {:.3} | {:.3} | {:.3} | {} | {} |",
                alone.truth,
                alone.bias(),
                alone.spread(),
                grouped.cover(),
                alone.cover(),
            );
        }
    }
}
