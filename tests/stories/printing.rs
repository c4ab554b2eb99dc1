//! `run --pdf`: the leaders' page through a browser, and what is said without one.

use std::ffi::OsStr;
use std::fs;

use super::output::Output;
use super::program::command;
use super::site::Site;
use super::workplace::Workplace;

/// Runs with `--pdf` and a browser; exit code 0 is expected. Gives what was said on both channels.
fn printed(site: &Site, browser: &OsStr) -> String {
    let arguments = [
        "run",
        "work/pipeline.toml",
        "--out",
        "out",
        "--progress",
        "none",
        "--pdf",
    ];
    let done = command(site.root(), &arguments)
        .env("CHROMIUM", browser)
        .output()
        .expect("the program starts");
    let said = String::from_utf8_lossy(&[done.stdout, done.stderr].concat()).into_owned();
    assert_eq!(done.status.code(), Some(0), "{said}");
    said
}

#[test]
fn without_a_browser_everything_else_is_written_and_the_reason_told() {
    let site = Workplace::new().open();
    let said = printed(&site, OsStr::new("/no/such/browser"));
    let flat = said.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        flat.contains(
            "leaders.pdf was not made: CHROMIUM names /no/such/browser, which is no program"
        ),
        "{said}"
    );
    assert!(site.out().join("leaders.html").exists() && !site.out().join("leaders.pdf").exists());
    assert!(
        !Output::at(&site.out())
            .text("run.json")
            .contains("leaders.pdf")
    );
}

#[cfg(unix)]
#[test]
fn a_browser_prints_the_leaders_page_without_the_day_of_printing() {
    use std::os::unix::fs::PermissionsExt;
    let site = Workplace::new().open();
    // Stands for a browser: prints the words of the page that it was given, with a date of its own.
    let browser = site.root().join("browser");
    let script = "#!/bin/sh\nfor a in \"$@\"; do case \"$a\" in --print-to-pdf=*) to=\"${a#*=}\";; file://*) page=\"${a#file://}\";; esac; done\n\
                  { printf '%%PDF-1.4\\n/CreationDate (D:20991231235959+00)\\n'; cat \"$page\"; } > \"$to\"\n";
    fs::write(&browser, script).expect("a script");
    fs::set_permissions(&browser, fs::Permissions::from_mode(0o755)).expect("it may run");
    let said = printed(&site, browser.as_os_str());
    assert!(said.contains("leaders.pdf"), "{said}");
    let output = Output::at(&site.out());
    let pdf = output.text("leaders.pdf");
    let (head, page) = pdf.split_once(")\n").expect("a head");
    assert_eq!(head, "%PDF-1.4\n/CreationDate (D:19700101000000+00");
    assert_eq!(page, output.text("leaders.html"));
    assert!(output.text("run.json").contains("leaders.pdf"));
}
