//! Stories for a client, as items that every format is written from. What is given is on record before it is given.

use std::collections::BTreeMap;

use base::{Language, Time};
use distribution::item::Item;
use site::edition::Reading;
use wire::{Hold, How, Loaded, Taken, Text, WireStory, story, taken};

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
                    let item = item(&mut reading, &story).await?;
                    given.push(Given { id, item, story: Some(story) });
                }
                Loaded::Withdrawn(line) => {
                    let (notice, at) =
                        line.killed.map_or((String::new(), line.changed_at), |k| (k.notice, k.at));
                    let item = Item::withdrawn(&reading, &id, &notice, at).numbered(&reading, line.number);
                    given.push(Given { id, item, story: None });
                }
                Loaded::Nothing => {}
            }
        }
    }
    given.sort_by_key(|one| wanted.iter().position(|(id, _)| *id == one.id));
    Ok(given)
}

async fn item(reading: &mut Reading<'_>, story: &WireStory) -> Answer<Item> {
    let mut item = match &story.text {
        Text::Whole(whole) => Item::full(reading, whole).await?,
        Text::Public(part) => Item::public(reading, part),
    };
    if let Some(Hold::Until(until)) = story.held {
        item.embargoed_until = Some(until);
    }
    // What a version is called in the record of takings it is called in what is taken.
    item.changed = item.changed.max(story.version.min(reading.now()));
    Ok(item)
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
