//! Aligning two sequences: which parts of one are parts of the other. In bounded time, whatever comes.

use std::collections::HashMap;

use similar::{Algorithm, DiffOp, capture_diff_slices};

/// Steps that one comparison of two documents may take: a tenth of a second or two.
const STEPS: usize = 40_000_000;

/// Steps that one stretch may take.
const STEPS_A_STRETCH: usize = 10_000_000;

/// What is left of the steps of a comparison.
pub(crate) struct Budget(usize);

impl Default for Budget {
    fn default() -> Budget {
        Budget(STEPS)
    }
}

/// The pairs of places at which two sequences say the same, ascending on both sides. The longest such list, unless the
/// sequences are so long and so different that it would take too long; then what stands once in each holds them
/// together, and between those anchors they are compared while the budget lasts.
pub(crate) fn align(a: &[u32], b: &[u32], budget: &mut Budget) -> Vec<(usize, usize)> {
    let mut aligner = Aligner { pairs: Vec::new(), left: &mut budget.0 };
    aligner.align((a, 0), (b, 0), true);
    aligner.pairs
}

/// Numbers for things, equal for equal ones.
#[derive(Default)]
pub(crate) struct Numbers<K>(HashMap<K, u32>);

impl<K: std::hash::Hash + Eq> Numbers<K> {
    /// The number of a thing.
    pub(crate) fn of(&mut self, thing: K) -> u32 {
        let next = self.0.len() as u32;
        *self.0.entry(thing).or_insert(next)
    }
}

/// A stretch of a sequence and where it begins.
type Stretch<'a> = (&'a [u32], usize);

struct Aligner<'a> {
    pairs: Vec<(usize, usize)>,
    left: &'a mut usize,
}

impl Aligner<'_> {
    fn align(&mut self, (a, a_at): Stretch<'_>, (b, b_at): Stretch<'_>, may_anchor: bool) {
        let head = a.iter().zip(b).take_while(|(a, b)| a == b).count();
        let tail = a[head..].iter().rev().zip(b[head..].iter().rev()).take_while(|(a, b)| a == b).count();
        self.pairs.extend((0..head).map(|n| (a_at + n, b_at + n)));
        let (a_inner, b_inner) = (&a[head..a.len() - tail], &b[head..b.len() - tail]);
        self.inner((a_inner, a_at + head), (b_inner, b_at + head), may_anchor);
        let (a_end, b_end) = (a_at + a.len(), b_at + b.len());
        self.pairs.extend((1..=tail).rev().map(|n| (a_end - n, b_end - n)));
    }

    fn inner(&mut self, (a, a_at): Stretch<'_>, (b, b_at): Stretch<'_>, may_anchor: bool) {
        if a.is_empty() || b.is_empty() {
            return;
        }
        let steps = (a.len() + b.len()).saturating_mul(a.len() + b.len());
        if steps <= STEPS_A_STRETCH.min(*self.left) {
            *self.left -= steps;
            for op in capture_diff_slices(Algorithm::Myers, a, b) {
                if let DiffOp::Equal { old_index, new_index, len } = op {
                    self.pairs.extend((0..len).map(|n| (a_at + old_index + n, b_at + new_index + n)));
                }
            }
        } else if may_anchor {
            self.between_anchors((a, a_at), (b, b_at));
        }
    }

    fn between_anchors(&mut self, (a, a_at): Stretch<'_>, (b, b_at): Stretch<'_>) {
        let (mut a_from, mut b_from) = (0, 0);
        for (a_anchor, b_anchor) in anchors(a, b) {
            if a_anchor < a_from || b_anchor < b_from {
                continue;
            }
            let between = (&a[a_from..a_anchor], a_at + a_from);
            self.align(between, (&b[b_from..b_anchor], b_at + b_from), false);
            self.pairs.push((a_at + a_anchor, b_at + b_anchor));
            (a_from, b_from) = (a_anchor + 1, b_anchor + 1);
        }
        self.align((&a[a_from..], a_at + a_from), (&b[b_from..], b_at + b_from), false);
    }
}

/// Places of what stands once in each sequence, in an order that both have: the longest such list.
fn anchors(a: &[u32], b: &[u32]) -> Vec<(usize, usize)> {
    let (once_in_a, once_in_b) = (once(a), once(b));
    let mut pairs: Vec<(usize, usize)> =
        once_in_a.iter().filter_map(|(token, at)| Some((*at, *once_in_b.get(token)?))).collect();
    pairs.sort_unstable();
    longest_ascending(&pairs)
}

fn once(tokens: &[u32]) -> HashMap<u32, usize> {
    let mut places: HashMap<u32, Option<usize>> = HashMap::new();
    for (at, token) in tokens.iter().enumerate() {
        places.entry(*token).and_modify(|place| *place = None).or_insert(Some(at));
    }
    places.into_iter().filter_map(|(token, place)| Some((token, place?))).collect()
}

/// The longest run of pairs whose second numbers ascend (patience sorting).
fn longest_ascending(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let (mut piles, mut before): (Vec<usize>, Vec<Option<usize>>) =
        (Vec::new(), Vec::with_capacity(pairs.len()));
    for (at, pair) in pairs.iter().enumerate() {
        let pile = piles.partition_point(|top| pairs[*top].1 < pair.1);
        before.push(pile.checked_sub(1).map(|left| piles[left]));
        if pile == piles.len() {
            piles.push(at);
        } else {
            piles[pile] = at;
        }
    }
    let mut run = Vec::with_capacity(piles.len());
    let mut next = piles.last().copied();
    while let Some(at) = next {
        run.push(pairs[at]);
        next = before[at];
    }
    run.reverse();
    run
}

#[cfg(test)]
mod tests;
