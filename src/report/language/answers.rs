//! The answer to one question as a sentence. Direction comes from the sign, certainty from the verdict, the comparison is
//! always named, and only the draw of a lottery is said to be the cause of anything.

use std::fmt::Write as _;

use crate::vocab::RoleScope;

use super::super::number::Figures;
use super::super::reading::{Amount, OutcomeClass, Reading, Verdict};
use super::sizes::{bare, level, range, rough, size};
use super::words::{capital, cause, compared, comparison, counting, inside, length, list, people};

/// One question, ready to be told.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Telling<'a> {
    /// The row that answers it.
    pub reading: Reading<'a>,
    /// The people, inside a sentence.
    pub who: &'a str,
    /// How numbers are written.
    pub figures: Figures,
}

impl Telling<'_> {
    fn label(&self) -> String {
        inside(&self.reading.row.facts.subject.outcome_label)
    }

    fn after(&self) -> String {
        self.reading.row.horizon_days.map_or_else(
            || "by the end".to_owned(),
            |d| format!("after {}", length(d)),
        )
    }

    fn within(&self) -> String {
        self.reading.row.horizon_days.map_or_else(
            || "by the end".to_owned(),
            |d| format!("within {}", length(d)),
        )
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

    /// The size behind a statement that names the direction already: ", by 3.1 points of 100, counting from …".
    fn by(&self, amount: &Amount) -> String {
        let (class, unit) = (self.reading.class, self.reading.row.facts.unit);
        let level = matches!(
            class,
            OutcomeClass::Score | OutcomeClass::Count | OutcomeClass::Share
        );
        if level && !unit.is_ratio() {
            let size = bare(amount, class, unit, self.figures);
            return format!(", by {size}{}", counting(self.reading.row.facts.method));
        }
        format!(": {}", self.sized(&self.rough(amount)))
    }

    /// Both ways: "stay longer or leave sooner", "report higher or lower engagement".
    fn either(&self) -> String {
        let (up, down) = (self.doing(true), self.doing(false));
        if self.reading.class == OutcomeClass::Exit {
            return format!("{up} or {down}");
        }
        up.replacen("higher", "higher or lower", 1)
            .replacen("more often", "more or less often", 1)
            .replacen("record more", "record more or fewer", 1)
    }

    /// "stay longer", "report higher engagement": what up or down means, in the present tense.
    pub(crate) fn doing(&self, up: bool) -> String {
        let label = self.label();
        let way = |more: &'static str, less: &'static str| if up { more } else { less };
        let source = self.reading.outcome.map_or("", |o| o.source.as_str());
        match (self.reading.class, source) {
            (OutcomeClass::Exit, _) => way("stay longer", "leave sooner").to_owned(),
            (OutcomeClass::Promotion, _) => {
                way("are promoted more often", "are promoted less often").to_owned()
            }
            (OutcomeClass::Move, _) => way(
                "move to another job here more often",
                "move to another job here less often",
            )
            .to_owned(),
            (OutcomeClass::Step, _) => way(
                "are promoted or move to another job here more often",
                "are promoted or move to another job here less often",
            )
            .to_owned(),
            (OutcomeClass::Event, _) => format!(
                "have {} recorded {}",
                quoted(&label),
                way("more often", "less often")
            ),
            (OutcomeClass::Score, "surveys") => {
                format!("report {} {label}", way("higher", "lower"))
            }
            (OutcomeClass::Score, "leader_feedback") => {
                format!("are rated {} on {label}", way("higher", "lower"))
            }
            (OutcomeClass::Score, "assessments") => {
                format!("score {} on {label}", way("higher", "lower"))
            }
            (OutcomeClass::Count, _) => format!("record {} {label}", way("more", "fewer")),
            _ => format!("stand {} on {label}", way("higher", "lower")),
        }
    }

    /// What the size is a size of: "after a year, about four more of every hundred had stayed".
    fn sized(&self, text: &str) -> String {
        match self.reading.class {
            OutcomeClass::Exit if self.reading.row.facts.unit.id() == "days" => {
                format!("by {text} on average, up to the last horizon")
            }
            OutcomeClass::Exit => format!("{}, {text} had stayed", self.after()),
            OutcomeClass::Promotion => format!("{}, {text} had been promoted", self.within()),
            OutcomeClass::Move => format!("{}, {text} had moved to another job", self.within()),
            OutcomeClass::Step => format!("{}, {text} had been promoted or moved", self.within()),
            OutcomeClass::Event => format!("{}, {text} had it on record", self.within()),
            _ => format!("{text}{}", counting(self.reading.row.facts.method)),
        }
    }
}

/// A label in quotation marks.
pub(crate) fn quoted(label: &str) -> String {
    format!("“{label}”")
}

