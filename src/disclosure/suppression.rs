//! Primary suppression, and the further values that must be hidden with it (disclosure.md, rules 1 and 2).
//!
//! The same people stand behind every estimand of a population, so hiding is decided for cells of people, not
//! for single rows. A cell is hidden when a group in it is smaller than the minimum; an additive family (a
//! total that is shown, and its parts) with hidden parts must hide at least two of them, with at
//! least the minimum of people in each arm between them, or the hidden part would be the total minus the rest.

/// A population's people within one question, as far as hiding is concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell {
    /// Participants.
    pub treated: u64,
    /// Control people.
    pub control: u64,
    /// The smallest group behind any of its rows.
    pub smallest: u64,
}

/// Why a cell is hidden.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hidden {
    /// A group in it is too small.
    Primary,
    /// To protect another.
    Secondary,
}

/// A total and its parts, by position in the list of cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Family {
    /// The total; `None` when no total is published.
    pub total: Option<usize>,
    /// The parts.
    pub parts: Vec<usize>,
}

/// Decides which cells are hidden, to a fixed point over all families.
pub fn suppress(cells: &[Cell], families: &[Family], minimum: u64) -> Vec<Option<Hidden>> {
    let mut hidden: Vec<Option<Hidden>> = cells
        .iter()
        .map(|c| (c.smallest < minimum).then_some(Hidden::Primary))
        .collect();
    loop {
        let mut changed = false;
        for family in families {
            changed |= protect(cells, family, minimum, &mut hidden);
        }
        if !changed {
            return hidden;
        }
    }
}

/// Hides further parts of one family until nothing follows by subtraction; whether it hid any.
fn protect(cells: &[Cell], family: &Family, minimum: u64, hidden: &mut [Option<Hidden>]) -> bool {
    let shown_total = family.total.is_some_and(|t| hidden[t].is_none());
    let mut changed = false;
    loop {
        let secret: Vec<usize> = family
            .parts
            .iter()
            .copied()
            .filter(|&p| hidden[p].is_some())
            .collect();
        if secret.is_empty() || !shown_total {
            return changed;
        }
        let safe = |people: fn(&Cell) -> u64| {
            // A hidden part with nobody in it protects nobody: that it is empty may be known.
            let sizes: Vec<u64> = secret
                .iter()
                .map(|&p| people(&cells[p]))
                .filter(|&n| n > 0)
                .collect();
            sizes.is_empty() || (sizes.len() >= 2 && sizes.iter().sum::<u64>() >= minimum)
        };
        if safe(|c| c.treated) && safe(|c| c.control) {
            return changed;
        }
        // The smallest shown part loses least; ties go to the earlier one, so that the choice is stable.
        let next = family
            .parts
            .iter()
            .copied()
            .filter(|&p| hidden[p].is_none() && cells[p].treated > 0)
            .min_by_key(|&p| (cells[p].treated, cells[p].control, p));
        match next {
            Some(part) => hidden[part] = Some(Hidden::Secondary),
            None => match family.total {
                // Every part is hidden and still too few people: the total would give them away.
                Some(total) => {
                    hidden[total] = Some(Hidden::Secondary);
                    return true;
                }
                None => return changed,
            },
        }
        changed = true;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(n: u64) -> Cell {
        Cell {
            treated: n,
            control: 10 * n,
            smallest: n,
        }
    }

    #[test]
    fn a_single_hidden_part_takes_the_smallest_shown_one_with_it() {
        let cells = [cell(100), cell(4), cell(60), cell(36)];
        let family = Family {
            total: Some(0),
            parts: vec![1, 2, 3],
        };
        let hidden = suppress(&cells, &[family], 10);
        assert_eq!(
            hidden,
            vec![None, Some(Hidden::Primary), None, Some(Hidden::Secondary)]
        );
    }

    #[test]
    fn two_hidden_parts_that_together_are_too_few_take_a_third() {
        let cells = [cell(100), cell(2), cell(3), cell(55), cell(40)];
        let hidden = suppress(
            &cells,
            &[Family {
                total: Some(0),
                parts: vec![1, 2, 3, 4],
            }],
            10,
        );
        assert_eq!(hidden[4], Some(Hidden::Secondary));
        assert_eq!(hidden[3], None);
    }

    #[test]
    fn families_that_share_a_part_reach_a_fixed_point() {
        // Two-way table [[4, 36], [30, 30]] with margins 40, 60 and 34, 66: hiding one corner hides all four.
        let cells = [
            cell(4),
            cell(36),
            cell(30),
            cell(30),
            cell(40),
            cell(60),
            cell(34),
            cell(66),
        ];
        let families = [
            Family {
                total: Some(4),
                parts: vec![0, 1],
            },
            Family {
                total: Some(5),
                parts: vec![2, 3],
            },
            Family {
                total: Some(6),
                parts: vec![0, 2],
            },
            Family {
                total: Some(7),
                parts: vec![1, 3],
            },
        ];
        let hidden = suppress(&cells, &families, 10);
        assert!(hidden[..4].iter().all(Option::is_some));
        assert!(hidden[4..].iter().all(Option::is_none));
    }

    #[test]
    fn an_empty_hidden_part_protects_nobody() {
        let nobody = Cell {
            treated: 0,
            control: 500,
            smallest: 0,
        };
        let cells = [cell(64), cell(4), nobody, cell(60)];
        let hidden = suppress(
            &cells,
            &[Family {
                total: Some(0),
                parts: vec![1, 2, 3],
            }],
            10,
        );
        assert_eq!(hidden[3], Some(Hidden::Secondary));
    }

    #[test]
    fn a_total_without_shown_parts_left_is_hidden_itself() {
        let cells = [cell(12), cell(8), cell(0)];
        let hidden = suppress(
            &cells,
            &[Family {
                total: Some(0),
                parts: vec![1, 2],
            }],
            10,
        );
        assert_eq!(hidden[0], Some(Hidden::Secondary));
    }
}
