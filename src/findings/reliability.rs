//! Is a score measured well enough? One entry a score outcome, the same for every programme and role, and the caution
//! that every finding about a poorly measured score carries.
//!
//! Deliberately absent: any change to an estimate or its grade. Noise in a score widens intervals by itself; what a
//! reader cannot see there is that the items may not be about one thing.

use crate::estimators::{ItemConsistency, RaterAgreement, item_consistency, rater_agreement};
use crate::tables::{ItemAnswers, Measure, Organisation, Outcome};

/// Under this, a score is not measured well enough to lean on.
pub const TOO_LOW: f64 = 0.6;
/// From here on it is measured well (Nunnally 1978).
const GOOD: f64 = 0.7;
/// An item weakens a score when alpha without it is higher by this much.
const WEAKENS_BY: f64 = 0.02;

/// A coefficient with its 95 % interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Coefficient {
    /// The value; may be negative.
    pub value: f64,
    /// Lower limit.
    pub low: f64,
    /// Upper limit.
    pub high: f64,
}

/// How good a coefficient is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quality {
    /// 0.7 and more.
    Good,
    /// 0.6 to 0.7.
    Fair,
    /// Under 0.6.
    TooLow,
}

/// How one item fits the others.
#[derive(Debug, Clone, PartialEq)]
pub struct ItemFit {
    /// Its name.
    pub item: String,
    /// Correlation with the sum of the other items.
    pub with_rest: f64,
    /// Alpha of the other items; `None` with two items.
    pub alpha_without: Option<f64>,
}

/// How well items hang together.
#[derive(Debug, Clone, PartialEq)]
pub struct Consistency {
    /// Complete responses used.
    pub responses: u64,
    /// People who answered in the largest wave.
    pub people: u64,
    /// Cronbach's alpha.
    pub alpha: Coefficient,
    /// Each item.
    pub items: Vec<ItemFit>,
}

/// How far raters agree.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Agreement {
    /// Ratings used.
    pub ratings: u64,
    /// People rated in the largest wave.
    pub people: u64,
    /// Ratings per person, wave and item.
    pub raters: f64,
    /// Intraclass correlation of a single rating.
    pub single: Coefficient,
    /// Intraclass correlation of the mean of the raters.
    pub mean: Coefficient,
}

/// Why a score cannot be judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unjudged {
    /// It has one item.
    OneItem,
    /// The scores came without their items.
    NotKnown,
    /// Too few complete responses, or too few people rated, to be shown.
    TooFew,
    /// An item does not vary, nobody has several raters, or too few answers for the method.
    NotEstimable,
}

/// How well one score is measured.
#[derive(Debug, Clone, PartialEq)]
pub struct Reliability {
    /// Outcome id.
    pub outcome: String,
    /// Outcome in words.
    pub label: String,
    /// Number of its items.
    pub items: usize,
    /// Whether its items hang together.
    pub consistency: Result<Consistency, Unjudged>,
    /// Whether raters agree; `None` where nobody is rated by others.
    pub agreement: Option<Result<Agreement, Unjudged>>,
}

impl Coefficient {
    /// How good it is.
    pub fn quality(&self) -> Quality {
        match self.value {
            x if x >= GOOD => Quality::Good,
            x if x >= TOO_LOW => Quality::Fair,
            _ => Quality::TooLow,
        }
    }

    /// The value for a sentence that says it is under the limit: two decimals, cut off rather than rounded up to it.
    fn below(&self) -> String {
        let rounded = (self.value * 100.0).round() / 100.0;
        format!("{:.2}", rounded.min(TOO_LOW - 0.01) + 0.0)
    }
}

impl Consistency {
    /// The item without which the others hang together clearly better.
    pub fn weakest(&self) -> Option<&ItemFit> {
        self.items
            .iter()
            .filter_map(|item| Some((item, item.alpha_without?)))
            .filter(|(_, without)| *without >= self.alpha.value + WEAKENS_BY)
            .max_by(|a, b| a.1.total_cmp(&b.1))
            .map(|(item, _)| item)
    }
}

impl Reliability {
    /// How well the scores of an organisation are measured, one entry a score outcome.
    pub(super) fn of(organisation: &Organisation, outcomes: &[Outcome]) -> Vec<Reliability> {
        let answers = |position: usize| {
            organisation.scores.iter().find_map(|scores| {
                let k = scores.outcomes.iter().position(|&o| o == position)?;
                scores.answers.get(k)
            })
        };
        outcomes
            .iter()
            .enumerate()
            .filter_map(|(position, outcome)| match &outcome.measure {
                Measure::Score { items, .. } => {
                    Some(Reliability::one(outcome, items.len(), answers(position)))
                }
                _ => None,
            })
            .collect()
    }

    fn one(outcome: &Outcome, items: usize, answers: Option<&ItemAnswers>) -> Reliability {
        let items = answers.map_or(items, |a| a.items.len());
        Reliability {
            outcome: outcome.id.clone(),
            label: outcome.label.clone(),
            items,
            consistency: match answers {
                _ if items < 2 => Err(Unjudged::OneItem),
                None => Err(Unjudged::NotKnown),
                Some(answers) => consistency(&answers.items, item_consistency(&answers.waves)),
            },
            agreement: answers
                .and_then(|a| a.raters.as_ref())
                .map(|strata| agreement(rater_agreement(strata))),
        }
    }

