//! How recruiting goes on the recruiters' page: levels of candidates over time, against figures counted by hand.

use std::fmt::Write as _;

use super::output::Output;
use super::workplace::Workplace;

/// Candidates of one source and quarter: how many applied, how many offers had an answer, how many were accepted; every
/// applicant rates 2, 3, 4, 3, 2, 3, 4, 3 and so on.
fn rows(out: &mut String, source: &str, month: &str, counts: [usize; 3], ages: &[&str]) {
    let [applied, offers, accepted] = counts;
    for k in 0..applied {
        let offer = match k {
            k if k < accepted => "true,true",
            k if k < offers => "true,false",
            _ => "false,",
        };
        let age = ages.get(k % ages.len().max(1)).copied().unwrap_or("");
        let rating = [2, 3, 4, 3][k % 4];
        let _ = writeln!(
            out,
            "{source}-{month}-{k},{month}-10,{source},applied,{rating},{offer},{age}"
        );
    }
}

fn workplace(ages: &[&str], build: impl Fn(&mut String, &[&str])) -> Workplace {
    let mut csv =
        "candidate_id,date,source,stage,experience_score,offer_made,offer_accepted,age_band\n"
            .to_owned();
    build(&mut csv, ages);
    Workplace::new()
        .file("candidates.csv", csv)
        .pipeline_more("\n[sources.candidates]\npath = \"candidates.csv\"\n")
}

/// The table of a chart: its rows as lists of cells.
fn table(output: &Output, chart: &str) -> Vec<Vec<String>> {
    let page = output.text("recruiters.html");
    let start = page
        .find(&format!("id=\"chart-{chart}\""))
        .unwrap_or_else(|| panic!("{chart}"));
    let body = &page[start..start + page[start..].find("</table>").expect("a table")];
    let words = |html: &str| {
        let mut text = String::new();
        let mut inside = false;
        for c in html.chars() {
            match c {
                '<' => inside = true,
                '>' => inside = false,
                c if !inside => text.push(c),
                _ => {}
            }
        }
        text.replace("&#x2f;", "/")
    };
    body.split("<tr>")
        .skip(1)
        .map(|row| {
            let cells = row.split("</td>").flat_map(|c| c.split("</th>"));
            let cells = cells.map(words).map(|c| c.trim().to_owned());
            cells.filter(|c| !c.is_empty()).collect()
        })
        .collect()
}

#[test]
fn candidates_offers_and_ratings_are_those_counted_by_hand() {
    let output = workplace(&[], |csv, ages| {
        for month in ["2025-02", "2025-05", "2025-08", "2025-11"] {
            rows(csv, "referral", month, [40, 20, 14], ages);
            rows(csv, "job_board", month, [60, 30, 15], ages);
        }
    })
    .open()
    .output();
    let quarter = ["40"; 4];
    let volume = table(&output, "candidates-by-source");
    assert_eq!(volume[0][..4], ["2025 Q1", "2025 Q2", "2025 Q3", "2025 Q4"]);
    assert_eq!(
        volume[1],
        ["All candidates", "100", "100", "100", "100", "400"]
    );
    assert_eq!(volume[2], ["Job board", "60", "60", "60", "60", "240"]);
    assert_eq!(volume[3][1..5], quarter);
    let offers = table(&output, "offers-by-source");
    // Wilson: 14 of 20 is 70 (48 to 85), 15 of 30 is 50 (33 to 67), 29 of 50 is 58 (44 to 71).
    assert_eq!(offers[1][1], "58 (44 to 71) of 50");
    assert_eq!(offers[2][1], "50 (33 to 67) of 30");
    assert_eq!(offers[3][1], "70 (48 to 85) of 20");
    let ratings = table(&output, "experience-by-source");
    // 2, 3, 4, 3 over and over: mean 3; 40 answers, standard deviation 0.716, t(39) = 2.0227: 3 ± 0.229.
    assert_eq!(ratings[3][1], "3.0 (2.8 to 3.2) of 40");
    let page = output.text("recruiters.html");
    assert!(page.contains("There is nobody to compare"));
}

#[test]
fn small_quarters_and_what_gives_them_away_are_hidden() {
    let output = workplace(&[], |csv, ages| {
        for (month, few) in [
            ("2025-02", 50),
            ("2025-05", 4),
            ("2025-08", 50),
            ("2025-11", 52),
        ] {
            rows(csv, "referral", month, [few, 0, 0], ages);
            rows(csv, "job_board", month, [60, 0, 0], ages);
            rows(csv, "campus", month, [55, 0, 0], ages);
        }
    })
    .open()
    .output();
    let volume = table(&output, "candidates-by-source");
    let row = |name: &str| volume.iter().find(|r| r[0] == name).expect("a row").clone();
    assert_eq!(
        row("All candidates"),
        ["All candidates", "165", "119", "165", "167", "616"]
    );
    // 4 and the smallest other figure of its row and of its column, and the figure where these two meet.
    assert_eq!(
        row("Referral"),
        ["Referral", "not shown", "not shown", "50", "52", "156"]
    );
    assert_eq!(
        row("Campus"),
        ["Campus", "not shown", "not shown", "55", "55", "220"]
    );
    assert_eq!(
        row("Job board"),
        ["Job board", "60", "60", "60", "60", "240"]
    );
    for (path, text) in output.shareable() {
        assert!(
            !text.contains("offers-by-source"),
            "no offers were made: {path}"
        );
    }
}

#[test]
fn the_age_mix_is_told_where_a_column_says() {
    let build = |csv: &mut String, ages: &[&str]| {
        for month in ["2025-08", "2025-11"] {
            rows(csv, "referral", month, [60, 0, 0], ages);
        }
    };
    let output = workplace(&["under 30", "under 30", "30 and over"], build)
        .open()
        .output();
    let mix = table(&output, "candidates-by-age");
    // 40 of 60 and 20 of 60: Wilson 66.7 (54 to 77) and 33.3 (23 to 46).
    assert_eq!(
        mix[1],
        [
            "30 and over",
            "33 (23 to 46)",
            "33 (23 to 46)",
            "33 (26 to 42)"
        ]
    );
    assert_eq!(mix[2][1], "67 (54 to 77)");
    let silent = workplace(&[], build).open().output();
    assert!(!silent.text("recruiters.html").contains("candidates-by-age"));
}

#[test]
fn a_workplace_without_candidates_has_no_such_section() {
    let output = Workplace::new().open().output();
    assert!(
        !output
            .text("recruiters.html")
            .contains("How recruiting goes")
    );
}
