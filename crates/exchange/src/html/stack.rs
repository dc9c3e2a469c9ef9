//! The elements that are open while a document is read.
//!
//! Every tag asks about them, so the questions are answered from counts and flags: a document of nothing but tags costs
//! no more than any other.

use super::tree::{DROPPED, FORMATTING, SCOPES, Tree};
use std::collections::HashMap;

#[derive(Clone, Copy)]
struct Open {
    node: usize,
    is_paragraph: bool,
    is_scope: bool,
}

/// Open elements, the document first.
pub(super) struct Stack {
    open: Vec<Open>,
    /// How many of each name are open.
    names: HashMap<String, usize>,
    /// The outermost open element that goes with all it holds.
    dropped_at: Option<usize>,
}

impl Stack {
    /// Only the document is open.
    pub(super) fn new() -> Stack {
        let document = Open { node: 0, is_paragraph: false, is_scope: true };
        Stack { open: vec![document], names: HashMap::new(), dropped_at: None }
    }

    pub(super) fn depth(&self) -> usize {
        self.open.len()
    }

    /// The innermost open element.
    pub(super) fn top(&self) -> usize {
        self.open.last().map_or(0, |open| open.node)
    }

    pub(super) fn push(&mut self, tree: &Tree, node: usize) {
        let name = tree.name(node);
        *self.names.entry(name.to_owned()).or_default() += 1;
        if self.dropped_at.is_none() && DROPPED.contains(&name) {
            self.dropped_at = Some(self.open.len());
        }
        self.open.push(Open { node, is_paragraph: name == "p", is_scope: SCOPES.contains(&name) });
    }

    /// Where the element stands that goes with all it holds, and its node.
    pub(super) fn dropped(&self) -> Option<(usize, usize)> {
        self.dropped_at.map(|at| (at, self.open[at].node))
    }

    /// Closes the element at a place and all in it; gives them, the outermost first.
    pub(super) fn close(&mut self, tree: &Tree, at: usize) -> Vec<usize> {
        let closed: Vec<_> = self.open.drain(at.max(1)..).map(|open| open.node).collect();
        for node in &closed {
            if let Some(count) = self.names.get_mut(tree.name(*node)) {
                *count -= 1;
            }
        }
        self.dropped_at = self.dropped_at.filter(|dropped| *dropped < self.open.len());
        closed
    }

    /// Where the paragraph is open that a block would close.
    pub(super) fn paragraph(&self) -> Option<usize> {
        self.names.get("p").filter(|count| **count > 0)?;
        (1..self.open.len())
            .rev()
            .take_while(|at| !self.open[*at].is_scope)
            .find(|at| self.open[*at].is_paragraph)
    }

    /// Where the innermost of some elements is open, with none of the limits between.
    pub(super) fn innermost(&self, tree: &Tree, names: &[&str], limits: &[&str]) -> Option<usize> {
        if !names.iter().any(|name| self.names.get(*name).is_some_and(|count| *count > 0)) {
            return None;
        }
        let name = |at: &usize| tree.name(self.open[*at].node);
        (1..self.open.len())
            .rev()
            .take_while(|at| names.contains(&name(at)) || !limits.contains(&name(at)))
            .find(|at| names.contains(&name(at)))
    }
}

/// Whether the element is one of those that are opened again when a tag closes them for another's sake.
pub(super) fn is_formatting(tree: &Tree, node: usize) -> bool {
    FORMATTING.contains(&tree.name(node))
}
