//! The kill drill: a story goes out on every channel, is corrected, is killed; afterwards every public address there is and
//! every channel is searched for its words, and every recipient's notice must be there. Once with all channels well, then
//! with each of them failing in turn for an hour, in which the kill falls; and for an hour in which the story itself went out.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use base::Time;
use base::config::{Channel, Telegram, Wire};
use content::access::Access;
use content::body::Block;
use content::save::{self, Save, Saved};
use content::{Manuscript, lifecycle};
use distribution::clients::{self, Courier};
use distribution::telegram::{self, Bot, Worked};
use distribution::{follow, websub};
use site::Edition;
use store::jobs::{self, Job};
use store::testing::on_both;
use wire::destination::{self, Kind, Target};
use wire::{Contract, How, Networks, Seal, State, Taken, client, notice, taken};

use crate::bot::{BotApi, TOKEN};
use crate::hub::Hub;
use crate::kit::{Site, noon, story};
use crate::leak::{addresses, contains};
use crate::receiver::{Fault, Receiver, SECRET};

const CHAT: &str = "@kropka_en";
/// Words that stand in the headline, the text, the paid part and the corrected text of the story, and nowhere else.
const WORDS: [&str; 4] = ["Zugvogelheadline", "Zugvogelopen", "Zugvogelpaid", "Zugvogelmended"];

/// What can be away for an hour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Away {
    Nothing,
    Hub,
    Telegram,
    Machines,
}

/// When it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Hour {
    OfTheKill,
    OfThePublication,
}

struct House {
    site: Site,
    edition: Arc<Edition>,
    hub: Hub,
    api: BotApi,
    bot: Bot,
    receiver: Receiver,
    seal: Seal,
    /// Active with a machine, paused with one, and one that pulls.
    clients: [String; 3],
}

impl House {
    async fn new(store: store::Store) -> House {
        let site = Site::with_everything(store).await;
        crate::feeds::concepts(&site).await;
        let (hub, receiver) = (Hub::start().await, Receiver::start().await);
        let api = BotApi::start(site.clock.clone(), &[CHAT]).await;
        let mut config = (*site.edition.config).clone();
        config.wire = Wire {
            websub_hub: hub.address.clone(),
            private_hosts: vec!["127.0.0.1".into()],
            ..Wire::default()
        };
        let channel = Channel {
            chat: CHAT.into(),
            language: "en".parse().unwrap(),
            sections: vec![],
            template: String::new(),
        };
        config.telegram = Telegram {
            api: api.address.clone(),
            token: TOKEN.into(),
            channels: vec![channel],
            ..Telegram::default()
        };
        let edition = crate::told_otherwise(&site.edition, config);
        let bot = Bot::with_patience(&edition.config, Duration::from_millis(250));
        let seal = Seal::of(&[7; 32]);
        let clients = [String::new(), String::new(), String::new()];
        let mut house = House { site, edition, hub, api, bot, receiver, seal, clients };
        house.clients = [
            house.client("active", true).await,
            house.client("paused", true).await,
            house.client("pulling", false).await,
        ];
        house.work().await;
        house
    }

    async fn client(&self, name: &str, has_machine: bool) -> String {
        let contract = Contract {
            state: State::Active,
            begins_at: noon().plus_hours(-1_000),
            ends_at: None,
            languages: vec![],
            sections: vec![],
            early: false,
            plus: true,
            networks: Networks::default(),
        };
        let target = Target {
            name: name.into(),
            kind: Kind::Http,
            address: format!("{}/{name}", self.receiver.address),
            account: String::new(),
            mark: String::new(),
            format: "ninjs-3.1".into(),
        };
        let mut tx = self.edition.store.write().await.unwrap();
        let id = client::add(&mut tx, name, "", &contract, noon()).await.unwrap();
        if has_machine {
            destination::add(&mut tx, &self.seal, &id, &target, SECRET, noon()).await.unwrap();
        }
        tx.commit().await.unwrap();
        id
    }

    fn now(&self) -> Time {
        self.site.clock.now()
    }

    fn pass_minutes(&self, minutes: i64) {
        self.site.clock.set(self.now().plus_millis(minutes * 60_000));
    }

