//! Import presets: the column names of well-known exports, so that a pipeline need not map them.
//!
//! Facts only, each graded by how well the headers are attested. A preset maps names; it recodes words
//! only where the vendor's words are documented. Deliberately absent: anything that guesses at a value.

use crate::tables::{Column as C, Table as T};

/// How well the headers of a preset are attested.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Attested {
    /// In the vendor's own file or page.
    ByVendor,
    /// In several independent public exports.
    ByExports,
    /// On the page of an integration partner.
    ByPartner,
    /// Only names of interface fields are known; export headings are the customer's choice.
    ByFieldNames,
}

impl Attested {
    /// In words.
    pub fn word(self) -> &'static str {
        match self {
            Attested::ByVendor => "headers from the vendor's own file or page",
            Attested::ByExports => "headers from several public exports",
            Attested::ByPartner => "headers from an integration partner's page",
            Attested::ByFieldNames => "interface field names only: check against your export",
        }
    }
}

/// Names that one table of a preset gives to one column, first match wins.
pub type ColumnNames = (C, &'static [&'static str]);
/// Words of one column and their canonical value.
pub type ValueNames = (C, &'static [(&'static str, &'static str)]);

/// What a preset knows of one table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PresetTable {
    /// The table.
    pub table: T,
    /// Names of columns.
    pub columns: &'static [ColumnNames],
    /// Recoded words.
    pub values: &'static [ValueNames],
}

/// An import preset.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Preset {
    /// The name in pipelines.
    pub name: &'static str,
    /// What it reads, in a sentence.
    pub description: &'static str,
    /// How well its headers are attested.
    pub attested: Attested,
    /// Its tables.
    pub tables: &'static [PresetTable],
}

impl Preset {
    /// What the preset knows of a table.
    pub fn table(&self, table: T) -> Option<&'static PresetTable> {
        self.tables.iter().find(|t| t.table == table)
    }
}

/// Every import preset, by name.
pub fn presets() -> &'static [Preset] {
    PRESETS
}

const EXIT_WORKDAY: &[(&str, &str)] = &[
    ("Terminate_Employee_Voluntary", "voluntary"),
    ("Terminate_Employee_Involuntary", "involuntary"),
];
const NO_MANAGER: &[(&str, &str)] = &[("NO_MGR", "")];
const OPEN_END: &[(&str, &str)] = &[("4712/12/31", "")];

macro_rules! table {
    ($table:ident { $($column:ident: $($name:literal)|+),* $(,)? } $($values:expr)?) => {
        PresetTable { table: T::$table, columns: &[$((C::$column, &[$($name),+])),*], values: table!(@ $($values)?) }
    };
    (@) => { &[] };
    (@ $values:expr) => { $values };
}

