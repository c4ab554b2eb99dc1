//! Small symmetric matrices: inverses that survive aliased columns, roots, orthonormal bases.
//!
//! Purpose: the linear algebra that every estimator shares. Invariant: columns are judged in
//! order, a later column that earlier ones explain is dropped (as `lm` and `glm` do in R), and a
//! dropped column has zero rows and columns in the inverse, so its coefficient is zero.
//! Deliberately absent: anything with rows of data (see `design`).

use nalgebra::{DMatrix, DVector, SymmetricEigen};

/// Share of a column's own square that earlier columns must leave unexplained for it to be kept.
pub const ALIASED_BELOW: f64 = 1e-12;

/// Generalised inverse of a cross-product matrix.
#[derive(Clone, Debug)]
pub struct Inverse {
    /// Inverse on the kept columns, zero elsewhere.
    pub matrix: DMatrix<f64>,
    /// Which columns are kept.
    pub kept: Vec<bool>,
}

impl Inverse {
    /// Number of kept columns.
    pub fn rank(&self) -> usize {
        self.kept.iter().filter(|k| **k).count()
    }

    /// Inverse times a vector.
    pub fn solve(&self, right: &DVector<f64>) -> DVector<f64> {
        &self.matrix * right
    }
}

fn inner(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(x, y)| x * y).sum()
}

/// Cholesky factor of a cross-product matrix scaled to unit diagonal, aliased columns left out: enough to solve equations, a
/// third of the work of an inverse.
#[derive(Clone, Debug)]
pub struct Factor {
    scale: Vec<f64>,
    /// Kept columns, in order.
    index: Vec<usize>,
    /// The triangle row by row; row n begins at n · p.
    lower: Vec<f64>,
}

impl Factor {
    /// Factors the lower triangle of a symmetric non-negative definite matrix, row-major (p × p, what stands above the
    /// diagonal is not read). The matrix is scaled to unit diagonal first, so the decision what is aliased does not depend on units.
    pub fn of(gram: &[f64], p: usize) -> Factor {
        let scale: Vec<f64> = (0..p)
            .map(|j| {
                let d = gram[j * p + j];
                if d > 0.0 && d.is_finite() {
                    1.0 / d.sqrt()
                } else {
                    0.0
                }
            })
            .collect();
        let mut index: Vec<usize> = Vec::with_capacity(p);
        let mut lower: Vec<f64> = vec![0.0; p * p];
        for j in (0..p).filter(|&j| scale[j] != 0.0) {
            let rank = index.len();
            let (above, rest) = lower.split_at_mut(rank * p);
            let row = &mut rest[..p];
            let mut pivot = 1.0;
            for (n, &k) in index.iter().enumerate() {
                let earlier = &above[n * p..=n * p + n];
                let value = (gram[j * p + k] * scale[j] * scale[k]
                    - inner(&row[..n], &earlier[..n]))
                    / earlier[n];
                row[n] = value;
                pivot -= value * value;
            }
            if pivot > ALIASED_BELOW {
                row[rank] = pivot.sqrt();
                index.push(j);
            }
        }
        Factor {
            scale,
            index,
            lower,
        }
    }

    /// Number of kept columns.
    pub fn rank(&self) -> usize {
        self.index.len()
    }

    /// Which columns are kept.
    pub fn kept(&self) -> Vec<bool> {
        let mut kept = vec![false; self.scale.len()];
        self.index.iter().for_each(|&j| kept[j] = true);
        kept
    }

    /// The solution of the equations on the kept columns, zero for the others.
    pub fn solve(&self, right: &DVector<f64>) -> DVector<f64> {
        let p = self.scale.len();
        let mut own: Vec<f64> = Vec::with_capacity(self.rank());
        for (n, &j) in self.index.iter().enumerate() {
            let row = &self.lower[n * p..=n * p + n];
            own.push((right[j] * self.scale[j] - inner(&row[..n], &own)) / row[n]);
        }
        let mut solution = DVector::zeros(p);
        for (n, &j) in self.index.iter().enumerate().rev() {
            let row = &self.lower[n * p..=n * p + n];
            let value = own[n] / row[n];
            own[..n]
                .iter_mut()
                .zip(row)
                .for_each(|(o, l)| *o -= value * l);
            solution[j] = value * self.scale[j];
        }
        solution
    }

