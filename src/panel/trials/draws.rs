//! Lotteries as trials: one a draw, those drawn against those not drawn, as the lot fell (intention to treat).
//!
//! Time zero is the day of the draw, for nothing that happens later may decide who is compared: not whether a winner ever
//! met, not whether a loser started elsewhere, not who was still employed at the end of the enrolment period. Both arms
//! were employed on the eve of the draw, which the lot cannot have changed. Who applied several times counts for the
//! first draw only.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Comparison, Draft, Enrolment, Eve, Scope};
use crate::panel::people::Panel;
use crate::vocab::{Day, Period, Role};

/// One draw: who applied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Draw {
    /// The day.
    pub day: Day,
    /// Applicants who were drawn.
    pub drawn: u64,
    /// Applicants who were not.
    pub not_drawn: u64,
}

/// All draws of one programme and role.
#[derive(Debug, Clone)]
pub struct Draws {
    /// The draws, by day, over all who applied for the first time.
    pub draws: Vec<Draw>,
    /// The trials, one a draw, of those employed on its eve.
    pub comparison: Comparison,
}

impl Panel<'_> {
    /// The draws of a programme and role up to the cut-off; `None` when its places are not drawn by lot.
    pub fn draws(&self, programme: usize, role: Role) -> Option<Draws> {
        self.programmes.get(programme)?.lottery?;
        let cut_off = self.cut_off;
        let mut first: BTreeMap<u32, (Day, bool)> = BTreeMap::new();
        for a in &self.org.applications {
            if usize::from(a.programme) == programme && a.role == role && a.day <= cut_off {
                first.entry(a.person).or_insert((a.day, a.drawn));
            }
        }
        let mut by_day: BTreeMap<Day, Vec<(u32, bool)>> = BTreeMap::new();
        for (&person, &(day, drawn)) in &first {
            by_day.entry(day).or_default().push((person, drawn));
        }
        let mut draws = Vec::with_capacity(by_day.len());
        let mut drafts = Vec::with_capacity(by_day.len());
        let mut eves: BTreeMap<Day, Arc<Eve>> = BTreeMap::new();
        for (&day, applicants) in &by_day {
            let count = |wanted| applicants.iter().filter(|(_, d)| *d == wanted).count() as u64;
            draws.push(Draw {
                day,
                drawn: count(true),
                not_drawn: count(false),
            });
            let eve = day.plus(-1);
            let state = eves.entry(eve).or_insert_with(|| self.eve(eve));
            drafts.push(self.drawn(programme, day, applicants, state));
        }
        let (trials, cells) = self.finish(drafts, &eves);
        let own = Scope::Programme(programme);
        let start = self.first_starts(own, role);
        let attendance = self.attendance(&trials);
        Some(Draws {
            draws,
            comparison: Comparison {
                scope: own,
                role,
                trials,
                cells,
                enrolments: BTreeMap::new(),
                start: start.into_iter().map(|(day, _)| day).collect(),
                attendance,
            },
        })
    }

    fn drawn(&self, programme: usize, day: Day, applicants: &[(u32, bool)], state: &Eve) -> Draft {
        let eve = day.plus(-1);
        let employed = || {
            applicants
                .iter()
                .filter(|(person, _)| self.spells.covering(*person as usize, eve).is_some())
        };
        let treated: Vec<u32> = employed().filter(|(_, d)| *d).map(|(p, _)| *p).collect();
        let control: Vec<(u32, Day)> = employed()
            .filter(|(_, d)| !*d)
            .map(|(p, _)| (*p, Day::MAX))
            .collect();
        let mut codes: Vec<u64> = treated
            .iter()
            .copied()
            .chain(control.iter().map(|&(person, _)| person))
            .map(|person| state.code[person as usize])
            .collect();
        self.add_priors(&mut codes, &treated, &control, eve);
        Draft {
            programme,
            period: Period::containing(self.study.period_unit, day),
            eve,
            index: day,
            treated,
            control,
            codes,
            lost: Enrolment::default(),
        }
    }
}
