//! Stories for a client, as items that every format is written from. What is given is on record before it is given.

use std::collections::BTreeMap;

use base::{Language, Time};
use distribution::item::Item;
use wire::{How, Loaded, Taken, WireStory, story, taken};

use crate::failure::Answer;
use crate::visit::Visit;

/// A story, or what is left of one, for the client that asks.
pub(crate) struct Given {
    pub id: String,
    /// As formats write it.
    pub item: Item,
    /// None of a story that was withdrawn.
    pub story: Option<Box<WireStory>>,
}

/// One story of the client's. None where its contract covers nothing of it and it has no copy.
pub(crate) async fn one(visit: &Visit, id: &str) -> Answer<Option<Given>> {
    let mut db = visit.read().await?;
    let language = match story::load(&mut db, visit.client()?, id, visit.now).await? {
        Loaded::Story(story) => story.line.language,
        Loaded::Withdrawn(line) => line.language,
        Loaded::Nothing => return Ok(None),
    };
    drop(db);
    Ok(several(visit, &[(id.to_owned(), language)]).await?.pop())
}

/// Several, in their order; each in a snapshot of its language. What went meanwhile is left out.
pub(crate) async fn several(visit: &Visit, wanted: &[(String, Language)]) -> Answer<Vec<Given>> {
    let mut by_language: BTreeMap<&Language, Vec<String>> = BTreeMap::new();
    for (id, language) in wanted {
        by_language.entry(language).or_default().push(id.clone());
    }
    let mut given = Vec::with_capacity(wanted.len());
    for (language, ids) in by_language {
        let mut reading = visit.portal.edition.reading_in(language, visit.now).await?;
        for (id, loaded) in story::load_all(reading.db(), visit.client()?, &ids, visit.now).await? {
            match loaded {
                Loaded::Story(story) => {
                    let item = Item::of_wire(&mut reading, &story).await?;
                    given.push(Given { id, item, story: Some(story) });
                }
                Loaded::Withdrawn(line) => {
                    let item = Item::of_withdrawn(&reading, &line);
                    given.push(Given { id, item, story: None });
                }
                Loaded::Nothing => {}
            }
        }
    }
    given.sort_by_key(|one| wanted.iter().position(|(id, _)| *id == one.id));
    Ok(given)
}

/// Writes that stories are given. Nothing is written where all of it is on record already.
pub(crate) async fn record(visit: &Visit, given: &[Given], how: How, format: &str) -> Answer<()> {
    let (client, who, at): (_, _, Time) = (&visit.client()?.id, visit.id()?, visit.now);
    let one = |given: &Given| {
        let story = given.story.as_ref()?;
        Some(Taken {
            client: client.clone(),
            story: given.id.clone(),
            version: story.version,
            how,
            format: format.to_owned(),
            who: who.to_owned(),
            at,
        })
    };
    let all: Vec<Taken> = given.iter().filter_map(one).collect();
    if all.is_empty() || taken::is_recorded(&mut visit.read().await?, &all).await? {
        return Ok(());
    }
    let mut tx = visit.write().await?;
    taken::record(&mut tx, &all).await?;
    Ok(tx.commit().await?)
}
