//! The leaders' page: answer, how sure, for whom, what to do, what we cannot say.

use serde::Serialize;

use crate::vocab::{Duty, Role, RoleScope};

use super::super::ReportError;
use super::super::chart::Figure;
use super::super::edition::Edition;
use super::super::exhibit;
use super::super::language::answers;
use super::super::language::catalogue::args;
use super::super::language::sizes;
use super::super::language::words;
use super::super::number::Figures;
use super::super::prose::{Prose, mark};
use super::super::question::Question;
use super::super::reading::{OutcomeClass, Reading, Verdict};
use super::Draft;
use super::aims::{self, ByObjective};
use super::duties::{failed_checks, guardrail_lines};
use super::hazards::exit_lines;
use super::leaders_advice::{Step, limit_lines, steps};
use super::leaders_cards::{Card, headline_questions};
use super::leaders_charts::{Gap, MOST_CHARTS, event_curves, forests, gap, programme_charts};
use super::leaders_seen::seen;
use super::portfolio;
use super::shell::Shell;
use super::{gaps, heterogeneity};

#[derive(Debug, Serialize, schemars::JsonSchema)]
pub(super) struct Line {
    /// The sentence.
    pub(super) text: Prose,
    /// How sure it is, or what it is.
    pub(super) pill: String,
    /// Class of the pill.
    pub(super) tone: &'static str,
}

#[derive(Debug, Serialize, schemars::JsonSchema)]
#[schemars(rename = "LeadersView")]
pub(super) struct View {
    /// The frame of the page.
    shell: Shell,
    /// The answer in a sentence.
    headline: Prose,
    /// What follows from it.
    lede: Vec<Prose>,
    /// Checks that failed; they come before all else.
    checks: Vec<Prose>,
    /// How to read the answers.
    gloss: &'static str,
    /// The main answers.
    cards: Vec<Card>,
    /// Heading of the open questions.
    unsettled_title: &'static str,
    /// Questions without a clear answer.
    unsettled: Vec<Line>,
    /// What must not get worse.
    guardrails: Vec<Line>,
    /// Answers by objective.
    objectives: Vec<ByObjective>,
    /// Which programme works best for what.
    best: Option<portfolio::Brief>,
    /// What each programme is for and what was found.
    aims: Vec<aims::Programme>,
    /// What to ask participants, by model.
    ask: Vec<aims::OfModel>,
    /// Warning signs of how the programmes run.
    signs: Vec<super::health::Sign>,
    /// Levels without a comparison.
    seen: Vec<Line>,
    /// Quotes beside numbers.
    voices: Option<super::voices::Voices>,
    /// Curves of who stayed.
    retention: Vec<Figure>,
    /// Why there is no curve; empty when there is one.
    retention_absent: &'static str,
    /// Exits fewer or more, with their cost.
    exits: Vec<Prose>,
    /// Curves of other events.
    events: Vec<Figure>,
    /// The raw difference beside the fair one.
    gap: Option<Gap>,
    /// Answers by group.
    forests: Vec<Figure>,
    /// Questions whose groups clearly differ.
    differs: Vec<Prose>,
    /// Answers by programme.
    programmes: Vec<Figure>,
    /// Who started when.
    starts: Option<Figure>,
    /// How many answers there are of each kind.
    tally: Figure,
    /// What to do next.
    advice: Vec<Step>,
    /// What cannot be said.
    limits: Vec<Prose>,
}

/// The tone of a verdict: the class of its pill.
pub(super) fn tone(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Better => "a",
        Verdict::Worse => "bad",
        _ => "c",
    }
}

