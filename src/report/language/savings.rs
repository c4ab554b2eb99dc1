//! Exits avoided and their cost in sentences. Without a lottery they are exits fewer than among similar colleagues, never exits that
//! a programme avoided.

use super::super::number::{Figures, rounds_to_zero};
use super::super::prose::mark;
use super::super::savings::Savings;
use super::catalogue::args;
use super::words::span;

/// One or two sentences for leaders.
pub(crate) fn sentence(
    savings: &Savings<'_>,
    who: &str,
    currency: Option<&str>,
    figures: Figures,
) -> String {
    let row = savings.reading.row;
    let exits = |x: f64| mark(&whole_exits(x, figures));
    let [value, low, high] = savings.exits;
    let mut args = args![
        "who" => who,
        "count" => mark(&figures.count(savings.people)),
        "method" => row.facts.method.id(),
        "span" => span(row.horizon_days),
        "days" => row.horizon_days.map_or_else(String::new, |d| d.to_string()),
        "way" => if value < 0.0 { "more" } else { "fewer" },
        "size" => exits(value),
    ];
    let clear = savings.is_clear();
    let ends = |low: f64, high: f64| {
        // On one side of zero, the nearer end first.
        if clear && low.abs() > high.abs() {
            (high, low)
        } else {
            (low, high)
        }
    };
    let (near, far) = ends(low, high);
    args.set("low", exits(near));
    args.set("high", exits(far));
    let key = if clear {
        "savings-exits"
    } else {
        "savings-exits.unclear"
    };
    let mut text = figures.say_with(key, &args);
    if let Some([value, low, high]) = savings.money() {
        let money = |x: f64| mark(&figures.money(x, currency));
        let share = savings.cost.map_or(0.0, |c| 100.0 * c.ratio);
        let (near, far) = ends(low, high);
        let args = args![
            "share" => figures.fixed(share, 0),
            "currency" => if currency.is_none() { "salaries" } else { "named" },
            "way" => if value < 0.0 { "more" } else { "fewer" },
            "size" => money(value),
            "low" => money(near),
            "high" => money(far),
        ];
        let key = if clear {
            "savings-cost"
        } else {
            "savings-cost.unclear"
        };
        text.push(' ');
        text.push_str(&figures.say_with(key, &args));
    }
    text
}

/// Whole exits without a sign.
fn whole_exits(x: f64, figures: Figures) -> String {
    if rounds_to_zero(x, 0) {
        figures.text("savings-under-one").to_owned()
    } else {
        figures.fixed(x.abs(), 0)
    }
}
