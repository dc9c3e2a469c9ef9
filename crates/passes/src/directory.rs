//! The issuer directory (RFC 9578, section 4): the till's public keys as everybody can fetch them, several at a time,
//! each with the moment from which it is used: its epoch's beginning.
//!
//! A wallet refuses a key of an epoch that the directory does not list, and one that no signed edition it has seen lists:
//! see [`Directory::key_of`] and [`Directory::ids`].

use base::Time;
use data_encoding::BASE64URL;
use serde::{Deserialize, Serialize};

use crate::challenge::TOKEN_TYPE;
use crate::epoch::Epoch;
use crate::key::{KeyId, PublicKey};

/// Where it lies (RFC 9578, section 8.1).
pub const PATH: &str = "/.well-known/private-token-issuer-directory";
/// Its media type (RFC 9578, section 8.3.1).
pub const MEDIA_TYPE: &str = "application/private-token-issuer-directory";
/// A directory of more bytes is not read: that of two years of keys has a quarter of them.
const MOST_BYTES: usize = 65_536;

/// The keys of several epochs, one an epoch, the earliest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Directory {
    request_uri: String,
    keys: Vec<(Epoch, PublicKey)>,
}

/// Why a directory is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DirectoryError {
    /// Not the JSON that RFC 9578 describes, or too much of it.
    #[error("not an issuer directory (RFC 9578, section 4)")]
    Form,
    /// A key of type 0x0002 is not written as it must be, or does not say when it begins.
    #[error("key {place} of the directory is not a key for passes, or begins at no epoch's beginning")]
    Key {
        /// Which of the keys, from 1.
        place: usize,
    },
    /// Two keys for one epoch: a way to part readers into groups.
    #[error("the directory has two keys for {epoch}", epoch = .0)]
    Twice(Epoch),
    /// Two keys that are live together have identifiers with the same last byte, so that a request does not tell which
    /// it is for (RFC 9578, section 6.5).
    #[error("the keys of {epoch} and of the epoch after it cannot be told apart by a request", epoch = .0)]
    Collision(Epoch),
}

/// The directory as it is written.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Written {
    issuer_request_uri: String,
    token_keys: Vec<WrittenKey>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
struct WrittenKey {
    token_type: u16,
    token_key: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    not_before: Option<i64>,
}

impl Directory {
    /// A directory of keys, in any order. `request_uri` is where batches are sent, a path on the same host by preference:
    /// then it is true on every mirror.
    ///
    /// # Errors
    /// [`DirectoryError::Twice`] and [`DirectoryError::Collision`].
    pub fn new(request_uri: &str, mut keys: Vec<(Epoch, PublicKey)>) -> Result<Directory, DirectoryError> {
        keys.sort_by_key(|(epoch, _)| *epoch);
        for pair in keys.windows(2) {
            let [(epoch, key), (later, next)] = pair else { unreachable!("windows are of two") };
            if epoch == later {
                return Err(DirectoryError::Twice(*epoch));
            }
            if *later == epoch.next() && key.id().truncated() == next.id().truncated() {
                return Err(DirectoryError::Collision(*epoch));
            }
        }
        Ok(Directory { request_uri: request_uri.to_owned(), keys })
    }

    /// Reads a directory. Keys of other token types are passed over, as the RFC wants.
    pub fn from_json(json: &str) -> Result<Directory, DirectoryError> {
        let parsed = (json.len() <= MOST_BYTES).then(|| serde_json::from_str::<Written>(json).ok()).flatten();
        let written = parsed.ok_or(DirectoryError::Form)?;
        let ours = (1..).zip(&written.token_keys).filter(|(_, key)| key.token_type == TOKEN_TYPE);
        let keys = ours.map(|(place, key)| read(key).ok_or(DirectoryError::Key { place }));
        Directory::new(&written.issuer_request_uri, keys.collect::<Result<_, _>>()?)
    }

    /// The directory in JSON. The order is that of the epochs: at any time a client takes the last one that has begun.
    pub fn to_json(&self) -> String {
        let token_keys = self.keys.iter().map(|(epoch, key)| WrittenKey {
            token_type: TOKEN_TYPE,
            token_key: BASE64URL.encode(key.spki()),
            not_before: Some(epoch.begins().millis() / 1_000),
        });
        let written =
            Written { issuer_request_uri: self.request_uri.clone(), token_keys: token_keys.collect() };
        serde_json::to_string_pretty(&written).expect("texts and numbers can be written")
    }

    /// Where batches are sent.
    pub fn request_uri(&self) -> &str {
        &self.request_uri
    }

    /// The key of an epoch.
    pub fn key_of(&self, epoch: Epoch) -> Option<&PublicKey> {
        self.keys.iter().find(|(other, _)| *other == epoch).map(|(_, key)| key)
    }

    /// The epoch of a key.
    pub fn epoch_of(&self, id: KeyId) -> Option<Epoch> {
        self.keys.iter().find(|(_, key)| key.id() == id).map(|(epoch, _)| *epoch)
    }

    /// Epochs and key identifiers, the earliest first: what a signed edition lists.
    pub fn ids(&self) -> impl Iterator<Item = (Epoch, KeyId)> {
        self.keys.iter().map(|(epoch, key)| (*epoch, key.id()))
    }
}

fn read(written: &WrittenKey) -> Option<(Epoch, PublicKey)> {
    let begins = Time::from_millis(written.not_before?.checked_mul(1_000)?);
    let epoch = Epoch::at(begins);
    let key = PublicKey::from_spki(&BASE64URL.decode(written.token_key.as_bytes()).ok()?).ok()?;
    (epoch.begins() == begins).then_some((epoch, key))
}

#[cfg(test)]
mod tests;
