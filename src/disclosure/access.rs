//! Who got in, after disclosure control: a group is shown when enough people took part and enough did not, no other
//! group follows from it, and no finding hides the same people.

use crate::findings::{Access, AccessVerdict, Population};
use crate::vocab::RoleScope;

use super::suppression::{Cell, Family, suppress};

/// Rates of one dimension of one programme and role.
#[derive(Debug, Clone, PartialEq)]
pub struct ReleasedAccess {
    /// Programme id.
    pub programme: String,
    /// Programme in words.
    pub programme_name: String,
    /// Role.
    pub role: RoleScope,
    /// The groups, in the order of the findings.
    pub groups: Vec<ReleasedGroup>,
}

/// One group.
#[derive(Debug, Clone, PartialEq)]
pub struct ReleasedGroup {
    /// Dimension.
    pub dimension: String,
    /// Value.
    pub value: String,
    /// What is shown; `None` when hidden.
    pub figures: Option<AccessFigures>,
}

/// The shown figures of a group.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AccessFigures {
    /// People who took part.
    pub enrolled: u64,
    /// People who could have.
    pub eligible: u64,
    /// The first over the second, in percent.
    pub rate: f64,
    /// Rate over that of the largest group; absent for that group, and for all when it is hidden.
    pub ratio: Option<f64>,
    /// Interval of the ratio.
    pub interval: Option<(f64, f64)>,
    /// Fisher's exact p-value.
    pub p_value: Option<f64>,
    /// What the four-fifths rule says; absent when the largest group is hidden.
    pub verdict: Option<AccessVerdict>,
}

/// Hides what must be hidden. `hidden_elsewhere` tells whether a finding about the same people of a programme, role and
/// population (so many participants) is hidden.
pub(super) fn released_access(
    access: Access,
    minimum: u64,
    hidden_elsewhere: &dyn Fn(&str, RoleScope, &Population, u64) -> bool,
) -> ReleasedAccess {
    let cell = |enrolled: u64, eligible: u64| Cell {
        treated: enrolled,
        control: eligible - enrolled,
        smallest: enrolled.min(eligible - enrolled),
    };
    let mut cells: Vec<Cell> = access
        .groups
        .iter()
        .map(|g| cell(g.enrolled, g.eligible))
        .collect();
    cells.push(cell(access.enrolled, access.eligible));
    let total = cells.len() - 1;
    let family = Family {
        total: Some(total),
        parts: (0..total).collect(),
    };
    let fates = suppress(&cells, &[family], minimum);
    let shown: Vec<bool> = access
        .groups
        .iter()
        .zip(&fates)
        .map(|(g, fate)| {
            fate.is_none()
                && !hidden_elsewhere(&access.programme, access.role, &g.population, g.enrolled)
        })
        .collect();
    let reference_shown = access
        .groups
        .iter()
        .zip(&shown)
        .any(|(g, shown)| *shown && g.answer.verdict == AccessVerdict::Reference);
    let groups = access
        .groups
        .into_iter()
        .zip(shown)
        .map(|(g, shown)| ReleasedGroup {
            figures: shown.then_some(AccessFigures {
                enrolled: g.enrolled,
                eligible: g.eligible,
                rate: g.answer.rate,
                ratio: g.answer.ratio.filter(|_| reference_shown),
                interval: g.answer.interval.filter(|_| reference_shown),
                p_value: g.answer.p_value.filter(|_| reference_shown),
                verdict: reference_shown.then_some(g.answer.verdict),
            }),
            dimension: g.population.dimension,
            value: g.population.value,
        })
        .collect();
    ReleasedAccess {
        programme: access.programme,
        programme_name: access.programme_name,
        role: access.role,
        groups,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::findings::AccessGroup;
    use crate::vocab::Role;

    fn access(counts: &[(u64, u64)]) -> Access {
        let groups = counts
            .iter()
            .enumerate()
            .map(|(at, &(enrolled, eligible))| AccessGroup {
                population: Population::of_parts(vec![("region".to_owned(), at.to_string())]),
                enrolled,
                eligible,
                answer: crate::findings::AccessAnswer {
                    rate: 100.0 * enrolled as f64 / eligible as f64,
                    ratio: (at > 0).then_some(0.5),
                    interval: None,
                    p_value: (at > 0).then_some(0.01),
                    verdict: if at == 0 {
                        AccessVerdict::Reference
                    } else {
                        AccessVerdict::Adverse
                    },
                },
            });
        Access {
            programme: "p".to_owned(),
            programme_name: "P".to_owned(),
            role: RoleScope::One(Role::Mentor),
            enrolled: counts.iter().map(|c| c.0).sum(),
            eligible: counts.iter().map(|c| c.1).sum(),
            groups: groups.collect(),
        }
    }

    fn shown(counts: &[(u64, u64)], hidden: usize) -> Vec<bool> {
        let elsewhere =
            |_: &str, _: RoleScope, p: &Population, _: u64| p.value == hidden.to_string();
        released_access(access(counts), 10, &elsewhere)
            .groups
            .iter()
            .map(|g| g.figures.is_some())
            .collect()
    }

    #[test]
    fn a_small_group_takes_another_with_it() {
        let counts = [(60, 200), (4, 90), (20, 80), (30, 100)];
        assert_eq!(shown(&counts, 9), [true, false, false, true]);
        // What a finding hides is hidden here too.
        assert_eq!(shown(&counts, 3), [true, false, false, false]);
    }

    #[test]
    fn nothing_is_measured_against_a_hidden_group() {
        let counts = [(60, 200), (20, 80), (30, 100)];
        let elsewhere = |_: &str, _: RoleScope, p: &Population, _: u64| p.value == "0";
        let released = released_access(access(&counts), 10, &elsewhere);
        assert!(released.groups[0].figures.is_none());
        let other = released.groups[1].figures.expect("large enough");
        assert_eq!(
            (other.ratio, other.p_value, other.verdict),
            (None, None, None)
        );
        assert_eq!((other.enrolled, other.eligible), (20, 80));
    }
}
