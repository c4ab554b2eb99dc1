//! The catalogues of sentences: complete in every language, all of it used, no sentence without its variables.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use fluent_syntax::ast::{
    Attribute, CallArguments, Entry, Expression, InlineExpression, Pattern, PatternElement,
};
use fluent_syntax::parser::parse;

use super::super::language::catalogue::{FAULT, Language};
use super::super::settings::Locale;
use super::*;

/// What one message needs: variables, and the messages that it uses.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
struct Needs {
    variables: BTreeSet<String>,
    messages: BTreeSet<String>,
    /// How many times ` | ` stands in it, between the heads of columns.
    bars: usize,
}

impl Needs {
    fn pattern(&mut self, pattern: &Pattern<&str>) {
        for element in &pattern.elements {
            match element {
                PatternElement::Placeable { expression } => self.expression(expression),
                PatternElement::TextElement { value } => self.bars += value.matches(" | ").count(),
            }
        }
    }

    fn expression(&mut self, expression: &Expression<&str>) {
        match expression {
            Expression::Inline(inline) => self.inline(inline),
            Expression::Select { selector, variants } => {
                self.inline(selector);
                for variant in variants {
                    self.pattern(&variant.value);
                }
            }
        }
    }

    fn inline(&mut self, inline: &InlineExpression<&str>) {
        match inline {
            InlineExpression::VariableReference { id } => {
                self.variables.insert(id.name.to_owned());
            }
            InlineExpression::MessageReference { id, attribute } => {
                let key = attribute
                    .as_ref()
                    .map_or(id.name.to_owned(), |a| format!("{}.{}", id.name, a.name));
                self.messages.insert(key);
            }
            InlineExpression::TermReference {
                arguments: Some(arguments),
                ..
            }
            | InlineExpression::FunctionReference { arguments, .. } => self.arguments(arguments),
            InlineExpression::Placeable { expression } => self.expression(expression),
            _ => {}
        }
    }

    fn arguments(&mut self, arguments: &CallArguments<&str>) {
        for argument in &arguments.positional {
            self.inline(argument);
        }
    }
}

/// Every key of a language with what it needs; panics where the file cannot be read or a key stands twice.
fn catalogue(language: Language) -> BTreeMap<String, Needs> {
    let resource =
        parse(language.source()).unwrap_or_else(|(_, errors)| panic!("{language:?}: {errors:?}"));
    let mut found = BTreeMap::new();
    let mut put = |key: String, pattern: &Pattern<&str>| {
        let mut needs = Needs::default();
        needs.pattern(pattern);
        assert!(
            found.insert(key.clone(), needs).is_none(),
            "{language:?}: {key} stands twice"
        );
    };
    for entry in &resource.body {
        let Entry::Message(message) = entry else {
            continue;
        };
        if let Some(value) = &message.value {
            put(message.id.name.to_owned(), value);
        }
        for Attribute { id, value } in &message.attributes {
            put(format!("{}.{}", message.id.name, id.name), value);
        }
    }
    found
}

/// The variables of a message and of all that it uses.
fn variables(catalogue: &BTreeMap<String, Needs>, key: &str) -> BTreeSet<String> {
    let needs = catalogue
        .get(key)
        .unwrap_or_else(|| panic!("{key} is used by another sentence and does not exist"));
    let mut all = needs.variables.clone();
    for used in &needs.messages {
        all.extend(variables(catalogue, used));
    }
    all
}

