//! What the tests have in common: the published vectors, and keys that need not be made anew each time.

use std::sync::LazyLock;

use data_encoding::HEXLOWER;
use proptest::prelude::*;
use rand_core::CryptoRng;
use serde::Deserialize;

use crate::blind::{BLIND_BYTES, Secrets};
use crate::challenge::{ChallengeDigest, TokenChallenge};
use crate::key::PrivateKey;

/// `tests/data/rfc9474.json`: RFC 9474, appendix A.
#[derive(Deserialize)]
pub struct Rfc9474 {
    pub key: Rfc9474Key,
    pub vectors: Vec<Rfc9474Vector>,
}

#[derive(Deserialize)]
pub struct Rfc9474Key {
    pub p: String,
    pub q: String,
    pub n: String,
    pub d: String,
}

#[derive(Deserialize)]
pub struct Rfc9474Vector {
    pub name: String,
    pub msg: String,
    pub msg_prefix: String,
    #[serde(rename = "sLen")]
    pub salt_length: usize,
    pub salt: String,
    pub encoded_msg: String,
    pub inv: String,
    pub blinded_msg: String,
    pub blind_sig: String,
    pub sig: String,
}

/// `tests/data/rfc9578.json`: RFC 9578's vectors for token type 0x0002, and those of two other implementations.
#[derive(Deserialize)]
pub struct Rfc9578 {
    pub source: String,
    pub vectors: Vec<Rfc9578Vector>,
}

#[derive(Deserialize)]
pub struct Rfc9578Vector {
    #[serde(rename = "skS")]
    pub private_key: String,
    #[serde(rename = "pkS")]
    pub public_key: String,
    pub token_challenge: String,
    pub nonce: String,
    pub blind: String,
    pub salt: String,
    pub token_request: String,
    pub token_response: String,
    pub token: String,
}

pub fn rfc9474() -> Rfc9474 {
    serde_json::from_str(include_str!("../tests/data/rfc9474.json")).unwrap()
}

pub fn rfc9578() -> Vec<Rfc9578> {
    serde_json::from_str(include_str!("../tests/data/rfc9578.json")).unwrap()
}

impl Rfc9578Vector {
    pub fn secrets(&self) -> Secrets {
        let mut blind = [0; BLIND_BYTES];
        blind[BLIND_BYTES - 256..].copy_from_slice(&hex(&self.blind));
        Secrets { nonce: array(&self.nonce), salt: array(&self.salt), blind }
    }
}

pub fn hex(text: &str) -> Vec<u8> {
    HEXLOWER.decode(text.as_bytes()).unwrap()
}

pub fn array<const N: usize>(text: &str) -> [u8; N] {
    hex(text).try_into().unwrap()
}

/// Four keys out of the vectors: making one takes long.
pub static KEYS: LazyLock<Vec<PrivateKey>> = LazyLock::new(|| {
    let vectors = rfc9578().into_iter().flat_map(|set| set.vectors).map(|vector| vector.private_key);
    let mut texts: Vec<String> = vectors.collect();
    texts.dedup();
    texts.iter().map(|text| PrivateKey::from_pkcs8(&hex(text)).unwrap()).collect()
});

pub fn key() -> &'static PrivateKey {
    &KEYS[0]
}

pub fn challenge() -> ChallengeDigest {
    TokenChallenge::plus("plus.kropka.example").digest()
}

pub fn rng(seed: u8) -> impl CryptoRng {
    crate::chance::from_seed([seed; 32])
}

/// Secrets from a number, different ones for each.
pub fn secrets(number: u64) -> Secrets {
    let mut entropy = [0; 16];
    entropy[8..].copy_from_slice(&number.to_be_bytes());
    let epoch = "2026-11".parse().unwrap();
    crate::Wallet::from_entropy(entropy).secrets(epoch, key().public().id(), 0)
}

/// Bytes of a given length, most of the time, else of any.
pub fn about(length: usize) -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        4 => proptest::collection::vec(any::<u8>(), length),
        1 => proptest::collection::vec(any::<u8>(), 0..2 * length),
    ]
}

/// The bytes with one bit turned.
pub fn flipped(bytes: &[u8], bit: prop::sample::Index) -> Vec<u8> {
    let bit = bit.index(8 * bytes.len());
    let mut bytes = bytes.to_vec();
    bytes[bit / 8] ^= 1 << (bit % 8);
    bytes
}
