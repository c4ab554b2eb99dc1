//! An export in the making: a header and rows of text, written as CSV.

/// A table of text.
#[derive(Debug, Clone)]
pub struct Table {
    /// The names of the columns.
    pub header: Vec<String>,
    /// The rows, each as long as the header unless a story breaks one.
    pub rows: Vec<Vec<String>>,
}

impl Table {
    /// A table without rows; the names are separated by commas.
    pub fn new(header: &str) -> Table {
        Table {
            header: header.split(',').map(str::to_owned).collect(),
            rows: Vec::new(),
        }
    }

    /// Adds a row; the values are separated by commas.
    pub fn push(&mut self, row: &str) {
        self.rows.push(row.split(',').map(str::to_owned).collect());
    }

    /// The position of a column.
    pub fn column(&self, name: &str) -> usize {
        self.header
            .iter()
            .position(|h| h == name)
            .unwrap_or_else(|| panic!("a column {name}"))
    }

    /// Replaces one value.
    pub fn set(&mut self, row: usize, column: &str, value: &str) {
        let column = self.column(column);
        value.clone_into(&mut self.rows[row][column]);
    }

    /// Gives a column another name.
    pub fn rename(&mut self, column: &str, name: &str) {
        let column = self.column(column);
        name.clone_into(&mut self.header[column]);
    }

    /// The line of a row in the file, as a person counts.
    pub fn line(row: usize) -> u64 {
        row as u64 + 2
    }

    /// The table as a file. No value holds a comma, a quote or a line break.
    pub fn csv(&self) -> Vec<u8> {
        let mut text = self.header.join(",") + "\n";
        for row in &self.rows {
            text.push_str(&row.join(","));
            text.push('\n');
        }
        text.into_bytes()
    }
}
