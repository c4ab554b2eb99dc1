//! Roles of a membership, and the scope of a comparison: one role or any.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// What a person is in a pairing. In reverse mentoring the mentor is the junior side.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// The junior side, who mentors.
    Mentor,
    /// The senior side, who is mentored.
    Mentee,
    /// Leads a circle together with another.
    CoLead,
    /// Senior sponsor of a pairing.
    Sponsor,
    /// Member of a circle, pod or track.
    Member,
}

impl Role {
    /// Every role, in the order of the findings.
    pub const EVERY: [Role; 5] = [
        Role::Mentor,
        Role::Mentee,
        Role::CoLead,
        Role::Sponsor,
        Role::Member,
    ];

    /// The id used in files.
    pub fn id(self) -> &'static str {
        match self {
            Role::Mentor => "mentor",
            Role::Mentee => "mentee",
            Role::CoLead => "co_lead",
            Role::Sponsor => "sponsor",
            Role::Member => "member",
        }
    }

    /// A small number for arrays: the position in [`Role::EVERY`].
    pub fn code(self) -> u8 {
        self as u8
    }

    /// The role with a position in [`Role::EVERY`].
    pub fn from_code(code: u8) -> Option<Role> {
        Role::EVERY.get(usize::from(code)).copied()
    }
}

impl FromStr for Role {
    type Err = ();

    fn from_str(text: &str) -> Result<Role, ()> {
        let wanted = text.trim().to_ascii_lowercase().replace(['-', ' '], "_");
        Role::EVERY
            .into_iter()
            .find(|role| role.id() == wanted)
            .ok_or(())
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

/// Whom a comparison is about: the people of one role, or participants in any role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RoleScope {
    /// People who started in this role.
    One(Role),
    /// People who started in any role.
    Any,
}

impl RoleScope {
    /// The id used in findings.
    pub fn id(self) -> &'static str {
        match self {
            RoleScope::One(role) => role.id(),
            RoleScope::Any => "any",
        }
    }

    /// Whether a membership in `role` counts.
    pub fn admits(self, role: Role) -> bool {
        match self {
            RoleScope::One(own) => own == role,
            RoleScope::Any => true,
        }
    }
}

impl fmt::Display for RoleScope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}
