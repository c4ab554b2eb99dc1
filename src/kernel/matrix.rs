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

/// Invert a symmetric non-negative definite matrix (p × p), dropping aliased columns.
///
/// The matrix is scaled to unit diagonal first, so the decision does not depend on units.
pub fn invert(gram: &DMatrix<f64>) -> Inverse {
    let p = gram.nrows();
    let scale: Vec<f64> = (0..p)
        .map(|j| {
            let d = gram[(j, j)];
            if d > 0.0 && d.is_finite() {
                1.0 / d.sqrt()
            } else {
                0.0
            }
        })
        .collect();
    // Cholesky row by row over the kept columns, both factors row-major so that every sum runs along memory.
    let mut kept = vec![false; p];
    let mut index: Vec<usize> = Vec::with_capacity(p);
    let mut lower: Vec<f64> = Vec::with_capacity(p * p);
    let mut row: Vec<f64> = Vec::with_capacity(p);
    for j in 0..p {
        if scale[j] == 0.0 {
            continue;
        }
        row.clear();
        let mut pivot = 1.0;
        for (n, &k) in index.iter().enumerate() {
            let above = &lower[n * p..n * p + n];
            let value =
                (gram[(j, k)] * scale[j] * scale[k] - inner(&row, above)) / lower[n * p + n];
            row.push(value);
            pivot -= value * value;
        }
        if pivot > ALIASED_BELOW {
            kept[j] = true;
            row.push(pivot.sqrt());
            index.push(j);
            lower.extend_from_slice(&row);
            lower.resize(index.len() * p, 0.0);
        }
    }
    // The inverse of the triangle by columns (each column contiguous), then its own cross product.
    let rank = index.len();
    let mut columns = vec![0.0; rank * rank];
    for j in 0..rank {
        let column = &mut columns[j * rank..(j + 1) * rank];
        column[j] = 1.0 / lower[j * p + j];
        for i in j + 1..rank {
            let sum = inner(&lower[i * p + j..i * p + i], &column[j..i]);
            column[i] = -sum / lower[i * p + i];
        }
    }
    let mut matrix = DMatrix::<f64>::zeros(p, p);
    for (n, &i) in index.iter().enumerate() {
        for (m, &j) in index[..=n].iter().enumerate() {
            let sum = inner(
                &columns[n * rank + n..(n + 1) * rank],
                &columns[m * rank + n..(m + 1) * rank],
            );
            let value = sum * scale[i] * scale[j];
            matrix[(i, j)] = value;
            matrix[(j, i)] = value;
        }
    }
    Inverse { matrix, kept }
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
