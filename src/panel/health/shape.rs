//! Whether pairings are what their model asks for: size, who must be in them, sides that differ. Nothing is left out for it.

use crate::vocab::{Day, Role, RoleRule};

use super::super::attributes::CodedAttribute;
use super::aspect::{Aspect, HealthSums, ShapeRule};
use super::pairs::{Pair, Pairs, Side};

impl Pairs<'_> {
    /// A share of pairings for each rule of the model that they break.
    pub(super) fn shape(&self) -> Vec<HealthSums> {
        self.shape_rules()
            .into_iter()
            .filter_map(|rule| {
                let aspect = Aspect::OffModel {
                    model: self.programme.model,
                    rule,
                };
                self.ratio(aspect, true, &|pair| {
                    let broken = self.breaks(pair, rule)?;
                    Some((f64::from(u8::from(broken)), 1.0))
                })
            })
            .collect()
    }

    /// Whether a pairing breaks any rule of its model.
    pub(super) fn off_model(&self, pair: &Pair) -> bool {
        let rules = self.shape_rules();
        rules.iter().any(|&r| self.breaks(pair, r) == Some(true))
    }

    /// The rules of the model; none where nobody has a role that it speaks of, so that it cannot be meant.
    fn shape_rules(&self) -> Vec<ShapeRule> {
        let definition = self.programme.model.definition();
        let known = |role: &Role| definition.roles.iter().any(|r| r.any_of.contains(role));
        let mut members = self.list.iter().flat_map(|pair| &pair.members);
        if !members.any(|m| known(&m.role)) {
            return Vec::new();
        }
        let mut rules = vec![ShapeRule::Size];
        rules.extend((0..definition.roles.len()).map(ShapeRule::Role));
        rules.extend(definition.across.iter().map(|_| ShapeRule::Across));
        rules
    }

    /// Whether a pairing breaks a rule; `None` where nothing is stated that could tell.
    fn breaks(&self, pair: &Pair, rule: ShapeRule) -> Option<bool> {
        let definition = self.programme.model.definition();
        match rule {
            ShapeRule::Size => {
                let (low, high) = definition.size;
                Some(!(low..=high).contains(&most_at_once(pair)))
            }
            ShapeRule::Role(k) => Some(is_short(pair, definition.roles.get(k)?)),
            ShapeRule::Across => {
                let name = definition.across.as_ref()?;
                let attribute = self.panel.attributes.iter().find(|a| a.name == *name)?;
                self.sides_meet(pair, attribute)
            }
        }
    }

    /// Whether anybody of one side shares the attribute with anybody of the other.
    fn sides_meet(&self, pair: &Pair, attribute: &CodedAttribute) -> Option<bool> {
        let same = |a: u32, b: u32| if a == b { 1.0 } else { 0.0 };
        Some(self.between(pair, attribute, &same)? > 0.0)
    }
}

/// The most people of a pairing at one time, sponsors not counted; each once.
fn most_at_once(pair: &Pair) -> usize {
    let counted = || pair.members.iter().filter(|m| Side::of(m.role).is_some());
    let on = |day: Day| {
        let mut people: Vec<u32> = counted()
            .filter(|m| m.start <= day && day <= m.end)
            .map(|m| m.person)
            .collect();
        people.sort_unstable();
        people.dedup();
        people.len()
    };
    counted().map(|m| on(m.start)).max().unwrap_or(0)
}

/// Whether a pairing never had enough people in the roles of a rule.
fn is_short(pair: &Pair, rule: &RoleRule) -> bool {
    let mut people: Vec<u32> = pair
        .members
        .iter()
        .filter(|m| rule.any_of.contains(&m.role))
        .map(|m| m.person)
        .collect();
    people.sort_unstable();
    people.dedup();
    people.len() < rule.at_least
}
