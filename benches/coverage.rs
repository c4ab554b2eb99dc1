//! The simulation study: organisations with known truth (methods.md, section 10). How often 95 % intervals hold the planted
//! effect, how often they exclude "nothing" when nothing was planted, how far estimates are off on average, and how far off
//! the figure is that a dashboard would print. Scores and times to exit, overall and by generation, with exact and
//! with entropy weights. The tables go to standard output as Markdown; `benches/STUDY.md` keeps those of the last full run.
//!
//! ```text
//! cargo bench --bench coverage -- --study --organisations 500      all arms
//! cargo bench --bench coverage -- --organisations 20 --null        one arm
//! options: --employees 12000 --seed 1 --programmes 3 --participation 36 (per mille) --null --late-starts --nonresponse
//!          --no-spillover --selection none|observed|latent --weighting exact|entropy|overlap|cem|logistic (default: exact and entropy)
//!          --only scores|exits --subgroups (gender and region too) --by-programme (rows by programme and construct too)
//! ```

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "tables and progress are what the bench is for"
)]
#![allow(
    unreachable_pub,
    reason = "one crate: `pub` means for the other files of the bench"
)]

use std::time::Instant;

use rayon::prelude::*;

use counterpart::simulate::Settings;
use counterpart::vocab::OutcomeKind;

use self::question::{Observation, observe};
use self::request::{Arm, Request};
use self::tally::{Key, Tallies, keys, kind, unit};

#[path = "study/question.rs"]
mod question;
#[path = "study/request.rs"]
mod request;
#[path = "study/tally.rs"]
mod tally;

/// Organisations at work at the same time, between two lines of progress.
const BATCH: u64 = 20;

const HEAD: [&str; 12] = [
    "runs",
    "no answer",
    "participants",
    "events",
    "covered %",
    "as it should",
    "not null %",
    "truth",
    "bias",
    "sd",
    "mean se",
    "naive − truth",
];

fn main() {
    let request = Request::of(std::env::args().skip(1));
    for arm in &request.arms {
        let began = Instant::now();
        let tallies = run(arm, &request);
        print(arm, &request, &tallies, began.elapsed().as_secs_f64());
    }
}

/// Every organisation of an arm, tallied in the order of their seeds.
fn run(arm: &Arm, request: &Request) -> Tallies {
    let mut tallies = Tallies::new();
    for from in (0..request.organisations).step_by(BATCH as usize) {
        let upto = (from + BATCH).min(request.organisations);
        let found: Vec<Vec<Observation>> = (from..upto)
            .into_par_iter()
            .map(|k| {
                let settings = Settings {
                    seed: arm.settings.seed + k,
                    ..arm.settings.clone()
                };
                observe(&settings, request)
            })
            .collect();
        for observation in found.iter().flatten() {
            for key in keys(observation, request.by_programme) {
                tallies.entry(key).or_default().add(observation);
            }
        }
        eprintln!("{}: {upto} of {}", arm.name, request.organisations);
    }
    tallies
}

fn print(arm: &Arm, request: &Request, tallies: &Tallies, seconds: f64) {
    println!(
        "## {}: {} organisations of {} people (seeds {} to {}, {seconds:.0} seconds)\n",
        arm.name,
        request.organisations,
        arm.settings.employees,
        arm.settings.seed,
        arm.settings.seed + request.organisations - 1
    );
    for (wanted, title) in [
        (
            OutcomeKind::Score,
            "Scores: engagement, inclusion and psychological safety together",
        ),
        (OutcomeKind::TimeToEvent, "Time to exit"),
    ] {
        println!("### {title}\n");
        println!(
            "| role, estimand, population | programmes | {} |",
            HEAD.join(" | ")
        );
        println!("|---|---|{}", "---:|".repeat(HEAD.len()));
        for (key, tally) in tallies.iter().filter(|(key, _)| kind(key) == wanted) {
            let cells = tally.cells(key.4);
            println!("| {} | {} | {} |", name(key), key.7, cells.join(" | "));
        }
        println!();
    }
}

/// `mentor, hazard_ratio, exact: generation = Gen Z (ratio)`.
fn name(key: &Key) -> String {
    let horizon = key.3.map_or_else(String::new, |days| format!(" {days} d"));
    let weighting = if key.6.is_empty() {
        String::new()
    } else {
        format!(", {}", key.6)
    };
    format!(
        "{}, {}{horizon}{weighting}: {} ({})",
        key.1,
        key.2,
        key.5,
        unit(key).id()
    )
}
