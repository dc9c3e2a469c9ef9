//! The public site over real databases: what readers get, when, and what they never get.

mod addresses;
mod byline;
mod draw;
mod entering;
mod kit;
mod leak;
mod leak_to_the_unpaid;
mod pictures;
mod plus;
mod signed;
mod staleness;
