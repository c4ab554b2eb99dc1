//! The oracle of the reductions: the loops of `panel` and the SQL texts of `src/panel/sql` must give the same cell
//! tables on the same people (methods.md, sections 1 to 4).
//!
//! The two share nothing but the plain tables: eligibility, bands, snapshots in force, terciles, spillover and waves
//! are derived in SQL from labels and days, in the panel from dense codes. Counts must be equal, sums agree to
//! 1e-6. Deliberately absent: the influence sums (they are linear in the same rows) and spells, which are an input.

mod sql_oracle {
    pub(crate) mod agreement;
    pub(crate) mod case;
    pub(crate) mod loops;
    pub(crate) mod organisations;
    pub(crate) mod plain;
    pub(crate) mod texts;
}

use counterpart::panel::{ControlGroup, EventClock, Panel, Spillover};
use counterpart::tables::ExitKind;
use counterpart::vocab::Day;

use sql_oracle::agreement::{compare, total};
use sql_oracle::case::{Case, Reduced};
use sql_oracle::organisations::{snapshots, undated};

/// Runs a comparison on a thread with room: the query engine's planner is built without optimisation here (see
/// `Cargo.toml`), and its recursion over a query then needs more stack than a test thread has.
fn with_room(story: fn()) {
    const STACK_BYTES: usize = 1 << 29;
    let thread = std::thread::Builder::new()
        .stack_size(STACK_BYTES)
        .spawn(story)
        .expect("a thread for the comparison");
    if let Err(panic) = thread.join() {
        std::panic::resume_unwind(panic);
    }
}

#[test]
fn loops_and_sql_agree_on_an_undated_roster() {
    with_room(undated_roster);
}

#[test]
fn loops_and_sql_agree_on_dated_snapshots_and_rehires() {
    with_room(dated_snapshots_and_rehires);
}

fn undated_roster() {
    let mut case = undated();
    let guarded = compare(&case);
    assert!(
        ["event", "competing", "later start", "censored"]
            .iter()
            .all(|e| total(&guarded.follow_up, e) > 0)
    );
    assert!(
        ["lowest third", "highest third", "none"]
            .iter()
            .all(|t| total(&guarded.people, t) > 0)
    );
    // Without the guard direct reports of mentees come back, and with never-treated controls later starters go.
    case.study.exclude_spillover = Spillover::None;
    case.study.control = ControlGroup::NeverTreated;
    let open = compare(&case);
    assert!(total(&open.people, "/control/") > total(&guarded.people, "/control/"));
    let answered = |r: &Reduced| r.bases.values().map(|sums| sums[0]).sum::<f64>();
    case.study.control = ControlGroup::NotYetTreated;
    assert!(answered(&compare(&case)) > answered(&open));
}

fn dated_snapshots_and_rehires() {
    let mut case = snapshots();
    let (twice, since_ever) = odd_spells(&case);
    assert!(
        twice > 20 && since_ever > 20,
        "{twice} people re-hired, {since_ever} with an unknown first hire date"
    );
    let guarded = compare(&case);
    assert!(total(&guarded.people, " | not stated | ") > 0);
    assert!(
        ["event", "competing", "later start", "censored"]
            .iter()
            .all(|e| total(&guarded.follow_up, e) > 0)
    );
    case.study.exclude_spillover = Spillover::None;
    case.study.control = ControlGroup::NotYetTreated;
    assert!(total(&compare(&case).people, "/control/") > total(&guarded.people, "/control/"));
    case.clock = EventClock::Exit {
        events: ExitKind::EVERY.to_vec(),
        competing: Vec::new(),
    };
    compare(&case);
}

/// People with several spells of employment, and people whose first spell begins on an unknown day.
fn odd_spells(case: &Case) -> (usize, usize) {
    let panel =
        Panel::build(&case.org, &case.programmes, &case.study, &[], case.period).expect("a panel");
    let people = || (0..case.org.people.len()).map(|p| panel.spells.of(p));
    (
        people().filter(|s| s.len() > 1).count(),
        people().filter(|s| s[0].hire == Day::MIN).count(),
    )
}
