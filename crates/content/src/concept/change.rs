//! What the newsroom does to sections, topics and people: adds them, names them, orders them, looks how much they are
//! used.

use std::collections::{BTreeMap, HashMap};

use base::{Language, script};
use store::{Read, StoreError, Value, Write, values};

use super::{Concept, ConceptKind, Role, all};
use crate::listing::shelf_name;
use crate::news::{self, News};

/// The longest id that stories may point to, in bytes.
const LONGEST_ID: usize = 64;

/// Towards the beginning of a menu, or its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shift {
    /// One place towards the beginning.
    Up,
    /// One place towards the end.
    Down,
}

/// Adds a concept at the end of its kind. Its id is made from the name in `language`, which must be among `names`; one
/// that is taken gets a number behind it. Answers the id.
pub async fn add(
    tx: &mut Write,
    kind: ConceptKind,
    names: BTreeMap<Language, String>,
    language: &Language,
    role: Option<Role>,
) -> Result<String, StoreError> {
    tx.take_turn().await?;
    let name = names.get(language).or(names.values().next()).map(String::as_str).unwrap_or_default();
    let wanted = script::slug(name, language);
    let sql = "select id from concept where kind = $1";
    let rows = tx.reading().rows(sql, values![kind.name()]).await?;
    let taken: Vec<String> = rows.iter().map(|row| row.text("id")).collect::<Result<_, _>>()?;
    let id = free_id(wanted.as_str(), &taken);
    let sql = "
        insert into concept (kind, id, position, names, role, hidden)
        select $1, $2, coalesce(max(position) + 1, 0), $3, $4, 0
        from concept
        where kind = $1";
    tx.execute(sql, values![kind.name(), &id, json(&names)?, role.map(Role::name)]).await?;
    tx.announce(news::announcement(&News::Names));
    Ok(id)
}

/// The id, or the first with a number behind it that nothing has.
fn free_id(wanted: &str, taken: &[String]) -> String {
    let cut = |most: usize| wanted[..wanted.len().min(most)].trim_end_matches('-').to_owned();
    let is_free = |id: &String| !taken.contains(id);
    let numbered = (2..).map(|number| format!("{}-{number}", cut(LONGEST_ID - 8)));
    std::iter::once(cut(LONGEST_ID)).chain(numbered).find(is_free).unwrap_or_default()
}

/// Gives a concept other names, and a person another way to sign. Answers whether there is such a concept.
pub async fn rename(
    tx: &mut Write,
    kind: ConceptKind,
    id: &str,
    names: &BTreeMap<Language, String>,
    role: Option<Role>,
) -> Result<bool, StoreError> {
    let sql = "update concept set names = $3, role = $4 where kind = $1 and id = $2";
    let known = tx.execute(sql, values![kind.name(), id, json(names)?, role.map(Role::name)]).await? > 0;
    if known {
        tx.announce(news::announcement(&News::Names));
    }
    Ok(known)
}

/// Moves a concept by one place. Answers whether it moved: the first cannot go up, nor the last down.
pub async fn shift(tx: &mut Write, kind: ConceptKind, id: &str, shift: Shift) -> Result<bool, StoreError> {
    tx.take_turn().await?;
    let mut order = all(tx.reading(), kind).await?;
    let Some(at) = order.iter().position(|concept| concept.id == id) else { return Ok(false) };
    let to = match shift {
        Shift::Up => at.checked_sub(1),
        Shift::Down => Some(at + 1).filter(|to| *to < order.len()),
    };
    let Some(to) = to else { return Ok(false) };
    order.swap(at, to);
    // Imports may have left several at one place: whoever stands elsewhere than counted is put there.
    for (position, concept) in order.iter().enumerate() {
        if concept.position != position as i64 {
            let sql = "update concept set position = $3 where kind = $1 and id = $2";
            tx.execute(sql, values![kind.name(), &concept.id, position as i64]).await?;
        }
    }
    tx.announce(news::announcement(&News::Names));
    Ok(true)
}

/// Concepts that bear a name in any language, whatever the case and the marks on its letters.
pub fn named_so<'a>(concepts: &'a [Concept], name: &str) -> Option<&'a Concept> {
    let wanted = script::fold(name);
    concepts.iter().find(|concept| concept.names.values().any(|name| script::fold(name) == wanted))
}

/// In how many stories that are out each of several concepts stands, counted to `most`.
pub async fn count_published(
    db: &mut Read,
    kind: ConceptKind,
    ids: &[String],
    most: usize,
) -> Result<HashMap<String, i64>, StoreError> {
    let mut counts = HashMap::new();
    for id in ids {
        let sql = "select count(*) as stories from (select 1 from shelf where name = $1 limit $2) counted";
        let row = db.row(sql, values![shelf_name(kind, id), most as i64]).await?;
        counts.insert(id.clone(), row.map_or(Ok(0), |row| row.int("stories"))?);
    }
    Ok(counts)
}

/// Ids of the latest stories of a language that are out and point to a concept.
pub async fn latest(
    db: &mut Read,
    kind: ConceptKind,
    id: &str,
    language: &Language,
    limit: usize,
) -> Result<Vec<String>, StoreError> {
    let sql = "
        select story
        from shelf
        where name = $1 and language = $2
        order by public_from desc, number desc
        limit $3";
    let parameters: Vec<Value> = values![shelf_name(kind, id), language.as_str(), limit as i64];
    db.rows(sql, parameters).await?.iter().map(|row| row.text("story")).collect()
}

fn json(names: &BTreeMap<Language, String>) -> Result<String, StoreError> {
    serde_json::to_string(names).map_err(|error| StoreError::Damaged(error.to_string()))
}

#[cfg(test)]
mod tests;
