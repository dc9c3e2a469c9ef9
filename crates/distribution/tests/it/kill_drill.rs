//! The kill drill: a story goes out on every channel, is corrected, is killed; afterwards every public address there is and
//! every channel is searched for its words, and every recipient's notice must be there. Once with all channels well, then
//! with each of them failing in turn: for the hour that begins with the kill, and for the hour that begins with the
//! publication and ends after the kill. The clients' portal has a drill of its own, in the crate `portal`.

mod bucket;
mod house;
mod newsletters;

use std::collections::BTreeSet;

use base::Time;
use content::access::Access;
use content::body::Block;
use content::save::{self, Save, Saved};
use content::{Manuscript, lifecycle};
use newsletter::{Begun, Kind, List, State};
use passes::text::write;
use serde_json::Value;
use store::testing::on_both;
use wire::notice;

use crate::kit::{noon, story};
use crate::leak::addresses;
use house::{Away, CHAT, CLIENTS, House, MAILED, READERS};

const STORY: &str = "0193c3f5-7d5c-7000-8000-000000000001";
/// Words that stand in the headline, the text, the paid part, the corrected text and the correction's note, and nowhere else.
const WORDS: [&str; 5] =
    ["Zugvogelheadline", "Zugvogelopen", "Zugvogelpaid", "Zugvogelmended", "Zugvogelnote"];
/// What stands in each of them, and in the address that is made from the headline.
const STEMS: [&str; 2] = ["Zugvogel", "zugvogel"];
const NOTICE: &str = "We were deceived.";

/// The hour in which a channel is away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Hour {
    OfTheKill,
    OfThePublication,
}

fn has_any(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}

impl House {
    /// Lets a reader with a pass in: the header that says so.
    async fn enter(&self) -> String {
        let pass = self.passes.lock().unwrap().pop().expect("a batch has ten");
        let came_in = crate::entering::enter(&self.site, &write(&pass), "/en/latest").await;
        let cookie = came_in.cookie.split(';').next().unwrap().to_owned();
        assert!(cookie.starts_with("__Host-plus="), "{}: {}", came_in.status, came_in.text);
        cookie
    }

    /// Whether an address tells a reader with this cookie any of the words.
    async fn tells(&self, path: &str, cookie: &str, words: &[&str]) -> bool {
        let got = self.site.ask(path, &[("accept-encoding", "identity"), ("cookie", cookie)]).await;
        has_any(&String::from_utf8_lossy(&got.raw), words)
    }

    fn patterns(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        let all = self.site.app.routes().into_iter().filter(|route| route.method == "GET");
        all.map(|route| (route.name, route.pattern))
    }

    /// Every one of these routes has an address with a word: else a search that finds nothing proves nothing.
    async fn assert_stands_on(&self, routes: &[&str], word: &str) {
        let cookie = self.enter().await;
        for name in routes {
            let pattern = self.patterns().find(|(own, _)| own == name).expect("a route of that name").1;
            let mut stands = false;
            for path in addresses(&self.site, pattern).await {
                stands = self.tells(&path, &cookie, &[word]).await;
                if stands {
                    break;
                }
            }
            assert!(stands, "'{word}' never was on '{name}'");
        }
    }

    /// The routes, of those that are wanted, of which an address tells any of the words, to readers without a pass or with
    /// one; and how many addresses were asked.
    async fn search(
        &self,
        is_wanted: impl Fn(&str) -> bool,
        words: &[&str],
    ) -> (BTreeSet<&'static str>, usize) {
        let (mut found, mut asked, cookie) = (BTreeSet::new(), 0, self.enter().await);
        for (name, pattern) in self.patterns().filter(|(name, _)| is_wanted(name)) {
            for path in addresses(&self.site, pattern).await {
                for cookie in ["", &cookie] {
                    if self.tells(&path, cookie, words).await {
                        found.insert(name);
                    }
                }
                asked += 1;
            }
        }
        (found, asked)
    }

    /// None of the killed story's words is on any address there is.
    async fn assert_gone(&self) {
        let (left, asked) = self.search(|_| true, &STEMS).await;
        assert!(asked > 1_000, "only {asked} addresses were searched");
        assert_eq!(left, BTreeSet::new(), "a killed story stands on public addresses");
    }

