//! What each command does.

use std::fmt::Write as _;

use chrono::Local;
use clap::CommandFactory as _;
use serde_json::Value;

use crate::config::{self, Overrides};
use crate::pipeline::{self, PowerOptions, RunOptions};
use crate::vocab::Day;
use crate::{disclosure, ingest, simulate};

use super::arguments::{
    Arguments, CheckArguments, Command, PowerArguments, RunArguments, SampleArguments, SchemaOf,
};
use super::columns::{Side, aligned};
use super::failure::Failure;
use super::progress::Progress;
use super::terminal::Stream;
use super::{contract, ledger, models, power, summary};

/// Columns of a text that no terminal limits.
const USUAL_WIDTH: usize = 88;

/// Does what was typed.
///
/// # Errors
/// Whatever kept it from being done.
pub(super) fn perform(command: Command) -> Result<(), Failure> {
    match command {
        Command::Run(arguments) => run(arguments),
        Command::Check(arguments) => check(&arguments),
        Command::Power(arguments) => foresight(&arguments),
        Command::Sample(arguments) => sample(&arguments),
        Command::Schema { of } => Stream::output().write(&schema(of)),
        Command::Presets => Stream::output().write(&presets()),
        Command::Models { id } => {
            let stream = Stream::output();
            let width = stream.width().unwrap_or(USUAL_WIDTH);
            let text = id.map_or_else(models::list, |model| models::one(model, width));
            stream.write(&text)
        }
        Command::Completions { shell } => {
            let mut script = Vec::new();
            let mut declaration = Arguments::command();
            let name = declaration.get_name().to_owned();
            clap_complete::generate(shell, &mut declaration, name, &mut script);
            Stream::output().write(&String::from_utf8_lossy(&script))
        }
        Command::Man { about } => manual(about.as_deref()),
    }
}

fn run(arguments: RunArguments) -> Result<(), Failure> {
    let overrides = Overrides {
        period: arguments.period,
    };
    let plan = config::read(&arguments.pipeline, &overrides).map_err(Failure::Pipeline)?;
    let progress = Progress::new(arguments.progress);
    let today = arguments
        .today
        .unwrap_or_else(|| Day::from(Local::now().date_naive()));
    let options = RunOptions {
        out: arguments.out,
        today,
        pdf: arguments.pdf,
        observer: &progress,
    };
    let outcome = pipeline::run(&plan, &options);
    progress.close();
    let report = outcome.map_err(Failure::Run)?;
    let stream = Stream::output();
    stream.write(&summary::lines(&report.summary, stream.width()))
}

fn check(arguments: &CheckArguments) -> Result<(), Failure> {
    let overrides = Overrides {
        period: arguments.period,
    };
    let plan = config::read(&arguments.pipeline, &overrides).map_err(Failure::Pipeline)?;
    let progress = Progress::new(arguments.progress);
    let outcome = pipeline::check(&plan, &progress);
    progress.close();
    let report = outcome.map_err(Failure::Run)?;
    let mut text = format!(
        "{} is sound; cut-off {}\n\n",
        arguments.pipeline.display(),
        report.period
    );
    text.push_str(&ledger::lines(&report.ledger));
    for warning in &report.warnings {
        let _ = writeln!(text, "warning: {warning}");
    }
    Stream::output().write(&text)
}

fn foresight(arguments: &PowerArguments) -> Result<(), Failure> {
    let overrides = Overrides {
        period: arguments.period,
    };
    let plan = config::read(&arguments.pipeline, &overrides).map_err(Failure::Pipeline)?;
    let progress = Progress::new(arguments.progress);
    let options = PowerOptions {
        pairs: arguments.pairs,
        effect: arguments.effect,
        power: arguments.power,
        observer: &progress,
    };
    let outcome = pipeline::power(&plan, &options);
    progress.close();
    let report = outcome.map_err(Failure::Run)?;
    let stream = Stream::output();
    stream.write(&power::printed(&report, arguments.format, stream.width()))
}

fn sample(arguments: &SampleArguments) -> Result<(), Failure> {
    let settings = arguments.settings().map_err(Failure::Usage)?;
    let written = simulate::sample(&settings, &arguments.dir).map_err(Failure::Sample)?;
    let mut rows = Vec::new();
    for (k, file) in written.files.iter().enumerate() {
        let count = written
            .rows
            .get(k)
            .copied()
            .flatten()
            .map_or_else(String::new, |n| format!("{n} rows"));
        rows.push(vec![arguments.dir.join(file).display().to_string(), count]);
    }
    let mut text = aligned(&rows, &[Side::Left, Side::Right], None).unwrap_or_default();
    if written.replaced {
        text.push_str("\nThe earlier sample in that folder was replaced.\n");
    }
    let pipelines = written
        .files
        .iter()
        .filter(|file| file.extension().is_some_and(|e| e == "toml"));
    if let Some(pipeline) = pipelines.min() {
        let _ = writeln!(
            text,
            "\nNext: counterpart run {}",
            arguments.dir.join(pipeline).display()
        );
    }
    Stream::output().write(&text)
}

/// Prints the manual page of the program or of one command.
fn manual(about: Option<&str>) -> Result<(), Failure> {
    let mut whole = Arguments::command();
    whole.build();
    let declaration = match about {
        None => whole,
        Some(name) => {
            let Some(one) = whole.find_subcommand(name) else {
                let known: Vec<&str> = whole
                    .get_subcommands()
                    .map(clap::Command::get_name)
                    .collect();
                return Err(Failure::Usage(format!(
                    "there is no command `{name}`; known are {}",
                    known.join(", ")
                )));
            };
            one.clone()
        }
    };
    let mut page = Vec::new();
    clap_mangen::Man::new(declaration)
        .render(&mut page)
        .map_err(Failure::Output)?;
    Stream::output().write(&String::from_utf8_lossy(&page))
}

fn schema(of: SchemaOf) -> String {
    let schema: Value = match of {
        SchemaOf::Pipeline => config::schema(),
        SchemaOf::Findings => disclosure::schema(),
        SchemaOf::Tables => contract::tables(),
        SchemaOf::Report => contract::report(),
    };
    format!("{schema:#}\n")
}

fn presets() -> String {
    let rows: Vec<Vec<String>> = ingest::presets()
        .iter()
        .map(|p| vec![p.name.to_owned(), p.description.to_owned()])
        .collect();
    aligned(&rows, &[Side::Left, Side::Left], None).unwrap_or_default()
}
