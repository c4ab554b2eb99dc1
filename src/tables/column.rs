//! Every canonical column, once: its name in files and its type.

/// What the values of a canonical column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ColumnType {
    /// Text, kept as written.
    Text,
    /// A calendar day.
    Date,
    /// A whole number.
    Int,
    /// A number.
    Float,
    /// Yes or no.
    Bool,
}

impl ColumnType {
    /// The word used in schemas and messages.
    pub fn word(self) -> &'static str {
        match self {
            ColumnType::Text => "text",
            ColumnType::Date => "date",
            ColumnType::Int => "whole number",
            ColumnType::Float => "number",
            ColumnType::Bool => "yes/no",
        }
    }
}

macro_rules! columns {
    ($($variant:ident $name:literal $ty:ident,)*) => {
        /// A canonical column (data contract, section 2). The name in files is [`Column::name`].
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Column { $(#[doc = concat!("`", $name, "`")] $variant,)* }

        impl Column {
            /// Every canonical column.
            pub const EVERY: &'static [Column] = &[$(Column::$variant,)*];

            /// The name in files and pipelines.
            pub const fn name(self) -> &'static str {
                match self { $(Column::$variant => $name,)* }
            }

            /// The type of its values.
            pub const fn column_type(self) -> ColumnType {
                match self { $(Column::$variant => ColumnType::$ty,)* }
            }
        }
    };
}

columns! {
    ActionId "action_id" Text,
    AdoptedDate "adopted_date" Date,
    AgeBand "age_band" Text,
    AnnualSalary "annual_salary" Float,
    Area "area" Text,
    AsOf "as_of" Date,
    BirthDate "birth_date" Date,
    BirthYear "birth_year" Int,
    CandidateId "candidate_id" Text,
    Comment "comment" Text,
    Consent "consent" Text,
    ConsentDate "consent_date" Date,
    Country "country" Text,
    Date "date" Date,
    Department "department" Text,
    Email "email" Text,
    EmployeeId "employee_id" Text,
    EmploymentType "employment_type" Text,
    EndDate "end_date" Date,
    Ethnicity "ethnicity" Text,
    ExitDate "exit_date" Date,
    ExitType "exit_type" Text,
    ExperienceScore "experience_score" Float,
    ExpiresOn "expires_on" Date,
    FirstName "first_name" Text,
    FromLevel "from_level" Int,
    Function "function" Text,
    Gender "gender" Text,
    Generation "generation" Text,
    HireDate "hire_date" Date,
    Instrument "instrument" Text,
    Interests "interests" Text,
    IsManager "is_manager" Bool,
    Item "item" Text,
    JobLevel "job_level" Int,
    LastName "last_name" Text,
    LeaderId "leader_id" Text,
    ManagerId "manager_id" Text,
    MenteeId "mentee_id" Text,
    MentorId "mentor_id" Text,
    Metric "metric" Text,
    Minutes "minutes" Float,
    Name "name" Text,
    OfferAccepted "offer_accepted" Bool,
    OfferMade "offer_made" Bool,
    PairingId "pairing_id" Text,
    ProgrammeId "programme_id" Text,
    PromotionDate "promotion_date" Date,
    ProposedDate "proposed_date" Date,
    Quote "quote" Text,
    RaterGeneration "rater_generation" Text,
    Reason "reason" Text,
    ReferrerId "referrer_id" Text,
    Region "region" Text,
    Role "role" Text,
    Score "score" Float,
    SessionDate "session_date" Date,
    Skills "skills" Text,
    Source "source" Text,
    Stage "stage" Text,
    StartDate "start_date" Date,
    Status "status" Text,
    StoryId "story_id" Text,
    Theme "theme" Text,
    ToLevel "to_level" Int,
    Topic "topic" Text,
    Value "value" Float,
    WaveDate "wave_date" Date,
    WithdrawnOn "withdrawn_on" Date,
    WorkMode "work_mode" Text,
}

impl Column {
    /// Columns that tell who a person is: read to keep such words out of quotes, and for nothing else.
    pub const IDENTITY: [Column; 4] = [
        Column::Email,
        Column::Name,
        Column::FirstName,
        Column::LastName,
    ];

    /// The canonical column with a name in files.
    pub fn named(name: &str) -> Option<Column> {
        Column::EVERY.iter().copied().find(|c| c.name() == name)
    }
}
