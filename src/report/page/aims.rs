//! What each programme is meant to move by its model: measured or not, and what came out; questions for leaders, use for
//! recruiters, and answers by objective.

use serde::Serialize;

use crate::disclosure::shown::Aspect;
use crate::disclosure::{Row, Shown};
use crate::vocab::{Aim, Objective, ProgrammeModel, Role, RoleScope, Topic};

use super::super::chart::DataTable;
use super::super::edition::Edition;
use super::super::language::catalogue::args;
use super::super::language::{aims as say, answers, models, words};
use super::super::number::Figures;
use super::super::prose::{Prose, mark};
use super::super::provenance::ProgrammeFacts;
use super::super::question::Question;
use super::super::reading::{Reading, Verdict};
use super::leaders::{Line, tone};

/// What became of one aim for one role.
struct Fate<'a> {
    aim: &'a Aim,
    role: Option<Role>,
    /// The outcomes it is measured as.
    measured: Vec<String>,
    /// What came out.
    came: Came<'a>,
}

/// What came out.
enum Came<'a> {
    /// An answer.
    Answer(Reading<'a>),
    /// How gaps between groups changed, along one dimension.
    Gaps(Vec<Reading<'a>>),
    /// How the programme runs says it.
    Running(String),
    /// It is measured, and nothing can be shown.
    Nothing(String),
    /// No outcome measures it.
    Unmeasured,
}

/// One programme for leaders.
#[derive(Debug, Serialize, schemars::JsonSchema)]
#[schemars(rename = "AimsOfProgramme")]
pub(super) struct Programme {
    name: String,
    purpose: String,
    logic: String,
    lines: Vec<Line>,
    unmeasured: String,
}

/// What to ask, or what to use it for, a model each.
#[derive(Debug, Serialize, schemars::JsonSchema)]
#[schemars(rename = "AimsOfModel")]
pub(super) struct OfModel {
    name: String,
    items: Vec<String>,
}

/// Answers to the questions that serve one objective.
#[derive(Debug, Serialize, schemars::JsonSchema)]
pub(super) struct ByObjective {
    title: String,
    lines: Vec<Line>,
}

fn fates<'a>(edition: &'a Edition<'a>, programme: &'a ProgrammeFacts) -> Vec<Fate<'a>> {
    let definition = programme.model.definition();
    let mut out = Vec::new();
    for aim in &definition.aims {
        let roles: Vec<Option<Role>> = if aim.whose.is_empty() {
            vec![None]
        } else {
            aim.whose.iter().copied().map(Some).collect()
        };
        for role in roles {
            let gaps = gaps_of(edition, programme, aim, role);
            if gaps.is_empty() {
                out.push(fate(edition, programme, aim, role));
            }
            out.extend(gaps);
        }
    }
    out
}

/// What became of an aim that is a gap between groups, role by role and dimension by dimension; nothing where no gap was asked
/// about.
fn gaps_of<'a>(
    edition: &'a Edition<'a>,
    programme: &ProgrammeFacts,
    aim: &'a Aim,
    role: Option<Role>,
) -> Vec<Fate<'a>> {
    let Some(within) = aim.topic.gap_in() else {
        return Vec::new();
    };
    let mut out = Vec::new();
    for question in &edition.questions {
        let RoleScope::One(own) = question.lead.row.facts.subject.role else {
            continue;
        };
        let outcome = question.lead.outcome.filter(|o| o.topic == Some(within));
        let asked = question.lead.row.programme == programme.id && role.is_none_or(|r| r == own);
        let Some(outcome) = outcome.filter(|_| asked) else {
            continue;
        };
        let mut dimensions: Vec<(&str, Vec<Reading<'a>>)> = Vec::new();
        for row in super::gaps::of(question) {
            let reading = Reading::of(row, edition.provenance);
            match dimensions.iter_mut().find(|(d, _)| *d == row.dimension) {
                Some((_, readings)) => readings.push(reading),
                None => dimensions.push((&row.dimension, vec![reading])),
            }
        }
        out.extend(dimensions.into_iter().map(|(dimension, readings)| Fate {
            aim,
            role: Some(own),
            measured: vec![say::by(&outcome.label, dimension, edition.figures)],
            came: Came::Gaps(readings),
        }));
    }
    out
}

