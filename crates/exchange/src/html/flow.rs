//! The walk through the tree: what is a block closes the paragraph before it, what is not adds to the one being
//! gathered.

use super::address::Addresses;
use super::marks::Style;
use super::run::Run;
use super::tree::{BLOCKS, NodeKind, Tree};
use super::{Options, Piece, cards, list, media, quote, table};
use content::body::{Block, Inline};
use std::collections::{BTreeMap, HashSet};

/// What a walk brought home.
pub(super) struct Walked {
    pub(super) pieces: Vec<Piece>,
    pub(super) remarks: BTreeMap<String, usize>,
}

pub(super) fn walk(tree: &Tree, options: &Options) -> Walked {
    let mut walker = Walker {
        tree,
        addresses: Addresses::of(options),
        lines: options.line_paragraphs,
        pieces: vec![],
        run: Run::default(),
        taken: HashSet::new(),
        remarks: BTreeMap::new(),
        list_depth: 0,
    };
    walker.children(0, &Style::default());
    walker.flush();
    Walked { pieces: walker.pieces, remarks: walker.remarks }
}

pub(super) struct Walker<'a> {
    pub(super) tree: &'a Tree,
    pub(super) addresses: Addresses<'a>,
    /// Whether line ends in text count.
    lines: bool,
    pieces: Vec<Piece>,
    run: Run,
    /// Nodes whose words stand elsewhere: a caption, an attribution.
    taken: HashSet<usize>,
    remarks: BTreeMap<String, usize>,
    pub(super) list_depth: usize,
}

