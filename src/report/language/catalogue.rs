//! The catalogues of sentences: one file a language in `report_templates/language/`, written in
//! [Fluent](https://projectfluent.org). Every word that a reader sees stands there; Rust decides what is said, not how.
//!
//! How a sentence is said:
//! - `figures.text("key")` for a text without variables, `figures.say("key", args!["who" => who])` for one with; in a
//!   template `{{ t("key") }}` and `{{ t("key", who=name) }}`.
//! - Hand over ids (`"verdict" => verdict.id()`) and finished numbers, and let the message choose:
//!   `{ $verdict -> [better] … *[other] … }`. Never glue parts of sentences together: word order differs by language.
//! - A number that decides on the plural is handed over beside its finished text: `"n" => n, "count" => figures.count(n)`.
//! - A message can use another (`{ people }`, `{ people.dative }`): it sees the same variables.
//! - Space at the ends is written as `{" "}`.
//!
//! A sentence that cannot be put together is a fault of the program: it becomes a [`FAULT`] with its key, and `render`
//! refuses whatever holds one. Tests hold that every key that is used exists in every language, with the same variables.

use std::collections::HashMap;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use fluent_syntax::ast;
use unic_langid::LanguageIdentifier;

use super::super::number::Figures;
use super::super::settings::Locale;
use super::words;

/// Stands at the head of what could not be said; from the private use area, never in a label.
pub(crate) const FAULT: char = '\u{E002}';

/// Whether reports of the German locale are written in German: the one switch. Unit tests hold what is written so far.
const GERMAN_IS_OFFERED: bool = cfg!(test);

/// A language in which reports are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Language {
    /// English.
    English,
    /// German.
    German,
}

impl Language {
    /// Every language.
    #[cfg(test)]
    pub(crate) const EVERY: [Language; 2] = [Language::English, Language::German];

    /// The language of a locale.
    pub(crate) fn of(locale: Locale) -> Language {
        match locale {
            Locale::EnGb | Locale::EnUs => Language::English,
            Locale::DeDe => Language::German,
        }
    }

    /// The language in which the sentences of a locale are said: its own once every text of the reports is in the
    /// catalogue. The formulas of the methods' appendix are not yet, and a page in two languages serves nobody.
    fn of_sentences(locale: Locale) -> Language {
        match Language::of(locale) {
            Language::German if !GERMAN_IS_OFFERED => Language::English,
            language => language,
        }
    }

    /// A text without variables.
    pub(crate) fn text(self, key: &str) -> &'static str {
        self.catalogue()
            .fixed
            .get(key)
            .map_or(NO_TEXT, String::as_str)
    }

    /// Its catalogue as it is written.
    pub(crate) fn source(self) -> &'static str {
        match self {
            Language::English => include_str!("../../../report_templates/language/en.ftl"),
            Language::German => include_str!("../../../report_templates/language/de.ftl"),
        }
    }

    fn tag(self) -> LanguageIdentifier {
        let tag = match self {
            Language::English => "en",
            Language::German => "de",
        };
        tag.parse().unwrap_or_default()
    }

    fn catalogue(self) -> &'static Catalogue {
        static ENGLISH: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::new(Language::English));
        static GERMAN: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::new(Language::German));
        match self {
            Language::English => &ENGLISH,
            Language::German => &GERMAN,
        }
    }
}

/// The sentences of one language.
struct Catalogue {
    bundle: FluentBundle<FluentResource>,
    /// What takes no variables, by key.
    fixed: HashMap<String, String>,
}

impl Catalogue {
    fn new(language: Language) -> Catalogue {
        // What cannot be read is left out and found by its key; a test holds that nothing is.
        let resource = FluentResource::try_new(language.source().to_owned())
            .unwrap_or_else(|(readable, _)| readable);
        let keys = keys(&resource);
        let mut bundle = FluentBundle::new_concurrent(vec![language.tag()]);
        bundle.set_use_isolating(false);
        // A name is free in a new bundle.
        let _ = bundle.add_function("CAPITAL", |given, _| changed(given, words::capital));
        let _ = bundle.add_function("INSIDE", |given, _| changed(given, words::inside));
        bundle.add_resource_overriding(resource);
        let mut catalogue = Catalogue {
            bundle,
            fixed: HashMap::new(),
        };
        let fixed = keys
            .into_iter()
            .filter_map(|key| catalogue.said(&key, None).map(|text| (key, text)))
            .collect();
        catalogue.fixed = fixed;
        catalogue
    }

    /// A sentence; `None` when there is none of that key, or a variable is missing.
    fn said(&self, key: &str, args: Option<&FluentArgs<'_>>) -> Option<String> {
        let (id, attribute) = key
            .split_once('.')
            .map_or((key, None), |(id, attribute)| (id, Some(attribute)));
        let message = self.bundle.get_message(id)?;
        let pattern = match attribute {
            Some(name) => message.get_attribute(name)?.value(),
            None => message.value()?,
        };
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, args, &mut errors);
        errors.is_empty().then(|| text.into_owned())
    }
}

/// A function of the catalogues: a text made from another.
fn changed(given: &[FluentValue<'_>], change: fn(&str) -> String) -> FluentValue<'static> {
    match given {
        [FluentValue::String(text)] => change(text).into(),
        _ => FluentValue::Error,
    }
}

/// Every key of a catalogue, `key.attribute` included.
fn keys(resource: &FluentResource) -> Vec<String> {
    let mut keys = Vec::new();
    for entry in resource.entries() {
        if let ast::Entry::Message(message) = entry {
            let id = message.id.name;
            if message.value.is_some() {
                keys.push(id.to_owned());
            }
            keys.extend(
                message
                    .attributes
                    .iter()
                    .map(|a| format!("{id}.{}", a.id.name)),
            );
        }
    }
    keys
}

impl Figures {
    /// The language of the sentences.
    pub(crate) fn language(self) -> Language {
        Language::of_sentences(self.locale())
    }

    /// The `lang` of a page: that of its sentences.
    pub(crate) fn page_language(self) -> &'static str {
        match (self.language(), self.locale()) {
            (Language::English, Locale::DeDe) => "en",
            (_, locale) => locale.tag(),
        }
    }

    /// A text without variables.
    pub(crate) fn text(self, key: &'static str) -> &'static str {
        self.language().text(key)
    }

    /// A sentence with its variables: see [`args!`].
    #[expect(
        clippy::needless_pass_by_value,
        reason = "variables are made where a sentence is said"
    )]
    pub(crate) fn say(self, key: &str, args: FluentArgs<'_>) -> String {
        self.say_with(key, &args)
    }

    /// The same, of variables that several sentences share.
    pub(crate) fn say_with(self, key: &str, args: &FluentArgs<'_>) -> String {
        self.language()
            .catalogue()
            .said(key, Some(args))
            .unwrap_or_else(|| format!("{FAULT}{key}"))
    }
}

/// What stands for a text without variables that does not exist.
const NO_TEXT: &str = "\u{E002}a-text-without-variables";

/// Variables of a sentence: `args!["who" => who, "n" => 3]`.
macro_rules! args {
    ($($name:literal => $value:expr),* $(,)?) => {{
        #[allow(unused_mut, reason = "a sentence without variables")]
        let mut args = fluent_bundle::FluentArgs::new();
        $(args.set($name, $value);)*
        args
    }};
}
pub(crate) use args;
