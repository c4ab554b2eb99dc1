//! What programme models are called, what they are for, what they ask: the model's own words in English, the catalogue's in
//! other languages.

use crate::vocab::ProgrammeModel;

use super::super::number::Figures;
use super::catalogue::args;

/// The name of a model.
pub(crate) fn name(model: ProgrammeModel, figures: Figures) -> String {
    figures.say(
        "model-name",
        args!["model" => model.id(), "english" => model.name()],
    )
}

/// What its pairings are called, several of them.
pub(crate) fn pairings(model: ProgrammeModel, figures: Figures) -> String {
    let (_, many) = model.definition().form.nouns();
    figures.say(
        "model-pairings",
        args!["model" => model.id(), "english" => many],
    )
}

/// What a model is for.
pub(crate) fn purpose(model: ProgrammeModel, figures: Figures) -> String {
    figures.say(
        "model-purpose",
        args!["model" => model.id(), "english" => model.definition().purpose.as_str()],
    )
}

/// How it is meant to move what it moves.
pub(crate) fn logic(model: ProgrammeModel, figures: Figures) -> String {
    figures.say(
        "model-logic",
        args!["model" => model.id(), "english" => model.definition().logic.as_str()],
    )
}

/// The id of one of several texts of a model: `erg_led-1`.
fn place(model: ProgrammeModel, k: usize) -> String {
    format!("{}-{}", model.id(), k + 1)
}

/// What leaders should ask.
pub(crate) fn questions(model: ProgrammeModel, figures: Figures) -> Vec<String> {
    let all = model.definition().questions.iter().enumerate();
    all.map(|(k, english)| {
        figures.say(
            "model-question",
            args!["place" => place(model, k), "english" => english.as_str()],
        )
    })
    .collect()
}

/// What recruiters may use it for.
pub(crate) fn uses(model: ProgrammeModel, figures: Figures) -> Vec<String> {
    let all = model.definition().recruiters.iter().enumerate();
    all.map(|(k, english)| {
        figures.say(
            "model-use",
            args!["place" => place(model, k), "english" => english.as_str()],
        )
    })
    .collect()
}

/// Who must be in each of its pairings by one of its rules.
pub(crate) fn needed(model: ProgrammeModel, k: usize, figures: Figures) -> String {
    match model.definition().roles.get(k) {
        Some(rule) => figures.say(
            "model-needs",
            args!["place" => place(model, k), "english" => rule.who.as_str()],
        ),
        None => figures.text("model-needs-all").to_owned(),
    }
}
