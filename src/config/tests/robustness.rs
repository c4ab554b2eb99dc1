//! Nothing that can be written into a file makes the reader panic.

use proptest::prelude::*;

use super::*;

#[test]
fn files_that_are_no_pipeline() {
    let folder = Folder::new();
    let whole = |name: &str| folder.read(name).expect_err("no pipeline").to_string();
    assert!(
        whole("none.toml").contains("none.toml: cannot be read"),
        "{}",
        whole("none.toml")
    );
    assert!(whole("").contains("is a folder"));
    folder.write("latin.toml", b"[report]\ntitle = \"M\xE4rz\"\n");
    assert!(
        whole("latin.toml").contains("line 2, column 11: not text in UTF-8"),
        "{}",
        whole("latin.toml")
    );
    folder.write("huge.toml", vec![b'#'; (1 << 20) + 1]);
    assert!(whole("huge.toml").contains("larger than 1024 KiB"));
    folder.write("binary.toml", (0..=255_u8).collect::<Vec<u8>>());
    assert!(!whole("binary.toml").is_empty());
    folder.write("empty.toml", "");
    let empty = whole("empty.toml");
    assert_eq!(empty.lines().count(), 4, "{empty}");
    assert!(
        empty.contains("line 1, column 1: [sources.employees] is missing"),
        "{empty}"
    );
}

#[test]
fn a_byte_order_mark_changes_nothing() {
    let folder = Folder::new();
    folder.write("p.toml", format!("\u{feff}{EXAMPLE}"));
    assert!(folder.read("p.toml").is_ok());
    folder.write("p.toml", "\u{feff}titel = 1\n");
    assert!(
        folder
            .read("p.toml")
            .expect_err("a fault")
            .to_string()
            .contains("line 1, column 1: unknown key `titel`")
    );
}

#[test]
fn deep_nesting_is_a_fault() {
    let dots = ["a"; 78].join(".");
    let nested = format!("{}1{}", format!("{{ {dots} = ").repeat(70), "}".repeat(70));
    for text in [
        format!("a = {}", "[".repeat(100_000)),
        format!("a = {}1{}", "[".repeat(60), "]".repeat(60)),
        format!("[{dots}]\n{dots} = {nested}\n"),
        format!("{} = 1", vec!["a"; 10_000].join(".")),
        format!("[[{dots}]]\n").repeat(50),
    ] {
        assert!(!faults(&text).is_empty());
    }
}

#[test]
fn every_truncation_of_the_example_is_survived() {
    for end in (0..EXAMPLE.len()).step_by(7) {
        let _ = faults(&EXAMPLE[..end]);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let folder = Folder::new();
        folder.write("p.toml", &bytes);
        prop_assert!(folder.read("p.toml").is_err());
    }

    #[test]
    fn mutations(edits in proptest::collection::vec((any::<usize>(), 0_usize..12, "[\\PC\n\"'\\[\\]{}=.#0-9]{0,6}"), 1..6)) {
        let mut text = EXAMPLE.to_owned();
        for (at, length, insert) in edits {
            let boundary = |mut k: usize| { while !text.is_char_boundary(k) { k -= 1; } k };
            let start = boundary(at % (text.len() + 1));
            let end = boundary((start + length).min(text.len())).max(start);
            text.replace_range(start..end, &insert);
        }
        let folder = Folder::new();
        folder.write("p.toml", &text);
        if let Err(error) = folder.read("p.toml") {
            prop_assert!(!error.faults.is_empty());
            for fault in &error.faults {
                if let Some(p) = &fault.position {
                    prop_assert!(p.line >= 1 && p.column >= 1 && p.line <= text.lines().count() + 1);
                }
            }
        }
    }
}
