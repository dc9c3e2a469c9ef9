//! The reader's wallet: twelve words (BIP 39, English, no passphrase) from which every pass of every epoch follows. Who
//! has written them down can lose the device; who finds them has the passes, but no name.
//!
//! words -> seed: BIP 39 (PBKDF2-HMAC-SHA-512, 2,048 rounds, salt `mnemonic`), 64 bytes.
//! seed -> a pass's secrets: HKDF-SHA-256 (RFC 5869) without salt; its info is `vestka plus pass 1`, the epoch as
//! `2026-11`, one byte of index, the 32 bytes of the key's identifier. Its 352 bytes are nonce (32), salt (48), blind (272).
//! The key is part of it so that nothing is ever used under two keys.

use std::fmt;
use std::num::NonZeroU32;

use ring::hkdf::{HKDF_SHA256, KeyType, Salt};
use ring::pbkdf2;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::blind::{BLIND_BYTES, Secrets};
use crate::digest::sha256;
use crate::epoch::Epoch;
use crate::key::KeyId;

/// Words of a wallet.
pub const WORDS: usize = 12;

/// The English list of BIP 39: 2,048 words in order, from `bip-0039/english.txt` of the repository bitcoin/bips; its
/// SHA-256 (with the one space at a line's end taken away) is
/// 2f5eed53a4727b4bf8880d8f3f199efc90e58503646d9ff8eff3a2ed3b24dbda.
const LIST: &str = include_str!("wallet/english.txt");

const INFO: &[u8] = b"vestka plus pass 1";
const ROUNDS: NonZeroU32 = NonZeroU32::new(2048).expect("2048 is not zero");

/// Twelve words and what follows from them. Forgotten when dropped.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct Wallet {
    entropy: [u8; 16],
    seed: [u8; 64],
}

/// Why words are no wallet. Which of the words it is, is told; a word that was typed is not repeated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WordsError {
    /// Not twelve.
    #[error("there are {given} words, not 12")]
    Count {
        /// How many there are.
        given: usize,
    },
    /// Not on the list.
    #[error("word {place} is not on the list")]
    Unknown {
        /// Which one, from 1.
        place: usize,
    },
    /// All are on the list, but they do not belong together: one of them is another, or two have changed places.
    #[error("these words do not belong together: one is wrong, or two have changed places")]
    Checksum,
}

impl Wallet {
    /// The wallet of 128 random bits. Takes a millisecond.
    pub fn from_entropy(entropy: [u8; 16]) -> Wallet {
        let seed = seed(&words(&entropy), "");
        Wallet { entropy, seed }
    }

    /// Reads twelve words as people write them: in any case, with any spaces, commas or line breaks between them.
    pub fn from_words(text: &str) -> Result<Wallet, WordsError> {
        let text = Zeroizing::new(text.to_lowercase());
        let is_between = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '.');
        let written: Vec<&str> = text.split(is_between).filter(|word| !word.is_empty()).collect();
        if written.len() != WORDS {
            return Err(WordsError::Count { given: written.len() });
        }
        let mut bits = 0u128;
        let mut last = 0;
        for (place, word) in (1..).zip(written) {
            last = index(word).ok_or(WordsError::Unknown { place })?;
            // Of the 132 bits the last four are the checksum.
            bits = if place < WORDS { bits << 11 | last } else { bits << 7 | last >> 4 };
        }
        let entropy = bits.to_be_bytes();
        if last & 15 == u128::from(checksum(&entropy)) {
            Ok(Wallet::from_entropy(entropy))
        } else {
            Err(WordsError::Checksum)
        }
    }

    /// The twelve words, in small letters with a space between.
    pub fn words(&self) -> Zeroizing<String> {
        words(&self.entropy)
    }

    /// The secrets of pass `index` of an epoch under a key.
    pub fn secrets(&self, epoch: Epoch, key: KeyId, index: u8) -> Secrets {
        let mut bytes = Zeroizing::new([0; DERIVED]);
        let epoch = epoch.to_string();
        let info = [INFO, epoch.as_bytes(), &[index], &key.0];
        let extracted = Salt::new(HKDF_SHA256, &[]).extract(&self.seed);
        let expanded = extracted.expand(&info, Derived).and_then(|okm| okm.fill(&mut *bytes));
        expanded.expect("352 bytes are less than HKDF can give");
        Secrets {
            nonce: bytes[..32].try_into().expect("a part has its length"),
            salt: bytes[32..80].try_into().expect("a part has its length"),
            blind: bytes[80..].try_into().expect("a part has its length"),
        }
    }
}

const DERIVED: usize = 32 + 48 + BLIND_BYTES;

/// How much HKDF is to give.
struct Derived;

impl KeyType for Derived {
    fn len(&self) -> usize {
        DERIVED
    }
}

fn words(entropy: &[u8; 16]) -> Zeroizing<String> {
    let bits = u128::from_be_bytes(*entropy);
    let last = (bits & 0x7f) << 4 | u128::from(checksum(entropy));
    let first = (0..WORDS - 1).map(|place| bits >> (117 - 11 * place) & 0x7ff);
    let chosen = first.chain([last]).map(|index| word(index as usize));
    // Joined in one piece of memory, so that no copy is left behind.
    let mut text = Zeroizing::new(String::with_capacity(WORDS * 9));
    for word in chosen {
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(word);
    }
    text
}

/// The first four bits of the SHA-256.
fn checksum(entropy: &[u8; 16]) -> u8 {
    sha256(&[entropy])[0] >> 4
}

fn word(index: usize) -> &'static str {
    LIST.lines().nth(index).expect("the list has 2,048 words")
}

fn index(word: &str) -> Option<u128> {
    LIST.lines().position(|known| known == word).map(|index| index as u128)
}

/// The seed of BIP 39. Our wallets have no passphrase; the published vectors do.
fn seed(words: &str, passphrase: &str) -> [u8; 64] {
    let salt = format!("mnemonic{passphrase}");
    let mut seed = [0; 64];
    pbkdf2::derive(pbkdf2::PBKDF2_HMAC_SHA512, ROUNDS, salt.as_bytes(), words.as_bytes(), &mut seed);
    seed
}

impl fmt::Debug for Wallet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Wallet(..)")
    }
}

#[cfg(test)]
mod tests;
