//! ARCHITECTURE.md is the house's map; it must show the house that stands.

use crate::floors::FLOORS;
use crate::house::{expect_none, files_under, read, sources};

/// A file is a page, a verb or a table family. Longer than this, it is two.
const LONGEST_FILE: usize = 450;

#[test]
fn the_map_shows_every_room() {
    let map = read("ARCHITECTURE.md");
    let missing = FLOORS.iter().filter(|(name, floor)| !shows(&map, name, *floor));
    expect_none(
        missing
            .map(|(name, floor)| format!("ARCHITECTURE.md: no line has crate {name} with its floor {floor}"))
            .collect(),
    );
}

/// Whether a line names the room, as `name`, `name/` or `crates/name`, and its floor.
fn shows(map: &str, name: &str, floor: u8) -> bool {
    map.lines().any(|line| {
        let has = |word: &str| {
            line.split(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '-').any(|w| w == word)
        };
        has(name) && has(&floor.to_string())
    })
}

#[test]
fn the_map_names_no_room_that_is_not_there() {
    let map = read("ARCHITECTURE.md");
    let named = map.split("crates/").skip(1).filter_map(|rest| {
        rest.split(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '-')
            .next()
            .filter(|name| !name.is_empty())
    });
    let unknown = named.filter(|name| !FLOORS.iter().any(|(room, _)| room == name));
    expect_none(
        unknown.map(|name| format!("ARCHITECTURE.md: names crates/{name}, which is not there")).collect(),
    );
}

#[test]
fn files_are_short() {
    let long = sources().into_iter().filter(|file| file.text.lines().count() > LONGEST_FILE);
    expect_none(
        long.map(|file| {
            format!(
                "{}: {} lines; part it by page, verb or table family",
                file.path,
                file.text.lines().count()
            )
        })
        .collect(),
    );
}

#[test]
fn no_room_is_empty() {
    let is_empty = |name: &str| {
        files_under(&format!("crates/{name}/src")).iter().all(|path| read(path).trim().is_empty())
    };
    let empty = FLOORS.iter().filter(|(name, _)| is_empty(name));
    expect_none(empty.map(|(name, _)| format!("crates/{name}: is empty")).collect());
}
