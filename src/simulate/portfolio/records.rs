//! What systems record beside the answers: countable behaviour, sessions, evaluation forms, proposals, quotes.

use rayon::prelude::*;

use crate::vocab::{Day, Role};

use super::super::activity::{Session, Story, TOPICS};
use super::super::draws::{CHUNK, Draws, Stage};
use super::super::enrolment::PairingStatus;
use super::super::{Calendar, Settings};
use super::Portfolio;
use super::enrolment::Unit;
use super::history::present;
use super::outcomes::{Kind, MEASURED, METRICS, SCORES, of_kind};
use super::plans::PLANS;

/// What a person did in a quarter, by one metric.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Activity {
    /// Who.
    pub person: u32,
    /// When it was recorded: any day of the quarter on which they were employed, so that a window of days holds its share.
    pub day: Day,
    /// The metric.
    pub metric: &'static str,
    /// How often, or how many hours; never 0.
    pub value: u32,
}

/// One answer of an evaluation form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Evaluation {
    /// Position of the pairing.
    pub pairing: u32,
    /// Who.
    pub person: u32,
    /// When.
    pub day: Day,
    /// The item.
    pub item: &'static str,
    /// 1 to 5.
    pub score: u8,
    /// What was added in words.
    pub comment: Option<&'static str>,
}

/// A proposal of a pairing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Action {
    /// Position of the programme.
    pub programme: u8,
    /// Position of the pairing.
    pub pairing: u32,
    /// When it was made.
    pub proposed: Day,
    /// When it was adopted.
    pub adopted: Option<Day>,
    /// What it is about.
    pub area: &'static str,
    /// `proposed`, `adopted` or `declined`.
    pub status: &'static str,
}

/// How much (log scale) people differ in what they do.
const FRAILTY: f64 = 0.4;
const BY_FUNCTION: [f64; 7] = [1.1, 1.1, 0.9, 0.9, 1.0, 1.2, 0.8];
/// Share of pairings that fall silent for good, and after how many days.
const SILENT: f64 = 0.12;
const SILENT_AFTER: (i32, i32) = (50, 120);
/// Share of members that fills in a form.
const FORMS: f64 = 0.8;
/// The items of the form, and the expected answer of the junior and of the senior side.
const FORM: [(&str, f64, f64); 3] = [
    ("knowledge_gain", 3.5, 4.1),
    ("usefulness", 3.9, 3.8),
    ("good_match", 3.7, 3.6),
];
const COMMENTS: [&str; 4] = [
    "More time for each meeting would help.",
    "Clear goals from the first meeting made the difference.",
    "I would do it again.",
    "We lost track over the summer.",
];
/// A quote of the junior and of the senior side of each programme, with its theme.
const QUOTES: [(&str, &str, &str); 10] = [
    (
        "digital tools",
        "Explaining a tool to a director taught me how much I know.",
        "I write my own prompts now instead of asking for a slide.",
    ),
    (
        "other regions",
        "Somebody at headquarters asked what a normal day here looks like.",
        "Half of our calls were at a bad hour for half of the team. I had never seen it.",
    ),
    (
        "ways of working",
        "A leader sat beside me for a morning and asked why each step exists.",
        "An hour at the sharp end showed me three steps that we could drop.",
    ),
    (
        "ideas",
        "In the pod nobody asked which level I was on.",
        "The best idea came from the person who had been here for four months.",
    ),
    (
        "inclusion",
        "We talked about who speaks in meetings; the next one went differently.",
        "I learnt to ask the quietest person first.",
    ),
    (
        "digital tools",
        "Asking is normal in our track, and that was new.",
        "I no longer wait for somebody to do it for me.",
    ),
    (
        "employer brand",
        "My post about a normal Tuesday had more answers than our campaign.",
        "I found a voice that does not sound like a press release.",
    ),
    (
        "being heard",
        "We told them why candidates drop out, and the form got shorter.",
        "I hear complaints now before they become figures.",
    ),
    (
        "belonging",
        "Our network wrote the proposal, and it went to the board.",
        "I understood what a policy feels like from the other side.",
    ),
    (
        "career",
        "I know now what the next step asks of me.",
        "I see earlier who is ready for more.",
    ),
];
/// Share of pairings that somebody is quoted from.
const QUOTED: f64 = 0.2;

