//! What a provider says of a purchase, and what follows from it. Providers say things twice, late and in any order; so what
//! follows depends on what is known already, and this is the one table of it.

use crate::Price;

/// What a provider says of one purchase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct News {
    /// The purchase, by the random id that the provider was given.
    pub purchase: String,
    /// What happened.
    pub what: What,
}

/// What can happen to a purchase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// This much has come and will not go away by itself.
    Paid(Price),
    /// A sum came that is no price at all: nothing, or too much.
    PaidOddly,
    /// Money is on its way: a bank's debit, a transaction with too few confirmations.
    UnderWay,
    /// What was on its way did not come, or what seemed to have come is worth nothing.
    Failed,
    /// Time is over, and nothing came.
    Expired,
    /// Time is over, and something came that is too little or too late. People must look at it.
    ExpiredWithMoney,
    /// All of it was given back.
    Refunded,
    /// A part of it was given back.
    PartlyRefunded,
}

/// What is known of a purchase.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// Nothing has come.
    Waiting,
    /// Money is on its way; remembered as long as a paid one.
    UnderWay,
    /// Paid, and the code credited.
    Paid,
    /// Given back. Never credited again.
    Refunded,
}

impl State {
    const ALL: [State; 4] = [State::Waiting, State::UnderWay, State::Paid, State::Refunded];

    /// Its name in the table.
    pub fn as_str(self) -> &'static str {
        match self {
            State::Waiting => "waiting",
            State::UnderWay => "under_way",
            State::Paid => "paid",
            State::Refunded => "refunded",
        }
    }

    /// The state of that name.
    pub fn named(name: &str) -> Option<State> {
        State::ALL.into_iter().find(|state| state.as_str() == name)
    }
}

/// What is to be done, in the one transaction that also writes the new state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Credit the code; the purchase is paid.
    Credit,
    /// Take the months back; the purchase is refunded.
    TakeBack,
    /// Write this state, nothing else.
    Become(State),
    /// Known already, or of no consequence.
    Nothing,
    /// Change nothing, and let the newsroom know.
    Remark(Remark),
}

/// What the newsroom is told, without a name: the provider's own pages show which payment it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Remark {
    /// Another sum, or another currency.
    #[error(
        "a payment came in another amount or currency than its plan costs; it was not credited: look at the provider's \
         list of payments"
    )]
    WrongAmount,
    /// The purchase is not known, or not any more.
    #[error(
        "a payment came for a purchase that is no longer known here; it was not credited: look at the provider's list of \
         payments and give it back"
    )]
    Unknown,
    /// Paid after it was refunded.
    #[error(
        "a purchase that was given back is said to be paid again; it was not credited: look at the provider's list of \
         payments"
    )]
    PaidAfterRefund,
    /// Too little or too late.
    #[error(
        "an invoice ended with a payment that was too small or too late; it was not credited: look at the provider's list \
         of invoices"
    )]
    TooLittleOrLate,
    /// A part was given back; the months stay.
    #[error("a part of a payment was given back; its months stay")]
    PartlyRefunded,
}

/// What follows from `what` for a purchase that costs `price`.
pub fn step(state: State, price: &Price, what: &What) -> Step {
    use State::{Paid, Refunded, UnderWay, Waiting};
    match (state, what) {
        (Waiting | UnderWay, What::Paid(amount)) if amount == price => Step::Credit,
        (Waiting | UnderWay, What::Paid(_) | What::PaidOddly) => Step::Remark(Remark::WrongAmount),
        (Paid, What::Paid(_) | What::PaidOddly) => Step::Nothing,
        (Refunded, What::Paid(_) | What::PaidOddly) => Step::Remark(Remark::PaidAfterRefund),

        (Waiting, What::UnderWay) => Step::Become(UnderWay),
        (UnderWay, What::Failed | What::Expired) => Step::Become(Waiting),
        (Paid, What::Failed) => Step::TakeBack,

        (Waiting | UnderWay, What::ExpiredWithMoney) => Step::Remark(Remark::TooLittleOrLate),

        (Paid, What::Refunded) => Step::TakeBack,
        (Waiting | UnderWay, What::Refunded) => Step::Become(Refunded),
        (Paid, What::PartlyRefunded) => Step::Remark(Remark::PartlyRefunded),

        (Waiting, What::Failed | What::Expired | What::PartlyRefunded)
        | (UnderWay, What::UnderWay | What::PartlyRefunded)
        | (Paid, What::UnderWay | What::Expired | What::ExpiredWithMoney)
        | (Refunded, _) => Step::Nothing,
    }
}

/// What follows from `what` for a purchase that is not known: its row is gone, or never was.
pub fn step_unknown(what: &What) -> Step {
    match what {
        What::Paid(_) | What::PaidOddly => Step::Remark(Remark::Unknown),
        What::ExpiredWithMoney => Step::Remark(Remark::TooLittleOrLate),
        What::UnderWay | What::Failed | What::Expired | What::Refunded | What::PartlyRefunded => {
            Step::Nothing
        }
    }
}

#[cfg(test)]
mod tests;
