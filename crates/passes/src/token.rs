//! The messages of token type 0x0002: TokenRequest (259 bytes), TokenResponse (256) and Token (354), as RFC 9578,
//! sections 6.1 to 6.3, and RFC 9577, section 2.2, write them. Reading is strict: another type or another length is
//! refused.

use std::fmt;

use crate::challenge::{ChallengeDigest, TOKEN_TYPE};
use crate::key::{KeyId, LENGTH};

/// Bytes of a [`TokenInput`]: type, nonce, challenge digest, key id.
pub const INPUT_BYTES: usize = 2 + 32 + 32 + 32;
/// Bytes of a [`Token`].
pub const TOKEN_BYTES: usize = INPUT_BYTES + LENGTH;
/// Bytes of a [`TokenRequest`]: type, truncated key id, blinded message.
pub const REQUEST_BYTES: usize = 2 + 1 + LENGTH;
/// Bytes of a [`TokenResponse`].
pub const RESPONSE_BYTES: usize = LENGTH;

/// What is signed: everything of a token but the signature.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct TokenInput {
    /// 32 random bytes that nobody but the reader knows before the pass is redeemed; what the gate keeps a hash of.
    pub nonce: [u8; 32],
    /// What the pass is good for.
    pub challenge_digest: ChallengeDigest,
    /// Whose signature it is, and so of which epoch.
    pub key_id: KeyId,
}

/// A pass: the signed input. Not yet verified: see [`crate::verify`].
#[derive(Clone, PartialEq, Eq)]
pub struct Token {
    /// What is signed.
    pub input: TokenInput,
    /// The signature, RSASSA-PSS.
    pub authenticator: [u8; LENGTH],
}

/// A blinded message on its way to the till.
#[derive(Clone, PartialEq, Eq)]
pub struct TokenRequest {
    /// The last byte of the key's identifier.
    pub truncated_key_id: u8,
    /// The message, blinded: says nothing of the token.
    pub blinded_message: [u8; LENGTH],
}

/// The till's signature of a blinded message.
#[derive(Clone, PartialEq, Eq)]
pub struct TokenResponse {
    /// The signature, still blinded.
    pub blind_signature: [u8; LENGTH],
}

/// Bytes that are not a message of token type 0x0002.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FormError {
    /// Too short or too long.
    #[error("the message has {given} bytes, not {wanted}")]
    Length {
        /// Bytes there should be.
        wanted: usize,
        /// Bytes there are.
        given: usize,
    },
    /// Another token type.
    #[error("the token type is not 0x0002")]
    Type,
}

impl TokenInput {
    /// The bytes that are signed.
    pub fn to_bytes(&self) -> [u8; INPUT_BYTES] {
        let mut bytes = [0; INPUT_BYTES];
        bytes[..2].copy_from_slice(&TOKEN_TYPE.to_be_bytes());
        bytes[2..34].copy_from_slice(&self.nonce);
        bytes[34..66].copy_from_slice(&self.challenge_digest.0);
        bytes[66..].copy_from_slice(&self.key_id.0);
        bytes
    }
}

impl Token {
    /// The token as it is handed in.
    pub fn to_bytes(&self) -> [u8; TOKEN_BYTES] {
        let mut bytes = [0; TOKEN_BYTES];
        bytes[..INPUT_BYTES].copy_from_slice(&self.input.to_bytes());
        bytes[INPUT_BYTES..].copy_from_slice(&self.authenticator);
        bytes
    }

    /// Reads a token of exactly 354 bytes.
    pub fn from_bytes(bytes: &[u8]) -> Result<Token, FormError> {
        let bytes: &[u8; TOKEN_BYTES] = sized(bytes)?;
        check_type(bytes)?;
        let part = |from: usize| bytes[from..from + 32].try_into().expect("32 bytes are 32 bytes");
        let input = TokenInput {
            nonce: part(2),
            challenge_digest: ChallengeDigest(part(34)),
            key_id: KeyId(part(66)),
        };
        let authenticator = bytes[INPUT_BYTES..].try_into().expect("the rest is the signature");
        Ok(Token { input, authenticator })
    }
}

impl TokenRequest {
    /// The request as it is sent.
    pub fn to_bytes(&self) -> [u8; REQUEST_BYTES] {
        let mut bytes = [0; REQUEST_BYTES];
        bytes[..2].copy_from_slice(&TOKEN_TYPE.to_be_bytes());
        bytes[2] = self.truncated_key_id;
        bytes[3..].copy_from_slice(&self.blinded_message);
        bytes
    }

    /// Reads a request of exactly 259 bytes. Whether the number is less than the modulus, signing tells.
    pub fn from_bytes(bytes: &[u8]) -> Result<TokenRequest, FormError> {
        let bytes: &[u8; REQUEST_BYTES] = sized(bytes)?;
        check_type(bytes)?;
        let blinded_message = bytes[3..].try_into().expect("the rest is the message");
        Ok(TokenRequest { truncated_key_id: bytes[2], blinded_message })
    }
}

impl TokenResponse {
    /// The response as it is sent.
    pub fn to_bytes(&self) -> [u8; RESPONSE_BYTES] {
        self.blind_signature
    }

    /// Reads a response of exactly 256 bytes.
    pub fn from_bytes(bytes: &[u8]) -> Result<TokenResponse, FormError> {
        Ok(TokenResponse { blind_signature: *sized(bytes)? })
    }
}

/// As many bytes as wanted, or the error that says how many there are.
pub(crate) fn sized<const N: usize>(bytes: &[u8]) -> Result<&[u8; N], FormError> {
    bytes.try_into().map_err(|_| FormError::Length { wanted: N, given: bytes.len() })
}

fn check_type(bytes: &[u8]) -> Result<(), FormError> {
    if bytes[..2] == TOKEN_TYPE.to_be_bytes() { Ok(()) } else { Err(FormError::Type) }
}

/// A pass is worth a week of reading: it does not appear in messages about failures.
macro_rules! says_nothing {
    ($($name:ident)*) => {
        $(impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "(..)"))
            }
        })*
    };
}

says_nothing!(TokenInput Token TokenRequest TokenResponse);

#[cfg(test)]
mod tests;
