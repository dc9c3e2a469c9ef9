use content::lifecycle::{self, Killed};
use content::visibility;
use serde_json::Value;
use store::testing::on_both;
use wire::interest::{self, Alert, Query};
use wire::{How, notice, seat, taken};

use super::*;

#[test]
fn each_gets_what_its_contract_covers_when_it_does() {
    on_both(|store| async move {
        let house = House::new(store).await;
        let (early, plus) = (Contract { early: true, ..contract() }, Contract { plus: true, ..contract() });
        house.firm("plain", &contract()).await;
        house.firm("early", &early).await;
        house.firm("plus", &plus).await;
        house.firm("both", &Contract { plus: true, ..early.clone() }).await;
        house.firm("russian", &Contract { languages: vec!["ru".parse().unwrap()], ..plus.clone() }).await;
        house.firm("sport", &Contract { sections: vec!["sport".into()], ..plus }).await;
        house.site.file(vec![held("one")]).await;
        house.settle().await;
        let told =
            |house: &House| ["plain", "early", "plus", "both"].map(|name| house.told(name).last().cloned());
        let some = |text: &str| Some(text.to_owned());
        let published = some("story.published");
        assert_eq!(
            told(&house),
            [None, some("story.published held"), None, some("story.published whole held")],
            "those who get things early, marked"
        );
        house.pass(2).await;
        assert_eq!(
            told(&house),
            [published, some("story.changed"), some("story.published whole"), some("story.changed whole")],
            "its hour"
        );
        house.pass(24).await;
        let open = some("story.changed whole");
        assert_eq!(told(&house), [open.clone(), open.clone(), open.clone(), open], "it is open");
        house.correct("one", "It has three decks.").await;
        house.settle().await;
        assert!(told(&house).iter().all(|told| *told == some("story.corrected whole")));
        house.settle().await;
        house.kill("one").await;
        house.settle().await;
        house.settle().await;
        assert!(told(&house).iter().all(|told| *told == some("story.killed")));
        assert_eq!(house.told("both").len(), 5, "{:?}", house.told("both"));
        assert_eq!(house.told("russian"), Vec::<String>::new());
        assert_eq!(house.told("sport"), Vec::<String>::new());
        let last = house.receiver.parcels("/both").pop().unwrap();
        let item: Value = serde_json::from_str(&last.body).unwrap();
        assert_eq!((&item["pubStatus"], &item["edNote"]), (&"canceled".into(), &"It was wrong.".into()));
        assert!(!last.body.contains("ferry"), "a killed story has no words");
        assert_eq!(last.kind, "application/vnd.iptc.g2.ninjs+json");
    });
}

#[test]
fn whoever_has_a_story_hears_of_its_end_however_the_contract_stands() {
    on_both(|store| async move {
        let house = House::new(store).await;
        let clients = [house.firm("paused", &contract()).await, house.firm("stopped", &contract()).await];
        house
            .site
            .file(vec![story("one", "en", "The ferry", noon()), story("two", "en", "The bus", noon())])
            .await;
        house.settle().await;
        let mut tx = house.edition.store.write().await.unwrap();
        client::set_state(&mut tx, &clients[0], State::Paused).await.unwrap();
        client::set_state(&mut tx, &clients[1], State::Ended).await.unwrap();
        tx.commit().await.unwrap();
        house.clock().set(noon().plus_hours(1));
        house.correct("one", "It left at two.").await;
        house.site.file(vec![story("three", "en", "The tram", noon())]).await;
        house.settle().await;
        house.clock().set(noon().plus_hours(2));
        house.kill("two").await;
        house.settle().await;
        for name in ["paused", "stopped"] {
            let told = house.told(name);
            assert_eq!(told, ["story.published", "story.published", "notice", "story.killed"], "{name}");
            assert!(house.receiver.parcels(&format!("/{name}"))[2].body.contains("It left at two."));
        }
        let mut db = house.edition.store.read().await.unwrap();
        for (story, kind) in [("one", notice::Kind::Correction), ("two", notice::Kind::Kill)] {
            let notices = notice::of_story(&mut db, story).await.unwrap();
            assert_eq!(notices.len(), 2);
            assert!(notices.iter().all(|notice| notice.kind == kind));
            assert_eq!(notice::sent_of_story(&mut db, story).await.unwrap().len(), 2, "each went out");
        }
        let taken = taken::of_client(&mut db, &clients[0], 10).await.unwrap();
        assert_eq!(taken.len(), 2);
        assert!(taken.iter().all(|taken| taken.how == How::Pushed && taken.format == "ninjs-3.1"));
    });
}

#[test]
fn who_pulled_a_story_and_has_a_machine_is_sent_its_end() {
    on_both(|store| async move {
        let house = House::new(store).await;
        house.site.file(vec![story("one", "en", "The ferry", noon())]).await;
        house.settle().await;
        let client = house.client("later", &contract()).await;
        let mut tx = house.edition.store.write().await.unwrap();
        let row = wire::Taken {
            client: client.clone(),
            story: "one".into(),
            version: noon(),
            how: How::Pulled,
            format: "nitf".into(),
            who: "a-token".into(),
            at: noon(),
        };
        taken::record(&mut tx, &[row]).await.unwrap();
        tx.commit().await.unwrap();
        house.clock().set(noon().plus_hours(1));
        house.machine(&client, "later", "newsml-g2").await;
        house.settle().await;
        assert_eq!(house.told("later"), Vec::<String>::new(), "what was there before is not sent");
        house.kill("one").await;
        house.settle().await;
        assert_eq!(house.told("later"), ["story.killed"]);
        assert!(house.receiver.parcels("/later")[0].body.contains("stat:canceled"));
    });
}

