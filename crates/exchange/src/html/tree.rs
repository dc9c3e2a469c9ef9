//! Tokens as a tree, in the order of the source: nothing is moved, so what is paid stays where it was written.
//!
//! Tags that people forget to close are closed as browsers do for the usual cases (paragraphs, items, cells, crossed
//! bold and italic). Depth and size are bounded: elements nested too deep become transparent, and a document with too
//! many pieces is refused.

use super::ConvertError;
use super::gate::Gate;
use super::stack::{Stack, is_formatting};
use super::tokens::{TokenKind, Tokens};
use std::collections::HashMap;

/// Elements nested deeper are transparent: their words count, they do not.
const MAX_DEPTH: usize = 96;
/// Elements and runs of text in one document.
const MAX_NODES: usize = 400_000;

const VOID: &[&str] = &[
    "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input", "keygen",
    "link", "meta", "param", "source", "track", "wbr",
];
/// Elements that go with all they hold.
pub(super) const DROPPED: &[&str] = &[
    "applet", "canvas", "datalist", "dialog", "frameset", "head", "map", "math", "menuitem", "noembed",
    "noframes", "noscript", "optgroup", "option", "script", "select", "style", "svg", "template", "textarea",
    "title", "xml",
];
pub(super) const FORMATTING: &[&str] =
    &["b", "big", "code", "em", "font", "i", "s", "small", "strike", "strong", "tt", "u"];
/// Elements that end an open paragraph by beginning.
pub(super) const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "center",
    "details",
    "dir",
    "div",
    "dl",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "li",
    "dd",
    "dt",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "ul",
    "xmp",
];
/// No end tag reaches past these for an element outside.
pub(super) const SCOPES: &[&str] = &["table", "td", "th", "caption", "object", "button"];

/// A piece of the document.
pub(super) struct Node {
    pub(super) kind: NodeKind,
    pub(super) children: Vec<usize>,
    /// Whether its own tag or text is paid.
    pub(super) gated: bool,
    /// Whether it or anything in it is paid.
    pub(super) holds_gated: bool,
    parent: usize,
}

pub(super) enum NodeKind {
    Element { name: String, attrs: Vec<(String, String)> },
    Text(String),
}

pub(super) struct Tree {
    /// The first one is the document.
    pub(super) nodes: Vec<Node>,
    /// What was left out, by name, and how often.
    pub(super) dropped: HashMap<String, usize>,
    /// Whether what would follow the document is paid.
    pub(super) stays_shut: bool,
}

impl Tree {
    /// Reads a document; `paid` when all of it stands behind a wall.
    pub(super) fn read(source: &str, paid: bool) -> Result<Tree, ConvertError> {
        let root = Node {
            kind: element("#document"),
            children: vec![],
            gated: false,
            holds_gated: false,
            parent: 0,
        };
        let tree = Tree { nodes: vec![root], dropped: HashMap::new(), stays_shut: false };
        let mut builder = Builder { tree, open: Stack::new(), ignored: HashMap::new(), gated: paid };
        let mut gate = Gate::of(source, paid);
        for token in Tokens::of(source) {
            gate.advance(token.end);
            builder.gated = gate.is_shut();
            match token.kind {
                TokenKind::Comment(comment) => gate.comment(comment),
                TokenKind::Start { name, attrs, closed } => builder.start(name, attrs, closed),
                TokenKind::End(name) => builder.end(&name),
                TokenKind::Text(text) => builder.text(text),
                TokenKind::Unclosed => {
                    builder.tree.drop_one("what follows a tag or comment that is never closed")
                }
            }
            if builder.tree.nodes.len() > MAX_NODES {
                return Err(ConvertError::TooManyPieces);
            }
        }
        gate.advance(source.len());
        builder.tree.stays_shut = gate.stays_shut();
        Ok(builder.tree)
    }

    pub(super) fn name(&self, node: usize) -> &str {
        match &self.nodes[node].kind {
            NodeKind::Element { name, .. } => name,
            NodeKind::Text(_) => "",
        }
    }

