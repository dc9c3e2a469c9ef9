//! `bench/wire`: from a publication's commit to the last byte at each of a hundred clients' machines, to the feeds and the API,
//! and to a Telegram channel of the tests' Bot API. Everything is in this process and on 127.0.0.1; SQLite is on the disk.

#![allow(unreachable_pub, dead_code, reason = "the tests' kit has more than is needed here")]
#![allow(clippy::disallowed_methods, reason = "it measures")]

#[path = "../tests/it/bot/mod.rs"]
mod bot;
#[path = "../../site/tests/it/kit.rs"]
mod kit;
#[path = "../../site/tests/it/signed.rs"]
mod signed;

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use base::Clock;
use base::config::{Channel, Telegram, Wire};
use distribution::clients::Courier;
use distribution::follow;
use distribution::telegram::{self, Bot, Worked};
use store::jobs;
use store::{MIGRATIONS, Store, StoreUrl};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;
use wire::destination::{self, Kind, Target};
use wire::{Contract, Networks, Seal, State, client};

const CLIENTS: usize = 100;
const CHAT: &str = "@wire";
const FORMATS: [&str; 4] = ["ninjs-3.1", "newsml-g2", "nitf", "text"];

fn table(edition: &Arc<site::Edition>) -> web::Routes {
    distribution::public(edition).unwrap()
}

/// When the last byte of the call came, by the path.
type Arrived = Arc<Mutex<HashMap<String, Instant>>>;

#[tokio::main]
async fn main() {
    let rounds: usize = std::env::args().nth(1).and_then(|n| n.parse().ok()).unwrap_or(20);
    let folder = tempfile::tempdir().unwrap();
    let url = StoreUrl::from_setting("", folder.path()).unwrap();
    let site = kit::Site::new(Store::open(&url, MIGRATIONS).await.unwrap());
    let (arrived, address) = receivers().await;
    let api = bot::BotApi::start(site.clock.clone(), &[CHAT]).await;
    let edition = with_wire(&site, &api.address);
    let seal = Seal::of(&[7; 32]);
    let contract = Contract {
        state: State::Active,
        begins_at: kit::noon().plus_hours(-1),
        ends_at: None,
        languages: vec![],
        sections: vec![],
        early: true,
        plus: true,
        networks: Networks::default(),
    };
    let mut tx = edition.store.write().await.unwrap();
    for n in 0..CLIENTS {
        let id = client::add(&mut tx, &format!("Client {n}"), "", &contract, kit::noon()).await.unwrap();
        let target = Target {
            name: "machine".into(),
            kind: Kind::Http,
            address: format!("{address}/{n}"),
            account: String::new(),
            mark: String::new(),
            format: FORMATS[n % FORMATS.len()].into(),
        };
        destination::add(&mut tx, &seal, &id, &target, "secret", kit::noon()).await.unwrap();
    }
    tx.commit().await.unwrap();
    let (sent, to_clients) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let courier = Courier::new(Arc::clone(&edition), seal, site.clock.clone());
    let bell = Arc::clone(&to_clients);
    tokio::spawn(async move { courier.run(bell).await });
    tokio::spawn(post(Arc::clone(&edition), site.clock.clone(), Arc::clone(&sent)));
    tokio::spawn(follow::follow(Arc::clone(&edition), site.clock.clone(), sent, to_clients));
    tokio::time::sleep(Duration::from_secs(1)).await;
    let (mut machines, mut all) = (vec![], vec![]);
    let (mut feeds, mut apis, mut channel) = (vec![], vec![], vec![]);
    for round in 0..rounds {
        arrived.lock().unwrap().clear();
        site.clock.set(site.clock.now().plus_millis(60_000));
        let headline = format!("The ferry of round {round}");
        let story = kit::story(&format!("s{round}"), "en", &headline, site.clock.now());
        let begin = Instant::now();
        site.file(vec![story]).await;
        feeds.push(until(&site, "/en/feed/rss.xml", &headline, begin).await);
        apis.push(until(&site, "/api/v1/en/stories", &headline, begin).await);
        let mut posted = None;
        loop {
            let machines = arrived.lock().unwrap().len();
            let stands = || api.shown(CHAT).last().is_some_and(|message| message.html.contains(&headline));
            posted = posted.or_else(|| stands().then(|| begin.elapsed()));
            if machines == CLIENTS && posted.is_some() {
                break;
            }
            let late = begin.elapsed() > Duration::from_secs(20);
            assert!(!late, "{machines} of {CLIENTS} machines; Telegram: {posted:?}");
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        channel.extend(posted);
        let times: Vec<Duration> = arrived.lock().unwrap().values().map(|at| *at - begin).collect();
        all.extend(times.iter().max());
        machines.extend(times);
    }
    let told =
        [("machine", machines), ("last machine", all), ("feed", feeds), ("API", apis), ("Telegram", channel)];
    for (what, times) in told {
        println!("{what}: {}", figures(times));
    }
}

/// Works off what is posted to Telegram, as the house does.
async fn post(edition: Arc<site::Edition>, clock: Clock, sent: Arc<Notify>) {
    let bot = Bot::new(&edition.config);
    loop {
        let Some(job) = jobs::take_call(&edition.store, clock.now()).await.unwrap() else {
            sent.notified().await;
            continue;
        };
        match telegram::work(&edition, &bot, &job, &clock).await.unwrap() {
            Worked::Done => jobs::done(&edition.store, &job, clock.now()).await.unwrap(),
            other => panic!("{other:?}"),
        }
    }
}

fn figures(mut times: Vec<Duration>) -> String {
    times.sort();
    let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize].as_millis();
    format!("p50 {} ms, p99 {} ms, worst {} ms of {}", at(0.5), at(0.99), at(1.0), times.len())
}

