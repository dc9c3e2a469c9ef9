//! Forgetting: what the till need not know any more goes, from the rows and from the disk.

use base::Time;
use passes::Epoch;
use store::values;

use crate::open::day;
use crate::{Till, TillError};

/// For how many days an unpaid purchase is kept: providers tell of late payments within a day or two. One for which
/// money is on its way is kept as a paid one is.
const WAITING_DAYS: i64 = 3;
/// For how many months a code is known that pays for nothing any more.
const OVER_MONTHS: usize = 3;

impl Till {
    /// Forgets what is over: purchases that are unpaid for days or past their refund, draws and private keys of past
    /// months, codes that have long run out. Afterwards none of it can be read from the database's files, and rows lie in the
    /// order of their keys, which are chance.
    pub async fn tidy(&self, now: Time) -> Result<(), TillError> {
        let days_ago = |days: i64| day(now.plus_hours(-24 * days)).to_string();
        let current = Epoch::at(now);
        let long_over = (0..OVER_MONTHS).fold(current, |epoch, _| epoch.previous()).to_string();
        let mut tx = self.0.store.write().await?;
        let waiting = "delete from purchase where state = 'waiting' and day < $1";
        tx.execute(waiting, values![days_ago(WAITING_DAYS)]).await?;
        let settled = "delete from purchase where state in ('under_way', 'paid', 'refunded') and day < $1";
        tx.execute(settled, values![days_ago(self.0.settings.refund_days.into())]).await?;
        tx.execute("delete from draw where epoch < $1", values![current.to_string()]).await?;
        let over = "
            delete from code
            where months = 0
              and (paid_until is null or paid_until < $1)
              and hash not in (select code from purchase)";
        tx.execute(over, values![long_over]).await?;
        self.destroy_keys(&mut tx, now).await?;
        tx.commit().await?;
        // Even where nothing went: the places of rows would tell in which order readers came.
        Ok(self.0.store.scrub(&["purchase", "draw", "code", "sealed_key", "issuer_key"]).await?)
    }
}
