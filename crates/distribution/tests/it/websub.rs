//! The hub is told of every change, and of nothing else; nothing is lost when it fails.

use std::sync::Arc;
use std::time::Duration;

use base::Clock;
use base::config::Wire;
use content::lifecycle;
use distribution::follow::send_letters;
use distribution::outbound::{Caller, Trouble};
use distribution::websub;
use http_body_util::BodyExt as _;
use site::Edition;
use store::jobs::{self, Filter, Letter, State};
use store::testing::on_both;
use web::{App, Settings};

use crate::hub::{Fault, Hub};
use crate::kit::{Site, noon, story};
use crate::valid::complaints;

/// The same site with a hub.
fn with_hub(site: &Site, hub: &Hub) -> Arc<Edition> {
    let own = &site.edition;
    let mut config = (*own.config).clone();
    config.wire =
        Wire { websub_hub: hub.address.clone(), private_hosts: vec!["127.0.0.1".into()], ..Wire::default() };
    crate::told_otherwise(own, config)
}

/// Works off the letters that are due, as the house does; how many failed.
async fn work(edition: &Edition, clock: &Clock) -> usize {
    let mut failed = 0;
    while let Some(job) = jobs::take_call(&edition.store, clock.now()).await.unwrap() {
        assert_eq!(job.kind, websub::PING);
        match websub::ping(edition, &job.content).await {
            Ok(()) => jobs::done(&edition.store, &job, clock.now()).await.unwrap(),
            Err(error) => {
                failed += 1;
                jobs::failed(&edition.store, &job, &error.to_string().as_str().into(), clock.now())
                    .await
                    .unwrap();
            }
        }
    }
    failed
}

async fn letters(edition: &Edition, clock: &Clock) -> Vec<Letter> {
    let mut db = edition.store.read().await.unwrap();
    jobs::list(&mut db, &Filter::default(), None, clock.now(), 100).await.unwrap()
}

/// How many letters are still to be worked off.
async fn open(edition: &Edition, clock: &Clock) -> usize {
    let is_open = |letter: &Letter| matches!(letter.state, State::Waiting | State::Failing | State::UnderWay);
    letters(edition, clock).await.into_iter().filter(is_open).count()
}

/// Everything that is to be told of a language, sorted.
fn feeds(language: &str) -> Vec<String> {
    let mut all = Vec::new();
    for list in ["", "/section/economy"] {
        for file in ["rss.xml", "atom.xml", "feed.json"] {
            all.push(format!("https://news.example/{language}{list}/feed/{file}"));
        }
    }
    all.sort();
    all
}

#[test]
fn a_hub_is_told_of_every_change_once() {
    on_both(|store| async move {
        let site = Site::new(store);
        crate::feeds::concepts(&site).await;
        let hub = Hub::start().await;
        let edition = with_hub(&site, &hub);
        site.file(vec![story("before", "en", "Before there was a hub", noon())]).await;
        assert_eq!(send_letters(&edition, noon()).await.unwrap(), 0, "yesterday is not told");
        site.file(vec![story("one", "en", "The one", noon())]).await;
        assert_eq!(send_letters(&edition, noon()).await.unwrap(), 1);
        assert_eq!(send_letters(&edition, noon()).await.unwrap(), 0, "told once");
        assert_eq!(work(&edition, &site.clock).await, 0);
        assert_eq!(hub.take(), feeds("en"));
        let mut tx = site.edition.store.write().await.unwrap();
        lifecycle::kill(&mut tx, "one", "Wrong.", "", "test", site.clock.now()).await.unwrap();
        tx.commit().await.unwrap();
        send_letters(&edition, noon()).await.unwrap();
        work(&edition, &site.clock).await;
        assert_eq!(hub.take(), feeds("en"), "a kill is told like a publication");
        // Many changes before anybody works are one word; no other language is named.
        for n in 0..5 {
            site.file(vec![story(&format!("b{n}"), "be", &format!("Навіна {n}"), noon())]).await;
            send_letters(&edition, noon()).await.unwrap();
        }
        work(&edition, &site.clock).await;
        assert_eq!(hub.take(), feeds("be"));
        // A story's hour comes, though nobody says anything.
        let mut later = story("later", "ru", "Позже", noon().plus_hours(-1));
        later.document.access = content::Access::embargoed_until(noon().plus_hours(2), content::Level::Open);
        site.file(vec![later]).await;
        send_letters(&edition, noon()).await.unwrap();
        work(&edition, &site.clock).await;
        hub.take();
        site.clock.set(noon().plus_hours(2));
        assert_eq!(send_letters(&edition, site.clock.now()).await.unwrap(), 1);
        work(&edition, &site.clock).await;
        assert_eq!(hub.take(), feeds("ru"));
        assert_eq!(send_letters(&edition, site.clock.now()).await.unwrap(), 0);
        // A publication is the hour of its own story, of no other language's.
        site.clock.set(noon().plus_hours(3));
        site.file(vec![story("moved", "en", "The clock moved on", noon().plus_hours(3))]).await;
        assert_eq!(send_letters(&edition, site.clock.now()).await.unwrap(), 1);
        work(&edition, &site.clock).await;
        assert_eq!(hub.take(), feeds("en"));
    });
}