    async fn publish(&self) {
        let mut other = story("other", "en", "A tram", self.now());
        other.document.body.blocks = vec![Block::paragraph("It stays.")];
        self.site.file(vec![the_story(self.now()), other]).await;
        self.work().await;
        self.go_on(1).await;
        self.take_by_hand(STORY).await;
        self.draft_alert(STORY, &format!("{} ferry", WORDS[0])).await;
        let alert = self.issue(Kind::Usual, List::Breaking).await.unwrap();
        self.send(&alert).await;
    }

    async fn correct(&self) {
        let mut mended = the_story(noon());
        mended.document.body.blocks[0] = Block::paragraph(format!("{} in three decks.", WORDS[3]));
        let mut tx = self.edition.store.write().await.unwrap();
        let number = saved(&mut tx, &mended, self.now()).await;
        let note = format!("{}: it has three decks.", WORDS[4]);
        lifecycle::correct(&mut tx, STORY, number, &note, "editor", self.now()).await.unwrap().unwrap();
        tx.commit().await.unwrap();
        self.work().await;
    }

    async fn kill(&self) {
        let mut tx = self.edition.store.write().await.unwrap();
        let killed = lifecycle::kill(&mut tx, STORY, NOTICE, "A hoax.", "editor", self.now()).await;
        assert_eq!(killed.unwrap(), lifecycle::Killed::Done);
        tx.commit().await.unwrap();
    }

    /// What the channels show now has none of the words, and says that the story is gone.
    fn assert_channels_are_clean(&self) {
        for message in self.api.shown(CHAT) {
            assert!(!has_any(&message.html, &STEMS), "Telegram still shows it: {}", message.html);
        }
        for name in ["called", "paused"] {
            let mut parcels = self.receiver.parcels(&format!("/{name}"));
            parcels.retain(|parcel| parcel.body.contains(STORY));
            let last = parcels.pop().expect("it was told");
            assert_eq!(last.event, "story.killed", "the last that {name}'s machine was told");
            assert!(last.body.contains(NOTICE) && !has_any(&last.body, &STEMS), "{}", last.body);
        }
        let last = self.receiver.parcels("/told").pop().expect("it was told");
        let said: Value = serde_json::from_str(&last.body).unwrap();
        assert_eq!(
            (last.event.as_str(), &said["kind"], &said["said"]),
            ("notice", &"kill".into(), &NOTICE.into())
        );
        assert!(!has_any(&last.body, &STEMS), "{}", last.body);
        for files in [crate::clients::files::files(&self.sshd.inside()), self.bucket.objects()] {
            let of_it: Vec<_> = files.iter().filter(|(_, text)| text.contains("cancel")).collect();
            assert_eq!((files.len(), of_it.len()), (2, 1), "the other story and what is left: {files:?}");
            assert!(!files.iter().any(|(name, text)| has_any(name, &STEMS) || has_any(text, &STEMS)));
        }
    }

    /// One notice of each kind for every client, and one mail of the kill to every address; none of the correction where mail
    /// was away until the kill.
    async fn assert_notices(&self, away: Away) {
        let mut db = self.edition.store.read().await.unwrap();
        let notices = notice::of_story(&mut db, STORY).await.unwrap();
        for kind in [notice::Kind::Correction, notice::Kind::Kill] {
            let to = |client: &String| {
                notices.iter().filter(|one| one.kind == kind && one.client == *client).count()
            };
            let told: Vec<usize> = self.clients.iter().map(to).collect();
            assert_eq!(told, [1; CLIENTS.len()], "notices of a {kind:?} to {CLIENTS:?}");
        }
        assert_eq!(self.mails_with(NOTICE), MAILED, "{:?}", self.sink.faults());
        let corrected = if away == Away::Mail { &[][..] } else { &MAILED[..] };
        assert_eq!(self.mails_with(WORDS[4]), corrected);
    }
}

fn the_story(at: Time) -> Manuscript {
    let mut story = story(STORY, "en", &format!("{} ferry", WORDS[0]), at);
    story.document.access = Access::plus();
    story.document.topics = vec!["ferries".into()];
    story.document.body.blocks = vec![
        Block::paragraph(format!("{} in two decks.", WORDS[1])),
        Block::Plus(vec![Block::paragraph(WORDS[2])]),
    ];
    story
}

