//! The labels of the synthetic organisation and how common each is. `None` is a missing value.

/// A label with its weight among all people.
pub(super) type Weighted = (Option<&'static str>, f64);

/// Positions of the generations of `vocab::Generations::default()` that the model speaks of.
pub(super) const GEN_Z: u8 = 4;
/// Millennials, see [`GEN_Z`].
pub(super) const MILLENNIALS: u8 = 3;

/// Genders.
pub(super) const GENDERS: [Weighted; 4] = [
    (Some("Women"), 0.470),
    (Some("Men"), 0.490),
    (Some("Non-binary"), 0.015),
    (None, 0.025),
];

/// Ethnicities.
pub(super) const ETHNICITIES: [Weighted; 6] = [
    (Some("White"), 0.50),
    (Some("Asian"), 0.22),
    (Some("Black"), 0.10),
    (Some("Hispanic"), 0.09),
    (Some("Mixed"), 0.03),
    (None, 0.06),
];

/// Regions.
pub(super) const REGIONS: [Weighted; 3] = [
    (Some("EMEA"), 0.45),
    (Some("Americas"), 0.33),
    (Some("APAC"), 0.22),
];

/// Countries by region, equally common.
pub(super) const COUNTRIES: [&[&str]; 3] = [
    &["United Kingdom", "Germany", "France", "Poland"],
    &["United States", "Canada", "Brazil"],
    &["India", "Singapore", "Japan"],
];

/// Functions.
pub(super) const FUNCTIONS: [Weighted; 7] = [
    (Some("Sales"), 0.19),
    (Some("Engineering"), 0.22),
    (Some("Operations"), 0.20),
    (Some("Finance"), 0.09),
    (Some("People"), 0.06),
    (Some("Marketing"), 0.10),
    (Some("Customer Support"), 0.14),
];

/// Departments by function, equally common.
pub(super) const DEPARTMENTS: [&[&str]; 7] = [
    &["Key Accounts", "Inside Sales", "Partner Sales"],
    &["Platform", "Product Engineering", "Data"],
    &["Logistics", "Procurement", "Facilities"],
    &["Controlling", "Accounting"],
    &["Talent", "People Services"],
    &["Brand", "Growth"],
    &["Service Desk", "Field Support", "Onboarding"],
];

/// Work modes.
pub(super) const WORK_MODES: [Weighted; 3] = [
    (Some("Hybrid"), 0.55),
    (Some("On-site"), 0.28),
    (Some("Remote"), 0.17),
];

/// Employment types.
pub(super) const EMPLOYMENT_TYPES: [Weighted; 2] =
    [(Some("Full time"), 0.90), (Some("Part time"), 0.10)];

/// Given names for e-mail addresses.
pub(super) const GIVEN: [&str; 16] = [
    "ada", "ben", "chen", "dina", "emre", "fatima", "george", "hana", "ivan", "jo", "kofi", "lena",
    "marco", "nadia", "omar", "priya",
];

/// Family names for e-mail addresses.
pub(super) const FAMILY: [&str; 16] = [
    "adeyemi", "brown", "costa", "dubois", "evans", "fischer", "gupta", "haddad", "ito", "jones",
    "kowalski", "lopez", "murphy", "nguyen", "okafor", "schmidt",
];

/// The label of a position, `None` when the value is missing.
pub(super) fn label(table: &[Weighted], code: u8) -> Option<&'static str> {
    table.get(usize::from(code)).and_then(|entry| entry.0)
}
