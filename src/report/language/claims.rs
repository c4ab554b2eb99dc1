//! Public claims: whole numbers, the comparison named, no cause claimed, a footnote that substantiates them.

use crate::vocab::{ALL, Day, Method, OVERALL, Unit};

use super::super::number::{Figures, enclosing, whole};
use super::super::reading::{OutcomeClass, Reading};
use super::answers::Telling;
use super::words::{capital, comparison, counting, inside, length, method_plain, people, value};

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
    let number = figures.count(size);
    let who = people(row.facts.subject.role);
    let group = if row.dimension == OVERALL {
        String::new()
    } else {
        format!(" ({})", value(&row.value))
    };
    let more = amount.value > 0.0;
    let label = inside(&row.facts.subject.outcome_label);
    let scheme = if row.programme == ALL {
        String::new()
    } else {
        format!(" in {}", row.facts.subject.programme_name)
    };
    let lot = if row.facts.method == Method::LotteryItt {
        " drawn by lot"
    } else {
        ""
    };
    let programme = format!("our {who}{lot}{scheme}{group}");
    let (since, versus) = (counting(row.facts.method), comparison(row.facts.method));
    let text = match (reading.class, row.facts.unit) {
        (OutcomeClass::Exit, Unit::PercentagePoints) if more => {
            let after = length(row.horizon_days?);
            match levels(reading, size) {
                Some((ours, theirs)) => format!(
                    "After {after}, {} of every 100 of {programme} were still with us, compared with {} of 100 {versus}.",
                    figures.count(ours),
                    figures.count(theirs)
                ),
                None => format!(
                    "After {after}, {number} more of every 100 of {programme} were still with us than among {versus}."
                ),
            }
        }
        (
            class @ (OutcomeClass::Promotion | OutcomeClass::Move | OutcomeClass::Step),
            Unit::PercentagePoints,
        ) if more => format!(
            "Within {}, {number} more of every 100 of {programme} {} than among {versus}.",
            length(row.horizon_days?),
            match class {
                OutcomeClass::Move => "moved to another job here",
                OutcomeClass::Step => "were promoted or moved to another job here",
                _ => "were promoted",
            }
        ),
        (OutcomeClass::Score, Unit::Points) => format!(
            "{} {} than {versus}, by {number} {} on a scale of 0 to 100{since}.",
            capital(&programme),
            Telling {
                reading: *reading,
                who,
                figures
            }
            .doing(more),
            if size == 1 { "point" } else { "points" }
        ),
        (OutcomeClass::Count, Unit::PerHundredPerQuarter) => format!(
            "Per 100 people and quarter, {programme} record {number} {} {label} than {versus}{since}.",
            if more { "more" } else { "fewer" }
        ),
        (OutcomeClass::Share, Unit::PercentagePoints) => format!(
            "On {label}, {programme} are {number} percentage {} {} than {versus}{since}.",
            if size == 1 { "point" } else { "points" },
            if more { "higher" } else { "lower" }
        ),
        _ => return None,
    };
    let (low, high) = enclosing(
        range.0.abs().min(range.1.abs()),
        range.0.abs().max(range.1.abs()),
    );
    let footnote = format!(
        "{organisation}, employee data to {}. {}: about {} {who}{group}, compared with about {} {versus}. Method: {}. Range of the difference at 95 % confidence: {}. {}Numbers of people rounded to tens.",
        figures.day(cutoff),
        capital(&row.facts.subject.programme_name),
        figures.tens(row.n_treated?),
        figures.tens(row.n_control?),
        method_plain(row.facts.method),
        if low == 0 {
            format!("above 0, up to {}", figures.count(high))
        } else {
            format!("{} to {}", figures.count(low), figures.count(high))
        },
        association(row.facts.method)
    );
    Some(ClaimWords { text, footnote })
}

/// What a difference is, where no lot was drawn: something that goes together with taking part.
fn association(method: Method) -> &'static str {
    match method {
        Method::LotteryItt => "",
        _ => "The difference is associated with taking part, not shown to come from it. ",
    }
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
