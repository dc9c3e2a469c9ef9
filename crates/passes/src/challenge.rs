//! What a pass is good for (RFC 9577, section 2.1): the TokenChallenge, of which a pass carries the SHA-256.
//!
//! Ours is the same for every reader, story and mirror: a fixed issuer name, no redemption context, and an origin that is
//! no host name, so that a pass works on every mirror and on the onion address, and says nothing of where it is used.

use crate::digest::sha256;

/// Blind RSA with 2,048 bits, publicly verifiable (RFC 9578, section 8.2.2).
pub const TOKEN_TYPE: u16 = 0x0002;

/// `origin_info` of our challenges. No host name, on purpose: a pass is not bound to an address that can be blocked.
pub const ORIGIN_INFO: &str = "vestka-plus";

/// The SHA-256 of an encoded TokenChallenge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ChallengeDigest(pub [u8; 32]);

/// A TokenChallenge (RFC 9577, section 2.1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenChallenge {
    /// The kind of token that is wanted; we know [`TOKEN_TYPE`] only.
    pub token_type: u16,
    /// Who signs; 1 to 65,535 bytes, by rule a host name, for us a name that stays when the host name changes.
    pub issuer_name: String,
    /// 32 bytes that bind the token to a visit, or nothing. Ours are never bound.
    pub redemption_context: Option<[u8; 32]>,
    /// Where the token may be redeemed: names with commas between them, or nothing.
    pub origin_info: String,
}

/// Bytes that are not a TokenChallenge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a token challenge (RFC 9577, section 2.1)")]
pub struct ChallengeError;

impl TokenChallenge {
    /// The challenge of an agency's paid tier. `issuer_name` is settled once, when the tier is set up: passes that were
    /// drawn under another name are not accepted. Cut to 65,535 bytes.
    pub fn plus(issuer_name: &str) -> TokenChallenge {
        TokenChallenge {
            token_type: TOKEN_TYPE,
            issuer_name: issuer_name[..issuer_name.floor_char_boundary(usize::from(u16::MAX))].to_owned(),
            redemption_context: None,
            origin_info: ORIGIN_INFO.to_owned(),
        }
    }

    /// The challenge as it is sent and hashed.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = self.token_type.to_be_bytes().to_vec();
        write_text(&mut bytes, &self.issuer_name);
        let context: &[u8] = self.redemption_context.as_ref().map_or(&[], |context| context);
        bytes.push(context.len() as u8);
        bytes.extend_from_slice(context);
        write_text(&mut bytes, &self.origin_info);
        bytes
    }

    /// Reads a challenge of any token type. Strict: nothing may follow it.
    pub fn from_bytes(bytes: &[u8]) -> Result<TokenChallenge, ChallengeError> {
        read(bytes).ok_or(ChallengeError)
    }

    /// What a pass carries of it.
    pub fn digest(&self) -> ChallengeDigest {
        ChallengeDigest(sha256(&[&self.to_bytes()]))
    }
}

/// Two bytes of length and the text.
fn write_text(bytes: &mut Vec<u8>, text: &str) {
    let length = u16::try_from(text.len()).expect("a name in a challenge is no longer than 65,535 bytes");
    bytes.extend_from_slice(&length.to_be_bytes());
    bytes.extend_from_slice(text.as_bytes());
}

fn read(bytes: &[u8]) -> Option<TokenChallenge> {
    let (token_type, rest) = bytes.split_first_chunk()?;
    let (issuer_name, rest) = read_text(rest)?;
    let (length, rest) = rest.split_first()?;
    let (context, rest) = rest.split_at_checked(usize::from(*length))?;
    let redemption_context = match context {
        [] => None,
        context => Some(context.try_into().ok()?),
    };
    let (origin_info, rest) = read_text(rest)?;
    let is_whole = rest.is_empty() && !issuer_name.is_empty();
    let token_type = u16::from_be_bytes(*token_type);
    is_whole.then_some(TokenChallenge { token_type, issuer_name, redemption_context, origin_info })
}

fn read_text(bytes: &[u8]) -> Option<(String, &[u8])> {
    let (length, rest) = bytes.split_first_chunk()?;
    let (text, rest) = rest.split_at_checked(usize::from(u16::from_be_bytes(*length)))?;
    Some((str::from_utf8(text).ok()?.to_owned(), rest))
}

#[cfg(test)]
mod tests;