#[test]
fn what_the_hub_did_not_take_is_told_again_until_it_does_or_lies_among_the_dead() {
    on_both(|store| async move {
        let site = Site::new(store);
        crate::feeds::concepts(&site).await;
        let hub = Hub::start().await;
        let edition = with_hub(&site, &hub);
        send_letters(&edition, noon()).await.unwrap();
        for fault in
            [Fault::Status(503), Fault::Status(302), Fault::Status(429), Fault::Close, Fault::Garbage]
        {
            hub.fail(3, fault);
            site.file(vec![story(
                &format!("{fault:?}").to_lowercase().replace(['(', ')'], "-"),
                "en",
                "A ferry",
                noon(),
            )])
            .await;
            send_letters(&edition, site.clock.now()).await.unwrap();
            let mut attempts = 0;
            while work(&edition, &site.clock).await > 0 || open(&edition, &site.clock).await > 0 {
                site.clock.set(site.clock.now().plus_millis(3_600_000));
                attempts += 1;
                assert!(attempts < 8, "{fault:?}: it is never told");
            }
            let mut told = hub.take();
            told.dedup();
            assert_eq!(told, feeds("en"), "{fault:?}");
        }
        hub.fail(10_000, Fault::Status(500));
        site.file(vec![story("last", "en", "The last ferry", noon())]).await;
        send_letters(&edition, site.clock.now()).await.unwrap();
        for _ in 0..jobs::Patience::DAY.attempts {
            assert_eq!(work(&edition, &site.clock).await, 1);
            site.clock.set(site.clock.now().plus_millis(3_600_000));
        }
        assert_eq!(work(&edition, &site.clock).await, 0);
        let all = letters(&edition, &site.clock).await;
        let dead: Vec<_> =
            all.iter().filter(|letter| letter.state == State::Dead).map(|letter| letter.at).collect();
        let given_up_at = site.clock.now().plus_millis(-3_600_000);
        assert_eq!((open(&edition, &site.clock).await, dead), (0, vec![given_up_at]));
    });
}

