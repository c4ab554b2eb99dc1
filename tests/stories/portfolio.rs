//! Several programmes: which is ahead on what, and when the data cannot tell; small ones are named and enter no mean.

use super::output::{Output, unpacked};
use super::people::{PAIRS, id};
use super::workplace::Workplace;

const NAMES: [&str; 4] = ["Alpha", "Beta", "Gamma", "Delta"];

/// Noise that is nobody's doing: 0, 1 or 2.
fn noise(person: usize, day: &str, item: usize) -> usize {
    let mut x = 0x9e37_79b9_7f4a_7c15_u64;
    let day: u64 = day.bytes().fold(0, |sum, b| sum * 31 + u64::from(b));
    for part in [person as u64, day, item as u64] {
        x = (x ^ part).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        x ^= x >> 29;
    }
    (x % 3) as usize
}

/// The pairs in programmes of so many each; `better` gives the participants of one better answers from their start on.
fn programmes(sizes: &[usize], models: &[&str], better: Option<usize>) -> Workplace {
    let of_pair: Vec<usize> = sizes
        .iter()
        .enumerate()
        .flat_map(|(programme, size)| std::iter::repeat_n(programme, *size))
        .collect();
    assert_eq!(of_pair.len(), PAIRS);
    let mut blocks = String::new();
    for (k, model) in models.iter().enumerate() {
        blocks.push_str(&[
            "[[programmes]]\nid = \"p",
            &k.to_string(),
            "\"\nmodel = \"",
            model,
            "\"\nname = \"",
            NAMES[k],
            "\"\n[programmes.eligible]\nmentor = \"job_level <= 4\"\nmentee = \"job_level >= 7\"\n",
        ]
        .concat());
    }
    let home = of_pair.clone();
    Workplace::new()
        .exits(|t| t.rows.clear())
        .pairings(|t| {
            for (pair, programme) in home.iter().enumerate() {
                t.set(pair, "programme_id", &format!("p{programme}"));
            }
        })
        .surveys(|t| {
            for row in &mut t.rows {
                let person: usize = row[0][4..].parse().expect("a number");
                let day = row[1].clone();
                let pair = person % 200;
                let started = ["2024-07-01", "2025-01-10"][pair % 2] < day.as_str();
                let lifted = started && better.is_some() && of_pair.get(pair) == better.as_ref();
                for (item, answer) in row[2..].iter_mut().enumerate() {
                    let lift = if lifted { 2 } else { 0 };
                    *answer = (1 + noise(person, &day, item) + lift).to_string();
                }
            }
        })
        .pipeline(
            "[[programmes]]\nid = \"fluency\"\nmodel = \"executive_digital_fluency\"\nname = \"Digital Fluency\"\n[programmes.eligible]\nmentor = \"job_level <= 4\"\nmentee = \"job_level >= 7\"\n",
            &blocks,
        )
}

const PAIR_MODELS: [&str; 4] = [
    "executive_digital_fluency",
    "leadership_shadowing",
    "employer_branding_advocacy",
    "embedded_in_ld",
];

fn section<'a>(text: &'a str, title: &str) -> &'a str {
    let (_, rest) = text
        .split_once(title)
        .unwrap_or_else(|| panic!("{title} in\n{text}"));
    rest.split("</section>").next().unwrap_or(rest)
}

const TITLE: &str = "Which programme works best for what</h2>";

