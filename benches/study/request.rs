//! What the command line asks of the study: organisations, their traps, weightings, populations.

use counterpart::panel::Weighting;
use counterpart::simulate::{Selection, Settings};
use counterpart::vocab::OutcomeKind;

/// One arm of the study: organisations of one kind.
#[derive(Clone)]
pub struct Arm {
    /// Name in the tables.
    pub name: &'static str,
    /// What the organisations are made from; the seed is that of the first.
    pub settings: Settings,
}

/// Everything asked for.
pub struct Request {
    /// Organisations per arm.
    pub organisations: u64,
    /// Arms.
    pub arms: Vec<Arm>,
    /// Weightings of times to events; scores do not depend on it and are estimated once.
    pub weightings: Vec<Weighting>,
    /// Scores, times to exit, or both.
    pub kinds: Vec<OutcomeKind>,
    /// Gender and region beside generation.
    pub subgroups: bool,
    /// Adds a row per programme to the rows that pool them.
    pub by_programme: bool,
}

impl Request {
    /// Reads the words of the command line; those of cargo itself are passed over.
    pub fn of(words: impl Iterator<Item = String>) -> Request {
        let mut words = words.peekable();
        let mut settings = Settings {
            employees: 12_000,
            seed: 1,
            ..Settings::default()
        };
        let mut request = Request {
            organisations: 20,
            arms: Vec::new(),
            weightings: vec![Weighting::Exact, Weighting::Entropy],
            kinds: vec![OutcomeKind::Score, OutcomeKind::TimeToEvent],
            subgroups: false,
            by_programme: false,
        };
        let mut study = false;
        while let Some(word) = words.next() {
            let mut number = || {
                let next = words.next().and_then(|n| n.parse::<u64>().ok());
                next.unwrap_or_else(|| panic!("a number after {word}"))
            };
            match word.as_str() {
                "--organisations" => request.organisations = number(),
                "--employees" => settings.employees = number() as u32,
                "--seed" => settings.seed = number(),
                "--programmes" => settings.programmes = number() as u8,
                "--participation" => settings.participation = number() as f64 / 1_000.0,
                "--study" => study = true,
                "--null" => settings.null = true,
                "--only" => {
                    request.kinds = vec![match words.next().as_deref() {
                        Some("exits") => OutcomeKind::TimeToEvent,
                        _ => OutcomeKind::Score,
                    }];
                }
                "--subgroups" => request.subgroups = true,
                "--by-programme" => request.by_programme = true,
                "--late-starts" => settings.late_starts = true,
                "--nonresponse" => settings.nonresponse = true,
                "--no-spillover" => settings.spillover = false,
                "--selection" => {
                    settings.selection = match words.next().as_deref() {
                        Some("none") => Selection::None,
                        Some("observed") => Selection::Observed,
                        _ => Selection::Latent,
                    }
                }
                "--weighting" => {
                    request.weightings = vec![match words.next().as_deref() {
                        Some("entropy") => Weighting::Entropy,
                        Some("overlap") => Weighting::Overlap,
                        Some("cem") => Weighting::Cem,
                        Some("logistic") => Weighting::Logistic,
                        _ => Weighting::Exact,
                    }];
                }
                _ => {}
            }
        }
        request.arms = if study {
            arms(&settings)
        } else {
            vec![Arm {
                name: "as asked",
                settings,
            }]
        };
        request
    }
}

/// The arms of the whole study. Everywhere people enrol by a trait that no export shows, must have stayed to enrol, and
/// mentees' reports share in the effect; two arms add a trap each, and one has no effect at all.
fn arms(settings: &Settings) -> Vec<Arm> {
    let with = |name, edit: fn(&mut Settings)| {
        let mut settings = settings.clone();
        edit(&mut settings);
        Arm { name, settings }
    };
    vec![
        with("effects", |_| {}),
        with("no effects", |s| s.null = true),
        with("non-response", |s| s.nonresponse = true),
        with("later starts by cell", |s| s.late_starts = true),
    ]
}
