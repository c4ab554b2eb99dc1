//! From responses to the score arrays of the organisation: within the period, of known people, one response per
//! person and wave, sorted by person and wave so that the order of rows and files changes nothing.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::account::Account;
use super::cells::Place;
use super::constructs::Constructs;
use super::error::IngestError;
use super::item_tally;
use super::long::{self, Answer};
use super::order::by_person_and_wave;
use super::registry::{Nobody, Registry};
use super::rows::{self, Row, contradiction, judge};
use super::source::Source;
use super::wide::{self, Responses, UNKNOWN};
use crate::tables::{NotNeeded, QuarantineReason, Scores, Table};
use crate::vocab::Day;

/// Distinct dates beyond which they cannot be waves.
pub(super) const MOST_WAVES: usize = 400;

/// What was read of a survey-like source, before the period is known.
#[derive(Debug)]
pub(super) enum Read {
    /// Wide rows.
    Wide(Vec<Responses>),
    /// Long rows.
    Long(Vec<Row<Answer>>),
}

impl Read {
    /// The distinct wave dates.
    ///
    /// # Errors
    /// So many that they cannot be waves.
    pub(super) fn waves(&self, source: &Source<'_>) -> Result<BTreeSet<Day>, IngestError> {
        let mut waves = BTreeSet::new();
        let mut see = |day: Day, last: &mut Option<Day>| {
            if *last != Some(day) {
                waves.insert(day);
                *last = Some(day);
            }
        };
        let mut last = None;
        match self {
            Read::Wide(parts) => parts
                .iter()
                .flat_map(|p| &p.day)
                .for_each(|&day| see(day, &mut last)),
            Read::Long(rows) => rows.iter().for_each(|row| see(row.value.day, &mut last)),
        }
        if waves.len() > MOST_WAVES {
            return Err(IngestError::TooManyWaves {
                table: source.table(),
                waves: waves.len(),
            });
        }
        Ok(waves)
    }

    /// The scores within the period.
    ///
    /// # Errors
    /// A file that turns out to be damaged while duplicates are compared.
    pub(super) fn settle(
        self,
        source: &Source<'_>,
        constructs: &Constructs,
        registry: &Registry,
        cut_off: Day,
        account: &mut Account,
    ) -> Result<Scores, IngestError> {
        let waves: Vec<Day> = self
            .waves(source)?
            .into_iter()
            .filter(|&day| day <= cut_off)
            .collect();
        match self {
            Read::Wide(parts) => {
                settle_wide(source, parts, constructs, waves, registry, cut_off, account)
            }
            Read::Long(answers) => settle_long(
                source, answers, constructs, waves, registry, cut_off, account,
            ),
        }
    }
}

