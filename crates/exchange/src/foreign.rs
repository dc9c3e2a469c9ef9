//! What Ghost's and WordPress's files have in common: ids, slugs, dates and texts that follow other rules than ours.

use std::collections::{BTreeMap, HashSet};

use base::script::{self, Slug};
use base::{Language, Time};
use content::body::{Block, Body, clean_text};
use content::{ConceptKind, Role};

use crate::html;
use crate::import::{Intake, NewConcept};

/// Longest id of a story or a concept, in bytes.
const LONGEST_ID: usize = 64;
/// Longest headline and deck, in characters; what is longer is cut.
const LONGEST_HEADLINE: usize = 400;
const LONGEST_DECK: usize = 2_000;

/// The id of a story that has `id` in the other system.
pub(crate) fn story_id(prefix: &str, id: &str) -> Option<String> {
    let id = id.trim().to_ascii_lowercase();
    let plain =
        !id.is_empty() && id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    let id = format!("{prefix}-{id}");
    (plain && id.len() <= LONGEST_ID).then_some(id)
}

/// The id of a section, topic or person: its slug there, or one made from its name.
pub(crate) fn concept_id(slug: &str, name: &str, language: &Language) -> String {
    let slug = self::slug(slug, language).unwrap_or_else(|| script::slug(name, language));
    let id = slug.as_str();
    id[..id.len().min(LONGEST_ID)].trim_end_matches('-').to_owned()
}

/// A slug as the other system wrote it: percent-encoded, in Cyrillic, with capitals. `None` if there is none.
pub(crate) fn slug(text: &str, language: &Language) -> Option<Slug> {
    let text = percent_decoded(text.trim());
    if text.is_empty() {
        return None;
    }
    Some(Slug::parse(&text).unwrap_or_else(|_| script::slug(&text.replace(['_', '-'], " "), language)))
}

/// `%d0%bc` as the letter it stands for; what is not UTF-8 stays as it is.
pub(crate) fn percent_decoded(text: &str) -> String {
    let (bytes, mut out, mut at) = (text.as_bytes(), Vec::with_capacity(text.len()), 0);
    while at < bytes.len() {
        let pair = (bytes[at] == b'%').then(|| text.get(at + 1..at + 3)).flatten();
        match pair.and_then(|pair| u8::from_str_radix(pair, 16).ok()) {
            Some(byte) => (out.push(byte), at += 3),
            None => (out.push(bytes[at]), at += 1),
        };
    }
    String::from_utf8(out).unwrap_or_else(|_| text.to_owned())
}

/// A time as databases and JSON write it: RFC 3339, `2021-03-01 10:00:00` in UTC, or milliseconds since 1970. `None`
/// for what is no time, such as `0000-00-00 00:00:00`.
pub(crate) fn time(text: &str) -> Option<Time> {
    let text = text.trim();
    if text.starts_with("0000-") || text.starts_with("-0001") {
        return None;
    }
    if let Ok(millis) = text.parse::<i64>() {
        return Some(Time::from_millis(millis));
    }
    Time::parse_rfc3339(text).or_else(|_| Time::parse_rfc3339(&format!("{text}Z"))).ok()
}

/// A text for one line: no control characters, no line ends, no space around it.
pub(crate) fn one_line(text: &str) -> String {
    clean_text(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words of a little HTML, on one line.
pub(crate) fn words(html: &str, language: &Language) -> String {
    if !html.contains(['<', '&']) {
        return one_line(html);
    }
    let options = html::Options { language: Some(language.clone()), ..html::Options::default() };
    html::to_body(html, &options)
        .map(|(body, _)| one_line(&body.open_part().plain_text(10_000)))
        .unwrap_or_default()
}

/// Cuts at `most` characters; whether it had to.
pub(crate) fn cut(text: &mut String, most: usize) -> bool {
    match text.char_indices().nth(most - 1) {
        Some((end, last)) if text.len() > end + last.len_utf8() => {
            text.truncate(end);
            text.push('…');
            true
        }
        _ => false,
    }
}

/// Headline and deck in their bounds, and what there is to say about that. A text without a title gets one that desks
/// recognise: losing it would be worse.
pub(crate) fn titled(mut headline: String, mut deck: String) -> (String, String, Option<&'static str>) {
    if headline.is_empty() {
        headline = "(Untitled)".into();
        cut(&mut deck, LONGEST_DECK);
        return (headline, deck, Some("it has no title: '(Untitled)' stands for it"));
    }
    let too_long = cut(&mut headline, LONGEST_HEADLINE) | cut(&mut deck, LONGEST_DECK);
    (headline, deck, too_long.then_some("its headline or excerpt was too long and is cut"))
}

/// Takes the walls down: a body without one is paid as a whole where the access says so.
pub(crate) fn without_walls(body: Body) -> Body {
    let inside = |block| match block {
        Block::Plus(blocks) => blocks,
        block => vec![block],
    };
    Body { blocks: body.blocks.into_iter().flat_map(inside).collect() }
}

/// Sections, topics and people met on the way, each handed over once a language.
#[derive(Default)]
pub(crate) struct Cast(HashSet<(ConceptKind, String, Language)>);

impl Cast {
    /// Answers the id.
    pub(crate) fn add(
        &mut self,
        intake: &mut Intake,
        kind: ConceptKind,
        slug: &str,
        name: &str,
        language: &Language,
    ) -> String {
        let id = concept_id(slug, name, language);
        if self.0.insert((kind, id.clone(), language.clone())) {
            let mut name = one_line(name);
            cut(&mut name, 200);
            let name = if name.is_empty() { id.clone() } else { name };
            intake.concept(NewConcept {
                kind,
                id: id.clone(),
                names: BTreeMap::from([(language.clone(), name)]),
                role: (kind == ConceptKind::Person).then_some(Role::Named),
                hidden: false,
                position: None,
                guessed: true,
            });
        }
        id
    }
}

/// The configured language that a tag names: `be`, `BE`, `lang-be`, `be_BY` for an agency that writes in `be`.
pub(crate) fn language_named(text: &str, languages: &[Language]) -> Option<Language> {
    let text = text.trim().to_ascii_lowercase();
    let text = text.strip_prefix("lang-").or(text.strip_prefix("lang:")).unwrap_or(&text).replace('_', "-");
    let exact = languages.iter().find(|language| language.as_str().eq_ignore_ascii_case(&text));
    let primary = || {
        let primary = Language::parse(&text).ok()?.primary().to_owned();
        languages.iter().find(|language| language.as_str() == primary)
    };
    exact.or_else(primary).cloned()
}

#[cfg(test)]
mod tests;
