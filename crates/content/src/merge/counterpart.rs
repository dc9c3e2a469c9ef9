//! What became of each block of the base on one side: it stands there still, it was edited, or it is gone.

use std::collections::HashMap;

use super::blocks::Item;
use crate::align::{Numbers, align};

/// Blocks that share so much of their words are one block before and after an edit, in hundredths.
const SAME_BLOCK: usize = 35;

/// Pairs of blocks that are compared word by word between two blocks that nobody touched. Beyond it, blocks are paired
/// by their order.
const COMPARED: usize = 2_500;

/// One side, seen from the base.
pub(super) struct Side {
    /// For each block of the base, where its counterpart stands on this side.
    pub counterpart: Vec<Option<usize>>,
    /// What was put in before each block of the base, and after the last: places on this side.
    pub put_in: Vec<Vec<usize>>,
}

/// Follows the blocks of `base` into `side`.
pub(super) fn follow(base: &[Item<'_>], side: &[Item<'_>]) -> Side {
    let counterpart = counterparts(base, side);
    let mut put_in = vec![Vec::new(); base.len() + 1];
    let mut taken: HashMap<usize, usize> = HashMap::new();
    taken.extend(counterpart.iter().enumerate().filter_map(|(at, other)| Some(((*other)?, at))));
    let mut gap = 0;
    for at in 0..side.len() {
        match taken.get(&at) {
            Some(base_at) => gap = base_at + 1,
            None => put_in[gap].push(at),
        }
    }
    Side { counterpart, put_in }
}

fn counterparts(base: &[Item<'_>], side: &[Item<'_>]) -> Vec<Option<usize>> {
    let mut numbers = Numbers::default();
    let a: Vec<u32> = base.iter().map(|item| numbers.of(item.json())).collect();
    let b: Vec<u32> = side.iter().map(|item| numbers.of(item.json())).collect();
    let mut counterpart = vec![None; base.len()];
    let (mut a_from, mut b_from) = (0, 0);
    for (a_at, b_at) in align(&a, &b).into_iter().chain([(a.len(), b.len())]) {
        for (x, y) in similar_pairs(&base[a_from..a_at], &side[b_from..b_at]) {
            counterpart[a_from + x] = Some(b_from + y);
        }
        if a_at < a.len() {
            counterpart[a_at] = Some(b_at);
        }
        (a_from, b_from) = (a_at + 1, b_at + 1);
    }
    counterpart
}

/// Pairs of blocks that are much the same, in one order on both sides, together as alike as can be.
fn similar_pairs(a: &[Item<'_>], b: &[Item<'_>]) -> Vec<(usize, usize)> {
    if a.is_empty() || b.is_empty() {
        return Vec::new();
    }
    if a.len() * b.len() > COMPARED {
        let in_order = (0..a.len().min(b.len())).map(|at| (at, at));
        return in_order.filter(|(x, y)| a[*x].likeness(&b[*y]) >= SAME_BLOCK).collect();
    }
    let likeness: Vec<Vec<usize>> = a.iter().map(|x| b.iter().map(|y| x.likeness(y)).collect()).collect();
    let is_pair = |x: usize, y: usize| likeness[x][y] >= SAME_BLOCK;
    // best[x][y]: the most that pairs among the blocks from x and from y on can come to.
    let mut best = vec![vec![0; b.len() + 1]; a.len() + 1];
    for x in (0..a.len()).rev() {
        for y in (0..b.len()).rev() {
            let paired = if is_pair(x, y) { likeness[x][y] + best[x + 1][y + 1] } else { 0 };
            best[x][y] = paired.max(best[x + 1][y]).max(best[x][y + 1]);
        }
    }
    let (mut pairs, mut x, mut y) = (Vec::new(), 0, 0);
    while x < a.len() && y < b.len() {
        if is_pair(x, y) && best[x][y] == likeness[x][y] + best[x + 1][y + 1] {
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
