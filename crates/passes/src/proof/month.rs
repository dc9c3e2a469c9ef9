//! The simulated month: whether times give readers away. An adversary knows, to the second, when each reader drew a
//! batch (the till knows who) and when each pass was redeemed (the gate does not), and guesses for each reader's first
//! pass of the month whose it is.
//!
//! The readers: each has an hour of the day and days on which they read, within an hour and a half of it; some daily, some
//! twice a week. The adversary tries four ways of guessing and keeps the best.

use rand_core::CryptoRng;

const HOUR: f64 = 3_600.0;
const DAY: f64 = 24.0 * HOUR;
/// The month begins at second 0; the week before it, in which batches are drawn ahead, is below.
const WEEK_BEFORE: f64 = -7.0 * DAY;

/// When a reader's batch is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drawing {
    /// When a page first asks for a pass; the pass is redeemed as soon as it is there, 2 to 8 seconds later.
    OnDemand,
    /// At a random moment of the week before the month: what the protocol asks of wallets.
    Ahead,
    /// At the first visit after a random moment of so many days before, because nothing can draw while no page is open;
    /// by who does not come any more before the month begins, on demand.
    AheadWhenVisiting {
        /// Days before the month of which the moment is chosen.
        days: u8,
    },
}

/// How the adversary guesses who redeemed a pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guess {
    /// Who drew last before it.
    Latest,
    /// Whose draw is as early among draws as the redemption is among redemptions.
    Rank,
    /// Who drew at the nearest time of day.
    TimeOfDay,
    /// Anybody, always the same one: what is right once in N by chance.
    Anybody,
}

/// All ways of guessing.
pub const GUESSES: [Guess; 4] = [Guess::Latest, Guess::Rank, Guess::TimeOfDay, Guess::Anybody];

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

/// One reader's month: when the batch was drawn, when the first pass was redeemed; seconds from the month's beginning.
#[derive(Clone, Copy)]
struct Trace {
    drawn: f64,
    redeemed: f64,
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
        let traces: Vec<Trace> = (0..readers).map(|_| trace(drawing, rng)).collect();
        for hits in &mut hits {
            hits.right += right_guesses(&traces, hits.guess);
            hits.of += readers as u64;
        }
    }
    hits
}

/// The best way of guessing.
pub fn best(hits: &[Hits]) -> Hits {
    *hits.iter().max_by_key(|hits| hits.right).expect("there is a way of guessing")
}

fn trace(drawing: Drawing, rng: &mut impl CryptoRng) -> Trace {
    let hour = 6.0 + 17.0 * share(rng);
    let often = 0.25 + 0.75 * share(rng);
    let asked = next_visit(0.0, hour, often, rng);
    let on_demand = Trace { drawn: asked, redeemed: asked + 2.0 + 6.0 * share(rng) };
    match drawing {
        Drawing::OnDemand => on_demand,
        Drawing::Ahead => Trace { drawn: WEEK_BEFORE * share(rng), redeemed: asked },
        Drawing::AheadWhenVisiting { days } => {
            match next_visit(-f64::from(days) * DAY * share(rng), hour, often, rng) {
                visit if visit < 0.0 => Trace { drawn: visit, redeemed: asked },
                _ => on_demand,
            }
        }
    }
}

/// The first visit from a moment on of somebody who comes on a day with the chance `often`, at about `hour`.
fn next_visit(from: f64, hour: f64, often: f64, rng: &mut impl CryptoRng) -> f64 {
    let mut day = (from / DAY).floor();
    loop {
        let visit = day * DAY + (hour + 3.0 * share(rng) - 1.5) * HOUR;
        if visit >= from && share(rng) < often {
            return visit;
        }
        day += 1.0;
    }
}

/// A random number from 0 to 1, to the last of 53 bits.
fn share(rng: &mut impl CryptoRng) -> f64 {
    (rng.next_u64() >> 11) as f64 / (1u64 << 53) as f64
}

fn right_guesses(traces: &[Trace], guess: Guess) -> u64 {
    match guess {
        Guess::Latest => by_nearest(traces, |trace| trace.drawn, |trace| trace.redeemed, |_, _| true),
        Guess::Rank => by_rank(traces),
        Guess::TimeOfDay => by_nearest(
            traces,
            |trace| trace.drawn.rem_euclid(DAY),
            |trace| trace.redeemed.rem_euclid(DAY),
            |below, above| below <= above,
        ),
        Guess::Anybody => 1,
    }
}

/// For each redemption the draw just below it on a scale, or the one just above if `is_below` prefers it, given both
/// distances. Counts how many are the reader's own.
fn by_nearest(
    traces: &[Trace],
    drawn: impl Fn(&Trace) -> f64,
    redeemed: impl Fn(&Trace) -> f64,
    is_below: impl Fn(f64, f64) -> bool,
) -> u64 {
    let mut order: Vec<(f64, usize)> = traces.iter().map(&drawn).zip(0..).collect();
    order.sort_by(|a, b| a.0.total_cmp(&b.0));
    let is_own = |(reader, trace): &(usize, &Trace)| {
        let at = redeemed(trace);
        let above = order.partition_point(|(drawn, _)| *drawn <= at);
        let chosen = match (above.checked_sub(1).map(|below| order[below]), order.get(above)) {
            (Some(below), Some(next)) if !is_below(at - below.0, next.0 - at) => next.1,
            (Some(below), _) => below.1,
            (None, Some(next)) => next.1,
            (None, None) => return false,
        };
        chosen == *reader
    };
    traces.iter().enumerate().filter(is_own).count() as u64
}

fn by_rank(traces: &[Trace]) -> u64 {
    let order = |time: fn(&Trace) -> f64| {
        let mut readers: Vec<usize> = (0..traces.len()).collect();
        readers.sort_by(|a, b| time(&traces[*a]).total_cmp(&time(&traces[*b])));
        readers
    };
    let (drawn, redeemed) = (order(|trace| trace.drawn), order(|trace| trace.redeemed));
    drawn.iter().zip(&redeemed).filter(|(a, b)| a == b).count() as u64
}

#[cfg(test)]
mod tests;
