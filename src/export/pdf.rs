//! A page as PDF, printed by a Chromium that is installed: nothing else lays a page out as its readers see it.
//!
//! The browser gets a folder of its own, no network, and a minute. The dates it writes into the PDF are taken out, so that the same
//! page printed by the same browser gives the same bytes. Without a browser there is no PDF and the reason says what to do.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Names the browser to print with.
pub const BROWSER_VARIABLE: &str = "CHROMIUM";

/// Names under which a Chromium is installed.
const BROWSERS: [&str; 7] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "brave-browser",
];

/// A browser that has not printed by then never will.
const PATIENCE: Duration = Duration::from_mins(1);

/// Dates in a PDF: what stands before them, and what takes their place.
const DATES: [&[u8]; 2] = [b"/CreationDate (D:", b"/ModDate (D:"];
const NO_DATE: &[u8] = b"19700101000000";

/// Why there is no PDF.
#[derive(Debug, thiserror::Error)]
pub enum NoPdf {
    /// No browser is installed.
    #[error(
        "no Chromium was found to print with; install Chromium or Google Chrome, or name its program in the environment variable {BROWSER_VARIABLE}"
    )]
    NoBrowser,
    /// The browser that was named does not exist.
    #[error("{BROWSER_VARIABLE} names {}, which is no program; name the program of a Chromium, or unset the variable", path.display())]
    NotThere {
        /// What was named.
        path: PathBuf,
    },
    /// The browser could not print.
    #[error("{} could not print the page ({reason}); print it from a browser instead", browser.display())]
    Failed {
        /// The browser.
        browser: PathBuf,
        /// Its last words.
        reason: String,
    },
}

/// Prints a page that needs no other file.
///
/// # Errors
/// No browser, or one that does not print.
pub fn print(page: &[u8]) -> Result<Vec<u8>, NoPdf> {
    let variable = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
    let browser = browser(variable(BROWSER_VARIABLE), variable("PATH").as_deref())?;
    let failed = |reason: String| NoPdf::Failed {
        browser: browser.clone(),
        reason,
    };
    let folder = tempfile::tempdir().map_err(|e| failed(e.to_string()))?;
    let source = folder.path().join("page.html");
    fs::write(&source, page).map_err(|e| failed(e.to_string()))?;
    let target = folder.path().join("page.pdf");
    // Chromium's sandbox does not work for the superuser, as in a container.
    let mut last = String::new();
    for sandbox in [true, false] {
        match printed(&browser, folder.path(), &source, &target, sandbox) {
            Ok(mut bytes) => {
                without_dates(&mut bytes);
                return Ok(bytes);
            }
            Err(reason) => last = reason,
        }
    }
    Err(failed(last))
}

/// The browser that the environment names, else the first that is installed.
fn browser(named: Option<OsString>, path: Option<&OsStr>) -> Result<PathBuf, NoPdf> {
    let folders: Vec<PathBuf> = path
        .iter()
        .flat_map(|path| std::env::split_paths(path))
        .collect();
    let find = |name: &OsStr| {
        folders
            .iter()
            .map(|folder| folder.join(name))
            .find(|p| p.is_file())
    };
    match named {
        Some(name) => {
            let as_it_stands = Path::new(&name);
            if as_it_stands.is_file() {
                Ok(as_it_stands.to_owned())
            } else {
                find(&name).ok_or_else(|| NoPdf::NotThere { path: name.into() })
            }
        }
        None => BROWSERS
            .iter()
            .find_map(|name| find(OsStr::new(name)))
            .ok_or(NoPdf::NoBrowser),
    }
}

fn printed(
    browser: &Path,
    folder: &Path,
    source: &Path,
    target: &Path,
    sandbox: bool,
) -> Result<Vec<u8>, String> {
    let own = |flag: &str, path: &Path| {
        let mut argument = OsString::from(flag);
        argument.push(path);
        argument
    };
    let words = folder.join("words");
    let log = fs::File::create(&words).map_err(|e| e.to_string())?;
    let mut command = Command::new(browser);
    command
        .args([
            "--headless",
            "--disable-gpu",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-sync",
            "--disable-extensions",
            "--host-resolver-rules=MAP * ~NOTFOUND",
            "--no-pdf-header-footer",
        ])
        .args((!sandbox).then_some("--no-sandbox"))
        .arg(own("--user-data-dir=", &folder.join("profile")))
        .arg(own("--print-to-pdf=", target))
        .arg(own("file://", source))
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(log);
    let mut running = command.spawn().map_err(|e| e.to_string())?;
    let begun = Instant::now();
    let ended = loop {
        match running.try_wait().map_err(|e| e.to_string())? {
            Some(status) => break status,
            None if begun.elapsed() > PATIENCE => {
                let _ = running.kill();
                let _ = running.wait();
                return Err(format!(
                    "it had not finished after {} s",
                    PATIENCE.as_secs()
                ));
            }
            None => std::thread::sleep(Duration::from_millis(20)),
        }
    };
    match fs::read(target) {
        Ok(bytes) if ended.success() && bytes.starts_with(b"%PDF-") => Ok(bytes),
        _ => {
            let said = fs::read_to_string(&words).unwrap_or_default();
            let last = said.lines().rev().find(|line| !line.trim().is_empty());
            Err(last.map_or_else(|| ended.to_string(), |line| line.trim().to_owned()))
        }
    }
}

/// Takes the day of printing out of a PDF, leaving every byte where it was.
fn without_dates(pdf: &mut [u8]) {
    for mark in DATES {
        let mut from = 0;
        while let Some(at) = pdf[from..]
            .windows(mark.len())
            .position(|window| window == mark)
        {
            let begin = from + at + mark.len();
            let digits = pdf[begin..]
                .iter()
                .take_while(|byte| byte.is_ascii_digit())
                .count();
            for (place, with) in pdf[begin..begin + digits].iter_mut().zip(NO_DATE) {
                *place = *with;
            }
            from = begin;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_go_and_nothing_moves() {
        let mut pdf = b"a /CreationDate (D:20261128195700+00'00')\n/ModDate (D:20261128195700+00'00')>> /Title (D:2026)".to_vec();
        without_dates(&mut pdf);
        assert_eq!(
            String::from_utf8_lossy(&pdf),
            "a /CreationDate (D:19700101000000+00'00')\n/ModDate (D:19700101000000+00'00')>> /Title (D:2026)"
        );
    }

    #[test]
    fn a_browser_is_found_by_name_or_in_the_path() {
        let folder = tempfile::tempdir().expect("a folder");
        let program = folder.path().join("google-chrome");
        fs::write(&program, "").expect("a file");
        let path = || Some(folder.path().as_os_str());
        assert_eq!(browser(None, path()).expect("there"), program);
        assert_eq!(
            browser(Some(program.clone().into()), None).expect("there"),
            program
        );
        assert_eq!(
            browser(Some("google-chrome".into()), path()).expect("there"),
            program
        );
        assert!(matches!(browser(None, None), Err(NoPdf::NoBrowser)));
        let elsewhere = browser(Some("/no/such".into()), path());
        assert!(matches!(elsewhere, Err(NoPdf::NotThere { .. })));
    }
}
