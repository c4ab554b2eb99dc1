//! Nothing that should not be said, nothing unescaped, nothing fetched, no text in the way of another.

use super::*;

fn every_variant() -> Vec<Reports> {
    every_variant_in(Locale::EnGb)
}

pub(super) fn every_variant_in(locale: Locale) -> Vec<Reports> {
    let rendered = |release: &Release| rendered_in(locale, release);
    let policy = DisclosurePolicy::default();
    vec![
        rendered(&release()),
        rendered(&review(Results::default(), &policy, period())),
        rendered(&review(results(&[("Gen Z", 100)]), &policy, period())),
        rendered(&review(
            results(&GENERATIONS),
            &DisclosurePolicy {
                minimum_group: 5000,
                ..policy
            },
            period(),
        )),
        rendered(&single(
            "retention",
            Role::Mentor,
            -6.0,
            1.0,
            400,
            Evidence::Harm,
        )),
        rendered(&single(
            "retention",
            Role::Mentor,
            0.2,
            1.0,
            400,
            Evidence::Descriptive,
        )),
        rendered(&single(
            "engagement",
            Role::Mentor,
            0.2,
            1.0,
            400,
            Evidence::Inconclusive,
        )),
    ]
}

#[test]
fn leaders_and_recruiters_read_no_cause_and_no_jargon() {
    let cause = [
        "because of",
        " kept ",
        "caused",
        "led to",
        "thanks to",
        "due to",
        "impact of",
        "effect of",
        "improved",
    ];
    let jargon = [
        "p-value",
        "p =",
        "q-value",
        "Kaplan",
        "Cox",
        "hazard",
        "difference-in-differences",
        "propensity",
        "confidence interval",
        "E-value",
        "SMD",
    ];
    for reports in every_variant() {
        for (path, words) in [
            ("leaders.html", [&cause[..], &jargon[..]].concat()),
            ("recruiters.html", cause.to_vec()),
        ] {
            let text = visible(page(&reports, path));
            let text = text.replace("quarterly impact", "");
            for w in words {
                assert!(!text.contains(w), "{path} says {w:?}: {text}");
            }
            assert!(
                !text.chars().any(|c| ('\u{370}'..='\u{3ff}').contains(&c)),
                "{path} has Greek letters"
            );
        }
    }
}

#[test]
fn pages_stand_alone_and_links_arrive() {
    for reports in every_variant() {
        let known = page(&reports, "analysts.html");
        for p in &reports.pages {
            let html = std::str::from_utf8(&p.bytes).expect("pages are UTF-8");
            assert!(
                !html.contains("http://") && !html.contains("https://"),
                "{}",
                p.path
            );
            assert!(
                !html.contains("<link") && !html.contains("@import") && !html.contains("src=\"/"),
                "{}",
                p.path
            );
            assert_eq!(html.matches("<h1").count(), 1, "{}", p.path);
            assert!(html.contains("<svg"), "{}", p.path);
            let ids: Vec<&str> = html
                .split(" id=\"")
                .skip(1)
                .filter_map(|s| s.split('"').next())
                .collect();
            let distinct: std::collections::BTreeSet<&str> = ids.iter().copied().collect();
            assert_eq!(ids.len(), distinct.len(), "{} repeats an id", p.path);
            for target in html
                .split("href=\"analysts.html#")
                .skip(1)
                .filter_map(|s| s.split('"').next())
            {
                assert!(
                    known.contains(&format!("id=\"{target}\"")),
                    "{} leads to {target}",
                    p.path
                );
            }
        }
        for chart in &reports.charts {
            assert!(
                chart.svg.contains("role=\"img\"")
                    && chart.svg.contains("<title")
                    && chart.svg.contains("<desc")
            );
            assert!(
                !chart.svg.contains("var("),
                "{} has unresolved colours",
                chart.name
            );
        }
    }
}

