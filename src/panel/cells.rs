//! Cells: combinations of covariate bands and breakdown values that occur, with dense numbers.

/// A covariate or dimension of the cells: its name and its labels by digit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Digit {
    /// Name in pipelines.
    pub name: String,
    /// Labels; the last is "not stated" (or the band `none` of a prior).
    pub labels: Vec<String>,
    /// Whether the labels before the last have an order: bands of a number.
    pub ordered: bool,
}

/// The cells of a comparison, sorted by their digits.
#[derive(Debug, Clone, Default)]
pub struct CellTable {
    /// The adjustment covariates, then the dimensions.
    pub digits: Vec<Digit>,
    /// How many of the digits, from the front, are covariates.
    pub covariates: usize,
    /// Digits of each cell, `digits.len()` values a cell.
    pub codes: Vec<u16>,
}

impl CellTable {
    /// Number of cells.
    pub fn len(&self) -> usize {
        if self.digits.is_empty() {
            0
        } else {
            self.codes.len() / self.digits.len()
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The digits of a cell.
    pub fn of(&self, cell: usize) -> &[u16] {
        let width = self.digits.len();
        &self.codes[cell * width..(cell + 1) * width]
    }

    /// Covariate digits.
    pub fn covariate_digits(&self) -> &[Digit] {
        &self.digits[..self.covariates]
    }

    /// Dimension digits.
    pub fn dimension_digits(&self) -> &[Digit] {
        &self.digits[self.covariates..]
    }
}

/// The populations of a breakdown: which cells belong to which, and their digits.
#[derive(Debug, Clone, Default)]
pub struct Populations {
    /// Per cell its population.
    pub of_cell: Vec<Option<u16>>,
    /// Per population the digits of the dimensions asked for; one empty list when none was.
    pub digits: Vec<Vec<u16>>,
}

impl CellTable {
    /// Splits the cells by some of the dimension digits (positions among [`CellTable::dimension_digits`]); all cells
    /// are one population when there are none. Populations are in ascending order of their digits.
    pub fn populations(&self, dimensions: &[usize]) -> Populations {
        let key = |cell: usize| -> Vec<u16> {
            let digits = self.of(cell);
            dimensions
                .iter()
                .map(|&d| digits[self.covariates + d])
                .collect()
        };
        let keys: Vec<Vec<u16>> = (0..self.len()).map(key).collect();
        let mut digits = keys.clone();
        digits.sort_unstable();
        digits.dedup();
        let of_cell = keys
            .iter()
            .map(|k| {
                digits
                    .binary_search(k)
                    .ok()
                    .and_then(|p| u16::try_from(p).ok())
            })
            .collect();
        Populations { of_cell, digits }
    }

    /// Groups the cells of each population by some of the covariate digits: per cell the number of its group within
    /// its population, and per population the digits of its groups.
    pub fn strata(
        &self,
        populations: &Populations,
        covariates: &[usize],
    ) -> (Vec<u32>, Vec<Vec<Vec<u16>>>) {
        let mut groups: Vec<std::collections::BTreeMap<Vec<u16>, Vec<u32>>> =
            vec![std::collections::BTreeMap::default(); populations.digits.len()];
        for (cell, population) in populations.of_cell.iter().enumerate() {
            if let Some(p) = population {
                let digits = self.of(cell);
                let key = covariates.iter().map(|&c| digits[c]).collect();
                groups[usize::from(*p)]
                    .entry(key)
                    .or_default()
                    .push(cell as u32);
            }
        }
        let mut group = vec![u32::MAX; self.len()];
        let mut digits = Vec::with_capacity(groups.len());
        for own in groups {
            let mut keys = Vec::with_capacity(own.len());
            for (number, (key, cells)) in own.into_iter().enumerate() {
                for cell in cells {
                    group[cell as usize] = number as u32;
                }
                keys.push(key);
            }
            digits.push(keys);
        }
        (group, digits)
    }
}

/// Mixed-radix numbers over digits: the sparse form of a cell while rows are collected.
#[derive(Debug, Clone)]
pub(crate) struct Radix(Vec<u64>);

/// Up to this many possible codes, and this many per row, the dense numbers are looked up in an array: one that rows fill
/// thinly costs more memory than sorting their codes costs time.
const ARRAY_UP_TO: u64 = 1 << 25;
const CODES_PER_ROW: u64 = 8;

impl Radix {
    /// One radix per digit.
    pub(crate) fn of(digits: &[Digit]) -> Radix {
        Radix(
            digits
                .iter()
                .map(|d| d.labels.len().max(1) as u64)
                .collect(),
        )
    }

    /// Number of possible codes, saturating.
    pub(crate) fn size(&self) -> u64 {
        self.0
            .iter()
            .fold(1, |product, &r| product.saturating_mul(r))
    }

    /// The digits of a code.
    pub(crate) fn digits(&self, mut code: u64, out: &mut Vec<u16>) {
        let start = out.len();
        for &radix in self.0.iter().rev() {
            out.push((code % radix) as u16);
            code /= radix;
        }
        out[start..].reverse();
    }
}

/// Replaces the codes of every list by dense cell numbers in ascending order of code.
/// The codes come in as `u64`; the numbers go out in the same order.
pub(crate) fn densify(
    digits: Vec<Digit>,
    covariates: usize,
    lists: &[Vec<u64>],
) -> (CellTable, Vec<Vec<u32>>) {
    use rayon::prelude::*;
    let radix = Radix::of(&digits);
    let mut codes = Vec::new();
    let mut table = |present: &[u64]| {
        for &code in present {
            radix.digits(code, &mut codes);
        }
    };
    let rows: usize = lists.iter().map(Vec::len).sum();
    let most = ARRAY_UP_TO.min(CODES_PER_ROW * rows as u64);
    let numbered: Vec<Vec<u32>> = if radix.size() <= most {
        let mut number = vec![0u32; radix.size() as usize];
        for list in lists {
            for &code in list {
                number[code as usize] = 1;
            }
        }
        let mut present = Vec::new();
        for (code, slot) in number.iter_mut().enumerate() {
            if *slot == 1 {
                *slot = present.len() as u32;
                present.push(code as u64);
            }
        }
        table(&present);
        lists
            .par_iter()
            .map(|list| list.iter().map(|&code| number[code as usize]).collect())
            .collect()
    } else {
        let mut present: Vec<u64> = lists.iter().flatten().copied().collect();
        present.par_sort_unstable();
        present.dedup();
        table(&present);
        let number = |code: &u64| present.partition_point(|p| p < code) as u32;
        lists
            .par_iter()
            .map(|list| list.iter().map(number).collect())
            .collect()
    };
    (
        CellTable {
            digits,
            covariates,
            codes,
        },
        numbered,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn digit(n: usize) -> Digit {
        Digit {
            name: String::new(),
            labels: (0..n).map(|k| k.to_string()).collect(),
            ordered: false,
        }
    }

    #[test]
    fn codes_become_dense_numbers_in_order() {
        let (cells, lists) = densify(vec![digit(3), digit(4)], 1, &[vec![11, 0], vec![5, 11]]);
        assert_eq!(lists, [vec![2, 0], vec![1, 2]]);
        assert_eq!(cells.len(), 3);
        assert_eq!(cells.of(1), [1, 1]);
        assert_eq!(cells.of(2), [2, 3]);
    }

    #[test]
    fn a_huge_code_space_gives_the_same_numbers() {
        let wide = vec![digit(1 << 14), digit(1 << 14)];
        let (cells, lists) = densify(wide, 1, &[vec![1 << 20, 3], vec![3]]);
        assert_eq!(lists, [vec![1, 0], vec![0]]);
        assert_eq!(cells.of(1), [64, 0]);
    }
}
