//! The readers: each has an hour of the day and days on which they read, within an hour and a half of it; some daily, some
//! twice a week. The month begins at second 0, what is before it is below.

use rand_core::CryptoRng;

pub(super) const HOUR: f64 = 3_600.0;
pub(super) const DAY: f64 = 24.0 * HOUR;
/// Nothing is drawn so soon after a pass was redeemed on the same device.
const APART: f64 = 12.0 * HOUR;
/// Draws of one reader that the till has seen: this month's and those of the eleven before.
const DRAWS: usize = 12;
/// The weeks of the month before begin so many days before this one; with its first visit in each a reader redeems.
const WEEKS_BEFORE: [f64; 5] = [-30.0, -23.0, -16.0, -9.0, -2.0];

/// When a reader's batch is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drawing {
    /// When a page first asks for a pass; the pass is redeemed as soon as it is there, 2 to 8 seconds later.
    OnDemand,
    /// At a random moment of the 28 days before the month: what nothing but a program that always runs can do.
    Ahead,
    /// At the first visit after a random moment, because nothing can draw while no page is open; not on a visit that
    /// redeems a pass.
    Visiting {
        /// The moment is so many days before the month at most,
        from_days: u8,
        /// and so many at least.
        to_days: u8,
        /// Who does not come any more before the month begins draws on the first visit in it; true if they then wait for
        /// the next one to redeem, false if they read at once.
        waits: bool,
    },
    /// On the visit to the till's own pages on which it was paid for, on one of the 28 days before.
    WithPurchase {
        /// True if they pay at the hour at which they read, false if at any waking hour.
        at_their_hour: bool,
    },
}

/// One reader's month: when the batch was drawn, when the first pass was redeemed; seconds from the month's beginning.
#[derive(Clone, Copy)]
pub(super) struct Trace {
    pub drawn: f64,
    pub redeemed: f64,
    /// The mean time of day of all draws that the till has seen of this reader, in seconds from the day's quietest hour.
    pub habit: f64,
}

/// How a reader comes: on a day with the chance `often`, at about `hour`.
struct Reader {
    hour: f64,
    often: f64,
}

/// Seconds since the hour at which fewest read, four in the morning.
pub(super) fn time_of_day(at: f64) -> f64 {
    (at - 4.0 * HOUR).rem_euclid(DAY)
}

pub(super) fn trace(drawing: Drawing, rng: &mut impl CryptoRng) -> Trace {
    let reader = Reader { hour: 6.0 + 17.0 * share(rng), often: 0.25 + 0.75 * share(rng) };
    let asked = reader.next_visit(0.0, rng);
    let (drawn, redeemed) = match drawing {
        Drawing::OnDemand => at_once(asked, rng),
        Drawing::Ahead => (-28.0 * DAY * share(rng), asked),
        Drawing::WithPurchase { at_their_hour: true } => {
            (reader.visit_on(-(28.0 * share(rng)).ceil(), rng), asked)
        }
        Drawing::WithPurchase { at_their_hour: false } => (waking_moment(rng), asked),
        Drawing::Visiting { from_days, to_days, waits } => {
            let span = f64::from(from_days) - f64::from(to_days);
            let moment = -(f64::from(to_days) + span * share(rng)) * DAY;
            match reader.quiet_visit(moment, rng) {
                Some(visit) => (visit, asked),
                None if waits => (asked, reader.next_visit(asked + APART, rng)),
                None => at_once(asked, rng),
            }
        }
    };
    let others = (1..DRAWS).map(|_| match drawing {
        Drawing::Ahead => time_of_day(DAY * share(rng)),
        Drawing::WithPurchase { at_their_hour: false } => time_of_day(waking_moment(rng)),
        Drawing::OnDemand | Drawing::Visiting { .. } | Drawing::WithPurchase { at_their_hour: true } => {
            time_of_day(reader.visit_on(0.0, rng))
        }
    });
    let habit = (time_of_day(drawn) + others.sum::<f64>()) / DRAWS as f64;
    Trace { drawn, redeemed, habit }
}

impl Reader {
    fn visit_on(&self, day: f64, rng: &mut impl CryptoRng) -> f64 {
        day * DAY + (self.hour + 3.0 * share(rng) - 1.5) * HOUR
    }

    /// The first visit from a moment on.
    fn next_visit(&self, from: f64, rng: &mut impl CryptoRng) -> f64 {
        let mut day = (from / DAY).floor();
        loop {
            let visit = self.visit_on(day, rng);
            if visit >= from && share(rng) < self.often {
                return visit;
            }
            day += 1.0;
        }
    }

    /// The first visit from a moment on, before the month begins, that redeems nothing.
    fn quiet_visit(&self, moment: f64, rng: &mut impl CryptoRng) -> Option<f64> {
        // Whether the moment's own week has been redeemed already depends on the days before it.
        let begun = WEEKS_BEFORE.iter().rposition(|begin| begin * DAY <= moment)?;
        let days_before = (moment / DAY - WEEKS_BEFORE[begun]).floor() as i32;
        let mut redeemed = (share(rng) >= (1.0 - self.often).powi(days_before)).then_some(begun);
        let mut from = moment;
        loop {
            let visit = self.next_visit(from, rng);
            if visit >= 0.0 {
                return None;
            }
            let week = WEEKS_BEFORE.iter().rposition(|begin| begin * DAY <= visit);
            if redeemed == week {
                return Some(visit);
            }
            redeemed = week;
            from = visit + APART;
        }
    }
}

fn at_once(asked: f64, rng: &mut impl CryptoRng) -> (f64, f64) {
    (asked, asked + 2.0 + 6.0 * share(rng))
}

/// A moment of the 28 days before, at an hour at which somebody may be awake.
fn waking_moment(rng: &mut impl CryptoRng) -> f64 {
    -(28.0 * share(rng)).ceil() * DAY + (4.5 + 20.0 * share(rng)) * HOUR
}

/// A random number from 0 to 1, to the last of 53 bits.
fn share(rng: &mut impl CryptoRng) -> f64 {
    (rng.next_u64() >> 11) as f64 / (1u64 << 53) as f64
}
