//! What a reader asks for: to get newsletters, to have that confirmed, to be let go. The address is in memory until the mail
//! server has the mail that asks for confirmation; the database gets the sealed box only, and of tokens the hashes.
//!
//! Nobody can be told whether an address is on a list: we do not know it ourselves.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use base::{Language, Time, Zone};
use mail::{Address, Outcome, Plate, Wording};
use sha2::{Digest, Sha256};
use store::StoreError;

use super::{Press, Works};
use crate::seal::{Reader, Token};
use crate::{List, subscription};

/// What came of a sign-up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignedUp {
    /// A mail that asks for confirmation is on its way, or was lately.
    Asked,
    /// What was typed is no mail address.
    NotAnAddress,
    /// No list was chosen.
    NothingChosen,
    /// Too many sign up at this moment.
    TooMany,
    /// The mail could not be sent now; nothing is kept.
    NotSent,
}

/// Sign-ups at once, and the milliseconds in which one more is let in. All readers together: who they are is not looked at.
const BURST: f64 = 60.0;
const ONE_MORE_MS: f64 = 500.0;
/// An address is written to once in this time, however often it is typed in: nobody is flooded by way of our form.
const SAME_ADDRESS_MS: i64 = 10 * 60_000;
/// Addresses that are remembered at most, as hashes with a secret of this process: as many as the pace lets in.
const MOST_REMEMBERED: usize = 4_096;

/// Who signed up lately: in memory only.
pub(super) struct Lately {
    secret: [u8; 32],
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    level: f64,
    at: i64,
    addresses: HashMap<[u8; 16], i64>,
}

/// What the pace says of a sign-up.
#[derive(Debug, PartialEq, Eq)]
enum Turn {
    Go,
    Again,
    TooMany,
}

impl Default for Lately {
    fn default() -> Lately {
        Lately { secret: base::id::chance(), state: Mutex::default() }
    }
}

impl Lately {
    fn turn(&self, address: &Address, now: Time) -> Turn {
        let hash = Sha256::new().chain_update(self.secret).chain_update(address.as_str().to_lowercase());
        let hash = hash.finalize();
        let mut short = [0; 16];
        short.copy_from_slice(&hash[..16]);
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let now = now.millis();
        state.addresses.retain(|_, at| now - *at < SAME_ADDRESS_MS);
        if state.addresses.contains_key(&short) {
            return Turn::Again;
        }
        let passed_ms = (now - state.at).max(0) as f64;
        let level = (state.level - passed_ms / ONE_MORE_MS).max(0.0) + 1.0;
        if level > BURST || state.addresses.len() >= MOST_REMEMBERED {
            return Turn::TooMany;
        }
        (state.level, state.at) = (level, now);
        state.addresses.insert(short, now);
        Turn::Go
    }
}

impl Press {
    /// Signs somebody up: the mail that asks them to confirm it is handed over before this answers.
    pub async fn sign_up(
        &self,
        typed: &str,
        language: &Language,
        lists: &[List],
        now: Time,
    ) -> Result<SignedUp, StoreError> {
        let Some(works) = &self.0.works else { return Ok(SignedUp::NotSent) };
        let Some(address) = Address::parse(typed) else { return Ok(SignedUp::NotAnAddress) };
        if lists.is_empty() {
            return Ok(SignedUp::NothingChosen);
        }
        match self.0.lately.turn(&address, now) {
            Turn::Go => {}
            Turn::Again => return Ok(SignedUp::Asked),
            Turn::TooMany => return Ok(SignedUp::TooMany),
        }
        let (id, confirm) = (base::id::hex(&base::id::chance::<16>()), Token::by_chance());
        let reader = Reader { address, token: Token::by_chance() };
        let new = subscription::New {
            id: &id,
            language,
            lists,
            key: &works.key,
            sealed: &works.key.seal(&reader, &id, base::id::chance()),
            leave_hash: &reader.token.hash(),
            confirm_hash: &confirm.hash(),
            day: Zone::utc().date(now),
        };
        // The row first: the mail may be read before we know that it was taken.
        let mut tx = self.0.store.write().await?;
        subscription::add(&mut tx, &new).await?;
        tx.commit().await?;
        // Whoever gives up waiting, a browser or we, does not leave a mail half said.
        let (press, language) = (self.clone(), language.clone());
        let asking =
            tokio::spawn(async move { press.ask(&id, &reader.address, &language, &confirm, now).await });
        match tokio::time::timeout(self.0.waits.answer, asking).await {
            Err(_) | Ok(Ok(Ok(true))) => Ok(SignedUp::Asked),
            Ok(Ok(Ok(false))) => Ok(SignedUp::NotSent),
            Ok(Ok(Err(error))) => Err(error),
            Ok(Err(_)) => Ok(SignedUp::NotSent),
        }
    }

