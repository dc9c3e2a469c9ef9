//! What no page may do, looked for in the pages that a theme made of the samples: run a script, load something from
//! another host, carry styles that the Content-Security-Policy will not let through.
//!
//! It guards against a slip (a counter pasted in, a font from elsewhere), not against an enemy: the browser, told by
//! the policy, refuses the same things once more.

use super::ThemeRefused;
use crate::script;

mod tags;
use tags::{Tag, tags};

/// Attributes whose address a browser loads by itself.
const LOADING: [&str; 10] = [
    "src",
    "srcset",
    "poster",
    "data",
    "background",
    "action",
    "formaction",
    "ping",
    "manifest",
    "xlink:href",
];

/// Elements that bring in other pages, or change what addresses mean.
const FRAMES: [&str; 6] = ["iframe", "frame", "object", "embed", "base", "portal"];

/// Relations of a `<link>` that only say something and load nothing.
const SAYING: [&str; 8] = ["canonical", "alternate", "author", "license", "next", "prev", "help", "me"];

/// Looks through a page; the error says what is wrong and what to do.
pub(super) fn check_page(html: &str, style: &str) -> Result<(), String> {
    let mut styles = 0;
    for tag in tags(html) {
        check_tag(&tag)?;
        if tag.name == "style" {
            styles += 1;
            if styles > 1 || !tag.after.starts_with(style) || !tag.after[style.len()..].starts_with("</style")
            {
                return Err("it has styles of its own; put them into style.css and write <style>{{ style }}</style> once".into());
            }
        }
    }
    if styles == 0 && !style.is_empty() {
        return Err("it has no style sheet; write <style>{{ style }}</style> into its head".into());
    }
    Ok(())
}

fn check_tag(tag: &Tag<'_>) -> Result<(), String> {
    let name = tag.name.as_str();
    if name == "script" && !is_known(tag) {
        return Err("it has a <script>; readers' pages run none but the wallet's, take it out".into());
    }
    if FRAMES.contains(&name) {
        return Err(format!("it has a <{name}>; pages bring in nothing from elsewhere, take it out"));
    }
    if name == "meta" && tag.value("http-equiv").is_some() {
        return Err("it has a <meta http-equiv>; the server sends these headers itself, take it out".into());
    }
    for (attribute, value) in &tag.attributes {
        check_attribute(tag, attribute, value)?;
    }
    Ok(())
}

/// What search engines read, and the wallet's own scripts.
fn is_known(tag: &Tag<'_>) -> bool {
    let is_wallet = tag.value("src").is_some_and(script::is_ours) && tag.after.starts_with("</script");
    is_wallet || (tag.value("type") == Some("application/ld+json") && tag.value("src").is_none())
}

fn check_attribute(tag: &Tag<'_>, attribute: &str, value: &str) -> Result<(), String> {
    let name = &tag.name;
    if attribute == "style" {
        return Err(format!("its <{name}> has a style attribute; use a class and style.css instead"));
    }
    if attribute.starts_with("on") {
        return Err(format!(
            "its <{name}> has the attribute {attribute}; readers' pages run no scripts, take it out"
        ));
    }
    let loads = LOADING.contains(&attribute) || (attribute == "href" && loads_by_href(tag));
    let addresses = if attribute == "srcset" { value.split(',').collect() } else { vec![value] };
    match addresses.into_iter().map(str::trim).find(|address| loads && is_elsewhere(address)) {
        Some(address) => Err(format!(
            "its <{name}> loads {address}; put the file into the theme's assets folder and write /assets/ and its name"
        )),
        None => Ok(()),
    }
}

/// Of elements with `href`, `<a>` and `<area>` wait for the reader; a `<link>` may only say something.
fn loads_by_href(tag: &Tag<'_>) -> bool {
    match tag.name.as_str() {
        "a" | "area" => false,
        "link" => {
            !tag.value("rel").unwrap_or_default().split_ascii_whitespace().all(|rel| SAYING.contains(&rel))
        }
        _ => true,
    }
}

/// Another host, or anything with a scheme: the site's own files are named from its root, so that copies of the site
/// work under other names.
fn is_elsewhere(address: &str) -> bool {
    let before_path = address.split(['/', '?', '#']).next().unwrap_or_default();
    let local = before_path.is_empty() || !before_path.contains(':');
    (!local && !address.starts_with("data:image/")) || address.starts_with("//") || address.starts_with('\\')
}

/// The same for the style sheet.
pub(super) fn check_style(style: &str) -> Result<(), ThemeRefused> {
    let refuse =
        |reason: &str| Err(ThemeRefused { file: "style.css".into(), line: None, reason: reason.into() });
    let lower = style.to_ascii_lowercase();
    if lower.contains("</style") {
        return refuse("it contains </style, which would end it; take it out");
    }
    if lower.contains("@import") {
        return refuse("it imports another style sheet; write the rules into this one");
    }
    let elsewhere =
        ["://", "url(//", "url(\"//", "url('//", "url( //"].iter().any(|sign| lower.contains(sign));
    if elsewhere {
        return refuse(
            "it loads something from another host; put the file into assets/ and write url(/assets/…)",
        );
    }
    Ok(())
}

#[cfg(test)]
mod tests;
