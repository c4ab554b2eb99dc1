//! The dialects of exports: separators, encodings, date styles, workbooks.

use std::path::Path;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format as CellFormat, Workbook};

use crate::vocab::Day;

use super::super::SimulateError;

/// A text table in memory.
pub(super) struct Sheet {
    writer: csv::Writer<Vec<u8>>,
    /// Rows below the header.
    pub(super) rows: u64,
}

impl Sheet {
    /// A table with a separator and a header.
    pub(super) fn new(separator: u8, header: &[&str]) -> Sheet {
        let writer = csv::WriterBuilder::new()
            .delimiter(separator)
            .flexible(true)
            .from_writer(Vec::new());
        let mut sheet = Sheet { writer, rows: 0 };
        sheet.line(header);
        sheet
    }

    /// A line that is no row of data (a header).
    pub(super) fn line<S: AsRef<[u8]>>(&mut self, fields: &[S]) {
        // Writing to memory with flexible lengths has no way to fail.
        let _ = self.writer.write_record(fields);
    }

    /// A row of data.
    pub(super) fn row<S: AsRef<[u8]>>(&mut self, fields: &[S]) {
        self.line(fields);
        self.rows += 1;
    }

    /// The text in UTF-8.
    pub(super) fn bytes(self) -> Vec<u8> {
        self.writer.into_inner().unwrap_or_default()
    }

    /// The text in UTF-8 with a byte-order mark.
    pub(super) fn bytes_with_mark(self) -> Vec<u8> {
        let mut bytes = vec![0xEF, 0xBB, 0xBF];
        bytes.extend(self.bytes());
        bytes
    }

    /// The text in Windows-1252. The sample uses only letters that Latin-1 has at the same place; anything else
    /// becomes a question mark.
    pub(super) fn bytes_windows(self) -> Vec<u8> {
        let text = String::from_utf8(self.bytes()).unwrap_or_default();
        text.chars()
            .map(|c| match u32::from(c) {
                code @ (0..=0x7F | 0xA0..=0xFF) => code as u8,
                _ => b'?',
            })
            .collect()
    }
}

/// `31.12.2025`.
pub(super) fn german(day: Day) -> String {
    day.date().format("%d.%m.%Y").to_string()
}

/// `12/31/2025`.
pub(super) fn american(day: Day) -> String {
    day.date().format("%m/%d/%Y").to_string()
}

/// The format of date cells.
pub(super) fn date_format() -> CellFormat {
    CellFormat::new().set_num_format("yyyy-mm-dd")
}

/// Saves a workbook whose bytes do not depend on the clock.
pub(super) fn save_workbook(mut workbook: Workbook, path: &Path) -> Result<(), SimulateError> {
    let fault = |e: rust_xlsxwriter::XlsxError| SimulateError::Format {
        path: path.to_owned(),
        reason: e.to_string(),
    };
    let created = ExcelDateTime::from_ymd(2025, 12, 31).map_err(fault)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
    workbook.save(path).map_err(fault)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings() {
        let mut sheet = Sheet::new(b';', &["Grund"]);
        sheet.row(&["Rückkehr; später"]);
        assert_eq!(sheet.rows, 1);
        assert_eq!(
            sheet.bytes_windows(),
            b"Grund\n\"R\xFCckkehr; sp\xE4ter\"\n"
        );
        let day = Day::from_ymd(2025, 2, 3).expect("a real day");
        assert_eq!(
            (german(day), american(day)),
            ("03.02.2025".to_owned(), "02/03/2025".to_owned())
        );
    }
}
