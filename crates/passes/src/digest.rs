//! Hashes, by ring: its assembler is fast in debug builds too.

use ring::digest::{Context, SHA256, SHA384};
use ring::hmac;

/// SHA-256 of the parts put together.
pub(crate) fn sha256(parts: &[&[u8]]) -> [u8; 32] {
    let mut context = Context::new(&SHA256);
    parts.iter().for_each(|part| context.update(part));
    context.finish().as_ref().try_into().expect("SHA-256 gives 32 bytes")
}

/// SHA-384 of the parts put together.
pub(crate) fn sha384(parts: &[&[u8]]) -> [u8; 48] {
    let mut context = Context::new(&SHA384);
    parts.iter().for_each(|part| context.update(part));
    context.finish().as_ref().try_into().expect("SHA-384 gives 48 bytes")
}

/// HMAC-SHA-256 of the parts put together.
pub(crate) fn mac(key: &[u8; 32], parts: &[&[u8]]) -> [u8; 32] {
    let mut context = hmac::Context::with_key(&hmac::Key::new(hmac::HMAC_SHA256, key));
    parts.iter().for_each(|part| context.update(part));
    context.sign().as_ref().try_into().expect("HMAC-SHA-256 gives 32 bytes")
}
