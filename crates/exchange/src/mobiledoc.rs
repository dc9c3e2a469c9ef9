//! The documents of Ghost's editor before Ghost 5: Mobiledoc 0.3 JSON.
//!
//! `{"markups":[["a",["href","…"]]],"atoms":[["soft-return","",{}]],"cards":[["image",{…}]],"sections":[…]}`; a section
//! is `[1,"p",markers]`, `[2,"address of a picture"]`, `[3,"ul",[markers,…]]` or `[10,card]`; a marker is
//! `[0 text or 1 atom, [markups that begin], how many end, text or atom]`.

use crate::editor::{add_card, document, escaped};
use crate::html::{Conversion, ConvertError, Options, Remark};
use content::body::Body;
use serde_json::{Value, json};

/// Turns a Mobiledoc document into a body, with what was left out on the way.
///
/// What follows a `paywall` card is paid, and so is a card whose `visibility` is not everybody on the web.
///
/// # Errors
/// JSON that is no Mobiledoc document, or one that makes a body beyond its limits.
pub fn to_body(json: &str, options: &Options) -> Result<(Body, Vec<Remark>), ConvertError> {
    let document = document(json)?;
    let Some(sections) = document.get("sections").and_then(Value::as_array) else {
        return Err(ConvertError::NotADocument("a Mobiledoc document has its text in sections".into()));
    };
    let mut conversion = Conversion::default();
    for section in sections {
        let tag = section.get(1).and_then(Value::as_str).unwrap_or_default();
        match section.get(0).and_then(Value::as_u64) {
            Some(1) => conversion.add_html(&text_section(&document, tag, &section[2]), options)?,
            Some(2) => add_card(&mut conversion, "image", &json!({ "src": tag }), options)?,
            Some(3) => conversion.add_html(&list_section(&document, tag, &section[2]), options)?,
            Some(10) => {
                let card = listed(&document, "cards", &section[1]);
                let kind = card.get(0).and_then(Value::as_str).unwrap_or_default();
                add_card(&mut conversion, kind, &card[1], options)?;
            }
            _ => conversion.remark("a section of an unknown kind was left out"),
        }
    }
    conversion.finish()
}

/// An entry of one of the document's lists, named by its number; null when there is none.
fn listed<'a>(document: &'a Value, list: &str, number: &Value) -> &'a Value {
    let number = number.as_u64().and_then(|number| usize::try_from(number).ok());
    number.and_then(|number| document.get(list)?.get(number)).unwrap_or(&Value::Null)
}

fn text_section(document: &Value, tag: &str, markers: &Value) -> String {
    let tag = match tag {
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "p" => tag,
        "blockquote" | "aside" | "pull-quote" => "blockquote",
        _ => "p",
    };
    format!("<{tag}>{}</{tag}>", text(document, markers))
}

fn list_section(document: &Value, tag: &str, items: &Value) -> String {
    let tag = if tag == "ol" { "ol" } else { "ul" };
    let items = items.as_array().into_iter().flatten();
    let items: String = items.map(|item| format!("<li>{}</li>", text(document, item))).collect();
    format!("<{tag}>{items}</{tag}>")
}

/// Markers as HTML, each markup open from the marker where it begins to the one where it ends.
fn text(document: &Value, markers: &Value) -> String {
    let mut out = String::new();
    let mut open: Vec<String> = Vec::new();
    for marker in markers.as_array().into_iter().flatten() {
        for number in marker.get(1).and_then(Value::as_array).into_iter().flatten() {
            let (start, tag) = markup(listed(document, "markups", number));
            out.push_str(&start);
            open.push(tag);
        }
        match marker.get(0).and_then(Value::as_u64) {
            Some(1) => out.push_str(&atom(listed(document, "atoms", &marker[3]))),
            _ => out.push_str(&escaped(marker.get(3).and_then(Value::as_str).unwrap_or_default())),
        }
        let ending = marker.get(2).and_then(Value::as_u64).unwrap_or(0);
        for _ in 0..ending {
            let Some(tag) = open.pop() else { break };
            out.push_str(&format!("</{tag}>"));
        }
    }
    out
}

/// The start tag of a markup, and its name.
fn markup(markup: &Value) -> (String, String) {
    let known = ["a", "b", "strong", "i", "em", "s", "del", "sub", "sup", "u", "code"];
    let name = markup.get(0).and_then(Value::as_str).map(str::to_ascii_lowercase).unwrap_or_default();
    let name = known.iter().find(|known| **known == name).copied().unwrap_or("span");
    let attributes = markup.get(1).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let href = attributes.chunks_exact(2).find(|pair| pair[0] == "href").and_then(|pair| pair[1].as_str());
    match href {
        Some(href) if name == "a" => (format!("<a href=\"{}\">", escaped(href)), name.to_owned()),
        _ => (format!("<{name}>"), name.to_owned()),
    }
}

/// An atom: a line break, or words.
fn atom(atom: &Value) -> String {
    match atom.get(0).and_then(Value::as_str) {
        Some("soft-return") => "<br>".into(),
        _ => escaped(atom.get(1).and_then(Value::as_str).unwrap_or_default()),
    }
}

/// For the fuzzer: any bytes give a body that parses, or an error.
pub fn fuzz(bytes: &[u8]) {
    if let Ok((body, _)) = to_body(&String::from_utf8_lossy(bytes), &Options::default()) {
        assert_eq!(Body::parse(body.to_json()).as_ref(), Ok(&body), "the canonical form reads back");
    }
}

#[cfg(test)]
mod tests;