const PRESETS: &[Preset] = &[
    Preset {
        name: "adp_wfn",
        description: "ADP Workforce Now roster",
        attested: Attested::ByPartner,
        tables: &[table!(Employees {
            EmployeeId: "associateOID",
            HireDate: "Hire Date",
            BirthDate: "Birth Date",
            Gender: "Gender for Insurance Coverage",
            Department: "Home Department",
            Email: "Work Email",
        })],
    },
    Preset {
        name: "bamboohr",
        description: "BambooHR report with field names as headings",
        attested: Attested::ByVendor,
        tables: &[
            table!(Employees {
                EmployeeId: "employeeNumber" | "Employee #",
                HireDate: "hireDate" | "Hire Date",
                BirthDate: "dateOfBirth" | "birthday",
                Gender: "gender",
                Ethnicity: "ethnicity",
                Department: "department",
                Function: "division",
                ManagerId: "supervisorEId",
                Email: "workEmail" | "bestEmail",
                Country: "country",
            }),
            table!(Exits {
                EmployeeId: "employeeNumber" | "Employee #",
                ExitDate: "terminationDate",
                ExitType: "terminationTypeId",
            }),
        ],
    },
    Preset {
        name: "chronus",
        description: "Chronus connections (people are joined by the address in the file: use it as the employee id)",
        attested: Attested::ByVendor,
        tables: &[table!(Pairings {
            PairingId: "Mentoring Connection Name",
            MentorId: "Mentor Email Address",
            MenteeId: "Mentee Email Address",
        })],
    },
    Preset {
        name: "culture_amp",
        description: "Culture Amp employee file",
        attested: Attested::ByVendor,
        tables: &[
            table!(Employees {
                EmployeeId: "Employee Id",
                Email: "Email",
                BirthDate: "Date of Birth",
                HireDate: "Start Date",
                JobLevel: "Job Title Level",
                Department: "Department",
                Function: "Division",
                Country: "Country",
                Region: "Region",
                Gender: "Gender",
                Ethnicity: "Race/Ethnicity",
                EmploymentType: "Employment Type",
            }),
            table!(Exits {
                EmployeeId: "Employee Id",
                ExitDate: "End Date"
            }),
        ],
    },
    Preset {
        name: "glint",
        description: "Viva Glint survey export, attributes and attrition file",
        attested: Attested::ByVendor,
        tables: &[
            table!(Surveys {
                EmployeeId: "EMP ID",
                WaveDate: "Survey Cycle Sent Date"
            }),
            table!(Employees {
                EmployeeId: "EMP ID",
                ManagerId: "Manager ID",
                Department: "Department",
                Gender: "Gender",
                Email: "Email",
            }),
            table!(Exits {
                EmployeeId: "EMP ID",
                ExitDate: "Termination Date"
            }),
        ],
    },
    Preset {
        name: "hibob",
        description: "HiBob people report",
        attested: Attested::ByPartner,
        tables: &[table!(Employees {
            EmployeeId: "Employee ID",
            HireDate: "Start Date",
            Gender: "Gender",
            Department: "Department",
            BirthDate: "Date of birth",
            Email: "Work email" | "Email",
        })],
    },
    Preset {
        name: "hrdataset",
        description: "The public HRDataset layout used in many courses",
        attested: Attested::ByExports,
        tables: &[
            table!(Employees {
                EmployeeId: "EmpID",
                BirthDate: "DOB",
                Gender: "Sex",
                Ethnicity: "RaceDesc",
                HireDate: "DateofHire",
                Department: "Department",
                ManagerId: "ManagerID",
                AnnualSalary: "Salary",
            }),
            table!(
                Exits {
                    EmployeeId: "EmpID",
                    ExitDate: "DateofTermination",
                    ExitType: "EmploymentStatus",
                    Reason: "TermReason"
                } & [(
                    C::ExitType,
                    &[
                        ("Voluntarily Terminated", "voluntary"),
                        ("Terminated for Cause", "involuntary"),
                        ("Active", ""),
                    ]
                )]
            ),
        ],
    },
    Preset {
        name: "lattice",
        description: "Lattice people import and terminations",
        attested: Attested::ByVendor,
        tables: &[
            table!(Employees {
                EmployeeId: "External user ID" | "Employee ID" | "Empl ID",
                HireDate: "Start date" | "Hire date" | "Started At",
                BirthDate: "Birthdate" | "Birth date" | "Birthday" | "Date of birth",
                Department: "Department",
                ManagerId: "Manager ID",
                Email: "Email address" | "Work email",
            }),
            table!(Exits {
                EmployeeId: "External user ID" | "Employee ID" | "Empl ID",
                ExitDate: "Termination date",
                ExitType: "Termination type",
                Reason: "Termination reason",
            }),
        ],
    },
    Preset {
        name: "oracle_hdl",
        description: "Oracle HCM worker extract with HDL field names (one block per file)",
        attested: Attested::ByExports,
        tables: &[
            table!(Employees {
                EmployeeId: "PersonNumber",
                AsOf: "EffectiveStartDate",
                HireDate: "StartDate" | "DateStart",
                BirthDate: "DateOfBirth",
                Gender: "Sex",
                EmploymentType: "WorkerType",
            }),
            table!(
                Exits {
                    EmployeeId: "PersonNumber",
                    ExitDate: "ActualTerminationDate",
                    Reason: "ReasonCode",
                    ExitType: "ActionCode"
                } & [(C::ExitDate, OPEN_END)]
            ),
        ],
    },
    Preset {
        name: "personio",
        description: "Personio employee list (English labels)",
        attested: Attested::ByVendor,
        tables: &[
            table!(Employees {
                EmployeeId: "Personnel number",
                HireDate: "Hire date",
                BirthDate: "Birthday",
                Department: "Department",
                EmploymentType: "Employment type",
                Gender: "Gender",
                Email: "Email",
            }),
            table!(Exits {
                EmployeeId: "Personnel number",
                ExitDate: "Termination date" | "Employment end date",
                ExitType: "Termination type",
            }),
        ],
    },
    Preset {
        name: "qooper",
        description: "Qooper bi-weekly report (people are joined by the address in the file: use it as the employee id)",
        attested: Attested::ByVendor,
        tables: &[table!(Pairings {
            ProgrammeId: "Program",
            MentorId: "Mentor Email",
            Status: "Matching Status",
            StartDate: "Registered",
        })],
    },
    Preset {
        name: "qualtrics",
        description: "Qualtrics response export, CSV or TSV with three header rows",
        attested: Attested::ByExports,
        tables: &[
            table!(Surveys {
                EmployeeId: "ExternalReference"
                    | "ExternalDataReference"
                    | "Participant's Unique Identifier",
                WaveDate: "RecordedDate",
            }),
            table!(LeaderFeedback {
                LeaderId: "Participant's Unique Identifier" | "ExternalReference",
                WaveDate: "RecordedDate"
            }),
            table!(Assessments {
                EmployeeId: "ExternalReference" | "ExternalDataReference",
                WaveDate: "RecordedDate"
            }),
        ],
    },
    Preset {
        name: "rippling",
        description: "Rippling people report",
        attested: Attested::ByPartner,
        tables: &[table!(Employees {
            EmployeeId: "Employee ID",
            HireDate: "Start Date",
            Gender: "Gender",
            Department: "Department",
            EmploymentType: "Employment type",
            Email: "Work email",
        })],
    },
    Preset {
        name: "successfactors",
        description: "SAP SuccessFactors user data file (system keys in row 1, labels in row 2)",
        attested: Attested::ByVendor,
        tables: &[table!(
            Employees {
                EmployeeId: "USERID" | "EMPID",
                HireDate: "HIREDATE",
                Gender: "GENDER",
                ManagerId: "MANAGER",
                Department: "DEPARTMENT",
                Function: "DIVISION",
                JobLevel: "JOBLEVEL",
                Country: "COUNTRY",
                Region: "LOCATION",
                Email: "EMAIL",
            } & [(C::ManagerId, NO_MANAGER)]
        )],
    },
    Preset {
        name: "ukg",
        description: "UKG Pro or Ready report",
        attested: Attested::ByPartner,
        tables: &[table!(Employees {
            EmployeeId: "EEID" | "Employee Id",
            HireDate: "Original hire date" | "Date Hired",
            BirthDate: "Date of birth",
            Gender: "Gender",
            ManagerId: "Manager 1 Employee Id",
            Email: "Primary email address",
        })],
    },
    Preset {
        name: "workday",
        description: "Workday report: headings are chosen by the customer, these are the usual ones",
        attested: Attested::ByFieldNames,
        tables: &[
            table!(Employees {
                EmployeeId: "Worker ID" | "Employee ID" | "worker_id",
                HireDate: "Hire Date" | "hire_date",
                BirthDate: "Date of Birth" | "date_of_birth",
                Gender: "Gender",
                Ethnicity: "Race/Ethnicity" | "ethnicity_code",
                JobLevel: "Management Level" | "Job Level",
                Country: "Country" | "Location Country",
                Region: "Region",
                Department: "Supervisory Organization" | "Department",
                Function: "Job Family Group" | "Function",
                ManagerId: "Manager ID" | "Manager Worker ID",
                EmploymentType: "Time Type" | "Worker Type",
                AnnualSalary: "Total Base Pay Annualized" | "Annual Base Pay",
                Email: "Work Email" | "Email - Work",
                IsManager: "Is Manager",
                WorkMode: "Work Arrangement" | "Remote Type",
                AsOf: "Effective Date" | "As Of Date",
            }),
            table!(
                Exits {
                    EmployeeId: "Worker ID" | "Employee ID" | "worker_id",
                    ExitDate: "Termination Date" | "termination_date",
                    ExitType: "Primary Termination Category" | "primary_termination_category",
                    Reason: "Primary Termination Reason" | "primary_termination_reason",
                } & [(C::ExitType, EXIT_WORKDAY)]
            ),
        ],
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn presets_are_sorted_and_name_columns_of_their_tables() {
        assert!(presets().windows(2).all(|p| p[0].name < p[1].name));
        for preset in presets() {
            for table in preset.tables {
                for (column, names) in table.columns {
                    assert!(!names.is_empty());
                    assert!(
                        table.table.columns().iter().any(|c| c.column == *column),
                        "{} {}",
                        preset.name,
                        column.name()
                    );
                }
            }
        }
    }
}
