//! What the loops of the panel say.

use counterpart::panel::{ChangeKind, ChangeSums, Ending, Panel, change_sums, changes};

use super::case::{COMPARED, Case, Reduced, add, scope_word, scopes};

fn ending_word(ending: Ending) -> &'static str {
    match ending {
        Ending::Event => "event",
        Ending::Competing => "competing",
        Ending::LaterStart => "later start",
        Ending::Censored => "censored",
    }
}

fn kind_word(kind: ChangeKind) -> &'static str {
    match kind {
        ChangeKind::Post => "post",
        ChangeKind::Lead => "lead",
        ChangeKind::Varying => "varying",
    }
}

/// Adds the sums of one change under the names that the SQL's rows get.
fn add_change(out: &mut Reduced, trial: &str, sums: &ChangeSums, days: &[i32], cells: &[String]) {
    let change = sums.change;
    let (wave, base) = (days[change.wave], days[change.base]);
    let (kind, time) = (kind_word(change.kind), change.event_time);
    let name = format!("{trial}/{kind}/{wave}-{base}/{time}");
    let arms = [
        ("participant", &sums.treated),
        ("control", &sums.control),
        ("level", &sums.treated_level),
    ];
    for (arm, by_cell) in arms {
        for (own, cell) in by_cell
            .iter()
            .zip(cells)
            .filter(|(own, _)| own.weight > 0.0)
        {
            let key = format!("{name}/{arm}/{cell}");
            add(&mut out.changes, key, &[own.weight, own.sum, own.sum_sq]);
        }
    }
    let base = sums.base;
    if base.weight > 0.0 {
        add(&mut out.bases, name, &[base.weight, base.sum, base.sum_sq]);
    }
}

/// What the loops say.
pub(crate) fn by_loops(case: &Case) -> Reduced {
    let panel =
        Panel::build(&case.org, &case.programmes, &case.study, &[], case.period).expect("a panel");
    let mut out = Reduced::default();
    for scope in scopes(case) {
        for &role in &case.study.roles {
            let comparison = panel.comparison(scope, role);
            let names: Vec<String> = (0..comparison.cells.len())
                .map(|cell| {
                    let digits = comparison
                        .cells
                        .of(cell)
                        .iter()
                        .zip(&comparison.cells.digits);
                    digits
                        .map(|(&d, of)| of.labels[usize::from(d)].as_str())
                        .collect::<Vec<_>>()
                        .join(" | ")
                })
                .collect();
            let trial_names: Vec<String> = (comparison.trials.iter())
                .map(|t| {
                    format!(
                        "{}/{}/{}/{}",
                        scope_word(scope),
                        role.id(),
                        t.programme,
                        t.eve.0
                    )
                })
                .collect();
            for (trial, name) in comparison.trials.iter().zip(&trial_names) {
                for row in &trial.treated {
                    *out.people
                        .entry(format!("{name}/participant/{}", names[row.cell as usize]))
                        .or_default() += 1;
                }
                for row in &trial.control {
                    *out.people
                        .entry(format!("{name}/control/{}", names[row.cell as usize]))
                        .or_default() += 1;
                }
            }
            for outcome in COMPARED {
                let matrix = &panel.matrices[&outcome];
                let found = changes(&comparison, &matrix.waves);
                let days: Vec<i32> = matrix.waves.iter().map(|w| w.0).collect();
                for sums in change_sums(&comparison, matrix, case.study.control, &found) {
                    let trial = &trial_names[sums.change.trial];
                    add_change(
                        &mut out,
                        &format!("{outcome}/{trial}"),
                        &sums,
                        &days,
                        &names,
                    );
                }
            }
            for (counts, name) in panel
                .follow_up_counts(&comparison, &case.clock)
                .iter()
                .zip(&trial_names)
            {
                for (arm, rows) in [
                    ("participant", &counts.treated),
                    ("control", &counts.control),
                ] {
                    for c in rows {
                        let ending = ending_word(c.ending);
                        let key =
                            format!("{name}/{arm}/{}/{}/{ending}", names[c.cell as usize], c.day);
                        let before = out.follow_up.insert(key.clone(), i64::from(c.n));
                        assert!(before.is_none(), "{key} is listed twice");
                    }
                }
            }
        }
    }
    out
}
