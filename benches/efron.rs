//! Cox regression with many ties: Efron's likelihood and the cluster-robust variance cost time in proportion to the rows.
//! 1,000,000 rows on 50 distinct days, three covariates, two rows a cluster; 100,000 rows beside them.
//!
//! `cargo bench --bench efron`

#![allow(clippy::print_stdout, reason = "the figures are what the bench is for")]

use std::time::Instant;

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use counterpart::kernel::survival::{CoxRow, CoxSample, Ties};

const DISTINCT_TIMES: u32 = 50;
const COVARIATES: usize = 3;
/// Planted log hazard ratios.
const PLANTED: [f64; COVARIATES] = [0.5, -0.3, 0.1];
const SIZES: [usize; 2] = [100_000, 1_000_000];
/// Runs per size; the fastest counts.
const RUNS: usize = 3;
/// Ten times the rows may take this many times as long: linear, with allowance for caches, sorting and a busy machine
/// (a quadratic method takes a hundred times as long).
const LINEAR_UP_TO: f64 = 30.0;

struct Data {
    rows: Vec<CoxRow>,
    x: Vec<f64>,
    clusters: Vec<u32>,
}

/// People who leave on one of 50 days, at a rate that follows the planted ratios; some are censored.
fn data(people: usize) -> Data {
    let mut rng = ChaCha8Rng::seed_from_u64(1);
    let mut data = Data {
        rows: Vec::with_capacity(people),
        x: Vec::with_capacity(people * COVARIATES),
        clusters: Vec::with_capacity(people),
    };
    for person in 0..people {
        let arm = f64::from(u8::from(rng.random::<f64>() < 0.3));
        let x = [
            arm,
            rng.random::<f64>() - 0.5,
            f64::from(rng.random_range(0..5_u8)),
        ];
        let risk: f64 = x.iter().zip(PLANTED).map(|(x, b)| x * b).sum();
        let day = -rng.random::<f64>().ln() / (0.01 * risk.exp());
        let end = f64::from(DISTINCT_TIMES).min(1.0 + 150.0 * rng.random::<f64>());
        data.rows.push(CoxRow {
            stratum: 0,
            entry: f64::NEG_INFINITY,
            exit: day.min(end).ceil(),
            event: day <= end,
            weight: 1.0,
            count: 1.0,
        });
        data.x.extend(x);
        data.clusters.push((person / 2) as u32);
    }
    data
}

fn main() {
    let mut seconds = Vec::new();
    for people in SIZES {
        let Data { rows, x, clusters } = data(people);
        let mut best = f64::INFINITY;
        let mut answer = (Vec::new(), Vec::new());
        for _ in 0..RUNS {
            let began = Instant::now();
            let sample = CoxSample::new(&rows, &x, COVARIATES).expect("rows with events");
            let fit = sample
                .fit(Ties::Efron)
                .expect("the planted ratios are finite");
            let robust = fit.robust_covariance(&sample, Some(&clusters));
            best = best.min(began.elapsed().as_secs_f64());
            let errors = (0..COVARIATES).map(|j| robust[(j, j)].sqrt()).collect();
            answer = (fit.coef, errors);
        }
        println!("{people:>9} rows: {best:.3} s, log hazard ratios and robust errors");
        for ((coef, error), planted) in answer.0.iter().zip(&answer.1).zip(PLANTED) {
            println!("          {coef:>8.4} ± {error:.4} (planted {planted})");
            assert!(
                (coef - planted).abs() < 5.0 * error,
                "the planted ratio is found"
            );
        }
        seconds.push(best);
    }
    let ratio = seconds[1] / seconds[0];
    println!("ten times the rows take {ratio:.1} times as long");
    assert!(ratio < LINEAR_UP_TO, "time is proportional to the rows");
}
