//! Public claims: whole numbers, the comparison named, no cause claimed, a footnote that substantiates them.

use crate::vocab::{ALL, Day, Method, OVERALL, Unit};

use super::super::number::{Figures, enclosing, whole};
use super::super::reading::{OutcomeClass, Reading};
use super::answers::Telling;
use super::catalogue::args;
use super::sizes::way;
use super::words::{method_plain, people, value};

/// What a claim says, and what stands behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ClaimWords {
    /// The claim.
    pub text: String,
    /// Its footnote.
    pub footnote: String,
}

/// The claim of a row that may be published; `None` when it rounds to no difference or its kind is not claimed.
pub(crate) fn claim(
    reading: &Reading<'_>,
    organisation: &str,
    cutoff: Day,
    figures: Figures,
) -> Option<ClaimWords> {
    let row = reading.row;
    let amount = reading.amount()?;
    let (size, range) = (whole(amount.value.abs()), amount.range?);
    // A range that holds no difference, or a size that rounds to it, is no claim.
    (size >= 1 && (range.0 > 0.0 || range.1 < 0.0)).then_some(())?;
    let who = people(row.facts.subject.role, figures);
    let group = if row.dimension == OVERALL {
        String::new()
    } else {
        format!(" ({})", value(&row.value, figures))
    };
    let telling = Telling {
        reading: *reading,
        who,
        among: who,
        figures,
    };
    let more = amount.value > 0.0;
    let (ours, theirs) = levels(reading, size).unwrap_or_default();
    let yes = |so: bool| if so { "yes" } else { "no" };
    let told = |key: &'static str| {
        telling.say(
            key,
            args![
                "n" => size,
                "number" => figures.count(size),
                "ours" => figures.count(ours),
                "theirs" => figures.count(theirs),
                "way" => way(more),
                "drawn" => yes(row.facts.method == Method::LotteryItt),
                "several" => yes(row.programme != ALL),
                "programme" => row.facts.subject.programme_name.as_str(),
                "group" => group.as_str(),
            ],
        )
    };
    let text = match (reading.class, row.facts.unit) {
        (OutcomeClass::Exit, Unit::PercentagePoints) if more => {
            row.horizon_days?;
            if ours > 0 {
                told("claim-stayed.levels")
            } else {
                told("claim-stayed")
            }
        }
        (
            class @ (OutcomeClass::Promotion | OutcomeClass::Move | OutcomeClass::Step),
            Unit::PercentagePoints,
        ) if more => {
            row.horizon_days?;
            told(match class {
                OutcomeClass::Move => "claim-promoted.move",
                OutcomeClass::Step => "claim-promoted.step",
                _ => "claim-promoted",
            })
        }
        (OutcomeClass::Score, Unit::Points) => told("claim-score"),
        (OutcomeClass::Count, Unit::PerHundredPerQuarter) => told("claim-count"),
        (OutcomeClass::Share, Unit::PercentagePoints) => told("claim-share"),
        _ => return None,
    };
    let (low, high) = enclosing(
        range.0.abs().min(range.1.abs()),
        range.0.abs().max(range.1.abs()),
    );
    let footnote = telling.say(
        "claim-footnote",
        args![
            "organisation" => organisation,
            "day" => figures.day(cutoff),
            "programme" => row.facts.subject.programme_name.as_str(),
            "treated" => figures.tens(row.n_treated?),
            "controls" => figures.tens(row.n_control?),
            "group" => group.as_str(),
            "how" => method_plain(row.facts.method, figures),
            "least" => low,
            "low" => figures.count(low),
            "high" => figures.count(high),
        ],
    );
    Some(ClaimWords { text, footnote })
}

/// Both levels in whole numbers, where they differ by the difference itself.
fn levels(reading: &Reading<'_>, size: i64) -> Option<(i64, i64)> {
    let (ours, theirs) = (
        whole(reading.row.treated_level?),
        whole(reading.row.control_level?),
    );
    (ours - theirs == size && (1..=99).contains(&ours) && (1..=99).contains(&theirs))
        .then_some((ours, theirs))
}
