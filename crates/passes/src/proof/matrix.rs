//! The blindness matrix: all that the till has (its private key, every request and answer, whose they are) laid beside all
//! that the gate has (every pass). For issuance i and pass j there is a blinding factor with which i would have become
//! j: r = (z_i / m_j)^d, where z_i is the blinded message and m_j the encoding that the pass signs. If for every pair that
//! factor makes i into j, and looks like a random number, then the transcript fits everybody alike and says nothing of
//! who redeemed what.
//!
//! Two ways to cheat are caught: a key for each reader (only the true pairs are consistent), and factors that are not
//! random over the whole range (those of the true pairs are too short).

use rand_core::CryptoRng;

use crate::blind::{rsabssa, verify};
use crate::challenge::ChallengeDigest;
use crate::key::PrivateKey;
use crate::token::{Token, TokenRequest, TokenResponse};

/// A factor that is this much shorter than the modulus is no accident: of random ones, one in 2^64 is.
const TELLTALE_BITS: u32 = 64;

/// One issuance as the till saw it.
pub struct Issuance<'a> {
    /// The key that signed it.
    pub key: &'a PrivateKey,
    /// The blinded message, z.
    pub request: TokenRequest,
    /// Its signature, bs.
    pub response: TokenResponse,
}

/// How an issuance and a pass go together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fit {
    /// A factor that looks random makes one into the other.
    Consistent,
    /// A factor makes one into the other, but it is too short to be random.
    Telltale,
    /// No factor does.
    Impossible,
}

/// The matrix, counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matrix {
    /// Pairs looked at.
    pub pairs: usize,
    /// Pairs that are [`Fit::Consistent`].
    pub consistent: usize,
    /// Pairs that are [`Fit::Telltale`].
    pub telltale: usize,
    /// Of all passes, the smallest number of issuances that it may have come of without a telltale.
    pub smallest_crowd: usize,
}

impl Matrix {
    /// Whether the transcript says nothing: every pair is consistent.
    pub fn is_blind(&self) -> bool {
        self.consistent == self.pairs
    }
}

/// Lays every issuance beside every pass. Takes a private operation a pair.
pub fn matrix(
    issuances: &[Issuance<'_>],
    passes: &[Token],
    challenge: ChallengeDigest,
    rng: &mut impl CryptoRng,
) -> Matrix {
    let mut matrix = Matrix { pairs: 0, consistent: 0, telltale: 0, smallest_crowd: issuances.len() };
    for pass in passes {
        let fits: Vec<Fit> = issuances.iter().map(|issuance| fit(issuance, pass, challenge, rng)).collect();
        let count = |wanted| fits.iter().filter(|fit| **fit == wanted).count();
        matrix.pairs += fits.len();
        matrix.consistent += count(Fit::Consistent);
        matrix.telltale += count(Fit::Telltale);
        matrix.smallest_crowd = matrix.smallest_crowd.min(count(Fit::Consistent));
    }
    matrix
}

/// How one issuance and one pass go together.
pub fn fit(
    issuance: &Issuance<'_>,
    pass: &Token,
    challenge: ChallengeDigest,
    rng: &mut impl CryptoRng,
) -> Fit {
    if verify(issuance.key.public(), challenge, pass).is_err() {
        return Fit::Impossible;
    }
    match factor_width(issuance, pass, rng) {
        Some(width) if width + TELLTALE_BITS > issuance.key.public().modulus().bits() => Fit::Consistent,
        Some(_) => Fit::Telltale,
        None => Fit::Impossible,
    }
}

/// The width in bits of the factor r = (z / m)^d, if bs / r is the pass's signature.
fn factor_width(issuance: &Issuance<'_>, pass: &Token, rng: &mut impl CryptoRng) -> Option<u32> {
    let modulus = issuance.key.public().modulus();
    let signature = modulus.residue(&pass.authenticator)?;
    let quotient =
        modulus.residue(&issuance.request.blinded_message)?.times(&signature.to_the_e().inverse()?);
    let factor = modulus.residue(&rsabssa::blind_sign(issuance.key.rsa(), &quotient, rng).ok()?)?;
    let blind_signature = modulus.residue(&issuance.response.blind_signature)?;
    let made = blind_signature.times(&factor.inverse()?);
    (made.bytes() == pass.authenticator).then(|| factor.width())
}

#[cfg(test)]
mod tests;
