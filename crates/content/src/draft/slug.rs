//! Setting a slug by hand.

use base::Time;
use base::script::Slug;
use store::{StoreError, Write, values};

use crate::file::changes::Changes;
use crate::manuscript::State;
use crate::{desk, full};

/// What came of setting a slug.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SlugSet {
    /// The story has it, or will have it when it goes out. Addresses that it had before lead to it still.
    Done,
    /// Another story of that language has or had this address.
    Taken,
    /// There is no such story.
    NoSuchStory,
    /// The story was killed.
    Killed,
}

/// Sets the last part of a story's address by hand; `None` before it is out: to be made from the headline.
pub async fn set_slug(
    tx: &mut Write,
    story: &str,
    slug: Option<&Slug>,
    now: Time,
) -> Result<SlugSet, StoreError> {
    tx.take_turn().await?;
    let Some(m) = full::load(tx.reading(), story).await? else { return Ok(SlugSet::NoSuchStory) };
    if m.state == State::Killed {
        return Ok(SlugSet::Killed);
    }
    let is_out = m.state == State::Published;
    let Some(slug) = slug else {
        if !is_out {
            put(tx, story, "").await?;
        }
        return Ok(SlugSet::Done);
    };
    let sql = "select story from address where language = $1 and slug = $2";
    let holder = tx.reading().row(sql, values![m.language.as_str(), slug.as_str()]).await?;
    let holder = holder.map(|row| row.text("story")).transpose()?;
    if holder.as_deref().is_some_and(|holder| holder != story) {
        return Ok(SlugSet::Taken);
    }
    put(tx, story, slug.as_str()).await?;
    if is_out {
        let row = vec![values![m.language.as_str(), slug.as_str(), story]];
        tx.insert("address (language, slug, story)", "on conflict do nothing", row).await?;
        let mut changes = Changes::default();
        changes.note(&m, true);
        changes.announce(tx, now).await?;
    }
    desk::announce(tx, story);
    Ok(SlugSet::Done)
}

async fn put(tx: &mut Write, story: &str, slug: &str) -> Result<(), StoreError> {
    let sql = "update story set slug = $2, digest = '' where id = $1";
    tx.execute(sql, values![story, slug]).await.map(drop)
}
