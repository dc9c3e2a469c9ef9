//! What became of each block of a body in another version of it: it stands there still, it was edited, or it is gone.

mod likeness;

use crate::align::{Budget, Numbers, align};
use crate::body::{Block, Body};
use likeness::Words;

/// Blocks that share so much of their words are one block before and after an edit, in hundredths.
const SAME_BLOCK: usize = 35;

/// Pairs of blocks that are compared word by word between two blocks that nobody touched. Beyond it, blocks are paired
/// by their order.
const COMPARED: usize = 2_500;

/// A block, and whether it stands behind the wall. Blocks inside a plus block are followed one by one, so that two
/// people can work behind the wall; plus blocks that touch are one after a merge.
#[derive(Clone, Copy, PartialEq)]
pub(crate) struct Item<'a> {
    pub(crate) plus: bool,
    pub(crate) block: &'a Block,
}

impl Item<'_> {
    /// A spelling that is equal for equal blocks.
    pub(crate) fn json(&self) -> String {
        let json = Body { blocks: vec![self.block.clone()] }.to_json();
        format!("{}{json}", if self.plus { '+' } else { ' ' })
    }

    fn is_kind_of(&self, other: &Item<'_>) -> bool {
        std::mem::discriminant(self.block) == std::mem::discriminant(other.block)
    }
}

/// A body's blocks, those inside plus blocks each for itself.
pub(crate) fn items(body: &Body) -> Vec<Item<'_>> {
    body.blocks.iter().flat_map(inside).collect()
}

fn inside(block: &Block) -> Vec<Item<'_>> {
    match block {
        Block::Plus(blocks) => blocks.iter().map(|block| Item { plus: true, block }).collect(),
        block => vec![Item { plus: false, block }],
    }
}

/// One version, seen from the base.
pub(crate) struct Side {
    /// For each block of the base, where its counterpart stands in this version.
    pub(crate) counterpart: Vec<Option<usize>>,
    /// What was put in before each block of the base, and after the last: places in this version.
    pub(crate) put_in: Vec<Vec<usize>>,
}

/// Follows the blocks of `base` into another version.
pub(crate) fn follow(base: &[Item<'_>], side: &[Item<'_>], budget: &mut Budget) -> Side {
    let counterpart = counterparts(base, side, budget);
    let mut put_in = vec![Vec::new(); base.len() + 1];
    let mut base_of = vec![None; side.len()];
    for (at, other) in counterpart.iter().enumerate() {
        if let Some(other) = other {
            base_of[*other] = Some(at);
        }
    }
    let mut gap = 0;
    for (at, base_at) in base_of.into_iter().enumerate() {
        match base_at {
            Some(base_at) => gap = base_at + 1,
            None => put_in[gap].push(at),
        }
    }
    Side { counterpart, put_in }
}

fn counterparts(base: &[Item<'_>], side: &[Item<'_>], budget: &mut Budget) -> Vec<Option<usize>> {
    let mut numbers = Numbers::default();
    let a: Vec<u32> = base.iter().map(|item| numbers.of(item.json())).collect();
    let b: Vec<u32> = side.iter().map(|item| numbers.of(item.json())).collect();
    let mut counterpart = vec![None; base.len()];
    let (mut a_from, mut b_from) = (0, 0);
    for (a_at, b_at) in align(&a, &b, budget).into_iter().chain([(a.len(), b.len())]) {
        for (x, y) in edited_pairs(&base[a_from..a_at], &side[b_from..b_at]) {
            counterpart[a_from + x] = Some(b_from + y);
        }
        if a_at < a.len() {
            counterpart[a_at] = Some(b_at);
        }
        (a_from, b_from) = (a_at + 1, b_at + 1);
    }
    counterpart
}

/// Pairs of blocks that are one block before and after an edit, in one order on both sides.
fn edited_pairs(a: &[Item<'_>], b: &[Item<'_>]) -> Vec<(usize, usize)> {
    if a.is_empty() || b.is_empty() {
        return Vec::new();
    }
    // One in the place of one, whatever it says now.
    if let ([x], [y]) = (a, b) {
        return if x.is_kind_of(y) { vec![(0, 0)] } else { Vec::new() };
    }
    let words = |items: &[Item<'_>]| items.iter().map(|item| Words::of(item.block)).collect::<Vec<_>>();
    let (a_words, b_words) = (words(a), words(b));
    let likeness = |x: usize, y: usize| {
        let alike = if a[x].is_kind_of(&b[y]) { a_words[x].likeness(&b_words[y]) } else { 0 };
        if alike >= SAME_BLOCK { alike } else { 0 }
    };
    if a.len() * b.len() > COMPARED {
        return (0..a.len().min(b.len())).filter(|at| likeness(*at, *at) > 0).map(|at| (at, at)).collect();
    }
    likest(a.len(), b.len(), likeness)
}

/// Pairs that are together as alike as can be.
fn likest(a: usize, b: usize, likeness: impl Fn(usize, usize) -> usize) -> Vec<(usize, usize)> {
    let likeness: Vec<Vec<usize>> = (0..a).map(|x| (0..b).map(|y| likeness(x, y)).collect()).collect();
    // The most that pairs among those from x and from y on can come to.
    let mut best = vec![vec![0; b + 1]; a + 1];
    for x in (0..a).rev() {
        for y in (0..b).rev() {
            let paired = likeness[x][y] + best[x + 1][y + 1];
            best[x][y] = paired.max(best[x + 1][y]).max(best[x][y + 1]);
        }
    }
    let (mut pairs, mut x, mut y) = (Vec::new(), 0, 0);
    while x < a && y < b {
        if likeness[x][y] > 0 && best[x][y] == likeness[x][y] + best[x + 1][y + 1] {
            pairs.push((x, y));
            (x, y) = (x + 1, y + 1);
        } else if best[x][y] == best[x + 1][y] {
            x += 1;
        } else {
            y += 1;
        }
    }
    pairs
}
