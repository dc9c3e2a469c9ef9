//! Secrets that must be read again, to sign or to sign in with, lie in the database sealed: with a key derived from 32 bytes
//! in a file beside it. Who has the database alone has none of them.

use std::fmt;
use std::path::Path;
use std::sync::Arc;

use data_encoding::HEXLOWER;
use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use ring::hmac;
use store::secret::{self, SecretError};
use zeroize::Zeroizing;

/// What seals. Cheap to clone.
#[derive(Clone)]
pub struct Seal(Arc<LessSafeKey>);

impl fmt::Debug for Seal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Seal")
    }
}

impl Seal {
    /// Opens the secret in `folder`, the wire's own; it is made of `chance` at the first start.
    pub fn open(folder: &Path, chance: [u8; 32]) -> Result<Seal, SecretError> {
        Ok(Seal::of(&*secret::load(folder, chance)?))
    }

    /// Of these bytes.
    pub fn of(bytes: &[u8; 32]) -> Seal {
        let root = hmac::Key::new(hmac::HMAC_SHA256, bytes);
        let derived = Zeroizing::new(hmac::sign(&root, b"vestka wire sealing 1").as_ref().to_vec());
        let key = UnboundKey::new(&CHACHA20_POLY1305, &derived).expect("HMAC-SHA-256 gives 32 bytes");
        Seal(Arc::new(LessSafeKey::new(key)))
    }

    /// Seals a secret for the row of an id. `nonce` is thrown once for each.
    pub fn seal(&self, id: &str, secret: &str, nonce: [u8; NONCE_LEN]) -> String {
        let mut bytes = secret.as_bytes().to_vec();
        let aad = Aad::from(id.as_bytes());
        let sealed = self.0.seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), aad, &mut bytes);
        sealed.expect("a secret is short enough to be sealed");
        HEXLOWER.encode(&[&nonce[..], &bytes].concat())
    }

    /// Opens it; none if it was not sealed by this secret, for this row.
    pub fn unseal(&self, id: &str, sealed: &str) -> Option<Zeroizing<String>> {
        let mut bytes = Zeroizing::new(HEXLOWER.decode(sealed.as_bytes()).ok()?);
        let (nonce, rest) = bytes.split_at_mut_checked(NONCE_LEN)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).ok()?;
        let opened = self.0.open_in_place(nonce, Aad::from(id.as_bytes()), rest).ok()?;
        std::str::from_utf8(opened).ok().map(|text| Zeroizing::new(text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::Seal;

    #[test]
    fn a_secret_is_read_again_by_its_own_row_and_seal_only() {
        let seal = Seal::of(&[7; 32]);
        let sealed = seal.seal("a", "what is signed with", [1; 12]);
        assert!(!sealed.contains("signed"));
        assert_eq!(seal.unseal("a", &sealed).unwrap().as_str(), "what is signed with");
        assert!(seal.unseal("b", &sealed).is_none() && Seal::of(&[8; 32]).unseal("a", &sealed).is_none());
        assert!(seal.unseal("a", "").is_none() && seal.unseal("a", &sealed.replace('0', "1")).is_none());
    }
}