async fn until(site: &kit::Site, path: &str, word: &str, begin: Instant) -> Duration {
    while !String::from_utf8_lossy(&site.get(path).await.unpacked).contains(word) {
        assert!(begin.elapsed() < Duration::from_secs(10), "{path}");
    }
    begin.elapsed()
}

fn with_wire(site: &kit::Site, bot_api: &str) -> Arc<site::Edition> {
    let own = &site.edition;
    let mut config = (*own.config).clone();
    config.wire = Wire { private_hosts: vec!["127.0.0.1".into()], ..Wire::default() };
    let channel = Channel {
        chat: CHAT.into(),
        language: "en".parse().unwrap(),
        sections: vec![],
        template: String::new(),
    };
    config.telegram = Telegram {
        api: bot_api.into(),
        token: bot::TOKEN.into(),
        channels: vec![channel],
        ..Telegram::default()
    };
    Arc::new(site::Edition {
        config: Arc::new(config),
        store: own.store.clone(),
        library: media::Library::open(own.pages.parent().unwrap().join("media")).unwrap(),
        locales: Arc::clone(&own.locales),
        theme: Arc::clone(&own.theme),
        pages: own.pages.clone(),
        staleness: Arc::clone(&own.staleness),
        totals: Default::default(),
        reads: site::edition::Reads::new(&own.config.statistics),
        till: None,
        gate: None,
        press: own.press.clone(),
    })
}

async fn receivers() -> (Arrived, String) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let (arrived, address) = (Arrived::default(), format!("http://{}", listener.local_addr().unwrap()));
    let inside = Arc::clone(&arrived);
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(receive(stream, Arc::clone(&inside)));
        }
    });
    (arrived, address)
}

async fn receive(mut stream: TcpStream, arrived: Arrived) -> Option<()> {
    let mut held = Vec::new();
    loop {
        if let Some(end) = held.windows(4).position(|window| window == b"\r\n\r\n") {
            let head = String::from_utf8_lossy(&held[..end]).to_lowercase();
            let length: usize = head.split("content-length: ").nth(1)?.split("\r\n").next()?.parse().ok()?;
            if held.len() >= end + 4 + length {
                let path = head.split(' ').nth(1)?.to_owned();
                arrived.lock().unwrap().insert(path, Instant::now());
                return stream.write_all(b"HTTP/1.1 204 Thanks\r\n\r\n").await.ok();
            }
        }
        if stream.read_buf(&mut held).await.ok()? == 0 {
            return None;
        }
    }
}
