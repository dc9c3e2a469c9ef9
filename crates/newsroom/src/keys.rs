//! What somebody signs in with, apart from passkeys: a name, a password's hash, the secret of their one-time codes.

use base::Time;
use store::{Read, Row, StoreError, Write, values};

use crate::desk::Desk;
use crate::failure::{Answer, Failure};
use crate::{staff, totp};

/// Somebody's name and secrets.
#[derive(Clone)]
pub struct Keys {
    /// Whose.
    pub staff: String,
    /// What they type, folded.
    pub sign_in: String,
    /// An argon2 hash.
    pub password: Option<String>,
    /// Base 32.
    pub totp: Option<String>,
}

impl Keys {
    /// Whether they can sign in by password and code.
    pub fn has_password(&self) -> bool {
        self.password.is_some() && self.totp.is_some()
    }
}

const COLUMNS: &str = "id, sign_in, password, totp";

/// Those of the member who signs in by this name, if they still work here.
pub async fn of_name(db: &mut Read, typed: &str) -> Result<Option<Keys>, StoreError> {
    let name = staff::sign_in_of(typed);
    if name.contains('\0') {
        return Ok(None);
    }
    let sql = format!("select {COLUMNS} from staff where sign_in = $1 and left_at is null");
    db.row(&sql, values![name]).await?.as_ref().map(keys).transpose()
}

/// Whether somebody signs in by this name, or did before they left.
pub async fn is_taken(db: &mut Read, sign_in: &str) -> Result<bool, StoreError> {
    Ok(db.row("select id from staff where sign_in = $1", values![sign_in]).await?.is_some())
}

/// Those of a member.
pub async fn of(db: &mut Read, staff: &str) -> Result<Option<Keys>, StoreError> {
    let sql = format!("select {COLUMNS} from staff where id = $1 and left_at is null");
    db.row(&sql, values![staff]).await?.as_ref().map(keys).transpose()
}

/// Sets password and code generator; `step` is the one whose code has just been shown, and is used up by it.
pub async fn set(
    tx: &mut Write,
    staff: &str,
    password: &str,
    totp: &str,
    step: i64,
) -> Result<(), StoreError> {
    let sql = "update staff set password = $2, totp = $3, totp_step = $4 where id = $1";
    tx.execute(sql, values![staff, password, totp, step]).await.map(drop)
}

/// Takes password and code generator away.
pub async fn forget(tx: &mut Write, staff: &str) -> Result<(), StoreError> {
    let sql = "update staff set password = null, totp = null, totp_step = null where id = $1";
    tx.execute(sql, values![staff]).await.map(drop)
}

/// Uses a code up. Of two at once one is told no; nor is an older code good after a newer one.
pub async fn use_code(tx: &mut Write, staff: &str, step: i64) -> Result<bool, StoreError> {
    let sql = "update staff set totp_step = $2 where id = $1 and coalesce(totp_step, -1) < $2";
    Ok(tx.execute(sql, values![staff, step]).await? == 1)
}

/// Somebody has typed the right password and a right code, which is yet to be used up.
pub struct Proof {
    /// Who.
    pub staff: String,
    step: i64,
    throttled_as: String,
}

/// Tries name, password and code. The same work is done, and the same said, whether the name is anybody's or not.
pub async fn prove(desk: &Desk, name: &str, password: &str, code: &str) -> Answer<Option<Proof>> {
    let throttled_as = format!("password {}", base::id::digest(&staff::sign_in_of(name)));
    let keys = of_name(&mut desk.read().await?, name).await?;
    prove_as(desk, &throttled_as, keys, password, code).await
}

/// The same for somebody whose keys are known, tries counting under a name of the caller's.
pub async fn prove_as(
    desk: &Desk,
    throttled_as: &str,
    keys: Option<Keys>,
    password: &str,
    code: &str,
) -> Answer<Option<Proof>> {
    let door = &desk.newsroom.door;
    door.throttle.attempt(throttled_as, desk.now).map_err(Failure::TooOften)?;
    let kept = keys.as_ref().and_then(|keys| keys.password.clone());
    let fits = door.passwords.fits(password, kept).await?;
    let step = step_of(keys.as_ref(), code, desk.now);
    Ok(match (keys, step) {
        (Some(keys), Some(step)) if fits => {
            Some(Proof { staff: keys.staff, step, throttled_as: throttled_as.to_owned() })
        }
        _ => None,
    })
}

fn step_of(keys: Option<&Keys>, code: &str, now: Time) -> Option<i64> {
    totp::step(keys?.totp.as_deref()?, code, now)
}

impl Proof {
    /// Uses the code up and forgets the failures; false where the code was used before.
    pub async fn accept(&self, desk: &Desk, tx: &mut Write) -> Result<bool, StoreError> {
        let good = use_code(tx, &self.staff, self.step).await?;
        if good {
            desk.newsroom.door.throttle.succeeded(&self.throttled_as);
        }
        Ok(good)
    }
}

fn keys(row: &Row) -> Result<Keys, StoreError> {
    Ok(Keys {
        staff: row.text("id")?,
        sign_in: row.text("sign_in")?,
        password: row.text_or_none("password")?,
        totp: row.text_or_none("totp")?,
    })
}
