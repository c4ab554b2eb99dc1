//! The oracle of the reductions: the loops of `panel` and the SQL texts of `src/panel/sql` must give the same cell
//! tables on the same people (methods.md, sections 1 to 4).
//!
//! The two share nothing but the plain tables: eligibility, bands, snapshots in force, terciles, spillover and waves
//! are derived in SQL from labels and days, in the panel from dense codes. Counts must be equal, sums agree to
//! 1e-6. Deliberately absent: the influence sums (they are linear in the same rows) and spells, which are an input.

use std::collections::BTreeMap;

use counterpart::panel::{
    Bands, ChangeKind, ChangeSums, ControlGroup, Covariate, Eligibility, Ending, EventClock, Panel,
    Programme, Scope, Spillover, StudySettings, Weighting, change_sums, changes,
};
use counterpart::simulate::{self, Settings, generate};
use counterpart::tables::{Attribute, Exit, ExitKind, Membership, NO_PERSON, Organisation, Roster};
use counterpart::vocab::{Day, Period, PeriodUnit, ProgrammeModel, Role};
use polars::prelude::*;
use polars::sql::SQLContext;

const TRIALS: &str = include_str!("../src/panel/sql/trials.sql");
const SCORE_CHANGES: &str = include_str!("../src/panel/sql/score_changes.sql");
const FOLLOW_UP: &str = include_str!("../src/panel/sql/follow_up.sql");

const GENERATION: &str = "COALESCE(r.generation, 'not stated')";
const GENDER: &str = "COALESCE(r.gender, 'not stated')";
const REGION: &str = "COALESCE(r.region, 'not stated')";
const FUNCTION: &str = "COALESCE(r.function, 'not stated')";
const LEVEL_BAND: &str = "CASE WHEN r.job_level IS NULL THEN 'not stated' WHEN r.job_level >= 9 THEN '9+' \
    WHEN r.job_level >= 7 THEN '7-8' WHEN r.job_level >= 4 THEN '4-6' ELSE '1-3' END";
const TENURE_BAND: &str = "CASE WHEN e.tenure_days IS NULL THEN 'not stated' WHEN e.tenure_days >= 3652.5 THEN '10+' \
    WHEN e.tenure_days >= 1826.25 THEN '5-10' WHEN e.tenure_days >= 1095.75 THEN '3-5' \
    WHEN e.tenure_days >= 365.25 THEN '1-3' ELSE 'under 1' END";
const SALARY_BAND: &str = "CASE WHEN r.annual_salary IS NULL THEN 'not stated' WHEN r.annual_salary >= 90000 \
    THEN '90000+' WHEN r.annual_salary >= 50000 THEN '50000-90000' ELSE 'under 50000' END";

/// Labels joined as the cells of the panel are named below.
fn joined(labels: &[&str]) -> String {
    labels
        .iter()
        .map(|l| format!("({l})"))
        .collect::<Vec<_>>()
        .join(" || ' | ' || ")
}

fn attribute(name: &str) -> Covariate {
    Covariate::Attribute(name.to_owned())
}

/// One organisation and one question, as the panel is asked it and as the SQL is.
struct Case {
    org: Organisation,
    programmes: Vec<Programme>,
    study: StudySettings,
    period: Period,
    clock: EventClock,
    eligible: &'static str,
    covariates: String,
    dimensions: String,
    /// Outcome of the prior, the last of the covariates.
    prior: Option<usize>,
}

/// Sums and counts by trial, arm and cell.
#[derive(Default)]
struct Reduced {
    people: BTreeMap<String, i64>,
    changes: BTreeMap<String, Vec<f64>>,
    bases: BTreeMap<String, Vec<f64>>,
    follow_up: BTreeMap<String, i64>,
}

/// Outcomes whose changes are compared.
const COMPARED: [usize; 2] = [0, 1];

fn scope_word(scope: Scope) -> String {
    match scope {
        Scope::Programme(k) => k.to_string(),
        Scope::All => "all".to_owned(),
    }
}

fn scopes(case: &Case) -> Vec<Scope> {
    (0..case.programmes.len())
        .map(Scope::Programme)
        .chain([Scope::All])
        .collect()
}

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

