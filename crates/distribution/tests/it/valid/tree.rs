//! XML as a tree, namespaces resolved.

use quick_xml::events::{BytesStart, Event};
use quick_xml::name::ResolveResult;
use quick_xml::{NsReader, XmlVersion};

pub const ATOM: &str = "http://www.w3.org/2005/Atom";
pub const CONTENT: &str = "http://purl.org/rss/1.0/modules/content/";
pub const DC: &str = "http://purl.org/dc/elements/1.1/";

/// An element; its name is `{namespace}local`, or `local` where it has none.
#[derive(Debug, Default)]
pub struct Element {
    pub name: String,
    pub attributes: Vec<(String, String)>,
    pub children: Vec<Element>,
    pub text: String,
}

impl Element {
    pub fn attribute(&self, name: &str) -> &str {
        self.attributes.iter().find(|(held, _)| held == name).map_or("", |(_, value)| value)
    }

    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Element> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// The text of the first child of that name.
    pub fn text_of(&self, name: &str) -> &str {
        self.children.iter().find(|child| child.name == name).map_or("", |child| &child.text)
    }
}

pub fn named(namespace: &str, local: &str) -> String {
    format!("{{{namespace}}}{local}")
}

/// The root of a document.
pub fn parse(text: &str) -> Result<Element, String> {
    let mut reader = NsReader::from_str(text);
    reader.config_mut().check_end_names = true;
    let mut open = vec![Element::default()];
    loop {
        let event = reader.read_event().map_err(|error| error.to_string())?;
        match event {
            Event::Start(start) => {
                let element = element(&reader, &start)?;
                open.push(element);
            }
            Event::Empty(start) => {
                let element = element(&reader, &start)?;
                open.last_mut().ok_or("nothing is open")?.children.push(element);
            }
            Event::End(_) => {
                let done = open.pop().ok_or("nothing is open")?;
                open.last_mut().ok_or("nothing is open")?.children.push(done);
            }
            Event::Text(text) => {
                open.last_mut().ok_or("nothing is open")?.text.push_str(&text.xml10_content());
            }
            Event::GeneralRef(entity) => {
                let sign = match entity.resolve_char_ref().map_err(|error| error.to_string())? {
                    Some(sign) => sign,
                    None => match &*entity {
                        "lt" => '<',
                        "gt" => '>',
                        "amp" => '&',
                        "quot" => '"',
                        "apos" => '\'',
                        other => return Err(format!("the entity {other} is unknown to XML")),
                    },
                };
                open.last_mut().ok_or("nothing is open")?.text.push(sign);
            }
            Event::Decl(_) => {}
            Event::Eof => break,
            other => return Err(format!("{other:?} does not stand in a feed")),
        }
    }
    match (open.len(), open.pop()) {
        (1, Some(mut document)) if document.children.len() == 1 => Ok(document.children.remove(0)),
        _ => Err("the document is not one element, closed".into()),
    }
}

fn element(reader: &NsReader<&[u8]>, start: &BytesStart<'_>) -> Result<Element, String> {
    let (namespace, local) = reader.resolver().resolve_element(start.name());
    let local = local.as_ref().to_owned();
    let name = match namespace {
        ResolveResult::Bound(namespace) => named(namespace.as_ref(), &local),
        ResolveResult::Unbound => local,
        ResolveResult::Unknown(prefix) => return Err(format!("the prefix {prefix:?} is not declared")),
    };
    let mut attributes = Vec::new();
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|error| error.to_string())?;
        let name = attribute.key.as_ref().to_owned();
        if name != "xmlns" && !name.starts_with("xmlns:") {
            let value =
                attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|error| error.to_string())?;
            attributes.push((name, value.into_owned()));
        }
    }
    Ok(Element { name, attributes, ..Element::default() })
}
