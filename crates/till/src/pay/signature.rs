//! Signatures of webhooks: HMAC-SHA-256 with a secret that the provider and we have, compared in constant time.

use base::Time;
use data_encoding::HEXLOWER_PERMISSIVE;
use http::{HeaderMap, HeaderName};
use ring::hmac;

use super::Secret;

/// How far the time that Stripe signs may be from ours, in seconds: as Stripe's own libraries have it.
pub(crate) const TOLERANCE_SECONDS: i64 = 300;
/// Signatures that are looked at; there are two while a secret is being changed.
const MOST: usize = 8;

/// Why a webhook is not believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SignatureError {
    /// No header, two of them, or one that is not of its form.
    #[error("the webhook is not signed as it must be")]
    Missing,
    /// Signed long ago, or in the future.
    #[error("the webhook was signed more than {TOLERANCE_SECONDS} seconds from now")]
    Old,
    /// Signed with another secret, or changed on its way.
    #[error("the webhook's signature is wrong")]
    Wrong,
}

/// Checks `Stripe-Signature: t=1492774577,v1=5257a8…,v1=…`: a signature of the time, a full stop and the body.
pub(crate) fn check_stripe(
    secret: &Secret,
    headers: &HeaderMap,
    body: &[u8],
    now: Time,
) -> Result<(), SignatureError> {
    let header = only(headers, "stripe-signature").ok_or(SignatureError::Missing)?;
    let parts = || header.split(',').filter_map(|part| part.trim().split_once('='));
    let mut times = parts().filter(|(name, _)| *name == "t").map(|(_, value)| value);
    let (Some(time), None) = (times.next(), times.next()) else { return Err(SignatureError::Missing) };
    let seconds = unix_seconds(time).ok_or(SignatureError::Missing)?;
    let signed: Vec<u8> = [time.as_bytes(), b".", body].concat();
    let mut given = parts().filter(|(name, _)| *name == "v1").map(|(_, value)| value).take(MOST).peekable();
    given.peek().ok_or(SignatureError::Missing)?;
    if !given.any(|given| is_signature(secret, &signed, given)) {
        return Err(SignatureError::Wrong);
    }
    let apart = (now.millis() / 1_000).abs_diff(seconds);
    if apart > TOLERANCE_SECONDS.unsigned_abs() { Err(SignatureError::Old) } else { Ok(()) }
}

/// Checks `BTCPay-Sig: sha256=b438…`: a signature of the body. It has no time: an old webhook can be sent again, and is
/// believed no more than that it is worth asking the server.
pub(crate) fn check_btcpay(secret: &Secret, headers: &HeaderMap, body: &[u8]) -> Result<(), SignatureError> {
    let header = only(headers, "btcpay-sig").ok_or(SignatureError::Missing)?;
    let given = header.strip_prefix("sha256=").ok_or(SignatureError::Missing)?;
    if is_signature(secret, body, given) { Ok(()) } else { Err(SignatureError::Wrong) }
}

/// The only header of this name, as text.
fn only<'a>(headers: &'a HeaderMap, name: &'static str) -> Option<&'a str> {
    let mut all = headers.get_all(HeaderName::from_static(name)).iter();
    match (all.next(), all.next()) {
        (Some(header), None) => header.to_str().ok(),
        _ => None,
    }
}

fn unix_seconds(text: &str) -> Option<i64> {
    let is_number = !text.is_empty() && text.len() <= 12 && text.bytes().all(|byte| byte.is_ascii_digit());
    if is_number { text.parse().ok() } else { None }
}

fn is_signature(secret: &Secret, signed: &[u8], hexadecimal: &str) -> bool {
    let key = hmac::Key::new(hmac::HMAC_SHA256, secret.text().as_bytes());
    let given = HEXLOWER_PERMISSIVE.decode(hexadecimal.as_bytes());
    given.is_ok_and(|given| hmac::verify(&key, signed, &given).is_ok())
}

#[cfg(test)]
mod tests;
