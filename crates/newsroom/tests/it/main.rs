//! The desk through its front door, on both databases.

mod guard;
mod kit;
mod hostile;
mod pictures;
mod samples;
mod story;
mod deliveries;
mod names;
