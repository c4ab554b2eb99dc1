//! The grade of a finding and whether it may be shown.

/// Evidence grade (methods.md, section 7), from the strongest to none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Evidence {
    /// All criteria met.
    Strong,
    /// All but one met.
    Moderate,
    /// Points one way, not firmly.
    Suggestive,
    /// Cannot be told from chance.
    Inconclusive,
    /// The interval lies inside what matters: shown to make no difference of practical size.
    NoEffect,
    /// The interval excludes zero on the unwanted side.
    Harm,
    /// No comparison was made.
    Descriptive,
}

impl Evidence {
    /// A firm finding has a q-value under this.
    pub const FIRM_Q: f64 = 0.05;
    /// A suggestive one a p-value under this.
    pub const SUGGESTIVE_P: f64 = 0.10;
    /// Covariates count as balanced when no standardised mean difference reaches this.
    pub const BALANCED_SMD: f64 = 0.1;
    /// Parallel before the start when the pre-trend p-value is above this.
    pub const PARALLEL_P: f64 = 0.10;
    /// People per arm for a strong finding.
    pub const MANY_PEOPLE: u64 = 30;
    /// E-value for a strong finding.
    pub const ROBUST_E_VALUE: f64 = 1.2;

    /// The id used in files.
    pub fn id(self) -> &'static str {
        match self {
            Evidence::Strong => "strong",
            Evidence::Moderate => "moderate",
            Evidence::Suggestive => "suggestive",
            Evidence::Inconclusive => "inconclusive",
            Evidence::NoEffect => "no_effect",
            Evidence::Harm => "harm",
            Evidence::Descriptive => "descriptive",
        }
    }
}

/// Whether a row's numbers may be shown (data contract, section 7).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// Shown.
    Published,
    /// Hidden: too few people in an arm.
    SuppressedPrimary,
    /// Hidden: another hidden value would follow from it.
    SuppressedSecondary,
    /// Not estimable; the reason is in the note.
    Insufficient,
}

impl Status {
    /// The id used in files.
    pub fn id(self) -> &'static str {
        match self {
            Status::Published => "published",
            Status::SuppressedPrimary => "suppressed_primary",
            Status::SuppressedSecondary => "suppressed_secondary",
            Status::Insufficient => "insufficient",
        }
    }
}
