//! The life of a story: draft, in edit, ready, scheduled, published, corrected, killed.
//!
//! Each verb is a file. Each change is a row of `story_state` with an author and a time; each decides what it may do
//! under the edition's turn, so that two desks, two nodes or two deliveries of a letter cannot both do it.

mod correct;
mod kill;
mod move_to;
mod publish;
pub(crate) mod schedule;
mod take_back;

pub use correct::{Corrected, correct};
pub use kill::{Killed, kill};
pub use move_to::{Moved, move_to};
pub use publish::{Published, Refusal, publish};
pub use schedule::{Due, PUBLISH_SCHEDULED, Scheduled, publish_due, schedule, unschedule};
pub use take_back::{TAKEN_BACK, TakenBack, UNDO_MS, take_back};
