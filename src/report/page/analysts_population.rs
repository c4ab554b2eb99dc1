//! Who could take part and what holds for every comparison, as the pipeline says it.

use super::super::chart::DataTable;
use super::super::edition::Edition;
use super::super::language::multiplicity;
use super::super::language::words::{self, list};

/// Who could take part, as the pipeline says it.
pub(super) fn populations(edition: &Edition<'_>) -> DataTable {
    let figures = edition.figures;
    let mut rows = Vec::new();
    for programme in &edition.provenance.programmes {
        for role in &edition.provenance.study.roles {
            let rule = programme
                .eligible
                .iter()
                .find(|(own, _)| own == role)
                .map_or("everybody", |(_, rule)| rule.as_str());
            rows.push(vec![
                programme.name.clone(),
                words::dimension(role),
                rule.to_owned(),
                match (programme.by_lot, programme.declared_share) {
                    (false, _) => "taken by wish or choice".to_owned(),
                    (true, None) => "drawn by lot".to_owned(),
                    (true, Some(share)) => {
                        format!(
                            "drawn by lot, {} % declared",
                            figures.fixed(100.0 * share, 1)
                        )
                    }
                },
                if programme.grouped {
                    "pairings (groups)".to_owned()
                } else {
                    "people".to_owned()
                },
            ]);
        }
    }
    DataTable {
        caption: "By programme and role; clusters are what inference counts as independent"
            .to_owned(),
        head: ["Programme", "Role", "Eligible", "Places", "Clusters"]
            .map(str::to_owned)
            .to_vec(),
        rows,
    }
}

/// What holds for every comparison.
pub(super) fn rules(edition: &Edition<'_>) -> Vec<(&'static str, String)> {
    let study = &edition.provenance.study;
    let names = |items: &[String]| {
        let told: Vec<String> = items.iter().map(|i| words::dimension(i)).collect();
        if told.is_empty() {
            "nothing".to_owned()
        } else {
            list(&told)
        }
    };
    let control = match study.control.as_str() {
        "never-treated" => {
            "scores and counts: eligible people who never start within the data; time to event: those who had not started by the day in question"
        }
        _ => "eligible people who had not started in any programme or role by the day in question",
    };
    let spillover = match study.spillover.as_str() {
        "direct_reports_of_mentees" => {
            "direct reports of mentees are no controls, from the day their manager becomes one"
        }
        _ => "nobody is kept out of the controls",
    };
    let weighting = match study.weighting.as_str() {
        "entropy" => "entropy balancing",
        "overlap" => "overlap weights",
        "cem" => "coarsened exact matching",
        "logistic" => "logistic propensity score",
        _ => "exact cells; entropy balancing where under 90 % of participants find theirs",
    };
    let scores = match study.scores.method.as_str() {
        "outcome_regression" => "outcome regression alone",
        "ipw" => "inverse probability weighting alone",
        _ => "outcome regression and propensity weighting together (doubly robust)",
    };
    let base = match study.scores.base.as_str() {
        "varying" => "the wave before each",
        _ => "the last wave before the start",
    };
    let response = match study.scores.response.as_str() {
        "weight" => "answers weighted by inverse response rates",
        _ => "ignored",
    };
    let figures = edition.figures;
    let bands: Vec<String> = study
        .bands
        .iter()
        .map(|(name, from)| {
            let from: Vec<String> = from
                .iter()
                .map(|&x| figures.fixed(x, usize::from(x.fract() != 0.0)))
                .collect();
            format!("{} from {}", words::dimension(name), list(&from))
        })
        .collect();
    let mut rules = vec![
        ("Enrolment period", format!("a {}", study.period_unit)),
        ("Controls", control.to_owned()),
        ("Spillover", spillover.to_owned()),
        ("Adjusted for", names(&study.adjust_for)),
        ("Weights asked for", weighting.to_owned()),
        ("Scores compared by", scores.to_owned()),
        ("Waves before the start held against", base.to_owned()),
        ("Non-response", response.to_owned()),
        (
            "Many answers",
            multiplicity::name(study.multiplicity).to_owned(),
        ),
        ("Broken down by", names(&study.dimensions)),
        ("Seed", edition.provenance.seed.to_string()),
    ];
    if !bands.is_empty() {
        rules.insert(4, ("Bands", bands.join("; ")));
    }
    rules
}
