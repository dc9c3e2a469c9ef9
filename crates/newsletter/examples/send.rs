//! Sends one newsletter to many readers, by way of a mail server in this process that counts and forgets, and says how memory
//! stands meanwhile. What `bench/newsletter` runs. `send [READERS] [POSTGRES]`: on SQLite, or in a new database beside the
//! PostgreSQL one that is named.

use std::error::Error;
use std::sync::Arc;
use std::time::{Duration, Instant};

use base::config::{Config, Mail};
use base::{Clock, Language, Locales, id};
use content::body::{Block, Body};
use content::{Document, Manuscript, State, file_all};
use mail::Address;
use mail::testing::Sink;
use newsletter::seal::{Reader, Token};
use newsletter::{Begun, Press, PrivateKey, issue};
use store::testing::{drop_postgres, empty_postgres};
use store::{MIGRATIONS, Store, StoreUrl, values};
use zeroize::Zeroizing;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut words = std::env::args().skip(1);
    let readers = words.next().map_or(Ok(50_000), |word| word.parse::<usize>())?;
    let server = words.next();
    let folder = tempfile::tempdir()?;
    let (url, name) = match &server {
        None => (StoreUrl::Sqlite(folder.path().join("vestka.db")), String::new()),
        Some(server) => empty_postgres(server).await,
    };
    let store = Store::open(&url, MIGRATIONS).await?;
    let sink = Sink::counting().await;
    let key = PrivateKey::from_chance(Zeroizing::new(id::chance()));
    let mut config =
        Config { mail: Mail { messages_per_minute: 1_000_000, ..sink.settings() }, ..Config::default() };
    config.newsletter.key = key.public().text();
    let clock = Clock::system();
    let issue = drafted(&store, &clock).await?;
    sealed(&store, &key, readers).await?;
    let press = Press::new(store.clone(), Arc::new(config), Arc::new(Locales::load(None)?));
    let (size, seconds) = sent(&press, &store, &sink, &key, &clock, &issue, readers).await?;
    println!("readers          {readers:>10}");
    println!("taken            {:>10}  (faults: {})", sink.count(), sink.faults().len());
    println!("rate             {:>10.0} /s", readers as f64 / seconds);
    for (when, kilobytes) in
        ["before the send", "after 1/10", "after 1/2", "after 9/10", "at the end"].iter().zip(size)
    {
        println!("memory {when:<15} {:>7.1} MB", kilobytes as f64 / 1_024.0);
    }
    store.close().await;
    if let Some(server) = &server {
        drop_postgres(server, &name).await;
    }
    Ok(())
}

/// Sends, and looks at memory on the way; and how many seconds it took.
#[expect(clippy::disallowed_methods, reason = "a bench is a stopwatch")]
async fn sent(
    press: &Press,
    store: &Store,
    sink: &Sink,
    key: &PrivateKey,
    clock: &Clock,
    issue: &str,
    readers: usize,
) -> Result<([u64; 5], f64), Box<dyn Error>> {
    let mut size = [resident()?; 5];
    let begin = Instant::now();
    assert_eq!(press.send(issue, &key.text(), clock).await?, Begun::Sending);
    for (at, share) in [(1, readers / 10), (2, readers / 2), (3, readers * 9 / 10)] {
        while sink.count() < share && press.is_running(issue) {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        size[at] = resident()?;
    }
    while press.is_running(issue) {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    size[4] = resident()?;
    let seconds = begin.elapsed().as_secs_f64();
    let found = issue::find(&mut store.read().await?, issue).await?.ok_or("the issue is gone")?;
    assert_eq!((found.sent, found.done()), (readers as i64, readers as i64), "{found:?}");
    Ok((size, seconds))
}

/// A digest of forty stories.
async fn drafted(store: &Store, clock: &Clock) -> Result<String, Box<dyn Error>> {
    let (now, language): (_, Language) = (clock.now(), "en".parse()?);
    let story = |number: usize| Manuscript {
        id: format!("s{number}"),
        group: String::new(),
        language: language.clone(),
        slug: None,
        former_slugs: vec![],
        number: None,
        state: State::Published,
        published_at: Some(now),
        updated_at: None,
        document: Document {
            headline: format!("Story {number} of the day, with a headline of usual length"),
            deck: "A sentence or two that say what has happened, where, and who said so. Then another one."
                .into(),
            urgency: 5,
            body: Body { blocks: vec![Block::paragraph("Words.")] },
            ..Document::default()
        },
        corrections: vec![],
        killed: None,
    };
    let mut tx = store.write().await?;
    file_all(&mut tx, (0..40).map(story).collect(), "bench", now).await?;
    let id = newsletter::draft::alert(&mut tx, &language, "s0", "News", now).await?.ok_or("it is new")?;
    let stories: Vec<String> = (0..40).map(|number| format!("s{number}")).collect();
    issue::save(&mut tx, &id, "News of the day", "Good morning.", &stories).await?;
    tx.commit().await?;
    Ok(id)
}

/// Readers who have confirmed, sealed as a sign-up does it. The rows are written by hand, since each sign-up sends a mail.
async fn sealed(store: &Store, key: &PrivateKey, readers: usize) -> Result<(), Box<dyn Error>> {
    let public = key.public();
    for stretch in (0..readers).collect::<Vec<_>>().chunks(500) {
        let mut tx = store.write().await?;
        for number in stretch {
            let row = id::hex(&id::chance::<16>());
            let address = Address::parse(&format!("reader.{number}@example.org")).ok_or("an address")?;
            let reader = Reader { address, token: Token::by_chance() };
            let box_of = public.seal(&reader, &row, id::chance());
            let sql = "
                insert into subscription
                  (id, language, daily, weekly, breaking, key, sealed, leave_hash, confirm_hash, day, bounces)
                values ($1, 'en', 0, 0, 1, $2, $3, $4, null, '', 0)";
            tx.execute(sql, values![row, public.name(), box_of, reader.token.hash()]).await?;
        }
        tx.commit().await?;
    }
    Ok(())
}

/// Memory of this process, in kilobytes, as the system counts it.
fn resident() -> Result<u64, Box<dyn Error>> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).ok_or("no VmRSS")?;
    Ok(line.split_whitespace().nth(1).ok_or("no number")?.parse()?)
}
