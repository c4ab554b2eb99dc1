//! The panel: people as arrays. Built once a run; everything below reads it.

use std::collections::BTreeMap;

use crate::tables::{Column, NO_PERSON, Organisation, Outcome};
use crate::vocab::{Day, Period, Role};

use super::attributes::CodedAttribute;
use super::settings::{Covariate, Programme, StudySettings};
use super::spells::Spells;
use super::trials::Eves;
use super::waves::WaveMatrix;

/// Covariates and dimensions that take more values than this need bands.
pub const MOST_VALUES: usize = 500;

/// Why the panel cannot be built.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PanelError {
    /// A number with too many values to be a covariate or dimension.
    #[error(
        "`{name}` has {values} different values, too many to compare people by; give bands for it in the \
         pipeline, e.g. under [bands]: {name} = [0, 10, 100]"
    )]
    NeedsBands {
        /// The attribute.
        name: String,
        /// Its number of distinct values.
        values: usize,
    },
}

/// Whether a covariate, a dimension or a rule of eligibility names an attribute. Salaries that only serve to tell costs need no codes.
fn is_named(attribute: &str, programmes: &[Programme], study: &StudySettings) -> bool {
    let covariates = study
        .adjust_for
        .iter()
        .chain(study.dimensions.iter().flatten());
    let mut covariates = covariates.filter_map(|c| match c {
        Covariate::Attribute(name) => Some(name),
        _ => None,
    });
    let mut rules = programmes.iter().flat_map(|p| p.eligible.values());
    covariates.any(|name| name == attribute)
        || rules.any(|rule| rule.attributes().into_iter().any(|name| name == attribute))
}

/// A covariate resolved against the roster.
#[derive(Debug, Clone)]
pub(super) enum Resolved {
    /// An attribute's codes mapped to digits.
    Attribute { attribute: usize, digit: Vec<u16> },
    /// Years since hire, by lower bounds.
    Tenure(Vec<f64>),
    /// Terciles of a prior mean of an outcome.
    Prior(usize),
}

/// People as arrays, with what the pipeline asks for.
#[derive(Debug)]
pub struct Panel<'a> {
    /// The data.
    pub org: &'a Organisation,
    /// The programmes, in the order of the pipeline.
    pub programmes: &'a [Programme],
    /// The comparison.
    pub study: &'a StudySettings,
    /// The outcomes, in the order of the pipeline.
    pub outcomes: &'a [Outcome],
    /// The cut-off.
    pub period: Period,
    /// Its last day.
    pub cut_off: Day,
    /// Person x wave matrices by outcome, for outcomes that have one.
    pub matrices: BTreeMap<usize, WaveMatrix>,
    /// Spells of employment.
    pub spells: Spells,
    /// First start in any programme and role, [`Day::MAX`] when never.
    pub first_start: Vec<Day>,
    /// First start as a mentee in any programme, [`Day::MAX`] when never.
    pub first_mentee_start: Vec<Day>,
    pub(super) attributes: Vec<CodedAttribute>,
    /// Everybody on the eves that comparisons have asked about.
    pub(super) eves: Eves,
    /// Per covariate of the study, then per distinct dimension covariate.
    pub(super) covariates: Vec<(Covariate, Vec<String>, Resolved)>,
    pub(super) dimensions: Vec<(Covariate, Vec<String>, Resolved)>,
}

