//! The gate over real databases: who gets in, once, and what is left of it.

mod crowd;
mod forgetting;
mod keys;
mod kit;
mod redeeming;
