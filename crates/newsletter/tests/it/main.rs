//! Newsletters over real databases and a real, if unfriendly, SMTP server.

mod digest;
mod kit;
mod readers;
mod sealed;
mod sending;
