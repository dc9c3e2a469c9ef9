//! Our own HTML as XML. It is written with few elements, each closed but the four that never are, and with a right angle
//! bracket only where an element ends; so no parser of HTML is needed.

use crate::xml::allowed;

/// The elements that HTML does not close.
const VOID: [&str; 4] = ["br", "hr", "img", "source"];

/// The same, well formed.
pub(super) fn xhtml(html: &str) -> String {
    let html = allowed(html);
    let mut out = String::with_capacity(html.len() + 64);
    let mut rest = html.as_ref();
    while let Some(at) = rest.find('<') {
        let (before, element) = rest.split_at(at);
        let end = element.find('>').unwrap_or(element.len());
        let (element, after) = element.split_at(end);
        out.push_str(before);
        out.push_str(element);
        let name = element[1..].split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        if VOID.contains(&name) {
            out.push('/');
        }
        rest = after;
    }
    out.push_str(rest);
    out
}
