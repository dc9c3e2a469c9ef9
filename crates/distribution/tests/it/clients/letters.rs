//! Mail to a client's people.

use std::time::Duration;

use mail::testing::{Manner, Sink};
use store::testing::on_both;
use tokio::sync::Notify;
use wire::interest::{self, Alert, Query};
use wire::{How, Taken, notice, seat, taken};

use super::*;

/// The words of a mail, whatever they were packed in.
pub(crate) fn text(mail: &mail::testing::Taken) -> String {
    let whole = String::from_utf8(mail.message.clone()).unwrap();
    let (head, body) = whole.split_once("\r\n\r\n").unwrap();
    let packing =
        head.lines().find_map(|line| line.strip_prefix("Content-Transfer-Encoding: ")).unwrap_or("7bit");
    match packing {
        "base64" => {
            let packed: String = body.split_whitespace().collect();
            String::from_utf8(data_encoding::BASE64.decode(packed.as_bytes()).unwrap()).unwrap()
        }
        "quoted-printable" => {
            let (mut bytes, joined) = (Vec::new(), body.replace("=\r\n", ""));
            let mut rest = joined.bytes();
            while let Some(byte) = rest.next() {
                match byte {
                    b'=' => {
                        let digits = [rest.next().unwrap(), rest.next().unwrap()];
                        bytes.push(u8::from_str_radix(std::str::from_utf8(&digits).unwrap(), 16).unwrap());
                    }
                    byte => bytes.push(byte),
                }
            }
            String::from_utf8(bytes).unwrap()
        }
        _ => body.to_owned(),
    }
}

#[test]
fn whoever_took_a_story_is_mailed_its_correction_and_its_end_in_their_language() {
    on_both(|store| async move {
        let sink = Sink::start().await;
        let house = House::with_mail(store, sink.settings()).await;
        let client = house.client("firm", &Contract { state: State::Paused, ..contract() }).await;
        let mut tx = house.edition.store.write().await.unwrap();
        client::change(
            &mut tx,
            &client,
            "firm",
            "desk@firm.example",
            &Contract { state: State::Paused, ..contract() },
        )
        .await
        .unwrap();
        for (name, language) in [("Jan", "be"), ("Ann", "en"), ("Gone", "en")] {
            let email = format!("{}@firm.example", name.to_lowercase());
            let id =
                seat::add(&mut tx, &client, name, &email, &language.parse().unwrap(), noon()).await.unwrap();
            if name == "Gone" {
                seat::close(&mut tx, &client, &id.unwrap(), noon()).await.unwrap();
            }
        }
        tx.commit().await.unwrap();
        house.site.file(vec![story("one", "en", "The ferry", noon())]).await;
        house.settle().await;
        let mut tx = house.edition.store.write().await.unwrap();
        let row = Taken {
            client: client.clone(),
            story: "one".into(),
            version: noon(),
            how: How::Downloaded,
            format: "text".into(),
            who: "a-seat".into(),
            at: noon(),
        };
        taken::record(&mut tx, &[row]).await.unwrap();
        tx.commit().await.unwrap();
        house.clock().set(noon().plus_hours(1));
        house.correct("one", "It left at two.").await;
        house.settle().await;
        house.kill("one").await;
        house.settle().await;
        house.settle().await;
        let mut to: Vec<String> = sink.taken().iter().map(|mail| mail.to.clone()).collect();
        to.sort();
        let people = ["ann", "ann", "desk", "desk", "jan", "jan"].map(|name| format!("{name}@firm.example"));
        assert_eq!(to, people, "each once for each, {:?}", sink.faults());
        let said = |name: &str, n: usize| {
            let all: Vec<_> = sink.taken().into_iter().filter(|mail| mail.to.starts_with(name)).collect();
            text(&all[n])
        };
        assert!(said("ann", 0).contains("It left at two.") && said("ann", 1).contains("It was wrong."));
        assert!(
            said("jan", 1).contains("адклікае") && !said("jan", 1).contains("ferry"),
            "{}",
            said("jan", 1)
        );
        let mut db = house.edition.store.read().await.unwrap();
        let sent = notice::sent_of_story(&mut db, "one").await.unwrap();
        assert_eq!(sent.iter().map(|sent| sent.way.as_str()).collect::<Vec<_>>(), ["mail", "mail"]);
    });
}

