//! Rows of texts, from a delimited file or a sheet, sorted into cells, rows that are no data, and rows with
//! the wrong number of fields.
//!
//! No data are the lines above the header, repeated headers, rows without any text, and footers: rows at
//! the very end whose required columns are all empty, or that say they are a total. The second and third
//! header row of a `Qualtrics` export and the label row of a `SuccessFactors` file belong to the header. Every other row reaches the chunks.

use super::cells::{Cells, Chunk, RowNumbers, TextCells};
use super::dialect::Sample;
use super::mapping::normal;

/// Rows per chunk.
const CHUNK_ROWS: usize = 1 << 16;
/// Bytes in one column after which a chunk is closed early.
const CHUNK_BYTES: usize = 1 << 28;
/// Letters kept of a row that is quarantined as a whole.
const SHOWN: usize = 200;

/// A row with more or fewer fields than the header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Misshapen {
    /// Row number.
    pub(super) row: u32,
    /// Fields found.
    pub(super) found: usize,
    /// Fields of the header.
    pub(super) expected: usize,
    /// The row, shortened.
    pub(super) text: String,
}

/// The rows of one file.
#[derive(Debug)]
pub(super) struct Grid {
    file: u32,
    header: Vec<String>,
    /// Position in a row per wanted column.
    columns: Vec<Option<usize>>,
    /// Positions in a row of the required columns.
    keys: Vec<usize>,
    cells: Vec<TextCells>,
    rows: Vec<u32>,
    pending: Vec<(u32, Vec<String>)>,
    /// Finished chunks.
    pub(super) chunks: Vec<Chunk>,
    /// Rows that are no data.
    pub(super) not_data: u64,
    /// Rows with the wrong number of fields.
    pub(super) misshapen: Vec<Misshapen>,
}

/// Rows of the header after its first: `Qualtrics` adds question texts and import ids, `SuccessFactors` labels.
pub(super) fn header_rows(sample: &Sample, header: usize) -> usize {
    let row = |k: usize| {
        sample
            .get(header + k)
            .map_or(&[][..], |(_, row)| row.as_slice())
    };
    let imports = |row: &[String]| {
        row.iter()
            .any(|f| f.starts_with('{') && f.contains("ImportId"))
    };
    if imports(row(2)) {
        return 3;
    }
    if imports(row(1)) {
        return 2;
    }
    let system_keys = ["USERID", "STATUS"]
        .iter()
        .all(|key| row(0).iter().any(|f| f == key));
    let labels = row(1)
        .iter()
        .any(|f| ["userid", "username"].contains(&normal(f).as_str()));
    if system_keys && labels { 2 } else { 1 }
}

impl Grid {
    /// A grid for a file with a header; `columns` are positions per wanted column, `keys` those of required ones.
    pub(super) fn new(
        file: u32,
        header: Vec<String>,
        columns: Vec<Option<usize>>,
        keys: Vec<usize>,
    ) -> Grid {
        let cells = columns.iter().map(|_| TextCells::default()).collect();
        Grid {
            file,
            header,
            columns,
            keys,
            cells,
            rows: Vec::new(),
            pending: Vec::new(),
            chunks: Vec::new(),
            not_data: 0,
            misshapen: Vec::new(),
        }
    }

