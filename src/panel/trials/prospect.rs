//! Comparisons nobody takes part in: whom a programme could still reach, and how such people fared before.
//!
//! `prospects` are the people who could start on the day after the cut-off; a `precedent` is the trial of an earlier
//! enrolment period as it would have been drawn up, with everybody who could have started as control person. Both
//! serve planning, look at nothing after the cut-off, and have one trial without participants. Deliberately absent:
//! numbers; see `spread` and the reductions of the other comparisons.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::vocab::{Day, Period, Role};

use super::super::follow_up::EventClock;
use super::super::people::Panel;
use super::super::settings::Spillover;
use super::draft::Draft;
use super::{Comparison, Enrolment, Eve, Scope};

impl Panel<'_> {
    /// Everybody who could take part from tomorrow on: employed and eligible on the last day of the period, and
    /// without a start so far, other than in this programme and role itself (whoever started too recently to be
    /// followed is one of those the plan is about).
    pub fn prospects(&self, programme: usize, role: Role) -> Comparison {
        let eve = self.cut_off;
        let own = self.first_starts(Scope::Programme(programme), role);
        let state = self.eve(eve);
        let admits = self.admitted(self.programmes[programme].eligible.get(&role));
        let mut control = Vec::new();
        for (person, &(start, _)) in own.iter().enumerate() {
            let row = state.row[person];
            let free = self.first_start[person] > eve || start <= eve;
            if !free || self.spells.covering(person, eve).is_none() || !admits(row) {
                continue;
            }
            let spared = match (self.study.exclude_spillover, self.manager(row)) {
                (Spillover::DirectReportsOfMentees, Some(manager)) => {
                    start <= eve || self.first_mentee_start[manager] > eve
                }
                _ => true,
            };
            if spared {
                control.push((person as u32, Day::MAX));
            }
        }
        let codes = control
            .iter()
            .map(|&(person, _)| state.code[person as usize])
            .collect();
        // The period after the cut-off: its eve is the last day that is known.
        let period = self.period.plus(1);
        let draft = Draft {
            programme,
            period,
            eve: period.eve(),
            index: period.first_day(),
            treated: Vec::new(),
            control,
            codes,
            lost: Enrolment::default(),
        };
        self.without_participants(programme, role, draft, state)
    }

    /// The trial of an enrolment period as if nobody of the programme had started in it: everybody who could have is a
    /// control person until they start anything.
    pub fn precedent(&self, programme: usize, role: Role, period: Period) -> Comparison {
        let state = self.eve(period.eve());
        let nobody = vec![(Day::MAX, usize::MAX); self.people()];
        let draft = self.draft(&nobody, programme, role, period, period.index_day(), &state);
        self.without_participants(programme, role, draft, state)
    }

    fn without_participants(
        &self,
        programme: usize,
        role: Role,
        draft: Draft,
        state: Arc<Eve>,
    ) -> Comparison {
        let eves = BTreeMap::from([(draft.period.eve(), state)]);
        self.assemble(
            (Scope::Programme(programme), role),
            vec![draft],
            &eves,
            BTreeMap::new(),
            vec![Day::MAX; self.people()],
        )
    }

    /// People who have started in a programme and role by the cut-off, and whether any of them started so early that
    /// their enrolment period is over.
    pub fn starts(&self, programme: usize, role: Role) -> (u64, bool) {
        let cut_off = self.cut_off;
        let unit = self.study.period_unit;
        let mut started = 0;
        let mut followed = false;
        for (day, _) in self.first_starts(Scope::Programme(programme), role) {
            if day <= cut_off {
                started += 1;
                followed |= Period::containing(unit, day).index_day() <= cut_off;
            }
        }
        (started, followed)
    }

    /// The first day on which an event of a clock's kind of record, any exit or any step of a career that counts, is on file.
    pub fn recorded_since(&self, clock: &EventClock) -> Option<Day> {
        match clock {
            EventClock::Exit { .. } => self.org.exits.iter().map(|e| e.day).min(),
            EventClock::Career(steps) => {
                let on_file = steps.iter().flat_map(|step| self.org.steps(*step));
                on_file.map(|&(_, day)| day).min()
            }
        }
    }

    /// The latest enrolment period whose people have been followed for so many days.
    pub fn period_followed_for(&self, days: u32) -> Period {
        let cut_off = self.cut_off;
        let latest = cut_off.plus(i32::try_from(days).map_or(i32::MIN, |d| -d));
        // Its index date is the first day of the period that holds `latest`.
        Period::containing(self.study.period_unit, latest).plus(-1)
    }
}
