//! The binary from outside.

#[path = "../../../distribution/tests/it/bot/mod.rs"]
#[allow(dead_code, reason = "the fakes are shared with distribution's tests, which ask them more")]
mod bot;
mod crash;
#[path = "../../../distribution/tests/it/hub.rs"]
#[allow(dead_code, reason = "the fakes are shared with distribution's tests, which ask them more")]
mod hub;
#[path = "../../../distribution/tests/it/receiver.rs"]
#[allow(dead_code, reason = "the fakes are shared with distribution's tests, which ask them more")]
mod receiver;