fn settle_wide(
    source: &Source<'_>,
    mut parts: Vec<Responses>,
    constructs: &Constructs,
    waves: Vec<Day>,
    registry: &Registry,
    cut_off: Day,
    account: &mut Account,
) -> Result<Scores, IngestError> {
    let tallies: Vec<_> = parts
        .iter_mut()
        .map(|part| std::mem::take(&mut part.tallies))
        .collect();
    let fates: Vec<_> = parts
        .par_iter_mut()
        .map(|part| keep_known(source, part, registry, cut_off))
        .collect();
    let (mut unknown, mut refused) = (Vec::new(), Vec::new());
    for (fate, nobodies, left_out) in fates {
        account.absorb(fate);
        unknown.extend(nobodies);
        refused.extend(left_out);
    }
    name_unknown(source, &unknown, account)?;
    let starts: Vec<usize> = parts
        .iter()
        .scan(0, |sum, part| {
            let start = *sum;
            *sum += part.len();
            Some(start)
        })
        .collect();
    let total = parts.iter().map(Responses::len).sum::<usize>();
    let mut person: Vec<u32> = Vec::with_capacity(total);
    for part in &parts {
        person.extend_from_slice(&part.id);
    }
    let mut last = (Day::MIN, 0_u16);
    let position = |day: Day| waves.binary_search(&day).unwrap_or(0) as u16;
    let mut wave: Vec<u16> = Vec::with_capacity(total);
    for part in &parts {
        wave.extend(part.day.iter().map(|&day| {
            if last.0 != day {
                last = (day, position(day));
            }
            last.1
        }));
    }
    let people = registry.people.len();
    let mut order = by_person_and_wave(&person, &wave, people);
    let same = |a: &u32, b: &u32| {
        person[*a as usize] == person[*b as usize] && wave[*a as usize] == wave[*b as usize]
    };
    let place = |response: u32| {
        let part = starts.partition_point(|&s| s <= response as usize) - 1;
        parts[part].place(response as usize - starts[part])
    };
    let groups: Vec<Vec<Place>> = order
        .chunk_by(same)
        .filter(|group| group.len() > 1)
        .map(|group| {
            let mut places: Vec<Place> = group.iter().map(|&r| place(r)).collect();
            places.sort_unstable();
            places
        })
        .collect();
    if !groups.is_empty() {
        let (kept, dropped) =
            without_duplicates(source, &order, same, &groups, registry, &person, account)?;
        order = kept;
        refused.extend(dropped);
    }
    let refused = wide::tallies_at(source, constructs, refused)?;
    let answers = item_tally::of_tallies(&tallies, &refused, &waves, constructs);
    account.used += order.len() as u64;
    // Files are often sorted already, and then nothing need be put in order.
    let in_order = order.len() == total && order.iter().enumerate().all(|(k, &r)| k == r as usize);
    let columns: Vec<Vec<f32>> = (0..constructs.constructs.len())
        .into_par_iter()
        .map(|construct| {
            let mut column = Vec::with_capacity(total);
            for part in &parts {
                column.extend_from_slice(&part.scores[construct]);
            }
            if in_order {
                column
            } else {
                order.iter().map(|&r| column[r as usize]).collect()
            }
        })
        .collect();
    drop(parts);
    if !in_order {
        person = order.par_iter().map(|&r| person[r as usize]).collect();
        wave = order.par_iter().map(|&r| wave[r as usize]).collect();
    }
    Ok(Scores {
        outcomes: constructs.outcomes(),
        waves,
        person,
        wave,
        scores: columns,
        answers,
    })
}

/// Drops responses after the cut-off and of people who are not in the roster; ids become people. Gives the places of
/// ids that employees do not have, and of people who are refused for another reason.
fn keep_known(
    source: &Source<'_>,
    part: &mut Responses,
    registry: &Registry,
    cut_off: Day,
) -> (Account, Vec<Place>, Vec<Place>) {
    let mut account = Account::default();
    let (mut unknown, mut refused) = (Vec::new(), Vec::new());
    let mut keep = vec![true; part.len()];
    for (at, kept) in keep.iter_mut().enumerate() {
        if part.day[at] > cut_off {
            *kept = false;
            account.set_aside(NotNeeded::OutsidePeriod, 1);
            continue;
        }
        if part.id[at] == UNKNOWN {
            *kept = false;
            unknown.push(part.place(at));
            continue;
        }
        match registry.person(part.id[at]) {
            Ok(person) => part.id[at] = person,
            Err(nobody) => {
                *kept = false;
                refused.push(part.place(at));
                let text = registry.ids.text(part.id[at]).to_owned();
                refuse(source, part.place(at), nobody, &text, &mut account);
            }
        }
    }
    part.retain(&keep);
    (account, unknown, refused)
}

/// Quarantines or sets aside a row whose person is not in the roster.
pub(super) fn refuse(
    source: &Source<'_>,
    place: Place,
    nobody: Nobody,
    written: &str,
    account: &mut Account,
) {
    let (person, _) = long::columns(source.table());
    let want = source.want(person).unwrap_or(0);
    match nobody {
        Nobody::Quarantine(reason, detail) => {
            account.quarantined.push(source.quarantined(
                place,
                want,
                written,
                reason,
                detail.to_owned(),
            ));
        }
        Nobody::NotNeeded(reason) => account.set_aside(reason, 1),
    }
}

/// Unknown ids were not kept as text; the few rows concerned are looked up again.
fn name_unknown(
    source: &Source<'_>,
    places: &[Place],
    account: &mut Account,
) -> Result<(), IngestError> {
    if places.is_empty() {
        return Ok(());
    }
    let mut places = places.to_vec();
    places.sort_unstable();
    let (person, _) = long::columns(source.table());
    let want = source.want(person).unwrap_or(0);
    let named = source.map_chunks_at(&places, |chunk| {
        let from = places.partition_point(|p| chunk.len > 0 && *p < chunk.place(0));
        places[from..]
            .iter()
            .take_while(|p| chunk.len > 0 && **p <= chunk.place(chunk.len - 1))
            .filter_map(|p| chunk.rows.position(p.row, chunk.len).map(|at| (*p, at)))
            .map(|(place, at)| {
                (
                    place,
                    chunk.columns[want]
                        .word(at)
                        .unwrap_or_default()
                        .into_owned(),
                )
            })
            .collect::<Vec<_>>()
    })?;
    for (place, written) in named.into_iter().flatten() {
        refuse(source, place, Registry::unknown(), &written, account);
    }
    Ok(())
}

