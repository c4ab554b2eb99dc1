//! A portfolio of 40 programmes, 12 outcomes and 6 dimensions: made in seconds, and no page of it grows without bound.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use crate::disclosure::{DisclosurePolicy, Release, review};

use super::super::rehearsal::{large, period, settings};
use super::super::{Provenance, Reports};
use super::{page, render};

/// All pages of a large portfolio are made within this.
const MOST_TIME: Duration = Duration::from_secs(3);
/// Elements of the analysts' page: five rows a question, none a finding.
const MOST_ELEMENTS: usize = 75_000;

fn portfolio() -> (Release, Provenance) {
    let (results, facts) = large(40, 12, 6);
    let release = review(results, &DisclosurePolicy::default(), period());
    (release, facts)
}

fn made((release, facts): &(Release, Provenance)) -> Reports {
    render(release, &settings(), facts).expect("the built-in templates fill")
}

/// Time that this thread has computed: other programs of the machine do not count.
fn computed() -> Option<Duration> {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds = stat.split_whitespace().next()?.parse().ok()?;
    Some(Duration::from_nanos(nanoseconds))
}

#[test]
fn it_is_made_in_three_seconds() {
    let portfolio = portfolio();
    assert!(portfolio.0.rows().len() > 40 * 12 * 6 * 3);
    let began = (computed(), Instant::now());
    made(&portfolio);
    let took = match (began.0, computed()) {
        (Some(before), Some(after)) => after.saturating_sub(before),
        _ => began.1.elapsed(),
    };
    assert!(took < MOST_TIME, "{took:?}");
}

#[test]
fn the_analysts_page_stays_usable_and_every_link_arrives() {
    let portfolio = portfolio();
    let reports = made(&portfolio);
    let analysts = page(&reports, "analysts.html");
    let elements = analysts.matches('<').count() - analysts.matches("</").count();
    assert!(elements < MOST_ELEMENTS, "{elements} elements");
    // Every row is in the data of the table, whether it stands in the page or not.
    let (_, data) = analysts
        .split_once("id=\"findings-data\">")
        .expect("data of the table");
    let (data, _) = data.split_once("</script>").expect("their end");
    let data: serde_json::Value = serde_json::from_str(data).expect("JSON");
    let rows = data["rows"].as_array().expect("rows");
    assert_eq!(rows.len(), portfolio.0.rows().len());
    let ids = |html: &str| -> BTreeSet<String> {
        html.split(" id=\"")
            .skip(1)
            .map(|rest| rest.split('"').next().expect("an id").to_owned())
            .collect()
    };
    let own = ids(analysts);
    for other in ["index.html", "leaders.html", "recruiters.html"] {
        for rest in page(&reports, other).split("href=\"analysts.html#").skip(1) {
            let anchor = rest.split('"').next().expect("an end");
            assert!(own.contains(anchor), "{anchor}, to which {other} leads");
        }
    }
    for rest in analysts.split("href=\"#").skip(1) {
        let anchor = rest.split('"').next().expect("an end");
        assert!(own.contains(anchor), "{anchor} of the page itself");
    }
}
