//! Newsletters: digests of the day and the week and alerts, by any SMTP server, to readers whom this house does not know.
//!
//! A reader's address is in memory while they sign up and while a copy is handed over; on disk it is sealed ([`seal`]) to a
//! key that is on no disk of ours. Who takes the machine finds how many subscribe to what, and nothing else. What a copy says
//! is the same for everybody ([`mail::Plate`]), is made from what everybody may read at that moment ([`compose`]), and goes to
//! everybody once at most ([`hand`]).

pub mod compose;
pub mod draft;
mod hand;
pub mod issue;
mod list;
mod press;
pub mod seal;
pub mod subscription;

pub use issue::{Issue, Kind, State};
pub use list::List;
pub use press::{Begun, CONFIRM_WITHIN_DAYS, Press, SignedUp};
pub use seal::{PrivateKey, PublicKey};
