//! The desk through its front door, on both databases.

mod guard;
mod kit;
