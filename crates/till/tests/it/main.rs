//! The till from outside, and the providers as stand-ins on 127.0.0.1.

mod calls;
mod paying;
mod shop;