#[test]
fn feeds_name_the_hub_where_it_is_told_of_them() {
    on_both(|store| async move {
        let site = Site::new(store);
        crate::feeds::concepts(&site).await;
        site.file(vec![story("one", "en", "The one", noon())]).await;
        let hub = Hub::start().await;
        let edition = with_hub(&site, &hub);
        let policy = site::policy(&edition.config);
        let settings = Settings { polish: false, ..Settings::default() };
        let staleness = Arc::clone(&edition.staleness);
        let app = App::new(crate::table(&edition), policy, staleness, site.clock.clone(), settings);
        for (list, names) in [
            ("/en", true),
            ("/en/section/economy", true),
            ("/en/topic/ferries", false),
            ("/en/person/a-reporter", false),
        ] {
            for file in ["rss.xml", "atom.xml", "feed.json"] {
                let path = format!("{list}/feed/{file}");
                let (parts, ()) = http::Request::builder()
                    .uri(&path)
                    .header("host", "news.example")
                    .body(())
                    .unwrap()
                    .into_parts();
                let (head, body) = app.respond(&parts, false, 4096).await.into_parts();
                let text = String::from_utf8(body.collect().await.unwrap().to_bytes().to_vec()).unwrap();
                let url = format!("https://news.example{path}");
                assert_eq!(complaints(file, &text, &url), Vec::<String>::new());
                assert_eq!(text.contains(&hub.address), names, "{path}");
                let link = head.headers.get("link").map(|link| link.to_str().unwrap().to_owned());
                let wanted = format!("<{}>; rel=\"hub\", <{url}>; rel=\"self\"", hub.address);
                assert_eq!(link, names.then_some(wanted));
            }
        }
        assert!(!site.get("/en/feed/rss.xml").await.text.contains("hub"), "without a hub none is named");
    });
}

/// Whoever enters an address does not reach the agency's own network with it.
#[test]
fn a_private_address_is_not_called() {
    on_both(|_| async move {
        let hub = Hub::start().await;
        let port = hub.address.rsplit(':').next().unwrap().split('/').next().unwrap().to_owned();
        let caller = Caller::new(&[], Duration::from_secs(2));
        for host in [
            "127.0.0.1",
            "localhost",
            "LOCALHOST.",
            "0x7f.1",
            "2130706433",
            "127.1",
            "0177.0.0.1",
            "[::1]",
            "[::ffff:127.0.0.1]",
            "0.0.0.0",
            "169.254.169.254",
            "10.0.0.1",
            "192.168.1.1",
            "[fd00::1]",
        ] {
            let said = caller.post_form(&format!("http://{host}:{port}/hub"), &[]).await;
            assert!(matches!(said, Err(Trouble::Private(_))), "{host}: {said:?}");
        }
        for address in
            ["", "hub", "ftp://127.0.0.1/", "file:///etc/hostname", "http://user@1.1.1.1/", "https://"]
        {
            let said = caller.post_form(address, &[]).await;
            assert!(matches!(said, Err(Trouble::NotAnAddress(_))), "{address}: {said:?}");
        }
        assert_eq!(hub.connections(), 0, "nobody was called");
        let allowed = Caller::new(&["127.0.0.1".into(), "Localhost".into()], Duration::from_millis(300));
        let feed = "https://news.example/a";
        let fields = [("hub.mode", "publish"), ("hub.url", feed), ("hub.topic", feed)];
        for host in ["127.0.0.1", "localhost", "0x7f.1"] {
            assert_eq!(
                allowed.post_form(&format!("http://{host}:{port}/hub"), &fields).await,
                Ok(()),
                "{host}"
            );
        }
        hub.fail(1, Fault::Hang);
        let said = allowed.post_form(&hub.address, &fields).await;
        assert_eq!(said, Err(Trouble::Slow("127.0.0.1".into())));
        // Where the hub itself leads inside, nobody follows.
        hub.fail(1, Fault::Status(307));
        let connections = hub.connections();
        let said = allowed.post_form(&hub.address, &fields).await;
        assert_eq!(said, Err(Trouble::Refused { host: "127.0.0.1".into(), status: 307 }));
        assert!(hub.connections() <= connections + 1);
    });
}

/// The letters are in the newsroom's list like all others.
#[test]
fn the_newsroom_sees_what_waits_for_the_hub() {
    on_both(|store| async move {
        let site = Site::new(store);
        let hub = Hub::start().await;
        let edition = with_hub(&site, &hub);
        send_letters(&edition, noon()).await.unwrap();
        site.file(vec![story("one", "en", "The one", noon())]).await;
        send_letters(&edition, noon()).await.unwrap();
        let letters = letters(&edition, &site.clock).await;
        assert!(letters.iter().any(|letter| letter.kind == websub::PING), "{letters:?}");
    });
}
