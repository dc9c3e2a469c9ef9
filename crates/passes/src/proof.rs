//! What can be proved about the protocol by running it: that a transcript fits everybody ([`matrix`]), and that times
//! tell nothing ([`month`]). The drills in `drill/passes` run these in full, the tests in a small size.

pub mod matrix;
pub mod month;
