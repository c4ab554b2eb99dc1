//! Exits avoided and their cost in sentences. Without a lottery they are exits fewer than among similar colleagues, never exits that
//! a programme avoided.

use super::super::number::{Figures, rounds_to_zero};
use super::super::prose::mark;
use super::super::savings::Savings;
use super::words::{compared, length};

/// One or two sentences for leaders.
pub(crate) fn sentence(
    savings: &Savings<'_>,
    who: &str,
    currency: Option<&str>,
    figures: Figures,
) -> String {
    let row = savings.reading.row;
    let within = row.horizon_days.map_or_else(
        || "by the end".to_owned(),
        |d| format!("within {}", length(d)),
    );
    let versus = compared(row.facts.method);
    let people = mark(&figures.count(savings.people));
    let [value, low, high] = savings.exits;
    let exits = |x: f64| whole_exits(x, figures);
    let exits_way = ["more", "fewer"];
    let mut text = if savings.is_clear() {
        format!(
            "Counted in exits among the {people} {who}: about {} {} {within} than among as many {versus} ({}).",
            mark(&exits(value)),
            way(value, exits_way),
            between(low, high, &exits),
        )
    } else {
        format!(
            "Counted in exits among the {people} {who}, it is not clear yet: {within}, {} than among as many {versus}.",
            anything(low, high, &exits, exits_way),
        )
    };
    if let Some([value, low, high]) = savings.money() {
        let money = |x: f64| figures.money(x, currency);
        let money_way = ["more", "less"];
        let share = savings.cost.map_or(0.0, |c| 100.0 * c.ratio);
        let basis = format!(
            "With {} % of a yearly salary for each replacement{}",
            figures.fixed(share, 0),
            if currency.is_none() {
                ", in the currency of the salaries"
            } else {
                ""
            }
        );
        let told = if savings.is_clear() {
            format!(
                " {basis}, replacing those who left costs about {} {} ({}).",
                mark(&money(value)),
                way(value, money_way),
                between(low, high, &money),
            )
        } else {
            format!(
                " {basis}, that is {} for replacements.",
                anything(low, high, &money, money_way),
            )
        };
        text.push_str(&told);
    }
    text
}

/// Whole exits without a sign.
fn whole_exits(x: f64, figures: Figures) -> String {
    if rounds_to_zero(x, 0) {
        "less than one".to_owned()
    } else {
        figures.fixed(x.abs(), 0)
    }
}

/// Negative, positive.
fn way(x: f64, [negative, positive]: [&'static str; 2]) -> &'static str {
    if x < 0.0 { negative } else { positive }
}

/// A range on one side of zero, nearer end first: "between 3 and 21".
fn between(low: f64, high: f64, write: &dyn Fn(f64) -> String) -> String {
    let (near, far) = if low.abs() <= high.abs() {
        (low, high)
    } else {
        (high, low)
    };
    format!("between {} and {}", mark(&write(near)), mark(&write(far)))
}

/// A range over zero: "anything from 4 more to 12 fewer".
fn anything(low: f64, high: f64, write: &dyn Fn(f64) -> String, ways: [&'static str; 2]) -> String {
    format!(
        "anything from {} {} to {} {}",
        mark(&write(low)),
        ways[0],
        mark(&write(high)),
        ways[1]
    )
}
