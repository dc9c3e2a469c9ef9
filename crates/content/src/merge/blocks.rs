//! The body, block by block.

use std::cmp::Ordering;

use super::{Both, Place, three_way};
use crate::align::Budget;
use crate::body::{Block, Body, Inline};
use crate::follow::{Item, Side, follow, items};

/// Both sides' blocks; where they clash, mine.
pub(super) fn merge(base: &Body, theirs: &Body, mine: &Body) -> (Body, Vec<Place>) {
    if theirs == mine || mine == base {
        return (theirs.clone(), Vec::new());
    }
    if theirs == base {
        return (mine.clone(), Vec::new());
    }
    let (base, theirs, mine) = (items(base), items(theirs), items(mine));
    let mut merged = Merged { items: Vec::new(), places: Vec::new() };
    let their_side = follow(&base, &theirs, &mut Budget::default());
    let my_side = follow(&base, &mine, &mut Budget::default());
    for at in 0..=base.len() {
        merged.put_in(&chosen(&theirs, &their_side, at), &chosen(&mine, &my_side, at));
        if at < base.len() {
            let their_block = their_side.counterpart[at].map(|at| theirs[at]);
            merged.block(base[at], their_block, my_side.counterpart[at].map(|at| mine[at]));
        }
    }
    (body(&merged.items), merged.places)
}

fn chosen<'a>(items: &[Item<'a>], side: &Side, gap: usize) -> Vec<Item<'a>> {
    side.put_in[gap].iter().map(|at| items[*at]).collect()
}

struct Merged<'a> {
    items: Vec<Item<'a>>,
    places: Vec<Place>,
}

impl<'a> Merged<'a> {
    /// A block of the base.
    fn block(&mut self, base: Item<'a>, theirs: Option<Item<'a>>, mine: Option<Item<'a>>) {
        match three_way(&Some(base), &theirs, &mine, extends) {
            Both::Agreed(agreed) => self.items.extend(agreed),
            Both::Clash => self.clash(Some(base), theirs, mine),
        }
    }

    /// What both sides put in at one place: both, each whole, in an order that does not depend on who comes first.
    /// What is the same, or the same and more, stands there once.
    fn put_in(&mut self, theirs: &[Item<'a>], mine: &[Item<'a>]) {
        let covers = |others: &[Item<'a>], item: &Item<'a>| {
            others.iter().any(|other| other == item || extends(&Some(*item), &Some(*other)))
        };
        if theirs.iter().all(|item| covers(mine, item)) {
            return self.items.extend(mine);
        }
        if mine.iter().all(|item| covers(theirs, item)) {
            return self.items.extend(theirs);
        }
        let spelled = |items: &[Item<'a>]| items.iter().map(Item::json).collect::<Vec<_>>();
        let (first, second) = match spelled(theirs).cmp(&spelled(mine)) {
            Ordering::Less | Ordering::Equal => (theirs, mine),
            Ordering::Greater => (mine, theirs),
        };
        self.items.extend(first);
        self.items.extend(second.iter().filter(|item| !first.contains(item)));
    }

    fn clash(&mut self, base: Option<Item<'a>>, theirs: Option<Item<'a>>, mine: Option<Item<'a>>) {
        let block = |item: Option<Item<'a>>| item.map(|item| item.block.clone());
        let at = self.items.len();
        self.places.push(Place::Block { at, base: block(base), theirs: block(theirs), mine: block(mine) });
        self.items.extend(mine);
    }
}

/// Whether the second block is the first with more behind it: a paragraph or heading somebody typed on.
fn extends(short: &Option<Item<'_>>, long: &Option<Item<'_>>) -> bool {
    let (Some(short), Some(long)) = (short, long) else { return false };
    let texts = match (short.block, long.block) {
        (Block::Paragraph(short), Block::Paragraph(long)) => Some((short, long)),
        (Block::Heading { level: a, text: short }, Block::Heading { level: b, text: long }) if a == b => {
            Some((short, long))
        }
        _ => None,
    };
    short.plus == long.plus && texts.is_some_and(|(short, long)| continues(short, long))
}

fn continues(short: &[Inline], long: &[Inline]) -> bool {
    let Some((last, head)) = short.split_last() else { return false };
    if long.len() < short.len() || long[..head.len()] != *head {
        return false;
    }
    match (last, &long[head.len()]) {
        (Inline::Text { text: a, marks: x }, Inline::Text { text: b, marks: y }) => {
            x == y && b.starts_with(a.as_str())
        }
        (last, other) => last == other,
    }
}

fn body(items: &[Item<'_>]) -> Body {
    let mut blocks: Vec<Block> = Vec::new();
    for item in items {
        match (item.plus, blocks.last_mut()) {
            (true, Some(Block::Plus(inside))) => inside.push(item.block.clone()),
            (true, _) => blocks.push(Block::Plus(vec![item.block.clone()])),
            (false, _) => blocks.push(item.block.clone()),
        }
    }
    Body { blocks }
}
