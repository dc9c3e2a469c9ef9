//! Issuance and checking of one token of type 0x0002 (RFC 9578, section 6) with RSABSSA-SHA384-PSS-Deterministic
//! (RFC 9474): the reader blinds, the till signs, the reader finalizes, the gate verifies.
//!
//! Nothing here throws dice for the reader: nonce, salt and blinding factor come in as [`Secrets`], which the wallet
//! derives, so that the same words always give the same request.

pub(crate) mod rsabssa;

use rand_core::CryptoRng;
use ring::signature::{RSA_PSS_2048_8192_SHA384, RsaPublicKeyComponents};
use zeroize::{Zeroize, ZeroizeOnDrop};

use crate::challenge::ChallengeDigest;
use crate::key::{PrivateKey, PublicKey};
use crate::pss::HASH_LENGTH;
use crate::residue::Residue;
use crate::token::{Token, TokenInput, TokenRequest, TokenResponse};

/// Bytes of which the blinding factor is made: 128 bits more than the modulus has, so that the remainder is uniform but
/// for a part in 2^128.
pub const BLIND_BYTES: usize = 272;

/// What only the reader knows of a token. Uniformly random, or derived so that it looks it; never used twice.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct Secrets {
    /// The token's nonce.
    pub nonce: [u8; 32],
    /// The salt of the signature's encoding.
    pub salt: [u8; HASH_LENGTH],
    /// A number whose remainder by the modulus is the blinding factor r.
    pub blind: [u8; BLIND_BYTES],
}

/// What the reader keeps from request to response.
pub struct Pending {
    input: TokenInput,
    inverse: Residue,
}

/// Why a step of issuance came to nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BlindError {
    /// The request's truncated key id is another key's (RFC 9578, section 6.2).
    #[error("the request is meant for another key")]
    Key,
    /// The number is not less than the modulus.
    #[error("the blinded message is not a number modulo the key")]
    Range,
    /// The blinding factor has no inverse. Chance does not bring this about.
    #[error("the blinding factor has no inverse")]
    Blind,
    /// The private operation gave a wrong result: the key is damaged or the machine is.
    #[error("the signature could not be made")]
    Signing,
    /// What the till answered does not become a valid signature: another key, or damage on the way.
    #[error("the till's answer does not become a valid pass")]
    Signature,
}

/// Why a token is not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Signed by another key.
    #[error("the pass belongs to another key")]
    Key,
    /// Made for another challenge.
    #[error("the pass belongs to another challenge")]
    Challenge,
    /// The signature is not valid.
    #[error("the pass is not signed by the till")]
    Signature,
}

/// Makes the request for a token (RFC 9578, section 6.1).
///
/// # Errors
/// [`BlindError::Blind`], which chance does not bring about.
pub fn blind(
    key: &PublicKey,
    challenge: ChallengeDigest,
    secrets: &Secrets,
) -> Result<(TokenRequest, Pending), BlindError> {
    let input = TokenInput { nonce: secrets.nonce, challenge_digest: challenge, key_id: key.id() };
    let factor = key.modulus().reduce(&secrets.blind);
    let (message, inverse) = rsabssa::blind(key.modulus(), &input.to_bytes(), &secrets.salt, &factor)?;
    let blinded_message = message.try_into().expect("a message is as long as the modulus");
    Ok((TokenRequest { truncated_key_id: key.id().truncated(), blinded_message }, Pending { input, inverse }))
}

/// Signs a request (RFC 9578, section 6.2; RFC 9474, section 4.3). The private operation is itself blinded with `rng`,
/// takes the same time for all messages, and its result is checked. The same request always gets the same response.
///
/// # Errors
/// [`BlindError::Key`] and [`BlindError::Range`] are the client's fault (400), [`BlindError::Signing`] is ours.
pub fn blind_sign(
    key: &PrivateKey,
    request: &TokenRequest,
    rng: &mut impl CryptoRng,
) -> Result<TokenResponse, BlindError> {
    if request.truncated_key_id != key.public().id().truncated() {
        return Err(BlindError::Key);
    }
    let message = key.public().modulus().residue(&request.blinded_message).ok_or(BlindError::Range)?;
    let signature = rsabssa::blind_sign(key.rsa(), &message, rng)?;
    Ok(TokenResponse { blind_signature: signature.try_into().map_err(|_| BlindError::Signing)? })
}

impl Pending {
    /// Makes the token of the till's answer (RFC 9578, section 6.3). A token that comes out of here is valid.
    ///
    /// # Errors
    /// [`BlindError::Signature`] if the answer is not this key's signature of the request; [`BlindError::Range`].
    pub fn finalize(&self, key: &PublicKey, response: &TokenResponse) -> Result<Token, BlindError> {
        let signature = key.modulus().residue(&response.blind_signature).ok_or(BlindError::Range)?;
        let message = self.input.to_bytes();
        let signature = rsabssa::finalize(key.modulus(), &message, &signature, &self.inverse, HASH_LENGTH)?;
        let authenticator = signature.try_into().map_err(|_| BlindError::Signature)?;
        Ok(Token { input: self.input, authenticator })
    }
}

/// Whether a token is the till's, for this challenge (RFC 9578, section 6.4). Says nothing of whether it is spent, or of
/// whether the key's epoch is open.
pub fn verify(key: &PublicKey, challenge: ChallengeDigest, token: &Token) -> Result<(), Refusal> {
    if token.input.key_id != key.id() {
        return Err(Refusal::Key);
    }
    if token.input.challenge_digest != challenge {
        return Err(Refusal::Challenge);
    }
    let components = RsaPublicKeyComponents { n: key.modulus_bytes(), e: &[1, 0, 1] };
    // ring takes no other salt than one as long as the hash: 48 bytes.
    let checked = components.verify(&RSA_PSS_2048_8192_SHA384, &token.input.to_bytes(), &token.authenticator);
    checked.map_err(|_| Refusal::Signature)
}

#[cfg(test)]
mod tests;
