//! Lines for stories that were there before there were lines.

use std::collections::HashMap;

use base::Time;
use store::{Read, Row, Store, StoreError, Value, Write, values};

use super::rows::{Line, LineRows};
use crate::concept::in_list;
use crate::file::rows::Pointers;
use crate::{full, history};

/// Stories that get their lines in one transaction.
const BATCH: i64 = 200;

/// Writes the lines of the stories that still lack one, which a migration left behind; answers how many. Costs one look
/// at an empty table when none does.
pub async fn complete(store: &Store) -> Result<u64, StoreError> {
    let mut completed = 0;
    while !gap(&mut store.read().await?).await?.is_empty() {
        let mut tx = store.write().await?;
        tx.take_turn().await?;
        completed += fill(&mut tx).await?;
        tx.commit().await?;
    }
    Ok(completed)
}

async fn gap(db: &mut Read) -> Result<Vec<String>, StoreError> {
    let rows = db.rows("select story from desk_gap order by story limit $1", values![BATCH]).await?;
    rows.iter().map(|row| row.text("story")).collect()
}

async fn fill(tx: &mut Write) -> Result<u64, StoreError> {
    let ids = gap(tx.reading()).await?;
    if ids.is_empty() {
        return Ok(0);
    }
    let list = in_list(ids.len(), 1);
    let parameters = || ids.iter().map(Value::from).collect::<Vec<_>>();
    let mut rows = LineRows::default();
    let pasts = pasts(tx, &list, parameters()).await?;
    for mut story in full::load_all(tx.reading(), &ids).await? {
        // Filed or opened since, it has its line.
        let Some(past) = pasts.get(&story.id) else { continue };
        if past.pointers.shown.is_some_and(|shown| shown != past.pointers.head)
            && let Some(head) = history::whole(tx.reading(), &story.id, past.pointers.head).await?
        {
            story.document = head;
        }
        rows.add(Line::of_old(&story, past.pointers, &past.opened_by, &past.saved_by, past.saved_at), false);
    }
    rows.write(tx).await?;
    tx.execute(&format!("delete from desk_gap where story in ({list})"), parameters()).await
}

/// What a story's revisions say of its line.
struct Past {
    pointers: Pointers,
    opened_by: String,
    saved_by: String,
    saved_at: Time,
}

async fn pasts(tx: &mut Write, list: &str, ids: Vec<Value>) -> Result<HashMap<String, Past>, StoreError> {
    let sql = format!(
        "select s.id, s.revision, s.published_revision, s.scheduled_revision, f.author as opened_by,
           r.author as saved_by, r.saved_at
         from story s
         join revision r on r.story = s.id and r.number = s.revision
         join revision f on f.story = s.id
           and f.number = (select min(x.number) from revision x where x.story = s.id)
         where s.id in ({list}) and not exists (select 1 from desk_line d where d.story = s.id)"
    );
    tx.reading().rows(&sql, ids).await?.iter().map(|row| Ok((row.text("id")?, past(row)?))).collect()
}

fn past(row: &Row) -> Result<Past, StoreError> {
    let pointers = Pointers {
        head: row.int("revision")?,
        shown: row.int_or_none("published_revision")?,
        scheduled: row.int_or_none("scheduled_revision")?,
    };
    Ok(Past {
        pointers,
        opened_by: row.text("opened_by")?,
        saved_by: row.text("saved_by")?,
        saved_at: row.time("saved_at")?,
    })
}
