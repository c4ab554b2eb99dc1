//! What a chart states, decided by the findings it draws.

use std::fmt::Write as _;

use super::super::number::{Figures, telling_decimals};
use super::super::reading::{OutcomeClass, Reading, Verdict};
use super::answers::Telling;
use super::words::{self, COMPARISON, capital, dimension, list, value};

/// Title of a pair of curves.
pub(crate) fn survival(telling: &Telling<'_>) -> String {
    let who = capital(telling.who);
    let label = super::words::inside(&telling.reading.row.facts.subject.outcome_label);
    let up = telling.reading.amount().is_some_and(|a| a.value > 0.0);
    let exit = telling.reading.class == OutcomeClass::Exit;
    match (telling.reading.verdict, exit) {
        (Verdict::Better | Verdict::Worse, true) if up => {
            format!("{who} left more slowly than {COMPARISON}")
        }
        (Verdict::Better | Verdict::Worse, true) => format!("{who} left faster than {COMPARISON}"),
        (Verdict::Better | Verdict::Worse, false) if up => {
            format!("{who}: “{label}” came earlier or more often than among {COMPARISON}")
        }
        (Verdict::Better | Verdict::Worse, false) => {
            format!("{who}: “{label}” came later or less often than among {COMPARISON}")
        }
        (Verdict::LeansBetter | Verdict::LeansWorse, true) => {
            format!(
                "{who} seem to leave more {}, but this is not firm",
                if up { "slowly" } else { "quickly" }
            )
        }
        (Verdict::Same, true) => {
            format!("{who} and similar colleagues left at nearly the same pace")
        }
        (Verdict::Unclear, true) => {
            format!("{who} and similar colleagues: no clear difference in leaving yet")
        }
        (Verdict::Same, false) => {
            format!("{who} and similar colleagues: no difference that matters in “{label}”")
        }
        (_, true) => format!("{who} and similar colleagues: who was still here"),
        (_, false) => format!("{who} and similar colleagues: “{label}” over time"),
    }
}

/// Where groups clearly differ, by these dimensions.
pub(crate) fn differs(telling: &Telling<'_>, by: &[String]) -> String {
    format!(
        "{}, {}: the result differs by {}. The groups are further apart than chance alone would set them.",
        capital(telling.who),
        telling.topic(),
        list(by)
    )
}

