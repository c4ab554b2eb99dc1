//! What may be typed: commands, options, their types and their help.

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum, ValueHint};
use clap_complete::Shell;
use serde::Serialize;

use crate::config::parse_day;
use crate::simulate::{Format, Layout, Selection, Settings};
use crate::vocab::{Day, Period, ProgrammeModel};

/// Examples under `counterpart --help`.
const EXAMPLES: &str = "\
Examples:
  counterpart sample demo                   a synthetic organisation and its pipeline
  counterpart check demo/pipeline.toml      read and validate, estimate nothing
  counterpart run demo/pipeline.toml        everything, into out/index.html
  counterpart power demo/pipeline.toml      what each comparison can find
  counterpart schema pipeline               for completion in an editor

Exit codes: 0 done · 1 the run failed · 2 wrong command line or invalid pipeline ·
3 data too poor for an honest report · 4 the disclosure audit failed, nothing is published";

/// Examples under `counterpart run --help`.
const RUN_EXAMPLES: &str = "\
Examples:
  counterpart run pipelines/quarterly_impact.toml
  counterpart run pipelines/quarterly_impact.toml --out reports/2025Q3 --period 2025Q3
  counterpart run pipelines/quarterly_impact.toml --progress plain --today 2026-01-15

The output appears in one step: a run that fails leaves the earlier output as it was.";

/// Examples under `counterpart power --help`.
const POWER_EXAMPLES: &str = "\
Examples:
  counterpart power pipelines/quarterly_impact.toml                    what could this have found?
  counterpart power plan.toml --pairs 60                               what would 60 pairs find?
  counterpart power plan.toml --effect 2 --power 0.9 --format csv      how many for two points?

A programme whose people have been followed is looked at as it is. One that is still to begin is looked at as it would
be: participants drawn from the eligible, the rest of them as comparison, people varying as they have varied so far.
In programmes of pairs the participants needed in a role are the pairs needed. Nothing is written.";

/// Examples under `counterpart sample --help`.
const SAMPLE_EXAMPLES: &str = "\
Examples:
  counterpart sample demo
  counterpart sample big --employees 1000000 --format parquet
  counterpart sample models --programmes 10 --format csv.gz
  counterpart sample placebo --null --seed 7

DIR gets the exports, a pipeline.toml that reads them, and truth.json with the planted effects.";

/// Examples under `counterpart completions --help`.
const COMPLETIONS_EXAMPLES: &str = "\
Examples:
  counterpart completions bash > ~/.local/share/bash-completion/completions/counterpart
  counterpart completions zsh > ~/.zfunc/_counterpart
  counterpart completions fish > ~/.config/fish/completions/counterpart.fish";

/// What a reverse-mentoring programme did, and for whom: honest findings and reports from HR exports.
#[derive(Debug, Parser)]
#[command(name = "counterpart", version, about, after_help = EXAMPLES, max_term_width = 100)]
#[command(arg_required_else_help = true, disable_help_subcommand = true)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Read the exports, estimate, control disclosure, write the reports
    #[command(after_help = RUN_EXAMPLES)]
    Run(RunArguments),
    /// Read and validate the pipeline and its exports, show the row ledger, estimate nothing
    Check(CheckArguments),
    /// Say what effect each comparison can find, and how many participants an effect needs
    #[command(after_help = POWER_EXAMPLES)]
    Power(PowerArguments),
    /// Write a synthetic organisation with known effects, and a pipeline that reads it
    #[command(after_help = SAMPLE_EXAMPLES)]
    Sample(SampleArguments),
    /// Print a machine-readable schema as JSON
    Schema {
        /// Of what
        of: SchemaOf,
    },
    /// List the import presets
    Presets,
    /// List the programme models, or print one in full with a pipeline to start from
    Models {
        /// The model
        #[arg(value_parser = word(ProgrammeModel::EVERY))]
        id: Option<ProgrammeModel>,
    },
    /// Print a completion script for a shell
    #[command(after_help = COMPLETIONS_EXAMPLES)]
    Completions {
        /// The shell
        shell: Shell,
    },
    /// Print a manual page in roff, for `man -l -`
    Man {
        /// The command it is about; the whole program when absent
        about: Option<String>,
    },
}

/// `counterpart run`.
#[derive(Debug, Args)]
pub(super) struct RunArguments {
    /// The pipeline file
    #[arg(value_hint = ValueHint::FilePath)]
    pub(super) pipeline: PathBuf,
    /// Folder for the output; replaced as a whole when the run succeeds
    #[arg(long, value_name = "DIR", default_value = "out", value_hint = ValueHint::DirPath)]
    pub(super) out: PathBuf,
    /// Cut-off instead of the pipeline's: 2025Q4, 2025-10, 2025H2 or 2025
    #[arg(long, value_name = "PERIOD")]
    pub(super) period: Option<Period>,
    /// The day that decides which consent is valid, as year-month-day [default: the system date]
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(super) today: Option<Day>,
    /// Print the leaders' page as leaders.pdf too, with an installed Chromium (CHROMIUM names another)
    #[arg(long)]
    pub(super) pdf: bool,
    /// How progress is shown on standard error
    #[arg(long, value_name = "HOW", default_value = "auto")]
    pub(super) progress: ProgressMode,
}

