//! Files of messages: finding, reading and looking over them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use fluent_bundle::FluentResource;

use super::LocaleError;
use crate::Language;

/// The `.ftl` files of a folder, in the order of their names; none if there is no such folder.
pub(super) fn files_in(folder: &Path) -> Result<Vec<PathBuf>, LocaleError> {
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let unreadable = |source| LocaleError::Unreadable { path: folder.to_owned(), source };
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        if path.extension().is_some_and(|extension| extension == "ftl") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

pub(super) fn read(path: &Path) -> Result<String, LocaleError> {
    std::fs::read_to_string(path).map_err(|source| LocaleError::Unreadable { path: path.to_owned(), source })
}

/// The language that a file is named after.
pub(super) fn tag_of(path: &Path) -> Result<Language, LocaleError> {
    let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
    Language::parse(stem).map_err(|_| LocaleError::Unnamed { path: path.to_owned() })
}

pub(super) fn parse(path: &Path, text: &str) -> Result<FluentResource, LocaleError> {
    FluentResource::try_new(text.to_owned()).map_err(|(_, errors)| {
        let first = errors.first();
        let before = first.map_or("", |error| text.get(..error.pos.start).unwrap_or(text));
        LocaleError::Malformed {
            path: path.to_owned(),
            line: before.matches('\n').count() + 1,
            reason: first.map(|error| error.kind.to_string()).unwrap_or_default(),
        }
    })
}

/// One sentence for each message of `text` that `complete` does not have, and for each variable that it does
/// not give.
pub(super) fn remarks(path: &Path, text: &str, complete: &str) -> Vec<String> {
    let known = variables_of(complete);
    let mut remarks = Vec::new();
    for (id, variables) in variables_of(text) {
        let Some(given) = known.get(id) else {
            remarks.push(format!(
                "{}: no page asks for the message '{id}'{}",
                path.display(),
                nearest(id, &known)
            ));
            continue;
        };
        for variable in variables.difference(given) {
            remarks.push(format!("{}: the message '{id}' is given no ${variable}", path.display()));
        }
    }
    remarks
}

fn nearest(id: &str, known: &BTreeMap<&str, BTreeSet<&str>>) -> String {
    match crate::nearest(id, known.keys().copied()) {
        Some(meant) => format!("; did you mean '{meant}'?"),
        None => String::new(),
    }
}

/// Each message of a file with the variables it uses. A message begins at the start of a line, by the rules
/// of the format; terms (`-name`) and comments are no messages.
pub(super) fn variables_of(text: &str) -> BTreeMap<&str, BTreeSet<&str>> {
    let mut messages: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let mut current = None;
    for line in text.lines() {
        if line.starts_with(|first: char| first.is_ascii_alphabetic()) {
            let id = line.split('=').next().unwrap_or_default().trim_end();
            messages.entry(id).or_default();
            current = Some(id);
        } else if line.starts_with(['#', '-']) {
            current = None;
        }
        if let Some(variables) = current.and_then(|id| messages.get_mut(id)) {
            variables.extend(variables_in(line));
        }
    }
    messages
}

fn variables_in(line: &str) -> impl Iterator<Item = &str> {
    line.split('$').skip(1).map(|rest| {
        let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_'));
        &rest[..end.unwrap_or(rest.len())]
    })
}
