//! Drills: what the project claims, tried on a real server.
//!
//! The seizure drill: what somebody finds who takes the server away. A real server is started over a fresh data folder and
//! lives through a month of use, in which everything that a reader can bring along is a *canary*: made up for this drill,
//! unlike anything else, and remembered. Then every byte that the server left behind is searched for every canary in every
//! writing ([`needle`]). What is found is a bug.
//!
//! | file | what |
//! |---|---|
//! | [`canary`] | what is planted, made from a seed |
//! | [`needle`] | the ways in which a canary may be written |
//! | [`search`], [`unpack`] | the searcher, and what it finds packed |
//! | [`trawl`], [`dump`] | everything that was left behind |
//! | [`child`], [`http`] | the server under drill, and those who talk to it |
//! | [`month`] | the script |
//! | [`seizure`] | the whole drill |
//! | [`report`] | its page |
//! | [`seized`] | what an adversary makes of both databases |
//! | [`blindness`] | the matrix: every draw beside every pass |
//! | [`spending`] | many who show the same passes at once |
//!
//! Nothing here is used by the server: the command `vestka drill` alone calls it.

pub mod blindness;
pub mod canary;
pub mod child;
pub mod dump;
pub mod http;
pub mod month;
pub mod needle;
pub mod report;
pub mod search;
pub mod seized;
pub mod seizure;
pub mod spending;
pub mod trawl;
pub mod unpack;
