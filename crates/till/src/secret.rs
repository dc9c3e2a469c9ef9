//! The till's secret: 32 random bytes in a file beside the database, not in it. Who has the database alone can neither
//! try codes against it nor sign.

use data_encoding::HEXLOWER;
use passes::{Epoch, KeyId, ReaderCode};
use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use ring::hmac;
use zeroize::Zeroizing;

/// Keys derived from the secret, one for each use.
pub(crate) struct Secret {
    codes: Zeroizing<[u8; 32]>,
    sealing: LessSafeKey,
    witness: String,
}

impl Secret {
    pub fn of(bytes: &[u8; 32]) -> Secret {
        let root = hmac::Key::new(hmac::HMAC_SHA256, bytes);
        let derived = |purpose: &str| -> Zeroizing<[u8; 32]> {
            let tag = hmac::sign(&root, purpose.as_bytes());
            Zeroizing::new(tag.as_ref().try_into().expect("HMAC-SHA-256 gives 32 bytes"))
        };
        let sealing = UnboundKey::new(&CHACHA20_POLY1305, &*derived("vestka till sealing 1"));
        Secret {
            codes: derived("vestka till codes 1"),
            sealing: LessSafeKey::new(sealing.expect("the key has 32 bytes")),
            witness: HEXLOWER.encode(&*derived("vestka till witness 1")),
        }
    }

    /// What the database keeps of a code.
    pub fn hash(&self, code: &ReaderCode) -> String {
        HEXLOWER.encode(&code.keyed_hash(&self.codes))
    }

    /// What the database keeps of the secret: enough to know it again.
    pub fn witness(&self) -> &str {
        &self.witness
    }

    /// Seals an epoch's private key. `nonce` is thrown once for each.
    pub fn seal(&self, epoch: Epoch, id: KeyId, key: &[u8], nonce: [u8; NONCE_LEN]) -> String {
        let mut bytes = key.to_vec();
        let aad = Aad::from(label(epoch, id));
        let sealed =
            self.sealing.seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), aad, &mut bytes);
        sealed.expect("a key is short enough to be sealed");
        HEXLOWER.encode(&[&nonce[..], &bytes].concat())
    }

    /// Opens it; `None` if it was not sealed by this secret, for this epoch and key.
    pub fn unseal(&self, epoch: Epoch, id: KeyId, sealed: &str) -> Option<Zeroizing<Vec<u8>>> {
        let mut bytes = Zeroizing::new(HEXLOWER.decode(sealed.as_bytes()).ok()?);
        let (nonce, rest) = bytes.split_at_mut_checked(NONCE_LEN)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).ok()?;
        let opened = self.sealing.open_in_place(nonce, Aad::from(label(epoch, id)), rest).ok()?;
        Some(Zeroizing::new(opened.to_vec()))
    }
}

/// What a sealed key is bound to.
fn label(epoch: Epoch, id: KeyId) -> Vec<u8> {
    [epoch.to_string().as_bytes(), &id.0].concat()
}

#[cfg(test)]
mod tests;