impl Portfolio {
    /// What everybody did in a quarter, metric by metric within a person.
    pub fn activity_quarter(&self, quarter: usize) -> Vec<Activity> {
        let Some(period) = self.calendar.quarters.get(quarter) else {
            return Vec::new();
        };
        let (first, last) = (period.first_day(), period.last_day());
        let length = f64::from(last.since(first) + 1);
        self.people
            .par_chunks(CHUNK)
            .enumerate()
            .flat_map_iter(|(chunk, people)| {
                let mut draws = Draws::new(self.settings.seed, Stage::Activity, quarter, chunk);
                let mut out = Vec::new();
                for (k, person) in people.iter().enumerate() {
                    let Some((low, high)) = present(person, first, last) else {
                        continue;
                    };
                    let number = chunk * CHUNK + k;
                    let there = f64::from(high.since(low) + 1) / length;
                    for outcome in of_kind(Kind::Metric) {
                        let own = f64::from(self.traits[number][SCORES + outcome - METRICS]);
                        let mean = activity_rate(person.function, outcome)
                            * (FRAILTY * own - 0.5 * FRAILTY * FRAILTY).exp()
                            * self.effects.ratio_on(person, first, outcome)
                            * there;
                        let value = draws.poisson(mean) as u32;
                        if value > 0 {
                            out.push(Activity {
                                person: number as u32,
                                day: Day(draws.between(low.0, high.0)),
                                metric: MEASURED[outcome].items[0],
                                value,
                            });
                        }
                    }
                }
                out
            })
            .collect()
    }
}

/// What a person does in a quarter without any programme.
pub(super) fn activity_rate(function: u8, outcome: usize) -> f64 {
    MEASURED[outcome].base * BY_FUNCTION[usize::from(function)]
}

/// The sessions of all pairings. Some fall silent and stay under way all the same.
pub(super) fn sessions(units: &[Unit], settings: &Settings, calendar: &Calendar) -> Vec<Session> {
    let of = |(number, unit): (usize, &Unit)| {
        let mut draws = Draws::new(settings.seed, Stage::Course, 0, number);
        let programme = &PLANS[usize::from(unit.programme)].programme;
        let silent = draws.chance(SILENT);
        let after = draws.between(SILENT_AFTER.0, SILENT_AFTER.1);
        let mut last = unit
            .end
            .unwrap_or(calendar.last_day())
            .min(calendar.last_day());
        if silent {
            last = last.min(unit.start.plus(after));
        }
        let mut day = unit.start.plus(draws.between(3, 12));
        let mut gap = f64::from(programme.cadence_days);
        let mut sessions = Vec::new();
        while day <= last {
            let status =
                ["held", "cancelled", "no_show"][draws.weighted([0.86, 0.10, 0.04].into_iter())];
            let minutes = f64::from(draws.between(6, 18) * 5);
            sessions.push(Session {
                pairing: number as u32,
                day,
                minutes: if status == "held" { minutes } else { 0.0 },
                status,
                topic: TOPICS[draws.below(TOPICS.len())],
            });
            day = day.plus((gap.round() as i32 + draws.between(-4, 4)).max(1));
            gap *= programme.drift.exp();
        }
        sessions
    };
    units.par_iter().enumerate().flat_map_iter(of).collect()
}

