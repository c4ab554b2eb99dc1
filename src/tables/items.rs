//! What is kept of single answers once they are scores: sums per construct and wave, enough to judge how well the items
//! hang together and how far raters agree.
//!
//! Answers count in whole steps of the scale (`ingest` fixes the step, one for all items of a construct), after items that
//! count backwards were turned. Sums of whole numbers are exact, so that the order of rows, chunks and files changes
//! nothing. Deliberately absent: the step itself, since what is made of the sums does not depend on it.

use std::ops::AddAssign;

/// The sums of one construct.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ItemAnswers {
    /// The items, in the order of the pipeline, each once.
    pub items: Vec<String>,
    /// Sums over complete responses, one a wave; empty for a construct of one item.
    pub waves: Vec<ItemSums>,
    /// Where a person's answer is the mean of several raters: sums of the single ratings, one entry a wave and item.
    pub raters: Option<Vec<RaterSums>>,
}

/// Sums over the responses of one wave in which every item is answered.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ItemSums {
    /// Complete responses.
    pub responses: i64,
    /// Sum per item.
    pub sums: Vec<i128>,
    /// Sums of products: item 0 with 0, 1, …, then item 1 with 1, 2, … and so on.
    pub products: Vec<i128>,
}

/// Sums over the ratings of one item in one wave. Subjects are the people rated.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct RaterSums {
    /// Ratings.
    pub ratings: u64,
    /// People rated.
    pub subjects: u64,
    /// Sum over subjects of the squared number of ratings.
    pub squared_counts: u64,
    /// Sum of the ratings.
    pub sum: i128,
    /// Sum of the squared ratings.
    pub squares: i128,
    /// Sum over subjects of the squared sum of ratings by the number of ratings.
    pub squared_means: f64,
}

impl ItemSums {
    /// No responses yet to so many items.
    pub fn none(items: usize) -> ItemSums {
        ItemSums {
            responses: 0,
            sums: vec![0; items],
            products: vec![0; items * (items + 1) / 2],
        }
    }

    /// Adds one complete response.
    pub fn add_response(&mut self, answers: &[i64]) {
        self.responses += 1;
        add_response(&mut self.sums, &mut self.products, answers);
    }

    /// Adds other sums of the same items.
    pub fn add(&mut self, other: &ItemSums) {
        self.combine(other, 1);
    }

    /// Takes responses away that were counted before.
    pub fn take_away(&mut self, other: &ItemSums) {
        self.combine(other, -1);
    }

    fn combine(&mut self, other: &ItemSums, sign: i64) {
        self.responses += sign * other.responses;
        let pairs = self.sums.iter_mut().zip(&other.sums);
        let products = self.products.iter_mut().zip(&other.products);
        for (own, more) in pairs.chain(products) {
            *own += i128::from(sign) * more;
        }
    }
}

/// Adds a complete response to sums and products laid out as in [`ItemSums`], of any width of number.
pub fn add_response<T: From<i64> + AddAssign>(sums: &mut [T], products: &mut [T], answers: &[i64]) {
    for (sum, &answer) in sums.iter_mut().zip(answers) {
        *sum += T::from(answer);
    }
    let mut later = products;
    for (k, &answer) in answers.iter().enumerate() {
        let (own, rest) = later.split_at_mut((answers.len() - k).min(later.len()));
        for (product, &other) in own.iter_mut().zip(&answers[k..]) {
            *product += T::from(answer * other);
        }
        later = rest;
    }
}

impl RaterSums {
    /// Adds one subject with its ratings.
    pub fn add_subject(&mut self, ratings: impl IntoIterator<Item = i32>) {
        let (mut count, mut sum) = (0_u64, 0_i128);
        for rating in ratings {
            let rating = i128::from(rating);
            count += 1;
            sum += rating;
            self.squares += rating * rating;
        }
        if count == 0 {
            return;
        }
        self.ratings += count;
        self.subjects += 1;
        self.squared_counts += count * count;
        self.sum += sum;
        self.squared_means += (sum * sum) as f64 / count as f64;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_stand_in_the_order_of_a_triangle() {
        let mut sums = ItemSums::none(3);
        sums.add_response(&[2, 3, 5]);
        assert_eq!(sums.products, [4, 6, 10, 9, 15, 25]);
        assert_eq!((sums.responses, sums.sums), (1, vec![2, 3, 5]));
    }

    #[test]
    fn what_is_taken_away_was_never_there() {
        let one = ItemSums {
            responses: 1,
            sums: vec![2, -3],
            products: vec![4, -6, 9],
        };
        let mut all = ItemSums::none(2);
        all.add(&one);
        all.add(&one);
        assert_eq!(all.products, [8, -12, 18]);
        all.take_away(&one);
        assert_eq!(all, one);
    }

    #[test]
    fn ratings_by_hand() {
        let mut sums = RaterSums::default();
        sums.add_subject([1, 3]);
        sums.add_subject([]);
        sums.add_subject([9]);
        let expected = RaterSums {
            ratings: 3,
            subjects: 2,
            squared_counts: 5,
            sum: 13,
            squares: 91,
            squared_means: 89.0,
        };
        assert_eq!(sums, expected);
    }
}
