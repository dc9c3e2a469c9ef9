//! What must not be in the repository: paths of a developer's machine, addresses of package mirrors, unfinished work.

use std::fs;

use crate::house::{expect_none, files_under, root};

/// Written in parts, so that this file does not hold what it looks for.
const TRACES: [&str; 8] = [
    concat!("/ro", "ot/"),
    concat!("/ho", "me/"),
    concat!("/wo", "rk/"),
    concat!("regis", "try.npmjs"),
    concat!("regis", "try.yarnpkg"),
    concat!("\"resol", "ved\": \"http"),
    concat!("TO", "DO"),
    concat!("FIX", "ME"),
];

/// Text of others that comes with its own words, and the words of those who write in Belarusian.
const TEXTS: [&str; 9] = ["rs", "toml", "md", "js", "json", "html", "css", "sql", "lock"];

#[test]
fn the_repository_has_no_traces_of_a_machine() {
    let is_text = |path: &String| {
        TEXTS.iter().any(|ending| path.ends_with(&format!(".{ending}"))) || !path.contains('.')
    };
    let wrong = files_under("").into_iter().filter(is_text).flat_map(|path| {
        let text = String::from_utf8_lossy(&fs::read(root().join(&path)).unwrap_or_default()).into_owned();
        let found =
            TRACES.iter().filter(|trace| text.contains(*trace)).map(|trace| format!("{path}: has '{trace}'"));
        found.collect::<Vec<_>>()
    });
    expect_none(wrong.collect());
}
