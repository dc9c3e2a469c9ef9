//! Newsletters at the desk: an alert drafted, edited, sent with the key, stopped; who may; what is urgent.

use std::time::Duration;

use base::config::Config;
use http::StatusCode;
use mail::testing::{Manner, Sink};
use newsletter::{List, PrivateKey};
use newsroom::rights::Role;

use crate::kit::{Got, House, in_a_newsroom};
use crate::life::published;

fn key() -> PrivateKey {
    PrivateKey::parse(&format!("vestka-newsletter-private-{}", "17".repeat(32))).unwrap()
}

/// Newsletters on, and so many readers of alerts.
async fn with_readers(house: &mut House, readers: usize) -> Sink {
    let sink = Sink::start().await;
    let mut config = Config { mail: sink.settings(), ..Config::default() };
    config.newsletter.key = key().public().text();
    house.reconfigure(config);
    let press = house.newsroom.press.clone();
    let english = "en".parse().unwrap();
    for number in 0..readers {
        house.clock.set(house.clock.now().plus_millis(60_000));
        let address = format!("reader{number}@example.org");
        press.sign_up(&address, &english, &[List::Breaking], house.clock.now()).await.unwrap();
        let mail = String::from_utf8(sink.taken().pop().unwrap().message).unwrap().replace("=\r\n", "");
        let token = mail.split("/newsletter/confirm/").nth(1).unwrap()[..32].to_owned();
        assert!(press.confirm(&token).await.unwrap());
    }
    sink
}

async fn post(house: &House, path: &str, fields: &[(&str, &str)]) -> Got {
    house.post(Role::Editor, path, fields).await
}

async fn wait(house: &House, issue: &str) {
    while house.newsroom.press.is_running(issue) {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

#[test]
fn an_alert_is_drafted_edited_and_sent_with_the_key_alone() {
    in_a_newsroom(|mut house| async move {
        let sink = with_readers(&mut house, 3).await;
        let story = published(&house, "The <bridge> is down").await;
        let list = house.get(Role::Editor, "/desk/newsletters").await.text;
        assert!(list.contains("The &lt;bridge&gt; is down") && list.contains("<td>3</td>"), "{list}");
        let drafted = post(&house, "/desk/newsletters", &[("story", &story)]).await;
        let page = drafted.location().to_owned();
        assert!(page.starts_with("/desk/newsletters/"), "{drafted:?}");
        let id = page.rsplit('/').next().unwrap().to_owned();
        let again = post(&house, "/desk/newsletters", &[("story", &story)]).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);

        let place = format!("place-{story}");
        let none = post(&house, &page, &[("subject", "Down"), ("intro", ""), (&place, "")]).await;
        assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY, "a newsletter has a story");
        post(&house, &page, &[("subject", "Down"), ("intro", "Read <this>."), (&place, "1")]).await;
        let shown = house.get(Role::Editor, &page).await.text;
        assert!(shown.contains("Read &lt;this&gt;.") && shown.contains("As plain text"), "{shown}");
        let html = house.get(Role::Editor, &format!("{page}/html")).await;
        assert!(html.text.contains("Read &lt;this&gt;."), "{}", html.text);
        let policy = html.headers["content-security-policy"].to_str().unwrap();
        assert!(policy.contains("sandbox") && policy.contains("default-src 'none'"), "{policy}");

        let sending = format!("{page}/sending");
        let other = format!("vestka-newsletter-private-{}", "18".repeat(32));
        for wrong in ["", "secret", &other] {
            let got = post(&house, &sending, &[("key", wrong)]).await;
            assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
        }
        assert!(post(&house, &sending, &[("key", &key().text())]).await.location().contains("told="));
        wait(&house, &id).await;
        assert_eq!(sink.count(), 6, "three that asked, three copies");
        let shown = house.get(Role::Editor, &page).await.text;
        assert!(shown.contains("3 of 3") && !shown.contains("name=\"key\""), "{shown}");
        let record = house.get(Role::Administrator, "/desk/audit").await.text;
        assert!(record.contains("sent a newsletter") && record.contains("Down"), "{record}");
        assert!(!record.contains(&key().text()[30..60]) && !shown.contains(&key().text()[30..60]));
    });
}

#[test]
fn a_send_that_stands_still_says_where_and_goes_on_with_the_key() {
    in_a_newsroom(|mut house| async move {
        let sink = with_readers(&mut house, 2).await;
        let story = published(&house, "The bridge is down").await;
        let page = post(&house, "/desk/newsletters", &[("story", &story)]).await.location().to_owned();
        let id = page.rsplit('/').next().unwrap().to_owned();
        sink.behave(|_| Manner::RefuseSender(553));
        post(&house, &format!("{page}/sending"), &[("key", &key().text())]).await;
        wait(&house, &id).await;
        let shown = house.get(Role::Editor, &page).await.text;
        assert!(shown.contains("takes no mail from our address") && shown.contains("0 of 2"), "{shown}");
        assert!(house.get(Role::Editor, "/desk/newsletters").await.text.contains("stands still"));
        let aside = post(&house, &format!("{page}/laying-aside"), &[]).await;
        assert_eq!(aside.status, StatusCode::UNPROCESSABLE_ENTITY, "it is no draft any more");
        sink.behave(|_| Manner::Take);
        post(&house, &format!("{page}/sending"), &[("key", &key().text())]).await;
        wait(&house, &id).await;
        assert!(house.get(Role::Editor, &page).await.text.contains("2 of 2"));
    });
}

#[test]
fn a_withdrawal_after_a_send_calls_from_the_desks_first_page() {
    in_a_newsroom(|mut house| async move {
        let _sink = with_readers(&mut house, 1).await;
        let story = published(&house, "The bridge is down").await;
        let page = post(&house, "/desk/newsletters", &[("story", &story)]).await.location().to_owned();
        let id = page.rsplit('/').next().unwrap().to_owned();
        post(&house, &format!("{page}/sending"), &[("key", &key().text())]).await;
        wait(&house, &id).await;
        assert!(!house.get(Role::Editor, "/desk").await.text.contains("withdrawals"));
        house.clock.set(house.clock.now().plus_millis(60_000));
        let killed = [("notice", "It stands."), ("reason", "wrong"), ("sure", "yes")];
        post(&house, &format!("/desk/story/{story}/kill"), &killed).await;
        house.newsroom.press.tick(house.clock.now()).await.unwrap();
        let desk = house.get(Role::Editor, "/desk").await.text;
        assert!(desk.contains("Readers have a story that was withdrawn"), "{desk}");
        assert!(!house.get(Role::Reporter, "/desk").await.text.contains("Readers have a story"));
        assert!(house.get(Role::Editor, "/desk/newsletters").await.text.contains("withdrawal"));
    });
}

#[test]
fn without_settings_the_page_says_what_to_do() {
    in_a_newsroom(|house| async move {
        assert!(house.get(Role::Editor, "/desk/newsletters").await.text.contains("vestka newsletter key"));
        assert!(!house.get(Role::Editor, "/desk").await.text.contains("/desk/newsletters"));
        assert_eq!(house.get(Role::Editor, "/desk/newsletters/x").await.status, StatusCode::NOT_FOUND);
    });
}
