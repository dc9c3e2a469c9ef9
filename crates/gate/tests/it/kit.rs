//! A till that signs whatever it is asked to, and gates over an empty database.

use std::sync::LazyLock;

use base::Time;
use data_encoding::HEXLOWER;
use gate::{Gate, Refusal};
use passes::{Directory, Epoch, PrivateKey, Token, TokenChallenge, Wallet, batch, chance};
use store::StoreUrl;

pub const ISSUER: &str = "plus.kropka.example";

/// Keys out of the RFC's vectors: making one takes long.
pub static KEYS: LazyLock<Vec<PrivateKey>> = LazyLock::new(|| {
    let text = include_str!("../../../passes/tests/data/rfc9578.json");
    let keys = text.split("\"skS\": \"").skip(1).filter_map(|rest| rest.split('"').next());
    let mut keys: Vec<&str> = keys.collect();
    keys.dedup();
    keys.iter()
        .map(|key| PrivateKey::from_pkcs8(&HEXLOWER.decode(key.as_bytes()).unwrap()).unwrap())
        .collect()
});

/// October has the first key, November the second, December the third.
pub fn key(epoch: &str) -> &'static PrivateKey {
    &KEYS[["2026-10", "2026-11", "2026-12"].iter().position(|known| *known == epoch).unwrap()]
}

pub fn directory() -> Directory {
    let keys = ["2026-10", "2026-11", "2026-12"].map(|month| (epoch(month), key(month).public().clone()));
    Directory::new("/plus/draw", keys.to_vec()).unwrap()
}

pub fn epoch(month: &str) -> Epoch {
    month.parse().unwrap()
}

/// Ten passes of a month. Another wallet has others.
pub fn passes(month: &str, wallet: u8) -> Vec<Token> {
    signed(key(month), month, ISSUER, wallet)
}

/// Ten passes signed with a key, for an issuer.
pub fn signed(key: &PrivateKey, month: &str, issuer: &str, wallet: u8) -> Vec<Token> {
    let (wallet, challenge) = (Wallet::from_entropy([wallet; 16]), TokenChallenge::plus(issuer).digest());
    let (batch, pending) = batch::prepare(&wallet, epoch(month), key.public(), challenge).unwrap();
    let answer = batch::sign(key, &batch, &mut chance::from_seed([3; 32])).unwrap();
    pending.finish(key.public(), &answer).unwrap().to_vec()
}

pub fn time(text: &str) -> Time {
    Time::parse_rfc3339(text).unwrap()
}

/// The tenth of November 2026, when tests begin: the second week of the month.
pub fn now() -> Time {
    time("2026-11-10T12:00:00Z")
}

/// A place for gates of one database: they share a folder, as nodes share a secret.
pub struct Place {
    pub url: StoreUrl,
    pub folder: tempfile::TempDir,
}

impl Place {
    pub fn of(url: StoreUrl) -> Place {
        Place { url, folder: tempfile::tempdir().unwrap() }
    }

    /// A gate that has learned the till's keys.
    pub async fn gate(&self, now: Time) -> Gate {
        let gate = self.unlearned(now).await;
        gate.learn(&directory(), now).await.unwrap();
        gate
    }

    pub async fn unlearned(&self, now: Time) -> Gate {
        Gate::open(&self.url, self.folder.path(), ISSUER, base::id::chance(), now).await.unwrap()
    }
}

/// Redeems; the cookie's value, or the refusal.
pub async fn redeem(gate: &Gate, pass: &Token, now: Time) -> Result<String, Refusal> {
    let outcome = gate.redeem(pass, base::id::chance(), now).await.expect("the gate works");
    outcome.map(|cookie| cookie.value)
}
