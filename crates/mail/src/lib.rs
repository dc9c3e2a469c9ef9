//! How we speak SMTP: an address that can say nothing else, a message that is the same for everybody but for the lines that
//! must differ, and the carrier who hands it to the agency's mail server and says what became of it.
//!
//! Mail is the one thing of a reader that this house ever holds in clear, and only in memory: an [`Address`] is wiped when it
//! is dropped and shows nothing of itself, and no outcome and no line of the log repeats what the server says, since servers
//! repeat the address.

mod address;
mod carrier;
mod outcome;
mod pace;
mod plate;
#[cfg(feature = "testing")]
pub mod testing;
mod wording;

pub use address::Address;
pub use carrier::{Carrier, Unusable};
pub use outcome::{Outcome, Stage, Trouble};
pub use pace::Pace;
pub use plate::{Plate, Seat, Unfit};
pub use wording::Wording;
