//! The desk through its front door, on both databases.

mod guard;
mod kit;
mod life;
mod list;
mod hostile;
mod pictures;
mod samples;
mod story;
mod deliveries;
mod names;