/// `counterpart check`.
#[derive(Debug, Args)]
pub(super) struct CheckArguments {
    /// The pipeline file
    #[arg(value_hint = ValueHint::FilePath)]
    pub(super) pipeline: PathBuf,
    /// Cut-off instead of the pipeline's: 2025Q4, 2025-10, 2025H2 or 2025
    #[arg(long, value_name = "PERIOD")]
    pub(super) period: Option<Period>,
    /// How progress is shown on standard error
    #[arg(long, value_name = "HOW", default_value = "auto")]
    pub(super) progress: ProgressMode,
}

/// `counterpart power`.
#[derive(Debug, Args)]
pub(super) struct PowerArguments {
    /// The pipeline file
    #[arg(value_hint = ValueHint::FilePath)]
    pub(super) pipeline: PathBuf,
    /// Cut-off instead of the pipeline's: 2025Q4, 2025-10, 2025H2 or 2025
    #[arg(long, value_name = "PERIOD")]
    pub(super) period: Option<Period>,
    /// Pairs planned in each programme still to begin [default: as many as have started, or 50]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..=1_000_000_000))]
    pub(super) pairs: Option<u64>,
    /// Effect to find, in the unit of each outcome [default: its `smallest_effect`]
    #[arg(long, value_name = "X", value_parser = effect)]
    pub(super) effect: Option<f64>,
    /// Probability with which it is to be found
    #[arg(long, value_name = "SHARE", default_value = "0.8", value_parser = power)]
    pub(super) power: f64,
    /// How the answer is printed
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(super) format: PowerFormat,
    /// How progress is shown on standard error
    #[arg(long, value_name = "HOW", default_value = "auto")]
    pub(super) progress: ProgressMode,
}

/// How an answer is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum PowerFormat {
    /// A table for people
    Text,
    /// Comma-separated, one row a population
    Csv,
    /// One object with a list of rows
    Json,
}

/// How progress is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ProgressMode {
    /// A moving line on a terminal, plain lines elsewhere
    Auto,
    /// One line for each stage
    Plain,
    /// Nothing
    None,
}

/// What a schema is printed of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum SchemaOf {
    /// The pipeline file, for editors
    Pipeline,
    /// The findings a run writes
    Findings,
    /// The canonical tables a run reads
    Tables,
    /// The view of each page, for templates of your own
    Report,
}

/// `counterpart sample`.
#[derive(Debug, Args)]
#[allow(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub(super) struct SampleArguments {
    /// Folder to write; new, empty, or an earlier sample
    #[arg(value_hint = ValueHint::DirPath)]
    pub(super) dir: PathBuf,
    /// People employed at any time [default: 6000; 12000 with more than 3 programmes]
    #[arg(long, value_name = "N")]
    employees: Option<u32>,
    /// Quarters with one survey each, up to 2025Q4
    #[arg(long, value_name = "Q")]
    quarters: Option<u32>,
    /// Seed; the same seed gives the same bytes
    #[arg(long, value_name = "S")]
    seed: Option<u64>,
    /// Exports as HR systems write them, or canonical tables [default: vendor; canonical with --format]
    #[arg(long, value_parser = word(&[Layout::Canonical, Layout::Vendor]))]
    layout: Option<Layout>,
    /// File format of canonical tables [default: csv]
    #[arg(long, value_parser = word(&[Format::Csv, Format::CsvGz, Format::Xlsx, Format::Parquet]))]
    format: Option<Format>,
    /// Plant no effect at all
    #[arg(long)]
    null: bool,
    /// On what joining a programme depends: nothing, recorded attributes, or also a hidden trait [default: latent]
    #[arg(long, value_parser = word(&[Selection::None, Selection::Observed, Selection::Latent]))]
    selection: Option<Selection>,
    /// Keep the effect from reaching the mentees' direct reports
    #[arg(long)]
    no_spillover: bool,
    /// Let answering surveys depend on the hidden trait and on taking part
    #[arg(long)]
    nonresponse: bool,
    /// Let the functions that people leave most often start later
    #[arg(long)]
    late_starts: bool,
    /// Programmes that run: 1 to 3 of pairs, 4 to 10 one of each programme model [default: 3]
    #[arg(long, value_name = "N")]
    programmes: Option<u8>,
    /// Pairs and groups formed, as a share of the employees
    #[arg(long, value_name = "SHARE")]
    participation: Option<f64>,
    /// Leave out the few rows that cannot be read
    #[arg(long)]
    clean: bool,
}

