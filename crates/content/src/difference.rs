//! What differs between two documents, word by word, for people to read.
//!
//! Pure, and bounded in time: bodies so long and so different that it would take too long are compared by the words
//! that stand once in each, and at last shown as taken out and put in whole.

mod fields;

use serde::Serialize;

use crate::align::{Budget, Numbers, align};
use crate::follow::{Item, follow, items};
use crate::manuscript::Document;

/// One field or block, before and after.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// What it is.
    pub of: What,
    /// What became of it.
    pub change: Change,
    /// Its words, in the order of reading.
    pub runs: Vec<Run>,
}

/// What was compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// A field of the document, by its name in the JSON form.
    Field(&'static str),
    /// A block of the body.
    Block {
        /// Its node's name: `paragraph`, `heading`, `picture` …
        kind: &'static str,
        /// Whether it stands behind the wall now, or stood there when it was taken out.
        plus: bool,
    },
}

/// What became of a field or block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// Nothing.
    Same,
    /// Other words.
    Words,
    /// The same words, but they look otherwise, lead elsewhere, or stand on the other side of the wall.
    Looks,
    /// It is new.
    Added,
    /// It is gone.
    Removed,
}

/// Words that were treated alike.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "run", content = "text")]
pub enum Run {
    /// They stand in both.
    Same(String),
    /// They stand in the old one only.
    Removed(String),
    /// They stand in the new one only.
    Added(String),
}

/// What differs: the fields that do, then every block of the body, old and new.
pub fn words(old: &Document, new: &Document) -> Vec<Difference> {
    let mut budget = Budget::default();
    let mut found = fields::differences(old, new, &mut budget);
    let (old, new) = (items(&old.body), items(&new.body));
    let side = follow(&old, &new, &mut budget);
    // What was taken out stands before what was put in at the same place.
    let mut put_in: Vec<&usize> = Vec::new();
    for (at, before) in old.iter().enumerate() {
        put_in.extend(&side.put_in[at]);
        if let Some(after) = side.counterpart[at] {
            found.extend(put_in.drain(..).map(|added| block(None, Some(new[*added]), &mut budget)));
            found.push(block(Some(*before), Some(new[after]), &mut budget));
        } else {
            found.push(block(Some(*before), None, &mut budget));
        }
    }
    put_in.extend(&side.put_in[old.len()]);
    found.extend(put_in.into_iter().map(|added| block(None, Some(new[*added]), &mut budget)));
    found
}

fn block(old: Option<Item<'_>>, new: Option<Item<'_>>, budget: &mut Budget) -> Difference {
    let text = |item: Option<Item<'_>>| item.map(|item| item.block.texts().join("\n")).unwrap_or_default();
    let (before, after) = (text(old), text(new));
    let change = match (old, new) {
        (None, _) => Change::Added,
        (_, None) => Change::Removed,
        (old, new) if old == new => Change::Same,
        _ if before == after => Change::Looks,
        _ => Change::Words,
    };
    let (kind, plus) = new.or(old).map_or(("", false), |item| (item.block.kind(), item.plus));
    Difference { of: What::Block { kind, plus }, change, runs: runs(&before, &after, budget) }
}

/// Two texts as runs of words. White space belongs to the word before it.
fn runs(old: &str, new: &str, budget: &mut Budget) -> Vec<Run> {
    if old == new {
        return if new.is_empty() { Vec::new() } else { vec![Run::Same(new.to_owned())] };
    }
    let split =
        |text: &'_ str| text.split_inclusive(char::is_whitespace).map(str::to_owned).collect::<Vec<_>>();
    let (a, b) = (split(old), split(new));
    let mut numbers = Numbers::default();
    let a_numbers: Vec<u32> = a.iter().map(|word| numbers.of(word.trim_end())).collect();
    let b_numbers: Vec<u32> = b.iter().map(|word| numbers.of(word.trim_end())).collect();
    let mut out = Runs(Vec::new());
    let (mut a_from, mut b_from) = (0, 0);
    for (x, y) in align(&a_numbers, &b_numbers, budget).into_iter().chain([(a.len(), b.len())]) {
        out.push(Run::Removed(a[a_from..x].concat()));
        out.push(Run::Added(b[b_from..y].concat()));
        if y < b.len() {
            out.push(Run::Same(b[y].clone()));
        }
        (a_from, b_from) = (x + 1, y + 1);
    }
    out.0
}

struct Runs(Vec<Run>);

impl Runs {
    /// Adds a run, or lengthens the last one of its kind.
    fn push(&mut self, run: Run) {
        match (self.0.last_mut(), run) {
            (_, Run::Same(text) | Run::Removed(text) | Run::Added(text)) if text.is_empty() => {}
            (Some(Run::Same(before)), Run::Same(text)) => before.push_str(&text),
            (Some(Run::Removed(before)), Run::Removed(text)) => before.push_str(&text),
            (Some(Run::Added(before)), Run::Added(text)) => before.push_str(&text),
            (_, run) => self.0.push(run),
        }
    }
}

#[cfg(test)]
mod tests;