    /// The inverse, zero for what is not kept.
    pub fn inverse(&self) -> Inverse {
        let (p, rank) = (self.scale.len(), self.rank());
        // The inverse of the triangle by columns (each column contiguous), then its own cross product.
        let mut columns = vec![0.0; rank * rank];
        for j in 0..rank {
            let column = &mut columns[j * rank..(j + 1) * rank];
            column[j] = 1.0 / self.lower[j * p + j];
            for i in j + 1..rank {
                let row = &self.lower[i * p..=i * p + i];
                column[i] = -inner(&row[j..i], &column[j..i]) / row[i];
            }
        }
        let mut matrix = DMatrix::<f64>::zeros(p, p);
        for (n, &i) in self.index.iter().enumerate() {
            for (m, &j) in self.index[..=n].iter().enumerate() {
                let sum = inner(
                    &columns[n * rank + n..(n + 1) * rank],
                    &columns[m * rank + n..(m + 1) * rank],
                );
                let value = sum * self.scale[i] * self.scale[j];
                matrix[(i, j)] = value;
                matrix[(j, i)] = value;
            }
        }
        Inverse {
            matrix,
            kept: self.kept(),
        }
    }
}

/// Invert a symmetric non-negative definite matrix (p × p), dropping aliased columns; see [`Factor::of`].
pub fn invert(gram: &DMatrix<f64>) -> Inverse {
    // Symmetric, so that column-major and row-major are the same.
    Factor::of(gram.as_slice(), gram.nrows()).inverse()
}

/// Reciprocal condition number in the 1-norm, 1/(‖A‖₁·‖A⁻¹‖₁); 0 when a column is aliased.
pub fn reciprocal_condition(gram: &DMatrix<f64>) -> f64 {
    let norm = |m: &DMatrix<f64>| {
        m.column_iter()
            .map(|c| c.iter().map(|v| v.abs()).sum::<f64>())
            .fold(0.0, f64::max)
    };
    // full pivoting here: the question is the matrix as it stands, not after scaling
    match gram.clone().try_inverse() {
        Some(inverse) => {
            let product = norm(gram) * norm(&inverse);
            if product.is_finite() && product > 0.0 {
                1.0 / product
            } else {
                0.0
            }
        }
        None => 0.0,
    }
}

/// Inverse square root of a symmetric matrix; eigenvalues not above `tolerance` count as zero.
/// A matrix with entries that are not finite gives NaN.
pub fn inverse_root(matrix: &DMatrix<f64>, tolerance: f64) -> DMatrix<f64> {
    if !matrix.iter().all(|v| v.is_finite()) {
        return DMatrix::from_element(matrix.nrows(), matrix.ncols(), f64::NAN);
    }
    let eigen = SymmetricEigen::new(matrix.clone());
    let root = eigen
        .eigenvalues
        .map(|v| if v > tolerance { 1.0 / v.sqrt() } else { 0.0 });
    &eigen.eigenvectors * DMatrix::from_diagonal(&root) * eigen.eigenvectors.transpose()
}

/// Orthonormal basis of the columns of a matrix, with the triangle that rebuilds them.
#[derive(Clone, Debug)]
pub struct Basis {
    /// Orthonormal columns (n × rank).
    pub q: DMatrix<f64>,
    /// Indices of the kept columns.
    pub kept: Vec<usize>,
    /// Upper triangle (rank × rank): kept columns = q · r.
    pub r: DMatrix<f64>,
}

