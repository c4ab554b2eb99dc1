//! Templates: built in or a user's, strict about what is missing, escaped as HTML whatever their name, with fuel.

use std::path::Path;

use fluent_bundle::{FluentArgs, FluentValue};
use minijinja::value::{Kwargs, Serde};
use minijinja::{AutoEscape, Environment, ErrorKind, UndefinedBehavior, Value};

use super::super::ReportError;
use super::super::language::catalogue::{FAULT, args};
use super::super::number::Figures;
use super::super::prose::{CLOSE, OPEN, Prose};
use super::super::settings::{Audience, TemplateSource};
use super::neighbours::{self, joined};

/// Steps that a template may take, apart from those for findings.
const FUEL: u64 = 2_000_000;
/// Steps for each finding; the built-in table takes about a quarter.
const FUEL_PER_FINDING: u64 = 1_000;

macro_rules! built_in {
    ($($name:literal,)*) => {
        const BUILT_IN: &[(&str, &str)] = &[$(($name, include_str!(concat!("../../../report_templates/", $name))),)*];
    };
}
built_in! { "base.html", "parts.html", "health.html", "voices.html", "index.html", "leaders.html", "analysts.html", "answering.html", "portfolio.html", "recruiters.html", }

/// A built-in template by its name.
pub(super) fn built_in(name: &str) -> Option<&'static str> {
    BUILT_IN.iter().find(|(own, _)| *own == name).map(|x| x.1)
}

/// Style sheet of all pages.
pub(super) const STYLE: &str = include_str!("../../../report_templates/style.css");
/// Sorting and filtering of tables, copying of texts; pages are complete without.
pub(super) const SCRIPT: &str = include_str!("../../../report_templates/page.js");

/// The templates of one edition.
#[derive(Debug)]
pub(in super::super) struct Templates {
    environment: Environment<'static>,
}

impl Templates {
    /// The built-in ones, with fuel for so many findings, in the language of `figures`.
    ///
    /// # Errors
    /// A faulty template.
    pub(in super::super) fn built_in(
        findings: usize,
        figures: Figures,
    ) -> Result<Templates, ReportError> {
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.set_auto_escape_callback(|_| AutoEscape::Html);
        environment.set_fuel(Some(FUEL + FUEL_PER_FINDING * findings as u64));
        environment.add_function("t", move |key: &str, variables: Kwargs| {
            sentence(key, &variables, figures)
        });
        environment.add_function("linked", move |key: &str, href: &str, variables: Kwargs| {
            let text = linked(key, &variables, figures)?;
            Ok::<Value, minijinja::Error>(Value::from(Serde(Prose::linked(&text, href))))
        });
        // Only faults carry what this keeps: the passage that is wrong.
        environment.set_debug(true);
        environment.set_path_join_callback(|name, parent| joined(name, parent, built_in).into());
        for (name, text) in BUILT_IN {
            environment
                .add_template(name, text)
                .map_err(|e| fault(name, &e))?;
        }
        Ok(Templates { environment })
    }

    /// Fills a page's template.
    ///
    /// # Errors
    /// A template that cannot be read, does not exist or cannot be filled.
    pub(in super::super) fn fill(
        &mut self,
        source: &TemplateSource,
        view: &minijinja::Value,
    ) -> Result<String, ReportError> {
        let name = match source {
            TemplateSource::BuiltIn(name) => name.clone(),
            TemplateSource::File(path) => self.read(path)?,
        };
        if self.environment.get_template(&name).is_err() {
            return Err(ReportError::UnknownTemplate {
                name,
                known: Audience::EVERY
                    .map(|a| format!("{}.html", a.id()))
                    .join(", "),
            });
        }
        let template = self
            .environment
            .get_template(&name)
            .map_err(|e| fault(&name, &e))?;
        template
            .render(view)
            .map(|html| neutral(&html))
            .map_err(|e| fault(&name, &e))
    }

    fn read(&mut self, path: &Path) -> Result<String, ReportError> {
        let (name, texts) = neighbours::read(path, built_in)?;
        for (name, text) in texts {
            self.environment
                .add_template_owned(name.clone(), text)
                .map_err(|e| fault(&name, &e))?;
        }
        Ok(name)
    }
}

