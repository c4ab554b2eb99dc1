//! A portfolio of any size, by copying the questions of one programme under other names.

use crate::disclosure::shown::Subject;
use crate::findings::{Balance, CovariateBalance, Population, Results};
use crate::vocab::ProgrammeModel;

use super::super::Provenance;
use super::{GENERATIONS, PROGRAMMES, asks, provenance, results};

/// Values of the covariates that a comparison is adjusted for.
const COVARIATES: [(&str, usize); 5] = [
    ("generation", 3),
    ("level_band", 3),
    ("function", 6),
    ("region", 4),
    ("tenure_band", 3),
];

/// Results and provenance of so many programmes, each asked about so many outcomes by so many dimensions of four groups.
pub(in super::super) fn large(
    programmes: usize,
    outcomes: usize,
    dimensions: usize,
) -> (Results, Provenance) {
    let base = results(&GENERATIONS);
    let mut out = Results::default();
    let mut facts = provenance();
    let models = ProgrammeModel::EVERY;
    let programme = |k: usize| (format!("programme_{k}"), format!("Programme number {k}"));
    let usual = facts.programmes[0].clone();
    facts.programmes = (0..programmes)
        .map(|k| {
            let mut facts = usual.clone();
            (facts.id, facts.name) = programme(k);
            facts.model = models[k % models.len()];
            facts
        })
        .collect();
    let known = facts.outcomes.clone();
    let asked = |c: usize| {
        let ask = &asks()[c % known.len()];
        match c / known.len() {
            0 => (ask.id.to_owned(), ask.label.to_owned()),
            n => (
                format!("{}_{n}", ask.id),
                format!("{} {}", ask.label, n + 1),
            ),
        }
    };
    facts.outcomes = (0..outcomes)
        .map(|c| {
            let mut facts = known[c % known.len()].clone();
            (facts.id, facts.label) = asked(c);
            facts
        })
        .collect();
    facts.study.dimensions = (0..dimensions).map(dimension).collect();
    for k in 0..programmes {
        for c in 0..outcomes {
            let ask = asks()[c % known.len()].id;
            let one = |s: &Subject| s.programme == PROGRAMMES[0].0 && s.outcome == ask;
            let rename = |s: &mut Subject| {
                (s.programme, s.programme_name) = programme(k);
                s.model = Some(models[k % models.len()]);
                (s.outcome, s.outcome_label) = asked(c);
            };
            for f in base.findings.iter().filter(|f| one(&f.subject)) {
                let overall = f.population.is_overall();
                for d in 0..if overall { 1 } else { dimensions } {
                    let mut f = f.clone();
                    rename(&mut f.subject);
                    if !overall {
                        let value = f.population.value.clone();
                        f.population = Population::of_parts(vec![(dimension(d), value)]);
                    }
                    out.findings.push(f);
                }
            }
            macro_rules! copied {
                ($($field:ident),*) => {$(
                    for x in base.$field.iter().filter(|x| one(&x.subject)) {
                        let mut x = x.clone();
                        rename(&mut x.subject);
                        out.$field.push(x);
                    }
                )*};
            }
            copied!(curves, hazards, costs);
            for x in base.balances.iter().filter(|x| one(&x.subject)) {
                let mut x = x.clone();
                rename(&mut x.subject);
                x.rows = balanced(&x);
                out.balances.push(x);
            }
        }
        for x in base
            .starts
            .iter()
            .filter(|x| x.programme == PROGRAMMES[0].0)
        {
            let mut x = x.clone();
            (x.programme, x.programme_name) = programme(k);
            out.starts.push(x);
        }
        for x in base
            .overlaps
            .iter()
            .filter(|x| x.programme == PROGRAMMES[0].0)
        {
            let mut x = x.clone();
            (x.programme, x.programme_name) = programme(k);
            out.overlaps.push(x);
        }
    }
    (out, facts)
}

fn dimension(d: usize) -> String {
    match d {
        0 => "generation".to_owned(),
        d => format!("dimension_{d}"),
    }
}

/// As many covariate values as comparisons usually have.
fn balanced(balance: &Balance) -> Vec<CovariateBalance> {
    let usual = &balance.rows[0];
    let values = COVARIATES
        .iter()
        .flat_map(|&(covariate, values)| (0..values).map(move |v| (covariate, v)));
    values
        .map(|(covariate, v)| CovariateBalance {
            covariate: covariate.to_owned(),
            value: format!("{covariate} {v}"),
            before: 0.3 - 0.13 * v as f64,
            after: 0.04 - 0.017 * v as f64,
            ..usual.clone()
        })
        .collect()
}