/// Saves another text as the newest revision; its number.
async fn saved(tx: &mut store::Write, story: &Manuscript, now: Time) -> i64 {
    let wanted = Save { story: story.id.clone(), base: 1, document: story.document.clone() };
    match save::save(tx, &wanted, "editor", now).await.unwrap() {
        Saved::Saved { revision } => revision,
        other => panic!("{other:?}"),
    }
}

/// On which a story of today stands.
const SURFACES: [&str; 14] = [
    "front",
    "latest",
    "section",
    "topic",
    "story",
    "archive-day",
    "feed",
    "section-feed",
    "topic-feed",
    "sitemap-stretch",
    "news-sitemap",
    "content-api",
    "api-stories",
    "api-story",
];
/// On which its paid part stands, for readers with a pass.
const SURFACES_OF_PAYERS: [&str; 4] = ["story", "whole-feed", "section-whole-feed", "topic-whole-feed"];
/// On which its correction stands.
const SURFACES_OF_CORRECTIONS: [&str; 3] = ["story", "corrections", "corrections-json"];

async fn drill(store: store::Store, away: Away, hour: Hour) {
    let house = House::new(store).await;
    // The channel is there at that time.
    let was_there = |channel| hour == Hour::OfTheKill || away != channel;
    if hour == Hour::OfThePublication {
        house.set_away(away, true).await;
    }
    let published_at = house.now();
    house.publish().await;
    house.assert_stands_on(&SURFACES, WORDS[0]).await;
    house.assert_stands_on(&SURFACES_OF_PAYERS, WORDS[2]).await;
    assert_eq!(house.api.shown(CHAT).len(), if was_there(Away::Telegram) { 2 } else { 0 });
    let alert = house.issue(Kind::Usual, List::Breaking).await.unwrap();
    let copies = house.copies(&alert);
    assert_eq!(copies.len(), if was_there(Away::Mail) { READERS.len() } else { 0 });
    assert!(copies.iter().all(|copy| copy.contains(WORDS[0])));
    if was_there(Away::Machines) {
        assert!(house.receiver.parcels("/called").iter().any(|parcel| parcel.body.contains(WORDS[2])));
        assert_eq!(house.receiver.parcels("/told")[0].event, "alert");
    }

    house.go_on(33).await;
    if hour == Hour::OfTheKill {
        house.set_away(away, true).await;
    }
    house.correct().await;
    house.go_on(1).await;
    let surfaces = [&SURFACES[..], &SURFACES_OF_PAYERS, &SURFACES_OF_CORRECTIONS].concat();
    let (stale, _) = house.search(|name| surfaces.contains(&name), &[WORDS[1]]).await;
    assert_eq!(stale, BTreeSet::new(), "what was corrected");
    house.assert_stands_on(&SURFACES_OF_CORRECTIONS, WORDS[4]).await;
    // Digests of the day and the week that is over, which somebody edits.
    house.draft().await;
    let daily = house.issue(Kind::Usual, List::Daily).await.unwrap();
    let weekly = house.issue(Kind::Usual, List::Weekly).await.unwrap();
    let (one, both) = (vec![STORY.to_owned()], vec![STORY.to_owned(), "other".to_owned()]);
    house.save(&daily, WORDS[0], &both).await;
    house.save(&weekly, WORDS[0], &one).await;
    for issue in [&daily, &weekly] {
        let composed = house.composed(issue).await.unwrap();
        assert!(composed.contains(WORDS[0]), "{composed}");
    }

    house.go_on(15).await;
    house.hub.take();
    if away == Away::Hub {
        house.set_away(away, true).await;
    }
    let killed_at = house.now();
    house.kill().await;
    if away == Away::Nothing {
        // Before any letter is worked off, when nothing depends on who is there.
        house.assert_gone().await;
    }
    house.work().await;
    house.draft().await;
    assert_eq!(house.send(&alert).await.0, Begun::Nothing, "sent, or of nothing any more");
    assert_eq!(house.send(&weekly).await.0, Begun::Nothing, "there is nothing else in it");
    let withdrawal = house.issue(Kind::Withdrawal, List::Breaking).await;
    assert_eq!(withdrawal.is_some(), was_there(Away::Mail), "for whoever has the alert, and for nobody else");
    let newsletters: Vec<_> = [Some(daily), withdrawal].into_iter().flatten().collect();
    for issue in &newsletters {
        let expected = if away == Away::Mail { State::Sending } else { State::Sent };
        assert_eq!(house.send(issue).await, (Begun::Sending, expected));
    }

    const HOUR_MS: i64 = 3_600_000;
    let away_from = if hour == Hour::OfTheKill { killed_at } else { published_at };
    let back_at = away_from.plus_millis(HOUR_MS);
    house.go_on((back_at.millis() - house.now().millis()) / 60_000).await;
    assert_eq!(house.now(), back_at);
    house.set_away(away, false).await;
    house.go_on(30).await;
    for issue in &newsletters {
        if away == Away::Mail {
            assert_eq!(house.send(issue).await, (Begun::Sending, State::Sent));
        }
        let copies = house.copies(issue);
        assert_eq!(copies.len(), READERS.len());
        let says = if issue.kind == Kind::Withdrawal { NOTICE } else { "A tram" };
        assert!(copies.iter().all(|copy| copy.contains(says) && !has_any(copy, &STEMS)), "{copies:?}");
    }
    house.assert_channels_are_clean();
    if !was_there(Away::Telegram) {
        let posted: Vec<_> = house.api.shown(CHAT).into_iter().map(|message| message.first).collect();
        assert!(posted.len() == 1 && !has_any(&posted[0], &STEMS), "it was posted: {posted:?}");
    }
    assert!(!house.hub.take().is_empty(), "the hub never heard of the kill");
    house.assert_notices(away).await;
    house.assert_gone().await;
    // The digest of the day on which it was corrected and killed has another story in it.
    house.site.file(vec![story("third", "en", "A bus", house.now())]).await;
    house.site.clock.set(house.now().plus_hours(24));
    house.draft().await;
    let next = house.issue(Kind::Usual, List::Daily).await.unwrap();
    let composed = house.composed(&next).await.unwrap();
    assert!(next.stories == ["third"] && !has_any(&composed, &STEMS), "{composed}");
}