/// The forms, at the end of a membership or half a year after its start.
pub(super) fn evaluations(
    units: &[Unit],
    settings: &Settings,
    calendar: &Calendar,
) -> Vec<Evaluation> {
    let of = |(number, unit): (usize, &Unit)| {
        let mut draws = Draws::new(settings.seed, Stage::Forms, 0, number);
        // The members of a pairing share how well it went.
        let went = 0.25 * draws.normal();
        let mut out = Vec::new();
        for member in &unit.members {
            let (fills, says) = (draws.chance(FORMS), draws.chance(0.1));
            let comment = COMMENTS[draws.below(COMMENTS.len())];
            let due = unit.start.plus(180);
            let day = member.end.map_or(due, |end| end.min(due));
            let senior = matches!(member.role, Role::Mentee | Role::Sponsor);
            for (k, (item, junior, other)) in FORM.into_iter().enumerate() {
                let mean = went + if senior { other } else { junior } + 0.8 * draws.normal();
                if fills && day <= calendar.last_day() {
                    out.push(Evaluation {
                        pairing: number as u32,
                        person: member.person,
                        day,
                        item,
                        score: mean.round().clamp(1.0, 5.0) as u8,
                        comment: (says && k == 0).then_some(comment),
                    });
                }
            }
        }
        out
    };
    units.par_iter().enumerate().flat_map_iter(of).collect()
}

/// The proposals in order of time.
pub(super) fn actions(units: &[Unit], settings: &Settings, calendar: &Calendar) -> Vec<Action> {
    let mut actions: Vec<Action> = Vec::new();
    for (number, unit) in units.iter().enumerate() {
        let mut draws = Draws::new(settings.seed, Stage::Actions, 0, number);
        let plan = &PLANS[usize::from(unit.programme)];
        for _ in 0..draws.poisson(plan.proposals) {
            let proposed = unit
                .start
                .plus(draws.between(30, plan.programme.planned_days));
            let decided = proposed.plus(draws.between(20, 150));
            let adopted = draws.chance(plan.adopted);
            let over = unit.end.is_some_and(|end| end < proposed);
            if over || proposed > calendar.last_day() {
                continue;
            }
            let known = decided <= calendar.last_day();
            actions.push(Action {
                programme: unit.programme,
                pairing: number as u32,
                proposed,
                adopted: (adopted && known).then_some(decided),
                area: plan.area,
                status: match (known, adopted) {
                    (false, _) => "proposed",
                    (true, true) => "adopted",
                    (true, false) => "declined",
                },
            });
        }
    }
    actions.sort_by_key(|a| (a.proposed, a.pairing));
    actions
}

/// Quotes in order of time, with every kind of consent.
pub(super) fn stories(
    portfolio: &Portfolio,
    settings: &Settings,
    calendar: &Calendar,
) -> Vec<Story> {
    let mut draws = Draws::new(settings.seed, Stage::Stories, 1, 0);
    let mut stories = Vec::new();
    for (number, unit) in portfolio.units.iter().enumerate() {
        let quoted = draws.chance(QUOTED);
        let member = unit.members[draws.below(unit.members.len())];
        let day = unit.start.plus(draws.between(40, 160));
        let consent = ["public", "internal", "none"][draws.weighted([0.5, 0.35, 0.15].into_iter())];
        let (expires, withdrawn) = (draws.chance(0.3), draws.chance(0.06));
        let consent_day = day.plus(draws.between(0, 10));
        let there = portfolio.people[member.person as usize].employed_on(day);
        let ended = member.status == PairingStatus::EndedEarly;
        if !quoted || !there || ended || consent_day > calendar.last_day() {
            continue;
        }
        let (theme, junior, senior) = QUOTES[usize::from(unit.programme)];
        let quote = match member.role {
            Role::Mentor | Role::CoLead => junior,
            Role::Mentee | Role::Sponsor => senior,
            Role::Member => [junior, senior][number % 2],
        };
        stories.push(Story {
            person: member.person,
            pairing: number as u32,
            day,
            quote: quote.to_owned(),
            consent,
            consent_day,
            expires: expires.then(|| consent_day.plus(365)),
            withdrawn: withdrawn
                .then(|| consent_day.plus(60))
                .filter(|on| *on <= calendar.last_day()),
            theme,
        });
    }
    stories.sort_by_key(|s| (s.day, s.person, s.pairing));
    stories
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_programme_has_something_to_say() {
        assert_eq!(QUOTES.len(), PLANS.len());
    }

    #[test]
    fn doing_depends_on_the_function_alone() {
        assert!((activity_rate(0, METRICS) - 0.88).abs() < 1e-12);
    }
}
