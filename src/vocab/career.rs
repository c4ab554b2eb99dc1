//! Steps of careers within the organisation.

/// A step of a career within the organisation, as the table of promotions holds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CareerStep {
    /// A rise of the level.
    Promotion,
    /// A move to another job on the same level.
    Move,
}

impl CareerStep {
    /// Every step.
    pub const EVERY: [CareerStep; 2] = [CareerStep::Promotion, CareerStep::Move];

    /// The word in files.
    pub fn id(self) -> &'static str {
        match self {
            CareerStep::Promotion => "promotion",
            CareerStep::Move => "move",
        }
    }

    /// What a change of level is; `None` for a fall, which is neither.
    pub fn between(from: i64, to: i64) -> Option<CareerStep> {
        match to.cmp(&from) {
            std::cmp::Ordering::Greater => Some(CareerStep::Promotion),
            std::cmp::Ordering::Equal => Some(CareerStep::Move),
            std::cmp::Ordering::Less => None,
        }
    }
}