#[test]
fn a_saved_topic_mails_once_for_each_story_that_fits() {
    on_both(|store| async move {
        let sink = Sink::start().await;
        let house = House::with_mail(store, sink.settings()).await;
        let client = house.client("firm", &Contract { early: true, ..contract() }).await;
        let mut tx = house.edition.store.write().await.unwrap();
        let language = "en".parse().unwrap();
        let seat =
            seat::add(&mut tx, &client, "Ann", "ann@firm.example", &language, noon()).await.unwrap().unwrap();
        let alert = Alert::Mail("alerts@firm.example".into());
        let query = Query { words: "ferry".into(), ..Query::default() };
        interest::add(&mut tx, &house.seal, &seat, "Ferries", &query, &alert, noon()).await.unwrap();
        tx.commit().await.unwrap();
        house.site.file(vec![held("one"), story("bus", "en", "The bus", noon())]).await;
        house.settle().await;
        house.pass(2).await;
        let mails = sink.taken();
        assert_eq!(mails.len(), 1, "{:?}", sink.faults());
        assert_eq!(mails[0].to, "alerts@firm.example");
        let first = text(&mails[0]);
        assert!(first.contains("The one ferry") && first.contains("Not to be published before"), "{first}");
        assert!(first.contains("Ferries"));
    });
}

/// Somebody of a client is mailed of every story, to these addresses.
async fn mails_of_all(house: &House, client: &str, addresses: &[&str]) {
    let (language, now) = ("en".parse().unwrap(), noon());
    let mut tx = house.edition.store.write().await.unwrap();
    let seat = seat::add(&mut tx, client, "Ann", "ann@firm.example", &language, now).await.unwrap().unwrap();
    for address in addresses {
        let (alert, query) = (Alert::Mail((*address).into()), Query::default());
        interest::add(&mut tx, &house.seal, &seat, "All", &query, &alert, now).await.unwrap();
    }
    tx.commit().await.unwrap();
}

#[test]
fn who_was_mailed_of_a_story_is_mailed_what_became_of_it_once_at_each_address() {
    on_both(|store| async move {
        let sink = Sink::start().await;
        let house = House::with_mail(store, sink.settings()).await;
        let client = house.client("firm", &contract()).await;
        mails_of_all(&house, &client, &["alerts@firm.example", "Ann@firm.example"]).await;
        house.site.file(vec![story("one", "en", "The ferry", noon())]).await;
        house.settle().await;
        // A correction that could not be mailed before the kill says nothing any more.
        house.clock().set(noon().plus_hours(1));
        sink.behave(|_| Manner::RefuseSender(451));
        house.correct("one", "It left at two.").await;
        house.settle().await;
        house.kill("one").await;
        sink.behave(|_| Manner::Take);
        house.pass(1).await;
        house.pass(1).await;
        let mut mails: Vec<(String, bool)> =
            sink.taken().iter().map(|mail| (mail.to.clone(), text(mail).contains("It was wrong."))).collect();
        mails.sort();
        let expected = [
            ("Ann@firm.example", false),
            ("alerts@firm.example", false),
            ("alerts@firm.example", true),
            ("ann@firm.example", true),
        ];
        assert_eq!(mails, expected.map(|(to, is_kill)| (to.to_owned(), is_kill)), "{:?}", sink.faults());
        let of_the_kill = sink.taken().into_iter().filter(|mail| text(mail).contains("It was wrong."));
        assert!(of_the_kill.into_iter().all(|mail| !text(&mail).contains("ferry")));
        assert!(sink.taken().iter().all(|mail| !text(mail).contains("It left at two.")));
    });
}

#[test]
fn what_is_mailed_twice_after_a_crash_has_one_message_id() {
    on_both(|store| async move {
        let sink = Sink::start().await;
        let house = House::with_mail(store, sink.settings()).await;
        let client = house.client("firm", &contract()).await;
        mails_of_all(&house, &client, &["alerts@firm.example"]).await;
        let dies = async |mails: usize| {
            let before = sink.count();
            house.follow().await;
            sink.behave(|_| Manner::HangAfterDot);
            let (courier, sent) = (house.courier(), Arc::new(Notify::new()));
            let running = tokio::spawn(async move { courier.run(sent).await });
            while sink.count() < before + mails {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
            running.abort();
            let _ = running.await;
            sink.behave(|_| Manner::Take);
            house.pass(1).await;
            let mut ids: Vec<String> = sink.taken()[before..].iter().map(message_id).collect();
            assert_eq!(ids.len(), 2 * mails, "each once more: nobody knows that it was taken");
            ids.sort();
            ids.dedup();
            assert_eq!(ids.len(), mails, "{ids:?}");
        };
        house.site.file(vec![story("one", "en", "The ferry", noon())]).await;
        dies(1).await;
        house.kill("one").await;
        dies(2).await;
    });
}

fn message_id(mail: &mail::testing::Taken) -> String {
    let whole = String::from_utf8(mail.message.clone()).unwrap();
    whole.lines().find(|line| line.starts_with("Message-ID: ")).unwrap().to_owned()
}
