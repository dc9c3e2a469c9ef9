//! The leaves of a piece of XML: the path of element names to each, its attributes, its words.
//!
//! Entities that a document declares are never replaced, nor anything fetched: a reference is one of XML's five or a
//! number, or it stays as it is written.

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

/// Elements inside elements; WXR has three.
const DEEPEST: usize = 16;

/// An element that was closed.
pub(super) struct Leaf<'a> {
    /// Names from the outermost to its own.
    pub path: &'a [String],
    /// Its attributes, in order.
    pub attributes: &'a [(String, String)],
    /// The words directly in it.
    pub words: &'a str,
}

impl Leaf<'_> {
    /// Its own name.
    pub(super) fn name(&self) -> &str {
        self.path.last().map(String::as_str).unwrap_or_default()
    }

    pub(super) fn attribute(&self, name: &str) -> &str {
        let found = self.attributes.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str()).unwrap_or_default()
    }
}

/// What is open while reading.
#[derive(Default)]
struct Open {
    path: Vec<String>,
    attributes: Vec<Vec<(String, String)>>,
    words: Vec<String>,
}

impl Open {
    fn enter(&mut self, start: &BytesStart) -> Result<(), String> {
        if self.path.len() == DEEPEST {
            return Err(format!("elements are nested more than {DEEPEST} deep"));
        }
        self.path.push(name(start));
        self.attributes.push(attributes(start));
        self.words.push(String::new());
        Ok(())
    }

    fn say(&mut self, words: &str) {
        if let Some(own) = self.words.last_mut() {
            own.push_str(words);
        }
    }

    fn leave(&mut self, visit: &mut dyn FnMut(&Leaf)) {
        let (Some(attributes), Some(words)) = (self.attributes.pop(), self.words.pop()) else { return };
        visit(&Leaf { path: &self.path, attributes: &attributes, words: &words });
        self.path.pop();
    }
}

/// Calls `visit` at the end of each element. What is in elements named in `skipped` is not even kept.
pub(super) fn leaves(xml: &str, skipped: &[&str], visit: &mut dyn FnMut(&Leaf)) -> Result<(), String> {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = false;
    let (mut open, mut skipping) = (Open::default(), 0_usize);
    loop {
        let event = reader.read_event().map_err(|error| format!("this is not XML: {error}"))?;
        match event {
            Event::Eof => return Ok(()),
            Event::Start(_) if skipping > 0 => skipping += 1,
            Event::End(_) if skipping > 0 => skipping -= 1,
            _ if skipping > 0 => {}
            Event::Start(start) if skipped.contains(&name(&start).as_str()) => skipping = 1,
            Event::Start(start) => open.enter(&start)?,
            Event::Empty(start) => {
                open.enter(&start)?;
                open.leave(visit);
            }
            Event::End(_) => open.leave(visit),
            Event::Text(text) => open.say(&text),
            Event::CData(text) => open.say(&text),
            Event::GeneralRef(reference) => open.say(&resolved(&reference)),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
}

fn name(start: &BytesStart) -> String {
    start.name().as_ref().to_owned()
}

fn attributes(start: &BytesStart) -> Vec<(String, String)> {
    let mut all = start.attributes();
    let all = all.with_checks(false).flatten();
    let pair = |attribute: quick_xml::events::attributes::Attribute| {
        let key = attribute.key.as_ref().to_owned();
        let raw = attribute.value.into_owned();
        let value = quick_xml::escape::unescape(&raw).map(|value| value.into_owned()).unwrap_or(raw);
        (key, value)
    };
    all.map(pair).collect()
}

fn resolved(reference: &BytesRef) -> String {
    if let Ok(Some(c)) = reference.resolve_char_ref() {
        return c.to_string();
    }
    let name: &str = reference;
    match name {
        "amp" => "&".into(),
        "lt" => "<".into(),
        "gt" => ">".into(),
        "quot" => "\"".into(),
        "apos" => "'".into(),
        _ => format!("&{name};"),
    }
}
