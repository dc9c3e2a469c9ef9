//! What a client is given, as an item.

use base::Time;
use content::clients::Line;
use site::edition::Reading;
use site::{Edition, Failed};
use wire::contract::Hold;
use wire::{Text, WireStory};

use crate::item::Item;

impl Item {
    /// A story as its client is given it; its version is the one that the record of takings calls it by.
    pub async fn of_wire(reading: &mut Reading<'_>, story: &WireStory) -> Result<Item, Failed> {
        let item = match &story.text {
            Text::Whole(whole) => Item::full(reading, whole).await?,
            Text::Public(part) => Item::public(reading, part),
        };
        let embargoed_until = match story.held {
            Some(Hold::Until(until)) => Some(until),
            Some(Hold::ForClients) | None => None,
        };
        Ok(Item { changed: story.version, embargoed_until, ..item })
    }

    /// What is left of a killed one.
    pub fn of_withdrawn(reading: &Reading<'_>, line: &Line) -> Item {
        let (notice, at) = match &line.killed {
            Some(kill) => (kill.notice.as_str(), kill.at),
            None => ("", line.changed_at),
        };
        Item::withdrawn(reading, &line.id, notice, at).numbered(reading, line.number)
    }
}

/// The item of a story that a client is given.
pub(super) async fn given(edition: &Edition, story: &WireStory, now: Time) -> Result<Item, Failed> {
    let mut reading = edition.reading_in(&story.line.language, now).await?;
    Item::of_wire(&mut reading, story).await
}

/// The item of a killed story.
pub(super) async fn withdrawn(edition: &Edition, line: &Line, now: Time) -> Result<Item, Failed> {
    Ok(Item::of_withdrawn(&edition.reading_in(&line.language, now).await?, line))
}
