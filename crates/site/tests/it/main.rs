//! The public site over real databases: what readers get, when, and what they never get.

mod addresses;
mod byline;
mod draw;
mod kit;
mod leak;
mod pictures;
mod staleness;
