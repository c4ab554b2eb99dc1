//! The closed lists of a pipeline: models, roles, tables, kinds and the like, each taken from the type that owns it,
//! and the few texts with a form of their own (dates, periods, colours, date formats, eligibility).

use chrono::NaiveDate;
use chrono::format::{Item, StrftimeItems};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::ingest::Layout;
use crate::panel::{
    Assignment, BasePeriod, ControlGroup, Eligibility, Response, ScoreMethod, Spillover, WayIn,
    Weighting,
};
use crate::report::{Audience, Locale};
use crate::tables::{ExitKind, Table};
use crate::vocab::{
    Better, CareerStep, Day, Multiplicity, Objective, OutcomeKind, Period, PeriodUnit,
    ProgrammeModel, Role, Topic,
};

use super::document::{Content, Node};
use super::fault::Faults;
use super::place::Place;
use super::quoted::source_offset;
use super::raw::{Raw, Word, wrong_kind};

/// The words that a type's own schema lists, in its order.
fn listed<T: schemars::JsonSchema>() -> Vec<String> {
    fn gather(value: &Value, words: &mut Vec<String>) {
        match value {
            Value::Object(map) => {
                words.extend(map.get("const").and_then(Value::as_str).map(str::to_owned));
                for key in ["enum", "oneOf", "anyOf"] {
                    if let Some(inner) = map.get(key) {
                        gather(inner, words);
                    }
                }
            }
            Value::Array(values) => values.iter().for_each(|v| gather(v, words)),
            Value::String(word) => words.push(word.clone()),
            _ => {}
        }
    }
    let mut words = Vec::new();
    gather(schemars::schema_for!(T).as_value(), &mut words);
    words
}

/// The value that serde makes of a word.
fn meant<T: DeserializeOwned>(word: &str) -> Option<T> {
    serde_json::from_value(Value::String(word.trim().to_owned())).ok()
}

macro_rules! words_of_serde {
    ($($kind:ty: $noun:literal,)*) => { $(
        impl Word for $kind {
            const NOUN: &'static str = $noun;

            fn words() -> Vec<String> {
                listed::<$kind>()
            }

            fn meaning(word: &str) -> Option<Self> {
                meant(word)
            }
        }
    )* };
}

words_of_serde! {
    Assignment: "an assignment",
    Audience: "an audience",
    BasePeriod: "a base period",
    Better: "a direction",
    ControlGroup: "a control group",
    WayIn: "a way in",
    Layout: "a layout",
    Multiplicity: "a procedure for many answers",
    Objective: "an objective",
    OutcomeKind: "a kind of outcome",
    PeriodUnit: "a length of period",
    ProgrammeModel: "a programme model",
    Response: "a way to treat non-response",
    Role: "a role",
    ScoreMethod: "a method for scores",
    Spillover: "a spillover guard",
    Weighting: "a weighting",
}

impl Word for Table {
    const NOUN: &'static str = "a table";

    fn words() -> Vec<String> {
        Table::EVERY.iter().map(|t| t.name().to_owned()).collect()
    }

    fn meaning(word: &str) -> Option<Self> {
        Table::named(word)
    }
}

impl Word for Topic {
    const NOUN: &'static str = "something that programmes are meant to move";

    fn words() -> Vec<String> {
        Topic::EVERY.iter().map(|t| t.id().to_owned()).collect()
    }

    fn meaning(word: &str) -> Option<Self> {
        Topic::named(word)
    }
}

impl Word for ExitKind {
    const NOUN: &'static str = "a type of exit";

    fn words() -> Vec<String> {
        ExitKind::EVERY.iter().map(|k| k.id().to_owned()).collect()
    }

    fn meaning(word: &str) -> Option<Self> {
        ExitKind::named(word)
    }
}

/// What a time to an event can run until.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Event {
    /// An exit.
    Exit(ExitKind),
    /// A step of a career.
    Step(CareerStep),
}

impl Event {
    /// The word in files.
    pub(super) fn id(self) -> &'static str {
        match self {
            Event::Exit(kind) => kind.id(),
            Event::Step(step) => step.id(),
        }
    }

    fn every() -> impl Iterator<Item = Event> {
        let exits = ExitKind::EVERY.into_iter().map(Event::Exit);
        exits.chain(CareerStep::EVERY.into_iter().map(Event::Step))
    }
}

impl Word for Event {
    const NOUN: &'static str = "a type of exit or a step of a career";

    fn words() -> Vec<String> {
        Event::every().map(|e| e.id().to_owned()).collect()
    }

    fn meaning(word: &str) -> Option<Self> {
        let wanted = word.trim().to_ascii_lowercase();
        Event::every().find(|e| e.id() == wanted)
    }
}

impl Word for Locale {
    const NOUN: &'static str = "a known locale";

    fn words() -> Vec<String> {
        [Locale::EnGb, Locale::EnUs, Locale::DeDe]
            .iter()
            .map(|l| l.tag().to_owned())
            .collect()
    }

    fn meaning(word: &str) -> Option<Self> {
        Locale::named(word)
    }
}

impl Raw for Day {
    fn read(node: &Node, faults: &mut Faults) -> Option<Day> {
        let (Content::Text(text) | Content::Date(text)) = &node.content else {
            return wrong_kind(node, "a date such as \"2025-12-31\"", faults);
        };
        let day = parse_day(text);
        if day.is_none() {
            faults
                .at(node.place, format!("`{text}` is not a date"))
                .expected("year-month-day, such as \"2025-12-31\"");
        }
        day
    }

    fn schema() -> Value {
        json!({ "type": "string", "format": "date" })
    }
}

