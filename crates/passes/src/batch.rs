//! A batch: the ten passes of an epoch, drawn with one request and one answer. It has the same size for everybody, also
//! for those who join in mid-month, so that its size says nothing.
//!
//! Whoever sends the same batch again gets the same answer and uses no quota: the till keeps [`Batch::digest`] and
//! compares. As the wallet always makes the same batch, a reinstall locks nobody out.

use rand_core::CryptoRng;

use crate::blind::{self, BlindError};
use crate::challenge::ChallengeDigest;
use crate::digest::sha256;
use crate::epoch::Epoch;
use crate::key::{KeyId, PrivateKey, PublicKey};
use crate::token::{FormError, REQUEST_BYTES, RESPONSE_BYTES, Token, TokenRequest, TokenResponse, sized};
use crate::wallet::Wallet;

/// Passes in a batch: two devices for five weeks.
pub const PASSES: usize = 10;
/// Bytes of a batch's request: the key's identifier, ten token requests.
pub const BATCH_BYTES: usize = 32 + PASSES * REQUEST_BYTES;
/// Bytes of a batch's answer: ten token responses.
pub const ANSWER_BYTES: usize = PASSES * RESPONSE_BYTES;

/// The request for an epoch's passes. Names its key by its whole identifier, and so its epoch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batch {
    key_id: KeyId,
    requests: [TokenRequest; PASSES],
}

/// The till's answer to a batch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedBatch {
    responses: [TokenResponse; PASSES],
}

/// What the reader keeps from request to answer. Nothing of it needs to be stored: [`prepare`] makes it again.
pub struct Pending([blind::Pending; PASSES]);

/// Bytes that are not a batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BatchError {
    /// Too short, too long, or of another token type.
    #[error(transparent)]
    Form(#[from] FormError),
    /// A request in it names another key than the batch does.
    #[error("the batch's requests are meant for different keys")]
    Mixed,
}

/// Makes the batch of an epoch. The same wallet, epoch, key and challenge make the same batch, for ever.
///
/// # Errors
/// [`BlindError::Blind`], which chance does not bring about.
pub fn prepare(
    wallet: &Wallet,
    epoch: Epoch,
    key: &PublicKey,
    challenge: ChallengeDigest,
) -> Result<(Batch, Pending), BlindError> {
    let mut requests = Vec::with_capacity(PASSES);
    let mut pending = Vec::with_capacity(PASSES);
    for index in 0..PASSES {
        let secrets = wallet.secrets(epoch, key.id(), index as u8);
        let (request, rest) = blind::blind(key, challenge, &secrets)?;
        requests.push(request);
        pending.push(rest);
    }
    let batch = Batch { key_id: key.id(), requests: ten(requests) };
    Ok((batch, Pending(ten(pending))))
}

/// Signs a batch. The same batch always gets the same answer. Takes about ten times [`blind::blind_sign`].
///
/// # Errors
/// As [`blind::blind_sign`]; then nothing is signed.
pub fn sign(key: &PrivateKey, batch: &Batch, rng: &mut impl CryptoRng) -> Result<SignedBatch, BlindError> {
    if batch.key_id != key.public().id() {
        return Err(BlindError::Key);
    }
    let responses = batch.requests.iter().map(|request| blind::blind_sign(key, request, rng));
    Ok(SignedBatch { responses: ten(responses.collect::<Result<_, _>>()?) })
}

impl Batch {
    /// The batch as it is sent, [`BATCH_BYTES`] long.
    pub fn to_bytes(&self) -> Vec<u8> {
        let requests = self.requests.iter().flat_map(TokenRequest::to_bytes);
        self.key_id.0.into_iter().chain(requests).collect()
    }

    /// Reads a batch of exactly [`BATCH_BYTES`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Batch, BatchError> {
        let bytes: &[u8; BATCH_BYTES] = sized(bytes)?;
        let (key_id, rest) = bytes.split_first_chunk().expect("a batch is longer than a key id");
        let key_id = KeyId(*key_id);
        let requests: Vec<TokenRequest> =
            rest.chunks(REQUEST_BYTES).map(TokenRequest::from_bytes).collect::<Result<_, _>>()?;
        let is_one = requests.iter().all(|request| request.truncated_key_id == key_id.truncated());
        if is_one { Ok(Batch { key_id, requests: ten(requests) }) } else { Err(BatchError::Mixed) }
    }

    /// The key that is to sign it.
    pub fn key_id(&self) -> KeyId {
        self.key_id
    }

    /// H(batch): what the till keeps, to know the same batch when it comes again.
    pub fn digest(&self) -> [u8; 32] {
        sha256(&[b"vestka plus batch 1", &self.to_bytes()])
    }
}

impl SignedBatch {
    /// The answer as it is sent, [`ANSWER_BYTES`] long.
    pub fn to_bytes(&self) -> Vec<u8> {
        self.responses.iter().flat_map(TokenResponse::to_bytes).collect()
    }

    /// Reads an answer of exactly [`ANSWER_BYTES`].
    pub fn from_bytes(bytes: &[u8]) -> Result<SignedBatch, FormError> {
        let bytes: &[u8; ANSWER_BYTES] = sized(bytes)?;
        let responses = bytes.chunks(RESPONSE_BYTES).map(TokenResponse::from_bytes);
        Ok(SignedBatch { responses: ten(responses.collect::<Result<_, _>>()?) })
    }
}

impl Pending {
    /// Makes the ten passes of the till's answer, in the order of their index.
    ///
    /// # Errors
    /// [`BlindError::Signature`] or [`BlindError::Range`] if any of them is not valid: an answer is whole or nothing.
    pub fn finish(&self, key: &PublicKey, answer: &SignedBatch) -> Result<[Token; PASSES], BlindError> {
        let pairs = self.0.iter().zip(&answer.responses);
        let tokens: Result<Vec<Token>, BlindError> =
            pairs.map(|(pending, response)| pending.finalize(key, response)).collect();
        Ok(ten(tokens?))
    }
}

fn ten<T>(items: Vec<T>) -> [T; PASSES] {
    items.try_into().unwrap_or_else(|_| unreachable!("a batch has ten of everything"))
}

#[cfg(test)]
mod tests;
