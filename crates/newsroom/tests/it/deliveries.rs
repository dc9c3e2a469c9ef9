//! What publications set off, looked at and set right.

use http::StatusCode;
use newsroom::deed;
use newsroom::rights::Role::{Administrator, Editor, Inside, Reporter};
use store::jobs::{self, Reason};

use crate::kit::{House, in_a_newsroom, noon};

async fn sent(house: &House, kind: &str, content: &str) {
    let mut tx = house.newsroom.store.write().await.unwrap();
    jobs::send(&mut tx, kind, content, noon()).await.unwrap();
    tx.commit().await.unwrap();
}

/// Has the next letter fail until nobody tries it any more.
async fn dead(house: &House, reason: impl Into<Reason>) -> String {
    let reason = reason.into();
    let (store, mut now) = (&house.newsroom.store, noon());
    let mut id = String::new();
    for _ in 0..jobs::ATTEMPTS {
        let job = jobs::take(store, now).await.unwrap().expect("it is due");
        jobs::failed(store, &job, &reason, now).await.unwrap();
        now = now.plus_hours(2);
        id = job.id;
    }
    id
}

#[test]
fn a_publication_shows_what_it_set_off() {
    in_a_newsroom(|house| async move {
        sent(&house, "telegram", r#"{"story":"a-story"}"#).await;
        let id = dead(&house, "the channel <b>is away</b>").await;
        sent(&house, "withdraw-pictures", "a-story").await;
        sent(&house, "mail", "another-story").await;
        let page = house.get(Editor, "/desk/deliveries").await.text;
        assert!(page.contains("the channel &lt;b&gt;is away"), "{page}");
        assert!(page.contains(&format!("{id}/repetition")) && page.contains(&format!("{id}/laying-aside")));
        assert!(page.contains("8 tries") && page.contains("Take away a withdrawn story’s pictures"));
        let page = house.get(Editor, "/desk/deliveries?story=a-story").await.text;
        assert!(page.contains("withdrawn") && !page.contains("another-story"));
        let page = house.get(Editor, "/desk/deliveries?kind=mail&state=waiting").await.text;
        assert!(page.contains("another-story") && !page.contains("/desk/story/a-story"));
    });
}

#[test]
fn a_delivery_says_what_it_concerns_and_why_it_failed_in_everybodys_language() {
    in_a_newsroom(|house| async move {
        sent(&house, "call-websub", r#"{"language":"en"}"#).await;
        let job = jobs::take_call(&house.newsroom.store, noon()).await.unwrap().expect("it is due");
        let reason = Reason::word("reason-refused", &[("host", "hub.example"), ("status", "503")]);
        jobs::failed(&house.newsroom.store, &job, &reason, noon()).await.unwrap();
        for (language, said) in [
            ("en", "hub.example answers with status 503."),
            ("be", "hub.example адказвае з кодам 503."),
            ("ru", "hub.example отвечает с кодом 503."),
        ] {
            house.post(Editor, "/desk/me", &[("name", "E"), ("language", language)]).await;
            let page = house.get(Editor, "/desk/deliveries").await.text;
            let page = page.replace(['\u{2068}', '\u{2069}'], "");
            assert!(page.contains(said) && page.contains(": English"), "{page}");
        }
    });
}

#[test]
fn a_dead_letter_is_tried_again_or_laid_aside_and_the_record_says_by_whom() {
    in_a_newsroom(|house| async move {
        sent(&house, "telegram", r#"{"story":"a-story"}"#).await;
        let id = dead(&house, "away").await;
        let filter = [("story", "a-story"), ("state", "dead")];
        let got = house.post(Editor, &format!("/desk/deliveries/{id}/repetition"), &filter).await;
        assert_eq!(got.location(), "/desk/deliveries?story=a-story&state=dead");
        let got = house.post(Editor, &format!("/desk/deliveries/{id}/repetition"), &[]).await;
        assert_eq!(got.status, StatusCode::SEE_OTHER, "it still waits after a failure");
        assert_eq!(dead(&house, "still away").await, id);
        let aside = format!("/desk/deliveries/{id}/laying-aside");
        assert_eq!(house.post(Administrator, &aside, &[]).await.location(), "/desk/deliveries?");
        assert_eq!(house.post(Administrator, &aside, &[]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        let page = house.get(Editor, "/desk/deliveries?state=aside").await.text;
        assert!(page.contains(&format!("{id}/repetition")));
        let mut db = house.newsroom.store.read().await.unwrap();
        let deeds = deed::before(&mut db, None, None, 9).await.unwrap();
        let said: Vec<_> = deeds.iter().map(|deed| (deed.deed.as_str(), deed.subject.as_str())).collect();
        assert!(said.contains(&("delivery-laid-aside", "a-story")), "{said:?}");
        assert!(said.contains(&("delivery-repeated", "a-story")), "{said:?}");
    });
}

#[test]
fn deliveries_are_for_editors() {
    in_a_newsroom(|house| async move {
        sent(&house, "telegram", "a-story").await;
        let id = dead(&house, "away").await;
        for role in [Reporter, Inside] {
            assert_eq!(house.get(role, "/desk/deliveries").await.status, StatusCode::FORBIDDEN);
            let got = house.post(role, &format!("/desk/deliveries/{id}/repetition"), &[]).await;
            assert_eq!(got.status, StatusCode::FORBIDDEN);
        }
        let got = house.post(Editor, "/desk/deliveries/none/repetition", &[]).await;
        assert_eq!(got.status, StatusCode::NOT_FOUND);
    });
}

#[test]
fn the_list_goes_on_by_stretches() {
    in_a_newsroom(|house| async move {
        for number in 0..60 {
            sent(&house, "mail", &format!("story-{number}")).await;
        }
        let page =
            house.get(Editor, "/desk/deliveries").await.text.replace("&#x2f;", "/").replace("&amp;", "&");
        assert_eq!(page.matches("/desk/story/story-").count(), 50);
        let older = page.split("href=\"/desk/deliveries?").find(|rest| rest.contains("before=")).unwrap();
        let older = format!("/desk/deliveries?{}", older.split('"').next().unwrap());
        let rest = house.get(Editor, &older).await.text.replace("&#x2f;", "/");
        assert_eq!(rest.matches("/desk/story/story-").count(), 10);
    });
}