#[test]
fn one_far_better_is_ahead_and_alike_ones_cannot_be_told_apart() {
    let ahead = programmes(&[20, 20, 20], &PAIR_MODELS[..3], Some(1))
        .open()
        .output();
    let leaders = ahead.text("leaders.html");
    let own = section(&leaders, TITLE);
    assert!(
        own.contains("On engagement among mentors, Beta is ahead of the other programmes shown"),
        "{own}"
    );
    let workbook = unpacked(&ahead.files["workbook.xlsx"]);
    for told in ["Portfolio", "Best with probability", "ahead", "behind"] {
        assert!(workbook.contains(told), "{told}");
    }
    let alike = programmes(&[20, 20, 20], &PAIR_MODELS[..3], None)
        .open()
        .output();
    let leaders = alike.text("leaders.html");
    let own = section(&leaders, TITLE);
    assert!(!own.contains("is ahead"), "{own}");
    assert!(
        own.contains("On engagement among mentors, the data cannot tell"),
        "{own}"
    );
    for name in &NAMES[..3] {
        assert!(own.contains(name), "{name} in {own}");
    }
    let analysts = alike.text("analysts.html");
    let own = section(&analysts, TITLE);
    assert!(
        own.contains("Best with probability") && own.contains("<svg"),
        "{own}"
    );
    assert!(
        !own.contains("Models"),
        "each model is followed once: {own}"
    );
}

#[test]
fn models_are_compared_where_programmes_share_one() {
    let models = [
        "executive_digital_fluency",
        "leadership_shadowing",
        "leadership_shadowing",
    ];
    let output = programmes(&[20, 20, 20], &models, Some(0)).open().output();
    let analysts = output.text("analysts.html");
    let own = section(&analysts, TITLE);
    assert!(own.contains("Leadership shadowing (2 programmes)"), "{own}");
    let leaders = output.text("leaders.html");
    assert!(
        section(&leaders, TITLE).contains("Executive digital fluency is ahead of the other models"),
        "{leaders}"
    );
}

/// The mean that the analysts' page gives of the programmes together, of mentors' engagement.
fn pooled(output: &Output) -> String {
    let analysts = output.text("analysts.html");
    let own = section(&analysts, TITLE).to_owned();
    let (_, row) = own
        .split_once("Mentors: engagement</th><td>Programmes</td>")
        .unwrap_or_else(|| panic!("a row of mentors in {own}"));
    row.split("</td>").next().expect("a cell").to_owned()
}

#[test]
fn a_small_programme_is_named_and_enters_no_mean() {
    let sizes = [20, 16, 15, 9];
    let usual = programmes(&sizes, &PAIR_MODELS, None).open().output();
    let analysts = usual.text("analysts.html");
    let own = section(&analysts, TITLE);
    assert!(
        own.contains("Delta (not shown: fewer than 10 people)"),
        "{own}"
    );
    let cells = own
        .split("Every programme and model")
        .nth(1)
        .expect("a table");
    let table = cells.split("</table>").next().expect("its end");
    assert!(!table.contains("Delta"), "{table}");
    // However well the small one did: the mean of the others is what it was.
    let lifted = programmes(&sizes, &PAIR_MODELS, Some(3)).open().output();
    assert_eq!(pooled(&usual), pooled(&lifted));
    let moved = programmes(&sizes, &PAIR_MODELS, Some(0)).open().output();
    assert_ne!(pooled(&usual), pooled(&moved));
}

#[test]
fn people_in_several_programmes_are_counted_when_they_are_enough() {
    let with = |more: usize| {
        programmes(&[30, 30], &PAIR_MODELS[..2], None)
            .pairings(|t| {
                for pair in 0..more {
                    // The mentors of the first programme meet a second mentee in the other.
                    t.push(&format!(
                        "PY{pair:03},p1,{},{},2025-04-01,,active",
                        id(pair),
                        id(399 - pair)
                    ));
                }
            })
            .open()
            .output()
            .text("leaders.html")
    };
    assert!(with(0).contains("None of 120 participants takes part in more than one"));
    assert!(with(3).contains("Fewer than 10 of 123 participants take part in more than one"));
    assert!(with(12).contains("12 of 132 participants take part in more than one"));
}

#[test]
fn one_programme_is_compared_with_none() {
    let output = Workplace::new().open().output();
    for page in ["leaders.html", "analysts.html"] {
        assert!(!output.text(page).contains(TITLE), "{page}");
    }
    assert!(!unpacked(&output.files["workbook.xlsx"]).contains("Best with probability"));
}
