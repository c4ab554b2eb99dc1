//! The sheet about the workbook: where it comes from, what is shown, what each sheet and column is.

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Worksheet, XlsxError};

use crate::disclosure::{DisclosureSummary, Row};

use super::super::cell::looks_like_formula;
use super::super::sheet::{ALL_FINDINGS, ALL_FINDINGS_PURPOSE, SHEETS};
use super::{About, MOST_CHARACTERS, write_text};

/// Writes it; `beside` are the sheets that hold no findings, with their purpose.
pub(super) fn write_about(
    sheet: &mut Worksheet,
    summary: DisclosureSummary,
    about: &About,
    beside: &[(&str, &str)],
) -> Result<(), XlsxError> {
    let heading = Format::new()
        .set_bold()
        .set_border_bottom(FormatBorder::Thin);
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    sheet.set_column_width(0, 26)?.set_column_width(1, 96)?;
    let mut row = 0;
    let mut section = |title: &str, lines: Vec<(String, String)>| -> Result<(), XlsxError> {
        sheet.write_string_with_format(row, 0, title, &heading)?;
        sheet.write_blank(row, 1, &heading)?;
        row += 1;
        for (name, meaning) in lines {
            write_text(sheet, row, 0, &name)?;
            if looks_like_formula(&meaning) {
                write_text(sheet, row, 1, &meaning)?;
            } else {
                let meaning: String = meaning.chars().take(MOST_CHARACTERS / 2).collect();
                sheet.write_string_with_format(row, 1, meaning, &wrapped)?;
            }
            row += 1;
        }
        row += 1;
        Ok(())
    };
    let pair = |name: &str, meaning: &str| (name.to_owned(), meaning.to_owned());
    let mut origin = vec![
        pair("Title", &about.title),
        pair("Organisation", &about.organisation),
    ];
    origin.extend(about.provenance.iter().cloned());
    section("Where this comes from", origin)?;
    let hidden = summary.suppressed_primary + summary.suppressed_secondary;
    section(
        "What is shown",
        vec![
            ("Findings shown".to_owned(), summary.published.to_string()),
            (
                "Findings hidden".to_owned(),
                format!(
                    "{hidden}, so that nothing is shown of fewer than {} people",
                    summary.minimum_group
                ),
            ),
            (
                "Without an estimate".to_owned(),
                format!("{} (the note says why)", summary.insufficient),
            ),
            pair(
                "Empty cells",
                "A value that is absent or hidden, never zero",
            ),
        ],
    )?;
    let mut sheets: Vec<(String, String)> =
        SHEETS.iter().map(|s| pair(s.name, s.purpose)).collect();
    sheets.extend(beside.iter().map(|(name, purpose)| pair(name, purpose)));
    sheets.push(pair(ALL_FINDINGS, ALL_FINDINGS_PURPOSE));
    section("Sheets", sheets)?;
    section(
        &format!("Columns of \u{201c}{ALL_FINDINGS}\u{201d}"),
        Row::COLUMNS
            .iter()
            .map(|c| pair(c.name, c.description))
            .collect(),
    )?;
    sheet.set_landscape().set_print_fit_to_pages(1, 0);
    Ok(())
}
