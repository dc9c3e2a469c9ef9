//! What the newsroom's library asks of pictures: which have no card yet, what stories say of them, where they are used.

use std::collections::HashMap;

use base::Time;
use store::{Read, StoreError, Value, Write, values};

use super::id_of;
use crate::admission::Admission;
use crate::concept::in_list;
use crate::full;

/// What a story says of a picture that it shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    /// What it shows, for those who do not see it.
    pub alt: String,
    /// The line under it.
    pub caption: String,
    /// Who made it.
    pub credit: String,
    /// When the story went out.
    pub at: Option<Time>,
}

/// Pictures that no card has been written for, `limit` at most.
pub async fn without_card(db: &mut Read, limit: usize) -> Result<Vec<String>, StoreError> {
    let sql = "select picture from picture_gap order by picture limit $1";
    db.rows(sql, values![limit as i64]).await?.iter().map(|row| row.text("picture")).collect()
}

/// Their cards have been written.
pub async fn carded(tx: &mut Write, ids: &[String]) -> Result<(), StoreError> {
    if ids.is_empty() {
        return Ok(());
    }
    let sql = format!("delete from picture_gap where picture in ({})", in_list(ids.len(), 1));
    tx.execute(&sql, ids.iter().map(Value::from).collect()).await.map(drop)
}

/// What the stories say that show a picture: the first of them that says anything.
pub async fn shown(db: &mut Read, picture: &str, _admission: &Admission) -> Result<Shown, StoreError> {
    let stories = uses(db, picture, None, 3).await?;
    let mut best = Shown::default();
    for story in full::load_all(db, &stories).await? {
        let document = &story.document;
        let lead = document.picture.iter().map(|p| (&p.file, &p.alt, &p.caption, &p.credit));
        let inside = document.body.pictures().into_iter().map(|p| (&p.file, &p.alt, &p.caption, &p.credit));
        let said = lead.chain(inside).find(|(file, ..)| id_of(file) == picture);
        let Some((_, alt, caption, credit)) = said else { continue };
        best.at = best.at.or(story.published_at);
        if !(alt.is_empty() && caption.is_empty() && credit.is_empty()) {
            return Ok(Shown {
                alt: alt.clone(),
                caption: caption.clone(),
                credit: credit.clone(),
                at: best.at,
            });
        }
    }
    Ok(best)
}

/// Ids of stories that show a picture now or would after publication, the newest first, `limit` at most; for somebody
/// who sees none but their own, those that they opened. The order is that of the ids, which begin with the time: no
/// sorting, however many there are.
pub async fn uses(
    db: &mut Read,
    picture: &str,
    visible_to: Option<&str>,
    limit: usize,
) -> Result<Vec<String>, StoreError> {
    let sql = "
        select u.story
        from picture_use u
        where u.picture = $1
          and ($2 = '' or exists (select 1 from desk_line d where d.story = u.story and d.author = $2))
        order by u.story desc
        limit $3";
    let parameters = values![picture, visible_to.unwrap_or_default(), limit as i64];
    db.rows(sql, parameters).await?.iter().map(|row| row.text("story")).collect()
}

/// In how many stories each picture is used, counted to `most`; for somebody who sees none but their own, in how many of
/// those.
pub async fn count_uses(
    db: &mut Read,
    pictures: &[String],
    visible_to: Option<&str>,
    most: usize,
) -> Result<HashMap<String, i64>, StoreError> {
    if pictures.is_empty() {
        return Ok(HashMap::new());
    }
    let sql = format!(
        "select p.id,
           (select count(*) from (
             select 1 from picture_use u
             where u.picture = p.id
               and ($1 = '' or exists (select 1 from desk_line d where d.story = u.story and d.author = $1))
             limit $2) used) as stories
         from picture p
         where p.id in ({})",
        in_list(pictures.len(), 3)
    );
    let mut parameters = values![visible_to.unwrap_or_default(), most as i64];
    parameters.extend(pictures.iter().map(Value::from));
    let rows = db.rows(&sql, parameters).await?;
    rows.iter().map(|row| Ok((row.text("id")?, row.int("stories")?))).collect()
}

/// Whether somebody opened a story that shows the picture.
pub async fn is_in_story_of(db: &mut Read, picture: &str, author: &str) -> Result<bool, StoreError> {
    Ok(!uses(db, picture, Some(author), 1).await?.is_empty())
}

/// Forgets a picture that no story uses; its files are to be taken away. Answers whether it did.
pub async fn forget_unused(tx: &mut Write, picture: &str) -> Result<bool, StoreError> {
    let sql = "
        delete from picture
        where id = $1 and not exists (select 1 from picture_use u where u.picture = $1)";
    let forgotten = tx.execute(sql, values![picture]).await? > 0;
    if forgotten {
        carded(tx, &[picture.to_owned()]).await?;
    }
    Ok(forgotten)
}