fn fate<'a>(
    edition: &'a Edition<'a>,
    programme: &ProgrammeFacts,
    aim: &'a Aim,
    role: Option<Role>,
) -> Fate<'a> {
    let outcomes = &edition.provenance.outcomes;
    let measured: Vec<&str> = outcomes
        .iter()
        .filter(|o| o.topic == Some(aim.topic))
        .map(|o| o.id.as_str())
        .collect();
    let labels = outcomes
        .iter()
        .filter(|o| o.topic == Some(aim.topic))
        .map(|o| o.label.clone())
        .collect();
    let asked = |q: &&Question<'a>| {
        let row: &Row = q.lead.row;
        let own_role = row.facts.subject.role;
        row.programme == programme.id
            && measured.contains(&row.outcome.as_str())
            && role.is_none_or(|r| own_role == RoleScope::One(r) || own_role == RoleScope::Any)
    };
    // Shown before hidden; the first of several roles where the aim is the organisation's.
    let found = edition
        .questions
        .iter()
        .filter(asked)
        .min_by_key(|q| !q.lead.is_shown())
        .map(|q| q.lead);
    let came = match found {
        Some(reading) if reading.is_shown() => Came::Answer(reading),
        Some(reading) => Came::Nothing(words::hidden(
            reading.row.facts.status,
            edition.minimum(),
            edition.figures,
        )),
        None if !measured.is_empty() => {
            Came::Nothing(edition.figures.text("aims-not-asked").to_owned())
        }
        None => running(edition, programme, aim.topic).map_or(Came::Unmeasured, Came::Running),
    };
    Fate {
        aim,
        role,
        measured: labels,
        came,
    }
}

/// What how the programme runs says of a topic that no outcome measures.
fn running(edition: &Edition<'_>, programme: &ProgrammeFacts, topic: Topic) -> Option<String> {
    let across = programme.model.definition().across.as_ref()?;
    if topic != Topic::CrossRegionShare {
        return None;
    }
    let health = edition.release.health();
    let own = health.iter().find(|h| h.programme == programme.id)?;
    let line = own
        .lines
        .iter()
        .find(|l| l.aspect == Aspect::Across(across.clone()))?;
    match &line.shown {
        Shown::Figure(figure) => Some(edition.figures.say(
            "aims-pairings",
            args!["percent" => edition.figures.fixed(figure.value, 0)],
        )),
        Shown::Bound {
            percent, at_most, ..
        } => {
            let side = if *at_most { "most" } else { "least" };
            Some(edition.figures.say(
                "aims-pairings.bound",
                args!["side" => side, "percent" => *percent],
            ))
        }
        Shown::Nothing(_) | Shown::Hidden => None,
    }
}

/// The programmes that are asked of people in a role of their model: of others the model has nothing to say.
fn followed<'e>(edition: &'e Edition<'_>) -> impl Iterator<Item = &'e ProgrammeFacts> {
    edition.provenance.programmes.iter().filter(|programme| {
        let definition = programme.model.definition();
        let meant = |role| {
            let mut aims = definition.aims.iter();
            aims.any(|aim| aim.whose.iter().any(|own| RoleScope::One(*own) == role))
        };
        edition
            .questions
            .iter()
            .any(|q| q.lead.row.programme == programme.id && meant(q.lead.row.facts.subject.role))
    })
}

/// Every programme and aim, for analysts.
pub(super) fn table(edition: &Edition<'_>) -> DataTable {
    let mut rows = Vec::new();
    for programme in followed(edition) {
        for fate in fates(edition, programme) {
            let came = match fate.came {
                Came::Answer(r) => {
                    words::evidence(r.verdict, r.row.facts.evidence, edition.figures).to_owned()
                }
                Came::Gaps(readings) => say::gaps(
                    &told(&readings, edition.figures),
                    edition.minimum(),
                    edition.figures,
                ),
                Came::Running(text) | Came::Nothing(text) => text,
                Came::Unmeasured => edition.figures.say(
                    "aims-unmeasured-takes",
                    args!["known" => say::known_by(fate.aim.topic, edition.figures)],
                ),
            };
            rows.push(vec![
                programme.name.clone(),
                say::aim(fate.aim, fate.role, edition.figures),
                say::objective_name(fate.aim.objective, edition.figures).to_owned(),
                fate.measured.join(", "),
                came,
            ]);
        }
    }
    let figures = edition.figures;
    DataTable::new(
        figures.text("aims-table"),
        figures.text("aims-table.head"),
        rows,
    )
}