    /// Hands over the mail that asks for confirmation. `false` if that came to nothing; the sign-up is forgotten then.
    async fn ask(
        &self,
        id: &str,
        to: &Address,
        language: &Language,
        confirm: &Token,
        now: Time,
    ) -> Result<bool, StoreError> {
        let Some(works) = &self.0.works else { return Ok(false) };
        match self.hand_over(works, to, language, confirm, now).await {
            Outcome::Sent | Outcome::Unsure => Ok(true),
            Outcome::Refused { .. } | Outcome::NotReached(_) => {
                let mut tx = self.0.store.write().await?;
                subscription::forget(&mut tx, id).await?;
                tx.commit().await?;
                Ok(false)
            }
        }
    }

    async fn hand_over(
        &self,
        works: &Works,
        to: &Address,
        language: &Language,
        confirm: &Token,
        now: Time,
    ) -> Outcome {
        let config = &self.0.config;
        let locale = self.0.locales.get(language);
        let agency = config.language(language.as_str()).map_or(&config.agency.name, |it| &it.agency);
        let agency_arg = [("agency", agency.into())];
        let link = format!("{}/{language}/newsletter/confirm/{}", config.server.address, confirm.as_str());
        let days = [("days", super::CONFIRM_WITHIN_DAYS.into())];
        let text = [
            locale.text("newsletter-confirm-mail", &agency_arg),
            link,
            locale.text("newsletter-confirm-mail-not-you", &days),
        ];
        let wording = Wording {
            from: works.carrier.from(),
            name: agency,
            subject: &locale.text("newsletter-confirm-subject", &agency_arg),
            // Of chance of its own: the row's id is nobody else's to know.
            id: &base::id::hex(&base::id::chance::<16>()),
            date: now,
            text: &(text.join("\n\n") + "\n"),
            html: None,
            list: None,
            unsubscribe: None,
        };
        let copy = Plate::set(&wording, None).ok().and_then(|plate| plate.copy(to, ""));
        match copy {
            Some(copy) => works.carrier.carry(to, &copy).await,
            None => Outcome::NotReached(mail::Trouble::Sender(0)),
        }
    }

    /// Confirms a sign-up by the token of its link. `false` if there is none that waits.
    pub async fn confirm(&self, token: &str) -> Result<bool, StoreError> {
        let mut tx = self.0.store.write().await?;
        let was_waiting = subscription::confirm(&mut tx, &base::id::digest(token)).await?;
        tx.commit().await?;
        Ok(was_waiting)
    }

    /// Lets somebody go by the token of their link. `false` if they were gone already.
    pub async fn leave(&self, token: &str) -> Result<bool, StoreError> {
        let mut tx = self.0.store.write().await?;
        let was_there = subscription::leave(&mut tx, &base::id::digest(token)).await?;
        tx.commit().await?;
        Ok(was_there)
    }
}

#[cfg(test)]
mod tests {
    use base::Time;
    use mail::Address;

    use super::{BURST, Lately, Turn};

    #[test]
    fn an_address_is_written_to_once_and_all_together_at_a_pace() {
        let lately = Lately::default();
        let at = |ms: i64| Time::from_millis(1_765_713_600_000 + ms);
        let turn = |name: &str, ms| lately.turn(&Address::parse(name).expect("an address"), at(ms));
        assert_eq!(turn("jan@example.org", 0), Turn::Go);
        assert_eq!(turn("JAN@example.org", 1), Turn::Again);
        let let_in = (0..200).filter(|n| turn(&format!("r{n}@example.org"), 2) == Turn::Go).count();
        assert_eq!(let_in, BURST as usize - 1);
        assert_eq!(turn("late@example.org", 3), Turn::TooMany);
        assert_eq!(turn("late@example.org", 1_100), Turn::Go);
        assert_eq!(turn("jan@example.org", 600_001), Turn::Go);
    }
}