impl Walker<'_> {
    pub(super) fn children(&mut self, node: usize, style: &Style) {
        let tree = self.tree;
        tree.children(node).iter().for_each(|child| self.node(*child, style));
    }

    pub(super) fn node(&mut self, node: usize, style: &Style) {
        let tree = self.tree;
        if self.taken.contains(&node) {
            return;
        }
        match &tree.nodes[node].kind {
            NodeKind::Text(text) => self.text(text, style, tree.nodes[node].gated),
            NodeKind::Element { name, .. } => {
                let Some(inside) = style.inside(tree, node, &self.addresses) else {
                    return self.remark("hidden text was left out");
                };
                if !cards::card(self, node, &inside) {
                    self.element(name, node, &inside);
                }
            }
        }
    }

    fn element(&mut self, name: &str, node: usize, style: &Style) {
        let gated = self.tree.nodes[node].gated;
        match name {
            "br" => self.run.push_break(gated),
            "img" | "amp-img" => media::image(self, node, style),
            "iframe" | "embed" | "object" | "video" | "audio" | "amp-iframe" => media::frame(self, node),
            "figure" => media::figure(self, node, style),
            "blockquote" => quote::quotation(self, node, style),
            "ul" | "ol" | "menu" | "dir" => list::list(self, node, style),
            "table" => table::table(self, node, style),
            "hr" => self.block(Block::Rule, gated),
            "h1" | "h2" => self.heading(2, node, style),
            "h3" => self.heading(3, node, style),
            "h4" | "h5" | "h6" => self.heading(4, node, style),
            "summary" | "dt" => {
                let mut bold = style.clone();
                bold.marks.bold = true;
                self.apart(node, &bold);
            }
            "q" => {
                self.run.push_verbatim("“".into(), &style.marks(gated), gated);
                self.children(node, style);
                self.run.push_verbatim("”".into(), &style.marks(gated), gated);
            }
            "del" | "s" | "strike" => self.remark("struck-out text was left out"),
            "sup" => self.superscript(node, style),
            "button" | "input" => {}
            "td" | "th" | "tr" | "caption" | "body" | "html" | "#document" => self.apart(node, style),
            name if BLOCKS.contains(&name) => self.apart(node, style),
            _ => self.children(node, style),
        }
    }

    /// Goes through an element whose words stand on their own.
    pub(super) fn apart(&mut self, node: usize, style: &Style) {
        self.flush();
        self.children(node, style);
        self.flush();
    }

    fn text(&mut self, text: &str, style: &Style, gated: bool) {
        let marks = style.marks(gated);
        if style.pre {
            for (index, line) in text.lines().enumerate() {
                if index > 0 {
                    self.run.push_break(gated);
                }
                self.run.push_verbatim(line.to_owned(), &marks, gated);
            }
            return;
        }
        if !self.lines {
            return self.run.push(text, &marks, gated);
        }
        let lines: Vec<_> = text.split('\n').collect();
        for (index, line) in lines.iter().enumerate() {
            // The first is the rest of a line that began before this text.
            let after_empty = index > 1 && lines[index - 1].trim().is_empty();
            match index {
                0 => {}
                _ if after_empty => self.flush(),
                _ => self.run.push_line_end(gated),
            }
            self.run.push(line, &marks, gated);
        }
    }

    fn heading(&mut self, level: u8, node: usize, style: &Style) {
        let mut plain = style.clone();
        plain.marks.bold = false;
        let mut text = Vec::new();
        let mut rest = Vec::new();
        for piece in self.sub(node, &plain) {
            match texts_of(piece.block) {
                Ok(texts) => join(&mut text, texts, &Inline::text(" ")),
                Err(block) => rest.push(block),
            }
        }
        text.iter_mut().for_each(|inline| {
            if let Inline::Text { marks, .. } = inline {
                marks.bold = false;
            }
        });
        let gated = self.is_paid(node);
        self.block(Block::Heading { level, text }, gated);
        rest.into_iter().for_each(|block| self.block(block, gated));
    }

    /// Raised digits have characters of their own; without them m² would read m2.
    fn superscript(&mut self, node: usize, style: &Style) {
        let words = self.tree.words(node);
        let raised: Option<String> = words
            .chars()
            .map(|c| c.to_digit(10).and_then(|digit| "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().nth(digit as usize)))
            .collect();
        match raised {
            Some(raised) => {
                let gated = self.is_paid(node);
                self.run.push(&raised, &style.marks(gated), gated);
            }
            None => self.children(node, style),
        }
    }

    /// Whether an element or anything in it is paid. What cannot be cut in two is paid as a whole then.
    pub(super) fn is_paid(&self, node: usize) -> bool {
        self.tree.nodes[node].holds_gated
    }

    /// The blocks inside an element, not yet part of the body.
    pub(super) fn sub(&mut self, node: usize, style: &Style) -> Vec<Piece> {
        self.aside(|walker| walker.children(node, style))
    }

    /// The blocks that some part of the walk gives, not yet part of the body.
    pub(super) fn aside(&mut self, walk: impl FnOnce(&mut Self)) -> Vec<Piece> {
        let pieces = std::mem::take(&mut self.pieces);
        let run = std::mem::take(&mut self.run);
        walk(self);
        self.flush();
        self.run = run;
        std::mem::replace(&mut self.pieces, pieces)
    }

    pub(super) fn take(&mut self, node: usize) {
        self.taken.insert(node);
    }

    pub(super) fn flush(&mut self) {
        let pieces = self.run.take();
        self.pieces.extend(pieces);
    }

    pub(super) fn block(&mut self, block: Block, gated: bool) {
        self.flush();
        self.pieces.push(Piece { gated, block });
    }

    /// Words from an attribute, where an element stands for them.
    pub(super) fn words(&mut self, words: &str, style: &Style, gated: bool) {
        self.run.push(words, &style.marks(gated), gated);
    }

    pub(super) fn remark(&mut self, text: &str) {
        *self.remarks.entry(text.to_owned()).or_default() += 1;
    }
}

/// The texts of a block that is made of nothing else; other blocks are given back.
pub(super) fn texts_of(block: Block) -> Result<Vec<Vec<Inline>>, Block> {
    match block {
        Block::Paragraph(text) | Block::Heading { text, .. } => Ok(vec![text]),
        Block::Quotation { mut paragraphs, attribution } => {
            if !attribution.is_empty() {
                paragraphs.push(vec![Inline::text(format!("— {attribution}"))]);
            }
            Ok(paragraphs)
        }
        Block::BulletList(items) | Block::OrderedList { items, .. } => {
            Ok(items.into_iter().flatten().flat_map(|block| texts_of(block).unwrap_or_default()).collect())
        }
        other => Err(other),
    }
}

/// Adds texts to one text, something between them.
pub(super) fn join(text: &mut Vec<Inline>, more: Vec<Vec<Inline>>, between: &Inline) {
    for one in more {
        if !text.is_empty() {
            text.push(between.clone());
        }
        text.extend(one);
    }
}