impl<'a> Panel<'a> {
    /// Builds the panel.
    ///
    /// # Errors
    /// A numeric covariate or dimension without bands and with too many values.
    pub fn build(
        org: &'a Organisation,
        programmes: &'a [Programme],
        study: &'a StudySettings,
        outcomes: &'a [Outcome],
        period: Period,
    ) -> Result<Panel<'a>, PanelError> {
        let people = org.people.len();
        let spells = Spells::build(&org.roster, people, &org.exits);
        let mut matrices = BTreeMap::new();
        for scores in &org.scores {
            for (k, &outcome) in scores.outcomes.iter().enumerate() {
                matrices.insert(outcome, WaveMatrix::of_scores(people, scores, k));
            }
        }
        for counted in &org.counted {
            let matrix = WaveMatrix::of_counts(org, counted, &spells, study.period_unit, period);
            matrices.insert(counted.outcome, matrix);
        }
        let mut first_start = vec![Day::MAX; people];
        let mut first_mentee_start = vec![Day::MAX; people];
        for m in &org.memberships {
            let person = m.person as usize;
            first_start[person] = first_start[person].min(m.start);
            if m.role == Role::Mentee {
                first_mentee_start[person] = first_mentee_start[person].min(m.start);
            }
        }
        let attributes: Vec<CodedAttribute> = org
            .roster
            .attributes
            .iter()
            .filter(|a| {
                a.name != Column::AnnualSalary.name() || is_named(&a.name, programmes, study)
            })
            .map(|a| CodedAttribute::of(&a.name, &a.values))
            .collect();
        let mut panel = Panel {
            org,
            programmes,
            study,
            outcomes,
            period,
            cut_off: period.last_day(),
            matrices,
            spells,
            first_start,
            first_mentee_start,
            attributes,
            eves: Eves::default(),
            covariates: Vec::new(),
            dimensions: Vec::new(),
        };
        for covariate in &study.adjust_for {
            if let Some(resolved) = panel.resolve(covariate)? {
                panel.covariates.push(resolved);
            }
        }
        let mut distinct: Vec<&Covariate> = Vec::new();
        for covariate in study.dimensions.iter().flatten() {
            if !distinct.contains(&covariate) {
                distinct.push(covariate);
            }
        }
        for covariate in distinct {
            if let Some(resolved) = panel.resolve(covariate)? {
                panel.dimensions.push(resolved);
            }
        }
        Ok(panel)
    }

    /// Number of people.
    pub fn people(&self) -> usize {
        self.org.people.len()
    }

    /// The person's manager in a roster row, if known.
    pub fn manager(&self, row: u32) -> Option<usize> {
        let manager = self.org.roster.manager[row as usize];
        (manager != NO_PERSON).then_some(manager as usize)
    }

    /// Whether the values of a covariate have an order.
    pub(super) fn has_order(&self, covariate: &Resolved) -> bool {
        match covariate {
            Resolved::Tenure(_) | Resolved::Prior(_) => true,
            Resolved::Attribute { attribute, .. } => self.attributes[*attribute].numbers.is_some(),
        }
    }

    /// Labels and look-up of a covariate; `None` when the roster does not have the attribute.
    fn resolve(
        &self,
        covariate: &Covariate,
    ) -> Result<Option<(Covariate, Vec<String>, Resolved)>, PanelError> {
        let bands = &self.study.bands;
        let (name, lower) = match covariate {
            Covariate::TenureBand => {
                let labels = continuous_labels(&bands.tenure_years);
                return Ok(Some((
                    covariate.clone(),
                    labels,
                    Resolved::Tenure(bands.tenure_years.clone()),
                )));
            }
            Covariate::Prior { outcome, .. } => {
                let labels = ["lowest third", "middle third", "highest third", "none"]
                    .map(str::to_owned)
                    .to_vec();
                return Ok(Some((covariate.clone(), labels, Resolved::Prior(*outcome))));
            }
            Covariate::LevelBand => (
                crate::tables::Column::JobLevel.name(),
                Some(&bands.job_level),
            ),
            Covariate::Attribute(name) => (name.as_str(), bands.others.get(name)),
        };
        let Some(at) = self.attributes.iter().position(|a| a.name == name) else {
            return Ok(None);
        };
        let attribute = &self.attributes[at];
        let (labels, digit) = if let (Some(numbers), Some(lower)) = (&attribute.numbers, lower) {
            let labels = if matches!(covariate, Covariate::LevelBand) {
                whole_labels(lower)
            } else {
                continuous_labels(lower)
            };
            let missing = labels.len() as u16 - 1;
            let digit = numbers
                .iter()
                .map(|&x| band(lower, x))
                .chain([missing])
                .collect();
            (labels, digit)
        } else {
            if attribute.labels.len() > MOST_VALUES {
                return Err(PanelError::NeedsBands {
                    name: name.to_owned(),
                    values: attribute.labels.len(),
                });
            }
            let digit = (0..=attribute.labels.len() as u16).collect();
            (attribute.all_labels(), digit)
        };
        Ok(Some((
            covariate.clone(),
            labels,
            Resolved::Attribute {
                attribute: at,
                digit,
            },
        )))
    }
}

/// Which band a number falls in: the last whose lower bound it reaches, the first when it reaches none.
pub(super) fn band(lower: &[f64], x: f64) -> u16 {
    (lower.partition_point(|&bound| bound <= x).max(1) - 1) as u16
}

/// `[0, 1, 3]` -> under 1, 1-3, 3+, not stated.
fn continuous_labels(lower: &[f64]) -> Vec<String> {
    let mut labels: Vec<String> = lower
        .iter()
        .enumerate()
        .map(|(k, low)| match lower.get(k + 1) {
            Some(high) if k == 0 => format!("under {high}"),
            Some(high) => format!("{low}-{high}"),
            None => format!("{low}+"),
        })
        .collect();
    labels.push(crate::vocab::NOT_STATED.to_owned());
    labels
}

/// `[1, 4, 7, 9]` -> 1-3, 4-6, 7-8, 9+, not stated.
fn whole_labels(lower: &[f64]) -> Vec<String> {
    let mut labels: Vec<String> = lower
        .iter()
        .enumerate()
        .map(|(k, low)| match lower.get(k + 1) {
            Some(high) if high - 1.0 > *low => format!("{low}-{}", high - 1.0),
            Some(_) => format!("{low}"),
            None => format!("{low}+"),
        })
        .collect();
    labels.push(crate::vocab::NOT_STATED.to_owned());
    labels
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bands_as_the_methods_name_them() {
        assert_eq!(
            continuous_labels(&[0.0, 1.0, 3.0, 5.0, 10.0])[..5],
            ["under 1", "1-3", "3-5", "5-10", "10+"]
        );
        assert_eq!(
            whole_labels(&[1.0, 4.0, 7.0, 9.0])[..4],
            ["1-3", "4-6", "7-8", "9+"]
        );
        assert_eq!(
            [0.0, 2.9, 3.0, 11.0, -4.0].map(|x| band(&[0.0, 1.0, 3.0, 5.0, 10.0], x)),
            [0, 1, 2, 4, 0]
        );
    }
}