    /// Everything that is due now is worked off, as the house does it.
    async fn work(&self) {
        let (edition, now) = (&self.edition, self.now());
        follow::send_letters(edition, now).await.unwrap();
        telegram::send_letters(edition, now).await.unwrap();
        clients::send_letters(edition, now).await.unwrap();
        while let Some(job) = jobs::take_call(&edition.store, self.now()).await.unwrap() {
            match job.kind.as_str() {
                websub::PING => {
                    let told = websub::ping(edition, &job.content).await.map_err(|error| error.to_string());
                    self.file(&job, told).await;
                }
                telegram::CALL => self.post(&job).await,
                other => panic!("nobody drives {other} in this drill"),
            }
        }
        let courier = Courier::new(Arc::clone(edition), self.seal.clone(), self.site.clock.clone());
        courier.run_once().await.unwrap();
    }

    async fn post(&self, job: &Job) {
        let (store, clock) = (&self.edition.store, &self.site.clock);
        match telegram::work(&self.edition, &self.bot, job, clock).await.unwrap() {
            Worked::Done => self.file(job, Ok(())).await,
            Worked::Later(due) => jobs::put_off(store, job, due).await.unwrap(),
            Worked::Failed(reason) => self.file(job, Err(reason.to_string())).await,
            Worked::Buried(_) => {}
        }
    }

    async fn file(&self, job: &Job, outcome: Result<(), String>) {
        let store = &self.edition.store;
        match outcome {
            Ok(()) => jobs::done(store, job, self.now()).await.unwrap(),
            Err(why) => jobs::failed(store, job, &why.as_str().into(), self.now()).await.unwrap(),
        }
    }

    /// Minute after minute.
    async fn go_on(&self, minutes: i64) {
        for _ in 0..minutes {
            self.pass_minutes(1);
            self.work().await;
        }
    }

    fn set_away(&self, away: Away, is_away: bool) {
        let calls = if is_away { 10_000 } else { 0 };
        match away {
            Away::Nothing => {}
            Away::Hub => self.hub.fail(calls, Fault::Status(503)),
            Away::Telegram => self.api.faults(vec![Some(crate::bot::Fault::Wait(60)); calls]),
            Away::Machines => {
                for name in ["active", "paused"] {
                    self.receiver.fail(&format!("/{name}"), calls, Fault::Close);
                }
            }
        }
    }

    /// The routes of which an address has any of the words, and those that were asked.
    async fn routes_with(&self, words: &[&str]) -> (BTreeSet<&'static str>, usize) {
        let (mut found, mut asked) = (BTreeSet::new(), 0);
        for route in self.site.app.routes().into_iter().filter(|route| route.method == "GET") {
            for path in addresses(&self.site, route.pattern).await {
                let got = self.site.ask(&path, &[("accept-encoding", "identity")]).await;
                asked += 1;
                if words.iter().any(|word| contains(&got.raw, word)) {
                    found.insert(route.name);
                }
            }
        }
        (found, asked)
    }

    async fn publish(&self) {
        self.site.file(vec![the_story(self.now())]).await;
        self.work().await;
        self.go_on(1).await;
        // One client's program asks for it, and another's contract pauses then.
        let pulled = Taken {
            client: self.clients[2].clone(),
            story: "the-one".into(),
            version: self.now(),
            how: How::Pulled,
            format: "nitf".into(),
            who: "a-token".into(),
            at: self.now(),
        };
        let mut tx = self.edition.store.write().await.unwrap();
        taken::record(&mut tx, &[pulled]).await.unwrap();
        client::set_state(&mut tx, &self.clients[1], State::Paused).await.unwrap();
        tx.commit().await.unwrap();
    }

    async fn correct(&self) {
        let mut mended = the_story(noon());
        mended.document.body.blocks[0] = Block::paragraph(format!("{} in three decks.", WORDS[3]));
        let mut tx = self.edition.store.write().await.unwrap();
        let number = saved(&mut tx, &mended, self.now()).await;
        lifecycle::correct(&mut tx, "the-one", number, "It has three decks.", "editor", self.now())
            .await
            .unwrap()
            .unwrap();
        tx.commit().await.unwrap();
        self.work().await;
    }

