//! The answer to one question as a sentence. Direction comes from the sign, certainty from the verdict, the comparison is
//! always named, and only the draw of a lottery is said to be the cause of anything.

use fluent_bundle::FluentArgs;

use crate::vocab::{Method, RoleScope};

use super::super::number::Figures;
use super::super::prose::{mark, unmarked};
use super::super::reading::{Amount, OutcomeClass, Reading, Verdict};
use super::catalogue::args;
use super::sizes::{bare, level, measure, range, rough, size, way};
use super::words::{list, since, span};

/// One question, ready to be told.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Telling<'a> {
    /// The row that answers it.
    pub reading: Reading<'a>,
    /// The people, inside a sentence.
    pub who: &'a str,
    /// The same in the dative case: after "among", "bei".
    pub among: &'a str,
    /// How numbers are written.
    pub figures: Figures,
}

impl Telling<'_> {
    /// A sentence of the catalogue about this row, with the variables that all of them share and its own.
    #[expect(
        clippy::needless_pass_by_value,
        reason = "variables are made where a sentence is said"
    )]
    pub(crate) fn say(&self, key: &'static str, own: FluentArgs<'_>) -> String {
        let row = self.reading.row;
        let mut args = self.reading.people();
        args.set("who", self.who);
        args.set("among", self.among);
        args.set("method", row.facts.method.id());
        args.set("class", self.reading.class.id());
        args.set("verdict", self.reading.verdict.id());
        args.set("label", row.facts.subject.outcome_label.as_str());
        args.set(
            "source",
            self.reading.outcome.map_or("", |o| o.source.as_str()),
        );
        args.set("since", since(row.facts.method));
        args.set("measure", measure(self.reading.class, row.facts.unit));
        args.set("span", span(row.horizon_days));
        let days = row.horizon_days.map_or_else(String::new, |d| d.to_string());
        args.set("days", days);
        for (name, value) in own.iter() {
            args.set(name.to_owned(), value.clone());
        }
        self.figures.say(key, args)
    }

    fn rough(&self, amount: &Amount) -> String {
        rough(
            amount,
            self.reading.class,
            self.reading.row.facts.unit,
            self.figures,
        )
    }

    fn range(&self, amount: &Amount) -> Option<String> {
        range(
            amount,
            self.reading.class,
            self.reading.row.facts.unit,
            self.figures,
        )
    }

    /// Whether a statement that names the direction already takes the size without it: "by 3.1 points of 100".
    fn is_bare(&self) -> bool {
        let level = matches!(
            self.reading.class,
            OutcomeClass::Score | OutcomeClass::Count | OutcomeClass::Share
        );
        level && !self.reading.row.facts.unit.is_ratio()
    }

    /// A sentence that says what up or down means: "mentors stay longer", with the size.
    fn directed(&self, key: &'static str, amount: &Amount) -> String {
        let (class, unit) = (self.reading.class, self.reading.row.facts.unit);
        let (form, size) = if self.is_bare() {
            ("bare", bare(amount, class, unit, self.figures))
        } else {
            ("full", self.rough(amount))
        };
        let up = amount.value > self.reading.null();
        self.say(key, args!["way" => way(up), "form" => form, "size" => size])
    }
}

/// The answer in one sentence, without the full stop.
pub(crate) fn answer(telling: &Telling<'_>) -> String {
    let Some(amount) = telling.reading.amount() else {
        return telling.say("answer-hidden", args![]);
    };
    match telling.reading.verdict {
        Verdict::Better | Verdict::Worse => telling.directed("answer-firm", &amount),
        Verdict::LeansBetter | Verdict::LeansWorse => telling.directed("answer-leans", &amount),
        Verdict::Same => telling.say("answer-same", args![]),
        Verdict::Unclear => match telling.range(&amount) {
            Some(range) => telling.say("answer-unclear", args!["way" => "either", "size" => range]),
            None => telling.say("answer-unclear.no-range", args!["way" => "either"]),
        },
        Verdict::Described | Verdict::Hidden => {
            let row = telling.reading.row;
            let (number, unit) = level(amount.value, row.facts.unit, telling.figures);
            let everybody =
                row.facts.subject.role == RoleScope::Any && !telling.reading.is_of_candidates();
            let value = if unit.is_empty() {
                mark(&number)
            } else {
                format!("{} {unit}", mark(&number))
            };
            telling.say(
                "answer-described",
                args!["everybody" => if everybody { "yes" } else { "no" }, "value" => value],
            )
        }
    }
}

impl Telling<'_> {
    /// What the question is about: "staying for a year", "engagement".
    pub(crate) fn topic(&self) -> String {
        self.say("topic", args![])
    }

    /// The sentence of a card: its range, and what it is compared with.
    pub(crate) fn card(&self) -> String {
        let Some(amount) = self.reading.amount() else {
            return String::new();
        };
        if self.reading.verdict == Verdict::Described {
            return self.figures.text("card-described").to_owned();
        }
        match self.range(&amount) {
            Some(range) => self.say("card", args!["range" => range]),
            None => self.figures.text("card-without-range").to_owned(),
        }
    }

    /// The size with its range, for lists: "3.8 more of every hundred (between 2.1 and 5.5 more of every hundred)".
    pub(crate) fn size_and_range(&self) -> Option<String> {
        let amount = self.reading.amount()?;
        let text = size(
            &amount,
            self.reading.class,
            self.reading.row.facts.unit,
            self.figures,
        );
        Some(match self.range(&amount) {
            Some(range) => format!("{text} ({})", unmarked(&range)),
            None => text,
        })
    }
}

/// How many questions came out how, as a sentence; counts are of questions with a shown answer.
pub(crate) fn tally(verdicts: &[Verdict], method: Method, figures: Figures) -> String {
    let count = |wanted: &[Verdict]| verdicts.iter().filter(|v| wanted.contains(v)).count() as u64;
    let hidden = count(&[Verdict::Hidden]);
    let shown = verdicts.len() as u64 - hidden;
    // The comparison is named once.
    let named = if count(&[Verdict::Better]) > 0 {
        "no"
    } else {
        "yes"
    };
    let kinds: [(&str, &[Verdict]); 6] = [
        ("better", &[Verdict::Better]),
        ("worse", &[Verdict::Worse]),
        ("leans", &[Verdict::LeansBetter, Verdict::LeansWorse]),
        ("same", &[Verdict::Same]),
        ("unclear", &[Verdict::Unclear]),
        ("described", &[Verdict::Described]),
    ];
    let parts: Vec<(u64, &str)> = kinds
        .iter()
        .map(|&(kind, wanted)| (count(wanted), kind))
        .filter(|&(n, _)| n > 0)
        .collect();
    let part = |key: &'static str, (n, kind): (u64, &str)| {
        figures.say(
            key,
            args![
                "n" => n,
                "count" => figures.small(n),
                "kind" => kind,
                "named" => named,
                "method" => method.id(),
            ],
        )
    };
    let mut text = match (shown, parts.as_slice()) {
        (0, _) => figures.text("tally-none").to_owned(),
        (1, [only, ..]) => part("tally-one", *only),
        (_, [only]) => part("tally-all", *only),
        (n, parts) => {
            let told: Vec<String> = parts.iter().map(|p| part("tally-part", *p)).collect();
            figures.say(
                "tally-many",
                args!["count" => figures.small(n), "told" => list(&told, figures)],
            )
        }
    };
    if hidden > 0 && shown > 0 {
        text.push(' ');
        text.push_str(&figures.say(
            "tally-hidden",
            args!["n" => hidden, "count" => figures.small(hidden)],
        ));
    }
    text
}
