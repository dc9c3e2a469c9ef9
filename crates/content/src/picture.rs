//! The rows that describe pictures, and which stories use them. The files are the media room's.

use std::collections::BTreeSet;

use base::Time;
use store::{Read, StoreError, Value, Write, jobs, values};

use crate::concept::in_list;
use crate::manuscript::Document;

pub use library::{Shown, carded, count_uses, forget_unused, is_in_story_of, shown, uses, without_card};

mod library;

/// The job that takes the pictures of a killed story out of the media folder. Its content is the story's id.
pub const WITHDRAW: &str = "withdraw-pictures";

/// A picture's id from a file's name: what stands before the first dot or the rendition's width.
pub fn id_of(file: &str) -> &str {
    let name = file.rsplit('/').next().unwrap_or(file);
    name.split(['.', '-']).next().unwrap_or(name)
}

impl Document {
    /// Ids of all pictures that the document shows.
    pub fn pictures(&self) -> BTreeSet<String> {
        let lead = self.picture.iter().map(|picture| picture.file.as_str());
        let inside = self.body.pictures().into_iter().map(|picture| picture.file.as_str());
        lead.chain(inside).map(|file| id_of(file).to_owned()).collect()
    }
}

/// Records a picture; `description` is the media room's, as JSON. The newsroom's library has still to write its card.
pub async fn file(tx: &mut Write, id: &str, description: &str) -> Result<(), StoreError> {
    let sql = "insert into picture (id, description) values ($1, $2) on conflict (id) do update set description = $2";
    tx.execute(sql, values![id, description]).await?;
    tx.execute("insert into picture_gap (picture) values ($1) on conflict do nothing", values![id])
        .await
        .map(drop)
}

/// What is known of several pictures: (id, description).
pub async fn descriptions(db: &mut Read, ids: &[String]) -> Result<Vec<(String, String)>, StoreError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let sql =
        format!("select id, description from picture where id in ({}) order by id", in_list(ids.len(), 1));
    let rows = db.rows(&sql, ids.iter().map(Value::from).collect()).await?;
    rows.iter().map(|row| Ok((row.text("id")?, row.text("description")?))).collect()
}

/// Whether a story that the public may see uses a picture.
pub async fn is_public(db: &mut Read, id: &str, now: Time) -> Result<bool, StoreError> {
    let sql = "
        select s.id
        from picture_use u
        join story s on s.id = u.story
        where u.picture = $1 and s.state = 'published' and s.public_from <= $2
        limit 1";
    Ok(db.row(sql, values![id, now]).await?.is_some())
}

/// Ids of all pictures after `after`, in order, `limit` at most. Those that only killed stories use stay out: they are
/// to go.
pub async fn after(db: &mut Read, after: &str, limit: usize) -> Result<Vec<String>, StoreError> {
    let sql = "
        select p.id
        from picture p
        where p.id > $1
          and (
            not exists (select 1 from picture_use u where u.picture = p.id)
            or exists (
              select 1
              from picture_use u
              join story s on s.id = u.story
              where u.picture = p.id and s.state <> 'killed'))
        order by p.id
        limit $2";
    let rows = db.rows(sql, values![after, limit as i64]).await?;
    rows.iter().map(|row| row.text("id")).collect()
}

/// Ids of the killed story's pictures that no other story uses: their files must go.
pub async fn only_used_by(db: &mut Read, killed: &str) -> Result<Vec<String>, StoreError> {
    let sql = "
        select u.picture
        from picture_use u
        join story k on k.id = u.story and k.state = 'killed'
        where u.story = $1
          and not exists (
            select 1
            from picture_use o
            join story s on s.id = o.story
            where o.picture = u.picture and s.state <> 'killed')
        order by u.picture";
    let rows = db.rows(sql, values![killed]).await?;
    rows.iter().map(|row| row.text("picture")).collect()
}

/// Forgets pictures whose files are gone.
pub async fn forget(tx: &mut Write, ids: &[String]) -> Result<(), StoreError> {
    for id in ids {
        tx.execute("delete from picture where id = $1", values![id]).await?;
    }
    carded(tx, ids).await
}

/// Asks for a killed story's pictures to be taken away.
pub(crate) async fn withdraw(tx: &mut Write, story: &str, now: Time) -> Result<(), StoreError> {
    jobs::send(tx, WITHDRAW, story, now).await
}
