//! The summary of a run on standard output: headline findings as a short table, the ledger, warnings, files.

use std::fmt::Write as _;

use crate::pipeline::{HeadlineRow, Summary};

use super::columns::{Side, aligned};

/// Headings of the columns, and the side each leans to.
const COLUMNS: [(&str, Side); 6] = [
    ("programme", Side::Left),
    ("role", Side::Left),
    ("outcome", Side::Left),
    ("difference", Side::Right),
    ("range", Side::Left),
    ("evidence", Side::Left),
];

/// Headline findings in the table; the others are on the pages.
const MOST_HEADLINES: usize = 14;

/// The summary as lines. A table wider than `width` becomes two lines a finding; warnings and paths are never
/// wrapped.
pub(super) fn lines(summary: &Summary, width: Option<usize>) -> String {
    let mut text = format!("{}, {}\n\n", summary.title, summary.period);
    text.push_str(&headlines(&summary.headlines, width));
    let _ = writeln!(text, "\n{}", summary.ledger_line);
    for warning in &summary.warnings {
        let _ = writeln!(text, "warning: {warning}");
    }
    if !summary.written.is_empty() {
        text.push_str("\nwritten:\n");
        for path in &summary.written {
            let _ = writeln!(text, "  {}", path.display());
        }
    }
    text
}

fn headlines(headlines: &[HeadlineRow], width: Option<usize>) -> String {
    if headlines.is_empty() {
        return "No comparison could be made; the reasons are in the findings.\n".to_owned();
    }
    // Comparisons first; what is described or not shown fills the room that is left.
    let (compared, others): (Vec<&HeadlineRow>, Vec<&HeadlineRow>) =
        headlines.iter().partition(|row| row.compared);
    let shown: Vec<&HeadlineRow> = compared
        .into_iter()
        .chain(others)
        .take(MOST_HEADLINES)
        .collect();
    let mut text = table(&shown, width);
    let more = headlines.len() - shown.len();
    if more > 0 {
        let _ = writeln!(text, "and {more} more; the pages have all of them");
    }
    text
}

fn table(headlines: &[&HeadlineRow], width: Option<usize>) -> String {
    let (names, sides): (Vec<&str>, Vec<Side>) = COLUMNS.into_iter().unzip();
    let mut rows = vec![names.into_iter().map(str::to_owned).collect()];
    rows.extend(headlines.iter().map(|row| {
        [
            &row.programme,
            &row.role,
            &row.outcome,
            &row.estimate_text,
            &row.interval_text,
            &row.evidence_text,
        ]
        .map(Clone::clone)
        .to_vec()
    }));
    aligned(&rows, &sides, width).unwrap_or_else(|| {
        let mut text = String::new();
        for row in headlines {
            let _ = writeln!(text, "{}, {}, {}", row.programme, row.role, row.outcome);
            let _ = writeln!(
                text,
                "  {}  {}  {}",
                row.estimate_text, row.interval_text, row.evidence_text
            );
        }
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn summary() -> Summary {
        Summary {
            title: "Impact".to_owned(),
            period: "2025Q4".to_owned(),
            headlines: vec![
                HeadlineRow {
                    programme: "Digital Fluency".to_owned(),
                    role: "mentor".to_owned(),
                    outcome: "Engagement".to_owned(),
                    estimate_text: "+3.2 points".to_owned(),
                    interval_text: "1.1 to 5.3".to_owned(),
                    evidence_text: "strong".to_owned(),
                    compared: true,
                },
                HeadlineRow {
                    programme: "All".to_owned(),
                    role: "mentee".to_owned(),
                    outcome: "Retention, 365 days".to_owned(),
                    estimate_text: "+0.4".to_owned(),
                    interval_text: "-2.0 to 2.8".to_owned(),
                    evidence_text: "inconclusive".to_owned(),
                    compared: true,
                },
            ],
            ledger_line: "10 rows read = 10 used + 0 not needed + 0 quarantined".to_owned(),
            warnings: vec!["the export has no region".to_owned()],
            written: vec!["out/index.html".into()],
        }
    }

    #[test]
    fn a_wide_terminal_gets_a_table() {
        assert_eq!(
            lines(&summary(), None),
            "Impact, 2025Q4\n\n\
             programme        role    outcome               difference  range        evidence\n\
             Digital Fluency  mentor  Engagement           +3.2 points  1.1 to 5.3   strong\n\
             All              mentee  Retention, 365 days         +0.4  -2.0 to 2.8  inconclusive\n\n\
             10 rows read = 10 used + 0 not needed + 0 quarantined\n\
             warning: the export has no region\n\nwritten:\n  out/index.html\n"
        );
    }

    #[test]
    fn the_table_stays_short_and_comparisons_come_first() {
        let mut long = summary();
        let described = HeadlineRow {
            outcome: "Meetings held".to_owned(),
            ..HeadlineRow::default()
        };
        long.headlines.insert(0, described);
        let text = lines(&long, None);
        let place = |word: &str| text.find(word).expect("is in the table");
        assert!(place("Engagement") < place("Retention") && place("Retention") < place("Meetings"));
        assert!(!text.contains("more"));
        let row = long.headlines[1].clone();
        long.headlines.extend(vec![row; MOST_HEADLINES]);
        let text = lines(&long, None);
        assert_eq!(text.matches("Engagement").count(), MOST_HEADLINES - 1);
        assert!(!text.contains("Meetings"));
        assert!(
            text.contains("\nand 3 more; the pages have all of them\n"),
            "{text}"
        );
    }

    #[test]
    fn a_narrow_terminal_gets_two_lines_a_finding() {
        let text = lines(&summary(), Some(40));
        assert!(
            text.contains(
                "Digital Fluency, mentor, Engagement\n  +3.2 points  1.1 to 5.3  strong\n"
            ),
            "{text}"
        );
        assert!(headlines(&[], Some(40)).starts_with("No comparison"));
    }
}
