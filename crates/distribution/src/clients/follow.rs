//! Letters to the clients. The outbox says which stories changed; of each, those whose contracts cover it, those who have it
//! and those who were told of it get a letter. The place in the outbox that was read, the notices and the letters are one
//! transaction.

use std::collections::{BTreeSet, HashMap};

use base::Time;
use content::news::{self, News};
use content::public;
use site::Edition;
use store::{Announcement, Read, StoreError, Write, jobs};
use wire::destination::{self, Destination};
use wire::interest::{self, Interest};
use wire::notice::{self, Notice};
use wire::reach::{self, Reach};
use wire::{Client, client, seat, taken};

use super::push::{self, Push};
use super::{ALERT, Letter, MAIL, PUSH};
use crate::follow::{lock, look, move_on};

/// Where the outbox was read until, by this name.
const PLACE: &str = "clients";
/// Rows that the outbox keeps at least: whoever comes later has missed some.
const OUTBOX_ROWS: i64 = 10_000;
/// So often it is looked for notices to those who took a story at the very moment of its correction, and noted that nothing
/// else was new.
const NOTED_EVERY_MS: i64 = 60_000;
/// Notices are looked for so far back.
const NOTICES_MS: i64 = 3_600_000;
/// What a client could have had for longer when it was first heard of is no news: somebody imported an archive.
const DAY_MS: i64 = 86_400_000;

/// Sends the letters for all that is new; how many.
pub async fn send_letters(edition: &Edition, now: Time) -> Result<usize, StoreError> {
    // Most of the time there is nothing, and nothing to write.
    let (version, place) = look(edition, PLACE).await?;
    let mut db = edition.store.read().await?;
    if let Some((seen, seen_at)) = place
        && now.millis() - seen_at.millis() < NOTED_EVERY_MS
        && is_nothing(&mut db, seen, seen_at, version, now).await?
    {
        return Ok(0);
    }
    drop(db);
    let mut tx = edition.store.write().await?;
    let (seen, seen_at) = lock(&mut tx, PLACE, version, now).await?;
    let clients = client::all(tx.reading()).await?;
    let announced = store::announced_since(tx.reading(), seen).await?;
    let read_until = announced.last().map_or(seen, |(version, _)| *version);
    let mut stories = match changed(&announced).filter(|_| version - seen < OUTBOX_ROWS) {
        Some(stories) => stories,
        None => {
            let since = seen_at.plus_millis(-DAY_MS);
            reach::changed_since(tx.reading(), &clients, since, now).await?.into_iter().collect()
        }
    };
    stories.extend(public::turned_between(tx.reading(), seen_at, now).await?);
    let notices = notice::notices(&mut tx, None, seen_at.plus_millis(-NOTICES_MS), now).await?;
    stories.extend(notices.iter().map(|notice| notice.story.clone()));
    let stories: Vec<String> = stories.into_iter().collect();
    let mut sent = match edition.config.mail.is_on() {
        true => mail(&mut tx, &clients, &notices, now).await?,
        false => 0,
    };
    if !stories.is_empty() && !clients.is_empty() {
        let round = Round::load(&mut tx, &clients, &notices, seen_at.plus_millis(-DAY_MS), now).await?;
        sent += round.tell(&mut tx, &stories).await?;
    }
    move_on(&mut tx, PLACE, read_until, now).await?;
    tx.commit().await?;
    Ok(sent)
}

/// Whether nothing that a client has or could have was announced: somebody works at the desk, and saves.
async fn is_nothing(
    db: &mut Read,
    seen: i64,
    seen_at: Time,
    version: i64,
    now: Time,
) -> Result<bool, StoreError> {
    if !public::turned_between(db, seen_at, now).await?.is_empty() {
        return Ok(false);
    }
    if seen == version {
        return Ok(true);
    }
    let announced = store::announced_since(db, seen).await?;
    let Some(stories) = changed(&announced).filter(|_| version - seen < OUTBOX_ROWS) else {
        return Ok(false);
    };
    let stories: Vec<String> = stories.into_iter().collect();
    let clients = client::all(db).await?;
    let is_out = !reach::reach(db, &clients, &stories, now).await?.is_empty();
    Ok(!is_out && push::of(db, &stories).await?.is_empty())
}