/// Title of a forest over the values of a dimension.
pub(crate) fn forest(readings: &[Reading<'_>], name: &str) -> String {
    let of = |wanted: &[Verdict]| -> Vec<String> {
        readings
            .iter()
            .filter(|r| wanted.contains(&r.verdict))
            .map(|r| value(&r.row.value))
            .collect()
    };
    let shown = readings.iter().filter(|r| r.is_shown()).count();
    let (better, worse) = (of(&[Verdict::Better]), of(&[Verdict::Worse]));
    let vague = of(&[Verdict::Unclear, Verdict::LeansBetter, Verdict::LeansWorse]);
    let word = dimension(name);
    if shown == 0 {
        return format!("By {word}, no group is large enough to be shown");
    }
    let mut parts: Vec<String> = Vec::new();
    if better.len() == shown {
        parts.push(if shown == 1 {
            format!(
                "{} is the only group shown, with a better result",
                better[0]
            )
        } else {
            format!("The result is better in every group shown, by {word}")
        });
    } else if !better.is_empty() {
        parts.push(format!("Clearly better for {}", short_list(&better)));
    }
    if !worse.is_empty() {
        parts.push(format!("worse for {}", short_list(&worse)));
    }
    if !vague.is_empty() && vague.len() < shown {
        parts.push(format!("not clear for {}", short_list(&vague)));
    }
    if parts.is_empty() {
        return if vague.is_empty() {
            format!("By {word}, no group differs by a size that matters")
        } else {
            format!("By {word}, no group shows a clear difference yet")
        };
    }
    let same = of(&[Verdict::Same]);
    if !same.is_empty() {
        parts.push(format!(
            "no difference that matters for {}",
            short_list(&same)
        ));
    }
    let mut title = capital(&parts.join("; "));
    if let Some(top) = leader(readings) {
        let _ = write!(title, "; largest for {top}");
    }
    title
}

/// A word of caution under a forest: a clear and an unclear group need not differ from each other.
pub(crate) fn overlap(readings: &[Reading<'_>]) -> &'static str {
    let ranges = |firm: bool| -> Vec<(f64, f64)> {
        readings
            .iter()
            .filter(|r| {
                r.is_shown() && firm == matches!(r.verdict, Verdict::Better | Verdict::Worse)
            })
            .filter_map(|r| r.amount()?.range)
            .collect()
    };
    let (firm, vague) = (ranges(true), ranges(false));
    let meet = |a: &(f64, f64), b: &(f64, f64)| a.0 <= b.1 && b.0 <= a.1;
    let overlap = !firm.is_empty()
        && !vague.is_empty()
        && firm.iter().all(|a| vague.iter().all(|b| meet(a, b)));
    if overlap {
        " The groups’ own ranges overlap: they need not differ from each other."
    } else {
        ""
    }
}

fn short_list(names: &[String]) -> String {
    match names.split_at_checked(3) {
        Some((first, rest)) if !rest.is_empty() => {
            format!("{} and {} more", first.join(", "), rest.len())
        }
        _ => list(names),
    }
}

/// The group whose shrunken range lies above all others in the wanted direction.
fn leader(readings: &[Reading<'_>]) -> Option<String> {
    let mut ranges: Vec<(f64, f64, &Reading<'_>)> = readings
        .iter()
        .filter(|r| r.is_shown())
        .map(|r| {
            let (low, high) = r.shrunk().or_else(|| r.amount()).and_then(|a| a.range)?;
            let wanted = r.up_is_wanted();
            Some(if wanted {
                (low, high, r)
            } else {
                (-high, -low, r)
            })
        })
        .collect::<Option<_>>()?;
    ranges.sort_by(|a, b| b.0.total_cmp(&a.0));
    match ranges.as_slice() {
        [first, rest @ ..]
            if !rest.is_empty()
                && first.2.verdict == Verdict::Better
                && rest.iter().all(|r| r.1 < first.0) =>
        {
            Some(value(&first.2.row.value))
        }
        _ => None,
    }
}

/// Who is left out of a chart, after a space; nothing when nobody is.
pub(crate) fn no_estimate(names: &[String]) -> String {
    if names.is_empty() {
        return String::new();
    }
    format!(" Without an estimate here: {}.", list(names))
}

/// Title of a comparison of programmes: of those shown, how many do clearly better and clearly worse.
pub(crate) fn programmes(
    what: &str,
    (better, worse, shown): (u64, u64, u64),
    figures: Figures,
) -> String {
    let small = |n| figures.small(n);
    let does = |n| if n == 1 { "does" } else { "do" };
    match (better, worse) {
        (0, 0) => format!("No programme stands out clearly on {what}"),
        (b, 0) => format!(
            "Clearly better on {what} in {} of {} programmes",
            small(b),
            small(shown)
        ),
        (0, w) => format!(
            "Clearly worse on {what} in {} of {} programmes",
            small(w),
            small(shown)
        ),
        (b, w) => format!(
            "On {what}, {} of {} programmes {} clearly better and {} clearly worse",
            small(b),
            small(shown),
            does(b),
            small(w)
        ),
    }
}

/// The sentence under the raw and the fair gap.
pub(crate) fn gap(telling: &Telling<'_>) -> String {
    let (reading, figures) = (&telling.reading, telling.figures);
    let (Some(amount), Some(raw)) = (reading.amount(), reading.naive()) else {
        return String::new();
    };
    let fair = amount.value;
    let unit = reading.row.facts.unit;
    let write = |x: f64| {
        format!(
            "{} {}",
            figures.signed(x, telling_decimals(unit, &[fair, raw])),
            words::unit(unit)
        )
    };
    let unclear = matches!(
        reading.verdict,
        Verdict::Unclear | Verdict::LeansBetter | Verdict::LeansWorse
    );
    let tail = if unclear {
        " Whether the fair gap differs from zero is not settled."
    } else {
        ""
    };
    let open = format!(
        "{} and everybody else differ by {}; against {} from the same starting day the gap is {}.",
        capital(telling.who),
        write(raw),
        telling.compared(),
        write(fair)
    );
    let why = if raw * fair < 0.0 {
        " The raw figure points the other way, so it would have misled."
    } else if nearly_agree(fair, raw) {
        " Here the two nearly agree."
    } else if raw.abs() > fair.abs() {
        match (reading.class, raw > 0.0) {
            (OutcomeClass::Exit, true) => {
                " Those who join differ from those who do not, and one has to stay in order to join: the raw figure counts all of that as success."
            }
            _ => " Those who join differ from those who do not: the raw figure mixes that in.",
        }
    } else {
        " Those who join differ from those who do not: the raw figure would have hidden part of the gap."
    };
    format!("{open}{why}{tail}")
}

/// Whether the raw and the fair gap tell about the same.
fn nearly_agree(fair: f64, raw: f64) -> bool {
    raw * fair >= 0.0 && (raw - fair).abs() < 0.15 * fair.abs().max(0.5)
}

/// Title of the raw-against-fair chart.
pub(crate) fn gap_title(readings: &[Reading<'_>]) -> String {
    // Turned so that up is wanted: what promises more is above.
    let turned = |r: &Reading<'_>, x: f64| if r.up_is_wanted() { x } else { -x };
    let pairs: Vec<(f64, f64)> = readings
        .iter()
        .filter_map(|r| Some((turned(r, r.amount()?.value), turned(r, r.naive()?))))
        .collect();
    let all = |holds: fn(f64, f64) -> bool| {
        !pairs.is_empty() && pairs.iter().all(|&(fair, raw)| holds(fair, raw))
    };
    let title = if all(nearly_agree) {
        "The raw numbers would have said nearly the same"
    } else if all(|fair, raw| raw * fair < 0.0) {
        "The raw numbers would have pointed the other way"
    } else if all(|fair, raw| raw > 0.0 && raw > 1.15 * fair && fair >= 0.0) {
        "The raw numbers would have promised more"
    } else if all(|fair, raw| raw < 0.0 && raw < 1.15 * fair && fair <= 0.0) {
        "The raw numbers would have looked worse"
    } else {
        "What the raw numbers would have said"
    };
    title.to_owned()
}

/// Title of an event study.
pub(crate) fn event_study(telling: &Telling<'_>, before: &[f64]) -> String {
    let label = &telling.reading.row.facts.subject.outcome_label;
    let who = telling.who;
    let pretrend = match telling.reading.row.pretrend_p {
        Some(p) if p <= 0.10 => "the groups were already moving apart before the start",
        Some(_) if !before.is_empty() => "no sign of a difference before the start",
        _ => "before the start cannot be judged",
    };
    format!("{label}, {who}: {pretrend}")
}

/// Title of a balance chart.
pub(crate) fn balance(telling: &Telling<'_>, worst: f64, limit: f64) -> String {
    let label = &telling.reading.row.facts.subject.outcome_label;
    if worst < limit {
        format!(
            "{label}, {}: after weighting, the groups are alike in everything adjusted for",
            telling.who
        )
    } else {
        format!(
            "{label}, {}: after weighting, some differences remain",
            telling.who
        )
    }
}
