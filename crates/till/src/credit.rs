//! What a code is good for: months that are paid, and months that have not begun. Plain rules.
//!
//! A purchase begins at once: made on day 1 to 14 of a month, that month is the first paid; from day 15 on the rest of
//! the month is free. Given months (gifts, sheets, pools) begin in the same way with the first draw that needs them. What
//! comes to a code that is running is put behind what it has.

use base::Time;
use passes::Epoch;

use crate::open::day;

/// Until this day a month that is begun is paid; after it the rest is free.
pub(crate) const LAST_PAID_DAY: i8 = 14;

/// What a code is good for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Credit {
    /// Months that have not begun.
    pub months: u32,
    /// The last month that is paid.
    pub paid_until: Option<Epoch>,
}

/// The months that a purchase paid for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Granted {
    /// The first.
    pub first: Epoch,
    /// How many.
    pub months: u32,
}

impl Credit {
    /// After a purchase of `months`, and the months that it paid for: the free rest of one is among them.
    pub fn bought(self, months: u32, now: Time) -> (Credit, Granted) {
        let first = self.running(now).map_or(Epoch::at(now), Epoch::next);
        let until = self.begun(months, now);
        let months = until.map_or(0, |until| distance(first, until.next()));
        (Credit { paid_until: until, ..self }, Granted { first, months })
    }

    /// After a purchase was taken back: its months that are not over go. What was bought behind it moves up.
    pub fn refunded(self, granted: Granted, now: Time) -> Credit {
        let over = distance(granted.first, Epoch::at(now)).min(granted.months);
        let left = granted.months - over;
        Credit { paid_until: self.paid_until.map(|until| earlier(until, left)), ..self }
    }

    /// After an epoch's batch is drawn; `None` if the code does not pay for it. Months that were given begin when
    /// nothing else pays.
    pub fn drawn(self, epoch: Epoch, now: Time) -> Option<Credit> {
        let is_paid = |credit: &Credit| credit.paid_until.is_some_and(|until| until >= epoch);
        if is_paid(&self) {
            return Some(self);
        }
        let begun = Credit { months: 0, paid_until: self.begun(self.months, now) };
        Some(begun).filter(|begun| self.months > 0 && is_paid(begun))
    }

    /// The last month paid if it is not over.
    fn running(self, now: Time) -> Option<Epoch> {
        self.paid_until.filter(|until| *until >= Epoch::at(now))
    }

    /// The last month paid when `months` begin now, or behind what is running.
    fn begun(self, months: u32, now: Time) -> Option<Epoch> {
        let current = Epoch::at(now);
        match (self.running(now), months) {
            (_, 0) => self.paid_until,
            (Some(until), _) => Some(later(until, months)),
            (None, _) if day(now).day() <= LAST_PAID_DAY => Some(later(current, months - 1)),
            (None, _) => Some(later(current, months)),
        }
    }
}

fn later(epoch: Epoch, months: u32) -> Epoch {
    (0..months).fold(epoch, |epoch, _| epoch.next())
}

fn earlier(epoch: Epoch, months: u32) -> Epoch {
    (0..months).fold(epoch, |epoch, _| epoch.previous())
}

/// Months from one epoch to a later one; none to an earlier one.
fn distance(from: Epoch, to: Epoch) -> u32 {
    std::iter::successors(Some(from), |epoch| Some(epoch.next())).take_while(|epoch| *epoch < to).count()
        as u32
}

#[cfg(test)]
mod tests;
