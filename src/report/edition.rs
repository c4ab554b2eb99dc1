//! One edition: a release with its settings, read once and shared by all pages.

use std::collections::BTreeSet;

use fluent_bundle::FluentArgs;

use crate::disclosure::Release;
use crate::vocab::{ALL, Method, Status};

use super::ReportError;
use super::colour::Palette;
use super::language::answers::Telling;
use super::number::Figures;
use super::prose::Prose;
use super::provenance::Provenance;
use super::question::{Question, controls, leading_programme, questions};
use super::reading::Reading;
use super::settings::{Audience, ReportSettings};

/// Everything a page is made of.
#[derive(Debug)]
pub(super) struct Edition<'a> {
    /// What may be shown.
    pub release: &'a Release,
    /// Titles, locale, brand.
    pub settings: &'a ReportSettings,
    /// About the run.
    pub provenance: &'a Provenance,
    /// How numbers are written.
    pub figures: Figures,
    /// Colours.
    pub palette: Palette,
    /// Every question.
    pub questions: Vec<Question<'a>>,
    /// Every negative control.
    pub controls: Vec<Question<'a>>,
    /// The programme that leads the leaders' page.
    pub leading: Option<&'a str>,
    /// Whether there are several programmes, so that each must be named.
    several: bool,
    /// Whether there is an analysts' page to link to.
    linked: bool,
}

impl<'a> Edition<'a> {
    /// Reads a release.
    pub(super) fn new(
        release: &'a Release,
        settings: &'a ReportSettings,
        provenance: &'a Provenance,
    ) -> Result<Edition<'a>, ReportError> {
        let questions = questions(release.rows(), provenance);
        let leading = leading_programme(&questions);
        let single: BTreeSet<&str> = questions
            .iter()
            .map(|q| q.lead.row.programme.as_str())
            .filter(|&p| p != ALL)
            .collect();
        Ok(Edition {
            release,
            settings,
            provenance,
            figures: Figures::new(settings.locale),
            palette: Palette::with_accent(settings.accent.as_deref())?,
            questions,
            controls: controls(release.rows(), provenance),
            leading,
            several: single.len() > 1,
            linked: settings
                .pages
                .iter()
                .any(|p| p.audience == Audience::Analysts),
        })
    }

    /// The questions about the leading programme.
    pub(super) fn leading_questions(&self) -> Vec<&Question<'a>> {
        self.questions
            .iter()
            .filter(|q| Some(q.lead.row.programme.as_str()) == self.leading)
            .collect()
    }

    /// Whether there are several programmes, so that each must be named.
    pub(super) fn several(&self) -> bool {
        self.several
    }

    /// The people of a row, with the name of their programme where there are several.
    pub(super) fn who(&self, reading: &Reading<'_>) -> String {
        self.figures.say_with("who", &self.people(reading))
    }

    /// The same in the dative case: after "among", "bei".
    pub(super) fn among(&self, reading: &Reading<'_>) -> String {
        self.figures.say_with("who.dative", &self.people(reading))
    }

    fn people<'r>(&self, reading: &Reading<'r>) -> FluentArgs<'r> {
        let yes = |so: bool| if so { "yes" } else { "no" };
        let mut args = reading.people();
        let several = self.several && reading.row.programme != ALL;
        args.set("drawn", yes(reading.row.facts.method == Method::LotteryItt));
        args.set("several", yes(several));
        args.set(
            "programme",
            reading.row.facts.subject.programme_name.as_str(),
        );
        args
    }

    /// Where a row stands on the analysts' page; empty when there is no such page.
    pub(super) fn href(&self, reading: &Reading<'_>) -> String {
        if self.linked {
            format!("analysts.html#{}", reading.anchor())
        } else {
            String::new()
        }
    }

    /// A place on the analysts' page; empty when there is no such page.
    pub(super) fn analysts_place(&self, anchor: &str) -> String {
        if self.linked {
            format!("analysts.html#{anchor}")
        } else {
            String::new()
        }
    }

    /// A marked sentence about a row.
    pub(super) fn prose(&self, text: &str, reading: &Reading<'_>) -> Prose {
        Prose::linked(text, &self.href(reading))
    }

    /// Tells a row with the help of the catalogue.
    pub(super) fn tell<T>(&self, reading: &Reading<'_>, say: impl FnOnce(&Telling<'_>) -> T) -> T {
        let (who, among) = (self.who(reading), self.among(reading));
        say(&Telling {
            reading: *reading,
            who: &who,
            among: &among,
            figures: self.figures,
        })
    }

    /// What a row is about, inside a sentence.
    pub(super) fn topic(&self, reading: &Reading<'_>) -> String {
        Telling {
            reading: *reading,
            who: "",
            among: "",
            figures: self.figures,
        }
        .topic()
    }

    /// Whether any finding comes from a lottery, and whether any does not.
    pub(super) fn designs(&self) -> (bool, bool) {
        let by_lot = |q: &Question<'_>| q.lead.row.facts.method == Method::LotteryItt;
        (
            self.questions.iter().any(by_lot),
            !self.questions.iter().all(by_lot),
        )
    }

    /// Rows that are not shown because groups are too small.
    pub(super) fn hidden_rows(&self) -> u64 {
        let hidden = [Status::SuppressedPrimary, Status::SuppressedSecondary];
        self.release
            .rows()
            .iter()
            .filter(|r| hidden.contains(&r.facts.status))
            .count() as u64
    }

    /// The minimum group.
    pub(super) fn minimum(&self) -> u32 {
        self.release.summary().minimum_group
    }
}

/// Letters, digits and hyphens, for names of charts; `seed` keeps equal slugs apart.
pub(super) fn slug(parts: &[&str]) -> String {
    let mut out = String::new();
    for part in parts {
        for c in part.chars() {
            if c.is_ascii_alphanumeric() {
                out.push(c.to_ascii_lowercase());
            } else if !out.ends_with('-') {
                out.push('-');
            }
        }
        if !out.ends_with('-') {
            out.push('-');
        }
    }
    let plain = parts.iter().all(|p| {
        p.bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"-_".contains(&b))
    });
    let out = out.trim_matches('-').to_owned();
    if plain && !out.is_empty() {
        return out;
    }
    // Names with other letters could meet after cleaning; a hash of the original keeps them apart.
    let hash = parts.join("/").bytes().fold(0x811c_9dc5_u32, |h, b| {
        (h ^ u32::from(b)).wrapping_mul(0x0100_0193)
    });
    format!("{out}-{hash:08x}").trim_matches('-').to_owned()
}
