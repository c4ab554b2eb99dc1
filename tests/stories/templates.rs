//! Templates of a user's own: they extend and replace pages, and what is wrong with one is told with its file and line.

use super::program::call;
use super::site::Site;
use super::workplace::Workplace;

/// A workplace whose page for leaders has this template, with further files beside it.
fn with(template: &str, beside: &[(&str, &str)]) -> Site {
    let reports = "\n[[reports]]\naudience = \"leaders\"\ntemplate = \"templates/ours.html\"\n[[reports]]\naudience = \"analysts\"\n";
    let mut place = Workplace::new()
        .pipeline_more(reports)
        .file("templates/ours.html", template);
    for (path, text) in beside {
        place = place.file(path, *text);
    }
    place.open()
}

/// The run fails, naming the file, the line and what is wrong.
#[track_caller]
fn fault(template: &str, beside: &[(&str, &str)], file: &str, line: usize, phrases: &[&str]) {
    let place = format!("templates/{file}` cannot be filled (line {line})");
    let mut told = vec![place.as_str()];
    told.extend(phrases);
    with(template, beside).fails(1, &told);
}

/// The example of the documentation, as (file, text).
fn documented() -> Vec<(String, String)> {
    let readme = include_str!("../../report_templates/README.md");
    readme
        .split("```jinja\n")
        .collect::<Vec<_>>()
        .windows(2)
        .map(|pair| {
            let name = pair[0].trim_end().rsplit('`').nth(1).expect("a name above");
            let (text, _) = pair[1].split_once("```").expect("an end");
            (name.to_owned(), text.to_owned())
        })
        .collect()
}

#[test]
fn the_example_of_the_documentation_works() {
    let example = documented();
    let names: Vec<&str> = example.iter().map(|x| x.0.as_str()).collect();
    assert_eq!(
        names,
        ["templates/our_leaders.html", "templates/house.html"]
    );
    let place = with(&example[0].1, &[("templates/house.html", &example[1].1)]);
    let page = place.output().text("leaders.html");
    let plain = Workplace::new().open().output().text("leaders.html");
    assert!(page.contains("<style>h1{font-style:italic}</style>\n</head>"));
    let (_, limits) = page
        .split_once("id=\"cannot\"")
        .expect("the block it extends");
    assert!(limits.contains("<p>Questions about these figures: People Analytics, Werk.</p>"));
    // All else is the built-in page.
    let heading = |page: &str| {
        let (_, rest) = page.split_once("<h1>").expect("a headline");
        rest.split_once("</h1>").expect("an end").0.to_owned()
    };
    assert_eq!(heading(&page), heading(&plain));
    assert_eq!(page.matches("<svg").count(), plain.matches("<svg").count());
}

#[test]
fn every_block_that_the_documentation_names_exists() {
    let readme = include_str!("../../report_templates/README.md");
    for page in ["leaders", "analysts", "recruiters"] {
        let (_, list) = readme
            .split_once(&format!("- `{page}.html`:"))
            .expect("a list");
        let (list, _) = list.split_once("\n- ").expect("a next list");
        let blocks: Vec<&str> = list.split('`').skip(1).step_by(2).collect();
        let text = std::fs::read_to_string(format!(
            "{}/report_templates/{page}.html",
            env!("CARGO_MANIFEST_DIR")
        ))
        .expect("a built-in template");
        let own: Vec<&str> = text
            .split("{% block ")
            .skip(1)
            .map(|rest| rest.split(' ').next().expect("a name"))
            .filter(|name| !["content", "footer", "script", "answer"].contains(name))
            .collect();
        assert_eq!(blocks, own, "{page}");
    }
}

#[test]
fn files_beside_a_template_are_found_and_no_others() {
    let page = with(
        "{% extends \"base.html\" %}\n{% block content %}{% include \"parts/own.html\" %}{% endblock %}",
        &[
            (
                "templates/parts/own.html",
                "<h1>{{ parts.prose(headline) }}</h1>{% include \"next.html\" %}",
            ),
            (
                "templates/parts/next.html",
                "<p>beside {{ shell.period }}</p>",
            ),
        ],
    );
    let page = page.output().text("leaders.html");
    assert!(
        page.contains("<p>beside ") && page.contains("<h1>"),
        "{page}"
    );
    for path in [
        "../pipeline.toml",
        "/etc/hostname",
        "parts/../../roster.csv",
    ] {
        fault(
            &format!("{{# a page #}}\n{{% include \"{path}\" %}}"),
            &[],
            "ours.html",
            2,
            &[path, "out of the template's folder"],
        );
    }
    fault(
        "\n\n{% include \"absent.html\" %}",
        &[],
        "ours.html",
        3,
        &[
            "there is no template `absent.html`",
            "neither a built-in one",
        ],
    );
}

#[cfg(unix)]
#[test]
fn a_link_does_not_lead_out_of_the_folder() {
    let site = with("{% include \"roster.html\" %}", &[]);
    let link = site.work().join("templates/roster.html");
    std::os::unix::fs::symlink(site.work().join("roster.csv"), link).expect("a link");
    let answer = site.run(&[]).ends_with(1);
    answer.tells(&["out of the template's folder"]);
}

#[test]
fn faults_are_told_with_file_and_line() {
    fault(
        "<h1>{{ headline }}</h1>\n{% for card in cards %}\n{{ card.title }}",
        &[],
        "ours.html",
        3,
        &[],
    );
    fault(
        "{% extends \"leaders.html\" %}\n{% block cards %}\n<p>{{ headlin }}</p>\n{% endblock %}",
        &[],
        "ours.html",
        3,
        &[
            "`headlin` is not in the view of this page",
            "counterpart schema report",
        ],
    );
    fault(
        "{% extends \"leaders.html\" %}\n{% block crads %}{% endblock %}",
        &[],
        "ours.html",
        2,
        &[
            "there is no block `crads` in `leaders.html`",
            "cards, content",
        ],
    );
    fault(
        "{% extends \"leader.html\" %}",
        &[],
        "ours.html",
        1,
        &["there is no template `leader.html`"],
    );
    // What is wrong in a file beside it is told of that file.
    fault(
        "{% extends \"base.html\" %}{% block content %}{% include \"own.html\" %}{% endblock %}",
        &[("templates/own.html", "fine\n{{ card.title }}")],
        "own.html",
        2,
        &["`card"],
    );
}

#[test]
fn a_loop_without_end_is_stopped() {
    for (template, line) in [
        (
            "{% for a in range(9999) %}\n{% for b in range(9999) %}{{ a }}{% endfor %}{% endfor %}",
            2,
        ),
        (
            "{% macro again() %}\n{{ again() }}{% endmacro %}{{ again() }}",
            2,
        ),
        ("\n{% include \"ours.html\" %}", 2),
    ] {
        fault(template, &[], "ours.html", line, &[]);
    }
    with(
        "{% for a in range(9999) %}{% for b in range(9999) %}{{ a }}{% endfor %}{% endfor %}",
        &[],
    )
    .fails(1, &["too many steps"]);
}

#[test]
fn the_view_is_printed_as_a_schema() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let answer = call(folder.path(), &["schema", "report"]).ends_with(0);
    let schema: serde_json::Value = serde_json::from_str(&answer.stdout).expect("JSON");
    let leaders = &schema["$defs"]["LeadersView"];
    assert_eq!(
        schema["properties"]["leaders.html"]["$ref"],
        "#/$defs/LeadersView"
    );
    assert!(leaders["properties"]["headline"]["description"].is_string());
    assert!(
        leaders["required"]
            .as_array()
            .expect("a list")
            .contains(&"limits".into())
    );
}
