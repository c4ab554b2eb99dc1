//! Least squares with robust and cluster-robust variances.
//!
//! Weighted least squares through an orthonormal basis; heteroscedasticity-consistent variances
//! HC0–HC3 (`MacKinnon` & White 1985), cluster-robust CR0, CR1, CR1S (Liang & Zeger 1986, Stata's
//! factors) and CR2 with Satterthwaite degrees of freedom (Bell & `McCaffrey` 2002; Pustejovsky &
//! Tipton 2018) under an identity working variance. Agrees with R `sandwich` 3.0 and
//! `clubSandwich` 0.5 (case `ols_petersen`). Weights count as fixed.
//! Invariant: aliased columns are dropped as in `lm` and have no coefficient.
//! Deliberately absent: absorbed fixed effects, instruments.

use nalgebra::{DMatrix, DVector};

use super::estimate::NotEstimable;
use super::matrix::{inverse_root, invert_upper, orthonormal_basis};

/// A column that earlier columns explain up to this share of its length is aliased (as in `lm`).
const ALIASED: f64 = 1e-7;
/// Eigenvalues of a cluster's residual matrix below this count as zero.
const NO_EIGENVALUE: f64 = 1e-12;

/// Which variance of the coefficients.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Robust {
    /// Homoscedastic: σ²(X'WX)⁻¹.
    Classical,
    /// White, no factor.
    Hc0,
    /// HC0 · N/(N−K).
    Hc1,
    /// Residuals divided by √(1−h).
    Hc2,
    /// Residuals divided by 1−h.
    Hc3,
}

/// Which cluster factor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clustered {
    /// No factor.
    Cr0,
    /// G/(G−1).
    Cr1,
    /// G/(G−1) · (N−1)/(N−K).
    Cr1S,
}

/// Coefficients with the variance that corrects for few clusters.
#[derive(Clone, Debug)]
pub struct Cr2 {
    /// Standard errors by column; NaN for dropped columns.
    pub std_error: Vec<f64>,
    /// Satterthwaite degrees of freedom by column; NaN for dropped columns.
    pub df: Vec<f64>,
}

/// The vector s = A·W·X·M·c of one cluster and coefficient c, by what the degrees of freedom need.
#[derive(Clone, Debug)]
struct Direction {
    /// s's
    square: f64,
    /// X's
    plain: DVector<f64>,
    /// X'Ws
    weighted: DVector<f64>,
}

/// A fitted linear regression.
#[derive(Clone, Debug)]
pub struct LeastSquares {
    /// Coefficients by column; `None` for dropped columns.
    pub coefficients: Vec<Option<f64>>,
    /// Residuals by row.
    pub residuals: Vec<f64>,
    /// Rows.
    pub n: usize,
    /// Residual degrees of freedom, N − K.
    pub df: f64,
    /// Residual standard deviation.
    pub sigma: f64,
    /// Share of the (weighted) variance explained, about the mean.
    pub r2: f64,
    kept: Vec<usize>,
    design: DMatrix<f64>,
    weights: Vec<f64>,
    leverage: Vec<f64>,
    bread: DMatrix<f64>,
}