/// Makes the page.
///
/// # Errors
/// What a drawing or the logo reports.
pub(in super::super) fn leaders(edition: &Edition<'_>) -> Result<Draft, ReportError> {
    let mut questions = edition.leading_questions();
    questions.sort_by_key(|q| q.weight());
    let chosen = headline_questions(&questions);
    let main = chosen.first().copied();
    // Guardrails have a section of their own.
    let open: Vec<&Question<'_>> = questions
        .iter()
        .copied()
        .filter(|q| q.lead.row.facts.subject.duty != Duty::Guardrail)
        .collect();
    let mut cards = Vec::new();
    for (k, question) in chosen.iter().enumerate() {
        cards.push(card(edition, &question.lead, k)?);
    }
    let mut retention = Vec::new();
    let mut exits: Vec<&&Question<'_>> = questions
        .iter()
        .filter(|q| q.lead.class == OutcomeClass::Exit)
        .collect();
    exits.sort_by_key(|q| q.lead.row.facts.subject.role);
    for question in exits {
        if retention.len() < MOST_CHARTS {
            retention.extend(exhibit::survival(edition, question)?);
        }
    }
    let retention_absent = if retention.is_empty() {
        edition.figures.text("leaders-no-curve")
    } else {
        ""
    };
    let view = View {
        shell: Shell::new(
            edition,
            "leaders",
            super::shell::page_name(super::super::settings::Audience::Leaders, edition.figures),
        )?,
        headline: headline(edition, main, &questions),
        lede: lede(edition, main, &questions),
        checks: failed_checks(edition),
        gloss: gloss(&questions, edition.figures),
        cards,
        unsettled_title: unsettled_title(&open, edition.figures),
        unsettled: unsettled(edition, &open),
        guardrails: guardrail_lines(edition),
        objectives: aims::by_objective(edition, &questions),
        best: portfolio::brief(edition),
        aims: aims::programmes(edition),
        ask: aims::questions(edition),
        signs: super::health::signs(edition),
        seen: seen(edition, &questions),
        voices: super::voices::for_leaders(edition),
        gap: gap(edition, &questions)?,
        forests: forests(edition, &chosen)?,
        differs: heterogeneity::sentences(edition, &questions)
            .into_iter()
            .chain(gaps::sentences(edition, &questions))
            .collect(),
        programmes: programme_charts(edition, &questions, &chosen)?,
        starts: exhibit::starts(edition)?,
        tally: exhibit::tally(edition, "answers", answers_title(edition))?,
        advice: steps(edition, &questions),
        limits: limit_lines(edition, main, &questions),
        exits: exit_lines(edition, &questions),
        events: event_curves(edition, &chosen)?,
        retention,
        retention_absent,
    };
    let mut figures: Vec<Figure> = Vec::new();
    figures.extend(view.retention.iter().cloned());
    figures.extend(view.events.iter().cloned());
    figures.extend(view.gap.iter().map(|g| g.figure.clone()));
    figures.extend(view.forests.iter().cloned());
    figures.extend(view.programmes.iter().cloned());
    figures.extend(view.starts.iter().cloned());
    figures.push(view.tally.clone());
    Ok(Draft::new(&view, figures))
}

/// Statement of the tally chart.
pub(super) fn answers_title(edition: &Edition<'_>) -> String {
    let firm = |v: Verdict| matches!(v, Verdict::Better | Verdict::Worse | Verdict::Same);
    let count = edition
        .questions
        .iter()
        .filter(|q| firm(q.lead.verdict))
        .count();
    let all = edition.questions.len();
    let figures = edition.figures;
    figures.say(
        "answers-title",
        args![
            "n" => all,
            "firm" => count,
            "count" => figures.count(all as i64),
            "all" => figures.small(all as u64),
            "some" => figures.small(count as u64),
        ],
    )
}

