//! The pages as a whole: what they say is true of the rows, nothing escapes unescaped, no text leaves its frame.

mod catalogue;
mod cause;
mod greyscale;
mod portfolio;
mod safety;
mod savings;
mod truth;
mod views;

use crate::disclosure::{DisclosurePolicy, Release, review};
use crate::findings::{Population, Results};
use crate::vocab::{Evidence, Role};

use super::rehearsal::{
    self, GENERATIONS, asks, finding, period, provenance, release, results, settings, subject,
};
use super::{Locale, Provenance, Reports, render};

fn page<'a>(reports: &'a Reports, path: &str) -> &'a str {
    let page = reports
        .pages
        .iter()
        .find(|p| p.path == path)
        .expect("the page was asked for");
    std::str::from_utf8(&page.bytes).expect("pages are UTF-8")
}

/// Visible text of a page: tags, styles and scripts taken out.
fn visible(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some((before, tag)) = rest.split_once('<') {
        out.push_str(before);
        let skipped = ["style", "script"].iter().find(|t| tag.starts_with(*t));
        rest = match skipped {
            Some(t) => tag.split_once(&format!("</{t}>")).map_or("", |x| x.1),
            None => tag.split_once('>').map_or("", |x| x.1),
        };
    }
    out.push_str(rest);
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn rendered(release: &Release) -> Reports {
    rendered_in(Locale::EnGb, release)
}

fn rendered_in(locale: Locale, release: &Release) -> Reports {
    let settings = super::ReportSettings {
        locale,
        ..settings()
    };
    render(release, &settings, &provenance()).expect("the built-in templates fill")
}

#[test]
fn pages_can_be_looked_at() {
    // Writes the pages where COUNTERPART_REPORT_OUT says, to be opened in a browser; checks nothing else.
    let Some(out) = std::env::var_os("COUNTERPART_REPORT_OUT").map(std::path::PathBuf::from) else {
        return;
    };
    let single = |f: Vec<(f64, f64, Evidence)>| {
        let ask = &asks()[0];
        let s = subject(ask, Some(rehearsal::PROGRAMMES[0]), Role::Mentor);
        Results {
            findings: f
                .into_iter()
                .map(|(e, se, g)| finding(ask, &s, Population::overall(), e, se, 24, g))
                .collect(),
            ..Results::default()
        }
    };
    let policy = DisclosurePolicy::default();
    let variants: Vec<(&str, Release)> = vec![
        ("usual", release()),
        ("empty", review(Results::default(), &policy, period())),
        (
            "unclear",
            review(
                single(vec![(0.4, 2.0, Evidence::Inconclusive)]),
                &policy,
                period(),
            ),
        ),
        (
            "harm",
            review(single(vec![(-6.4, 2.0, Evidence::Harm)]), &policy, period()),
        ),
        (
            "large",
            review(rehearsal::large(40, 12, 6).0, &policy, period()),
        ),
        (
            "hidden",
            review(
                results(&[("Gen Z", 100)]),
                &DisclosurePolicy {
                    minimum_group: 5000,
                    ..policy.clone()
                },
                period(),
            ),
        ),
    ];
    for (name, release) in variants {
        let begun = std::time::Instant::now();
        let facts = match name {
            "large" => rehearsal::large(40, 12, 6).1,
            _ => provenance(),
        };
        let reports = render(&release, &settings(), &facts).expect("the built-in templates fill");
        let seconds = begun.elapsed().as_secs_f64();
        let folder = out.join(name);
        std::fs::create_dir_all(folder.join("charts")).expect("a writable folder");
        let told = format!("{} rows, {seconds:.2} s\n", release.rows().len());
        std::fs::write(folder.join("timing.txt"), told).expect("a writable folder");
        for page in &reports.pages {
            std::fs::write(folder.join(&page.path), &page.bytes).expect("a writable folder");
        }
        for chart in &reports.charts {
            std::fs::write(
                folder.join("charts").join(format!("{}.svg", chart.name)),
                &chart.svg,
            )
            .expect("a writable folder");
        }
    }
}

#[test]
fn an_empty_release_renders() {
    let reports = rendered(&review(
        Results::default(),
        &DisclosurePolicy::default(),
        period(),
    ));
    assert_eq!(reports.pages.len(), 4);
    assert!(
        visible(page(&reports, "leaders.html"))
            .contains("No question could be asked of these data yet.")
    );
    assert!(
        visible(page(&reports, "recruiters.html")).contains("There is nothing to publish yet.")
    );
    for p in ["leaders.html", "analysts.html", "recruiters.html"] {
        assert!(page(&reports, p).contains("<svg"), "{p}");
    }
    assert!(reports.claims.is_empty());
}

/// One programme, one question.
fn single(id: &str, role: Role, estimate: f64, se: f64, n: u64, evidence: Evidence) -> Release {
    review(
        Results {
            findings: single_finding(id, role, estimate, se, n, evidence),
            ..Results::default()
        },
        &DisclosurePolicy::default(),
        period(),
    )
}

/// The finding of one programme and one question.
fn single_finding(
    id: &str,
    role: Role,
    estimate: f64,
    se: f64,
    n: u64,
    evidence: Evidence,
) -> Vec<crate::findings::Finding> {
    let ask = asks()
        .into_iter()
        .find(|a| a.id == id)
        .expect("an outcome of the rehearsal");
    let s = subject(&ask, Some(rehearsal::PROGRAMMES[0]), role);
    vec![finding(
        &ask,
        &s,
        Population::overall(),
        estimate,
        se,
        n,
        evidence,
    )]
}

#[test]
fn the_same_release_gives_the_same_bytes() {
    let release = release();
    assert_eq!(rendered(&release), rendered(&release));
}

#[test]
fn numbers_follow_the_locale_of_the_settings() {
    let how = super::ReportSettings {
        locale: super::Locale::DeDe,
        ..settings()
    };
    let reports = render(&release(), &how, &provenance()).expect("the built-in templates fill");
    let text = visible(page(&reports, "leaders.html"));
    assert!(
        text.contains("1.720 Mentoren")
            && text.contains("+3,8")
            && text.contains("31. Dezember 2025"),
        "{text}"
    );
    assert!(page(&reports, "leaders.html").contains("<html lang=\"de-DE\">"));
}

#[test]
fn a_faulty_template_or_logo_is_an_error_that_names_it() {
    use super::settings::TemplateSource;
    let fails = |change: &dyn Fn(&mut super::ReportSettings)| {
        let mut how = settings();
        change(&mut how);
        render(&release(), &how, &provenance())
            .expect_err("a fault")
            .to_string()
    };
    let unknown = fails(&|s| s.pages[0].template = TemplateSource::BuiltIn("boss.html".to_owned()));
    assert!(
        unknown.contains("boss.html") && unknown.contains("leaders.html"),
        "{unknown}"
    );
    let missing = fails(&|s| s.pages[0].template = TemplateSource::File("no/such.html".into()));
    assert!(missing.contains("no/such.html"), "{missing}");
    let logo = fails(&|s| s.logo = Some("no/logo.svg".into()));
    assert!(logo.contains("no/logo.svg"), "{logo}");
    assert!(fails(&|s| s.accent = Some("green".to_owned())).contains("#rrggbb"));
}

#[test]
fn a_page_without_an_analysts_page_leads_nowhere() {
    let mut how = settings();
    how.pages.retain(|p| p.audience == super::Audience::Leaders);
    let reports = render(&release(), &how, &provenance()).expect("the built-in templates fill");
    assert_eq!(reports.pages.len(), 2);
    assert!(
        reports
            .pages
            .iter()
            .all(|p| !String::from_utf8_lossy(&p.bytes).contains("analysts.html"))
    );
}

#[test]
fn several_programmes_without_a_total_are_each_named() {
    let mut found = results(&GENERATIONS);
    found.findings.retain(|f| f.subject.programme != "all");
    let text = visible(page(
        &rendered(&review(found, &DisclosurePolicy::default(), period())),
        "leaders.html",
    ));
    assert!(
        text.contains("Mentors in Digital Fluency for Executives stay longer"),
        "{text}"
    );
}

#[test]
fn a_template_of_ones_own_is_filled_and_its_faults_are_placed() {
    use super::settings::TemplateSource;
    let folder = std::env::temp_dir().join(format!("counterpart-report-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a writable folder");
    let filled = |name: &str, text: &str| {
        let path = folder.join(name);
        std::fs::write(&path, text).expect("a writable folder");
        let mut how = settings();
        how.title = "<b>bold</b>".to_owned();
        how.pages[0].template = TemplateSource::File(path);
        render(&release(), &how, &provenance())
    };
    let own = filled("own.txt", "{{ shell.report_title }}").expect("a sound template");
    assert_eq!(page(&own, "leaders.html"), "&lt;b&gt;bold&lt;&#x2f;b&gt;");
    let fault = filled("bad.html", "one\n{{ no_such_thing }}")
        .expect_err("strict")
        .to_string();
    assert!(
        fault.contains("line 2") && fault.contains("bad.html"),
        "{fault}"
    );
    let endless = filled(
        "endless.html",
        "{% for a in range(9000) %}{% for b in range(9000) %}{% for c in range(9) %}x{% endfor %}{% endfor %}{% endfor %}",
    );
    assert!(endless.is_err());
    std::fs::remove_dir_all(&folder).expect("the folder is ours");
}