/// The responses without duplicates, and the places of those dropped.
fn without_duplicates(
    source: &Source<'_>,
    order: &[u32],
    same: impl Fn(&u32, &u32) -> bool,
    groups: &[Vec<Place>],
    registry: &Registry,
    person: &[u32],
    account: &mut Account,
) -> Result<(Vec<u32>, Vec<Place>), IngestError> {
    let mut dropped = Vec::new();
    let mut verdicts = judge(source, groups)?.into_iter().zip(groups);
    let (column, _) = long::columns(source.table());
    let want = source.want(column).unwrap_or(0);
    let mut names: Vec<u32> = Vec::new();
    for (id, found) in registry.people.iter().enumerate() {
        if let super::registry::Person::Present(p) = found {
            if names.len() <= *p as usize {
                names.resize(*p as usize + 1, 0);
            }
            names[*p as usize] = id as u32;
        }
    }
    let mut kept = Vec::with_capacity(order.len());
    for group in order.chunk_by(same) {
        if group.len() == 1 {
            kept.extend(group);
            continue;
        }
        let Some((contradicting, places)) = verdicts.next() else {
            continue;
        };
        dropped.extend(places.iter().skip(usize::from(!contradicting)));
        if contradicting {
            let id = names
                .get(person[group[0] as usize] as usize)
                .copied()
                .unwrap_or(UNKNOWN);
            for place in places {
                let reason = QuarantineReason::ContradictingDuplicate;
                account.quarantined.push(source.quarantined(
                    *place,
                    want,
                    registry.ids.text(id),
                    reason,
                    contradiction(source),
                ));
            }
        } else {
            kept.extend(group.first());
            account.set_aside(NotNeeded::ExactDuplicate, group.len() as u64 - 1);
        }
    }
    Ok((kept, dropped))
}

fn settle_long(
    source: &Source<'_>,
    answers: Vec<Row<Answer>>,
    constructs: &Constructs,
    waves: Vec<Day>,
    registry: &Registry,
    cut_off: Day,
    account: &mut Account,
) -> Result<Scores, IngestError> {
    let before = answers.len();
    let inside: Vec<Row<Answer>> = answers
        .into_iter()
        .filter(|row| row.value.day <= cut_off)
        .collect();
    account.set_aside(NotNeeded::OutsidePeriod, (before - inside.len()) as u64);
    let (column, _) = long::columns(source.table());
    let want = source.want(column).unwrap_or(0);
    let single = if source.table().key().is_empty() {
        inside
    } else {
        let shown = |a: &Answer| (want, registry.written(&a.who).to_owned());
        rows::once(
            source,
            account,
            inside,
            |a| (a.who.clone(), a.day, a.item),
            shown,
        )?
    };
    let mut known = Vec::with_capacity(single.len());
    for Row { place, value } in single {
        match registry.resolve(&value.who) {
            Ok(person) => known.push((person, value.day, value.item, value.value)),
            Err(nobody) => refuse(source, place, nobody, registry.written(&value.who), account),
        }
    }
    account.used += known.len() as u64;
    long::sort(&mut known);
    let rated = source.table() == Table::LeaderFeedback;
    let answers = item_tally::of_answers(&known, constructs, &waves, rated);
    let scored = long::scored(&known, constructs);
    let mut scores = Scores {
        outcomes: constructs.outcomes(),
        answers,
        waves,
        ..Scores::default()
    };
    scores.scores = constructs
        .constructs
        .iter()
        .map(|_| Vec::with_capacity(scored.len()))
        .collect();
    for response in scored {
        scores.person.push(response.person);
        scores
            .wave
            .push(scores.waves.binary_search(&response.day).unwrap_or(0) as u16);
        for (column, score) in scores.scores.iter_mut().zip(response.scores) {
            column.push(score);
        }
    }
    Ok(scores)
}
