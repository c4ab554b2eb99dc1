//! Programmes and models side by side, in words: who is ahead, and between whom the data cannot tell.

use std::fmt::Write as _;

use crate::disclosure::{Among, Comparison, ReleasedParticipation, Several, Verdict};

use super::super::number::Figures;
use super::super::prose::mark;
use super::words::{self, capital, hidden, list, people};

/// Names that a sentence lists before it counts the others.
const MOST_NAMES: usize = 4;

/// What is compared.
pub(crate) fn among(among: Among) -> &'static str {
    match among {
        Among::Programmes => "programmes",
        Among::Models => "models",
    }
}

/// The verdict in a word or two.
pub(crate) fn pill(comparison: &Comparison) -> &'static str {
    match comparison.standings.verdict {
        Verdict::Ahead(_) => "ahead",
        Verdict::CannotTell => "cannot be told apart",
    }
}

fn names(comparison: &Comparison, places: &[usize], figures: Figures) -> String {
    let all = || places.iter().filter_map(|k| comparison.contenders.get(*k));
    let mut told: Vec<String> = all().take(MOST_NAMES).map(|c| c.name.clone()).collect();
    let rest = places.len().saturating_sub(MOST_NAMES);
    if rest > 0 {
        let other = if rest == 1 { "other" } else { "others" };
        told.push(format!("{} {other}", figures.small(rest as u64)));
    }
    list(&told)
}

/// The verdict as a sentence; `topic` is what is asked about, inside a sentence, `size` the steadied value in words.
pub(crate) fn sentence(
    comparison: &Comparison,
    topic: &str,
    size: &dyn Fn(usize) -> String,
    figures: Figures,
) -> String {
    let who = people(comparison.role);
    let what = among(comparison.among);
    let count = figures.small(comparison.contenders.len() as u64);
    let may = &comparison.standings.among;
    let begin = format!("On {topic} among {who}");
    match (comparison.standings.verdict, may.as_slice()) {
        (Verdict::Ahead(k), _) => {
            let name = names(comparison, &[k], figures);
            let chance = comparison.contenders.get(k).map_or(0.0, |c| c.best);
            format!(
                "{begin}, {name} is ahead of the other {what} shown: {}, and the chance that it is the best of the {count} is {} in a hundred.",
                size(k),
                mark(&hundreds(chance, figures))
            )
        }
        (Verdict::CannotTell, [only]) => format!(
            "{begin}, {} comes first of {count} {what}, but its own result is not clear enough to call it ahead.",
            names(comparison, &[*only], figures)
        ),
        (Verdict::CannotTell, _) => {
            let behind: Vec<usize> = (0..comparison.contenders.len())
                .filter(|k| !may.contains(k))
                .collect();
            let mut text = format!(
                "{begin}, the data cannot tell {} apart",
                names(comparison, may, figures)
            );
            if !behind.is_empty() {
                let _ = write!(
                    text,
                    "; {} {} unlikely to be the best",
                    names(comparison, &behind, figures),
                    if behind.len() == 1 { "is" } else { "are" }
                );
            }
            text.push('.');
            text
        }
    }
}

/// A probability in a hundred; never none or all, for it is drawn.
pub(crate) fn hundreds(probability: f64, figures: Figures) -> String {
    if probability > 0.995 {
        return "more than 99".to_owned();
    }
    if probability > 0.0 && probability < 0.005 {
        return "less than 1".to_owned();
    }
    figures.fixed(100.0 * probability, 0)
}

/// The programmes that are in no mean, with the reason.
pub(crate) fn not_shown(comparison: &Comparison, minimum: u32) -> String {
    let told: Vec<String> = comparison
        .not_shown
        .iter()
        .map(|n| {
            let reason = hidden(n.status, minimum);
            if reason.is_empty() {
                format!("{} (without an error)", n.name)
            } else {
                format!("{} ({reason})", n.name)
            }
        })
        .collect();
    if told.is_empty() {
        return String::new();
    }
    format!("Not in the comparison: {}.", list(&told))
}

/// How many people take part in several programmes.
pub(crate) fn several(part: ReleasedParticipation, minimum: u32, figures: Figures) -> String {
    let of = part.participants.map_or_else(String::new, |n| {
        format!(" of {} participants", figures.count(n as i64))
    });
    match part.several {
        Several::People(0) => format!("None{of} takes part in more than one of the programmes."),
        Several::People(n) => format!(
            "{}{of} take part in more than one of the programmes; the results of these programmes are partly results of the same people.",
            figures.count(n as i64)
        ),
        Several::Few => {
            format!("Fewer than {minimum}{of} take part in more than one of the programmes.")
        }
        Several::Nearly => format!(
            "Nearly all{of} take part in more than one of the programmes, so that their results can hardly be told apart."
        ),
    }
}

/// The statement of a chart.
pub(crate) fn title(comparison: &Comparison, topic: &str, figures: Figures) -> String {
    let who = people(comparison.role);
    match comparison.standings.verdict {
        Verdict::Ahead(k) => format!(
            "{}, {who}: {} is ahead",
            capital(topic),
            names(comparison, &[k], figures)
        ),
        Verdict::CannotTell => format!(
            "{}, {who}: no {} can be called ahead",
            capital(topic),
            match comparison.among {
                Among::Programmes => "programme",
                Among::Models => "model",
            }
        ),
    }
}

/// The unit under a chart.
pub(crate) fn sub(comparison: &Comparison) -> String {
    format!(
        "Difference in {}, each against its own similar colleagues. Solid: steadied by what the other {} show; hollow: on its own.",
        words::unit(comparison.unit),
        among(comparison.among)
    )
}
