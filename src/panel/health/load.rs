//! Who carries a programme: pairings per person of the junior side, several at once, the busiest, and small groups that
//! serve many.

use std::collections::BTreeMap;

use crate::vocab::Day;

use super::super::attributes::CodedAttribute;
use super::super::description::DescribedSums;
use super::aspect::{Aspect, Behind, HealthSums, Loads, Sums};
use super::pairs::{Pairs, Side};

/// A group that holds less than this share is in the position of tokens (Kanter 1977, doi:10.1086/226425).
const FEW: f64 = 0.15;
/// One in so many is among the busiest.
const BUSIEST: usize = 10;

/// The pairings of one person of the junior side.
struct Carrier {
    person: u32,
    /// First and last day of each.
    pairings: Vec<(Day, Day)>,
}

impl Carrier {
    fn load(&self) -> f64 {
        self.pairings.len() as f64
    }

    /// Whether two of the pairings have a day in common.
    fn several_at_once(&self) -> bool {
        let mut sorted = self.pairings.clone();
        sorted.sort_unstable();
        sorted.windows(2).any(|w| w[1].0 <= w[0].1)
    }

    fn first(&self) -> Day {
        self.pairings.iter().map(|p| p.0).min().unwrap_or(Day::MIN)
    }
}

impl Pairs<'_> {
    /// Everything about the load; nothing in programmes that have one side only.
    pub(super) fn load(&self) -> Vec<HealthSums> {
        if !self.has_sides() {
            return Vec::new();
        }
        let mut by_person: BTreeMap<u32, BTreeMap<u32, (Day, Day)>> = BTreeMap::new();
        for pair in &self.list {
            for m in pair.side(Side::Junior) {
                let own = by_person.entry(m.person).or_default();
                own.insert(pair.number, (m.start, m.end));
            }
        }
        let carriers: Vec<Carrier> = by_person
            .into_iter()
            .map(|(person, pairings)| Carrier {
                person,
                pairings: pairings.into_values().collect(),
            })
            .collect();
        let n = carriers.len() as u64;
        let people = |of: &dyn Fn(&Carrier) -> f64| {
            let rows: Vec<(u32, (f64, f64))> =
                carriers.iter().map(|c| (c.person, (of(c), 1.0))).collect();
            Sums::Ratio(DescribedSums::of(Vec::new(), &rows))
        };
        let several = carriers.iter().filter(|c| c.several_at_once()).count() as u64;
        let mut out = vec![
            HealthSums {
                aspect: Aspect::Load,
                sums: people(&Carrier::load),
                units: n,
                behind: Behind {
                    people: n,
                    ..Behind::default()
                },
            },
            HealthSums {
                aspect: Aspect::SeveralAtOnce,
                sums: people(&|c| f64::from(u8::from(c.several_at_once()))),
                units: n,
                behind: Behind {
                    people: n,
                    split: Some((several, n - several)),
                    left_out: 0,
                },
            },
        ];
        out.extend(busiest(&carriers));
        // Where everybody carries as much, no group carries more.
        if carriers
            .windows(2)
            .any(|w| w[0].pairings.len() != w[1].pairings.len())
        {
            for attribute in self.kinds() {
                out.extend(self.few(&carriers, attribute));
            }
        }
        out
    }

    /// The small groups among the values of an attribute.
    fn few(&self, carriers: &[Carrier], attribute: &CodedAttribute) -> Vec<HealthSums> {
        let code = |c: &Carrier| {
            let row = self.panel.row_in_force(c.person as usize, c.first());
            attribute.codes[row as usize]
        };
        let stated: Vec<(u32, f64)> = carriers
            .iter()
            .map(|c| (code(c), c.load()))
            .filter(|(code, _)| *code != attribute.missing())
            .collect();
        let of = |inside: &dyn Fn(u32) -> bool| {
            let loads: Vec<f64> = stated
                .iter()
                .filter(|(code, _)| inside(*code))
                .map(|(_, load)| *load)
                .collect();
            loads_of(&loads)
        };
        attribute
            .labels
            .iter()
            .enumerate()
            .filter_map(|(value, label)| {
                let (group, others) =
                    (of(&|c| c as usize == value)?, of(&|c| c as usize != value)?);
                let share = group.people as f64 / stated.len() as f64;
                (share < FEW).then(|| HealthSums {
                    aspect: Aspect::FewServeMany {
                        attribute: attribute.name.clone(),
                        value: label.clone(),
                    },
                    sums: Sums::Loads(group, others),
                    units: group.people,
                    behind: Behind {
                        people: group.people.min(others.people),
                        split: Some((group.people, others.people)),
                        left_out: 0,
                    },
                })
            })
            .collect()
    }
}

/// Mean and variance of some loads; `None` without any.
fn loads_of(loads: &[f64]) -> Option<Loads> {
    let n = loads.len() as f64;
    let mean = loads.iter().sum::<f64>() / n;
    let squares: f64 = loads.iter().map(|x| (x - mean).powi(2)).sum();
    (!loads.is_empty()).then(|| Loads {
        people: loads.len() as u64,
        mean,
        variance: squares / (n - 1.0).max(1.0),
    })
}

/// The share of the pairings that the busiest tenth carries.
fn busiest(carriers: &[Carrier]) -> Option<HealthSums> {
    let mut loads: Vec<f64> = carriers.iter().map(Carrier::load).collect();
    loads.sort_by(|a, b| b.total_cmp(a));
    let tenth = loads.len().div_ceil(BUSIEST);
    let all: f64 = loads.iter().sum();
    (all > 0.0).then(|| HealthSums {
        aspect: Aspect::Busiest,
        sums: Sums::Share(loads[..tenth].iter().sum::<f64>() / all),
        units: tenth as u64,
        behind: Behind {
            people: tenth as u64,
            ..Behind::default()
        },
    })
}
