//! Is this file one that our own encoders wrote? Only then may it keep its bytes, and with them its id.
//!
//! Nothing is taken on trust: a file that merely looks like ours, with something tucked in after the last pixel,
//! between two chunks or in an unused table, is not ours and is encoded anew like any other.

mod jpeg;
mod png;
mod scan;

pub(crate) use jpeg::is_our_jpeg;
pub(crate) use png::is_our_png;

#[cfg(test)]
mod tests;
