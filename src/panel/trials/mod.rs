//! Trials: who is compared with whom (methods.md, section 2; target trial emulation, Hernán & Robins 2016).
//!
//! One trial per programme, role and enrolment period with starts. Both arms: hired by the eve, employed on the
//! eve and on the index date, eligible on the eve, covariates as of the eve. Controls have not started anything
//! by the index date and leave on the day they start, or on the day their manager becomes a mentee.

mod draft;
mod draws;
mod eve;
mod prospect;

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use crate::tables::Membership;
use crate::vocab::{Day, Period, Role};

use self::draft::Draft;
pub use self::draws::{Draw, Draws};
use self::eve::Eve;
pub(super) use self::eve::Eves;
use super::attributes::rows_in_force;
use super::cells::{CellTable, Digit, densify};
use super::people::{Panel, Resolved, band};
use super::person_sums::Attendance;

/// Days in a year, for tenure.
pub(super) const DAYS_PER_YEAR: f64 = 365.25;

/// Marks a person whose dimension values are not decided yet.
const UNSET: u64 = u64::MAX;

/// People per task of a parallel loop.
const CHUNK: usize = 1 << 14;

/// Which participants a comparison is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// One programme, by its position in the pipeline.
    Programme(usize),
    /// All programmes together, without those whose places were drawn by lot: each person's first start in the role.
    All,
}

/// A participant in a trial.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TreatedRow {
    /// Who.
    pub person: u32,
    /// Cell of the comparison's [`CellTable`].
    pub cell: u32,
}

/// A control person in a trial.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ControlRow {
    /// Who.
    pub person: u32,
    /// Cell of the comparison's [`CellTable`].
    pub cell: u32,
    /// The day on which the person stops serving as control (own start, or the manager's), else [`Day::MAX`].
    pub until: Day,
}

/// One trial with its people, sorted by person.
#[derive(Debug, Clone)]
pub struct Trial {
    /// Position of the programme in the pipeline.
    pub programme: usize,
    /// The enrolment period.
    pub period: Period,
    /// The day before it.
    pub eve: Day,
    /// The first day after it: time zero of both arms.
    pub index: Day,
    /// Participants.
    pub treated: Vec<TreatedRow>,
    /// Control people.
    pub control: Vec<ControlRow>,
}

/// Participants of one enrolment period: how many started, and what became of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Enrolment {
    /// People who started.
    pub started: u64,
    /// Not employed on the eve.
    pub not_employed: u64,
    /// Not eligible on the eve.
    pub not_eligible: u64,
    /// Left before the index date.
    pub left_before_index: u64,
    /// The index date lies after the cut-off.
    pub no_follow_up: u64,
}

/// All trials of one scope and role, over one cell table.
#[derive(Debug, Clone)]
pub struct Comparison {
    /// Which programmes.
    pub scope: Scope,
    /// Which role.
    pub role: Role,
    /// The trials, by index date and programme.
    pub trials: Vec<Trial>,
    /// The cells.
    pub cells: CellTable,
    /// Starts by enrolment period, over the scope's programmes.
    pub enrolments: BTreeMap<Period, Enrolment>,
    /// First start in this scope and role, [`Day::MAX`] when none.
    pub start: Vec<Day>,
    /// Who is in any of the trials.
    pub attendance: Attendance,
}

impl Comparison {
    /// Runs of trials with one list of control people: programmes that begin on the same day and admit the same people. What is
    /// summed over control people needs to be summed once a run.
    pub(super) fn same_controls(&self) -> Vec<Range<usize>> {
        let alike =
            |a: &Trial, b: &Trial| (a.eve, a.index) == (b.eve, b.index) && a.control == b.control;
        let mut runs: Vec<Range<usize>> = Vec::new();
        for run in self.trials.chunk_by(alike) {
            let from = runs.last().map_or(0, |r| r.end);
            runs.push(from..from + run.len());
        }
        runs
    }
}

