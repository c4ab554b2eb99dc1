//! Promotions seen in snapshots: a rise of `job_level` from one to the next, dated by the later.

use crate::tables::{Attribute, Column, Roster};
use crate::vocab::Day;

/// Rises of level between consecutive snapshots of a person, by person and day; none when the roster has no level.
pub(super) fn from_snapshots(roster: &Roster) -> Vec<(u32, Day)> {
    let Some(Attribute::Number(levels)) = roster.attribute(Column::JobLevel.name()) else {
        return Vec::new();
    };
    let mut out = Vec::new();
    for (person, bounds) in roster.first_row.windows(2).enumerate() {
        let &[from, to] = bounds else { continue };
        let mut last = f64::NAN;
        for row in from as usize..to as usize {
            let (Some(&level), Some(&as_of)) = (levels.get(row), roster.as_of.get(row)) else {
                continue;
            };
            if level > last && as_of > Day::MIN {
                out.push((person as u32, as_of));
            }
            if !level.is_nan() {
                last = level;
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::AttributeColumn;

    #[test]
    fn rises_between_snapshots_are_promotions() {
        let nan = f64::NAN;
        let roster = Roster {
            first_row: vec![0, 3, 5],
            as_of: [10, 20, 30, 10, 20].map(Day).to_vec(),
            hire: vec![Day(0); 5],
            manager: vec![u32::MAX; 5],
            attributes: vec![AttributeColumn {
                name: "job_level".to_owned(),
                values: Attribute::Number(vec![3.0, nan, 4.0, 5.0, 4.0]),
            }],
        };
        assert_eq!(from_snapshots(&roster), [(0, Day(30))]);
    }
}
