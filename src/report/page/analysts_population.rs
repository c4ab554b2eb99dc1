//! Who could take part and what holds for every comparison, as the pipeline says it.

use super::super::chart::DataTable;
use super::super::edition::Edition;
use super::super::language::catalogue::args;
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
                .map_or(figures.text("population-everybody"), |(_, rule)| {
                    rule.as_str()
                });
            rows.push(vec![
                programme.name.clone(),
                words::dimension(role, figures),
                rule.to_owned(),
                match (programme.by_lot, programme.declared_share) {
                    (false, _) => figures.text("population-chosen").to_owned(),
                    (true, None) => figures.text("population-lot").to_owned(),
                    (true, Some(share)) => figures.say(
                        "population-lot.declared",
                        args!["percent" => figures.fixed(100.0 * share, 1)],
                    ),
                },
                if programme.grouped {
                    figures.text("population-pairings").to_owned()
                } else {
                    figures.text("population-people").to_owned()
                },
            ]);
        }
    }
    DataTable::new(
        figures.text("population-table"),
        figures.text("population-table.head"),
        rows,
    )
}

/// What holds for every comparison.
pub(super) fn rules(edition: &Edition<'_>) -> Vec<(&'static str, String)> {
    let figures = edition.figures;
    let study = &edition.provenance.study;
    let names = |items: &[String]| {
        let told: Vec<String> = items.iter().map(|i| words::dimension(i, figures)).collect();
        if told.is_empty() {
            figures.text("rules-nothing").to_owned()
        } else {
            list(&told, figures)
        }
    };
    let control = match study.control.as_str() {
        "never-treated" => figures.text("rules-never-treated"),
        _ => figures.text("rules-not-yet-treated"),
    };
    let spillover = match study.spillover.as_str() {
        "direct_reports_of_mentees" => figures.text("rules-direct-reports"),
        _ => figures.text("rules-no-spillover"),
    };
    let weighting = match study.weighting.as_str() {
        "entropy" => figures.text("rules-entropy"),
        "overlap" => figures.text("rules-overlap"),
        "cem" => figures.text("rules-cem"),
        "logistic" => figures.text("rules-logistic"),
        _ => figures.text("rules-cells"),
    };
    let scores = match study.scores.method.as_str() {
        "outcome_regression" => figures.text("rules-regression"),
        "ipw" => figures.text("rules-ipw"),
        _ => figures.text("rules-doubly-robust"),
    };
    let base = match study.scores.base.as_str() {
        "varying" => figures.text("rules-varying"),
        _ => figures.text("rules-universal"),
    };
    let response = match study.scores.response.as_str() {
        "weight" => figures.text("rules-response-weight"),
        _ => figures.text("rules-response-ignored"),
    };
    let bands: Vec<String> = study
        .bands
        .iter()
        .map(|(name, from)| {
            let from: Vec<String> = from
                .iter()
                .map(|&x| figures.fixed(x, usize::from(x.fract() != 0.0)))
                .collect();
            figures.say(
                "rules-band",
                args!["name" => words::dimension(name, figures), "from" => list(&from, figures)],
            )
        })
        .collect();
    let mut rules = vec![
        (
            figures.text("rules-period"),
            figures.say(
                "rules-period.value",
                args!["unit" => study.period_unit.as_str()],
            ),
        ),
        (figures.text("rules-controls"), control.to_owned()),
        (figures.text("rules-spillover"), spillover.to_owned()),
        (figures.text("rules-adjusted"), names(&study.adjust_for)),
        (figures.text("rules-weights"), weighting.to_owned()),
        (figures.text("rules-scores"), scores.to_owned()),
        (figures.text("rules-base"), base.to_owned()),
        (figures.text("rules-response"), response.to_owned()),
        (
            figures.text("rules-many"),
            multiplicity::name(study.multiplicity).to_owned(),
        ),
        (figures.text("rules-dimensions"), names(&study.dimensions)),
        (
            figures.text("rules-seed"),
            edition.provenance.seed.to_string(),
        ),
    ];
    if !bands.is_empty() {
        rules.insert(4, (figures.text("rules-bands"), bands.join("; ")));
    }
    rules
}
