//! The week's cookie: one key a week, shared by the nodes through the database, destroyed when the week is over. A cookie
//! that is good lets in; it is the same for everybody, so nothing is known of who shows it.

use std::sync::Arc;

use base::Time;
use content::Admission;
use content::admission::Ground;
use passes::cookie::WeekKey;
use passes::{Week, chance};
use rand_core::Rng;
use store::values;
use subtle::ConstantTimeEq;

use crate::{Gate, GateError};

/// How long before a week begins its key is made and known to every node, in hours. Nodes look every hour.
const AHEAD_HOURS: i64 = 48;

/// Somebody who has shown the cookie of a week.
pub struct Admitted {
    admission: Admission,
    week: Week,
    name: Arc<str>,
    shown: String,
}

/// A week whose key is known. Of the key only the cookie is kept, with whoever shows it.
pub(crate) struct OpenWeek {
    week: Week,
    admitted: Arc<Admitted>,
}

impl std::fmt::Debug for Admitted {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Admitted({})", self.name)
    }
}

impl Admitted {
    /// What paid bodies are shown for.
    pub fn admission(&self) -> &Admission {
        &self.admission
    }

    /// Until when the cookie is good.
    pub fn until(&self) -> Time {
        self.week.ends()
    }

    /// The value of the cookie that was shown, the same for everybody in its week.
    pub fn shown(&self) -> &str {
        &self.shown
    }

    /// The week's name: what pages for its readers are kept apart by.
    pub fn week(&self) -> &Arc<str> {
        &self.name
    }
}

impl Gate {
    /// Who shows this cookie's value now. No database, no lock, no allocation; every known cookie is compared, each in the
    /// same time for every value.
    pub fn admit(&self, cookie: &str, now: Time) -> Option<Arc<Admitted>> {
        let weeks = self.0.weeks.load();
        let mut found = None;
        for open in weeks.iter() {
            let is_right = bool::from(open.admitted.shown.as_bytes().ct_eq(cookie.as_bytes()));
            let is_open = now >= open.week.begins() && now < open.week.ends();
            if is_right & is_open {
                found = Some(Arc::clone(&open.admitted));
            }
        }
        found
    }

    /// The value of a week's cookie; `None` while the key is not known.
    pub(crate) fn cookie_of(&self, week: Week) -> Option<String> {
        self.0.weeks.load().iter().find(|open| open.week == week).map(|open| open.admitted.shown.clone())
    }

    /// Makes sure of the keys of the weeks that are open and of those that begin soon.
    pub(crate) async fn ready_weeks(&self, chance: [u8; 32], now: Time) -> Result<(), GateError> {
        let mut rng = chance::from_seed(chance);
        let mut weeks = Vec::new();
        for week in wanted(now) {
            let key = match self.week_key(week).await? {
                Some(key) => key,
                None => {
                    let (mut key, mut nonce) = ([0; 32], [0; 12]);
                    rng.fill_bytes(&mut key);
                    rng.fill_bytes(&mut nonce);
                    self.keep_week(week, &WeekKey::from_bytes(key), nonce).await?;
                    // Another node may have been first: what counts is what the database has.
                    self.week_key(week).await?.ok_or(GateError::Sealed(week))?
                }
            };
            weeks.push(OpenWeek::of(week, &key));
        }
        self.0.weeks.store(Arc::new(weeks));
        Ok(())
    }

    async fn week_key(&self, week: Week) -> Result<Option<WeekKey>, GateError> {
        let sql = "select sealed from week_key where week = $1";
        let row = self.0.store.read().await?.row(sql, values![week.to_string()]).await?;
        let Some(row) = row else { return Ok(None) };
        Ok(Some(self.0.secret.unseal(week, &row.text("sealed")?).ok_or(GateError::Sealed(week))?))
    }

    async fn keep_week(&self, week: Week, key: &WeekKey, nonce: [u8; 12]) -> Result<(), GateError> {
        let sealed = self.0.secret.seal(week, key, nonce);
        let mut tx = self.0.store.write().await?;
        let sql = "insert into week_key (week, sealed) values ($1, $2) on conflict do nothing";
        tx.execute(sql, values![week.to_string(), sealed]).await?;
        Ok(tx.commit().await?)
    }
}

/// The weeks that are open, and those that begin soon.
pub(crate) fn wanted(now: Time) -> Vec<Week> {
    let mut weeks = Week::open_at(now);
    weeks.extend(Week::open_at(now.plus_hours(AHEAD_HOURS)));
    weeks.sort();
    weeks.dedup();
    weeks
}

impl OpenWeek {
    #[expect(
        clippy::disallowed_methods,
        reason = "who shows the week's cookie has redeemed a pass: the gate is what lets readers in"
    )]
    fn of(week: Week, key: &WeekKey) -> OpenWeek {
        let admission = Admission::grant(Ground::Pass);
        let (name, shown) = (week.to_string().into(), key.cookie(week));
        OpenWeek { week, admitted: Arc::new(Admitted { admission, week, name, shown }) }
    }
}