    /// Takes the next row below the header.
    pub(super) fn row<'r>(&mut self, number: u32, len: usize, get: &impl Fn(usize) -> &'r str) {
        let width = self.header.len();
        let blank = (0..len).all(|k| get(k).trim().is_empty());
        if blank || (len == width && (0..width).all(|k| get(k).trim() == self.header[k])) {
            self.not_data += 1;
        } else if self.could_be_footer(len, get) {
            self.pending
                .push((number, (0..len).map(|k| get(k).to_owned()).collect()));
        } else {
            self.keep_pending();
            self.keep(number, len, get);
        }
    }

    fn could_be_footer<'r>(&self, len: usize, get: &impl Fn(usize) -> &'r str) -> bool {
        let cell = |k: usize| if k < len { get(k).trim() } else { "" };
        let empty = self.keys.iter().filter(|&&k| cell(k).is_empty()).count();
        if self.keys.is_empty() || empty == 0 {
            return false;
        }
        empty == self.keys.len()
            || (0..len)
                .map(cell)
                .find(|f| !f.is_empty())
                .is_some_and(says_total)
    }

    /// What looked like a footer was not the end.
    fn keep_pending(&mut self) {
        for (number, fields) in std::mem::take(&mut self.pending) {
            self.keep(number, fields.len(), &|k| {
                fields.get(k).map_or("", String::as_str)
            });
        }
    }

    fn keep<'r>(&mut self, number: u32, len: usize, get: &impl Fn(usize) -> &'r str) {
        let width = self.header.len();
        if len < width || (width..len).any(|k| !get(k).trim().is_empty()) {
            let fields: Vec<&str> = (0..len).map(get).collect();
            let text = fields.join(",").chars().take(SHOWN).collect();
            self.misshapen.push(Misshapen {
                row: number,
                found: len,
                expected: width,
                text,
            });
            return;
        }
        for (cells, column) in self.cells.iter_mut().zip(&self.columns) {
            if let Some(k) = column {
                cells.push(get(*k));
            }
        }
        self.rows.push(number);
        if self.rows.len() >= CHUNK_ROWS || self.cells.iter().any(|c| c.size() > CHUNK_BYTES) {
            self.close_chunk();
        }
    }

    fn close_chunk(&mut self) {
        let rows = std::mem::take(&mut self.rows);
        let len = rows.len();
        let fresh = self.columns.iter().map(|_| TextCells::default()).collect();
        let cells = std::mem::replace(&mut self.cells, fresh);
        let columns = cells
            .into_iter()
            .zip(&self.columns)
            .map(|(cells, column)| {
                if column.is_some() {
                    Cells::Text(cells)
                } else {
                    Cells::Absent
                }
            })
            .collect();
        self.chunks.push(Chunk {
            file: self.file,
            rows: RowNumbers::Listed(rows),
            len,
            columns,
        });
    }

    /// Ends the file: rows that still could be a footer are one.
    pub(super) fn finish(&mut self) {
        self.not_data += std::mem::take(&mut self.pending).len() as u64;
        if !self.rows.is_empty() {
            self.close_chunk();
        }
    }
}

/// Whether the first text of a row says that the row sums up or ends the table.
fn says_total(text: &str) -> bool {
    const WORDS: [&str; 14] = [
        "total",
        "totals",
        "grand",
        "subtotal",
        "sum",
        "count",
        "rows",
        "records",
        "end",
        "generated",
        "exported",
        "confidential",
        "number",
        "report",
    ];
    let lower = text.to_lowercase();
    let mut words = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty());
    match (words.next(), words.next()) {
        (Some(first), second) => {
            WORDS.contains(&first)
                || (first.bytes().all(|b| b.is_ascii_digit())
                    && matches!(second, Some("rows" | "records" | "row" | "record")))
        }
        (None, _) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grid(rows: &[&[&str]]) -> Grid {
        let header = vec![
            "employee_id".to_owned(),
            "hire_date".to_owned(),
            "region".to_owned(),
        ];
        let mut grid = Grid::new(0, header, vec![Some(0), Some(1), None], vec![0, 1]);
        for (k, row) in rows.iter().enumerate() {
            grid.row(k as u32 + 2, row.len(), &|c| row[c]);
        }
        grid.finish();
        grid
    }

    fn kept(grid: &Grid) -> usize {
        grid.chunks.iter().map(|c| c.len).sum()
    }

    #[test]
    fn footers_are_no_data_only_at_the_end() {
        let total = grid(&[
            &["1", "2020-01-01", "x"],
            &["Total", "", ""],
            &["Grand total: 1"],
            &["", "", "1"],
        ]);
        assert_eq!(
            (kept(&total), total.not_data, total.misshapen.len()),
            (1, 3, 0)
        );
        let inside = grid(&[&["Total", "", ""], &["1", "2020-01-01", "x"]]);
        assert_eq!((kept(&inside), inside.not_data), (2, 0));
        let person = grid(&[&["", "2020-01-01", "x"]]);
        assert_eq!((kept(&person), person.not_data), (1, 0));
    }

    #[test]
    fn repeated_headers_blank_rows_and_misshapen_rows() {
        let found = grid(&[
            &["employee_id", "hire_date", "region"],
            &["", "", ""],
            &["1", "x"],
            &["2", "y", "z", "w"],
            &["3", "y", "z", ""],
        ]);
        assert_eq!((kept(&found), found.not_data), (1, 2));
        let shapes: Vec<(u32, usize)> = found.misshapen.iter().map(|m| (m.row, m.found)).collect();
        assert_eq!(shapes, [(4, 2), (5, 4)]);
    }
}