/// A day written as year-month-day, with four, two and two digits; `None` for every other text.
pub fn parse_day(text: &str) -> Option<Day> {
    let date = NaiveDate::parse_from_str(text.trim(), "%Y-%m-%d").ok()?;
    let day = Day::from(date);
    (day.to_string() == text.trim()).then_some(day)
}

impl Raw for Period {
    fn read(node: &Node, faults: &mut Faults) -> Option<Period> {
        let text = match &node.content {
            Content::Text(text) => text.clone(),
            Content::Integer(year) => year.to_string(),
            _ => return wrong_kind(node, "a period such as \"2025Q4\"", faults),
        };
        let period: Option<Period> = text.parse().ok();
        if period.is_none() {
            faults
                .at(node.place, format!("`{text}` is not a period"))
                .expected("a month as \"2025-10\", a quarter as \"2025Q4\", a half-year as \"2025H2\" or a year as \"2025\"");
        }
        period
    }

    fn schema() -> Value {
        json!({ "type": "string", "pattern": "^[0-9]{4}(-(0[1-9]|1[0-2])|[Qq][1-4]|[Hh][12])?$", "examples": ["2025Q4"] })
    }
}

/// A colour as `#rrggbb`, in small letters.
#[derive(Debug)]
pub(super) struct Colour(pub(super) String);

impl Raw for Colour {
    fn read(node: &Node, faults: &mut Faults) -> Option<Colour> {
        let text = String::read(node, faults)?;
        let digits = text
            .trim()
            .strip_prefix('#')
            .filter(|d| d.chars().all(|c| c.is_ascii_hexdigit()));
        match digits.map(|d| (d.len(), d.to_ascii_lowercase())) {
            Some((6, six)) => Some(Colour(format!("#{six}"))),
            Some((3, three)) => Some(Colour(three.chars().fold("#".to_owned(), |mut long, c| {
                long.extend([c, c]);
                long
            }))),
            _ => {
                faults
                    .at(node.place, format!("`{text}` is not a colour"))
                    .expected("a colour such as \"#0b6e4f\"");
                None
            }
        }
    }

    fn schema() -> Value {
        json!({ "type": "string", "pattern": "^#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$" })
    }
}

/// A `strftime` format.
#[derive(Debug)]
pub(super) struct DateFormat(pub(super) String);

impl Raw for DateFormat {
    fn read(node: &Node, faults: &mut Faults) -> Option<DateFormat> {
        let text = String::read(node, faults)?;
        let mut items = StrftimeItems::new(&text);
        if !text.contains('%') || items.any(|item| matches!(item, Item::Error)) {
            faults
                .at(node.place, format!("`{text}` is not a date format"))
                .expected("a format such as \"%d/%m/%Y\" (day, month, year)");
            return None;
        }
        Some(DateFormat(text))
    }

    fn schema() -> Value {
        json!({ "type": "string", "examples": ["%d/%m/%Y"] })
    }
}

impl Raw for Eligibility {
    fn read(node: &Node, faults: &mut Faults) -> Option<Eligibility> {
        let text = String::read(node, faults)?;
        match Eligibility::parse(&text) {
            Ok(eligibility) => Some(eligibility),
            Err(fault) => {
                let source = faults.files.excerpt(node.place);
                let at = node.place.start + source_offset(source, fault.offset);
                let width = source
                    .get(at - node.place.start..)
                    .and_then(|rest| rest.chars().next())
                    .map_or(0, char::len_utf8);
                let place = Place {
                    start: at,
                    end: at + width,
                    ..node.place
                };
                faults.at(
                    place,
                    format!("not an eligibility expression: {}", fault.message),
                );
                None
            }
        }
    }

    fn schema() -> Value {
        json!({ "type": "string", "examples": ["generation in ['Gen Z', 'Millennials'] and job_level <= 4"] })
    }
}

/// A dimension: one column, or several crossed.
#[derive(Debug)]
pub(super) struct Dimension(pub(super) Vec<super::raw::Found<String>>);

impl Raw for Dimension {
    fn read(node: &Node, faults: &mut Faults) -> Option<Dimension> {
        match &node.content {
            Content::Text(_) => Some(Dimension(vec![super::raw::Found::read(node, faults)?])),
            Content::Array(parts) if parts.is_empty() => {
                faults
                    .at(node.place, "the dimension is empty")
                    .expected("the name of a column, or several to cross");
                None
            }
            Content::Array(_) => Some(Dimension(Raw::read(node, faults)?)),
            _ => wrong_kind(
                node,
                "the name of a column, or a list of names to cross",
                faults,
            ),
        }
    }

    fn schema() -> Value {
        json!({ "anyOf": [String::schema(), { "type": "array", "items": String::schema(), "minItems": 1 }] })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closed_lists_come_from_the_types_that_own_them() {
        assert_eq!(
            listed::<ControlGroup>(),
            ["not-yet-treated", "never-treated"]
        );
        assert_eq!(listed::<Spillover>(), ["none", "direct_reports_of_mentees"]);
        assert_eq!(
            listed::<OutcomeKind>(),
            ["score", "time_to_event", "count", "share", "descriptive"]
        );
        let models: Vec<&str> = ProgrammeModel::EVERY.iter().map(|m| m.id()).collect();
        assert_eq!(listed::<ProgrammeModel>(), models);
        assert_eq!(meant::<Role>("co_lead"), Some(Role::CoLead));
        assert_eq!(meant::<Role>("boss"), None);
    }

    #[test]
    fn days_are_written_in_full() {
        assert_eq!(parse_day("2025-12-31"), Some(Day(20453)));
        for text in [
            "2025-2-1",
            "2025-02-30",
            "31.12.2025",
            "",
            "+2025-01-01",
            "2025-12-31T00:00:00",
        ] {
            assert_eq!(parse_day(text), None, "{text}");
        }
    }
}
