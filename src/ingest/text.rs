//! Delimited text: decompressed, decoded, split and sorted into a grid.

use std::io::Read;

use flate2::read::MultiGzDecoder;

use super::dialect::{self, Sample};
use super::grid::{Grid, header_rows};

/// What was made of a text file: its header, its rows, and whether some bytes were no text.
pub(super) struct Parsed {
    pub(super) header: Vec<String>,
    pub(super) columns: Vec<Option<usize>>,
    pub(super) grid: Grid,
    pub(super) broken_text: bool,
}

/// Why a file of rows could not be parsed.
pub(super) enum Fault<E> {
    /// No header.
    Empty,
    /// Unreadable, and why.
    Unreadable(String),
    /// The columns do not suit.
    Columns(E),
}

/// From the names of a header to the positions of the wanted columns.
pub(super) type Resolve<'a, E> = dyn Fn(&[String]) -> Result<Vec<Option<usize>>, E> + Sync + 'a;
/// A grid for the rows below a header, the positions of the wanted columns, the header, and the number of its last row.
pub(super) type BelowHeader = (Grid, Vec<Option<usize>>, Vec<String>, u32);

/// How to judge headers: how many wanted columns a row names, and where they are.
pub(super) struct HeaderRules<'a, E> {
    /// Wanted columns that a row of texts names.
    pub(super) recognised: &'a (dyn Fn(&[String]) -> usize + Sync),
    /// Positions of the wanted columns, or what is wrong.
    pub(super) resolve: &'a Resolve<'a, E>,
    /// Which wanted columns are required.
    pub(super) required: &'a [bool],
}

impl<E> HeaderRules<'_, E> {
    /// A grid for the rows below the header found in a sample; also returns the row number of the last header row.
    pub(super) fn grid(&self, file: u32, sample: &Sample) -> Result<BelowHeader, Fault<E>> {
        let at = dialect::header_position(sample, self.recognised);
        let Some((_, header)) = sample.get(at) else {
            return Err(Fault::Empty);
        };
        if header.iter().all(String::is_empty) {
            return Err(Fault::Empty);
        }
        let last = sample
            .get(at + header_rows(sample, at) - 1)
            .map_or(0, |(row, _)| *row);
        let columns = (self.resolve)(header).map_err(Fault::Columns)?;
        let keys = columns
            .iter()
            .zip(self.required)
            .filter(|(_, need)| **need)
            .filter_map(|(c, _)| *c)
            .collect();
        let mut grid = Grid::new(file, header.clone(), columns.clone(), keys);
        grid.not_data += at as u64;
        Ok((grid, columns, header.clone(), last))
    }
}

/// Whether bytes are compressed with gzip.
pub(super) fn is_gzip(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0x1F, 0x8B])
}

/// Reads a text file.
pub(super) fn parse<E>(
    file: u32,
    bytes: &[u8],
    rules: &HeaderRules<'_, E>,
) -> Result<Parsed, Fault<E>> {
    let mut inflated = Vec::new();
    let bytes = if is_gzip(bytes) {
        let outcome = MultiGzDecoder::new(bytes).read_to_end(&mut inflated);
        outcome.map_err(|e| {
            Fault::Unreadable(format!("the gzip data are damaged or cut off ({e})"))
        })?;
        &inflated[..]
    } else {
        bytes
    };
    let (text, broken_text) = dialect::decode(bytes);
    let text = dialect::countable(text);
    if text.trim().is_empty() {
        return Err(Fault::Empty);
    }
    let delimiter = dialect::delimiter(&text, rules.recognised);
    let sample = dialect::sample(&text, delimiter);
    let (mut grid, columns, header, last_header_row) = rules.grid(file, &sample)?;
    let mut reader = dialect::reader(&text, delimiter);
    let mut record = csv::StringRecord::new();
    let mut last = (0, false);
    loop {
        match reader.read_record(&mut record) {
            Ok(true) => {
                let line = dialect::line(&text, &record);
                last = (line, record.as_slice().contains('\n'));
                if line > last_header_row {
                    grid.row(line, record.len(), &|k| record.get(k).unwrap_or(""));
                }
            }
            Ok(false) => break,
            Err(e) => return Err(Fault::Unreadable(e.to_string())),
        }
    }
    // Quotation marks come in twos; when the last row swallows the rest of the file, one of them is never closed.
    if let (line, true) = last
        && text.matches('"').count() % 2 == 1
    {
        return Err(Fault::Unreadable(format!(
            "a quotation mark opened in line {line} is never closed"
        )));
    }
    grid.finish();
    Ok(Parsed {
        header,
        columns,
        grid,
        broken_text,
    })
}

#[cfg(test)]
mod tests {
    use crate::ingest::stories::{SURVEYS, Story};
    use crate::tables::Table;

    #[test]
    fn line_ends_lose_no_row() {
        let plain = Story::clean().with(Table::Surveys, SURVEYS).done();
        for end in ["\r\n", "\r", "\n\n"] {
            let other = Story::clean()
                .with(Table::Surveys, SURVEYS.replace('\n', end))
                .done();
            assert_eq!(other.ledger, plain.ledger, "{end:?}");
        }
    }

    #[test]
    fn a_quotation_mark_that_is_never_closed_is_told() {
        let open = SURVEYS.replacen("\n008", "\n\"008", 1);
        let fault = Story::clean().with(Table::Surveys, open).fault();
        assert!(
            fault.contains("a quotation mark opened in line 3 is never closed"),
            "{fault}"
        );
        let inch = SURVEYS
            .replace("q2\n", "q2,note\n")
            .replace("\n007,2024-02-15,4,2", "\n007,2024-02-15,4,2,5\" disk");
        assert!(
            Story::clean().with(Table::Surveys, inch).run().is_ok(),
            "a mark inside a value is no fault"
        );
    }
}
