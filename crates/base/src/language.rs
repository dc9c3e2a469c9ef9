//! A language tag. Nothing here, nor above, knows which languages an agency writes in.

use std::borrow::Borrow;
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The longest tag that is taken, in bytes: RFC 5646 (section 4.4.1) asks for room for at least 35.
const LONGEST: usize = 35;

/// A well-formed BCP 47 language tag (RFC 5646) in its usual case: `be`, `be-tarask`, `sr-Latn`, `pt-BR`.
/// Equal tags compare equal whatever the case they were written in. Cloning copies a pointer.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Language(Arc<str>);

/// The text is not a language tag.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("'{text}' is not a language tag: write one such as en, be or pt-BR")]
pub struct LanguageError {
    /// What was given, cut to a readable length.
    pub text: String,
}

impl Language {
    /// Reads a tag; its case is put right.
    pub fn parse(text: &str) -> Result<Language, LanguageError> {
        if text.len() <= LONGEST && is_well_formed(text) {
            Ok(Language(usual_case(text).into()))
        } else {
            Err(LanguageError { text: text.chars().take(60).collect() })
        }
    }

    /// The tag.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The language itself, without script, region or variant: `be` of `be-tarask`.
    pub fn primary(&self) -> &str {
        self.0.split('-').next().unwrap_or_default()
    }
}

/// The grammar of RFC 5646, section 2.1, without the irregular tags that it keeps only for old data.
fn is_well_formed(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let plain = parts
        .iter()
        .all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()));
    if !plain {
        return false;
    }
    if is_singleton(parts[0]) {
        return parts[0].eq_ignore_ascii_case("x") && parts.len() > 1;
    }
    let head = parts.iter().position(|part| is_singleton(part)).unwrap_or(parts.len());
    is_language_part(&parts[..head]) && are_extensions(&parts[head..])
}

/// language ["-" extlang] ["-" script] ["-" region] *("-" variant)
fn is_language_part(parts: &[&str]) -> bool {
    let mut rest = parts;
    let mut take = |wanted: fn(&str) -> bool| {
        let found = rest.first().is_some_and(|part| wanted(part));
        rest = if found { &rest[1..] } else { rest };
        found
    };
    if !take(|part| part.len() >= 2 && is_alphabetic(part)) {
        return false;
    }
    if parts[0].len() <= 3 {
        let _ = (0..3).all(|_| take(|part| part.len() == 3 && is_alphabetic(part)));
    }
    take(|part| part.len() == 4 && is_alphabetic(part));
    take(is_region);
    while take(is_variant) {}
    rest.is_empty()
}

/// Each singleton is followed by at least one longer part; after `x` anything goes.
fn are_extensions(parts: &[&str]) -> bool {
    let mut parts = parts.iter().peekable();
    while let Some(singleton) = parts.next() {
        if singleton.eq_ignore_ascii_case("x") {
            return parts.next().is_some();
        }
        let mut followers = 0;
        while parts.next_if(|part| !is_singleton(part)).is_some() {
            followers += 1;
        }
        if followers == 0 {
            return false;
        }
    }
    true
}

fn is_singleton(part: &str) -> bool {
    part.len() == 1
}

fn is_alphabetic(part: &str) -> bool {
    part.bytes().all(|byte| byte.is_ascii_alphabetic())
}

fn is_region(part: &str) -> bool {
    (part.len() == 2 && is_alphabetic(part)) || (part.len() == 3 && part.bytes().all(|b| b.is_ascii_digit()))
}

fn is_variant(part: &str) -> bool {
    part.len() >= 5 || (part.len() == 4 && part.as_bytes()[0].is_ascii_digit())
}

/// RFC 5646, section 2.1.1: lower case, but a script as `Latn` and a region as `BR`, up to the first singleton.
fn usual_case(text: &str) -> String {
    let mut after_singleton = false;
    let parts = text.split('-').enumerate().map(|(place, part)| {
        let mut part = part.to_ascii_lowercase();
        after_singleton |= is_singleton(&part);
        if place > 0 && !after_singleton && is_alphabetic(&part) {
            match part.len() {
                2 => part.make_ascii_uppercase(),
                4 => part[..1].make_ascii_uppercase(),
                _ => {}
            }
        }
        part
    });
    parts.collect::<Vec<_>>().join("-")
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl FromStr for Language {
    type Err = LanguageError;

    fn from_str(text: &str) -> Result<Language, LanguageError> {
        Language::parse(text)
    }
}

impl AsRef<str> for Language {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

/// So that a map keyed by languages is asked with a `&str` from a path.
impl Borrow<str> for Language {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl Serialize for Language {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Language {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Language, D::Error> {
        let text = String::deserialize(deserializer)?;
        Language::parse(&text).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests;
