//! What a sound pipeline becomes.

use super::*;
use crate::panel::{ControlGroup, Covariate, ScoreSettings, Spillover, Weighting};
use crate::report::{Audience, Locale, TemplateSource};
use crate::tables::{ExitKind, Figure, Measure, Table};
use crate::vocab::{Better, CareerStep, Day, Multiplicity, PeriodUnit, ProgrammeModel, Role};

/// As little as a pipeline can say.
const LEAST: &str = r#"
[sources.employees]
path = "people.csv"
[sources.pairings]
path = "pairs.csv"
[sources.exits]
path = "exits.csv"
[[programmes]]
id = "leader_shadowing"
model = "leadership_shadowing"
[[outcomes]]
id = "retention"
kind = "time_to_event"
source = "exits"
"#;

fn plan(text: &str) -> Plan {
    read(text).unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn the_example_of_the_design_is_read_in_full() {
    let plan = plan(EXAMPLE);
    assert_eq!(
        plan.period.map(|p| p.to_string()).as_deref(),
        Some("2025Q4")
    );
    assert_eq!(plan.report.organisation, "Northwind Group");
    assert_eq!(plan.report.accent.as_deref(), Some("#0b6e4f"));
    assert!(
        plan.report
            .logo
            .as_ref()
            .is_some_and(|l| l.ends_with("logo.svg"))
    );
    let tables: Vec<Table> = plan.sources.iter().map(|s| s.table).collect();
    assert_eq!(
        tables,
        [
            Table::Employees,
            Table::Exits,
            Table::Surveys,
            Table::Pairings,
            Table::Candidates
        ]
    );
    let roster = &plan.sources[0];
    assert_eq!(roster.pattern, "../sample_data/hris/*.csv");
    assert_eq!(roster.columns["employee_id"], "Worker ID");
    assert_eq!(roster.values["gender"]["F"], "Women");
    assert_eq!(
        plan.sources[2].waves["Pulse Q1 2025"],
        Day::from_ymd(2025, 2, 15).expect("a day")
    );
    assert_eq!(plan.sources[1].date_format.as_deref(), Some("%d.%m.%Y"));
    let programme = &plan.programmes[0];
    assert_eq!(programme.model, ProgrammeModel::ExecutiveDigitalFluency);
    assert_eq!(programme.start, Day::from_ymd(2024, 4, 1));
    assert_eq!(
        (programme.cadence_days, programme.planned_months),
        (Some(30), Some(9))
    );
    assert_eq!(
        programme.eligible[&Role::Mentor].attributes(),
        ["generation", "job_level"]
    );
    assert!(!plan.study.adjust_for_default);
    assert_eq!(
        plan.study.adjust_for[5],
        Covariate::Prior {
            outcome: 0,
            id: "engagement".to_owned()
        }
    );
    assert_eq!(plan.study.dimensions.len(), 4);
    assert_eq!(plan.study.dimensions[3].len(), 2);
    assert_eq!(plan.study.bands.tenure_years, [0.0, 2.0, 4.0]);
    assert_eq!(plan.study.bands.job_level, [1.0, 4.0, 7.0, 9.0]);
    assert_eq!(plan.outcomes[0].smallest_effect, Some(2.0));
    let Measure::Score {
        items,
        reversed,
        scale,
        share,
        ..
    } = &plan.outcomes[0].measure
    else {
        panic!("a score")
    };
    assert_eq!(
        (items.len(), reversed.as_slice(), *scale, *share),
        (4, &["q04".to_owned()][..], [1.0, 5.0], false)
    );
    assert_eq!(plan.report.pages.len(), 1);
    assert!(plan.disclosure.history.is_some());
}

#[test]
fn what_is_not_said_has_the_default_of_the_design() {
    let plan = plan(LEAST);
    assert_eq!(plan.period, None);
    assert_eq!(plan.report.locale, Locale::EnGb);
    let pages: Vec<(Audience, &TemplateSource)> = plan
        .report
        .pages
        .iter()
        .map(|p| (p.audience, &p.template))
        .collect();
    assert_eq!(
        pages[2],
        (
            Audience::Recruiters,
            &TemplateSource::BuiltIn("recruiters.html".to_owned())
        )
    );
    assert_eq!(plan.programmes[0].name, "Leader shadowing");
    assert_eq!(plan.generations.bands().len(), 5);
    let study = &plan.study;
    assert_eq!(
        (study.roles.as_slice(), study.seed),
        (&[Role::Mentor, Role::Mentee][..], 20_251_231)
    );
    assert_eq!(
        (
            study.control,
            study.weighting,
            study.exclude_spillover,
            study.period_unit
        ),
        (
            ControlGroup::NotYetTreated,
            Weighting::Exact,
            Spillover::DirectReportsOfMentees,
            PeriodUnit::Quarter
        )
    );
    assert_eq!(study.scores, ScoreSettings::default());
    assert!(study.adjust_for_default);
    let names: Vec<String> = study.adjust_for.iter().map(Covariate::name).collect();
    assert_eq!(
        names,
        [
            "generation",
            "level_band",
            "function",
            "region",
            "tenure_band"
        ]
    );
    assert_eq!(
        study.dimensions,
        [[Covariate::Attribute("generation".to_owned())]]
    );
    assert_eq!(
        (
            plan.disclosure.minimum_group,
            plan.disclosure.minimum_public
        ),
        (10, 30)
    );
    assert!((plan.quality.max_quarantined_share - 0.02).abs() < f64::EPSILON);
    let outcome = &plan.outcomes[0];
    assert_eq!(
        (outcome.label.as_str(), outcome.better),
        ("Retention", Better::Lower)
    );
    assert_eq!(
        outcome.measure,
        Measure::TimeToExit {
            events: vec![ExitKind::Voluntary],
            competing: vec![ExitKind::Involuntary, ExitKind::Retirement, ExitKind::Other],
            horizons_days: vec![180, 365, 730],
            replacement_cost_ratio: None,
        }
    );
}

#[test]
fn the_command_line_wins_over_the_file() {
    let folder = Folder::new();
    folder.write("p.toml", EXAMPLE);
    let overrides = Overrides {
        period: "2025Q2".parse().ok(),
    };
    let plan = read_with_presets(&folder.path("p.toml"), &overrides, &PRESETS)
        .unwrap_or_else(|e| panic!("{e}"));
    assert_eq!(
        plan.period.map(|p| p.to_string()).as_deref(),
        Some("2025Q2")
    );
}

#[test]
fn the_hash_is_that_of_the_file() {
    let plan = plan(LEAST);
    // `sha256sum` of the same bytes.
    assert_eq!(
        plan.sha256,
        "849ef83716a026bc41319a5bb146920c1a320fc21d9d44722259d29f46264384"
    );
    assert_ne!(
        plan.sha256,
        super::read(EXAMPLE).map(|p| p.sha256).unwrap_or_default()
    );
}

#[test]
fn counts_shares_and_promotions() {
    let more = r#"
[sources.candidates]
path = "c.csv"
[sources.surveys]
path = "s.csv"
[[outcomes]]
id = "referrals"
kind = "count"
source = "candidates"
better = "higher"
[[outcomes]]
id = "belongs"
kind = "share"
source = "surveys"
items = ["q1"]
better = "higher"
[[outcomes]]
id = "promotion"
kind = "time_to_event"
source = "promotions"
"#;
    let plan = plan(&format!("{LEAST}{more}"));
    let counted = Some("referrer_id".to_owned());
    assert_eq!(
        plan.outcomes[1].measure,
        Measure::Count {
            source: Table::Candidates,
            count_by: counted,
            metric: None
        }
    );
    let yes_or_no = Measure::Score {
        source: Table::Surveys,
        items: vec!["q1".to_owned()],
        reversed: Vec::new(),
        scale: [0.0, 1.0],
        share: true,
        threshold: None,
    };
    assert_eq!(plan.outcomes[2].measure, yes_or_no);
    assert_eq!(plan.outcomes[3].better, Better::Higher);
    assert_eq!(
        plan.outcomes[3].measure,
        Measure::TimeToStep {
            steps: vec![CareerStep::Promotion],
            horizons_days: vec![180, 365, 730]
        }
    );
}

#[test]
fn steps_of_careers_are_events_of_promotions_and_of_nothing_else() {
    let of_exits = super::changed("events = [\"voluntary\"]", "events = [\"move\"]");
    let foreign = super::faults(&of_exits);
    assert!(
        foreign[0].starts_with("76:11 the source has no event `move`"),
        "{foreign:?}"
    );
    let asked = |events: &str| {
        format!(
            "{LEAST}\n[sources.promotions]\npath = \"p.csv\"\n[[outcomes]]\nid = \"step\"\nkind = \"time_to_event\"\nsource = \"promotions\"\nevents = {events}\n"
        )
    };
    let steps = |text: &str| match &plan(text).outcomes[1].measure {
        Measure::TimeToStep { steps, .. } => steps.clone(),
        other => panic!("{other:?}"),
    };
    assert_eq!(steps(&asked("[\"move\"]")), [CareerStep::Move]);
    let both = [CareerStep::Promotion, CareerStep::Move];
    assert_eq!(steps(&asked("[\"promotion\", \"move\"]")), both);
    let wrong = super::faults(&asked("[\"retirement\"]"));
    assert!(
        wrong[0].contains("the source has no event `retirement`"),
        "{wrong:?}"
    );
    // Levels tell of promotions, not of moves.
    let path = "[sources.promotions]\npath = \"p.csv\"\n";
    assert_eq!(
        steps(&asked("[\"promotion\"]").replace(path, "")),
        both[..1]
    );
    let unseen = super::faults(&asked("[\"move\"]").replace(path, ""));
    assert!(unseen[0].contains("no [sources.promotions]"), "{unseen:?}");
}

#[test]
fn thresholds_and_descriptions() {
    let more = r#"
[sources.surveys]
path = "s.csv"
[sources.evaluations]
path = "e.csv"
[sources.sessions]
path = "m.csv"
[sources.actions]
path = "a.csv"
[sources.candidates]
path = "c.csv"
[[outcomes]]
id = "promoters"
kind = "share"
source = "surveys"
items = ["nps"]
scale = [0, 10]
threshold = 9
better = "higher"
[[outcomes]]
id = "forms"
kind = "descriptive"
source = "evaluations"
[[outcomes]]
id = "meetings"
kind = "descriptive"
source = "sessions"
[[outcomes]]
id = "adopted"
kind = "descriptive"
source = "actions"
metric = "adopted"
[[outcomes]]
id = "experience"
kind = "descriptive"
source = "candidates"
metric = "experience_score"
scale = [1, 5]
[[outcomes]]
id = "ideas"
kind = "count"
source = "actions"
better = "higher"
"#;
    let plan = plan(&format!("{LEAST}{more}"));
    let Measure::Score { threshold, .. } = &plan.outcomes[1].measure else {
        panic!("a share")
    };
    assert_eq!(*threshold, Some(9.0));
    let figures: Vec<&Figure> = plan
        .outcomes
        .iter()
        .filter_map(|o| match &o.measure {
            Measure::Descriptive { figure, .. } => Some(figure),
            _ => None,
        })
        .collect();
    let form = Figure::Answers {
        items: Vec::new(),
        reversed: Vec::new(),
        scale: None,
        threshold: None,
    };
    let scale = Some([1.0, 5.0]);
    assert_eq!(
        figures,
        [
            &form,
            &Figure::SessionsHeld,
            &Figure::ActionsAdopted,
            &Figure::CandidateExperience { scale },
        ]
    );
    assert!(plan.outcomes[6].only_in_pairings());
}

#[test]
fn dates_without_quotes_and_short_colours_are_understood() {
    let plan =
        plan(&changed("start = \"2024-04-01\"", "start = 2024-04-01").replace("#0b6e4f", "#0AF"));
    assert_eq!(plan.programmes[0].start, Day::from_ymd(2024, 4, 1));
    assert_eq!(plan.report.accent.as_deref(), Some("#00aaff"));
}

#[test]
fn numbers_may_be_written_in_every_way_of_toml() {
    let seed = |text: &str| plan(&changed("seed = 20251231", text)).study.seed;
    assert_eq!(seed("seed = 20_251_231"), 20_251_231);
    assert_eq!(seed("seed = 0xFF"), 255);
    let share = plan(&changed(
        "max_quarantined_share = 0.02",
        "max_quarantined_share = 2e-2",
    ));
    assert!((share.quality.max_quarantined_share - 0.02).abs() < 1e-15);
}

#[test]
fn weights_and_the_procedure_for_many_answers_are_read() {
    let with = |line: &str| plan(&changed("weighting = \"exact\"", line)).study;
    for weighting in [
        Weighting::Exact,
        Weighting::Entropy,
        Weighting::Overlap,
        Weighting::Cem,
        Weighting::Logistic,
    ] {
        let study = with(&format!("weighting = \"{}\"", weighting.id()));
        assert_eq!(study.weighting, weighting);
        assert_eq!(study.multiplicity, Multiplicity::Bh);
    }
    for (word, multiplicity) in [
        ("bh", Multiplicity::Bh),
        ("by", Multiplicity::By),
        ("holm", Multiplicity::Holm),
    ] {
        let study = with(&format!("multiplicity = \"{word}\""));
        assert_eq!(study.multiplicity, multiplicity);
    }
}
