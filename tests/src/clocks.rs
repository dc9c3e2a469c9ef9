//! Clocks, dice and unsafe code have one room each. clippy.toml disallows the calls; this sees that nobody has given
//! themselves leave with an attribute, and what clippy cannot: other ways to the same things.

use crate::house::{File, expect_none, sources};

/// What makes a program's outcome differ from one run to the next, and where it may stand.
const CHANCE: [(&str, &[&str]); 10] = [
    ("SystemTime::now", &[]),
    ("Timestamp::now", &["crates/base/src/clock.rs"]),
    ("Zoned::now", &[]),
    ("ZonedDateTime::now", &[]),
    ("Instant::now", &["crates/web/src/"]),
    ("now_v7", &[]),
    ("new_v4", &[]),
    ("OsRng", &["crates/base/src/id.rs"]),
    ("rand::", &["crates/base/src/id.rs"]),
    ("getrandom", &["crates/base/src/id.rs"]),
];

/// Files with unsafe code. A test's allocator counts what a picture takes.
const UNSAFE: [&str; 2] = ["crates/media/src/webp.rs", "crates/media/tests/it/ledger.rs"];

#[test]
fn clocks_and_dice_are_in_base() {
    let wrong = sources().into_iter().filter(|file| !file.is_test()).flat_map(|file| {
        let code = file.code();
        let stands_wrong = |(call, rooms): &&(&str, &[&str])| {
            code.contains(call) && !rooms.iter().any(|room| file.path.starts_with(room))
        };
        let found: Vec<String> =
            CHANCE.iter().filter(stands_wrong).map(|(call, _)| complaint(&file, call)).collect();
        found
    });
    expect_none(wrong.collect());
}

fn complaint(file: &File, call: &str) -> String {
    format!("{}: uses {call}; take `now: Time` as an argument, or ask base::clock or base::id", file.path)
}

#[test]
fn unsafe_code_is_in_one_room() {
    let is_unsafe = |file: &File| {
        ["unsafe {", "unsafe impl", "unsafe fn", "unsafe extern"]
            .iter()
            .any(|word| file.code().contains(word))
    };
    let found: Vec<String> = sources().into_iter().filter(is_unsafe).map(|file| file.path).collect();
    assert_eq!(found, UNSAFE, "the files with unsafe code");
}