/// Fit y on the columns of `x` (N × K, the constant included) with weights.
///
/// # Errors
/// [`NotEstimable::Empty`] without rows, [`NotEstimable::InvalidInput`] for unequal lengths or negative
/// weights, [`NotEstimable::TooFewObservations`] when no residual degree of freedom is left.
pub fn least_squares(
    x: &DMatrix<f64>,
    y: &[f64],
    weights: &[f64],
) -> Result<LeastSquares, NotEstimable> {
    let n = y.len();
    if n == 0 {
        return Err(NotEstimable::Empty);
    }
    if x.nrows() != n || weights.len() != n {
        return Err(NotEstimable::InvalidInput(
            "rows and weights differ in number",
        ));
    }
    if !weights.iter().all(|w| *w >= 0.0 && w.is_finite()) {
        return Err(NotEstimable::InvalidInput("a weight"));
    }
    let root: Vec<f64> = weights.iter().map(|w| w.sqrt()).collect();
    let scaled = DMatrix::from_fn(n, x.ncols(), |i, j| root[i] * x[(i, j)]);
    let basis = orthonormal_basis(&scaled, ALIASED);
    let k = basis.kept.len();
    if n <= k || k == 0 {
        return Err(NotEstimable::TooFewObservations {
            found: n,
            needed: k + 1,
        });
    }
    let target = DVector::from_iterator(n, y.iter().zip(&root).map(|(y, r)| y * r));
    let upper = invert_upper(&basis.r);
    let mut projected = basis.q.transpose() * &target;
    let rest = &target - &basis.q * &projected;
    projected += basis.q.transpose() * rest;
    let beta = &upper * projected;
    let design = x.select_columns(&basis.kept);
    let fitted = &design * &beta;
    let residuals: Vec<f64> = y.iter().zip(fitted.iter()).map(|(y, f)| y - f).collect();
    let rss: f64 = residuals.iter().zip(weights).map(|(r, w)| w * r * r).sum();
    let total: f64 = weights.iter().sum();
    let mean = y.iter().zip(weights).map(|(y, w)| w * y).sum::<f64>() / total;
    let tss: f64 = y
        .iter()
        .zip(weights)
        .map(|(y, w)| w * (y - mean).powi(2))
        .sum();
    let mut coefficients = vec![None; x.ncols()];
    for (position, column) in basis.kept.iter().enumerate() {
        coefficients[*column] = Some(beta[position]);
    }
    let df = (n - k) as f64;
    Ok(LeastSquares {
        coefficients,
        residuals,
        n,
        df,
        sigma: (rss / df).sqrt(),
        r2: 1.0 - rss / tss,
        leverage: basis.q.row_iter().map(|r| r.norm_squared()).collect(),
        bread: &upper * upper.transpose(),
        kept: basis.kept,
        design,
        weights: weights.to_vec(),
    })
}

impl LeastSquares {
    /// (X'WX)⁻¹ on the kept columns.
    pub fn bread(&self) -> &DMatrix<f64> {
        &self.bread
    }

    /// Indices of the kept columns.
    pub fn kept(&self) -> &[usize] {
        &self.kept
    }

    /// Spread the square roots of kept variances over all columns (NaN where dropped).
    fn spread(&self, variances: impl Iterator<Item = f64>) -> Vec<f64> {
        let mut out = vec![f64::NAN; self.coefficients.len()];
        for (column, v) in self.kept.iter().zip(variances) {
            out[*column] = if v >= 0.0 { v.sqrt() } else { f64::NAN };
        }
        out
    }

    /// Influence of each row on the kept coefficients (K × N): bread·x·w·residual, the residual times `factor(h)`.
    fn influence(&self, factor: impl Fn(f64) -> f64) -> DMatrix<f64> {
        let mut rows = self.design.clone();
        for i in 0..self.n {
            let f = self.weights[i] * self.residuals[i] * factor(self.leverage[i]);
            rows.row_mut(i).scale_mut(f);
        }
        &self.bread * rows.transpose()
    }

    /// Standard errors by column under a variance for independent rows; NaN for dropped columns.
    pub fn std_errors(&self, kind: Robust) -> Vec<f64> {
        let variance = |influence: DMatrix<f64>, factor: f64| -> Vec<f64> {
            influence
                .row_iter()
                .map(|r| factor * r.norm_squared())
                .collect()
        };
        let values = match kind {
            Robust::Classical => self
                .bread
                .diagonal()
                .iter()
                .map(|v| v * self.sigma * self.sigma)
                .collect(),
            Robust::Hc0 => variance(self.influence(|_| 1.0), 1.0),
            Robust::Hc1 => variance(self.influence(|_| 1.0), self.n as f64 / self.df),
            Robust::Hc2 => variance(self.influence(|h| 1.0 / (1.0 - h).sqrt()), 1.0),
            Robust::Hc3 => variance(self.influence(|h| 1.0 / (1.0 - h)), 1.0),
        };
        self.spread(values.into_iter())
    }

