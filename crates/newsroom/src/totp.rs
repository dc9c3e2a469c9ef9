//! One-time codes (RFC 6238): six digits, thirty seconds, a code good once.

use crate::fields::escaped;
use base::Time;
use totp_rs::{Builder, Secret, Totp};

/// A secret for a new authenticator: 160 bits in base 32.
pub fn new_secret() -> String {
    let chance = base::id::secret();
    let bytes: Vec<u8> =
        (0..20).filter_map(|n| u8::from_str_radix(&chance[n * 2..n * 2 + 2], 16).ok()).collect();
    Secret::from(bytes).to_base32()
}

/// Whether a text could be one of [`new_secret`].
pub fn is_secret(text: &str) -> bool {
    text.len() == 32 && text.bytes().all(|byte| matches!(byte, b'A'..=b'Z' | b'2'..=b'7'))
}

/// The thirty seconds whose code this is: those of now, or their neighbours, for clocks that differ a little. The
/// caller lets no step count twice.
pub fn step(secret: &str, code: &str, now: Time) -> Option<i64> {
    let code: String = code.chars().filter(|c| !c.is_whitespace()).collect();
    let seconds = u64::try_from(now.millis() / 1_000).ok()?;
    i64::try_from(totp(secret)?.check(&code, seconds)?).ok()
}

/// The code of a moment: for tests and drills.
pub fn code(secret: &str, now: Time) -> Option<String> {
    let seconds = u64::try_from(now.millis() / 1_000).ok()?;
    Some(totp(secret)?.generate(seconds).to_string())
}

fn totp(secret: &str) -> Option<Totp> {
    Builder::new().with_secret(Secret::try_from_base32(secret).ok()?).build().ok()
}

/// What authenticators read from the picture ([`web::Qr`]).
pub fn address(secret: &str, agency: &str, name: &str) -> String {
    // A colon separates the two, so it must not stand in a name.
    let (agency, name) = (escaped(agency), escaped(name));
    format!("otpauth://totp/{agency}:{name}?secret={secret}&issuer={agency}")
}

#[cfg(test)]
mod tests;
