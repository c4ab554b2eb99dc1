//! Blocks of the classical methods.

mod pooling;
mod proportions;
mod rates;
mod samples;
mod scales;
mod sensitivity;

use counterpart::kernel::Interval;

use crate::reference_harness::Figures;
use crate::reference_harness::spec::{Block, Case};

/// Figures of a block, or `None` when the method is not one of these. Where the kernel has no
/// answer the figures are `NA`.
pub(crate) fn run(block: &Block, case: &Case) -> Option<Figures> {
    let figures = match block.method.as_str() {
        "random_effects_pooling" => return pooling::pooling(block, case),
        "multiple_testing" => pooling::multiple_testing(block, case),
        "two_sample_means" => samples::means(block, case),
        "two_sample_means_ci" => samples::means_intervals(block, case),
        "hedges_g_large_sample" => samples::hedges(block, case),
        "mann_whitney" => samples::ranks(block, case),
        "two_proportions" => proportions::proportions(block),
        "fisher_exact" => proportions::fisher(block),
        "poisson" => rates::poisson(block, case),
        "negative_binomial" => rates::negative_binomial(block, case),
        "rate_ratio_exact" => rates::rate_ratio(block),
        "evalue" => sensitivity::evalue(block),
        "power" => sensitivity::power_figures(block),
        "cronbach_alpha" => scales::alpha(block, case),
        "icc" => scales::icc(block, case),
        _ => return None,
    };
    Some(figures)
}

/// Figures under construction.
#[derive(Default)]
struct Names(Figures);

impl Names {
    fn put(&mut self, name: impl Into<String>, value: f64) {
        self.0.push((name.into(), value));
    }

    fn maybe(&mut self, name: impl Into<String>, value: Option<f64>) {
        self.put(name, value.unwrap_or(f64::NAN));
    }

    fn limits(&mut self, prefix: &str, interval: &Interval) {
        self.put(format!("{prefix}lower"), interval.low);
        self.put(format!("{prefix}upper"), interval.high);
    }

    fn absent(mut self, names: &[&str]) -> Figures {
        for name in names {
            self.put(*name, f64::NAN);
        }
        self.0
    }
}