#[test]
fn a_kill_reaches_every_copy() {
    on_both(|store| drill(store, Away::Nothing, Hour::OfTheKill));
}

#[test]
fn a_kill_reaches_every_copy_though_the_hub_is_away() {
    on_both(|store| drill(store, Away::Hub, Hour::OfTheKill));
}

#[test]
fn a_kill_reaches_every_copy_though_telegram_is_away() {
    on_both(|store| drill(store, Away::Telegram, Hour::OfTheKill));
}

#[test]
fn a_kill_reaches_every_copy_though_the_clients_machines_are_away() {
    on_both(|store| drill(store, Away::Machines, Hour::OfTheKill));
}

#[test]
fn a_kill_reaches_every_copy_though_the_clients_files_are_away() {
    on_both(|store| drill(store, Away::Files, Hour::OfTheKill));
}

#[test]
fn a_kill_reaches_every_copy_though_mail_is_away() {
    on_both(|store| drill(store, Away::Mail, Hour::OfTheKill));
}

#[test]
fn what_was_killed_before_the_hub_came_back_is_told_to_it() {
    on_both(|store| drill(store, Away::Hub, Hour::OfThePublication));
}

#[test]
fn what_was_killed_before_telegram_came_back_is_never_posted() {
    on_both(|store| drill(store, Away::Telegram, Hour::OfThePublication));
}

#[test]
fn what_was_killed_before_the_machines_came_back_reaches_them_as_killed() {
    on_both(|store| drill(store, Away::Machines, Hour::OfThePublication));
}

#[test]
fn what_was_killed_before_files_could_be_brought_is_brought_as_killed() {
    on_both(|store| drill(store, Away::Files, Hour::OfThePublication));
}

#[test]
fn what_was_killed_before_mail_came_back_is_in_no_alert_and_no_newsletter() {
    on_both(|store| drill(store, Away::Mail, Hour::OfThePublication));
}