fn headline(
    edition: &Edition<'_>,
    main: Option<&Question<'_>>,
    questions: &[&Question<'_>],
) -> Prose {
    let Some(question) = main else {
        return Prose::plain(if super::super::duties::moved(edition).next().is_some() {
            edition.figures.text("nothing-holds")
        } else if edition.questions.is_empty() {
            edition.figures.text("leaders-no-question")
        } else if has(questions, &[Verdict::Described]) {
            edition.figures.text("leaders-no-comparison")
        } else {
            edition.figures.text("leaders-no-answer")
        });
    };
    let lead = question.lead;
    let first = edition.prose(&format!("{}.", edition.tell(&lead, answers::answer)), &lead);
    if lead.verdict == Verdict::Worse {
        return first;
    }
    let mut worse: Vec<&Question<'_>> = edition
        .leading_questions()
        .into_iter()
        .filter(|q| q.lead.verdict == Verdict::Worse)
        .collect();
    worse.sort_by_key(|q| q.weight());
    match worse.first() {
        Some(bad) => {
            let text = edition.tell(&bad.lead, |t| t.say("leaders-but-worse", args![]));
            first.then(edition.prose(&text, &bad.lead))
        }
        None => first,
    }
}

fn lede(
    edition: &Edition<'_>,
    main: Option<&Question<'_>>,
    questions: &[&Question<'_>],
) -> Vec<Prose> {
    let figures = edition.figures;
    let mut out = Vec::new();
    if let Some(question) = main {
        let row = question.lead.row;
        let everywhere = edition.leading == Some(crate::vocab::ALL);
        if let (Some(n), Some(m), false) = (
            row.n_treated,
            row.n_control,
            question.lead.verdict == Verdict::Described,
        ) {
            out.push(edition.prose(
                &figures.say(
                    "leaders-lede",
                    args![
                        "treated" => mark(&figures.count(n)),
                        "controls" => mark(&figures.count(m)),
                        "role" => row.facts.subject.role.id(),
                        "everywhere" => if everywhere { "yes" } else { "no" },
                        "programme" => row.facts.subject.programme_name.as_str(),
                        "method" => row.facts.method.id(),
                    ],
                ),
                &question.lead,
            ));
        }
    }
    if !questions.is_empty() {
        let verdicts: Vec<Verdict> = questions.iter().map(|q| q.lead.verdict).collect();
        let method = questions[0].lead.row.facts.method;
        out.push(Prose::plain(answers::tally(&verdicts, method, figures)));
    }
    out
}

/// What the two words mean that are easily taken the other way round; nothing where neither is used.
fn gloss(questions: &[&Question<'_>], figures: Figures) -> &'static str {
    let pairs = questions.iter().any(|q| {
        matches!(
            q.lead.row.facts.subject.role,
            RoleScope::One(Role::Mentor | Role::Mentee)
        )
    });
    if pairs {
        figures.text("leaders-gloss")
    } else {
        ""
    }
}

fn card(edition: &Edition<'_>, lead: &Reading<'_>, place: usize) -> Result<Card, ReportError> {
    let figures = edition.figures;
    let row = lead.row;
    let (number, unit) = sizes::number_of(lead, figures).unwrap_or_default();
    let title = edition.tell(lead, |t| t.say("about", args![]));
    let counted = match (row.n_treated, row.n_control) {
        (Some(n), Some(m)) if lead.verdict != Verdict::Described => figures.say(
            "leaders-counted-both",
            args![
                "treated" => figures.count(n),
                "role" => row.facts.subject.role.id(),
                "controls" => figures.count(m),
                "method" => row.facts.method.id(),
            ],
        ),
        (Some(n), _) => figures.say(
            "leaders-counted",
            args!["treated" => figures.count(n), "role" => row.facts.subject.role.id()],
        ),
        _ => String::new(),
    };
    Ok(Card {
        title,
        number,
        unit,
        href: edition.href(lead),
        spark: if lead.verdict == Verdict::Described {
            String::new()
        } else {
            exhibit::spark(edition, lead, &format!("card-{place}"))?
        },
        text: edition.tell(lead, |t| edition.prose(&t.card(), lead)),
        pill: words::evidence(lead.verdict, row.facts.evidence, figures),
        tone: tone(lead.verdict),
        counted,
        care: if edition.release.is_poorly_measured(&row.outcome) {
            figures.text("limit-care")
        } else {
            ""
        },
    })
}

fn is_unsettled(verdict: Verdict) -> bool {
    matches!(
        verdict,
        Verdict::Worse
            | Verdict::LeansWorse
            | Verdict::Same
            | Verdict::Unclear
            | Verdict::LeansBetter
    )
}

/// Whether any question came out in one of these ways.
fn has(questions: &[&Question<'_>], verdicts: &[Verdict]) -> bool {
    questions.iter().any(|q| verdicts.contains(&q.lead.verdict))
}

fn unsettled_title(questions: &[&Question<'_>], figures: Figures) -> &'static str {
    let has = |v: &[Verdict]| has(questions, v);
    match (
        has(&[Verdict::Worse, Verdict::LeansWorse]),
        has(&[Verdict::Same]),
        has(&[Verdict::Unclear, Verdict::LeansBetter]),
    ) {
        (true, _, true) => figures.text("leaders-worse-and-unclear"),
        (true, _, false) => figures.text("leaders-worse"),
        (false, true, true) => figures.text("leaders-same-and-unclear"),
        (false, true, false) => figures.text("leaders-same"),
        (false, false, _) => figures.text("leaders-unclear"),
    }
}

fn unsettled(edition: &Edition<'_>, questions: &[&Question<'_>]) -> Vec<Line> {
    let mut lines: Vec<&&Question<'_>> = questions
        .iter()
        .filter(|q| is_unsettled(q.lead.verdict))
        .collect();
    lines.sort_by_key(|q| std::cmp::Reverse(q.lead.verdict));
    lines
        .into_iter()
        .map(|q| {
            let lead = q.lead;
            let mut text = edition.tell(&lead, answers::answer);
            text.push('.');
            if lead.verdict != Verdict::Unclear
                && let Some(range) = lead.amount().and_then(|a| {
                    sizes::range(&a, lead.class, lead.row.facts.unit, edition.figures)
                })
            {
                text = edition
                    .figures
                    .say("answer-range", args!["answer" => text, "range" => range]);
            }
            Line {
                text: edition.prose(&text, &lead),
                pill: words::evidence(lead.verdict, lead.row.facts.evidence, edition.figures)
                    .to_owned(),
                tone: tone(lead.verdict),
            }
        })
        .collect()
}
