//! The till through its front door, on both databases, and the providers as stand-ins on 127.0.0.1.

mod calls;
mod codes;
mod draws;
mod forgetting;
mod issuing;
mod kit;
mod paying;
mod plans;
mod pools;
mod shop;