/// The answer in one sentence, without the full stop.
pub(crate) fn answer(telling: &Telling<'_>) -> String {
    let method = telling.reading.row.facts.method;
    let (cause, versus) = (cause(method), comparison(method));
    let who = if cause.is_empty() {
        capital(telling.who)
    } else {
        format!("{cause}{}", telling.who)
    };
    let Some(amount) = telling.reading.amount() else {
        return format!(
            "Nothing can be shown yet about {} for {}",
            telling.label(),
            telling.who
        );
    };
    let up = amount.value > telling.reading.null();
    match telling.reading.verdict {
        Verdict::Better | Verdict::Worse => {
            format!(
                "{who} {} than {versus}{}",
                telling.doing(up),
                telling.by(&amount)
            )
        }
        Verdict::LeansBetter | Verdict::LeansWorse => {
            format!(
                "There are first signs, not firm ones, that {} {} than {versus}{}",
                telling.who,
                telling.doing(up),
                telling.by(&amount)
            )
        }
        Verdict::Same => format!(
            "{}: the difference between {} and {versus} is too small to matter",
            capital(&telling.topic()),
            telling.who
        ),
        Verdict::Unclear => {
            let possible = telling
                .range(&amount)
                .map_or_else(|| "no range can be given".to_owned(), |r| telling.sized(&r));
            format!(
                "It is not clear yet whether {} {} than {versus}: {possible}",
                telling.who,
                telling.either()
            )
        }
        Verdict::Described | Verdict::Hidden => {
            let (number, unit) = level(
                amount.value,
                telling.reading.row.facts.unit,
                telling.figures,
            );
            let everybody = telling.reading.whom() == people(RoleScope::Any);
            let whose = if everybody {
                String::new()
            } else {
                format!(", {}", telling.who)
            };
            format!(
                "{}{whose}: {}{}{unit}, without a comparison",
                capital(&telling.label()),
                super::super::prose::mark(&number),
                if unit.is_empty() { "" } else { " " },
            )
        }
    }
}

impl Telling<'_> {
    /// Who stands on the other side, short.
    pub(crate) fn compared(&self) -> &'static str {
        compared(self.reading.row.facts.method)
    }

    /// What the question is about: "staying, after a year", "engagement".
    pub(crate) fn topic(&self) -> String {
        match self.reading.class {
            OutcomeClass::Exit => match self.reading.row.horizon_days {
                Some(days) => format!("staying for {}", length(days)),
                None => "staying".to_owned(),
            },
            OutcomeClass::Promotion => format!("promotion {}", self.within()),
            OutcomeClass::Move => format!("a move to another job {}", self.within()),
            OutcomeClass::Step => format!("promotion or a move {}", self.within()),
            OutcomeClass::Event => format!("{} {}", self.label(), self.within()),
            _ => self.label(),
        }
    }

    /// The sentence of a card: its range, and what it is compared with.
    pub(crate) fn card(&self) -> String {
        let Some(amount) = self.reading.amount() else {
            return String::new();
        };
        if self.reading.verdict == Verdict::Described {
            return "A level, without anybody to compare it with.".to_owned();
        }
        let Some(range) = self.range(&amount) else {
            return "No range can be given for this figure.".to_owned();
        };
        let what = match self.reading.class {
            OutcomeClass::Exit if self.reading.row.facts.unit.id() == "percentage points" => {
                " stayed"
            }
            OutcomeClass::Promotion => " were promoted",
            OutcomeClass::Move => " moved to another job",
            OutcomeClass::Step => " were promoted or moved",
            _ => "",
        };
        match self.reading.verdict {
            Verdict::Same => format!(
                "{}{what}: whichever it is, too small to matter.",
                capital(&range)
            ),
            Verdict::Unclear => format!(
                "{}{what}: the range holds both better and worse.",
                capital(&range)
            ),
            Verdict::LeansBetter | Verdict::LeansWorse => {
                format!(
                    "{}{what}. Chance remains a fair explanation.",
                    capital(&range)
                )
            }
            _ => format!(
                "{}{what} than among {}.",
                capital(&range),
                comparison(self.reading.row.facts.method)
            ),
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
            Some(range) => format!("{text} ({})", super::super::prose::unmarked(&range)),
            None => text,
        })
    }
}

/// How many questions came out how, as a sentence; counts are of questions with a shown answer.
pub(crate) fn tally(verdicts: &[Verdict], compared: &str, figures: Figures) -> String {
    let (bad, good) = (
        format!("came out worse than among {compared}"),
        format!("came out better than among {compared}"),
    );
    let count = |wanted: &[Verdict]| verdicts.iter().filter(|v| wanted.contains(v)).count() as u64;
    let hidden = count(&[Verdict::Hidden]);
    let shown = verdicts.len() as u64 - hidden;
    let worse = if count(&[Verdict::Better]) > 0 {
        "came out worse"
    } else {
        bad.as_str()
    };
    let mut parts: Vec<(u64, &str)> = Vec::new();
    for (wanted, one, many) in [
        (&[Verdict::Better][..], good.as_str(), good.as_str()),
        (&[Verdict::Worse], worse, worse),
        (
            &[Verdict::LeansBetter, Verdict::LeansWorse],
            "shows first signs only",
            "show first signs only",
        ),
        (
            &[Verdict::Same],
            "shows no difference that matters",
            "show no difference that matters",
        ),
        (&[Verdict::Unclear], "is not clear yet", "are not clear yet"),
        (
            &[Verdict::Described],
            "is described without a comparison",
            "are described without a comparison",
        ),
    ] {
        match count(wanted) {
            0 => {}
            1 => parts.push((1, one)),
            n => parts.push((n, many)),
        }
    }
    let mut text = match (shown, parts.as_slice()) {
        (0, _) => "None of the questions asked has an answer that can be shown".to_owned(),
        (1, [(_, words), ..]) => format!("One question was answered: it {words}"),
        (2, [(_, words)]) => format!("Both questions {words}"),
        (n, [(_, words)]) => format!("All {} questions {words}", figures.small(n)),
        (n, parts) => {
            let told: Vec<String> = parts
                .iter()
                .map(|(k, words)| format!("{} {words}", figures.small(*k)))
                .collect();
            format!("Of {} questions, {}", figures.small(n), list(&told))
        }
    };
    text.push('.');
    if hidden > 0 && shown > 0 {
        let _ = write!(
            text,
            " {} more cannot be shown.",
            capital(&figures.small(hidden))
        );
    }
    text
}