/// A sentence of the catalogue, as templates ask for it: `{{ t("key", who=name) }}`; whole numbers decide on plurals.
fn sentence(key: &str, variables: &Kwargs, figures: Figures) -> Result<String, minijinja::Error> {
    said(key, variables, FluentArgs::new(), figures)
}

/// A sentence with a link inside, which the message sets between `{ $open }` and `{ $close }`: in templates
/// `{{ parts.links(linked("key", "place.html")) }}`.
fn linked(key: &str, variables: &Kwargs, figures: Figures) -> Result<String, minijinja::Error> {
    said(
        key,
        variables,
        args!["open" => OPEN.to_string(), "close" => CLOSE.to_string()],
        figures,
    )
}

fn said<'a>(
    key: &str,
    variables: &'a Kwargs,
    mut args: FluentArgs<'a>,
    figures: Figures,
) -> Result<String, minijinja::Error> {
    for name in variables.args() {
        let value: Value = variables.get(name)?;
        let whole = value.is_number().then(|| i64::try_from(value.clone()).ok());
        args.set(
            name,
            whole
                .flatten()
                .map_or_else(|| FluentValue::from(value.to_string()), FluentValue::from),
        );
    }
    let text = figures.say_with(key, &args);
    if text.contains(FAULT) {
        return Err(minijinja::Error::new(
            minijinja::ErrorKind::InvalidOperation,
            format!("there is no sentence `{key}` with these variables in the catalogue"),
        ));
    }
    Ok(text)
}

fn fault(name: &str, error: &minijinja::Error) -> ReportError {
    // What is included, extended or called tells best what is wrong.
    let mut innermost = error;
    let mut source = std::error::Error::source(error);
    while let Some(cause) = source {
        if let Some(own) = cause.downcast_ref::<minijinja::Error>() {
            innermost = own;
        }
        source = cause.source();
    }
    let told = innermost
        .detail()
        .map_or_else(|| innermost.kind().to_string(), str::to_owned);
    let passage = innermost
        .range()
        .and_then(|range| innermost.template_source()?.get(range))
        .map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "))
        .unwrap_or_default();
    let cause = match innermost.kind() {
        ErrorKind::UndefinedError => format!(
            "`{passage}` is not in the view of this page (`counterpart schema report` prints what is)"
        ),
        ErrorKind::OutOfFuel => {
            "it takes too many steps; is there a loop over far too much, or one that never ends?"
                .to_owned()
        }
        _ if passage.is_empty() => told,
        _ => format!("{told}, near `{passage}`"),
    };
    ReportError::Template {
        name: innermost.name().unwrap_or(name).to_owned(),
        line: innermost.line(),
        cause,
    }
}

/// Takes the life out of addresses that came in with labels: a page names no network address but the namespaces
/// of SVG and XHTML.
pub(in super::super) fn neutral(html: &str) -> String {
    const KEPT: [&str; 2] = ["www.w3.org/2000/svg", "www.w3.org/1999/xhtml"];
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, after)) = rest.split_once("://") {
        out.push_str(before);
        let web = ["http", "https"].iter().any(|s| {
            before.len() >= s.len()
                && before.is_char_boundary(before.len() - s.len())
                && before[before.len() - s.len()..].eq_ignore_ascii_case(s)
        });
        out.push_str(if web && !KEPT.iter().any(|k| after.starts_with(k)) {
            ":&#8288;//"
        } else {
            "://"
        });
        rest = after;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::neutral;

    #[test]
    fn addresses_are_neutralised_and_namespaces_kept() {
        assert_eq!(
            neutral("see HTTPS://evil.example"),
            "see HTTPS:&#8288;//evil.example"
        );
        assert_eq!(
            neutral("xmlns=\"http://www.w3.org/2000/svg\""),
            "xmlns=\"http://www.w3.org/2000/svg\""
        );
        assert_eq!(neutral("ä://x"), "ä://x");
    }
}
