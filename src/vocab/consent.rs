//! Consent to a quote: for whom it was given, and whether it holds on a day.
//!
//! A day on which consent is given counts; a day on which it runs out or is taken back does not: in doubt nothing is shown.

use super::Day;

/// For whom a person allows their words to be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Consent {
    /// For nobody.
    None,
    /// Within the organisation.
    Internal,
    /// For everybody, within the organisation too.
    Public,
}

impl Consent {
    /// Every consent, in the order of the contract.
    pub const EVERY: [Consent; 3] = [Consent::None, Consent::Internal, Consent::Public];

    /// The word in files.
    pub fn id(self) -> &'static str {
        match self {
            Consent::None => "none",
            Consent::Internal => "internal",
            Consent::Public => "public",
        }
    }

    /// The consent with a word, ignoring case and surrounding space.
    pub fn named(word: &str) -> Option<Consent> {
        let wanted = word.trim().to_ascii_lowercase();
        Consent::EVERY.into_iter().find(|c| c.id() == wanted)
    }
}

/// Why a consent does not hold on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lapse {
    /// It was never given.
    Refused,
    /// It is given only later.
    NotYet(Day),
    /// It has run out on a day.
    Expired(Day),
    /// It was taken back on a day.
    Withdrawn(Day),
}

/// A consent with its days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ConsentRecord {
    /// For whom.
    pub scope: Consent,
    /// The first day on which it holds.
    pub given: Day,
    /// The first day on which it holds no more, if it runs out by itself.
    pub expires: Option<Day>,
    /// The first day on which it holds no more because the person took it back.
    pub withdrawn: Option<Day>,
}

impl ConsentRecord {
    /// For whom the words may be shown on a day: [`Consent::Internal`] or [`Consent::Public`].
    ///
    /// # Errors
    /// Why they may not be shown to anybody. Taking back weighs more than running out.
    pub fn on(&self, today: Day) -> Result<Consent, Lapse> {
        if self.scope == Consent::None {
            return Err(Lapse::Refused);
        }
        if let Some(day) = self.withdrawn.filter(|day| *day <= today) {
            return Err(Lapse::Withdrawn(day));
        }
        if let Some(day) = self.expires.filter(|day| *day <= today) {
            return Err(Lapse::Expired(day));
        }
        if self.given > today {
            return Err(Lapse::NotYet(self.given));
        }
        Ok(self.scope)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GIVEN: Day = Day(100);
    const EXPIRES: Day = Day(200);
    const WITHDRAWN: Day = Day(150);

    fn record(scope: Consent, expires: Option<Day>, withdrawn: Option<Day>) -> ConsentRecord {
        ConsentRecord {
            scope,
            given: GIVEN,
            expires,
            withdrawn,
        }
    }

    #[test]
    fn consent_holds_from_the_day_it_is_given_to_the_eve_of_its_end() {
        for scope in [Consent::Internal, Consent::Public] {
            let plain = record(scope, None, None);
            assert_eq!(plain.on(Day(99)), Err(Lapse::NotYet(GIVEN)));
            assert_eq!(plain.on(GIVEN), Ok(scope));
            assert_eq!(plain.on(Day::MAX), Ok(scope));
            let limited = record(scope, Some(EXPIRES), None);
            assert_eq!(limited.on(Day(199)), Ok(scope));
            assert_eq!(limited.on(EXPIRES), Err(Lapse::Expired(EXPIRES)));
            let taken_back = record(scope, Some(EXPIRES), Some(WITHDRAWN));
            assert_eq!(taken_back.on(Day(149)), Ok(scope));
            assert_eq!(taken_back.on(WITHDRAWN), Err(Lapse::Withdrawn(WITHDRAWN)));
            assert_eq!(taken_back.on(Day(300)), Err(Lapse::Withdrawn(WITHDRAWN)));
        }
    }

    #[test]
    fn a_refusal_is_a_refusal_on_every_day() {
        let refused = record(Consent::None, None, None);
        for day in [Day::MIN, GIVEN, Day::MAX] {
            assert_eq!(refused.on(day), Err(Lapse::Refused));
        }
    }

    #[test]
    fn words_are_read_in_any_case() {
        for consent in Consent::EVERY {
            assert_eq!(
                Consent::named(&format!(" {} ", consent.id().to_uppercase())),
                Some(consent)
            );
        }
        assert_eq!(Consent::named("yes"), None);
    }
}