/// Every programme with its aims, for leaders.
pub(super) fn programmes(edition: &Edition<'_>) -> Vec<Programme> {
    followed(edition)
        .map(|programme| {
            let fates = fates(edition, programme);
            let lines = fates.iter().filter_map(|f| line(edition, f)).collect();
            let mut names: Vec<String> = Vec::new();
            for fate in &fates {
                let name = say::whole(fate.aim, edition.figures);
                if matches!(fate.came, Came::Unmeasured) && !names.contains(&name) {
                    names.push(name);
                }
            }
            Programme {
                name: programme.name.clone(),
                purpose: models::purpose(programme.model, edition.figures),
                logic: models::logic(programme.model, edition.figures),
                lines,
                unmeasured: say::unmeasured(&names, edition.figures),
            }
        })
        .collect()
}

/// Readings as what is said of them.
fn told(readings: &[Reading<'_>], figures: Figures) -> Vec<say::GapTold> {
    readings
        .iter()
        .map(|r| say::GapTold {
            group: words::value(&r.row.value, figures),
            verdict: r.verdict,
            grade: r.row.facts.evidence,
            status: r.row.facts.status,
        })
        .collect()
}

/// What came of an aim as a line; nothing where nothing measures it.
fn line(edition: &Edition<'_>, fate: &Fate<'_>) -> Option<Line> {
    let name = say::aim(fate.aim, fate.role, edition.figures);
    Some(match &fate.came {
        Came::Answer(reading) => Line {
            text: edition.prose(&mark(&name), reading),
            pill: words::evidence(reading.verdict, reading.row.facts.evidence, edition.figures)
                .to_owned(),
            tone: tone(reading.verdict),
        },
        Came::Gaps(readings) => {
            let worst = readings
                .iter()
                .max_by_key(|r| (r.is_shown(), tone(r.verdict) == "bad"))?;
            let any = |wanted: &str| readings.iter().any(|r| tone(r.verdict) == wanted);
            let shown = worst.is_shown();
            Line {
                text: edition.prose(&if shown { mark(&name) } else { name }, worst),
                pill: say::gaps(
                    &told(readings, edition.figures),
                    edition.minimum(),
                    edition.figures,
                ),
                tone: ["bad", "a"].into_iter().find(|t| any(t)).unwrap_or("c"),
            }
        }
        Came::Running(text) | Came::Nothing(text) => Line {
            text: Prose::plain(name),
            pill: text.clone(),
            tone: "c",
        },
        Came::Unmeasured => return None,
    })
}

/// The models that the programmes follow, each once, with texts of theirs.
fn of_models(
    edition: &Edition<'_>,
    items: fn(ProgrammeModel, Figures) -> Vec<String>,
) -> Vec<OfModel> {
    let mut seen: Vec<ProgrammeModel> = Vec::new();
    for programme in followed(edition) {
        if !seen.contains(&programme.model) {
            seen.push(programme.model);
        }
    }
    seen.into_iter()
        .map(|model| OfModel {
            name: models::name(model, edition.figures),
            items: items(model, edition.figures),
        })
        .collect()
}

/// What to ask leaders.
pub(super) fn questions(edition: &Edition<'_>) -> Vec<OfModel> {
    of_models(edition, models::questions)
}

/// What recruiters may use the programmes for.
pub(super) fn uses(edition: &Edition<'_>) -> Vec<OfModel> {
    of_models(edition, models::uses)
}

/// The answers by objective; nothing when no outcome names one.
pub(super) fn by_objective(edition: &Edition<'_>, questions: &[&Question<'_>]) -> Vec<ByObjective> {
    let serves = |q: &Question<'_>, objective: Objective| {
        q.lead.outcome.and_then(|o| o.objective) == Some(objective)
    };
    Objective::EVERY
        .into_iter()
        .filter_map(|objective| {
            let own: Vec<&&Question<'_>> =
                questions.iter().filter(|q| serves(q, objective)).collect();
            let first = own.first()?;
            let verdicts: Vec<Verdict> = own.iter().map(|q| q.lead.verdict).collect();
            let method = first.lead.row.facts.method;
            let tally = answers::tally(&verdicts, method, edition.figures);
            let lines = own
                .iter()
                .map(|q| {
                    let name = edition.tell(&q.lead, |t| t.say("aims-among", args![]));
                    let shown = q.lead.is_shown();
                    Line {
                        text: edition.prose(&if shown { mark(&name) } else { name }, &q.lead),
                        pill: if shown {
                            words::evidence(
                                q.lead.verdict,
                                q.lead.row.facts.evidence,
                                edition.figures,
                            )
                            .to_owned()
                        } else {
                            words::hidden(
                                q.lead.row.facts.status,
                                edition.minimum(),
                                edition.figures,
                            )
                        },
                        tone: tone(q.lead.verdict),
                    }
                })
                .collect();
            Some(ByObjective {
                title: say::objective(objective, &tally, edition.figures),
                lines,
            })
        })
        .collect()
}
