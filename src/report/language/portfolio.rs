//! Programmes and models side by side, in words: who is ahead, and between whom the data cannot tell.

use crate::disclosure::{Among, Comparison, ReleasedParticipation, Several, Verdict};

use super::super::number::Figures;
use super::super::prose::mark;
use super::catalogue::args;
use super::words::{hidden, list, unit};

/// Names that a sentence lists before it counts the others.
const MOST_NAMES: usize = 4;

/// The id of what is compared.
fn id(among: Among) -> &'static str {
    match among {
        Among::Programmes => "programmes",
        Among::Models => "models",
    }
}

/// What is compared.
pub(crate) fn among(among: Among, figures: Figures) -> &'static str {
    figures.text(match among {
        Among::Programmes => "best-among.programmes",
        Among::Models => "best-among.models",
    })
}

/// The verdict in a word or two.
pub(crate) fn pill(comparison: &Comparison, figures: Figures) -> &'static str {
    figures.text(match comparison.standings.verdict {
        Verdict::Ahead(_) => "best-pill.ahead",
        Verdict::CannotTell => "best-pill.cannot-tell",
    })
}

fn names(comparison: &Comparison, places: &[usize], figures: Figures) -> String {
    let all = || places.iter().filter_map(|k| comparison.contenders.get(*k));
    let mut told: Vec<String> = all().take(MOST_NAMES).map(|c| c.name.clone()).collect();
    let rest = places.len().saturating_sub(MOST_NAMES);
    if rest > 0 {
        told.push(figures.say(
            "best-others-named",
            args!["n" => rest, "count" => figures.small(rest as u64)],
        ));
    }
    list(&told, figures)
}

/// The verdict as a sentence; `topic` is what is asked about, inside a sentence, `size` the steadied value in words.
pub(crate) fn sentence(
    comparison: &Comparison,
    topic: &str,
    size: &dyn Fn(usize) -> String,
    figures: Figures,
) -> String {
    let may = &comparison.standings.among;
    let mut args = args![
        "topic" => topic,
        "role" => comparison.role.id(),
        "among" => id(comparison.among),
        "count" => figures.small(comparison.contenders.len() as u64),
    ];
    match (comparison.standings.verdict, may.as_slice()) {
        (Verdict::Ahead(k), _) => {
            let chance = comparison.contenders.get(k).map_or(0.0, |c| c.best);
            args.set("name", names(comparison, &[k], figures));
            args.set("size", size(k));
            args.set("chance", mark(&hundreds(chance, figures)));
            figures.say_with("best-ahead", &args)
        }
        (Verdict::CannotTell, [only]) => {
            args.set("name", names(comparison, &[*only], figures));
            figures.say_with("best-first-only", &args)
        }
        (Verdict::CannotTell, _) => {
            let behind: Vec<usize> = (0..comparison.contenders.len())
                .filter(|k| !may.contains(k))
                .collect();
            args.set("names", names(comparison, may, figures));
            args.set("n", behind.len());
            args.set("behind", names(comparison, &behind, figures));
            figures.say_with("best-cannot-tell", &args)
        }
    }
}

/// A probability in a hundred; never none or all, for it is drawn.
pub(crate) fn hundreds(probability: f64, figures: Figures) -> String {
    if probability > 0.995 {
        return figures.text("hundreds.most").to_owned();
    }
    if probability > 0.0 && probability < 0.005 {
        return figures.text("hundreds.least").to_owned();
    }
    figures.fixed(100.0 * probability, 0)
}

/// The programmes that are in no mean, with the reason.
pub(crate) fn not_shown(comparison: &Comparison, minimum: u32, figures: Figures) -> String {
    let told: Vec<String> = comparison
        .not_shown
        .iter()
        .map(|n| {
            let mut reason = hidden(n.status, minimum, figures);
            if reason.is_empty() {
                figures.text("best-without-error").clone_into(&mut reason);
            }
            format!("{} ({reason})", n.name)
        })
        .collect();
    if told.is_empty() {
        return String::new();
    }
    figures.say("best-left-out", args!["names" => list(&told, figures)])
}

/// How many people take part in several programmes.
pub(crate) fn several(part: ReleasedParticipation, minimum: u32, figures: Figures) -> String {
    let (kind, n) = match part.several {
        Several::People(0) => ("none", 0),
        Several::People(n) => ("people", n),
        Several::Few => ("few", 0),
        Several::Nearly => ("nearly", 0),
    };
    let count = |n: u64| figures.count(n as i64);
    figures.say(
        "best-several",
        args![
            "kind" => kind,
            "n" => n,
            "count" => count(n),
            "known" => if part.participants.is_some() { "yes" } else { "no" },
            "all" => part.participants.map_or_else(String::new, count),
            "minimum" => minimum,
        ],
    )
}

/// The statement of a chart.
pub(crate) fn title(comparison: &Comparison, topic: &str, figures: Figures) -> String {
    let mut args = args![
        "topic" => topic,
        "role" => comparison.role.id(),
        "among" => id(comparison.among),
    ];
    match comparison.standings.verdict {
        Verdict::Ahead(k) => {
            args.set("name", names(comparison, &[k], figures));
            figures.say_with("best-chart.ahead", &args)
        }
        Verdict::CannotTell => figures.say_with("best-chart.cannot-tell", &args),
    }
}

/// The unit under a chart.
pub(crate) fn sub(comparison: &Comparison, figures: Figures) -> String {
    figures.say(
        "best-chart",
        args![
            "unit" => unit(comparison.unit, figures),
            "among" => id(comparison.among),
        ],
    )
}
