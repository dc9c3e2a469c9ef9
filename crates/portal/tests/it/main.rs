//! The portal through its front door, on both databases.

mod api;
#[path = "../../../distribution/tests/it/hub.rs"]
#[expect(dead_code, reason = "of the hub the receiver needs what reads a request")]
mod hub;
mod kill_drill;
mod kit;
mod leak;
mod pages;
mod people;
#[path = "../../../distribution/tests/it/receiver.rs"]
#[expect(dead_code, reason = "it can do more than is asked of it here")]
mod receiver;
mod table;