impl SampleArguments {
    /// The settings of the simulation: what was typed over its defaults. `Err` explains two options that exclude
    /// each other.
    pub(super) fn settings(&self) -> Result<Settings, String> {
        let default =
            Settings::with_programmes(self.programmes.unwrap_or(Settings::default().programmes));
        if default.is_portfolio() && self.layout == Some(Layout::Vendor) {
            return Err(
                "more than 3 programmes are written as canonical tables only; \
                        leave out --layout vendor, or ask for 1 to 3 programmes"
                    .to_owned(),
            );
        }
        let layout = self.layout.unwrap_or(if self.format.is_some() {
            Layout::Canonical
        } else {
            default.layout
        });
        if layout == Layout::Vendor && self.format.is_some() {
            return Err("--format has no meaning with --layout vendor, whose exports have formats of their own; \
                        leave one of them out"
                .to_owned());
        }
        Ok(Settings {
            employees: self.employees.unwrap_or(default.employees),
            quarters: self.quarters.unwrap_or(default.quarters),
            seed: self.seed.unwrap_or(default.seed),
            null: self.null,
            layout,
            format: self.format.unwrap_or(default.format),
            selection: self.selection.unwrap_or(default.selection),
            spillover: default.spillover && !self.no_spillover,
            nonresponse: self.nonresponse,
            late_starts: self.late_starts,
            programmes: default.programmes,
            participation: self.participation.unwrap_or(default.participation),
            dirty: default.dirty && !self.clean,
        })
    }
}

fn day(text: &str) -> Result<Day, String> {
    parse_day(text).ok_or_else(|| "not a date; write year-month-day, such as 2025-12-31".to_owned())
}

fn effect(text: &str) -> Result<f64, String> {
    let number: Option<f64> = text.trim().parse().ok();
    number
        .filter(|x| x.is_finite() && *x > 0.0)
        .ok_or_else(|| "not an effect; write a number above 0, such as 2 or 0.5".to_owned())
}

fn power(text: &str) -> Result<f64, String> {
    let number: Option<f64> = text.trim().parse().ok();
    number
        .filter(|p| (0.5..=0.999).contains(p))
        .ok_or_else(|| "not a power; write a share from 0.5 to 0.999, such as 0.8".to_owned())
}

/// Reads one of these values by the word that stands for it in files.
fn word<T: Serialize + Copy + Send + Sync + 'static>(
    values: &'static [T],
) -> impl TypedValueParser<Value = T> {
    let named = |value: &T| {
        serde_json::to_value(value)
            .ok()
            .and_then(|v| v.as_str().map(str::to_owned))
    };
    // The declaration of the command line is built once a process and lives as long.
    let words: Vec<&'static str> = values
        .iter()
        .filter_map(named)
        .map(|word| &*word.leak())
        .collect();
    PossibleValuesParser::new(words).try_map(move |text| {
        values
            .iter()
            .copied()
            .find(|value| named(value).as_deref() == Some(&text))
            .ok_or("not one of the words")
    })
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    fn parse(line: &str) -> Result<Command, clap::Error> {
        Arguments::try_parse_from(line.split(' ')).map(|arguments| arguments.command)
    }

    #[test]
    fn the_declaration_holds_together() {
        Arguments::command().debug_assert();
        for command in Arguments::command().get_subcommands() {
            assert!(
                command.get_about().is_some(),
                "{} says what it does",
                command.get_name()
            );
        }
    }

    #[test]
    fn a_run_is_typed() {
        let typed = parse(
            "counterpart run p.toml --out o --period 2025Q3 --today 2026-01-15 --progress none",
        );
        let Ok(Command::Run(run)) = typed else {
            panic!("a run")
        };
        assert_eq!(run.period.map(|p| p.to_string()).as_deref(), Some("2025Q3"));
        assert_eq!(
            (run.today, run.progress),
            (Day::from_ymd(2026, 1, 15), ProgressMode::None)
        );
        let Ok(Command::Run(run)) = parse("counterpart run p.toml") else {
            panic!("a run")
        };
        assert_eq!((run.out, run.today), (PathBuf::from("out"), None));
        for wrong in [
            "--period Q3",
            "--today 1.1.2026",
            "--progress loud",
            "--nothing",
        ] {
            let error =
                parse(&format!("counterpart run p.toml {wrong}")).expect_err("a wrong option");
            assert_eq!(error.exit_code(), 2, "{wrong}");
        }
    }

    #[test]
    fn a_sample_takes_what_is_typed_over_the_defaults() {
        let settings = |line: &str| match parse(line) {
            Ok(Command::Sample(sample)) => sample.settings(),
            _ => panic!("a sample"),
        };
        assert_eq!(settings("counterpart sample d"), Ok(Settings::default()));
        let typed = settings(
            "counterpart sample d --employees 500 --format parquet --null --no-spillover --clean",
        );
        let expected = Settings {
            employees: 500,
            layout: Layout::Canonical,
            format: Format::Parquet,
            null: true,
            spillover: false,
            dirty: false,
            ..Settings::default()
        };
        assert_eq!(typed, Ok(expected));
        assert!(settings("counterpart sample d --layout vendor --format csv").is_err());
        assert!(parse("counterpart sample d --format pdf").is_err());
    }
}
