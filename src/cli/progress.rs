//! Progress on standard error: a moving line on a terminal, one plain line a stage elsewhere, or nothing.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::pipeline::{Observer, Stage};

use super::arguments::ProgressMode;
use super::terminal::Stream;

/// Time between two pictures of the moving line.
const TICK: Duration = Duration::from_millis(120);

/// Shows the stages of a run.
#[derive(Debug)]
pub(super) struct Progress {
    manner: Manner,
}

#[derive(Debug)]
enum Manner {
    Drawn(Mutex<Option<(Stage, ProgressBar)>>),
    Plain,
    Silent,
}

impl Progress {
    /// In the manner asked for; `auto` draws only when standard error is a terminal.
    pub(super) fn new(mode: ProgressMode) -> Progress {
        let manner = match mode {
            ProgressMode::Auto if Stream::errors().is_terminal() => Manner::Drawn(Mutex::new(None)),
            ProgressMode::Auto | ProgressMode::Plain => Manner::Plain,
            ProgressMode::None => Manner::Silent,
        };
        Progress { manner }
    }

    /// Takes the moving line away, so that a message of failure stands alone.
    pub(super) fn close(&self) {
        if let Manner::Drawn(current) = &self.manner
            && let Some((_, bar)) = current
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .take()
        {
            bar.finish_and_clear();
        }
    }
}

/// What stands for a finished stage.
fn done(stage: Stage, seconds: f64) -> String {
    format!("{} … {seconds:.1} s\n", stage.doing())
}

impl Observer for Progress {
    fn begin(&self, stage: Stage) {
        if let Manner::Drawn(current) = &self.manner {
            let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
            if let Ok(style) = ProgressStyle::with_template("{spinner} {wide_msg}") {
                bar.set_style(style);
            }
            bar.set_message(stage.doing());
            bar.enable_steady_tick(TICK);
            let earlier = current
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .replace((stage, bar));
            if let Some((_, bar)) = earlier {
                bar.finish_and_clear();
            }
        }
    }

    fn step(&self, detail: &str) {
        if let Manner::Drawn(current) = &self.manner
            && let Some((stage, bar)) = current
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .as_ref()
        {
            bar.set_message(format!("{}: {detail}", stage.doing()));
        }
    }

    fn end(&self, stage: Stage, seconds: f64) {
        self.close();
        if !matches!(self.manner, Manner::Silent) {
            // Progress that cannot be shown must not stop the run.
            let _ = Stream::errors().write(&done(stage, seconds));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finished_stage_is_one_line() {
        assert_eq!(done(Stage::Read, 0.42), "Reading exports … 0.4 s\n");
    }
}
