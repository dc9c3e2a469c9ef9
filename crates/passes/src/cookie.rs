//! The week's cookie: what a redeemed pass is exchanged for. It is the same bytes for every reader of the week, so it
//! names no session; who shows it has redeemed a pass of that week, and nothing else is known.

use std::fmt;

use base::Time;
use data_encoding::BASE64URL_NOPAD;
use ring::hmac;
use zeroize::{Zeroize, ZeroizeOnDrop};

use crate::epoch::Week;

/// The cookie's name. `__Host-`: set by this host over TLS, for the whole site, for no other host.
pub const NAME: &str = "__Host-plus";

/// Characters of the cookie's value: 32 bytes in base64url without padding.
pub const LENGTH: usize = 43;

/// The secret of one week, 32 random bytes. Forgotten when dropped.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct WeekKey([u8; 32]);

impl WeekKey {
    /// A key of 32 random bytes, for one week.
    pub fn from_bytes(bytes: [u8; 32]) -> WeekKey {
        WeekKey(bytes)
    }

    /// Its bytes: for sealed storage only.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The cookie's value: HMAC-SHA-256 of the week, [`LENGTH`] characters of base64url.
    pub fn cookie(&self, week: Week) -> String {
        BASE64URL_NOPAD.encode(hmac::sign(&self.mac_key(), &message(week)).as_ref())
    }

    /// Whether a value is the week's cookie and the week is open. Takes the same time for every value of the right length.
    pub fn accepts(&self, value: &str, week: Week, now: Time) -> bool {
        let is_open = now >= week.begins() && now < week.ends();
        // Strict decoding: no second way to write the same bytes.
        let bytes = BASE64URL_NOPAD.decode(value.as_bytes()).unwrap_or_default();
        let is_right = hmac::verify(&self.mac_key(), &message(week), &bytes).is_ok();
        is_open & is_right
    }

    fn mac_key(&self) -> hmac::Key {
        hmac::Key::new(hmac::HMAC_SHA256, &self.0)
    }
}

fn message(week: Week) -> Vec<u8> {
    format!("vestka plus week 1 {week}").into_bytes()
}

impl fmt::Debug for WeekKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("WeekKey(..)")
    }
}

#[cfg(test)]
mod tests;
