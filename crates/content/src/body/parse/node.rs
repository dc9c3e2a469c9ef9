//! One JSON object looked at as a node or a mark: its parts, its place, its attributes.

use super::{MAX_ATTRIBUTE_BYTES, Parsed};
use crate::body::BodyError;
use serde_json::{Map, Value};
use std::fmt;

/// A place in the document, kept on the stack and written out only when something is wrong there.
#[derive(Clone, Copy)]
pub(super) enum Path<'a> {
    Root,
    Key(&'a Path<'a>, &'a str),
    Index(&'a Path<'a>, usize),
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Path::Root => f.write_str("$"),
            Path::Key(parent, key) => write!(f, "{parent}.{key}"),
            Path::Index(parent, index) => write!(f, "{parent}[{index}]"),
        }
    }
}

impl Path<'_> {
    pub(super) fn error(&self, reason: String) -> BodyError {
        BodyError { path: self.to_string(), reason }
    }
}

/// A node or mark, its keys already known to be the right ones.
pub(super) struct Node<'a> {
    pub(super) path: Path<'a>,
    pub(super) kind: &'a str,
    pub(super) content: &'a [Value],
    pub(super) marks: &'a [Value],
    pub(super) text: Option<&'a str>,
    attrs: Option<&'a Map<String, Value>>,
}

impl<'a> Node<'a> {
    pub(super) fn read(value: &'a Value, path: Path<'a>) -> Parsed<Node<'a>> {
        let Value::Object(map) = value else {
            return Err(path.error("here an object with a `type` is expected".into()));
        };
        let Some(Value::String(kind)) = map.get("type") else {
            return Err(path.error("the node has no `type`".into()));
        };
        let mut node = Node { path, kind, content: &[], marks: &[], text: None, attrs: None };
        for (key, value) in map {
            match (key.as_str(), value) {
                ("type", _) => {}
                ("attrs", Value::Object(attrs)) => node.attrs = Some(attrs),
                ("content", Value::Array(content)) => node.content = content,
                ("marks", Value::Array(marks)) => node.marks = marks,
                ("text", Value::String(text)) => node.text = Some(text),
                ("attrs", _) => return Err(path.error("`attrs` is an object".into())),
                ("content" | "marks", _) => return Err(path.error(format!("`{key}` is an array"))),
                ("text", _) => return Err(path.error("`text` is a string".into())),
                _ => {
                    let known = "type, attrs, content, marks and text";
                    return Err(path.error(format!("unknown key `{}`; a node has {known}", short(key))));
                }
            }
        }
        Ok(node)
    }

    /// An error about the node being here: names it and says what is allowed.
    pub(super) fn wrong(&self, allowed: &str) -> BodyError {
        self.path.error(format!("`{}` is not allowed here: {allowed}", short(self.kind)))
    }

    pub(super) fn must_be(&self, kinds: &[&str], allowed: &str) -> Parsed<()> {
        if !kinds.contains(&self.kind) {
            return Err(self.wrong(allowed));
        }
        self.no_marks_or_text()
    }

    pub(super) fn no_marks_or_text(&self) -> Parsed<()> {
        match (self.marks.is_empty(), self.text) {
            (false, _) => Err(self.path.error("marks stand on `text` only".into())),
            (_, Some(_)) => Err(self.path.error("words stand in a `text` node only".into())),
            _ => Ok(()),
        }
    }

    pub(super) fn leaf(&self) -> Parsed<()> {
        if self.content.is_empty() {
            return Ok(());
        }
        Err(self.path.error(format!("`{}` holds nothing; its words stand in its attributes", self.kind)))
    }
}

/// The attributes of a node, known to be among those it has.
pub(super) struct Attrs<'a> {
    map: Option<&'a Map<String, Value>>,
    path: Path<'a>,
}

impl<'a> Attrs<'a> {
    pub(super) fn of(node: &'a Node<'a>, allowed: &[&str]) -> Parsed<Attrs<'a>> {
        let attrs = Attrs { map: node.attrs, path: Path::Key(&node.path, "attrs") };
        let unknown = node.attrs.and_then(|map| map.keys().find(|key| !allowed.contains(&key.as_str())));
        let Some(unknown) = unknown else { return Ok(attrs) };
        let allowed = if allowed.is_empty() { "none".into() } else { allowed.join(", ") };
        let kind = short(node.kind);
        Err(attrs.path.error(format!("unknown attribute `{}`; `{kind}` has {allowed}", short(unknown))))
    }

    pub(super) fn error(&self, name: &str, reason: String) -> BodyError {
        Path::Key(&self.path, name).error(reason)
    }

    /// A text attribute; empty when it is not given.
    pub(super) fn text(&self, name: &str) -> Parsed<String> {
        match self.map.and_then(|map| map.get(name)) {
            None => Ok(String::new()),
            Some(Value::String(text)) if text.len() <= MAX_ATTRIBUTE_BYTES => Ok(text.clone()),
            Some(Value::String(_)) => {
                Err(self.error(name, format!("longer than {MAX_ATTRIBUTE_BYTES} bytes; shorten it")))
            }
            Some(_) => Err(self.error(name, "a text in quotation marks is expected".into())),
        }
    }

    /// A whole number between two bounds; required when there is no default.
    pub(super) fn number(&self, name: &str, from: u32, to: u32, default: Option<u32>) -> Parsed<u32> {
        let given = self.map.and_then(|map| map.get(name));
        let number = match given {
            None => default,
            Some(value) => value.as_u64().and_then(|number| u32::try_from(number).ok()),
        };
        number
            .filter(|number| (from..=to).contains(number))
            .ok_or_else(|| self.error(name, format!("a whole number from {from} to {to} is expected")))
    }
}

/// A name from the document, cut short so that an error stays a sentence.
fn short(name: &str) -> String {
    name.chars().filter(|c| !c.is_control()).take(40).collect()
}
