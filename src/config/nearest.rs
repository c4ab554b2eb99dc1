//! The known word that a misspelt one was probably meant to be.

/// Similarity (Jaro–Winkler) from which a word counts as a misspelling of another.
const ALIKE: f64 = 0.8;

/// The nearest of the known words, when one is near enough; the first of equals.
pub(super) fn nearest<'a>(found: &str, known: &[&'a str]) -> Option<&'a str> {
    let plain = |text: &str| text.to_lowercase().replace(['-', ' '], "_");
    let wanted = plain(found);
    let mut best: Option<(f64, &str)> = None;
    for &candidate in known {
        let likeness = strsim::jaro_winkler(&wanted, &plain(candidate));
        if likeness >= ALIKE && best.is_none_or(|(so_far, _)| likeness > so_far) {
            best = Some((likeness, candidate));
        }
    }
    best.map(|(_, word)| word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn misspellings_find_their_word() {
        let known = ["title", "organisation", "period", "period_unit", "locale"];
        assert_eq!(nearest("titel", &known), Some("title"));
        assert_eq!(nearest("organization", &known), Some("organisation"));
        assert_eq!(nearest("Period-Unit", &known), Some("period_unit"));
        assert_eq!(nearest("xyz", &known), None);
        assert_eq!(nearest("", &known), None);
    }
}
