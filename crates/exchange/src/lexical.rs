//! The documents of Ghost's editor since Ghost 5: Lexical JSON.

use crate::editor::{add_card, document, escaped};
use crate::html::{Conversion, ConvertError, Options, Remark};
use content::body::Body;
use serde_json::Value;

/// Bits of a text's `format`.
const BOLD: u64 = 1;
const ITALIC: u64 = 2;
const STRUCK: u64 = 4;
const SUBSCRIPT: u64 = 32;
const SUPERSCRIPT: u64 = 64;

/// Turns a Lexical document into a body, with what was left out on the way.
///
/// What follows a `paywall` is paid, and so is a card whose `visibility` is not everybody on the web.
///
/// # Errors
/// JSON that is no Lexical document, or one that makes a body beyond its limits.
pub fn to_body(json: &str, options: &Options) -> Result<(Body, Vec<Remark>), ConvertError> {
    let document = document(json)?;
    let nodes = document.get("root").and_then(|root| root.get("children")).and_then(Value::as_array);
    let Some(nodes) = nodes else {
        return Err(ConvertError::NotADocument("a Lexical document has its nodes in root.children".into()));
    };
    let mut conversion = Conversion::default();
    for node in nodes {
        let kind = kind_of(node);
        if is_text(kind) {
            let mut html = String::new();
            write(&mut html, node);
            conversion.add_html(&html, options)?;
        } else {
            add_card(&mut conversion, kind, node, options)?;
        }
    }
    conversion.finish()
}

fn kind_of(node: &Value) -> &str {
    node.get("type").and_then(Value::as_str).unwrap_or_default()
}

/// Nodes with nodes or words in them; all others are cards.
fn is_text(kind: &str) -> bool {
    let kinds = [
        "paragraph",
        "heading",
        "extended-heading",
        "quote",
        "extended-quote",
        "aside",
        "list",
        "listitem",
        "link",
        "autolink",
        "at-link",
        "at-link-search",
        "text",
        "extended-text",
        "tk",
        "linebreak",
        "tab",
        "zwnj",
    ];
    kinds.contains(&kind)
}

/// Writes a node as HTML.
fn write(out: &mut String, node: &Value) {
    let field = |name: &str| node.get(name).and_then(Value::as_str).unwrap_or_default();
    match kind_of(node) {
        "paragraph" => wrap(out, "p", "", node),
        "heading" | "extended-heading" => wrap(out, heading(field("tag")), "", node),
        "quote" | "extended-quote" | "aside" => wrap(out, "blockquote", "", node),
        "list" if field("listType") == "number" || field("tag") == "ol" => {
            let start = node.get("start").and_then(Value::as_u64).unwrap_or(1);
            wrap(out, "ol", &format!(" start=\"{start}\""), node);
        }
        "list" => wrap(out, "ul", "", node),
        "listitem" => wrap(out, "li", "", node),
        "link" | "autolink" | "at-link" => {
            wrap(out, "a", &format!(" href=\"{}\"", escaped(field("url"))), node)
        }
        "linebreak" => out.push_str("<br>"),
        "tab" => out.push(' '),
        "text" | "extended-text" | "tk" => {
            write_text(out, field("text"), node.get("format").and_then(Value::as_u64))
        }
        "paywall" => out.push_str("<!--members-only-->"),
        "at-link-search" | "zwnj" => {}
        _ => write_children(out, node),
    }
}

fn heading(tag: &str) -> &str {
    if ["h1", "h2", "h3", "h4", "h5", "h6"].contains(&tag) { tag } else { "h2" }
}

fn wrap(out: &mut String, tag: &str, attributes: &str, node: &Value) {
    out.push_str(&format!("<{tag}{attributes}>"));
    write_children(out, node);
    out.push_str(&format!("</{tag}>"));
}

fn write_children(out: &mut String, node: &Value) {
    let children = node.get("children").and_then(Value::as_array);
    children.into_iter().flatten().for_each(|child| write(out, child));
}

fn write_text(out: &mut String, text: &str, format: Option<u64>) {
    let format = format.unwrap_or(0);
    let tags = [(BOLD, "b"), (ITALIC, "i"), (STRUCK, "s"), (SUBSCRIPT, "sub"), (SUPERSCRIPT, "sup")];
    let tags: Vec<_> = tags.iter().filter(|(bit, _)| format & bit != 0).map(|(_, tag)| *tag).collect();
    tags.iter().for_each(|tag| out.push_str(&format!("<{tag}>")));
    out.push_str(&escaped(text));
    tags.iter().rev().for_each(|tag| out.push_str(&format!("</{tag}>")));
}

/// For the fuzzer: any bytes give a body that parses, or an error.
pub fn fuzz(bytes: &[u8]) {
    if let Ok((body, _)) = to_body(&String::from_utf8_lossy(bytes), &Options::default()) {
        assert_eq!(Body::parse(body.to_json()).as_ref(), Ok(&body), "the canonical form reads back");
    }
}

#[cfg(test)]
mod tests;
