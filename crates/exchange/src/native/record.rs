//! One line as a record.

use std::borrow::Cow;
use std::collections::BTreeMap;

use base::Language;
use content::{ConceptKind, Manuscript, Role};
use serde::Deserialize;
use serde::de::IgnoredAny;

use crate::import::NewConcept;
use crate::json::said;

/// Longest name of a concept, in characters.
const LONGEST_NAME: usize = 200;

/// What a line can be.
#[derive(Debug)]
pub(super) enum Record {
    Story(Box<Manuscript>),
    Concept(Box<NewConcept>),
    Picture { id: Option<String>, file: String },
}

#[derive(Deserialize)]
struct Head<'a> {
    #[serde(borrow)]
    kind: Option<Cow<'a, str>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PictureLine {
    #[serde(rename = "kind")]
    _kind: IgnoredAny,
    #[serde(default)]
    id: Option<String>,
    file: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ConceptLine {
    #[serde(rename = "kind")]
    _kind: IgnoredAny,
    id: String,
    names: BTreeMap<Language, String>,
    #[serde(default)]
    role: Option<Role>,
    #[serde(default)]
    hidden: Option<bool>,
    #[serde(default)]
    position: Option<i64>,
}

impl Record {
    /// Reads a line; an error is one sentence.
    pub(super) fn parse(line: &str) -> Result<Record, String> {
        // Nearly all lines are stories and begin so: these are read once only.
        if line.starts_with(r#"{"kind":"story","#) || line.starts_with(r#"{"kind": "story","#) {
            return story(line);
        }
        let head: Head = serde_json::from_str(line).map_err(said)?;
        match head.kind.as_deref() {
            Some("story") => story(line),
            Some("section") => concept(ConceptKind::Section, line),
            Some("topic") => concept(ConceptKind::Topic, line),
            Some("person") => concept(ConceptKind::Person, line),
            Some("picture") => {
                let picture: PictureLine = serde_json::from_str(line).map_err(said)?;
                Ok(Record::Picture { id: picture.id, file: picture.file })
            }
            Some(other) => Err(format!(
                "the kind '{}' is not known: it is one of section, topic, person, picture and story",
                other.chars().filter(|c| !c.is_control()).take(40).collect::<String>()
            )),
            None => Err("the record has no 'kind': give it section, topic, person, picture or story".into()),
        }
    }
}

fn story(line: &str) -> Result<Record, String> {
    serde_json::from_str(line).map(|story| Record::Story(Box::new(story))).map_err(said)
}

fn concept(kind: ConceptKind, line: &str) -> Result<Record, String> {
    let line: ConceptLine = serde_json::from_str(line).map_err(said)?;
    let is_person = kind == ConceptKind::Person;
    check_id(&line.id)?;
    check_names(&line.names)?;
    if !is_person && (line.role.is_some() || line.hidden.is_some()) {
        return Err(format!("'role' and 'hidden' belong to a person, not to a {}", kind.name()));
    }
    if line.position.is_some_and(|position| !(0..=1_000_000).contains(&position)) {
        return Err("'position' is not one of 0 to 1000000".into());
    }
    Ok(Record::Concept(Box::new(NewConcept {
        kind,
        id: line.id,
        names: line.names,
        role: is_person.then(|| line.role.unwrap_or(Role::Named)),
        hidden: line.hidden.unwrap_or(false),
        position: line.position,
        guessed: false,
    })))
}

fn check_id(id: &str) -> Result<(), String> {
    let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    if (1..=64).contains(&id.len()) && id.bytes().all(plain) {
        return Ok(());
    }
    let id: String = id.chars().filter(|c| !c.is_control()).take(80).collect();
    Err(format!("the id '{id}' is not 1 to 64 of a-z, 0-9 and '-': change it"))
}

fn check_names(names: &BTreeMap<Language, String>) -> Result<(), String> {
    if names.is_empty() {
        return Err("'names' is empty: give a name in at least one language".into());
    }
    let fine = |name: &String| {
        !name.trim().is_empty() && name.chars().count() <= LONGEST_NAME && !name.contains(char::is_control)
    };
    match names.iter().find(|(_, name)| !fine(name)) {
        None => Ok(()),
        Some((language, _)) => Err(format!(
            "the name in '{language}' is empty, longer than {LONGEST_NAME} characters or holds control characters"
        )),
    }
}

#[cfg(test)]
mod tests;
