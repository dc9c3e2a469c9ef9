//! From what is announced to letters: whatever leaves the house for others is a letter, sent once for each announcement,
//! whoever made it and whichever process dies meanwhile. The place in the outbox that was read, and the letters for it,
//! are one transaction.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use base::{Clock, Language, Time};
use content::news::{self, News};
use content::public;
use site::Edition;
use store::{StoreError, Write, values};
use tokio::sync::Notify;

use crate::{clients, telegram, websub};

/// Where the outbox was read until, by this name.
const PLACE: &str = "websub";
/// An announcement of this process wakes the reader at once, others within this time.
const LOOK_EVERY: Duration = Duration::from_millis(500);

/// Sends letters for as long as it is polled; `sent` is told when there are some, `to_clients` when some are in lanes.
pub async fn follow(edition: Arc<Edition>, clock: Clock, sent: Arc<Notify>, to_clients: Arc<Notify>) {
    let has_hub = !edition.config.wire.websub_hub.is_empty();
    let has_telegram = telegram::is_on(&edition.config.telegram);
    let news = Arc::new(Notify::new());
    let bell = Arc::clone(&news);
    edition.store.listen(Arc::new(move |_| bell.notify_one()));
    loop {
        tell(clients::send_letters(&edition, clock.now()).await, "to clients", &to_clients);
        if has_hub {
            tell(send_letters(&edition, clock.now()).await, "to the hub", &sent);
        }
        if has_telegram {
            tell(telegram::send_letters(&edition, clock.now()).await, "to Telegram", &sent);
        }
        let _ = tokio::time::timeout(LOOK_EVERY, news.notified()).await;
    }
}

fn tell(letters: Result<usize, StoreError>, whom: &str, sent: &Notify) {
    match letters {
        Ok(0) => {}
        Ok(_) => sent.notify_one(),
        Err(error) => tracing::warn!(%error, "no letters can be sent {whom}; trying again"),
    }
}

/// Sends a letter for each language about which there is something new; how many. The first time there is nothing new:
/// a hub that is named today need not hear of yesterday.
pub async fn send_letters(edition: &Edition, now: Time) -> Result<usize, StoreError> {
    // Most of the time there is nothing, and nothing to write.
    let (version, place) = look(edition, PLACE).await?;
    let mut languages = BTreeSet::new();
    if let Some((_, seen_at)) = place {
        let opened = public::changed_between(&mut edition.store.read().await?, seen_at, now).await?;
        languages.extend(concerned(edition, News::Stories { languages: opened }));
    }
    if languages.is_empty() && place.is_some_and(|(seen, _)| seen == version) {
        return Ok(0);
    }
    let mut tx = edition.store.write().await?;
    let (place, _) = lock(&mut tx, PLACE, version, now).await?;
    let announced = store::announced_since(tx.reading(), place).await?;
    let news = announced.iter().flat_map(|(_, announcements)| announcements).filter_map(news::read);
    news.for_each(|news| languages.extend(concerned(edition, news)));
    let read_until = announced.last().map_or(place, |(version, _)| *version);
    for language in &languages {
        websub::send(&mut tx, language, now).await?;
    }
    move_on(&mut tx, PLACE, read_until, now).await?;
    tx.commit().await?;
    Ok(languages.len())
}

/// The edition's version, and the place in the outbox and the time at which it was last looked.
pub(crate) async fn look(edition: &Edition, name: &str) -> Result<(i64, Option<(i64, Time)>), StoreError> {
    let version = edition.store.edition_version().await?;
    let sql = "select version, seen_at from channel where name = $1";
    let row = edition.store.read().await?.row(sql, values![name]).await?;
    let place = row.map(|row| Ok::<_, StoreError>((row.int("version")?, row.time("seen_at")?)));
    Ok((version, place.transpose()?))
}

/// The place, for this transaction alone: another process waits here, and finds that nothing is left.
pub(crate) async fn lock(
    tx: &mut Write,
    name: &str,
    version: i64,
    now: Time,
) -> Result<(i64, Time), StoreError> {
    let sql = "
        insert into channel (name, version, seen_at)
        values ($1, $2, $3)
        on conflict (name) do update
        set seen_at = channel.seen_at
        returning version, seen_at";
    let row = tx.reading().row(sql, values![name, version, now]).await?;
    let row = row.ok_or_else(|| StoreError::Damaged("channel: no row".into()))?;
    Ok((row.int("version")?, row.time("seen_at")?))
}

/// All up to `version` is read.
pub(crate) async fn move_on(tx: &mut Write, name: &str, version: i64, now: Time) -> Result<(), StoreError> {
    let sql = "update channel set version = $2, seen_at = $3 where name = $1";
    tx.execute(sql, values![name, version, now]).await.map(drop)
}

/// The languages whose feeds are out of date. A kill concerns them too: the hub's copy must go.
fn concerned(edition: &Edition, news: News) -> Vec<Language> {
    let all: Vec<Language> = edition.languages().cloned().collect();
    match news {
        News::Stories { languages } | News::Withdrawn { languages } => {
            languages.into_iter().filter(|language| all.contains(language)).collect()
        }
        News::Names => all,
        News::Desk { .. } => Vec::new(),
    }
}
