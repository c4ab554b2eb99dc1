//! `private/early_warnings.csv`: the pairings that somebody should look after, by name. The one list of people that a run
//! makes of them; it goes to `private/` and nowhere else.

use crate::export;
use crate::panel::EarlyWarning;

/// Path within the output directory.
pub(super) const FILE: &str = "private/early_warnings.csv";

/// The file's bytes: one row a pairing, the longest quiet first.
pub(super) fn table(warnings: &[EarlyWarning]) -> Vec<u8> {
    let header = [
        "programme",
        "pairing_id",
        "start_date",
        "last_session",
        "days_without_session",
        "one_sided",
        "not_as_the_model_asks",
        "people",
    ];
    let lines = warnings.iter().map(|w| {
        let people: Vec<String> = w
            .people
            .iter()
            .map(|(role, id)| format!("{role}: {id}"))
            .collect();
        vec![
            w.programme.clone(),
            w.pairing.clone(),
            w.start.to_string(),
            w.last_session.map_or_else(String::new, |d| d.to_string()),
            w.quiet_days.map_or_else(String::new, |d| d.to_string()),
            yes_or_no(w.one_sided),
            yes_or_no(w.off_model),
            people.join("; "),
        ]
    });
    export::csv::table(&header, lines)
}

fn yes_or_no(flag: bool) -> String {
    if flag { "yes" } else { "no" }.to_owned()
}
