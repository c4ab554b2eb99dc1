//! Robust variance from influence: squares summed over people, or over clusters of people.
//!
//! No small-sample factor; that is the caller's choice. Deliberately absent: how clusters are formed.

/// Sums of `values` (weight times influence) within clusters 0..`clusters`; a label outside is passed over.
pub fn cluster_sums(values: &[f64], labels: &[u32], clusters: usize) -> Vec<f64> {
    let mut sums = vec![0.0; clusters];
    for (&value, &label) in values.iter().zip(labels) {
        if let Some(sum) = sums.get_mut(label as usize) {
            *sum += value;
        }
    }
    sums
}

/// Sum of squares.
pub fn sum_of_squares(values: &[f64]) -> f64 {
    values.iter().map(|v| v * v).sum()
}

/// Variance from weighted influence: by person, or by cluster when labels 0..n are given.
pub fn influence_variance(values: &[f64], labels: Option<&[u32]>) -> f64 {
    match labels {
        None => sum_of_squares(values),
        Some(labels) => {
            let clusters = labels.iter().max().map_or(0, |&m| m as usize + 1);
            sum_of_squares(&cluster_sums(values, labels, clusters))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clusters_cancel_or_add() {
        let values = [1.0, -1.0, 2.0];
        assert_eq!(influence_variance(&values, None), 6.0);
        assert_eq!(influence_variance(&values, Some(&[0, 0, 1])), 4.0);
        assert_eq!(influence_variance(&values, Some(&[0, 1, 0])), 10.0);
    }
}
