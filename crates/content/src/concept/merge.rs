//! Topics that have gone into another one. Nothing that was saved is written anew: revisions keep the id that they have,
//! and whoever asks what it means is told the other topic. So an old file imported once more brings nothing back.

use std::collections::HashMap;

use store::{Read, StoreError, Value, Write, values};

use super::{Concept, ConceptKind, find, from_row};
use crate::listing::shelf_name;
use crate::manuscript::Document;
use crate::news::{self, News};

/// What became of a wish to merge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Merged {
    /// Stories, lists and addresses of the one are the other's.
    Done,
    /// A topic does not go into itself.
    Same,
    /// There is no such topic, or not any more.
    Unknown,
}

/// Lets the topic `from` go into the topic `into`: stories follow, its address leads there. It cannot be undone.
pub async fn merge(tx: &mut Write, from: &str, into: &str) -> Result<Merged, StoreError> {
    tx.take_turn().await?;
    if from == into {
        return Ok(Merged::Same);
    }
    for id in [from, into] {
        if find(tx.reading(), ConceptKind::Topic, id).await?.is_none() {
            return Ok(Merged::Unknown);
        }
    }
    let sql = "update concept set merged_into = $2 where kind = 'topic' and (id = $1 or merged_into = $1)";
    tx.execute(sql, values![from, into]).await?;
    let (old, new) = (shelf_name(ConceptKind::Topic, from), shelf_name(ConceptKind::Topic, into));
    // Digests are of what a story says; one that says the topic is digested anew when it is filed again.
    let sql = "
        update story
        set digest = ''
        where public_from is null or id in (select story from shelf where name = $1)";
    tx.execute(sql, values![&old]).await?;
    let sql = "delete from shelf where name = $1 and story in (select story from shelf where name = $2)";
    tx.execute(sql, values![&old, &new]).await?;
    tx.execute("update shelf set name = $2 where name = $1", values![&old, &new]).await?;
    tx.announce(news::announcement(&News::Names));
    Ok(Merged::Done)
}

/// The topic that another has gone into.
pub async fn merged_into(db: &mut Read, id: &str) -> Result<Option<String>, StoreError> {
    let sql = "select merged_into from concept where kind = 'topic' and id = $1";
    let row = db.row(sql, values![id]).await?;
    row.map_or(Ok(None), |row| row.text_or_none("merged_into"))
}

/// The concept that bears a name in any language, or that one which bore it has gone into.
pub async fn of_name(db: &mut Read, kind: ConceptKind, name: &str) -> Result<Option<Concept>, StoreError> {
    let sql = "
        select kind, id, position, names, role, hidden, merged_into
        from concept
        where kind = $1
        order by position, id";
    let mut gone = None;
    for row in db.rows(sql, values![kind.name()]).await? {
        let concept = from_row(&row)?;
        if super::named_so(std::slice::from_ref(&concept), name).is_none() {
            continue;
        }
        match row.text_or_none("merged_into")? {
            None => return Ok(Some(concept)),
            Some(into) => gone = Some(into),
        }
    }
    match gone {
        Some(into) => find(db, kind, &into).await,
        None => Ok(None),
    }
}

/// All topics that have gone into others, by their ids.
pub(crate) struct Merges(HashMap<String, String>);

impl Merges {
    pub(crate) async fn load(db: &mut Read) -> Result<Merges, StoreError> {
        let sql = "select id, merged_into from concept where kind = 'topic' and merged_into is not null";
        let rows = db.rows(sql, values![]).await?;
        let pairs = rows.iter().map(|row| Ok((row.text("id")?, row.text("merged_into")?)));
        Ok(Merges(pairs.collect::<Result<_, StoreError>>()?))
    }

    /// Whether none has.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The shelf that is meant by the name of one.
    pub(crate) fn shelf(&self, name: String) -> String {
        let into = name.strip_prefix("topic/").and_then(|id| self.0.get(id));
        into.map_or(name.clone(), |into| shelf_name(ConceptKind::Topic, into))
    }

    /// Gives a document the topics that its own mean, each once.
    pub(crate) fn follow(&self, document: &mut Document) {
        if self.is_empty() {
            return;
        }
        let mut topics: Vec<String> = Vec::with_capacity(document.topics.len());
        for topic in document.topics.drain(..) {
            let topic = self.0.get(&topic).cloned().unwrap_or(topic);
            if !topics.contains(&topic) {
                topics.push(topic);
            }
        }
        document.topics = topics;
    }
}

/// What is meant by ids, by the id that was asked for.
pub(super) async fn meant(
    db: &mut Read,
    kind: ConceptKind,
    ids: &[String],
) -> Result<HashMap<String, Concept>, StoreError> {
    let list = super::in_list(ids.len(), 2);
    let sql = format!(
        "select a.id as asked, c.kind, c.id, c.position, c.names, c.role, c.hidden
         from concept a
         join concept c on c.kind = a.kind and c.id = coalesce(a.merged_into, a.id)
         where a.kind = $1 and a.id in ({list})"
    );
    let mut parameters = values![kind.name()];
    parameters.extend(ids.iter().map(Value::from));
    let rows = db.rows(&sql, parameters).await?;
    rows.iter().map(|row| Ok((row.text("asked")?, from_row(row)?))).collect()
}

#[cfg(test)]
mod tests;
