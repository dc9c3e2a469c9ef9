//! Letters to the channels. The outbox says which stories a publication changed; of each, the channels that have it and
//! those that are to get it are told. The place in the outbox that was read, and the letters for it, are one transaction.

use std::collections::{BTreeSet, HashMap};

use base::Time;
use base::config::Channel;
use content::news::{self, News};
use content::public::{self, Showing, Stand};
use site::Edition;
use store::{Announcement, Read, StoreError, Write, jobs};

use super::{CALL, Letter, post};
use crate::follow::{lock, look, move_on};

/// Where the outbox was read until, by this name.
const PLACE: &str = "telegram";
/// Rows that the outbox keeps at least: whoever comes later has missed some.
const OUTBOX_ROWS: i64 = 10_000;
/// So often it is noted that there was nothing, which tells news from an archive.
const NOTED_EVERY_MS: i64 = 3_600_000;
/// What had been public for longer when it was first heard of is no news: somebody imported an archive.
const DAY_MS: i64 = 86_400_000;

/// Sends the letters for all that is new; how many. A channel that is named today does not get what was public before.
pub async fn send_letters(edition: &Edition, now: Time) -> Result<usize, StoreError> {
    // Most of the time there is nothing, and nothing to write.
    let (version, place) = look(edition, PLACE).await?;
    let channels = &edition.config.telegram.channels;
    let mut db = edition.store.read().await?;
    let known = post::chats(&mut db).await?;
    let is_named = |channel: &Channel| known.iter().any(|(chat, _)| *chat == channel.chat);
    if let Some((seen, seen_at)) = place.filter(|_| channels.iter().all(is_named)) {
        let turned = public::turned_between(&mut db, seen_at, now).await?;
        let is_recent = now.millis() - seen_at.millis() < NOTED_EVERY_MS;
        if seen == version && turned.is_empty() && is_recent {
            return Ok(0);
        }
    }
    drop(db);
    let mut tx = edition.store.write().await?;
    let (seen, seen_at) = lock(&mut tx, PLACE, version, now).await?;
    for channel in channels {
        post::name(&mut tx, &channel.chat, now).await?;
    }
    let round = Round { now, no_older: seen_at.plus_millis(-DAY_MS), chats: named(&mut tx, channels).await? };
    let announced = store::announced_since(tx.reading(), seen).await?;
    let read_until = announced.last().map_or(seen, |(version, _)| *version);
    let turned: BTreeSet<String> =
        public::turned_between(tx.reading(), seen_at, now).await?.into_iter().collect();
    let mut stories = match changed(&announced).filter(|_| version - seen < OUTBOX_ROWS) {
        Some(stories) => stories,
        None => round.everything(tx.reading()).await?,
    };
    stories.extend(turned.iter().cloned());
    let sent = round.tell(&mut tx, stories, &turned).await?;
    move_on(&mut tx, PLACE, read_until, now).await?;
    tx.commit().await?;
    Ok(sent)
}

/// The channels of the settings, each with the time from which on it gets what is published.
async fn named<'a>(tx: &mut Write, channels: &'a [Channel]) -> Result<Vec<(&'a Channel, Time)>, StoreError> {
    let since: HashMap<String, Time> = post::chats(tx.reading()).await?.into_iter().collect();
    Ok(channels.iter().filter_map(|channel| Some((channel, *since.get(&channel.chat)?))).collect())
}

/// The stories of which readers' copies changed; none where that is said of so many that they are not named.
fn changed(announced: &[(i64, Vec<Announcement>)]) -> Option<BTreeSet<String>> {
    let mut all = BTreeSet::new();
    for (_, announcements) in announced {
        let news: Vec<News> = announcements.iter().filter_map(news::read).collect();
        // A story at which somebody only works at the desk is none of theirs.
        if !news.iter().any(|news| matches!(news, News::Stories { .. } | News::Withdrawn { .. })) {
            continue;
        }
        for news in news {
            match news {
                News::Desk { stories } if stories.is_empty() => return None,
                News::Desk { stories } => all.extend(stories),
                _ => {}
            }
        }
    }
    Some(all)
}

/// One reading of the outbox.
struct Round<'a> {
    now: Time,
    /// What became public before is not posted any more.
    no_older: Time,
    chats: Vec<(&'a Channel, Time)>,
}

impl Round<'_> {
    /// All stories that a channel has or may have to get.
    async fn everything(&self, db: &mut Read) -> Result<BTreeSet<String>, StoreError> {
        let mut all: BTreeSet<String> = post::stories(db).await?.into_iter().collect();
        for (channel, since) in &self.chats {
            let from = self.no_older.max(*since);
            all.extend(public::shown_since(db, &channel.language, from, self.now).await?);
        }
        Ok(all)
    }

    /// Tells the channels of these stories, in the order of publication; how many letters that were. `turned` are those
    /// that changed by the hour alone.
    async fn tell(
        &self,
        tx: &mut Write,
        stories: BTreeSet<String>,
        turned: &BTreeSet<String>,
    ) -> Result<usize, StoreError> {
        let stories: Vec<String> = stories.into_iter().collect();
        let mut stands = public::stands(tx.reading(), &stories, self.now).await?;
        stands.sort_by_key(|stand| (from(stand), stand.number));
        let mut posts: HashMap<String, Vec<(String, String)>> = HashMap::new();
        for [chat, story, stamp] in post::of(tx.reading(), &stories).await? {
            posts.entry(story).or_default().push((chat, stamp));
        }
        let mut sent = 0;
        for stand in &stands {
            let posts = posts.remove(&stand.id).unwrap_or_default();
            for (chat, _) in
                posts.iter().filter(|(_, stamp)| *stamp != stand.stamp || turned.contains(&stand.id))
            {
                post::stamp(tx, chat, &stand.id, &stand.stamp).await?;
                send(tx, chat, &stand.id, self.now).await?;
                sent += 1;
            }
            for (channel, since) in &self.chats {
                let has_it = posts.iter().any(|(chat, _)| *chat == channel.chat);
                let Some(from) = from(stand).filter(|from| !has_it && *from >= self.no_older.max(*since))
                else {
                    continue;
                };
                if takes(channel, stand) {
                    post::add(tx, (&channel.chat, &stand.id), &stand.stamp, (from, stand.number)).await?;
                    send(tx, &channel.chat, &stand.id, self.now).await?;
                    sent += 1;
                }
            }
        }
        Ok(sent)
    }
}

/// Since when the public has it.
fn from(stand: &Stand) -> Option<Time> {
    if let Showing::Story { from } = stand.showing { Some(from) } else { None }
}

fn takes(channel: &Channel, stand: &Stand) -> bool {
    channel.language == stand.language && is_of(channel, stand.sections.iter())
}

/// Whether a channel takes stories of any of these sections.
pub(super) fn is_of<'a>(channel: &Channel, mut sections: impl Iterator<Item = &'a String>) -> bool {
    channel.sections.is_empty() || sections.any(|section| channel.sections.contains(section))
}

async fn send(tx: &mut Write, chat: &str, story: &str, now: Time) -> Result<(), StoreError> {
    let letter = Letter { chat: chat.to_owned(), story: story.to_owned() };
    let content = serde_json::to_string(&letter).expect("plain data");
    // One that waits after a failure, or in line, is about what stands now: a kill does not wait behind it.
    jobs::hurry(tx, CALL, &content, now).await?;
    jobs::send(tx, CALL, &content, now).await
}
