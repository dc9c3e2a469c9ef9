//! The reader code: what a reader has instead of an account. 128 random bits in Crockford's base 32, seven groups of four
//! signs, the last two of which are a checksum: it is bought, given, printed, dictated and typed.
//!
//! The checksum is a Reed-Solomon code over the 32 signs: any two wrong signs are noticed, and so any single one and any
//! two that have changed places, neighbours or not. It is used to notice only: a code that is nearly right is wrong, and
//! nothing is suggested.

use std::fmt;
use std::str::FromStr;

use zeroize::{Zeroize, ZeroizeOnDrop};

use crate::digest::mac;

mod sign;

/// Signs of a code, the two of the checksum included.
pub const SIGNS: usize = 28;
const GROUP: usize = 4;
/// Signs that carry the 128 bits; the first has two of its five bits to spare, which are zero.
const DATA: usize = 26;

/// A reader code. Forgotten when dropped; says nothing when printed for debugging.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct ReaderCode([u8; 16]);

/// Why what was typed is not a code. No variant repeats what was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CodeError {
    /// Nothing was typed.
    #[error("no code was entered")]
    Empty,
    /// Something that no code has: a letter that looks like none of its signs.
    #[error("sign {place} is one that no code has")]
    Sign {
        /// Which sign, from 1; spaces and dashes do not count.
        place: usize,
    },
    /// Too few signs, or too many.
    #[error("a code has 28 signs; these are {given}")]
    Length {
        /// How many there are.
        given: usize,
    },
    /// The checksum says that something is mistyped.
    #[error("a sign is mistyped, or two have changed places")]
    Checksum,
}

impl ReaderCode {
    /// The code of 128 random bits.
    pub fn from_bytes(bytes: [u8; 16]) -> ReaderCode {
        ReaderCode(bytes)
    }

    /// Its 128 bits.
    pub fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }

    /// What the till keeps of it: HMAC-SHA-256 with a key that is not in its database.
    pub fn keyed_hash(&self, key: &[u8; 32]) -> [u8; 32] {
        mac(key, &[b"vestka reader code 1", &self.0])
    }

    /// Reads a code as people type it: in any case, with spaces and dashes of any kind anywhere, O for 0, I and L for 1,
    /// and Cyrillic letters for the Latin ones that they look like.
    ///
    /// # Errors
    /// What is wrong, in the order in which it helps: a sign that no code has, their number, the checksum.
    pub fn parse(typed: &str) -> Result<ReaderCode, CodeError> {
        let mut signs = [0; SIGNS];
        let mut given = 0;
        for c in typed.chars().filter(|c| !sign::is_between(*c)) {
            let value = sign::value(c).ok_or(CodeError::Sign { place: given + 1 })?;
            if let Some(sign) = signs.get_mut(given) {
                *sign = value;
            }
            given += 1;
        }
        let code = match given {
            0 => Err(CodeError::Empty),
            SIGNS => decode(&signs).ok_or(CodeError::Checksum),
            given => Err(CodeError::Length { given }),
        };
        signs.zeroize();
        code
    }

    fn signs(&self) -> [u8; SIGNS] {
        let mut signs = [0; SIGNS];
        let mut bits = u128::from_be_bytes(self.0);
        for sign in signs[..DATA].iter_mut().rev() {
            *sign = (bits & 31) as u8;
            bits >>= 5;
        }
        let check = sign::checksum(&signs[..DATA]);
        signs[DATA..].copy_from_slice(&check);
        signs
    }
}

fn decode(signs: &[u8; SIGNS]) -> Option<ReaderCode> {
    let is_right = signs[0] < 8 && sign::checksum(&signs[..DATA]) == signs[DATA..];
    let bits = signs[..DATA].iter().fold(0u128, |bits, sign| bits << 5 | u128::from(*sign));
    is_right.then(|| ReaderCode(bits.to_be_bytes()))
}

/// Seven groups of four: `0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV`.
impl fmt::Display for ReaderCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, group) in self.signs().chunks(GROUP).enumerate() {
            f.write_str(if place == 0 { "" } else { "-" })?;
            group.iter().try_for_each(|sign| write!(f, "{}", sign::letter(*sign)))?;
        }
        Ok(())
    }
}

impl FromStr for ReaderCode {
    type Err = CodeError;

    fn from_str(text: &str) -> Result<ReaderCode, CodeError> {
        ReaderCode::parse(text)
    }
}

impl fmt::Debug for ReaderCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ReaderCode(..)")
    }
}

#[cfg(test)]
mod tests;
