//! The gate: knows the till's public keys, the passes that are spent and the key of the week's cookie, and lets in to paid
//! bodies. It has a database, a secret and a log of its own; it never sees a code or a payment, and nothing here knows the
//! till.
//!
//! | who asks | for what |
//! |---|---|
//! | whoever hears of the till's keys | [`Gate::learn`] |
//! | a reader with a pass | [`Gate::redeem`]: the week's cookie, the same for everybody |
//! | every request with a cookie | [`Gate::admit`]: no database, no lock |
//! | the hour | [`Gate::tidy`] |
//! | the operator | [`Gate::epochs`], [`Gate::complaints`] |
//!
//! What a reader can act on is a [`Refusal`] with a sentence; what is broken is a [`GateError`]. So redeeming answers a
//! result within a result. Time and chance are arguments.

mod key;
mod open;
mod redeem;
mod secret;
mod spent;
mod tidy;
mod week;

pub use key::Learned;
pub use open::{Gate, GateError, MIGRATIONS};
pub use redeem::{Refusal, WeekCookie};
pub use week::Admitted;
