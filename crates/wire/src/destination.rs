//! Destinations: machines of a client that stories are pushed to.

use base::{Time, id};
use store::{Read, Row, StoreError, Write, values};
use zeroize::Zeroizing;

use crate::seal::Seal;

/// A machine of a client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Destination {
    /// Its id.
    pub id: String,
    /// Whose.
    pub client: String,
    /// Where to, and as what.
    pub target: Target,
    /// When it was set up.
    pub made_at: Time,
    /// Since when nothing is pushed there; notices are.
    pub paused_at: Option<Time>,
}

/// Where stories are pushed to, and as what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// What the client calls it.
    pub name: String,
    /// By what.
    pub kind: Kind,
    /// `https://…`; `sftp://host:port/folder`; `https://endpoint/bucket/folder`.
    pub address: String,
    /// SFTP's user; S3's access key id; empty for HTTP.
    pub account: String,
    /// The SFTP server's key as `SHA256:…`; S3's region; empty for HTTP.
    pub mark: String,
    /// The format's name.
    pub format: String,
}

/// By what stories are pushed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A call with the story as its body, signed (HMAC-SHA-256).
    Http,
    /// A file in a folder.
    Sftp,
    /// An object in a bucket.
    S3,
}

impl Kind {
    /// All of them.
    pub const ALL: [Kind; 3] = [Kind::Http, Kind::Sftp, Kind::S3];

    /// Its name in the database and in messages.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Http => "http",
            Kind::Sftp => "sftp",
            Kind::S3 => "s3",
        }
    }

    /// The kind of that name.
    pub fn from_name(name: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// Why a destination is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// It is called nothing.
    NoName,
    /// The address is none of this kind.
    Address,
    /// SFTP and S3 need a user or a key's id.
    NoAccount,
    /// SFTP needs the server's key, S3 a region.
    NoMark,
    /// Without a secret nothing is pushed: nobody could tell who sent it, or the machine would not let us in.
    NoSecret,
}

impl Target {
    /// Whether all is there that pushing needs.
    pub fn check(&self, secret: &str) -> Result<(), Unfit> {
        let schemes: &[&str] = match self.kind {
            Kind::Sftp => &["sftp://"],
            Kind::Http | Kind::S3 => &["https://", "http://"],
        };
        let rest = schemes.iter().find_map(|scheme| self.address.strip_prefix(scheme));
        let host = rest.and_then(|rest| rest.split('/').next()).unwrap_or_default();
        let odd = |c: char| c.is_whitespace() || c.is_control();
        // Whoever writes a user or a password into an address shows it to all who see the page.
        let bad_address = host.is_empty() || host.contains('@') || self.address.contains(odd);
        let empty = |text: &str| text.trim().is_empty();
        match self.kind {
            _ if empty(&self.name) => Err(Unfit::NoName),
            _ if bad_address => Err(Unfit::Address),
            Kind::Sftp | Kind::S3 if empty(&self.account) => Err(Unfit::NoAccount),
            Kind::Sftp | Kind::S3 if empty(&self.mark) => Err(Unfit::NoMark),
            _ if empty(secret) => Err(Unfit::NoSecret),
            _ => Ok(()),
        }
    }
}

/// Sets a destination up; answers its id. Whoever asks has checked the target.
pub async fn add(
    tx: &mut Write,
    seal: &Seal,
    client: &str,
    target: &Target,
    secret: &str,
    now: Time,
) -> Result<String, StoreError> {
    let id = id::new_id(now);
    let sealed = seal.seal(&id, secret, id::chance());
    let sql = "
        insert into destination (id, client, name, kind, address, account, mark, format, sealed, made_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    let Target { name, kind, address, account, mark, format } = target;
    let row = values![&id, client, name, kind.name(), address, account, mark, format, sealed, now];
    tx.execute(sql, row).await?;
    Ok(id)
}

/// Stops pushing to a client's destination, or goes on with it. Answers whether that is new.
pub async fn pause(
    tx: &mut Write,
    client: &str,
    id: &str,
    paused_at: Option<Time>,
) -> Result<bool, StoreError> {
    let sql = match paused_at {
        Some(_) => {
            "update destination set paused_at = $3 where id = $1 and client = $2 and paused_at is null"
        }
        None => {
            "update destination set paused_at = $3 where id = $1 and client = $2 and paused_at is not null"
        }
    };
    Ok(tx.execute(sql, values![id, client, paused_at]).await? == 1)
}

/// Takes a client's destination away, its secret with it; answers what it was called, if there was such a one.
pub async fn remove(tx: &mut Write, client: &str, id: &str) -> Result<Option<String>, StoreError> {
    let sql = "delete from destination where id = $1 and client = $2 returning name";
    tx.reading().row(sql, values![id, client]).await?.map(|row| row.text("name")).transpose()
}

/// Those of a client, by name.
pub async fn of(db: &mut Read, client: &str) -> Result<Vec<Destination>, StoreError> {
    let sql = format!("{SELECT} where client = $1 order by name, id");
    db.rows(&sql, values![client]).await?.iter().map(destination).collect()
}

/// One, whosever.
pub async fn find(db: &mut Read, id: &str) -> Result<Option<Destination>, StoreError> {
    let sql = format!("{SELECT} where id = $1");
    db.row(&sql, values![id]).await?.as_ref().map(destination).transpose()
}

/// All of them, paused ones too: for those who push.
pub async fn all(db: &mut Read) -> Result<Vec<Destination>, StoreError> {
    let sql = format!("{SELECT} order by client, id");
    db.rows(&sql, values![]).await?.iter().map(destination).collect()
}

/// What is signed with, or signed in with. None where the database has another secret beside it than it was sealed by.
pub async fn secret(db: &mut Read, seal: &Seal, id: &str) -> Result<Option<Zeroizing<String>>, StoreError> {
    let row = db.row("select sealed from destination where id = $1", values![id]).await?;
    Ok(row.map(|row| row.text("sealed")).transpose()?.and_then(|sealed| seal.unseal(id, &sealed)))
}

const SELECT: &str = "
    select id, client, name, kind, address, account, mark, format, made_at, paused_at
    from destination";

fn destination(row: &Row) -> Result<Destination, StoreError> {
    let kind = Kind::from_name(&row.text("kind")?);
    Ok(Destination {
        id: row.text("id")?,
        client: row.text("client")?,
        target: Target {
            name: row.text("name")?,
            kind: kind.ok_or_else(|| StoreError::Damaged("destination.kind".into()))?,
            address: row.text("address")?,
            account: row.text("account")?,
            mark: row.text("mark")?,
            format: row.text("format")?,
        },
        made_at: row.time("made_at")?,
        paused_at: row.time_or_none("paused_at")?,
    })
}
