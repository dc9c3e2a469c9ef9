//! The simulated month: whether times give readers away. An adversary knows, to the second, when each reader drew a
//! batch (the till knows who) and when each pass was redeemed (the gate does not), and guesses for each reader's first
//! pass of the month whose it is.
//!
//! [`reader`] is how readers come and when their passes are drawn, [`guess`] is how the adversary guesses; of the ways
//! to guess the best counts.

use rand_core::CryptoRng;

mod guess;
mod reader;

pub use guess::{GUESSES, Guess};
pub use reader::Drawing;

/// How often a way of guessing was right.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hits {
    /// The way of guessing.
    pub guess: Guess,
    /// Right guesses.
    pub right: u64,
    /// All guesses.
    pub of: u64,
}

impl Hits {
    /// The share of right guesses.
    pub fn share(&self) -> f64 {
        self.right as f64 / self.of as f64
    }

    /// How many times better than one in `readers` it is.
    pub fn against_chance(&self, readers: usize) -> f64 {
        self.share() * readers as f64
    }
}

/// Plays `months` months with so many readers; for each way of guessing, how often it was right.
pub fn play(
    readers: usize,
    months: usize,
    drawing: Drawing,
    rng: &mut impl CryptoRng,
) -> [Hits; GUESSES.len()] {
    let mut hits = GUESSES.map(|guess| Hits { guess, right: 0, of: 0 });
    for _ in 0..months {
        let traces: Vec<reader::Trace> = (0..readers).map(|_| reader::trace(drawing, rng)).collect();
        for hits in &mut hits {
            hits.right += guess::right_guesses(&traces, hits.guess);
            hits.of += readers as u64;
        }
    }
    hits
}

/// The best way of guessing.
pub fn best(hits: &[Hits]) -> Hits {
    *hits.iter().max_by_key(|hits| hits.right).expect("there is a way of guessing")
}

#[cfg(test)]
mod tests;