#[test]
fn a_publication_that_is_taken_back_is_withheld_and_may_come_again() {
    on_both(|store| async move {
        let house = House::new(store).await;
        house.firm("firm", &contract()).await;
        house
            .site
            .file(vec![Manuscript {
                state: content::State::Ready,
                published_at: None,
                ..story("one", "en", "The ferry", noon())
            }])
            .await;
        house.settle().await;
        let publish = async || {
            let mut tx = house.edition.store.write().await.unwrap();
            lifecycle::publish(&mut tx, "one", 1, "test", house.clock().now()).await.unwrap().unwrap();
            tx.commit().await.unwrap();
            house.settle().await;
        };
        publish().await;
        house.clock().set(noon().plus_millis(3_000));
        let mut tx = house.edition.store.write().await.unwrap();
        lifecycle::take_back(&mut tx, "one", "test", house.clock().now()).await.unwrap();
        tx.commit().await.unwrap();
        house.settle().await;
        house.clock().set(noon().plus_millis(9_000));
        publish().await;
        assert_eq!(house.told("firm"), ["story.published", "story.withheld", "story.changed"]);
        assert!(house.receiver.parcels("/firm")[1].body.contains(r#""pubStatus":"withheld""#));
    });
}

#[test]
fn a_hidden_person_is_named_to_no_client_and_an_archive_is_no_news() {
    on_both(|store| async move {
        let house = House::new(store).await;
        house.firm("firm", &Contract { early: true, plus: true, ..contract() }).await;
        let mut tx = house.edition.store.write().await.unwrap();
        assert!(visibility::hide(&mut tx, "a-reporter", true).await.unwrap());
        tx.commit().await.unwrap();
        house.site.file(vec![held("one"), story("old", "en", "Long ago", noon().plus_hours(-300))]).await;
        house.settle().await;
        let parcels = house.receiver.parcels("/firm");
        assert_eq!(parcels.len(), 1, "an archive is no news");
        for secret in ["a-reporter", "Ada"] {
            assert!(!parcels[0].body.contains(secret), "{}", parcels[0].body);
        }
        // What a draft says is no client's.
        assert!(matches!(
            lifecycle::kill(&mut house.edition.store.write().await.unwrap(), "none", "", "", "test", noon())
                .await,
            Ok(Killed::NoSuchStory)
        ));
    });
}

#[test]
fn a_saved_topic_calls_once_for_each_story_that_fits() {
    on_both(|store| async move {
        let house = House::new(store).await;
        let client = house.client("firm", &contract()).await;
        let mut tx = house.edition.store.write().await.unwrap();
        let language = "en".parse().unwrap();
        let seat =
            seat::add(&mut tx, &client, "Jan", "jan@firm.example", &language, noon()).await.unwrap().unwrap();
        let alert = Alert::Webhook(format!("{}/topic", house.receiver.address));
        let query = Query { words: "паром ЧЕРВОНЫ".into(), ..Query::default() };
        let (id, secret) =
            interest::add(&mut tx, &house.seal, &seat, "Паромы", &query, &alert, noon()).await.unwrap();
        tx.commit().await.unwrap();
        let mut fits = story("one", "be", "Паром", noon());
        fits.document.body.blocks.push(Block::paragraph("Чырвоны, як жар. Червоны."));
        house.receiver.sign_with("/topic", secret.as_deref().unwrap());
        house.site.file(vec![fits, story("two", "be", "Паром", noon())]).await;
        house.settle().await;
        house.clock().set(noon().plus_hours(1));
        house.correct("one", "Чырвоны.").await;
        house.settle().await;
        assert_eq!(house.told("topic"), ["alert", "notice"]);
        let said: Value = serde_json::from_str(&house.receiver.parcels("/topic")[0].body).unwrap();
        assert_eq!((&said["topic"], &said["headline"]), (&"Паромы".into(), &"Паром".into()));
        let mut db = house.edition.store.read().await.unwrap();
        let taken = taken::of_client(&mut db, &client, 10).await.unwrap();
        assert_eq!((taken[0].how, taken[0].who.as_str()), (How::Alerted, id.as_str()));
        drop(db);
        let mut tx = house.edition.store.write().await.unwrap();
        client::set_state(&mut tx, &client, State::Paused).await.unwrap();
        tx.commit().await.unwrap();
        house.kill("one").await;
        house.kill("two").await;
        house.settle().await;
        house.settle().await;
        assert_eq!(house.told("topic"), ["alert", "notice", "notice"], "of what it was told, each once");
        let notices: Vec<Value> = house.receiver.parcels("/topic")[1..]
            .iter()
            .map(|parcel| serde_json::from_str(&parcel.body).unwrap())
            .collect();
        let told = |n: usize| (notices[n]["kind"].as_str().unwrap(), notices[n]["said"].as_str().unwrap());
        assert_eq!((told(0), told(1)), (("correction", "Чырвоны."), ("kill", "It was wrong.")));
        let mut db = house.edition.store.read().await.unwrap();
        let sent = notice::sent_of_story(&mut db, "one").await.unwrap();
        let ways: Vec<String> = sent.into_iter().map(|sent| sent.way).collect();
        assert_eq!(ways, [format!("webhook {id}"), format!("webhook {id}")]);
    });
}
