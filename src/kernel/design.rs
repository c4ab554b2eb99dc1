//! The rows of a model, one per covariate cell, stored by their non-zero entries.
//!
//! Purpose: cross products over millions of people reduced to cells, cheap because one-hot rows
//! have few non-zeros; a row of a continuous covariate is simply dense, and one person is a cell
//! of one. Invariants: entries of a row are sorted by column, without repeats; column 0 is the
//! constant where an estimator needs one. Deliberately absent: outcomes and weights, which
//! belong to the estimators.

use std::borrow::Cow;

use nalgebra::{DMatrix, DVector};

use super::matrix::Factor;

/// Sparse model matrix (CSR), one row per cell.
#[derive(Clone, Debug)]
pub struct Design {
    ncols: usize,
    starts: Vec<usize>,
    columns: Vec<u32>,
    values: Vec<f64>,
}

impl Design {
    /// An empty design with `ncols` columns.
    pub fn new(ncols: usize) -> Self {
        Self {
            ncols,
            starts: vec![0],
            columns: Vec::new(),
            values: Vec::new(),
        }
    }

    /// A dense design from columns of equal length, preceded by a constant.
    pub fn with_constant(columns: &[Vec<f64>], nrows: usize) -> Self {
        let mut design = Self::new(columns.len() + 1);
        let mut row: Vec<(u32, f64)> = Vec::with_capacity(columns.len() + 1);
        for i in 0..nrows {
            row.clear();
            row.push((0, 1.0));
            row.extend(
                (1_u32..)
                    .zip(columns)
                    .map(|(j, c)| (j, c.get(i).copied().unwrap_or(0.0))),
            );
            design.push_row(&row);
        }
        design
    }

    /// Append a row of (column, value) entries. Zeros are left out, repeated columns added up,
    /// columns beyond the design ignored.
    pub fn push_row(&mut self, entries: &[(u32, f64)]) {
        let start = self.columns.len();
        let mut sorted = true;
        for &(column, value) in entries {
            if value != 0.0 && (column as usize) < self.ncols {
                sorted &= self.columns.len() == start
                    || self.columns.last().is_some_and(|last| *last < column);
                self.columns.push(column);
                self.values.push(value);
            }
        }
        if !sorted {
            let mut row: Vec<(u32, f64)> = self
                .columns
                .drain(start..)
                .zip(self.values.drain(start..))
                .collect();
            row.sort_by_key(|(column, _)| *column);
            for (column, value) in row {
                if self.columns.len() > start && self.columns.last() == Some(&column) {
                    if let Some(last) = self.values.last_mut() {
                        *last += value;
                    }
                } else {
                    self.columns.push(column);
                    self.values.push(value);
                }
            }
        }
        self.starts.push(self.columns.len());
    }

    /// Number of rows (cells).
    pub fn nrows(&self) -> usize {
        self.starts.len() - 1
    }

    /// Number of columns, the constant included.
    pub fn ncols(&self) -> usize {
        self.ncols
    }

    /// The given rows (existing ones, in their order), without the columns that are zero in all of them; and which columns of this
    /// design are left, in order. Column 0 always stays.
    pub fn compact(&self, rows: &[usize]) -> (Cow<'_, Self>, Vec<usize>) {
        let mut used = vec![false; self.ncols];
        if let Some(constant) = used.first_mut() {
            *constant = true;
        }
        for &row in rows {
            for &column in self.entries(row).0 {
                used[column as usize] = true;
            }
        }
        let mut number = vec![0u32; self.ncols];
        let mut columns = Vec::new();
        for (column, _) in used.iter().enumerate().filter(|(_, used)| **used) {
            number[column] = columns.len() as u32;
            columns.push(column);
        }
        if columns.len() == self.ncols && rows.iter().copied().eq(0..self.nrows()) {
            return (Cow::Borrowed(self), columns);
        }
        let mut design = Self::new(columns.len());
        for &row in rows {
            let (old, values) = self.entries(row);
            design
                .columns
                .extend(old.iter().map(|&column| number[column as usize]));
            design.values.extend_from_slice(values);
            design.starts.push(design.columns.len());
        }
        (Cow::Owned(design), columns)
    }

