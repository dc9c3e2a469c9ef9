//! The pass protocol of the paid tier: how a payer gets passes that the till has signed without seeing them, and how
//! the gate checks one without learning whose it is.
//!
//! Privacy Pass tokens of type 0x0002 (RFC 9578, blind RSA of RFC 9474), drawn in batches, one key an epoch, derived from
//! twelve words so that a reinstall locks nobody out. Pure functions: no clock, no dice, no database. Moments are
//! arguments; so is chance, as bytes or as a [`rand_core::CryptoRng`] (see [`chance`]).
//!
//! | who | does what with what |
//! |---|---|
//! | reader | [`Wallet`] -> [`batch::prepare`] -> request; answer -> [`batch::Pending::finish`] -> passes ([`Token`]) |
//! | till | [`ReaderCode`]; [`PrivateKey`], [`batch::sign`]; [`Directory`] |
//! | gate | [`verify`] with the epoch's [`PublicKey`], [`Epoch::accepted_at`], [`cookie`] |

pub mod batch;
pub mod blind;
pub mod challenge;
pub mod chance;
pub mod code;
pub mod cookie;
pub mod directory;
pub mod epoch;
pub mod key;
pub mod proof;
pub mod text;
pub mod token;
pub mod wallet;

mod digest;
mod pss;
mod residue;
#[cfg(test)]
mod testing;

pub use batch::{Batch, SignedBatch};
pub use blind::verify;
pub use challenge::{ChallengeDigest, TokenChallenge};
pub use code::ReaderCode;
pub use directory::Directory;
pub use epoch::{Epoch, Week};
pub use key::{KeyId, PrivateKey, PublicKey};
pub use token::{Token, TokenInput, TokenRequest, TokenResponse};
pub use wallet::Wallet;