fn add(into: &mut BTreeMap<String, Vec<f64>>, key: String, values: &[f64]) {
    let sums = into.entry(key).or_insert_with(|| vec![0.0; values.len()]);
    sums.iter_mut()
        .zip(values)
        .for_each(|(sum, value)| *sum += value);
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
fn by_loops(case: &Case) -> Reduced {
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

/// What the SQL says.
fn by_sql(case: &Case) -> PolarsResult<Reduced> {
    let mut sql = SQLContext::new();
    register_plain_tables(case, &mut sql)?;
    let text = TRIALS
        .replace("{eligible}", case.eligible)
        .replace("{covariates}", &case.covariates)
        .replace("{dimensions}", &case.dimensions);
    let rows = sql.execute(&text)?.collect()?;
    let mut out = Reduced::default();
    let table = Rows::of(&rows)?;
    for k in 0..rows.height() {
        let key = format!(
            "{}/{}/{}",
            table.trial(k),
            table.word("arm", k),
            table.cell(case, k)
        );
        *out.people.entry(key).or_default() += 1;
    }
    sql.register("trial_rows", rows.lazy());
    for outcome in COMPARED {
        sql.register("scores", responses(&case.org, Some(outcome))?.lazy());
        let sums = sql.execute(SCORE_CHANGES)?.collect()?;
        let table = Rows::of(&sums)?;
        for k in 0..sums.height() {
            let (wave, base) = (table.number("wave_day", k), table.number("base_day", k));
            let (kind, arm, cell) = (
                table.word("kind", k),
                table.word("arm", k),
                table.cell(case, k),
            );
            let time = table.number("event_time", k);
            let name = format!("{outcome}/{}/{kind}/{wave}-{base}/{time}", table.trial(k));
            let n = table.number("n", k);
            let three =
                |sum: &str, squares: &str| [n, table.number(sum, k), table.number(squares, k)];
            add(
                &mut out.changes,
                format!("{name}/{arm}/{cell}"),
                &three("dy", "dy2"),
            );
            if arm == "participant" {
                add(
                    &mut out.changes,
                    format!("{name}/level/{cell}"),
                    &three("sum_y", "sum_y2"),
                );
            }
            add(&mut out.bases, name, &three("sum_x", "sum_x2"));
        }
    }
    let counts = sql.execute(FOLLOW_UP)?.collect()?;
    let table = Rows::of(&counts)?;
    for k in 0..counts.height() {
        let (arm, ending) = (table.word("arm", k), table.word("ending", k));
        let (day, n) = (table.number("day", k), table.number("n", k));
        let key = format!(
            "{}/{arm}/{}/{day}/{ending}",
            table.trial(k),
            table.cell(case, k)
        );
        let before = out.follow_up.insert(key.clone(), n as i64);
        assert!(before.is_none(), "{key} is listed twice");
    }
    Ok(out)
}

/// A result of the SQL, read by column name and row.
struct Rows {
    words: BTreeMap<String, Vec<String>>,
    numbers: BTreeMap<String, Vec<f64>>,
}

impl Rows {
    fn of(frame: &DataFrame) -> PolarsResult<Rows> {
        let mut rows = Rows {
            words: BTreeMap::new(),
            numbers: BTreeMap::new(),
        };
        for column in frame.columns() {
            let name = column.name().to_string();
            if column.dtype() == &DataType::String {
                let values = column
                    .str()?
                    .iter()
                    .map(|v| v.expect("no text is missing").to_owned());
                rows.words.insert(name, values.collect());
            } else {
                let values = column.cast(&DataType::Float64)?;
                let values = values
                    .f64()?
                    .iter()
                    .map(|v| v.expect("no number is missing"))
                    .collect();
                rows.numbers.insert(name, values);
            }
        }
        Ok(rows)
    }

    fn word(&self, column: &str, row: usize) -> &str {
        &self.words[column][row]
    }

    fn number(&self, column: &str, row: usize) -> f64 {
        self.numbers[column][row]
    }

    fn trial(&self, row: usize) -> String {
        let (programme, eve) = (self.number("programme", row), self.number("eve", row));
        format!(
            "{}/{}/{programme}/{eve}",
            self.word("scope", row),
            self.word("role", row)
        )
    }

    fn cell(&self, case: &Case, row: usize) -> String {
        let prior = if case.prior.is_some() {
            format!(" | {}", self.word("prior", row))
        } else {
            String::new()
        };
        format!(
            "{}{prior} | {}",
            self.word("covariates", row),
            self.word("dimensions", row)
        )
    }
}

/// Person, day and value of the answers to an outcome; none without an outcome.
fn responses(org: &Organisation, outcome: Option<usize>) -> PolarsResult<DataFrame> {
    let source = &org.scores[0];
    let (mut person, mut day, mut value) = (Vec::new(), Vec::new(), Vec::new());
    if let Some(k) = outcome.and_then(|o| source.outcomes.iter().position(|&own| own == o)) {
        for (row, &score) in source.scores[k]
            .iter()
            .enumerate()
            .filter(|(_, score)| !score.is_nan())
        {
            person.push(i64::from(source.person[row]));
            day.push(i64::from(source.waves[usize::from(source.wave[row])].0));
            value.push(f64::from(score));
        }
    }
    df!("person" => person, "wave_day" => day, "value" => value)
}

fn roster_table(roster: &Roster, people: usize) -> PolarsResult<DataFrame> {
    let person: Vec<i64> = (0..people)
        .flat_map(|p| (roster.first_row[p]..roster.first_row[p + 1]).map(move |_| p as i64))
        .collect();
    let as_of: Vec<i64> = roster.as_of.iter().map(|d| i64::from(d.0)).collect();
    let manager: Vec<Option<i64>> = roster
        .manager
        .iter()
        .map(|&m| (m != NO_PERSON).then_some(i64::from(m)))
        .collect();
    let mut table = df!("person" => person, "as_of" => as_of, "manager" => manager)?;
    for column in &roster.attributes {
        let values = match &column.values {
            Attribute::Category { codes, labels } => {
                let words: Vec<Option<&str>> = codes
                    .iter()
                    .map(|&c| labels.get(c as usize).map(String::as_str))
                    .collect();
                Column::new(column.name.as_str().into(), words)
            }
            Attribute::Number(numbers) => {
                let numbers: Vec<Option<f64>> = numbers
                    .iter()
                    .map(|&x| (!x.is_nan()).then_some(x))
                    .collect();
                Column::new(column.name.as_str().into(), numbers)
            }
        };
        table.with_column(values)?;
    }
    Ok(table)
}

fn register_plain_tables(case: &Case, sql: &mut SQLContext) -> PolarsResult<()> {
    let (org, people) = (&case.org, case.org.people.len());
    let day = |d: Day| i64::from(d.0);
    let members = &org.memberships;
    let memberships = df!(
        "person" => members.iter().map(|m| i64::from(m.person)).collect::<Vec<_>>(),
        "programme" => members.iter().map(|m| i64::from(m.programme)).collect::<Vec<_>>(),
        "role" => members.iter().map(|m| m.role.id()).collect::<Vec<_>>(),
        "start_day" => members.iter().map(|m| day(m.start)).collect::<Vec<_>>(),
    )?;
    let mut offered: Vec<(String, i64, &str, i64)> = Vec::new();
    for scope in scopes(case) {
        for (k, programme) in case.programmes.iter().enumerate() {
            if scope == Scope::All || scope == Scope::Programme(k) {
                let from = day(programme.start.unwrap_or(Day::MIN));
                offered.extend(
                    case.study
                        .roles
                        .iter()
                        .map(|role| (scope_word(scope), k as i64, role.id(), from)),
                );
            }
        }
    }
    let offers = df!(
        "scope" => offered.iter().map(|o| o.0.as_str()).collect::<Vec<_>>(),
        "programme" => offered.iter().map(|o| o.1).collect::<Vec<_>>(),
        "role" => offered.iter().map(|o| o.2).collect::<Vec<_>>(),
        "counts_from" => offered.iter().map(|o| o.3).collect::<Vec<_>>(),
    )?;
    let first = members
        .iter()
        .map(|m| m.start)
        .min()
        .expect("somebody takes part");
    let calendar: Vec<Period> = std::iter::successors(
        Some(Period::containing(case.study.period_unit, first)),
        |p| Some(p.plus(1)),
    )
    .take_while(|p| p.index_day() <= case.period.last_day())
    .collect();
    let periods = df!(
        "first_day" => calendar.iter().map(|p| day(p.first_day())).collect::<Vec<_>>(),
        "eve" => calendar.iter().map(|p| day(p.eve())).collect::<Vec<_>>(),
        "index_day" => calendar.iter().map(|p| day(p.index_day())).collect::<Vec<_>>(),
    )?;
    let panel =
        Panel::build(org, &case.programmes, &case.study, &[], case.period).expect("a panel");
    let spelled: Vec<_> = (0..people)
        .flat_map(|p| panel.spells.of(p).iter().map(move |s| (p as i64, *s)))
        .collect();
    let spells = df!(
        "person" => spelled.iter().map(|s| s.0).collect::<Vec<_>>(),
        "hire_day" => spelled.iter().map(|s| day(s.1.hire)).collect::<Vec<_>>(),
        "exit_day" => spelled.iter().map(|s| day(s.1.exit)).collect::<Vec<_>>(),
        "kind" => spelled.iter().map(|s| s.1.kind.map(ExitKind::id)).collect::<Vec<_>>(),
    )?;
    let (events, competing, promotions): (&[ExitKind], &[ExitKind], &[(u32, Day)]) =
        match &case.clock {
            EventClock::Exit { events, competing } => (events, competing, &[]),
            EventClock::Promotion => (&[], &ExitKind::EVERY, &org.promotions),
        };
    let endings = df!(
        "kind" => events.iter().chain(competing).map(|k| k.id()).collect::<Vec<_>>(),
        "ending" => events.iter().map(|_| "event").chain(competing.iter().map(|_| "competing")).collect::<Vec<_>>(),
    )?;
    let promotions = df!(
        "person" => promotions.iter().map(|p| i64::from(p.0)).collect::<Vec<_>>(),
        "promotion_day" => promotions.iter().map(|p| day(p.1)).collect::<Vec<_>>(),
    )?;
    let study = df!(
        "exclude_spillover" => [match case.study.exclude_spillover {
            Spillover::None => "none",
            Spillover::DirectReportsOfMentees => "direct_reports_of_mentees",
        }],
        "control" => [match case.study.control {
            ControlGroup::NotYetTreated => "not-yet-treated",
            ControlGroup::NeverTreated => "never-treated",
        }],
        "cut_off" => [day(case.period.last_day())],
    )?;
    let waves = df!("wave_day" => org.scores[0].waves.iter().map(|&w| day(w)).collect::<Vec<_>>())?;
    for (name, table) in [
        ("memberships", memberships),
        ("offers", offers),
        ("periods", periods),
        ("roster", roster_table(&org.roster, people)?),
        ("spells", spells),
        ("endings", endings),
        ("promotions", promotions),
        ("study", study),
        ("waves", waves),
        ("prior", responses(org, case.prior)?),
    ] {
        sql.register(name, table.lazy());
    }
    Ok(())
}

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
fn compare(case: &Case) -> Reduced {
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

fn total(counts: &BTreeMap<String, i64>, part: &str) -> i64 {
    counts
        .iter()
        .filter(|(key, _)| key.contains(part))
        .map(|(_, n)| n)
        .sum()
}

fn programme(id: &str, start: Option<Day>, mentor: &str, mentee: &str) -> Programme {
    let rule = |text: &str| Eligibility::parse(text).expect("a valid rule");
    Programme {
        id: id.to_owned(),
        name: id.to_owned(),
        model: ProgrammeModel::GlobalRemoteExchange,
        start,
        cadence_days: None,
        planned_months: None,
        eligible: [(Role::Mentor, rule(mentor)), (Role::Mentee, rule(mentee))]
            .into_iter()
            .collect(),
    }
}

fn study(period_unit: PeriodUnit, bands: Bands) -> StudySettings {
    StudySettings {
        roles: vec![Role::Mentor, Role::Mentee],
        control: ControlGroup::NotYetTreated,
        adjust_for: Vec::new(),
        adjust_for_default: false,
        weighting: Weighting::Exact,
        exclude_spillover: Spillover::DirectReportsOfMentees,
        seed: 1,
        period_unit,
        bands,
        dimensions: Vec::new(),
    }
}

fn organisation(seed: u64) -> simulate::Organisation {
    generate(&Settings {
        employees: 1_500,
        seed,
        participation: 0.06,
        ..Settings::default()
    })
    .expect("valid settings")
}

/// One undated roster row a person, quarters, exits; a prior among the covariates and three breakdowns.
fn undated() -> Case {
    let made = organisation(1);
    let org = made.tables();
    let rules = (
        "generation in ['Gen Z', 'Millennials'] and job_level <= 4",
        "job_level >= 7",
    );
    let programmes = org
        .programmes
        .ids
        .iter()
        .map(|id| programme(id, None, rules.0, rules.1))
        .collect();
    Case {
        programmes,
        study: StudySettings {
            adjust_for: vec![
                attribute("generation"),
                Covariate::LevelBand,
                attribute("function"),
                Covariate::TenureBand,
                Covariate::Prior {
                    outcome: 1,
                    id: "inclusion".to_owned(),
                },
            ],
            dimensions: vec![
                vec![attribute("gender")],
                vec![attribute("region"), attribute("gender")],
            ],
            ..study(PeriodUnit::Quarter, Bands::default())
        },
        period: Period::containing(PeriodUnit::Quarter, made.calendar.last_day()),
        clock: EventClock::Exit {
            events: vec![ExitKind::Voluntary],
            competing: vec![ExitKind::Involuntary],
        },
        eligible: "(o.role = 'mentor' AND r.generation IN ('Gen Z', 'Millennials') AND r.job_level <= 4) \
                   OR (o.role = 'mentee' AND r.job_level >= 7)",
        covariates: joined(&[GENERATION, LEVEL_BAND, FUNCTION, TENURE_BAND]),
        dimensions: joined(&[GENDER, REGION]),
        prior: Some(1),
        org,
    }
}

/// Three snapshots in which levels, regions and managers change and values are missing; leavers come back.
fn snapshot_roster(made: &simulate::Organisation, org: &Organisation) -> Roster {
    let mentees: Vec<u32> = org
        .memberships
        .iter()
        .filter(|m| m.role == Role::Mentee)
        .map(|m| m.person)
        .collect();
    let first = made.calendar.first_day();
    let dates = [first.plus(-1), first.plus(300), first.plus(650)];
    let mut roster = Roster {
        first_row: vec![0],
        ..Roster::default()
    };
    let mut source: Vec<(usize, usize)> = Vec::new();
    for (person, own) in made.people.iter().enumerate() {
        // Every third leaver comes back, half of them without a snapshot of the first spell.
        let back = own
            .first_exit
            .map(|e| e.day.plus(60))
            .filter(|&day| person.is_multiple_of(3) && day <= dates[2]);
        for (snapshot, &as_of) in dates.iter().enumerate() {
            // The last snapshot shows everybody, earlier ones those hired by then.
            let shown = own.hire <= as_of && !(back.is_some() && person.is_multiple_of(2));
            if shown || snapshot + 1 == dates.len() {
                source.push((person, snapshot));
                roster.as_of.push(as_of);
                roster
                    .hire
                    .push(back.filter(|&day| day <= as_of).unwrap_or(own.hire));
                let moved = (person + snapshot).is_multiple_of(5);
                let manager = if moved {
                    mentees[(7 * person + snapshot) % mentees.len()]
                } else {
                    own.manager
                };
                roster.manager.push(manager);
            }
        }
        roster.first_row.push(roster.as_of.len() as u32);
    }
    for mut column in org.roster.attributes.clone() {
        match &mut column.values {
            Attribute::Category { codes, labels } => {
                let size = labels.len() as u32;
                let changes = column.name == "region";
                let of = |&(person, snapshot): &(usize, usize)| match codes[person] {
                    _ if (person + 2 * snapshot).is_multiple_of(11) => u32::MAX,
                    code if changes && code < size && person % 3 == snapshot => (code + 1) % size,
                    code => code,
                };
                *codes = source.iter().map(of).collect();
            }
            Attribute::Number(numbers) => {
                let of = |&(person, snapshot): &(usize, usize)| match numbers[person] {
                    _ if (person + snapshot).is_multiple_of(13) => f64::NAN,
                    x if x <= 10.0 => (x + ((person + snapshot) % 3) as f64).min(10.0),
                    x => x,
                };
                *numbers = source.iter().map(of).collect();
            }
        }
        roster.attributes.push(column);
    }
    roster
}

/// Dated snapshots and re-hires, exits on the last day, half-years, promotions, a programme that counts from a day on,
/// one that is not analysed, and people who start in two on the same day.
fn snapshots() -> Case {
    let made = organisation(2);
    let mut org = made.tables();
    org.roster = snapshot_roster(&made, &org);
    org.programmes.analysed = 2;
    // Half of the first programme's starts come too early to count.
    let mut starts: Vec<Day> = org
        .memberships
        .iter()
        .filter(|m| m.programme == 0)
        .map(|m| m.start)
        .collect();
    starts.sort_unstable();
    let late = starts[starts.len() / 2];
    let both: Vec<_> = org
        .memberships
        .iter()
        .filter(|m| m.programme == 1 && m.pairing.is_multiple_of(3))
        .map(|m| Membership { programme: 0, ..*m })
        .collect();
    org.memberships.extend(both);
    org.memberships
        .sort_by_key(|m| (m.person, m.start, m.programme, m.pairing));
    // Some of those who stay leave on the very last day.
    let cut_off = Period::containing(PeriodUnit::Half, made.calendar.last_day()).last_day();
    let stays = |p: &usize| made.people[*p].exits().count() == 0 && p.is_multiple_of(29);
    let last = (0..made.people.len()).filter(stays);
    org.exits.extend(last.map(|p| Exit {
        person: p as u32,
        day: cut_off,
        kind: ExitKind::Voluntary,
    }));
    org.exits.sort_by_key(|exit| (exit.person, exit.day));
    let ids = org.programmes.ids.clone();
    let mut bands = Bands::default();
    bands
        .others
        .insert("annual_salary".to_owned(), vec![0.0, 50_000.0, 90_000.0]);
    Case {
        programmes: vec![
            programme(
                &ids[0],
                Some(late),
                "not (generation in ['Boomers', 'Gen X']) and job_level < 6.5",
                "job_level > 6",
            ),
            programme(
                &ids[1],
                None,
                "generation != 'Boomers' or job_level = 1",
                "job_level >= 7 and gender not in ['x']",
            ),
        ],
        study: StudySettings {
            control: ControlGroup::NeverTreated,
            adjust_for: vec![
                attribute("annual_salary"),
                Covariate::LevelBand,
                Covariate::TenureBand,
            ],
            dimensions: vec![vec![attribute("region")], vec![attribute("generation")]],
            ..study(PeriodUnit::Half, bands)
        },
        period: Period::containing(PeriodUnit::Half, made.calendar.last_day()),
        clock: EventClock::Promotion,
        eligible: "(o.programme = 0 AND o.role = 'mentor' AND r.generation NOT IN ('Boomers', 'Gen X') \
                    AND r.job_level < 6.5) \
                   OR (o.programme = 0 AND o.role = 'mentee' AND r.job_level > 6) \
                   OR (o.programme = 1 AND o.role = 'mentor' AND (r.generation <> 'Boomers' OR r.job_level = 1)) \
                   OR (o.programme = 1 AND o.role = 'mentee' AND r.job_level >= 7 AND r.gender NOT IN ('x'))",
        covariates: joined(&[SALARY_BAND, LEVEL_BAND, TENURE_BAND]),
        dimensions: joined(&[REGION, GENERATION]),
        prior: None,
        org,
    }
}

#[test]
fn loops_and_sql_agree_on_an_undated_roster() {
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

#[test]
fn loops_and_sql_agree_on_dated_snapshots_and_rehires() {
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
