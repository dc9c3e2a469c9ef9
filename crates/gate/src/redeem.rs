//! Redeeming a pass: it is checked, spent, and exchanged for the week's cookie.

use std::time::{Duration, UNIX_EPOCH};

use base::Time;
use passes::{Epoch, Token, cookie};

use crate::spent::{self, Spent};
use crate::{Gate, GateError};

/// Why a pass opens nothing. Whether it is spent or was never signed is not said: readers would do the same in both cases,
/// and nobody else is to learn which passes were used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Spent, or not signed by the till for us.
    #[error("The pass opens nothing: it has been used already, or it is not one of ours.")]
    NotGood,
    /// Its epoch has not begun.
    #[error("The pass is not good yet: its month, {0}, has not begun.")]
    Early(Epoch),
    /// Its epoch's passes are no longer accepted.
    #[error("The pass is not good any more: its month, {0}, is over.")]
    Late(Epoch),
}

/// The week's cookie, byte for byte the same for every reader of the week.
#[derive(Clone, PartialEq, Eq)]
pub struct WeekCookie {
    /// Its value.
    pub value: String,
    /// Until when it is good.
    pub until: Time,
}

impl WeekCookie {
    /// The value of the `Set-Cookie` header that gives it.
    pub fn header(&self) -> String {
        let until = UNIX_EPOCH + Duration::from_millis(u64::try_from(self.until.millis()).unwrap_or(0));
        let (name, value, until) = (cookie::NAME, &self.value, httpdate::fmt_http_date(until));
        format!("{name}={value}; Path=/; Expires={until}; Secure; HttpOnly; SameSite=Lax")
    }

    /// The value of the `Set-Cookie` header that takes it away.
    pub fn taken_away() -> String {
        format!("{}=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Lax", cookie::NAME)
    }
}

/// Who has it may read for a week: it does not appear in messages about failures.
impl std::fmt::Debug for WeekCookie {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("WeekCookie(..)")
    }
}

impl Gate {
    /// Redeems a pass: answers the cookie of its week when that it is spent is on the disk. Of several who show the same
    /// pass, on any node, one gets it. `chance` makes the week's key, should it be the first.
    pub async fn redeem(
        &self,
        pass: &Token,
        chance: [u8; 32],
        now: Time,
    ) -> Result<Result<WeekCookie, Refusal>, GateError> {
        let keys = self.0.keys.load_full();
        let signed = keys
            .find(pass.input.key_id)
            .filter(|(_, key)| passes::verify(key, self.0.challenge, pass).is_ok());
        let Some((epoch, _)) = signed else {
            self.0.spending.pretend().await?;
            return Ok(Err(Refusal::NotGood));
        };
        let Some(week) = epoch.week_at(now) else {
            let is_early = now < epoch.begins();
            return Ok(Err(if is_early { Refusal::Early(epoch) } else { Refusal::Late(epoch) }));
        };
        // The cookie is there before the pass is spent: a pass is not lost because a key could not be made.
        if self.cookie_of(week).is_none() {
            self.ready_weeks(chance, now).await?;
        }
        let value = self.cookie_of(week).ok_or(GateError::Sealed(week))?;
        Ok(match self.0.spending.spend((epoch, spent::hash(&pass.input.nonce))).await? {
            Spent::Now => Ok(WeekCookie { value, until: week.ends() }),
            Spent::Before => Err(Refusal::NotGood),
            Spent::Over => Err(Refusal::Late(epoch)),
        })
    }
}
