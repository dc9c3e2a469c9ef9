//! How much of their words two blocks share.

use std::collections::HashMap;

use crate::body::Block;

/// The words of a block that count: the first ones say which block it is.
const COUNTED: usize = 200;

/// A block's first words.
pub(super) struct Words {
    counts: HashMap<String, usize>,
    all: usize,
}

impl Words {
    pub(super) fn of(block: &Block) -> Words {
        let mut words = Words { counts: HashMap::new(), all: 0 };
        let texts = block.texts();
        for word in texts.iter().flat_map(|text| text.split_whitespace()).take(COUNTED) {
            *words.counts.entry(word.to_owned()).or_default() += 1;
            words.all += 1;
        }
        words
    }

    /// In hundredths. Blocks without words are alike.
    pub(super) fn likeness(&self, other: &Words) -> usize {
        let all = self.all + other.all;
        if all == 0 {
            return 100;
        }
        let (few, many) = if self.counts.len() < other.counts.len() { (self, other) } else { (other, self) };
        let in_both = |(word, count): (&String, &usize)| many.counts.get(word).map_or(0, |n| *n.min(count));
        let shared: usize = few.counts.iter().map(in_both).sum();
        shared * 200 / all
    }
}