    /// Non-zero entries of row `i` as (column, value), by column; empty beyond the last row.
    pub fn row(&self, i: usize) -> impl Iterator<Item = (usize, f64)> + '_ {
        let (columns, values) = self.entries(i);
        columns
            .iter()
            .zip(values)
            .map(|(column, value)| (*column as usize, *value))
    }

    fn entries(&self, i: usize) -> (&[u32], &[f64]) {
        match (self.starts.get(i), self.starts.get(i + 1)) {
            (Some(&from), Some(&to)) => (&self.columns[from..to], &self.values[from..to]),
            _ => (&[], &[]),
        }
    }

    /// Inner product of row `i` with a coefficient vector.
    pub fn dot(&self, i: usize, coefficients: &[f64]) -> f64 {
        let (columns, values) = self.entries(i);
        columns
            .iter()
            .zip(values)
            .map(|(c, v)| coefficients[*c as usize] * v)
            .sum()
    }

    /// X·β row by row.
    pub fn predictor<'a>(&'a self, coefficients: &'a [f64]) -> impl Iterator<Item = f64> + 'a {
        (0..self.nrows()).map(|i| self.dot(i, coefficients))
    }

    /// X·β for all rows.
    pub fn times(&self, coefficients: &[f64]) -> Vec<f64> {
        self.predictor(coefficients).collect()
    }

    /// Xᵀ·v, `v` one number per row.
    pub fn transpose_times(&self, v: &[f64]) -> DVector<f64> {
        let mut out = DVector::zeros(self.ncols);
        for (i, weight) in v.iter().enumerate() {
            if *weight != 0.0 {
                for (column, value) in self.row(i) {
                    out[column] += weight * value;
                }
            }
        }
        out
    }

    /// Xᵀ·diag(w)·X. Rows of weight zero cost nothing.
    pub fn gram(&self, weights: &[f64]) -> DMatrix<f64> {
        let p = self.ncols;
        let lower = self.gram_lower(weights);
        DMatrix::from_fn(p, p, |i, j| {
            if i >= j {
                lower[i * p + j]
            } else {
                lower[j * p + i]
            }
        })
    }

    /// The lower triangle of Xᵀ·diag(w)·X, row-major with p numbers a row; what stands above the diagonal is zero.
    pub fn gram_lower(&self, weights: &[f64]) -> Vec<f64> {
        let p = self.ncols;
        let mut lower = vec![0.0; p * p];
        for (i, weight) in weights.iter().enumerate() {
            if *weight == 0.0 {
                continue;
            }
            let (columns, values) = self.entries(i);
            for (n, (column, value)) in columns.iter().zip(values).enumerate() {
                let scaled = weight * value;
                let row = &mut lower[*column as usize * p..];
                for (other, second) in columns[..=n].iter().zip(values) {
                    row[*other as usize] += scaled * second;
                }
            }
        }
        lower
    }

    /// The Cholesky factor of Xᵀ·diag(w)·X.
    pub fn factor(&self, weights: &[f64]) -> Factor {
        Factor::of(&self.gram_lower(weights), self.ncols)
    }

    /// The same model with every dense column (no zeros; not the constant) centred and scaled by
    /// the given row weights, which leaves fitted values as they are and saves digits.
    /// Returns for each column (centre, scale): new = (old − centre) / scale.
    pub fn standardised(&self, weights: &[f64]) -> (Cow<'_, Self>, Vec<(f64, f64)>) {
        let mut used = 0_usize;
        let mut filled = vec![0_usize; self.ncols];
        let mut sums = vec![0.0; self.ncols];
        let mut total = 0.0;
        for (i, weight) in weights.iter().enumerate() {
            used += 1;
            total += weight;
            for (column, value) in self.row(i) {
                filled[column] += 1;
                sums[column] += weight * value;
            }
        }
        let mut change = vec![(0.0, 1.0); self.ncols];
        let dense: Vec<bool> = filled
            .iter()
            .enumerate()
            .map(|(j, n)| j > 0 && *n == used && used > 1)
            .collect();
        if !dense.iter().any(|d| *d) || total <= 0.0 {
            return (Cow::Borrowed(self), change);
        }
        let mut squares = vec![0.0; self.ncols];
        for (i, weight) in weights.iter().enumerate() {
            for (column, value) in self.row(i) {
                if dense[column] {
                    squares[column] += weight * (value - sums[column] / total).powi(2);
                }
            }
        }
        for j in 0..self.ncols {
            if dense[j] && squares[j] > 0.0 {
                change[j] = (sums[j] / total, (squares[j] / total).sqrt());
            }
        }
        let mut out = self.clone();
        for (column, value) in out.columns.iter().zip(out.values.iter_mut()) {
            let (centre, scale) = change[*column as usize];
            *value = (*value - centre) / scale;
        }
        (Cow::Owned(out), change)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_sorted_and_cross_products_agree_with_dense_algebra() {
        let mut d = Design::new(3);
        d.push_row(&[(2, 4.0), (0, 1.0)]);
        d.push_row(&[(0, 1.0), (1, 2.0), (1, 1.0)]);
        d.push_row(&[(0, 1.0), (9, 7.0)]);
        assert_eq!(d.row(0).collect::<Vec<_>>(), vec![(0, 1.0), (2, 4.0)]);
        assert_eq!(d.row(1).collect::<Vec<_>>(), vec![(0, 1.0), (1, 3.0)]);
        let g = d.gram(&[2.0, 1.0, 5.0]);
        assert_eq!(g[(0, 0)], 8.0);
        assert_eq!(g[(2, 0)], 8.0);
        assert_eq!(g[(1, 1)], 9.0);
        assert_eq!(g[(2, 2)], 32.0);
        assert_eq!(d.times(&[1.0, 1.0, 0.5]), vec![3.0, 4.0, 1.0]);
    }

    #[test]
    fn only_dense_columns_are_standardised() {
        let d = Design::with_constant(&[vec![1.0, 3.0], vec![0.0, 1.0]], 2);
        let (s, change) = d.standardised(&[1.0, 1.0]);
        assert_eq!(change[1], (2.0, 1.0));
        assert_eq!(change[2], (0.0, 1.0));
        assert_eq!(s.row(0).collect::<Vec<_>>(), vec![(0, 1.0), (1, -1.0)]);
    }
}