/// Every text of the product that can ask for a sentence: Rust without its tests, templates, the script.
fn askers() -> Vec<(String, String)> {
    fn walk(folder: &Path, found: &mut Vec<(String, String)>) {
        for entry in std::fs::read_dir(folder).expect("a readable folder") {
            let path = entry.expect("a readable entry").path();
            let name = path.to_string_lossy().into_owned();
            if path.is_dir() {
                if !name.ends_with("report/tests") {
                    walk(&path, found);
                }
            } else if [".rs", ".html", ".js"].iter().any(|e| name.ends_with(e)) {
                let text = std::fs::read_to_string(&path).expect("a readable file");
                let product = text.split("#[cfg(test)]\nmod tests").next();
                let told: Vec<&str> = product
                    .unwrap_or_default()
                    .lines()
                    .filter(|line| !line.trim_start().starts_with("//"))
                    .collect();
                found.push((name, told.join("\n")));
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    walk(&root.join("src/report"), &mut found);
    walk(&root.join("report_templates"), &mut found);
    found.sort();
    found
}

/// The literals that follow a call, with what stands up to the end of its brackets.
fn asked(text: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for call in ["say(", "say_with(", "text(", " t("] {
        for (at, _) in text.match_indices(call) {
            let after = text[at + call.len()..].trim_start();
            let Some((key, rest)) = after.strip_prefix('"').and_then(|r| r.split_once('"')) else {
                continue;
            };
            if key.contains(|c: char| c.is_ascii_uppercase() || c.is_whitespace()) {
                continue;
            }
            let mut depth = 1_i32;
            let end = rest.find(|c| {
                depth += i32::from(c == '(') - i32::from(c == ')');
                depth == 0
            });
            found.push((key.to_owned(), rest[..end.unwrap_or(0)].to_owned()));
        }
    }
    found
}

#[test]
fn every_language_says_the_same_with_the_same_variables() {
    let english = catalogue(Language::English);
    for language in Language::EVERY {
        let other = catalogue(language);
        let keys = |c: &BTreeMap<String, Needs>| c.keys().cloned().collect::<Vec<_>>();
        assert_eq!(keys(&english), keys(&other), "{language:?}");
        for (key, needs) in &other {
            assert_eq!(
                english[key].bars, needs.bars,
                "{language:?}: {key} has another number of columns"
            );
        }
    }
}

#[test]
fn every_sentence_that_is_asked_for_exists_and_gets_its_variables() {
    let mut faults = Vec::new();
    for language in Language::EVERY {
        let catalogue = catalogue(language);
        for (file, text) in askers() {
            for (key, given) in asked(&text) {
                if !catalogue.contains_key(&key) {
                    faults.push(format!("{language:?}: {file} asks for {key}"));
                    continue;
                }
                // Where variables are handed over from elsewhere, only rendering tells.
                let template = file.contains(".html");
                if !template && !given.trim().is_empty() && !given.contains("args![") {
                    continue;
                }
                for variable in variables(&catalogue, &key) {
                    let named = given.contains(&format!("\"{variable}\" =>"))
                        || template && given.contains(&format!("{variable}="));
                    if !named && (template || !is_shared(&variable)) {
                        faults.push(format!("{language:?}: {file}: {key} lacks ${variable}"));
                    }
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Whether `Telling::say` hands it over.
fn is_shared(variable: &str) -> bool {
    [
        "who",
        "among",
        "role",
        "candidates",
        "method",
        "class",
        "verdict",
        "label",
        "source",
        "since",
        "measure",
        "span",
        "days",
    ]
    .contains(&variable)
}

#[test]
fn no_sentence_is_left_that_nobody_asks_for() {
    let askers = askers();
    let english = catalogue(Language::English);
    let german = catalogue(Language::German);
    let idle: Vec<&String> = english
        .keys()
        .filter(|key| {
            let quoted = [format!("\"{key}\""), format!("'{key}'")];
            let asked = askers
                .iter()
                .any(|(_, text)| quoted.iter().any(|q| text.contains(q)));
            let used = |c: &BTreeMap<String, Needs>| {
                c.iter()
                    .any(|(k, needs)| k != *key && needs.messages.contains(*key))
            };
            !asked && !used(&english) && !used(&german)
        })
        .collect();
    assert!(idle.is_empty(), "nobody asks for {idle:?}");
}

#[test]
fn every_variant_can_be_said_in_every_language() {
    for locale in [Locale::EnGb, Locale::DeDe] {
        for reports in safety::every_variant_in(locale) {
            let pages = reports
                .pages
                .iter()
                .map(|p| String::from_utf8_lossy(&p.bytes));
            for page in pages {
                assert!(!page.contains(FAULT), "{locale:?}: {page}");
            }
        }
    }
}
