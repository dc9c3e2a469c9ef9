//! Tokens: keys of a client's programs. Shown once, kept as a hash, with what they may do, an end if one is set, and revoked
//! by the client or the newsroom.

use base::{Time, id};
use store::{Read, Row, StoreError, Write, values};

use crate::client::{self, Client};

/// A token that was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Its id, by which it is revoked.
    pub id: String,
    /// Whose programs have it.
    pub client: String,
    /// Which program.
    pub name: String,
    /// What it may do.
    pub scopes: Vec<Scope>,
    /// Who made it: a seat's id, or one of the staff.
    pub made_by: String,
    /// When.
    pub made_at: Time,
    /// When it ends by itself.
    pub ends_at: Option<Time>,
    /// When it was revoked.
    pub revoked_at: Option<Time>,
    /// When it was last used, to the hour.
    pub used_at: Option<Time>,
}

/// What a token may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Ask for lists of stories, and for what has changed.
    Pull,
    /// Ask for single stories in any format.
    Download,
}

impl Scope {
    /// All of them.
    pub const ALL: [Scope; 2] = [Scope::Pull, Scope::Download];

    /// Its name in the database and in messages.
    pub fn name(self) -> &'static str {
        match self {
            Scope::Pull => "pull",
            Scope::Download => "download",
        }
    }

    /// The scope of that name.
    pub fn from_name(name: &str) -> Option<Scope> {
        Scope::ALL.into_iter().find(|scope| scope.name() == name)
    }
}

/// What every token begins with, so that one that leaked is known for what it is.
const MARK: &str = "vestka_wire_";

/// How exactly the last use is noted.
const SEEN_MS: i64 = 3_600_000;

impl Token {
    /// Whether it still opens anything.
    pub fn is_good(&self, now: Time) -> bool {
        self.revoked_at.is_none() && self.ends_at.is_none_or(|ends| ends > now)
    }

    /// Whether it may do that.
    pub fn may(&self, scope: Scope) -> bool {
        self.scopes.contains(&scope)
    }

    /// Whether its use is worth noting: not more often than every hour.
    pub fn is_to_be_noted(&self, now: Time) -> bool {
        self.used_at.is_none_or(|used| now.millis() - used.millis() > SEEN_MS)
    }
}

/// Makes a token; answers it, which is shown now and never again.
pub async fn make(
    tx: &mut Write,
    client: &str,
    name: &str,
    scopes: &[Scope],
    ends_at: Option<Time>,
    by: &str,
    now: Time,
) -> Result<String, StoreError> {
    let secret = format!("{MARK}{}", id::secret());
    let scopes: Vec<&str> = scopes.iter().map(|scope| scope.name()).collect();
    let sql = "
        insert into client_token (id, client, name, hash, scopes, made_by, made_at, ends_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8)";
    let hash = id::digest(&secret);
    let row = values![id::new_id(now), client, name, hash, scopes.join(" "), by, now, ends_at];
    tx.execute(sql, row).await?;
    Ok(secret)
}

/// Whose a token is; also one that has ended or was revoked, so that its program can be told so.
pub async fn find(db: &mut Read, secret: &str) -> Result<Option<(Client, Token)>, StoreError> {
    let sql = format!("{SELECT} where hash = $1");
    let Some(row) = db.row(&sql, values![id::digest(secret)]).await? else { return Ok(None) };
    let token = token(&row)?;
    let client = client::find(db, &token.client).await?;
    Ok(client.map(|client| (client, token)))
}

/// All tokens of a client, the newest first.
pub async fn of(db: &mut Read, client: &str) -> Result<Vec<Token>, StoreError> {
    let sql = format!("{SELECT} where client = $1 order by made_at desc, id");
    db.rows(&sql, values![client]).await?.iter().map(token).collect()
}

/// Notes that it is in use.
pub async fn note(tx: &mut Write, id: &str, now: Time) -> Result<(), StoreError> {
    tx.execute("update client_token set used_at = $1 where id = $2", values![now, id]).await.map(drop)
}

/// Revokes a token of a client; answers what it was called, if there was such a one.
pub async fn revoke(tx: &mut Write, client: &str, id: &str, now: Time) -> Result<Option<String>, StoreError> {
    let sql = "
        update client_token
        set revoked_at = $3
        where id = $1 and client = $2 and revoked_at is null
        returning name";
    tx.reading().row(sql, values![id, client, now]).await?.map(|row| row.text("name")).transpose()
}

const SELECT: &str = "
    select id, client, name, scopes, made_by, made_at, ends_at, revoked_at, used_at
    from client_token";

fn token(row: &Row) -> Result<Token, StoreError> {
    let scopes = row.text("scopes")?;
    Ok(Token {
        id: row.text("id")?,
        client: row.text("client")?,
        name: row.text("name")?,
        scopes: scopes.split(' ').filter_map(Scope::from_name).collect(),
        made_by: row.text("made_by")?,
        made_at: row.time("made_at")?,
        ends_at: row.time_or_none("ends_at")?,
        revoked_at: row.time_or_none("revoked_at")?,
        used_at: row.time_or_none("used_at")?,
    })
}
