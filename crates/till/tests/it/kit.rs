//! What the tests have in common: a time, a reader with a wallet.

use base::Time;
use passes::batch::{self, Pending};
use passes::{Batch, Epoch, ReaderCode, Wallet};
use till::{CodeKind, Till};

/// Noon of a day, in UTC.
pub fn at(day: &str) -> Time {
    Time::parse_rfc3339(&format!("{day}T12:00:00Z")).unwrap()
}

pub fn month(text: &str) -> Epoch {
    text.parse().unwrap()
}

/// Twelve words.
pub fn wallet(number: u8) -> Wallet {
    Wallet::from_entropy([number; 16])
}

/// The batch that a wallet draws of an epoch.
pub async fn batch(till: &Till, wallet: &Wallet, epoch: &str, now: Time) -> (Batch, Pending) {
    let directory = till.directory(now).await.unwrap();
    let key = directory.key_of(month(epoch)).expect("the epoch has a key");
    batch::prepare(wallet, month(epoch), key, till.challenge()).unwrap()
}

/// A code that holds months.
pub async fn code(till: &Till, months: u32, seed: u8, now: Time) -> ReaderCode {
    let codes = till.make_codes(1, months, CodeKind::Sheet, [seed; 32], now).await.unwrap().unwrap();
    codes.into_iter().next().unwrap()
}

/// What `months` and `paid_until` of a code are, as a text: `0 2026-11`.
pub async fn standing(till: &Till, code: &ReaderCode, now: Time) -> String {
    match till.standing(code, now).await.unwrap() {
        None => "unknown".into(),
        Some(standing) => {
            let until = standing.paid_until.map_or("-".into(), |until| until.to_string());
            format!("{} {until}", standing.months)
        }
    }
}