    pub(super) fn attr(&self, node: usize, wanted: &str) -> Option<&str> {
        let NodeKind::Element { attrs, .. } = &self.nodes[node].kind else { return None };
        attrs.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_str())
    }

    pub(super) fn has_class(&self, node: usize, class: &str) -> bool {
        self.attr(node, "class")
            .is_some_and(|classes| classes.split_ascii_whitespace().any(|one| one == class))
    }

    pub(super) fn children(&self, node: usize) -> &[usize] {
        &self.nodes[node].children
    }

    /// The first element inside (not itself) that fits, in reading order.
    pub(super) fn find(&self, node: usize, fits: &dyn Fn(&Tree, usize) -> bool) -> Option<usize> {
        self.children(node)
            .iter()
            .find_map(|child| if fits(self, *child) { Some(*child) } else { self.find(*child, fits) })
    }

    /// All words inside, white space as one space.
    pub(super) fn words(&self, node: usize) -> String {
        let mut all = String::new();
        self.collect_words(node, &mut all);
        all.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn collect_words(&self, node: usize, out: &mut String) {
        match &self.nodes[node].kind {
            NodeKind::Text(text) => out.push_str(text),
            NodeKind::Element { name, .. } => {
                let apart = name == "br" || BLOCKS.contains(&name.as_str());
                out.push_str(if apart { " " } else { "" });
                self.children(node).iter().for_each(|child| self.collect_words(*child, out));
                out.push_str(if apart { " " } else { "" });
            }
        }
    }

    pub(super) fn is_blank(&self, node: usize) -> bool {
        matches!(&self.nodes[node].kind, NodeKind::Text(text) if text.trim().is_empty())
    }

    pub(super) fn drop_one(&mut self, what: &str) {
        *self.dropped.entry(what.to_owned()).or_default() += 1;
    }
}

fn element(name: &str) -> NodeKind {
    NodeKind::Element { name: name.to_owned(), attrs: vec![] }
}

struct Builder {
    tree: Tree,
    open: Stack,
    /// Elements begun too deep, by name, so that their end tags close nothing else.
    ignored: HashMap<String, usize>,
    gated: bool,
}

impl Builder {
    fn start(&mut self, name: String, attrs: Vec<(String, String)>, closed: bool) {
        if self.inside_dropped(&name, closed) {
            return;
        }
        let reopen = self.close_before(&name);
        let leaf =
            VOID.contains(&name.as_str()) || closed && (name.contains(':') || is_raw_or_foreign(&name));
        if !leaf && self.open.depth() > MAX_DEPTH {
            *self.ignored.entry(name).or_default() += 1;
            return;
        }
        if DROPPED.contains(&name.as_str()) && !matches!(name.as_str(), "head" | "title") {
            self.tree.drop_one(&format!("<{name}>"));
        }
        let opens_paragraph = !leaf && name == "p";
        let node = self.push(NodeKind::Element { name, attrs });
        if !leaf {
            self.open.push(&self.tree, node);
        }
        if opens_paragraph {
            reopen.into_iter().for_each(|kind| self.open_again(kind));
        }
    }

    /// Whether an element begins inside one that goes with all it holds. HTML elements end a drawing or formula that
    /// was never closed, as they do in browsers.
    fn inside_dropped(&mut self, name: &str, closed: bool) -> bool {
        let Some((at, outer)) = self.open.dropped() else { return false };
        let outer = self.tree.name(outer);
        let breaks_out = match outer {
            "svg" | "math" => BLOCKS.contains(&name) || name == "img",
            "head" => BLOCKS.contains(&name) || name == "body",
            _ => false,
        };
        if breaks_out {
            self.open.close(&self.tree, at);
        } else if name == outer && !closed {
            *self.ignored.entry(name.to_owned()).or_default() += 1;
        }
        !breaks_out
    }

