//! The canonical tables: which columns each has, which are required, and what makes a row unique.

use super::Column;
use Column as C;

/// A canonical table (data contract, section 2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Table {
    /// HRIS roster, one row per person, or one per person and snapshot.
    Employees,
    /// Exits, one row each.
    Exits,
    /// Survey responses, wide or long.
    Surveys,
    /// Memberships (long) or pairs (wide).
    Pairings,
    /// Sessions held.
    Sessions,
    /// Tests.
    Assessments,
    /// Upward feedback.
    LeaderFeedback,
    /// Programme evaluation forms.
    Evaluations,
    /// Promotions.
    Promotions,
    /// Recruiting.
    Candidates,
    /// Countable behaviour.
    Activity,
    /// What the programme changed.
    Actions,
    /// Quotes.
    Stories,
}

/// One column of a canonical table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ColumnSpec {
    /// The column.
    pub column: Column,
    /// Whether a file without it cannot be used.
    pub required: bool,
}

macro_rules! spec {
    ($($name:ident $need:tt),* $(,)?) => { &[$(ColumnSpec { column: C::$name, required: spec!(@ $need) }),*] };
    (@ !) => { true };
    (@ ?) => { false };
}

impl Table {
    /// Every table, in the order of the contract.
    pub const EVERY: [Table; 13] = [
        Table::Employees,
        Table::Exits,
        Table::Surveys,
        Table::Pairings,
        Table::Sessions,
        Table::Assessments,
        Table::LeaderFeedback,
        Table::Evaluations,
        Table::Promotions,
        Table::Candidates,
        Table::Activity,
        Table::Actions,
        Table::Stories,
    ];

    /// The name used in pipelines and ledgers.
    pub fn name(self) -> &'static str {
        match self {
            Table::Employees => "employees",
            Table::Exits => "exits",
            Table::Surveys => "surveys",
            Table::Pairings => "pairings",
            Table::Sessions => "sessions",
            Table::Assessments => "assessments",
            Table::LeaderFeedback => "leader_feedback",
            Table::Evaluations => "evaluations",
            Table::Promotions => "promotions",
            Table::Candidates => "candidates",
            Table::Activity => "activity",
            Table::Actions => "actions",
            Table::Stories => "stories",
        }
    }

    /// The table with a name.
    pub fn named(name: &str) -> Option<Table> {
        Table::EVERY.into_iter().find(|t| t.name() == name)
    }

    /// The columns of the table in its long (or only) form. The generation of an employee needs one of
    /// `birth_date`, `birth_year` or `generation`; surveys need `item` and `score`, or item columns.
    pub fn columns(self) -> &'static [ColumnSpec] {
        match self {
            Table::Employees => spec![
                EmployeeId !, AsOf ?, HireDate !, BirthDate ?, BirthYear ?, Generation ?, Gender ?, Ethnicity ?,
                Region ?, Country ?, Department ?, Function ?, WorkMode ?, EmploymentType ?, JobLevel ?, ManagerId ?,
                IsManager ?, AnnualSalary ?, Email ?, Name ?, FirstName ?, LastName ?, Skills ?, Interests ?,
            ],
            Table::Exits => spec![EmployeeId !, ExitDate !, ExitType !, Reason ?],
            Table::Surveys => spec![EmployeeId !, WaveDate !, Item ?, Score ?],
            Table::Pairings => spec![
                PairingId !, ProgrammeId !, EmployeeId ?, Role ?, MentorId ?, MenteeId ?, StartDate !, EndDate ?,
                Status ?,
            ],
            Table::Sessions => spec![PairingId !, SessionDate !, Minutes ?, Status ?, Topic ?],
            Table::Assessments => spec![EmployeeId !, WaveDate !, Instrument !, Score !],
            Table::LeaderFeedback => {
                spec![LeaderId !, WaveDate !, Item !, Score !, RaterGeneration ?]
            }
            Table::Evaluations => {
                spec![PairingId !, EmployeeId !, Date !, Item !, Score !, Comment ?]
            }
            Table::Promotions => spec![EmployeeId !, PromotionDate !, FromLevel !, ToLevel !],
            Table::Candidates => spec![
                CandidateId !, Date !, Source !, ReferrerId ?, Stage !, ExperienceScore ?, OfferMade ?,
                OfferAccepted ?, Region ?, AgeBand ?, Generation ?, BirthYear ?,
            ],
            Table::Activity => spec![EmployeeId !, Date !, Metric !, Value !],
            Table::Actions => spec![
                ActionId !, ProgrammeId !, PairingId ?, ProposedDate !, AdoptedDate ?, Area !, Status !,
            ],
            Table::Stories => spec![
                StoryId !, EmployeeId !, PairingId ?, Date !, Quote !, Consent !, ConsentDate !, ExpiresOn ?,
                WithdrawnOn ?, Theme ?,
            ],
        }
    }

    /// The columns whose values together make a row unique. Rows with the same key and the same content
    /// are used once; rows with the same key and other content contradict each other.
    pub fn key(self) -> &'static [Column] {
        match self {
            Table::Employees => &[C::EmployeeId, C::AsOf],
            Table::Exits => &[C::EmployeeId, C::ExitDate],
            Table::Surveys => &[C::EmployeeId, C::WaveDate, C::Item],
            Table::Pairings => &[C::PairingId, C::EmployeeId, C::Role, C::StartDate],
            Table::Sessions => &[C::PairingId, C::SessionDate],
            Table::Assessments => &[C::EmployeeId, C::WaveDate, C::Instrument],
            Table::LeaderFeedback | Table::Evaluations | Table::Activity => &[],
            Table::Promotions => &[C::EmployeeId, C::PromotionDate],
            Table::Candidates => &[C::CandidateId],
            Table::Actions => &[C::ActionId],
            Table::Stories => &[C::StoryId],
        }
    }
}