    /// Standard errors by column with clusters (codes 0, 1, …, one per row).
    ///
    /// # Errors
    /// [`NotEstimable::TooFewClusters`] below two clusters; [`NotEstimable::InvalidInput`] for unequal lengths.
    pub fn clustered_std_errors(
        &self,
        cluster: &[usize],
        kind: Clustered,
    ) -> Result<Vec<f64>, NotEstimable> {
        let groups = self.groups(cluster)?;
        let influence = self.influence(|_| 1.0);
        let g = groups.len() as f64;
        let factor = match kind {
            Clustered::Cr0 => 1.0,
            Clustered::Cr1 => g / (g - 1.0),
            Clustered::Cr1S => g / (g - 1.0) * (self.n as f64 - 1.0) / self.df,
        };
        let values: Vec<f64> = influence
            .row_iter()
            .map(|row| {
                let squares: f64 = groups
                    .iter()
                    .map(|rows| rows.iter().map(|i| row[*i]).sum::<f64>().powi(2))
                    .sum();
                factor * squares
            })
            .collect();
        Ok(self.spread(values.into_iter()))
    }

    /// Rows of each cluster, in order of the codes.
    fn groups(&self, cluster: &[usize]) -> Result<Vec<Vec<usize>>, NotEstimable> {
        if cluster.len() != self.n {
            return Err(NotEstimable::InvalidInput(
                "rows and clusters differ in number",
            ));
        }
        let mut by_code = std::collections::BTreeMap::<usize, Vec<usize>>::new();
        for (row, code) in cluster.iter().enumerate() {
            by_code.entry(*code).or_default().push(row);
        }
        if by_code.len() < 2 {
            return Err(NotEstimable::TooFewClusters {
                found: by_code.len(),
                needed: 2,
            });
        }
        Ok(by_code.into_values().collect())
    }

    /// CR2 standard errors and Satterthwaite degrees of freedom.
    ///
    /// Per cluster the adjustment is B^(−1/2), `B = [(I−H)(I−H)']_gg = I − H_gg − H_gg' + X_g M S M X_g'` with
    /// M = (X'WX)⁻¹, S = X'W²X: identity plus a matrix of rank at most 2K, so only its small core is decomposed.
    ///
    /// # Errors
    /// As [`LeastSquares::clustered_std_errors`].
    pub fn cr2(&self, cluster: &[usize]) -> Result<Cr2, NotEstimable> {
        let groups = self.groups(cluster)?;
        let k = self.kept.len();
        let mut squared = self.design.clone();
        for i in 0..self.n {
            squared
                .row_mut(i)
                .scale_mut(self.weights[i] * self.weights[i]);
        }
        let s = squared.transpose() * &self.design;
        let mut variance = vec![0.0; k];
        let mut parts: Vec<Vec<Direction>> = vec![Vec::new(); k];
        for rows in &groups {
            let x = self.design.select_rows(rows);
            let w: Vec<f64> = rows.iter().map(|i| self.weights[*i]).collect();
            let wx = DMatrix::from_fn(rows.len(), k, |i, j| w[i] * x[(i, j)]);
            let adjusted = self.adjust(&x, &wx, &s, &(&wx * &self.bread));
            let residual =
                DVector::from_iterator(rows.len(), rows.iter().map(|i| self.residuals[*i]));
            for (j, part) in parts.iter_mut().enumerate() {
                let direction = adjusted.column(j);
                variance[j] += direction.dot(&residual).powi(2);
                part.push(Direction {
                    square: direction.norm_squared(),
                    plain: x.transpose() * direction,
                    weighted: wx.transpose() * direction,
                });
            }
        }
        let m = &self.bread;
        let msm = m * &s * m;
        let mut df = vec![f64::NAN; self.coefficients.len()];
        for (column, part) in self.kept.iter().zip(&parts) {
            let mapped: Vec<_> = part
                .iter()
                .map(|d| (m * &d.weighted, m * &d.plain, &msm * &d.plain))
                .collect();
            let (mut trace, mut squares) = (0.0, 0.0);
            for (g, d) in part.iter().enumerate() {
                for (h, (mv, mu, su)) in mapped.iter().enumerate() {
                    let mut p = d.plain.dot(su) - d.plain.dot(mv) - d.weighted.dot(mu);
                    if g == h {
                        p += d.square;
                        trace += p;
                    }
                    squares += p * p;
                }
            }
            df[*column] = trace * trace / squares;
        }
        Ok(Cr2 {
            std_error: self.spread(variance.into_iter()),
            df,
        })
    }

