//! `models`: the ten programme models as a list, and one of them in full with a pipeline to start from.

use std::fmt::Write as _;

use crate::vocab::{ModelDefinition, ProgrammeModel, Role, RoleRule, SignalKind, Structure};

use super::columns::{Side, aligned};

/// The list: id, what it brings together, name.
pub(super) fn list() -> String {
    let rows: Vec<Vec<String>> = ProgrammeModel::EVERY
        .iter()
        .map(|model| {
            let own = model.definition();
            let (_, many) = own.form.nouns();
            vec![
                model.id().to_owned(),
                format!("{many} of {}", own.people()),
                model.name().to_owned(),
            ]
        })
        .collect();
    let mut text = aligned(&rows, &[Side::Left, Side::Left, Side::Left], None).unwrap_or_default();
    text.push_str("\n`counterpart models ID` prints one in full, with a pipeline to start from.\n");
    text
}

/// One model in full.
pub(super) fn one(model: ProgrammeModel, width: usize) -> String {
    let own = model.definition();
    let (one, _) = own.form.nouns();
    let mut text = format!("{} ({})\n\n", model.name(), model.id());
    push(&mut text, "", &own.purpose, width);
    let mut structure = format!("A {one} of {} people", own.people());
    if let Some(name) = &own.across {
        let _ = write!(structure, ", its sides differing in {name}");
    }
    structure.push_str(match model.structure() {
        Structure::Pair => ".",
        Structure::Group => ", who share their noise: inference clusters by it.",
    });
    heading(&mut text, "Structure");
    push(&mut text, "  ", &structure, width);
    for rule in &own.roles {
        push(&mut text, "  ", &role(rule), width);
    }
    heading(&mut text, "Rhythm");
    push(&mut text, "  ", &own.rhythm, width);
    let plan = format!(
        "Unless the pipeline says otherwise: cadence_days = {}, planned_months = {}.",
        own.cadence_days, own.planned_months
    );
    push(&mut text, "  ", &plan, width);
    heading(&mut text, "Meant to move");
    push(&mut text, "  ", &own.logic, width);
    for aim in &own.aims {
        let whose: Vec<&str> = aim.whose.iter().map(|r| r.id()).collect();
        let whose = if whose.is_empty() {
            "the organisation".to_owned()
        } else {
            whose.join(", ")
        };
        let line = format!(
            "- {} ({}; {whose}): it takes {}",
            aim.topic.label(),
            aim.topic.id(),
            aim.topic.known_by()
        );
        push(&mut text, "  ", &line, width);
    }
    heading(&mut text, "Warning signs that hold for it");
    push(&mut text, "  ", &signs(own), width);
    items(&mut text, "Questions for leaders", &own.questions, width);
    items(&mut text, "Use for recruiters", &own.recruiters, width);
    heading(&mut text, "To start from");
    text.push_str(&starter(model, own));
    text
}

fn heading(text: &mut String, name: &str) {
    let _ = write!(text, "\n{name}\n");
}

fn items(text: &mut String, name: &str, items: &[String], width: usize) {
    heading(text, name);
    for item in items {
        push(text, "  ", &format!("- {item}"), width);
    }
}

fn role(rule: &RoleRule) -> String {
    let roles: Vec<&str> = rule.any_of.iter().map(|r| r.id()).collect();
    format!(
        "At least {} {}: {}.",
        rule.at_least,
        roles.join(" or "),
        rule.who
    )
}

/// The signs by the words of the catalogue, and which do not hold.
fn signs(own: &ModelDefinition) -> String {
    let word = |kind: &SignalKind| match kind {
        SignalKind::PowerDynamics => "power between the sides",
        SignalKind::Quiet => "pairings gone quiet",
        SignalKind::OneSided => "one-sided pairings",
        SignalKind::OffModel => "pairings not as the model asks",
        SignalKind::Drift => "meetings that drift apart",
        SignalKind::Gaps => "long gaps",
        SignalKind::MismatchedExpectations => "different expectations",
        SignalKind::Tokenism => "few who serve many",
        SignalKind::BiasedMatching => "like matched with like",
        SignalKind::NoSponsor => "no sponsor",
        SignalKind::NoTraining => "no training",
    };
    let words: Vec<&str> = own.signs.iter().map(word).collect();
    format!("{}.", words.join(", "))
}

/// A line, wrapped with a hanging indent.
fn push(text: &mut String, indent: &str, line: &str, width: usize) {
    let hanging = if line.starts_with("- ") { "  " } else { "" };
    let mut column = 0;
    for (k, word) in line.split(' ').enumerate() {
        let length = word.chars().count();
        if k == 0 {
            text.push_str(indent);
            column = indent.len();
        } else if column + 1 + length > width {
            let _ = write!(text, "\n{indent}{hanging}");
            column = indent.len() + hanging.len();
        } else {
            text.push(' ');
            column += 1;
        }
        text.push_str(word);
        column += length;
    }
    text.push('\n');
}

/// The blocks of a pipeline that are the model's own.
fn starter(model: ProgrammeModel, own: &ModelDefinition) -> String {
    let mut roles: Vec<Role> = own.aims.iter().flat_map(|a| a.whose.clone()).collect();
    roles.sort_unstable();
    roles.dedup();
    let quoted: Vec<String> = roles.iter().map(|r| format!("\"{r}\"")).collect();
    let mut text = format!(
        "[[programmes]]\nid = \"my_programme\"            # as the pairings call it\nmodel = \"{}\"\ncadence_days = {}\nplanned_months = {}\n[programmes.eligible]           # who could have taken part, by role\n",
        model.id(),
        own.cadence_days,
        own.planned_months
    );
    for role in &roles {
        let _ = writeln!(text, "{role} = \"job_level >= 1\"");
    }
    let _ = write!(text, "\n[study]\nroles = [{}]\n", quoted.join(", "));
    for aim in &own.aims {
        let objective = serde_json::to_string(&aim.objective).unwrap_or_default();
        let _ = write!(
            text,
            "\n# [[outcomes]]                  # {}: {}\n# id = \"{}\"\n# objective = {objective}\n",
            aim.topic.label(),
            aim.topic.known_by(),
            aim.topic.id()
        );
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_model_is_told_in_full_and_wrapped() {
        for model in ProgrammeModel::EVERY {
            let text = one(*model, 80);
            let own = model.definition();
            assert!(text.contains(model.id()) && list().contains(model.id()));
            let plain: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
            for told in own.questions.iter().chain(&own.recruiters) {
                assert!(plain.contains(told.as_str()), "{told}");
            }
            for aim in &own.aims {
                assert!(plain.contains(aim.topic.label()), "{aim:?}");
            }
            let prose = text.split("To start from").next().unwrap_or_default();
            assert!(prose.lines().all(|l| l.chars().count() <= 80), "{prose}");
        }
    }

    #[test]
    fn the_lines_to_start_from_are_toml() {
        for model in ProgrammeModel::EVERY {
            let text = starter(*model, model.definition());
            let bare = text.replace("\n# ", "\n");
            toml::from_str::<toml::Table>(&bare).unwrap_or_else(|e| panic!("{e}\n{bare}"));
        }
    }
}