    /// Takes away what rests on fewer people than may be shown.
    #[must_use]
    pub fn without_small_groups(mut self, minimum: u64) -> Reliability {
        if self.consistency.as_ref().is_ok_and(|c| c.people < minimum) {
            self.consistency = Err(Unjudged::TooFew);
        }
        if let Some(Ok(agreement)) = self.agreement
            && agreement.people < minimum
        {
            self.agreement = Some(Err(Unjudged::TooFew));
        }
        self
    }

    /// Whether the score is measured too poorly to lean on.
    pub fn is_too_low(&self) -> bool {
        self.caution().is_some()
    }

    /// What findings about the score must say; `None` when there is nothing to warn of.
    pub fn caution(&self) -> Option<String> {
        let low = |c: &Coefficient| c.quality() == Quality::TooLow;
        let items = self.consistency.as_ref().ok().map(|c| c.alpha).filter(low);
        let raters = match &self.agreement {
            Some(Ok(agreement)) => Some(agreement.mean).filter(low),
            _ => None,
        };
        let items = items.map(|alpha| {
            format!(
                "The items of this score do not hang together well (Cronbach's alpha {}, under {TOO_LOW}): read it with care.",
                alpha.below()
            )
        });
        let raters = raters.map(|mean| {
            format!(
                "Raters do not agree well on this score (intraclass correlation of their mean {}, under {TOO_LOW}): read it with care.",
                mean.below()
            )
        });
        let said: Vec<String> = items.into_iter().chain(raters).collect();
        (!said.is_empty()).then(|| said.join(" "))
    }
}

fn consistency(items: &[String], found: ItemConsistency) -> Result<Consistency, Unjudged> {
    let alpha = found.alpha.map_err(|_| Unjudged::NotEstimable)?;
    let fits = items.iter().zip(&alpha.item_rest).zip(&alpha.without).map(
        |((item, &with_rest), &alpha_without)| ItemFit {
            item: item.clone(),
            with_rest,
            alpha_without,
        },
    );
    Ok(Consistency {
        responses: found.responses,
        people: found.people,
        alpha: Coefficient {
            value: alpha.raw,
            low: alpha.feldt.low,
            high: alpha.feldt.high,
        },
        items: fits.collect(),
    })
}

fn agreement(found: RaterAgreement) -> Result<Agreement, Unjudged> {
    let (single, mean) = found.correlations.map_err(|_| Unjudged::NotEstimable)?;
    let coefficient = |icc: crate::kernel::intraclass::Icc| Coefficient {
        value: icc.value,
        low: icc.interval.low,
        high: icc.interval.high,
    };
    Ok(Agreement {
        ratings: found.ratings,
        people: found.people,
        raters: found.raters,
        single: coefficient(single),
        mean: coefficient(mean),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn measured(alpha: f64, people: u64) -> Reliability {
        let alpha = Coefficient {
            value: alpha,
            low: alpha - 0.1,
            high: alpha + 0.1,
        };
        let fit = |item: &str, with_rest, without| ItemFit {
            item: item.to_owned(),
            with_rest,
            alpha_without: Some(without),
        };
        Reliability {
            outcome: "trust".to_owned(),
            label: "Trust".to_owned(),
            items: 3,
            consistency: Ok(Consistency {
                responses: 3 * people,
                people,
                alpha,
                items: vec![
                    fit("q1", 0.5, alpha.value - 0.1),
                    fit("q2", -0.2, alpha.value + 0.2),
                    fit("q3", 0.3, alpha.value + 0.03),
                ],
            }),
            agreement: None,
        }
    }

    #[test]
    fn the_limit_is_where_the_caution_starts() {
        assert_eq!(measured(0.6, 50).caution(), None);
        let said = measured(0.5996, 50).caution().expect("under the limit");
        assert_eq!(
            said,
            "The items of this score do not hang together well (Cronbach's alpha 0.59, under 0.6): read it with care."
        );
        assert!(
            measured(-0.3, 50)
                .caution()
                .is_some_and(|c| c.contains("-0.30"))
        );
        let qualities = [0.7, 0.69, 0.59].map(|value| {
            let (low, high) = (0.0, 1.0);
            Coefficient { value, low, high }.quality()
        });
        assert_eq!(qualities, [Quality::Good, Quality::Fair, Quality::TooLow]);
    }

    #[test]
    fn raters_who_do_not_agree_are_told_of() {
        let low = Coefficient {
            value: 0.41,
            low: 0.2,
            high: 0.6,
        };
        let mut rated = measured(0.9, 50);
        rated.agreement = Some(Ok(Agreement {
            ratings: 500,
            people: 9,
            raters: 5.0,
            single: low,
            mean: low,
        }));
        let said = rated.caution().expect("raters do not agree");
        assert!(said.contains("0.41") && !said.contains("alpha"), "{said}");
        let hidden = rated.without_small_groups(10);
        assert_eq!(hidden.agreement, Some(Err(Unjudged::TooFew)));
        assert!(hidden.consistency.is_ok() && hidden.caution().is_none());
    }

    #[test]
    fn few_people_are_hidden_and_the_weakest_item_is_named() {
        let poor = measured(0.4, 9);
        let weakest = poor
            .consistency
            .as_ref()
            .map(|c| c.weakest().map(|i| i.item.as_str()));
        assert_eq!(weakest, Ok(Some("q2")));
        let hidden = poor.without_small_groups(10);
        assert_eq!(hidden.consistency, Err(Unjudged::TooFew));
        assert_eq!(hidden.caution(), None);
    }
}