/// A rehearsal in which every name carries markup.
fn poisoned() -> (Release, Provenance, super::super::ReportSettings) {
    let bad =
        "<script>alert(1)</script>\"><img src=x onerror=alert(1)> https://evil.example & Ünïcödé "
            .to_owned();
    let mut found = results(&GENERATIONS);
    for f in &mut found.findings {
        f.subject.outcome_label.clone_from(&bad);
        f.subject.programme_name.clone_from(&bad);
        f.notes.push(bad.clone());
        f.subject.outcome = format!("{}{bad}", f.subject.outcome);
        if !f.population.is_overall() {
            f.population = Population::of_parts(vec![(
                "generation".to_owned(),
                format!("{bad}{}", f.population.value),
            )]);
        }
    }
    for c in &mut found.curves {
        c.subject.outcome_label.clone_from(&bad);
        c.subject.programme_name.clone_from(&bad);
        c.subject.outcome = format!("{}{bad}", c.subject.outcome);
    }
    for s in &mut found.starts {
        s.programme_name.clone_from(&bad);
    }
    let mut about = provenance();
    about.warnings.push(bad.clone());
    about.pipeline.clone_from(&bad);
    for o in &mut about.outcomes {
        o.id = format!("{}{bad}", o.id);
        o.label.clone_from(&bad);
    }
    let mut how = settings();
    how.title.clone_from(&bad);
    how.organisation.clone_from(&bad);
    how.note = Some(bad);
    (
        review(found, &DisclosurePolicy::default(), period()),
        about,
        how,
    )
}

#[test]
fn names_are_escaped_everywhere() {
    let (release, about, how) = poisoned();
    let reports = render(&release, &how, &about).expect("the built-in templates fill");
    for p in &reports.pages {
        let html = std::str::from_utf8(&p.bytes).expect("pages are UTF-8");
        assert!(
            !html.contains("<script>alert") && !html.contains("<img src=x"),
            "{}",
            p.path
        );
        assert!(!html.contains("https://"), "{}", p.path);
    }
    for chart in &reports.charts {
        assert!(
            !chart.svg.contains("<script") && !chart.svg.contains("<img"),
            "{}",
            chart.name
        );
        assert!(
            chart
                .name
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'-'),
            "{}",
            chart.name
        );
    }
}

#[test]
fn no_text_of_a_chart_overlaps_another_or_leaves_the_frame() {
    let (poisoned_release, about, how) = poisoned();
    let usual = (release(), provenance(), settings());
    let narrowed = (
        review(
            results(&[
                ("Gen Z", 60),
                ("Programmes led by employee resource groups and friends", 40),
            ]),
            &DisclosurePolicy::default(),
            period(),
        ),
        provenance(),
        settings(),
    );
    for (release, about, how) in [usual, narrowed, (poisoned_release, about, how)] {
        let edition =
            super::super::edition::Edition::new(&release, &how, &about).expect("an edition");
        let claims = super::super::page::publishable(&edition);
        let drafts = [
            super::super::page::leaders(&edition).expect("a page"),
            super::super::page::analysts(&edition, &std::collections::BTreeSet::new())
                .expect("a page"),
            super::super::page::recruiters(&edition, &claims).expect("a page"),
        ];
        let mut seen = 0;
        for figure in drafts.iter().flat_map(|d| &d.figures) {
            for (boxes, (width, height)) in &figure.layouts {
                for (k, a) in boxes.iter().enumerate() {
                    seen += 1;
                    let [left, top, right, bottom] = a.edges;
                    assert!(
                        left >= -0.5
                            && top >= -1.0
                            && right <= width + 0.5
                            && bottom <= height + 1.0,
                        "{}: {:?} leaves {width} x {height}",
                        figure.name,
                        a
                    );
                    // The smallest place of the wide drawing is 620 pixels, of the narrow one 288.
                    let least = if *width > 400.0 {
                        620.0 / width
                    } else {
                        288.0 / width
                    };
                    assert!(
                        a.size * least >= 11.0,
                        "{}: {:?} is set too small",
                        figure.name,
                        a.text
                    );
                    for b in &boxes[..k] {
                        let across = right.min(b.edges[2]) - left.max(b.edges[0]);
                        let down = bottom.min(b.edges[3]) - top.max(b.edges[1]);
                        assert!(
                            across <= 0.5 || down <= 2.5,
                            "{}: {:?} touches {:?}",
                            figure.name,
                            a,
                            b
                        );
                    }
                }
            }
        }
        assert!(seen > 500, "{seen}");
    }
}