    /// Closes what the beginning of an element closes; gives the bold and italic that go on in the next paragraph.
    fn close_before(&mut self, name: &str) -> Vec<usize> {
        match name {
            "li" => self.close_within(&["li"], &["ul", "ol", "menu", "dir"]),
            "dt" | "dd" => self.close_within(&["dt", "dd"], &["dl"]),
            "tr" => self.close_within(&["tr"], &["table"]),
            "td" | "th" => self.close_within(&["td", "th"], &["tr", "table"]),
            "thead" | "tbody" | "tfoot" => self.close_within(&["thead", "tbody", "tfoot"], &["table"]),
            "a" => self.close_within(&["a"], SCOPES),
            _ => {}
        }
        if !BLOCKS.contains(&name) {
            return vec![];
        }
        if is_heading(name) && is_heading(self.tree.name(self.open.top())) {
            self.open.close(&self.tree, self.open.depth() - 1);
        }
        let Some(at) = self.open.paragraph() else { return vec![] };
        let closed = self.open.close(&self.tree, at);
        closed.into_iter().filter(|node| is_formatting(&self.tree, *node)).take(8).collect()
    }

    /// Closes the innermost of some elements unless another of a second kind stands between.
    fn close_within(&mut self, names: &[&str], limits: &[&str]) {
        if let Some(at) = self.open.innermost(&self.tree, names, limits) {
            self.open.close(&self.tree, at);
        }
    }

    fn end(&mut self, name: &str) {
        if let Some(count) = self.ignored.get_mut(name).filter(|count| **count > 0) {
            *count -= 1;
            return;
        }
        if let Some((_, outer)) = self.open.dropped() {
            let ends_it = name == self.tree.name(outer) || BLOCKS.contains(&name);
            if !ends_it {
                return;
            }
        } else if name == "br" {
            self.push(element("br"));
        }
        let limits = match name {
            "table" => &["#none"][..],
            "td" | "th" | "tr" | "tbody" | "thead" | "tfoot" | "caption" => &["table"],
            "li" => &["ul", "ol", "table"],
            _ => SCOPES,
        };
        let headings = ["h1", "h2", "h3", "h4", "h5", "h6"];
        let names = if is_heading(name) { &headings[..] } else { &[name] };
        let Some(at) = self.open.innermost(&self.tree, names, limits) else { return };
        let closed = self.open.close(&self.tree, at);
        if is_formatting(&self.tree, closed[0]) {
            let crossed = closed[1..].iter().copied().filter(|node| is_formatting(&self.tree, *node));
            crossed.take(8).collect::<Vec<_>>().into_iter().for_each(|node| self.open_again(node));
        }
    }

    /// Opens an element like one that was closed for another's sake.
    fn open_again(&mut self, node: usize) {
        if self.open.depth() > MAX_DEPTH {
            return;
        }
        if let NodeKind::Element { name, attrs } = &self.tree.nodes[node].kind {
            let kind = NodeKind::Element { name: name.clone(), attrs: attrs.clone() };
            let again = self.push(kind);
            self.open.push(&self.tree, again);
        }
    }

    fn text(&mut self, text: String) {
        if !text.is_empty() && self.open.dropped().is_none() {
            self.push(NodeKind::Text(text));
        }
    }

    fn push(&mut self, kind: NodeKind) -> usize {
        let index = self.tree.nodes.len();
        let parent = self.open.top();
        let gated = self.gated;
        self.tree.nodes.push(Node { kind, children: vec![], gated, holds_gated: false, parent });
        self.tree.nodes[parent].children.push(index);
        let mut at = index;
        while gated && !self.tree.nodes[at].holds_gated {
            self.tree.nodes[at].holds_gated = true;
            at = self.tree.nodes[at].parent;
        }
        index
    }
}

fn is_heading(name: &str) -> bool {
    matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

fn is_raw_or_foreign(name: &str) -> bool {
    matches!(
        name,
        "iframe" | "script" | "style" | "svg" | "math" | "textarea" | "title" | "noscript" | "template"
    )
}
