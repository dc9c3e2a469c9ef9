//! WebSub (W3C): a hub is told when a feed has changed, and tells its subscribers. What a publisher says to a hub is left
//! open by the standard; we say what every hub in use takes, PubSubHubbub's `hub.mode=publish` with the feed's address.
//!
//! The feeds of languages and sections name the hub. Those of topics and people do not: nobody would tell it of them.

use std::time::Duration;

use base::{Language, Time};
use content::{ConceptKind, concept};
use serde::{Deserialize, Serialize};
use site::{Edition, address};
use store::{StoreError, Write, jobs};
use tokio::task::JoinSet;

use crate::outbound::{Caller, Trouble};

/// The letter that has the hub told about a language's feeds.
pub const PING: &str = "call-websub";

/// For how long a hub's answer is waited for.
const PATIENCE: Duration = Duration::from_secs(10);
/// A letter is its worker's alone for two minutes.
const LONGEST: Duration = Duration::from_secs(90);
/// Calls to the hub at a time.
const AT_ONCE: usize = 4;

#[derive(Serialize, Deserialize)]
struct Letter {
    language: Language,
}

/// Sends the letter for a language. One that waits already is enough: what the hub fetches is what stands then.
pub(crate) async fn send(tx: &mut Write, language: &Language, now: Time) -> Result<(), StoreError> {
    let content = serde_json::to_string(&Letter { language: language.clone() }).expect("plain data");
    jobs::send(tx, PING, &content, now).await
}

/// Works off a letter. Safe to be told twice: a hub that is told again fetches again.
pub async fn ping(edition: &Edition, letter: &str) -> anyhow::Result<()> {
    let Letter { language } = serde_json::from_str(letter)?;
    let wire = &edition.config.wire;
    if wire.websub_hub.is_empty() {
        return Ok(());
    }
    let caller = Caller::new(&wire.private_hosts, PATIENCE);
    let feeds = feeds(edition, &language).await?;
    let told = tokio::time::timeout(LONGEST, tell(&caller, &wire.websub_hub, feeds)).await;
    told.unwrap_or_else(|_| Err(Trouble::Slow(wire.websub_hub.clone()).into()))
}

/// The addresses of a language's feeds, the main ones first.
async fn feeds(edition: &Edition, language: &Language) -> anyhow::Result<Vec<String>> {
    let sections = concept::all(&mut edition.store.read().await?, ConceptKind::Section).await?;
    let of_section = |id: &String| address::list(language, ConceptKind::Section.name(), id);
    let lists =
        [address::front(language)].into_iter().chain(sections.iter().map(|section| of_section(&section.id)));
    let in_formats =
        |list: String| address::FEEDS.map(|(file, _)| edition.absolute(&address::feed(&list, file)));
    Ok(lists.flat_map(in_formats).collect())
}

/// Tells the hub of each. The first refusal ends it; all are told again when the letter comes again.
async fn tell(caller: &Caller, hub: &str, feeds: Vec<String>) -> anyhow::Result<()> {
    let mut waiting = feeds.into_iter();
    let mut calls = JoinSet::new();
    loop {
        while calls.len() < AT_ONCE
            && let Some(feed) = waiting.next()
        {
            let (caller, hub) = (caller.clone(), hub.to_owned());
            calls.spawn(async move {
                let fields = [("hub.mode", "publish"), ("hub.url", &feed), ("hub.topic", &feed)];
                caller.post_form(&hub, &fields).await
            });
        }
        match calls.join_next().await {
            Some(told) => told??,
            None => return Ok(()),
        }
    }
}
