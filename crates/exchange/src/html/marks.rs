//! What an element says about the words in it.

use super::address::Addresses;
use super::tree::Tree;
use base::Language;
use content::body::Marks;

/// How words look where the walk stands.
#[derive(Clone, Default)]
pub(super) struct Style {
    pub(super) marks: Marks,
    /// Whether the link's address is paid; words that are not must not carry it.
    link_gated: bool,
    /// Whether white space counts.
    pub(super) pre: bool,
}

impl Style {
    /// The marks for words on one side of the wall.
    pub(super) fn marks(&self, gated: bool) -> Marks {
        let mut marks = self.marks.clone();
        if self.link_gated && !gated {
            marks.link = None;
        }
        marks
    }

    /// The style inside an element; `None` when the element was not shown.
    pub(super) fn inside(&self, tree: &Tree, node: usize, addresses: &Addresses) -> Option<Style> {
        let mut style = self.clone();
        match tree.name(node) {
            "b" | "strong" => style.marks.bold = true,
            "i" | "em" | "cite" | "dfn" | "var" => style.marks.italic = true,
            "pre" | "xmp" | "listing" => style.pre = true,
            "a" => {
                style.marks.link = tree.attr(node, "href").and_then(|href| addresses.link(href));
                style.link_gated = tree.nodes[node].gated;
            }
            _ => {}
        }
        if tree.attr(node, "hidden").is_some() {
            return None;
        }
        if let Some(css) = tree.attr(node, "style") {
            style.apply(css)?;
        }
        // Word gives every document the language of its menus; what it says of single words is better.
        let whole = matches!(tree.name(node), "html" | "body");
        let tag = tree.attr(node, "lang").or_else(|| tree.attr(node, "xml:lang")).filter(|_| !whole);
        if let Some(tag) = tag {
            let language: Option<Language> = tag.trim().parse().ok();
            style.marks.language =
                language.filter(|tag| !addresses.language().is_some_and(|own| reads_alike(own, tag)));
        }
        Some(style)
    }

    /// Reads what Google Docs and Word say in styles; `None` when it hides the element.
    fn apply(&mut self, css: &str) -> Option<()> {
        for declaration in css.split(';') {
            let Some((name, value)) = declaration.split_once(':') else { continue };
            let value = value.trim().trim_end_matches("!important").trim().to_ascii_lowercase();
            match (name.trim().to_ascii_lowercase().as_str(), value.as_str()) {
                ("font-weight", "bold" | "bolder" | "600" | "700" | "800" | "900") => self.marks.bold = true,
                ("font-weight", "normal" | "lighter" | "100" | "200" | "300" | "400") => {
                    self.marks.bold = false
                }
                ("font-style", "italic" | "oblique") => self.marks.italic = true,
                ("font-style", "normal") => self.marks.italic = false,
                // Word draws the dots and numbers of its lists as text of their own.
                ("display", "none")
                | ("visibility", "hidden")
                | ("mso-hide", "all")
                | ("mso-list", "ignore") => {
                    return None;
                }
                _ => {}
            }
        }
        Some(())
    }
}

/// Whether two tags are the same language in the same script: `en-US` in a story in `en` says nothing.
fn reads_alike(one: &Language, other: &Language) -> bool {
    let script =
        |tag: &Language| tag.as_str().split('-').skip(1).find(|part| part.len() == 4).map(str::to_owned);
    one.primary() == other.primary() && script(one) == script(other)
}
