//! A crate depends on lower floors only; neighbours on one floor do not know each other.

use toml::{Table, Value};

use crate::house::{crates, expect_none, read};

/// Every crate's floor. A new room gets its line here and in ARCHITECTURE.md.
pub const FLOORS: [(&str, u8); 19] = [
    ("base", 0),
    ("drawing", 0),
    ("store", 1),
    ("passes", 1),
    ("web", 2),
    ("mail", 2),
    ("content", 3),
    ("media", 3),
    ("exchange", 4),
    ("till", 4),
    ("gate", 4),
    ("wire", 4),
    ("newsletter", 4),
    ("newsroom", 5),
    ("site", 6),
    ("drill", 7),
    ("distribution", 7),
    ("portal", 8),
    ("vestka", 9),
];

#[test]
fn every_crate_has_a_floor() {
    let mut named: Vec<&str> = FLOORS.iter().map(|(name, _)| *name).collect();
    named.sort_unstable();
    assert_eq!(crates(), named, "the folders in crates/ and the table FLOORS differ");
}

#[test]
fn a_crate_depends_on_lower_floors_only() {
    let wrong = FLOORS.iter().flat_map(|(name, floor)| {
        dependencies(name).into_iter().filter_map(move |other| match floor_of(&other) {
            // A crate's tests may ask for its own features.
            Some(_) if other == *name => None,
            Some(below) if below >= *floor => Some(format!(
                "crates/{name}/Cargo.toml: {name} (floor {floor}) depends on {other} (floor {below}); say it the other \
                 way round, or move what both need down"
            )),
            _ => None,
        })
    });
    expect_none(wrong.collect());
}

#[test]
fn a_crate_has_the_house_lints_and_settings() {
    let wrong = FLOORS.iter().flat_map(|(name, _)| {
        let manifest = manifest(name);
        let is_inherited = |table: &str, key: &str| {
            let value = manifest.get(table).and_then(|table| table.get(key));
            value == Some(&Value::Boolean(true))
                || value.and_then(|v| v.get("workspace")) == Some(&Value::Boolean(true))
        };
        let mut complaints = Vec::new();
        if !is_inherited("lints", "workspace") {
            complaints.push(format!("crates/{name}/Cargo.toml: add [lints] workspace = true"));
        }
        for key in ["version", "edition", "rust-version", "license", "publish"] {
            if !is_inherited("package", key) {
                complaints.push(format!("crates/{name}/Cargo.toml: write {key}.workspace = true"));
            }
        }
        complaints
    });
    expect_none(wrong.collect());
}

fn floor_of(name: &str) -> Option<u8> {
    FLOORS.iter().find(|(other, _)| *other == name).map(|(_, floor)| *floor)
}

fn manifest(name: &str) -> Table {
    read(&format!("crates/{name}/Cargo.toml")).parse().expect("a manifest is TOML")
}

/// The names of all dependencies: for use, for tests, for building, for one platform.
fn dependencies(name: &str) -> Vec<String> {
    let manifest = manifest(name);
    let platforms = manifest.get("target").and_then(Value::as_table).into_iter().flat_map(Table::values);
    let tables = platforms.filter_map(Value::as_table).chain([&manifest]);
    let kinds = ["dependencies", "dev-dependencies", "build-dependencies"];
    tables
        .flat_map(|table| kinds.iter().filter_map(|kind| table.get(*kind)?.as_table()))
        .flat_map(|dependencies| dependencies.iter().map(|(key, value)| true_name(key, value)))
        .collect()
}

/// A dependency may be renamed: `x = { package = "site" }`.
fn true_name(key: &str, value: &Value) -> String {
    value.get("package").and_then(Value::as_str).unwrap_or(key).to_owned()
}