/// Gram–Schmidt with a second pass; a column whose remainder is below `tolerance` times its length is dropped.
pub fn orthonormal_basis(columns: &DMatrix<f64>, tolerance: f64) -> Basis {
    let n = columns.nrows();
    let mut q: Vec<DVector<f64>> = Vec::new();
    let mut kept = Vec::new();
    let mut coefficients: Vec<Vec<f64>> = Vec::new();
    for j in 0..columns.ncols() {
        let mut v = columns.column(j).into_owned();
        let length = v.norm();
        let mut row = vec![0.0; q.len()];
        for _ in 0..2 {
            for (c, base) in row.iter_mut().zip(&q) {
                let projection = base.dot(&v);
                *c += projection;
                v.axpy(-projection, base, 1.0);
            }
        }
        let rest = v.norm();
        if rest > tolerance * length && rest > 0.0 && rest.is_finite() {
            row.push(rest);
            coefficients.push(row);
            kept.push(j);
            q.push(v / rest);
        }
    }
    let rank = q.len();
    let r = DMatrix::from_fn(
        rank,
        rank,
        |i, j| {
            if i <= j { coefficients[j][i] } else { 0.0 }
        },
    );
    let q = if rank == 0 {
        DMatrix::zeros(n, 0)
    } else {
        DMatrix::from_columns(&q)
    };
    Basis { q, kept, r }
}

/// Inverse of an upper triangle with a non-zero diagonal.
pub fn invert_upper(r: &DMatrix<f64>) -> DMatrix<f64> {
    let k = r.nrows();
    let mut inverse = DMatrix::<f64>::zeros(k, k);
    for j in 0..k {
        inverse[(j, j)] = 1.0 / r[(j, j)];
        for i in (0..j).rev() {
            let sum: f64 = (i + 1..=j).map(|m| r[(i, m)] * inverse[(m, j)]).sum();
            inverse[(i, j)] = -sum / r[(i, i)];
        }
    }
    inverse
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_aliased_column_is_dropped_and_the_rest_inverted() {
        // third column = first + second
        let x = DMatrix::from_row_slice(4, 3, &[1., 0., 1., 1., 1., 2., 1., 2., 3., 1., 5., 6.]);
        let inverse = invert(&(x.transpose() * &x));
        assert_eq!(inverse.kept, vec![true, true, false]);
        assert_eq!(inverse.rank(), 2);
        // (X'X)⁻¹ of the first two columns by hand: det = 4·30 − 64 = 56
        assert!((inverse.matrix[(0, 0)] - 30.0 / 56.0).abs() < 1e-14);
        assert!((inverse.matrix[(0, 1)] + 8.0 / 56.0).abs() < 1e-14);
        assert_eq!(inverse.matrix[(2, 2)], 0.0);
        let gram = x.transpose() * &x;
        let right = DVector::from_vec(vec![1.0, -2.0, 0.5]);
        let solved = Factor::of(gram.as_slice(), 3).solve(&right);
        assert!((solved - inverse.solve(&right)).norm() < 1e-14);
    }

    #[test]
    fn basis_rebuilds_the_columns() {
        let x = DMatrix::from_row_slice(4, 3, &[1., 0., 1., 1., 1., 2., 1., 2., 3., 1., 5., 6.]);
        let basis = orthonormal_basis(&x, 1e-10);
        assert_eq!(basis.kept, vec![0, 1]);
        let back = &basis.q * &basis.r;
        assert!((back - x.columns(0, 2)).norm() < 1e-14);
        let eye = &basis.r * invert_upper(&basis.r);
        assert!((eye - DMatrix::identity(2, 2)).norm() < 1e-14);
    }

    #[test]
    fn inverse_root_squares_to_the_inverse() {
        let a = DMatrix::from_row_slice(2, 2, &[2.0, 0.5, 0.5, 1.0]);
        let root = inverse_root(&a, 1e-12);
        assert!((&root * &root * a - DMatrix::identity(2, 2)).norm() < 1e-13);
    }
}
