//! What the notes of a finding say of the weights behind it, the same for events, rates and shares.

use crate::estimators::{Grain, Weighted, WeightingUsed};
use crate::panel::Weighting;
use crate::vocab::Method;

/// The method of a survival contrast under a weighting.
pub(super) fn survival_method(used: WeightingUsed) -> Method {
    match used {
        WeightingUsed::Exact => Method::WeightedKmExact,
        WeightingUsed::Entropy => Method::WeightedKmEntropy,
        WeightingUsed::Overlap => Method::WeightedKmOverlap,
        WeightingUsed::Coarsened => Method::WeightedKmCem,
        WeightingUsed::Logistic => Method::WeightedKmLogistic,
    }
}

/// The method that was asked for, where none was used.
pub(super) fn wanted_survival_method(wanted: Weighting) -> Method {
    survival_method(match wanted {
        Weighting::Exact => WeightingUsed::Exact,
        Weighting::Entropy => WeightingUsed::Entropy,
        Weighting::Overlap => WeightingUsed::Overlap,
        Weighting::Cem => WeightingUsed::Coarsened,
        Weighting::Logistic => WeightingUsed::Logistic,
    })
}

/// What a reader must know of the weights.
pub(super) fn notes(how: &Weighted) -> Vec<String> {
    let mut notes = Vec::new();
    match how.used {
        WeightingUsed::Entropy if how.wanted == Weighting::Exact => notes.push(
            "Weighted by entropy balancing: too few participants have colleagues in exactly their own cell.".to_owned(),
        ),
        WeightingUsed::Coarsened => notes.push(coarsened(&how.coarsened)),
        WeightingUsed::Logistic => notes.push(
            "Weighted by a logistic propensity score; the interval takes its weights as given.".to_owned(),
        ),
        _ => {}
    }
    if how.fell_back {
        notes.push(
            "In some enrolment periods no such weights exist: exact cells were used there."
                .to_owned(),
        );
    }
    if how.support < 1.0 {
        notes.push(
            "Participants whom nobody in the comparison group resembles are left out.".to_owned(),
        );
    }
    notes
}

fn coarsened(covariates: &[(String, Grain)]) -> String {
    let of = |wanted: Grain| -> Vec<&str> {
        covariates
            .iter()
            .filter(|(_, grain)| *grain == wanted)
            .map(|(name, _)| name.as_str())
            .collect()
    };
    let parts: Vec<String> = [
        ("in broader bands", of(Grain::Broader)),
        ("not matched on", of(Grain::LeftOut)),
    ]
    .into_iter()
    .filter(|(_, names)| !names.is_empty())
    .map(|(what, names)| format!("{what}: {}", names.join(", ")))
    .collect();
    if parts.is_empty() {
        "Coarsened exact matching on everything adjusted for, as it stands.".to_owned()
    } else {
        format!(
            "Coarsened exact matching, made coarser so that more participants find colleagues like them ({}).",
            parts.join("; ")
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn how(wanted: Weighting, used: WeightingUsed) -> Weighted {
        Weighted {
            wanted,
            used,
            support: 1.0,
            coarsened: Vec::new(),
            fell_back: false,
        }
    }

    #[test]
    fn notes_name_what_was_done() {
        let plain = how(Weighting::Exact, WeightingUsed::Exact);
        assert!(notes(&plain).is_empty());
        let fallen = how(Weighting::Exact, WeightingUsed::Entropy);
        assert!(notes(&fallen)[0].contains("entropy balancing"));
        assert!(notes(&how(Weighting::Entropy, WeightingUsed::Entropy)).is_empty());
        let cem = Weighted {
            coarsened: vec![
                ("function".to_owned(), Grain::LeftOut),
                ("tenure_band".to_owned(), Grain::Broader),
            ],
            support: 0.95,
            ..how(Weighting::Cem, WeightingUsed::Coarsened)
        };
        let told = notes(&cem);
        assert!(told[0].contains("(in broader bands: tenure_band; not matched on: function)"));
        assert!(told[1].contains("left out"));
        let logistic = Weighted {
            fell_back: true,
            ..how(Weighting::Logistic, WeightingUsed::Logistic)
        };
        let told = notes(&logistic);
        assert!(told[0].contains("takes its weights as given") && told[1].contains("exact cells"));
    }
}
