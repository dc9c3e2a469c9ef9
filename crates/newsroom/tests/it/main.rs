//! The desk through its front door, on both databases.

mod clients;
mod deliveries;
mod guard;
mod hostile;
mod invites;
mod kill;
mod kit;
mod life;
mod list;
mod mended;
mod names;
mod newsletters;
mod own_page;
mod people;
mod pictures;
mod plus;
mod plus_money;
mod programs;
mod samples;
mod sign_in;
mod staff;
mod statistics;
mod story;
