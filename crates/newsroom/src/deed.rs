//! What staff did: who, what, to what, when. Written in the transaction that does it, so that neither is without the
//! other. Readers are in no line of it.

use base::{Time, id};
use store::{Read, Row, StoreError, Write, values};

/// A line of the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deed {
    /// Its own id.
    pub id: String,
    /// When.
    pub at: Time,
    /// Who; empty for somebody who was not signed in.
    pub staff: String,
    /// What: one of [`DEEDS`], a word with a message of its own (`published`: `deed-published`).
    pub deed: String,
    /// To what: a story's id, a colleague's.
    pub subject: String,
    /// More, in a few words; never what a story says.
    pub detail: String,
}

/// Everything that is ever recorded. Each has a message, `deed-published`, in every language of the desk.
pub const DEEDS: &[&str] = &[
    "assigned",
    "byline-hidden",
    "byline-set",
    "byline-shown",
    "caught-up",
    "client-added",
    "client-changed",
    "client-destination-paused",
    "client-destination-removed",
    "client-destination-resumed",
    "client-seat-added",
    "client-seat-closed",
    "client-seat-invited",
    "client-state-set",
    "client-token-revoked",
    "codes-made",
    "confirmed",
    "corrected",
    "delivery-laid-aside",
    "delivery-repeated",
    "flashed",
    "gift-made",
    "invite-withdrawn",
    "invited",
    "joined",
    "kill-asked",
    "kill-refused",
    "killed",
    "let-go",
    "link-made",
    "name-added",
    "name-and-language",
    "name-changed",
    "name-moved",
    "newsletter-changed",
    "newsletter-drafted",
    "newsletter-laid-aside",
    "newsletter-sent",
    "newsletter-stopped",
    "noted",
    "opened",
    "passkey-added",
    "passkey-removed",
    "password-changed",
    "password-removed",
    "picture-added",
    "picture-described",
    "picture-removed",
    "plan-added",
    "plan-changed",
    "plan-moved",
    "plan-off-sale",
    "plan-on-sale",
    "plan-removed",
    "pool-added",
    "pool-closed",
    "pool-filled",
    "pool-opened",
    "pool-remarked",
    "program-key-ended",
    "program-key-made",
    "published",
    "readied",
    "recovery-codes-renewed",
    "restored",
    "returned",
    "role-changed",
    "scheduled",
    "session-ended",
    "sessions-ended",
    "signed-in",
    "signed-out",
    "slug-set",
    "submitted",
    "took-back",
    "topic-made",
    "topic-merged",
    "translated",
    "unscheduled",
    "updated",
];

/// Writes a line. `deed` is one of [`DEEDS`]; the message's whole id, `deed-published`, is understood too. What is not
/// in the list stops a debug build, so that every test of a page finds a deed without words.
pub async fn record(
    tx: &mut Write,
    staff: &str,
    deed: &str,
    subject: &str,
    detail: &str,
    now: Time,
) -> Result<(), StoreError> {
    let deed = deed.strip_prefix("deed-").unwrap_or(deed);
    debug_assert!(DEEDS.contains(&deed), "add '{deed}' to deed::DEEDS and 'deed-{deed}' to locales/desk");
    let sql = "insert into deed (id, at, staff, deed, subject, detail) values ($1, $2, $3, $4, $5, $6)";
    tx.execute(sql, values![id::new_id(now), now, staff, deed, subject, detail]).await.map(drop)
}

/// Lines before one, newest first; those of one member where one is named.
pub async fn before(
    db: &mut Read,
    before: Option<&str>,
    staff: Option<&str>,
    limit: usize,
) -> Result<Vec<Deed>, StoreError> {
    let sql = "
        select id, at, staff, deed, subject, detail
        from deed
        where ($1 = '' or id < $1) and ($2 = '' or staff = $2)
        order by id desc
        limit $3";
    let parameters = values![before.unwrap_or_default(), staff.unwrap_or_default(), limit as i64];
    db.rows(sql, parameters).await?.iter().map(deed).collect()
}

fn deed(row: &Row) -> Result<Deed, StoreError> {
    Ok(Deed {
        id: row.text("id")?,
        at: row.time("at")?,
        staff: row.text("staff")?,
        deed: row.text("deed")?,
        subject: row.text("subject")?,
        detail: row.text("detail")?,
    })
}
