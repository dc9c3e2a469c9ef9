//! The till's keys: RSA with 2,048 bits, one an epoch. The public half travels as the SubjectPublicKeyInfo that
//! RFC 9578 (section 6.5) asks for: with the object identifier RSASSA-PSS, SHA-384, MGF1 of the same, 48 bytes of salt.

use std::fmt;

use rand_core::CryptoRng;
use rsa::RsaPrivateKey;
use rsa::pkcs8::{DecodePrivateKey, EncodePrivateKey};
use rsa::traits::PublicKeyParts;
use zeroize::Zeroizing;

use crate::digest::sha256;
use crate::residue::{EXPONENT, Modulus};

/// Length of a modulus, of a blinded message and of a signature, in bytes: `Nk` of token type 0x0002.
pub const LENGTH: usize = 256;

/// What stands before and after the modulus in the only form of SubjectPublicKeyInfo (DER, 342 bytes) that is
/// understood. Its numbers are fixed: the modulus has 2,048 bits, the exponent is 65,537.
const SPKI_HEAD: [u8; 81] = [
    0x30, 0x82, 0x01, 0x52, 0x30, 0x3d, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0a,
    0x30, 0x30, 0xa0, 0x0d, 0x30, 0x0b, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x02,
    0xa1, 0x1a, 0x30, 0x18, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x08, 0x30, 0x0b,
    0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x02, 0xa2, 0x03, 0x02, 0x01, 0x30, 0x03,
    0x82, 0x01, 0x0f, 0x00, 0x30, 0x82, 0x01, 0x0a, 0x02, 0x82, 0x01, 0x01, 0x00,
];
const SPKI_TAIL: [u8; 5] = [0x02, 0x03, 0x01, 0x00, 0x01];

/// `token_key_id` (RFC 9578, section 6.5): the SHA-256 of the key's SubjectPublicKeyInfo.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyId(pub [u8; 32]);

/// What everybody may know of a key.
#[derive(Clone)]
pub struct PublicKey {
    modulus: Modulus,
    spki: Vec<u8>,
    id: KeyId,
}

/// What only the till knows. Wiped from memory when dropped.
pub struct PrivateKey {
    rsa: RsaPrivateKey,
    public: PublicKey,
}

/// Bytes that are not a key of the one kind that is understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// Not SubjectPublicKeyInfo in DER with RSASSA-PSS, SHA-384, a salt of 48 bytes, 2,048 bits and exponent 65,537.
    #[error("not a public key for passes: it must be RSASSA-PSS with SHA-384, 2,048 bits and exponent 65537")]
    Public,
    /// Not PKCS #8 in DER with an RSA key of 2,048 bits and exponent 65,537 whose parts agree.
    #[error("not a private key for passes: it must be RSA with 2,048 bits and exponent 65537, in PKCS #8")]
    Private,
    /// No key came of the random numbers. Not to be expected of a source that gives random numbers.
    #[error("no key could be made of the random numbers given")]
    Generation,
}

impl KeyId {
    /// The last byte, by which a request names its key (RFC 9578, section 6.1). Keys that are live together must differ
    /// in it.
    pub fn truncated(&self) -> u8 {
        self.0[31]
    }
}

impl PublicKey {
    /// From SubjectPublicKeyInfo in DER, 342 bytes. Strict: what could be written otherwise is refused, so that a key has
    /// one identifier.
    pub fn from_spki(bytes: &[u8]) -> Result<PublicKey, KeyError> {
        let rest = bytes.strip_prefix(&SPKI_HEAD).ok_or(KeyError::Public)?;
        let modulus = rest.strip_suffix(&SPKI_TAIL).ok_or(KeyError::Public)?;
        PublicKey::from_modulus(modulus).ok_or(KeyError::Public)
    }

    /// SubjectPublicKeyInfo in DER, 342 bytes.
    pub fn spki(&self) -> &[u8] {
        &self.spki
    }

    /// The key's identifier.
    pub fn id(&self) -> KeyId {
        self.id
    }

    pub(crate) fn modulus(&self) -> &Modulus {
        &self.modulus
    }

    /// The modulus as it is written: [`LENGTH`] bytes, most significant first.
    pub(crate) fn modulus_bytes(&self) -> &[u8] {
        &self.spki[SPKI_HEAD.len()..SPKI_HEAD.len() + LENGTH]
    }

    fn from_modulus(bytes: &[u8]) -> Option<PublicKey> {
        let modulus = Modulus::new(bytes).filter(|modulus| modulus.bits() == 8 * LENGTH as u32)?;
        let spki = [&SPKI_HEAD, bytes, &SPKI_TAIL].concat();
        let id = KeyId(sha256(&[&spki]));
        Some(PublicKey { modulus, spki, id })
    }
}

impl PrivateKey {
    /// A new key. Takes some tenths of a second, now and then some seconds.
    ///
    /// # Errors
    /// [`KeyError::Generation`] if the numbers of `rng` are not random.
    pub fn generate(rng: &mut impl CryptoRng) -> Result<PrivateKey, KeyError> {
        let rsa = RsaPrivateKey::new(rng, 8 * LENGTH).map_err(|_| KeyError::Generation)?;
        PrivateKey::from_rsa(rsa).ok_or(KeyError::Generation)
    }

    /// From PKCS #8 in DER, as [`PrivateKey::to_pkcs8`] writes it.
    pub fn from_pkcs8(bytes: &[u8]) -> Result<PrivateKey, KeyError> {
        let rsa = RsaPrivateKey::from_pkcs8_der(bytes).map_err(|_| KeyError::Private)?;
        PrivateKey::from_rsa(rsa).ok_or(KeyError::Private)
    }

    /// PKCS #8 in DER: for sealed storage only.
    pub fn to_pkcs8(&self) -> Zeroizing<Vec<u8>> {
        self.rsa.to_pkcs8_der().expect("a key can be written").to_bytes()
    }

    /// The half that everybody may know.
    pub fn public(&self) -> &PublicKey {
        &self.public
    }

    pub(crate) fn rsa(&self) -> &RsaPrivateKey {
        &self.rsa
    }

    fn from_rsa(rsa: RsaPrivateKey) -> Option<PrivateKey> {
        rsa.validate().ok()?;
        let is_ours = *rsa.e() == crypto_bigint::BoxedUint::from(EXPONENT) && rsa.size() == LENGTH;
        let public = PublicKey::from_modulus(&rsa.n().to_be_bytes())?;
        is_ours.then_some(PrivateKey { rsa, public })
    }
}

impl PartialEq for PublicKey {
    fn eq(&self, other: &PublicKey) -> bool {
        self.id == other.id
    }
}

impl Eq for PublicKey {}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("PublicKey").field(&self.id).finish()
    }
}

impl fmt::Debug for PrivateKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("PrivateKey").field(&self.public.id).finish()
    }
}

#[cfg(test)]
mod tests;
