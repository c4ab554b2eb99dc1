//! What tables say again and again, in the words of a language: a range, a range behind its value, whom a row is about.

use crate::vocab::RoleScope;

use super::super::number::Figures;
use super::catalogue::args;

impl Figures {
    /// `1.2 to 3.4`, of finished numbers.
    pub(crate) fn between(self, low: &str, high: &str) -> String {
        self.say("between", args!["low" => low, "high" => high])
    }

    /// `2.3 (1.2 to 3.4)`, of finished numbers.
    pub(crate) fn spread(self, value: &str, low: &str, high: &str) -> String {
        self.say(
            "spread",
            args!["value" => value, "low" => low, "high" => high],
        )
    }

    /// The people of a role with their programme: `Mentors · Global Exchange`.
    pub(crate) fn whom(self, role: RoleScope, programme: &str) -> String {
        self.say(
            "whom-of",
            args!["role" => role.id(), "programme" => programme],
        )
    }
}
