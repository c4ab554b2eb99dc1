//! Both sides compared, row by row.

use std::collections::BTreeMap;

use super::case::{Case, Reduced};
use super::loops::by_loops;
use super::texts::by_sql;

fn same<V>(
    what: &str,
    loops: &BTreeMap<String, V>,
    sql: &BTreeMap<String, V>,
    agree: impl Fn(&V, &V) -> bool,
) where
    V: std::fmt::Debug,
{
    let mut faults: Vec<String> = Vec::new();
    for key in loops
        .keys()
        .chain(sql.keys().filter(|k| !loops.contains_key(*k)))
    {
        match (loops.get(key), sql.get(key)) {
            (Some(a), Some(b)) if agree(a, b) => {}
            (a, b) => faults.push(format!("{key}: loops {a:?}, SQL {b:?}")),
        }
    }
    let shown = faults
        .iter()
        .take(8)
        .map(String::as_str)
        .collect::<Vec<_>>()
        .join("\n");
    assert!(
        faults.is_empty(),
        "{what}: {} of {} rows differ\n{shown}",
        faults.len(),
        loops.len()
    );
}

/// Compares everything, and returns what both say.
pub(crate) fn compare(case: &Case) -> Reduced {
    let (loops, sql) = (by_loops(case), by_sql(case).expect("the SQL runs"));
    same("people", &loops.people, &sql.people, |a, b| a == b);
    let close = |a: &Vec<f64>, b: &Vec<f64>| {
        a[0].to_bits() == b[0].to_bits()
            && a.iter()
                .zip(b)
                .all(|(x, y)| (x - y).abs() <= 1e-6 * (1.0 + x.abs()))
    };
    same("changes", &loops.changes, &sql.changes, close);
    same("bases", &loops.bases, &sql.bases, close);
    same("follow-up", &loops.follow_up, &sql.follow_up, |a, b| a == b);
    for arm in ["/participant/", "/control/"] {
        let people: i64 = loops
            .people
            .iter()
            .filter(|(key, _)| key.contains(arm))
            .map(|(_, n)| n)
            .sum();
        let followed: i64 = loops
            .follow_up
            .iter()
            .filter(|(key, _)| key.contains(arm))
            .map(|(_, n)| n)
            .sum();
        assert!(
            people > 0 && people == followed,
            "{arm}: {people} people, {followed} followed up"
        );
    }
    loops
}

pub(crate) fn total(counts: &BTreeMap<String, i64>, part: &str) -> i64 {
    counts
        .iter()
        .filter(|(key, _)| key.contains(part))
        .map(|(_, n)| n)
        .sum()
}
