//! A till that signs whatever it is asked to: passes of three months, from keys out of the RFC's vectors.

use std::sync::LazyLock;

use passes::{Directory, Epoch, PrivateKey, Token, TokenChallenge, Wallet, batch, chance};

pub const ISSUER: &str = "plus.kropka.example";

/// The months that keys are for: the one that tests begin in, and those beside it.
pub const MONTHS: [&str; 3] = ["2025-11", "2025-12", "2026-01"];

/// Making a key takes long.
static KEYS: LazyLock<Vec<PrivateKey>> = LazyLock::new(|| {
    let text = include_str!("../../../passes/tests/data/rfc9578.json");
    let mut keys: Vec<&str> =
        text.split("\"skS\": \"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    keys.dedup();
    let bytes = |text: &str| -> Vec<u8> {
        (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).unwrap()).collect()
    };
    keys.iter().map(|key| PrivateKey::from_pkcs8(&bytes(key)).unwrap()).collect()
});

fn epoch(month: &str) -> Epoch {
    month.parse().unwrap()
}

pub fn directory() -> Directory {
    let keys = MONTHS.iter().zip(&*KEYS).map(|(month, key)| (epoch(month), key.public().clone()));
    Directory::new("/plus/draw", keys.collect()).unwrap()
}

/// Ten passes of a month.
pub fn passes(month: &str, wallet: u8) -> Vec<Token> {
    let key = MONTHS.iter().position(|known| *known == month).unwrap();
    signed(&KEYS[key], month, wallet)
}

/// Ten passes that somebody else has signed.
pub fn forged(month: &str) -> Vec<Token> {
    signed(&KEYS[3], month, 1)
}

fn signed(key: &PrivateKey, month: &str, wallet: u8) -> Vec<Token> {
    let (wallet, challenge) = (Wallet::from_entropy([wallet; 16]), TokenChallenge::plus(ISSUER).digest());
    let (batch, pending) = batch::prepare(&wallet, epoch(month), key.public(), challenge).unwrap();
    let answer = batch::sign(key, &batch, &mut chance::from_seed([3; 32])).unwrap();
    pending.finish(key.public(), &answer).unwrap().to_vec()
}
