//! The portal through its front door, on both databases.

mod api;
mod kit;
mod leak;
mod pages;
mod people;
mod table;
