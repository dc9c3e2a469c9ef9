//! Identifiers: random ones for rows, and the short code of a story's permanent address.

use rand::TryRngCore;
use sha2::Digest;

use crate::Time;

/// Crockford's base 32 in lower case: no i, l, o, u, which are misread or misheard when dictated.
const DIGITS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// A new identifier: a UUID of version 7 (RFC 9562) in its usual text of 36 characters. Sorts by `now`, to the
/// millisecond; the rest is chance.
pub fn new_id(now: Time) -> String {
    let millis = u64::try_from(now.millis()).unwrap_or(0);
    let nanos = u32::try_from(millis % 1_000 * 1_000_000).unwrap_or(0);
    let timestamp = uuid::Timestamp::from_unix(uuid::NoContext, millis / 1_000, nanos);
    uuid::Uuid::new_v7(timestamp).to_string()
}

/// 256 bits of chance as 64 hexadecimal digits: a session's cookie, an invitation. What is kept of it is
/// [`digest`] only.
pub fn secret() -> String {
    hex(&chance::<32>())
}

/// `N` bytes of the system's chance: for what takes chance as an argument, such as the rules of passes.
pub fn chance<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    rand::rngs::OsRng.try_fill_bytes(&mut bytes).expect("the system gives chance");
    bytes
}

/// The SHA-256 of a secret, in hexadecimal: what a database may hold of it.
pub fn digest(secret: &str) -> String {
    hex(&sha2::Sha256::digest(secret.as_bytes()))
}

/// Bytes as lower case hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The code of story `number` in its short address, `/s/{code}`: 1 to 13 characters, no leading zero.
pub fn short_code(number: u64) -> String {
    let mut rest = number;
    let mut code = Vec::with_capacity(13);
    loop {
        code.push(char::from(DIGITS[(rest % 32) as usize]));
        rest /= 32;
        if rest == 0 {
            return code.into_iter().rev().collect();
        }
    }
}

/// The story's number from its short code. Capital letters, and the letters i, l and o for the digits they
/// look like, are understood, as Crockford asks; `None` for what is not a code.
pub fn parse_short_code(code: &str) -> Option<u64> {
    let canonical_length = (1..=13).contains(&code.len());
    if !canonical_length || (code.len() > 1 && code.starts_with(['0', 'o', 'O'])) {
        return None;
    }
    code.bytes().try_fold(0u64, |number, byte| number.checked_mul(32)?.checked_add(digit(byte)?))
}

fn digit(byte: u8) -> Option<u64> {
    let byte = match byte.to_ascii_lowercase() {
        b'o' => b'0',
        b'i' | b'l' => b'1',
        other => other,
    };
    DIGITS.iter().position(|digit| *digit == byte).map(|place| place as u64)
}

#[cfg(test)]
mod tests;
