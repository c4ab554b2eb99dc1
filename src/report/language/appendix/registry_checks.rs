//! The registry: checks on comparisons and measures, access, disclosure.

use crate::disclosure::shown::Reliability;
use crate::vocab::Duty;

use super::citations::{CRONBACH, FELDT, FISHER, HUNDEPOOL, KATZ, LIPSITCH, SHROUT, UGESP};
use super::entry::{Entry, Told};

/// Checks.
pub(super) const CHECKS: &[Entry] = &[
    Entry {
        id: "negative-controls",
        name: "Negative controls",
        told: Told::Where(|f| f.has_duty(Duty::NegativeControl)),
        statement: "Outcomes that the programme cannot have changed, estimated like all others. When the overall headline of one has a p-value under 0.05 (divided by the number of horizons), something else sets the groups apart, and every effect of the same programme and role is withheld, in every group.",
        error: "",
        sources: &[LIPSITCH],
    },
    Entry {
        id: "alpha",
        name: "Cronbach’s alpha",
        told: Told::Where(|f| measured(f.release.reliability(), |r| r.consistency.is_ok())),
        statement: "Of complete responses, from covariances of the items (after reversal) pooled within waves; each item is correlated with the sum of the others. Good from 0.7, fair from 0.6, too low under it: findings about such a score say so, and no public claim is made of them.",
        error: "Feldt’s interval, counting the people of the largest wave, since the same people answer again.",
        sources: &[CRONBACH, FELDT],
    },
    Entry {
        id: "intraclass",
        name: "Intraclass correlation of raters",
        told: Told::Where(|f| {
            measured(f.release.reliability(), |r| {
                matches!(r.agreement, Some(Ok(_)))
            })
        }),
        statement: "Where several people rate one person: one-way random effects, of a single rating, ICC(1), and of the mean of the raters, ICC(k), pooled within waves and items.",
        error: "F interval, counting the people of the largest wave.",
        sources: &[SHROUT],
    },
    Entry {
        id: "access",
        name: "Adverse-impact ratio",
        told: Told::Where(|f| !f.release.access().is_empty()),
        statement: "The rate is the share who took part of all who were employed and eligible on the eve of an enrolment period, had not started by then and could be followed; direct reports of mentees are left out where they are no controls. A group is compared with the one that has most eligible people. Adverse impact is a ratio under four fifths with p < 0.05; a verdict that one person’s other choice, or one place given to the other group, would reverse is not given. A rate says nothing about who wished to take part.",
        error: "Ratio with Katz’ interval on the log scale; p-value of Fisher’s exact test.",
        sources: &[UGESP, KATZ, FISHER],
    },
    Entry {
        id: "disclosure",
        name: "Disclosure control",
        told: Told::Always,
        statement: "Figures about groups under the minimum are removed before anything is written, and further figures with them, so that no hidden one is a shown total minus shown parts. Shares of nearly 0 % or 100 % are shown as bounds.",
        error: "",
        sources: &[HUNDEPOOL],
    },
];

fn measured(scores: &[Reliability], by: impl Fn(&Reliability) -> bool) -> bool {
    scores.iter().any(by)
}