    async fn kill(&self) {
        let mut tx = self.edition.store.write().await.unwrap();
        let killed =
            lifecycle::kill(&mut tx, "the-one", "We were deceived.", "A hoax.", "editor", self.now()).await;
        assert_eq!(killed.unwrap(), lifecycle::Killed::Done);
        tx.commit().await.unwrap();
    }

    /// What the channel and the machines show now has none of the words.
    fn assert_channels_are_clean(&self, away: Away) {
        for message in self.api.shown(CHAT) {
            let has = WORDS.iter().any(|word| message.html.contains(word));
            assert!(!has, "{away:?}: Telegram still shows it: {}", message.html);
        }
        for name in ["active", "paused"] {
            let last = self.receiver.parcels(&format!("/{name}")).pop();
            let Some(last) = last else { continue };
            assert_eq!(last.event, "story.killed", "{away:?}: the last that {name}'s machine was told");
            assert!(!WORDS.iter().any(|word| last.body.contains(word)), "{away:?}: {}", last.body);
        }
    }

    /// One notice of each kind for whoever had the story when that happened.
    async fn assert_notices(&self, away: Away, kind: notice::Kind, owed: &[usize]) {
        let mut db = self.edition.store.read().await.unwrap();
        let notices = notice::of_story(&mut db, "the-one").await.unwrap();
        let to =
            |client: &String| notices.iter().filter(|one| one.kind == kind && one.client == *client).count();
        let told: Vec<usize> = self.clients.iter().map(to).collect();
        assert_eq!(
            told, owed,
            "{away:?}: notices of a {kind:?} to the active, the paused, the one that pulls"
        );
    }
}

fn the_story(at: Time) -> Manuscript {
    let mut story = story("the-one", "en", &format!("{} ferry", WORDS[0]), at);
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

async fn drill(store: store::Store, away: Away, hour: Hour) {
    let house = House::new(store).await;
    if hour == Hour::OfThePublication {
        house.set_away(away, true);
    }
    house.publish().await;
    let (picked_up, _) = house.routes_with(&[WORDS[0], "zugvogelheadline"]).await;
    let missing: Vec<_> = SURFACES.iter().filter(|name| !picked_up.contains(*name)).collect();
    assert_eq!(missing, Vec::<&&str>::new(), "the story never was on these: the drill proves nothing");
    if hour == Hour::OfTheKill || away != Away::Telegram {
        assert_eq!(house.api.shown(CHAT).len(), 1);
    }
    if hour == Hour::OfTheKill || away != Away::Machines {
        assert!(house.receiver.parcels("/active")[0].body.contains(WORDS[2]), "plus is in its contract");
    }
    house.go_on(9).await;
    if hour == Hour::OfTheKill {
        house.set_away(away, true);
    }
    house.correct().await;
    house.go_on(20).await;
    let (stale, _) = house.routes_with(&[WORDS[1]]).await;
    assert_eq!(stale, BTreeSet::new(), "{away:?}: what was corrected");
    house.hub.take();
    if matches!(away, Away::Hub) {
        house.set_away(away, true);
    }
    house.kill().await;
    // Before any letter is worked off.
    let (left, asked) = house.routes_with(&[WORDS[0], WORDS[1], WORDS[2], WORDS[3], "zugvogel"]).await;
    assert!(asked > 300, "only {asked} addresses were searched");
    assert_eq!(left, BTreeSet::new(), "{away:?}: a killed story stands on public addresses");
    house.go_on(30).await;
    house.set_away(away, false);
    house.go_on(120).await;
    house.assert_channels_are_clean(away);
    assert!(!house.hub.take().is_empty(), "{away:?}: the hub never heard of the kill");
    house.assert_notices(away, notice::Kind::Kill, &[1, 1, 1]).await;
    house.assert_notices(away, notice::Kind::Correction, &[1, 1, 1]).await;
    let (left, _) = house.routes_with(&["zugvogel", "Zugvogel"]).await;
    assert_eq!(left, BTreeSet::new(), "{away:?}: afterwards");
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
fn what_was_killed_before_telegram_came_back_is_never_posted() {
    on_both(|store| drill(store, Away::Telegram, Hour::OfThePublication));
}

#[test]
fn what_was_killed_before_the_machines_came_back_reaches_them_as_killed() {
    on_both(|store| drill(store, Away::Machines, Hour::OfThePublication));
}