/// The stories of which somebody's copy changed; none where that is said of so many that they are not named.
fn changed(announced: &[(i64, Vec<Announcement>)]) -> Option<BTreeSet<String>> {
    let mut all = BTreeSet::new();
    for (_, announcements) in announced {
        for news in announcements.iter().filter_map(news::read) {
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
    clients: &'a [Client],
    notices: &'a [Notice],
    /// What a client could have had before is not sent any more.
    no_older: Time,
    now: Time,
    destinations: HashMap<String, Vec<Destination>>,
    alerts: Vec<(Client, Interest)>,
}

impl<'a> Round<'a> {
    async fn load(
        tx: &mut Write,
        clients: &'a [Client],
        notices: &'a [Notice],
        no_older: Time,
        now: Time,
    ) -> Result<Round<'a>, StoreError> {
        let mut destinations: HashMap<String, Vec<Destination>> = HashMap::new();
        for destination in destination::all(tx.reading()).await? {
            destinations.entry(destination.client.clone()).or_default().push(destination);
        }
        let alerts = interest::alerting(tx.reading()).await?;
        Ok(Round { clients, notices, no_older, now, destinations, alerts })
    }

    /// Tells of these stories, in the order of their versions; how many letters that were.
    async fn tell(&self, tx: &mut Write, stories: &[String]) -> Result<usize, StoreError> {
        let mut reached = reach::reach(tx.reading(), self.clients, stories, self.now).await?;
        reached.sort_by_key(|reach| (reach.line.version(self.now), reach.line.number));
        let mut rows: HashMap<String, Vec<Push>> = HashMap::new();
        for row in push::of(tx.reading(), stories).await? {
            rows.entry(row.story.clone()).or_default().push(row);
        }
        let (mut letters, mut stamps) = (Vec::new(), Vec::new());
        for reach in &reached {
            let known = rows.remove(&reach.line.id).unwrap_or_default();
            self.of_story(tx, reach, &known, &mut letters, &mut stamps).await?;
        }
        // What is left was taken back, and whoever has it is to put it aside.
        for row in rows.into_values().flatten().filter(|row| row.has_it() && row.stamp != TAKEN_BACK) {
            stamps.push((row.target.clone(), row.story.clone(), row.client.clone(), TAKEN_BACK.to_owned()));
            letters.push((PUSH, letter(&row.target, &row.client, &row.story)));
        }
        push::stamp(tx, &stamps).await?;
        for (kind, letter) in &letters {
            send(tx, kind, letter, self.now).await?;
        }
        Ok(letters.len())
    }

    async fn of_story(
        &self,
        tx: &mut Write,
        reach: &Reach,
        known: &[Push],
        letters: &mut Vec<(&'static str, Letter)>,
        stamps: &mut Vec<(String, String, String, String)>,
    ) -> Result<(), StoreError> {
        let line = &reach.line;
        let is_noticed = |client: &String| {
            self.notices.iter().any(|notice| notice.story == line.id && notice.client == *client)
        };
        // Whoever has a story is told of its end, whatever way they came by it and however their contract stands.
        let mut has: BTreeSet<String> =
            known.iter().filter(|row| row.has_it()).map(|row| row.client.clone()).collect();
        if line.killed.is_some() {
            has.extend(taken::of_story(tx.reading(), &line.id).await?.into_iter().map(|taken| taken.client));
        }
        let stamp = format!("{} {}", line.version(self.now).millis(), line.killed.is_some());
        for client in self.clients {
            let covered = reach.clients.contains(&client.id);
            let owed = has.contains(&client.id) || is_noticed(&client.id);
            for destination in self.destinations.get(&client.id).into_iter().flatten() {
                let row = known.iter().find(|row| row.target == destination.id);
                let is_new =
                    covered && line.killed.is_none() && self.is_news(client, line, destination.made_at);
                let wants = row.is_some() || owed || (is_new && destination.paused_at.is_none());
                let is_told = row.is_some_and(|row| row.stamp == stamp) && !is_noticed(&client.id);
                if wants && !is_told {
                    push_to(&destination.id, client, line, &stamp, PUSH, letters, stamps);
                }
            }
        }
        for (client, topic) in &self.alerts {
            let is_known = known.iter().any(|row| row.target == topic.id);
            let covered = reach.clients.contains(&client.id);
            let is_new = covered && line.killed.is_none() && self.is_news(client, line, topic.made_at);
            // Whoever was told of a story by a topic hears by it what became of the story.
            let is_owed = is_known && is_noticed(&client.id);
            if is_owed || (is_new && !is_known && topic.query.is_of(line)) {
                push_to(&topic.id, client, line, &stamp, ALERT, letters, stamps);
            }
        }
        Ok(())
    }

    /// Whether a client could have a story from so lately on that it is news, and not before its target was there.
    fn is_news(&self, client: &Client, line: &content::clients::Line, made_at: Time) -> bool {
        let from = if client.contract.early { Some(line.published_at) } else { line.public_from };
        from.is_some_and(|from| from.max(line.published_at) >= self.no_older.max(made_at))
    }
}

/// How a story stands whose publication was taken back.
const TAKEN_BACK: &str = "taken back";

fn push_to(
    target: &str,
    client: &Client,
    line: &content::clients::Line,
    stamp: &str,
    kind: &'static str,
    letters: &mut Vec<(&'static str, Letter)>,
    stamps: &mut Vec<(String, String, String, String)>,
) {
    stamps.push((target.to_owned(), line.id.clone(), client.id.clone(), stamp.to_owned()));
    letters.push((kind, letter(target, &client.id, &line.id)));
}

fn letter(target: &str, client: &str, story: &str) -> Letter {
    let [target, client, story] = [target, client, story].map(str::to_owned);
    Letter { client, target, story, notice: String::new() }
}

/// Letters for the people of the clients that new notices are for, and for their own address, where it is one.
async fn mail(
    tx: &mut Write,
    clients: &[Client],
    notices: &[Notice],
    now: Time,
) -> Result<usize, StoreError> {
    let mut letters = 0;
    for one in notices {
        let Some(client) = clients.iter().find(|client| client.id == one.client) else { continue };
        let seats = seat::of(tx.reading(), &client.id).await?;
        let open = seats.into_iter().filter(|seat| seat.closed_at.is_none()).map(|seat| seat.id);
        let own = mail::Address::parse(&client.contact).map(|_| String::new());
        for target in open.chain(own) {
            let letter = Letter { notice: one.id.clone(), ..letter(&target, &client.id, &one.story) };
            send(tx, MAIL, &letter, now).await?;
            letters += 1;
        }
    }
    Ok(letters)
}

async fn send(tx: &mut Write, kind: &str, letter: &Letter, now: Time) -> Result<(), StoreError> {
    let content = serde_json::to_string(letter).expect("plain data");
    // One that waits after a failure is about what stands now: a kill does not wait behind it.
    jobs::hurry(tx, kind, &content, now).await?;
    jobs::send_in_lane(tx, kind, &letter.client, &content, now).await
}