    /// B^(−1/2) applied to the columns of `vectors` for one cluster.
    fn adjust(
        &self,
        x: &DMatrix<f64>,
        wx: &DMatrix<f64>,
        s: &DMatrix<f64>,
        vectors: &DMatrix<f64>,
    ) -> DMatrix<f64> {
        let k = x.ncols();
        let mut both = DMatrix::zeros(x.nrows(), 2 * k);
        both.columns_mut(0, k).copy_from(x);
        both.columns_mut(k, k).copy_from(wx);
        let u = orthonormal_basis(&both, 1e-10).q;
        let ux = u.transpose() * x;
        let uwx = u.transpose() * wx;
        let cross = &ux * &self.bread * uwx.transpose();
        let core = DMatrix::identity(u.ncols(), u.ncols()) - &cross - cross.transpose()
            + &ux * &self.bread * s * &self.bread * ux.transpose();
        let root = inverse_root(&core, NO_EIGENVALUE) - DMatrix::identity(u.ncols(), u.ncols());
        vectors + &u * (root * (u.transpose() * vectors))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn example() -> LeastSquares {
        // R: x <- 1:6; y <- c(1, 3, 2, 5, 4, 7); lm(y ~ x)
        let x = DMatrix::from_fn(6, 2, |i, j| if j == 0 { 1.0 } else { (i + 1) as f64 });
        least_squares(&x, &[1., 3., 2., 5., 4., 7.], &[1.0; 6]).expect("full rank")
    }

    #[test]
    fn line_by_hand() {
        let fit = example();
        // slope = 18/17.5, intercept = 11/3 − 3.5·slope
        assert!((fit.coefficients[1].expect("kept") - 18.0 / 17.5).abs() < 1e-13);
        let rss = 70.0 / 3.0 - 18.0 * 18.0 / 17.5;
        assert!((fit.sigma - (rss / 4.0_f64).sqrt()).abs() < 1e-13);
        let se = fit.std_errors(Robust::Classical)[1];
        assert!((se - (rss / 4.0 / 17.5_f64).sqrt()).abs() < 1e-13);
    }

    #[test]
    fn clusters_of_one_row_are_heteroscedasticity_consistent() {
        let fit = example();
        let own: Vec<usize> = (0..6).collect();
        let cr0 = fit
            .clustered_std_errors(&own, Clustered::Cr0)
            .expect("six clusters");
        assert!((cr0[1] - fit.std_errors(Robust::Hc0)[1]).abs() < 1e-14);
        let cr2 = fit.cr2(&own).expect("six clusters");
        assert!((cr2.std_error[1] - fit.std_errors(Robust::Hc2)[1]).abs() < 1e-12);
    }

    #[test]
    fn aliased_columns_have_no_coefficient() {
        let x = DMatrix::from_fn(6, 3, |i, j| if j == 0 { 1.0 } else { (i + 1) as f64 });
        let fit =
            least_squares(&x, &[1., 3., 2., 5., 4., 7.], &[1.0; 6]).expect("two columns left");
        assert_eq!(fit.coefficients[2], None);
        assert_eq!(fit.df, 4.0);
    }
}
