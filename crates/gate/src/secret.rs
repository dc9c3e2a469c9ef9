//! The gate's secret: 32 random bytes in a file beside the database, not in it. Who has the database alone cannot make a
//! week's cookie. Several nodes with one database share one secret.

use data_encoding::HEXLOWER;
use passes::Week;
use passes::cookie::WeekKey;
use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use zeroize::Zeroizing;

use crate::open::part;

/// Keys derived from the secret, one for each use.
pub(crate) struct Secret {
    sealing: LessSafeKey,
    witness: String,
}

impl Secret {
    pub(crate) fn of(bytes: &[u8; 32]) -> Secret {
        let key = Zeroizing::new(part(bytes, "vestka gate sealing 1"));
        let sealing = UnboundKey::new(&CHACHA20_POLY1305, &*key).expect("the key has 32 bytes");
        let witness = HEXLOWER.encode(&part(bytes, "vestka gate witness 1"));
        Secret { sealing: LessSafeKey::new(sealing), witness }
    }

    /// What the database keeps of the secret: enough to know it again.
    pub(crate) fn witness(&self) -> &str {
        &self.witness
    }

    /// Seals a week's key. `nonce` is thrown once for each.
    pub(crate) fn seal(&self, week: Week, key: &WeekKey, nonce: [u8; NONCE_LEN]) -> String {
        let mut bytes = key.as_bytes().to_vec();
        let aad = Aad::from(week.to_string());
        let sealed =
            self.sealing.seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), aad, &mut bytes);
        sealed.expect("a key is short enough to be sealed");
        HEXLOWER.encode(&[&nonce[..], &bytes].concat())
    }

    /// Opens it; `None` if it was not sealed by this secret for this week.
    pub(crate) fn unseal(&self, week: Week, sealed: &str) -> Option<WeekKey> {
        let mut bytes = Zeroizing::new(HEXLOWER.decode(sealed.as_bytes()).ok()?);
        let (nonce, rest) = bytes.split_at_mut_checked(NONCE_LEN)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).ok()?;
        let opened = self.sealing.open_in_place(nonce, Aad::from(week.to_string()), rest).ok()?;
        Some(WeekKey::from_bytes((&*opened).try_into().ok()?))
    }
}

#[cfg(test)]
mod tests;
