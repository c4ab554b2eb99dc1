//! A small organisation: who works there, who is paired with whom, who answers what, who leaves. The same people on
//! every call; noise comes from a hash, so that no story depends on chance.

use super::table::Table;

/// People employed.
pub const PEOPLE: usize = 400;
/// Pairs formed.
pub const PAIRS: usize = 60;
/// The days of the surveys.
pub const WAVES: [&str; 8] = [
    "2024-02-15",
    "2024-05-15",
    "2024-08-15",
    "2024-11-15",
    "2025-02-15",
    "2025-05-15",
    "2025-08-15",
    "2025-11-15",
];
/// The days on which pairs start.
const STARTS: [&str; 2] = ["2024-07-01", "2025-01-10"];

/// The identifier of a person: nothing else in any output looks like it.
pub fn id(person: usize) -> String {
    format!("00zq{person:04}")
}

/// A number below `below` that depends on nothing but its arguments.
fn hash(parts: [usize; 3], below: u64) -> u64 {
    let mut x = 0x9e37_79b9_7f4a_7c15_u64;
    for part in parts {
        x = (x ^ part as u64).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        x ^= x >> 29;
        x = x.wrapping_mul(0x94d0_49bb_1331_11eb);
        x ^= x >> 32;
    }
    x % below
}

/// Who takes part as mentor: the first of the junior half. Who as mentee: the first of the senior half.
fn mentor(pair: usize) -> usize {
    pair
}

fn mentee(pair: usize) -> usize {
    PEOPLE / 2 + pair
}

/// The pair in which a person is.
fn pair(person: usize) -> Option<usize> {
    let place = person % (PEOPLE / 2);
    (place < PAIRS).then_some(place)
}

fn start(pair: usize) -> &'static str {
    STARTS[pair % STARTS.len()]
}

/// The roster: juniors first, seniors after them.
pub fn roster() -> Table {
    let mut table = Table::new(
        "employee_id,hire_date,birth_year,gender,region,function,job_level,manager_id,email",
    );
    for person in 0..PEOPLE {
        let junior = person < PEOPLE / 2;
        let birth = match (junior, hash([person, 1, 0], 2)) {
            (true, 0) => 1998,
            (true, _) => 1988,
            (false, 0) => 1972,
            (false, _) => 1960,
        };
        let gender = ["Women", "Men"][hash([person, 2, 0], 2) as usize];
        let region = ["EMEA", "Americas"][hash([person, 3, 0], 2) as usize];
        let function = ["Sales", "Engineering"][hash([person, 4, 0], 2) as usize];
        let level = if junior { 2 } else { 8 };
        let month = 1 + hash([person, 5, 0], 12);
        let year = 2016 + hash([person, 6, 0], 6);
        // Seniors who take no part manage the juniors, so that nobody is set aside as a mentee's report.
        let manager = if junior {
            id(PEOPLE - 1 - person % 50)
        } else {
            String::new()
        };
        let name = id(person);
        table.push(&format!(
            "{name},{year}-{month:02}-01,{birth},{gender},{region},{function},{level},{manager},{name}@werk.example"
        ));
    }
    table
}

/// Pairs, one row each.
pub fn pairings() -> Table {
    let mut table =
        Table::new("pairing_id,programme_id,mentor_id,mentee_id,start_date,end_date,status");
    for p in 0..PAIRS {
        table.push(&format!(
            "PX{p:03},fluency,{},{},{},,active",
            id(mentor(p)),
            id(mentee(p)),
            start(p)
        ));
    }
    table
}

/// Surveys in wide layout; participants answer better once they have started.
pub fn surveys() -> Table {
    let mut table = Table::new("employee_id,wave_date,q01,q02,q03,q04");
    for (wave, day) in WAVES.iter().enumerate() {
        for person in 0..PEOPLE {
            let started = pair(person).is_some_and(|p| start(p) < *day);
            let answers: Vec<String> = (0..4)
                .map(|item| {
                    let taste = hash([person, 7, 0], 2);
                    let better = u64::from(started && hash([person, wave, 20 + item], 3) == 0);
                    (2 + taste + hash([person, wave, 10 + item], 2) + better).to_string()
                })
                .collect();
            table.push(&format!("{},{day},{}", id(person), answers.join(",")));
        }
    }
    table
}

/// Exits between the middle of 2024 and the end of 2025; fewer among participants.
pub fn exits() -> Table {
    let mut table = Table::new("employee_id,exit_date,exit_type,reason");
    for person in 0..PEOPLE {
        let likely = if pair(person).is_some() { 12 } else { 25 };
        if hash([person, 8, 0], 100) < likely {
            let month = 3 + hash([person, 9, 0], 10);
            let day = 1 + hash([person, 10, 0], 28);
            let kind = ["voluntary", "voluntary", "voluntary", "involuntary"]
                [hash([person, 11, 0], 4) as usize];
            table.push(&format!("{},2025-{month:02}-{day:02},{kind},", id(person)));
        }
    }
    table
}