impl Panel<'_> {
    /// Builds the trials of a scope and role.
    pub fn comparison(&self, scope: Scope, role: Role) -> Comparison {
        let start = self.first_starts(scope, role);
        let unit = self.study.period_unit;
        let cut_off = self.cut_off;
        let mut enrolments: BTreeMap<Period, Enrolment> = BTreeMap::new();
        let mut cohorts: BTreeMap<(Day, usize), Period> = BTreeMap::new();
        for &(day, programme) in &start {
            if day <= cut_off {
                let period = Period::containing(unit, day);
                let enrolment = enrolments.entry(period).or_default();
                enrolment.started += 1;
                if period.index_day() <= cut_off {
                    cohorts.insert((period.index_day(), programme), period);
                } else {
                    enrolment.no_follow_up += 1;
                }
            }
        }
        let mut eves: BTreeMap<Day, Arc<Eve>> = BTreeMap::new();
        for period in cohorts.values() {
            eves.entry(period.eve())
                .or_insert_with(|| self.eve(period.eve()));
        }
        let drafts: Vec<Draft> = cohorts
            .par_iter()
            .map(|(&(index, programme), &period)| {
                self.draft(&start, programme, role, period, index, &eves[&period.eve()])
            })
            .collect();
        for draft in &drafts {
            let enrolment = enrolments.entry(draft.period).or_default();
            enrolment.not_employed += draft.lost.not_employed;
            enrolment.not_eligible += draft.lost.not_eligible;
            enrolment.left_before_index += draft.lost.left_before_index;
        }
        let start = start.into_iter().map(|(day, _)| day).collect();
        self.assemble((scope, role), drafts, &eves, enrolments, start)
    }

    /// A comparison from its trials' people.
    fn assemble(
        &self,
        (scope, role): (Scope, Role),
        drafts: Vec<Draft>,
        eves: &BTreeMap<Day, Arc<Eve>>,
        enrolments: BTreeMap<Period, Enrolment>,
        start: Vec<Day>,
    ) -> Comparison {
        let (trials, cells) = self.finish(drafts, eves);
        let attendance = self.attendance(&trials);
        Comparison {
            scope,
            role,
            trials,
            cells,
            enrolments,
            start,
            attendance,
        }
    }

    /// Who is in any of the trials.
    fn attendance(&self, trials: &[Trial]) -> Attendance {
        let mut present = vec![false; self.people()];
        for trial in trials {
            trial
                .treated
                .iter()
                .for_each(|r| present[r.person as usize] = true);
            trial
                .control
                .iter()
                .for_each(|r| present[r.person as usize] = true);
        }
        Attendance::of(&present)
    }

    /// First start of everybody in a scope and role, with the programme.
    fn first_starts(&self, scope: Scope, role: Role) -> Vec<(Day, usize)> {
        let mut start = vec![(Day::MAX, usize::MAX); self.people()];
        for m in &self.org.memberships {
            let programme = usize::from(m.programme);
            let in_scope = match scope {
                Scope::Programme(own) => own == programme,
                // Those who were drawn by lot are a question of their own.
                Scope::All => self
                    .programmes
                    .get(programme)
                    .is_some_and(|p| p.lottery.is_none()),
            };
            if in_scope && m.role == role && self.counts(m) {
                let slot = &mut start[m.person as usize];
                *slot = (*slot).min((m.start, programme));
            }
        }
        start
    }

    /// Whether a membership is one of a programme that the pipeline names, from the programme's first day on.
    pub(super) fn counts(&self, m: &Membership) -> bool {
        self.programmes
            .get(usize::from(m.programme))
            .is_some_and(|p| p.start.is_none_or(|s| m.start >= s))
    }

    pub(super) fn eve(&self, eve: Day) -> Arc<Eve> {
        self.eves.get(eve, || {
            let row = rows_in_force(&self.org.roster, self.people(), eve);
            let code = self.codes(&self.covariates, &row, eve);
            let dimension = self.codes(&self.dimensions, &row, eve);
            Eve {
                row,
                code,
                dimension,
            }
        })
    }

    /// Mixed-radix codes of the covariates that do not depend on the trial; priors leave a zero digit to be added.
    fn codes(
        &self,
        covariates: &[(super::settings::Covariate, Vec<String>, Resolved)],
        row: &[u32],
        eve: Day,
    ) -> Vec<u64> {
        (0..self.people())
            .into_par_iter()
            .with_min_len(CHUNK)
            .map(|person| {
                let row = row[person] as usize;
                let mut code = 0u64;
                for (_, labels, resolved) in covariates {
                    let digit = match resolved {
                        Resolved::Attribute { attribute, digit } => {
                            u64::from(digit[self.attributes[*attribute].codes[row] as usize])
                        }
                        Resolved::Tenure(lower) => {
                            let hire = self
                                .spells
                                .covering(person, eve)
                                .map_or(self.org.roster.hire[row], |s| s.hire);
                            if hire == Day::MIN {
                                labels.len() as u64 - 1
                            } else {
                                u64::from(band(
                                    lower,
                                    f64::from(eve.plus(1).since(hire)) / DAYS_PER_YEAR,
                                ))
                            }
                        }
                        Resolved::Prior(_) => 0,
                    };
                    code = code * labels.len() as u64 + digit;
                }
                code
            })
            .collect()
    }

    /// Gives every person one value per dimension, and every row its cell.
    ///
    /// A person counts for one value throughout a comparison, so that values add up to the whole: participants for
    /// the value on their own eve, others for the value on the eve of the first trial they serve in.
    fn finish(
        &self,
        mut drafts: Vec<Draft>,
        eves: &BTreeMap<Day, Arc<Eve>>,
    ) -> (Vec<Trial>, CellTable) {
        let digit =
            |(covariate, labels, how): &(super::settings::Covariate, Vec<String>, Resolved)| {
                Digit {
                    name: covariate.name(),
                    labels: labels.clone(),
                    ordered: self.has_order(how),
                }
            };
        let digits: Vec<Digit> = self
            .covariates
            .iter()
            .chain(&self.dimensions)
            .map(digit)
            .collect();
        let dimension_size: u64 = self
            .dimensions
            .iter()
            .map(|(_, labels, _)| labels.len() as u64)
            .product();
        let mut value = vec![UNSET; self.people()];
        for draft in &drafts {
            for &person in &draft.treated {
                value[person as usize] = eves[&draft.eve].dimension[person as usize];
            }
        }
        for draft in &drafts {
            for &(person, _) in &draft.control {
                let slot = &mut value[person as usize];
                if *slot == UNSET {
                    *slot = eves[&draft.eve].dimension[person as usize];
                }
            }
        }
        drafts.par_iter_mut().for_each(|draft| {
            let people = draft
                .treated
                .iter()
                .copied()
                .chain(draft.control.iter().map(|&(person, _)| person));
            for (code, person) in draft.codes.iter_mut().zip(people) {
                *code = *code * dimension_size + value[person as usize];
            }
        });
        let lists: Vec<Vec<u64>> = drafts
            .iter_mut()
            .map(|draft| std::mem::take(&mut draft.codes))
            .collect();
        let (cells, numbered) = densify(digits, self.covariates.len(), &lists);
        let trials = drafts
            .into_iter()
            .zip(numbered)
            .map(|(draft, numbers)| {
                let (of_treated, of_control) = numbers.split_at(draft.treated.len());
                Trial {
                    programme: draft.programme,
                    period: draft.period,
                    eve: draft.eve,
                    index: draft.index,
                    treated: draft
                        .treated
                        .iter()
                        .zip(of_treated)
                        .map(|(&person, &cell)| TreatedRow { person, cell })
                        .collect(),
                    control: draft
                        .control
                        .iter()
                        .zip(of_control)
                        .map(|(&(person, until), &cell)| ControlRow {
                            person,
                            cell,
                            until,
                        })
                        .collect(),
                }
            })
            .collect();
        (trials, cells)
    }
}
