//! What a chart states, decided by the findings it draws.

use super::super::number::{Figures, telling_decimals};
use super::super::reading::{OutcomeClass, Reading, Verdict};
use super::answers::Telling;
use super::catalogue::args;
use super::sizes::way;
use super::words::{self, capital, dimension, list, value};

/// Title of a pair of curves.
pub(crate) fn survival(telling: &Telling<'_>) -> String {
    let up = telling.reading.amount().is_some_and(|a| a.value > 0.0);
    telling.say("chart-survival", args!["way" => way(up)])
}

/// Where groups clearly differ, by these dimensions.
pub(crate) fn differs(telling: &Telling<'_>, by: &[String]) -> String {
    telling.say("groups-differ", args!["by" => list(by, telling.figures)])
}

/// Title of a forest over the values of a dimension.
pub(crate) fn forest(readings: &[Reading<'_>], name: &str, figures: Figures) -> String {
    let of = |wanted: &[Verdict]| -> Vec<String> {
        readings
            .iter()
            .filter(|r| wanted.contains(&r.verdict))
            .map(|r| value(&r.row.value, figures))
            .collect()
    };
    let shown = readings.iter().filter(|r| r.is_shown()).count();
    let (better, worse) = (of(&[Verdict::Better]), of(&[Verdict::Worse]));
    let vague = of(&[Verdict::Unclear, Verdict::LeansBetter, Verdict::LeansWorse]);
    let by = |key: &str| figures.say(key, args!["by" => dimension(name, figures)]);
    let part = |key: &str, groups: &[String]| {
        figures.say(key, args!["groups" => short_list(groups, figures)])
    };
    if shown == 0 {
        return by("forest-none");
    }
    let mut parts: Vec<String> = Vec::new();
    if better.len() == shown {
        parts.push(if shown == 1 {
            part("forest-only", &better)
        } else {
            by("forest-every")
        });
    } else if !better.is_empty() {
        parts.push(part("forest-better", &better));
    }
    if !worse.is_empty() {
        parts.push(part("forest-worse", &worse));
    }
    if !vague.is_empty() && vague.len() < shown {
        parts.push(part("forest-vague", &vague));
    }
    if parts.is_empty() {
        return if vague.is_empty() {
            by("forest-no-size")
        } else {
            by("forest-no-clear")
        };
    }
    let same = of(&[Verdict::Same]);
    if !same.is_empty() {
        parts.push(part("forest-same", &same));
    }
    if let Some(top) = leader(readings, figures) {
        parts.push(part("forest-largest", &[top]));
    }
    capital(&parts.join("; "))
}

/// A word of caution under a forest: a clear and an unclear group need not differ from each other.
pub(crate) fn overlap(readings: &[Reading<'_>], figures: Figures) -> &'static str {
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
        figures.text("forest-overlap")
    } else {
        ""
    }
}

fn short_list(names: &[String], figures: Figures) -> String {
    match names.split_at_checked(3) {
        Some((first, rest)) if !rest.is_empty() => figures.say(
            "list-and-more",
            args!["first" => first.join(", "), "n" => rest.len()],
        ),
        _ => list(names, figures),
    }
}

/// The group whose shrunken range lies above all others in the wanted direction.
fn leader(readings: &[Reading<'_>], figures: Figures) -> Option<String> {
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
            Some(value(&first.2.row.value, figures))
        }
        _ => None,
    }
}

/// Who is left out of a chart, after a space; nothing when nobody is.
pub(crate) fn no_estimate(names: &[String], figures: Figures) -> String {
    if names.is_empty() {
        return String::new();
    }
    figures.say("chart-left-out", args!["names" => list(names, figures)])
}

/// Title of a comparison of programmes: of those shown, how many do clearly better and clearly worse.
pub(crate) fn programmes(
    what: &str,
    (better, worse, shown): (u64, u64, u64),
    figures: Figures,
) -> String {
    let key = match (better, worse) {
        (0, 0) => "programmes-title.none",
        (_, 0) => "programmes-title.better",
        (0, _) => "programmes-title.worse",
        _ => "programmes-title.both",
    };
    figures.say(
        key,
        args![
            "topic" => what,
            "n" => better,
            "better" => figures.small(better),
            "m" => worse,
            "worse" => figures.small(worse),
            "shown" => figures.small(shown),
        ],
    )
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
            words::unit(unit, figures)
        )
    };
    let unclear = matches!(
        reading.verdict,
        Verdict::Unclear | Verdict::LeansBetter | Verdict::LeansWorse
    );
    let why = if raw * fair < 0.0 {
        "opposite"
    } else if nearly_agree(fair, raw) {
        "agree"
    } else if raw.abs() > fair.abs() {
        match (reading.class, raw > 0.0) {
            (OutcomeClass::Exit, true) => "stayed-to-join",
            _ => "mixed",
        }
    } else {
        "hidden"
    };
    telling.say(
        "gap-explained",
        args![
            "raw" => write(raw),
            "fair" => write(fair),
            "why" => why,
            "settled" => if unclear { "no" } else { "yes" },
        ],
    )
}

/// Whether the raw and the fair gap tell about the same.
fn nearly_agree(fair: f64, raw: f64) -> bool {
    raw * fair >= 0.0 && (raw - fair).abs() < 0.15 * fair.abs().max(0.5)
}

/// Title of the raw-against-fair chart.
pub(crate) fn gap_title(readings: &[Reading<'_>], figures: Figures) -> &'static str {
    // Turned so that up is wanted: what promises more is above.
    let turned = |r: &Reading<'_>, x: f64| if r.up_is_wanted() { x } else { -x };
    let pairs: Vec<(f64, f64)> = readings
        .iter()
        .filter_map(|r| Some((turned(r, r.amount()?.value), turned(r, r.naive()?))))
        .collect();
    let all = |holds: fn(f64, f64) -> bool| {
        !pairs.is_empty() && pairs.iter().all(|&(fair, raw)| holds(fair, raw))
    };
    figures.text(if all(nearly_agree) {
        "gap-title.same"
    } else if all(|fair, raw| raw * fair < 0.0) {
        "gap-title.opposite"
    } else if all(|fair, raw| raw > 0.0 && raw > 1.15 * fair && fair >= 0.0) {
        "gap-title.more"
    } else if all(|fair, raw| raw < 0.0 && raw < 1.15 * fair && fair <= 0.0) {
        "gap-title.worse"
    } else {
        "gap-title.mixed"
    })
}

/// Title of an event study.
pub(crate) fn event_study(telling: &Telling<'_>, before: &[f64]) -> String {
    let before = match telling.reading.row.pretrend_p {
        Some(p) if p <= 0.10 => "apart",
        Some(_) if !before.is_empty() => "alike",
        _ => "unknown",
    };
    telling.say("chart-event-study", args!["before" => before])
}

/// Title of a balance chart.
pub(crate) fn balance(telling: &Telling<'_>, worst: f64, limit: f64) -> String {
    let alike = if worst < limit { "yes" } else { "no" };
    telling.say("chart-balance", args!["alike" => alike])
}
