//! What an adversary makes of the databases of till and gate, and of the secrets beside them: all that a seizure yields.

use std::fs;
use std::path::Path;

use anyhow::{Context, ensure};
use data_encoding::{BASE64URL_NOPAD, HEXLOWER};
use passes::{Epoch, PrivateKey, Token};
use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use ring::{digest, hmac};
use sqlx::{AnyConnection, AssertSqlSafe, Connection, Row};

/// Everything that the two databases say of passes.
pub struct Seized {
    /// The till's private keys that are not destroyed yet.
    pub keys: Vec<(Epoch, PrivateKey)>,
    /// Digests of the batches that were drawn, as the till's database has them.
    pub drawn: Vec<String>,
    /// Hashes of passes that are spent, as the gate's database has them.
    pub spent: Vec<String>,
    /// Whether rows lie in the order of their keys: then their places tell nothing of who came before whom.
    pub is_in_order: bool,
}

/// Where the database of a room is, `till` or `gate`, for a value of its setting: by default a file in the data folder.
pub fn address(setting: &str, data: &Path, room: &str) -> String {
    match setting {
        "" => format!("sqlite://{}", data.join(room).join(format!("{room}.db")).display()),
        url => url.to_owned(),
    }
}

/// The gate's tables of spent passes.
const SPENT: [&str; 3] = ["spent_0", "spent_1", "spent_2"];

/// Reads both databases; `secret` is the till's file.
///
/// # Errors
/// When a database does not answer, or a key cannot be unsealed with the secret.
pub async fn seize(till: &str, gate: &str, secret: &Path) -> anyhow::Result<Seized> {
    let secret = fs::read(secret).with_context(|| format!("{} cannot be read", secret.display()))?;
    let mut db = open(till).await?;
    let sql = "select k.epoch, k.id, s.sealed from issuer_key k join sealed_key s on s.epoch = k.epoch order by k.epoch";
    let mut keys = Vec::new();
    for row in sqlx::query(sql).fetch_all(&mut db).await? {
        let [epoch, id, sealed] = [0, 1, 2].map(|column| row.try_get::<String, _>(column));
        let epoch: Epoch = epoch?.parse()?;
        keys.push((epoch, unsealed(&secret, epoch, &id?, &sealed?)?));
    }
    let drawn = sqlx::query_scalar("select batch from draw").fetch_all(&mut db).await?;
    let mut is_in_order = true;
    for table in [("draw", "code"), ("code", "hash"), ("purchase", "id")] {
        is_in_order &= is_sorted(&mut db, till, table).await?;
    }
    db.close().await?;
    let mut db = open(gate).await?;
    let mut spent = Vec::new();
    for table in SPENT {
        let sql = AssertSqlSafe(format!("select hash from {table}"));
        spent.extend(sqlx::query_scalar::<_, String>(sql).fetch_all(&mut db).await?);
        is_in_order &= is_sorted(&mut db, gate, (table, "hash")).await?;
    }
    db.close().await?;
    Ok(Seized { keys, drawn, spent, is_in_order })
}

impl Seized {
    /// How many of these passes are spent.
    pub fn spent_of(&self, passes: &[Token]) -> usize {
        passes.iter().filter(|pass| self.spent.contains(&spent_hash(pass))).count()
    }
}

/// What the gate keeps of a spent pass.
fn spent_hash(pass: &Token) -> String {
    let text = [&b"vestka spent pass 1"[..], &pass.input.nonce].concat();
    BASE64URL_NOPAD.encode(digest::digest(&digest::SHA256, &text).as_ref())
}

async fn open(url: &str) -> anyhow::Result<AnyConnection> {
    sqlx::any::install_default_drivers();
    AnyConnection::connect(url).await.with_context(|| format!("{url} does not answer"))
}

/// Whether the rows of a table lie in the order of a column, as the database itself sorts it.
async fn is_sorted(db: &mut AnyConnection, url: &str, (table, key): (&str, &str)) -> anyhow::Result<bool> {
    let place = if url.starts_with("postgres") { "ctid" } else { "1" };
    let mut orders: [Vec<String>; 2] = Default::default();
    for (order, by) in orders.iter_mut().zip([place, key]) {
        let sql = AssertSqlSafe(format!("select {key} from {table} order by {by}"));
        *order = sqlx::query_scalar(sql).fetch_all(&mut *db).await?;
    }
    Ok(orders[0] == orders[1])
}

/// A private key out of its row, as the till itself opens it.
fn unsealed(secret: &[u8], epoch: Epoch, id: &str, sealed: &str) -> anyhow::Result<PrivateKey> {
    let tag = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, secret), b"vestka till sealing 1");
    let no_key = |_| anyhow::anyhow!("the key of {epoch} cannot be unsealed");
    let sealing = LessSafeKey::new(UnboundKey::new(&CHACHA20_POLY1305, tag.as_ref()).map_err(no_key)?);
    let mut bytes = HEXLOWER.decode(sealed.as_bytes())?;
    ensure!(bytes.len() > NONCE_LEN, "the key of {epoch} is too short");
    let (nonce, rest) = bytes.split_at_mut(NONCE_LEN);
    let label = [epoch.to_string().as_bytes(), &HEXLOWER.decode(id.as_bytes())?].concat();
    let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(no_key)?;
    let opened = sealing.open_in_place(nonce, Aad::from(label), rest).map_err(no_key)?;
    Ok(PrivateKey::from_pkcs8(opened)?)
}
