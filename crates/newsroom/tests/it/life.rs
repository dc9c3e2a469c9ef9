//! The life of a story after its first save: submitted, returned, scheduled, corrected, killed, translated, spoken of.

use std::sync::Arc;

use base::Time;
use content::lifecycle;
use http::StatusCode;
use newsroom::deed;
use newsroom::rights::Role;
use serde_json::json;

use crate::kit::{Got, House, in_a_newsroom, noon};
use crate::story::{answer, document, opened, save};

/// A published story of an editor; its id.
pub async fn published(house: &House, headline: &str) -> String {
    let id = opened(house, Role::Editor).await;
    save(house, Role::Editor, &id, 1, document(headline, "Words.")).await;
    let got = act(house, Role::Editor, &id, "publication", &[]).await;
    assert!(got.location().ends_with("said=published"), "{got:?}");
    id
}

pub async fn act(house: &House, by: Role, id: &str, what: &str, fields: &[(&str, &str)]) -> Got {
    house.post(by, &format!("/desk/story/{id}/{what}"), fields).await
}

pub async fn page(house: &House, by: Role, id: &str, what: &str) -> String {
    let got = house.get(by, &format!("/desk/story/{id}{what}")).await;
    assert_eq!(got.status, StatusCode::OK, "{what}: {}", got.text);
    got.text
}

#[test]
fn a_story_goes_to_the_editors_and_comes_back_with_a_reason() {
    in_a_newsroom(|house| async move {
        let id = opened(&house, Role::Reporter).await;
        assert!(act(&house, Role::Reporter, &id, "submission", &[]).await.location().ends_with("submitted"));
        assert_eq!(act(&house, Role::Reporter, &id, "readiness", &[]).await.status, StatusCode::FORBIDDEN);
        let got = act(&house, Role::Editor, &id, "return", &[]).await;
        assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY, "without a reason");
        act(&house, Role::Editor, &id, "return", &[("reason", "Who says so?")]).await;
        assert!(page(&house, Role::Reporter, &id, "").await.contains("Who says so?"));
        let mut db = house.newsroom.store.read().await.unwrap();
        let deeds = deed::before(&mut db, None, None, 10).await.unwrap();
        let mut done: Vec<&str> = deeds.iter().map(|deed| deed.deed.as_str()).collect();
        done.sort();
        assert_eq!(done, ["opened", "returned", "submitted"]);
        assert!(deeds.iter().all(|deed| !deed.detail.contains("Who says so")), "deeds keep quiet");
    });
}

#[test]
fn a_schedule_is_an_hour_of_the_agencys_clock() {
    in_a_newsroom(|house| async move {
        let id = opened(&house, Role::Editor).await;
        save(&house, Role::Editor, &id, 1, document("Later", "Words.")).await;
        let at = |date: &'static str, time: &'static str| [("schedule-date", date), ("schedule-time", time)];
        for (date, time) in
            [("2025-12-14", "11:59"), ("tomorrow", "12:00"), ("2025-12-14", "25:00"), ("", "")]
        {
            let got = act(&house, Role::Editor, &id, "schedule", &at(date, time)).await;
            assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY, "{date} {time}");
        }
        let got = act(&house, Role::Editor, &id, "schedule", &at("2025-12-14", "18:30")).await;
        assert!(got.location().ends_with("said=scheduled"), "{got:?}");
        assert!(page(&house, Role::Editor, &id, "").await.contains("(UTC)"));
        act(&house, Role::Editor, &id, "unscheduling", &[]).await;
        assert!(page(&house, Role::Editor, &id, "").await.contains(">ready<"));
    });
}

#[test]
fn a_scheduled_story_goes_out_once_though_two_are_told() {
    in_a_newsroom(|house| async move {
        let id = opened(&house, Role::Editor).await;
        save(&house, Role::Editor, &id, 1, document("Later", "Words.")).await;
        let fields = [("schedule-date", "2025-12-14"), ("schedule-time", "12:10")];
        act(&house, Role::Editor, &id, "schedule", &fields).await;
        let due = noon().plus_millis(600_000);
        let store = &house.newsroom.store;
        assert_eq!(store::jobs::take(store, noon()).await.unwrap().map(|job| job.kind), None, "not yet");
        let job = store::jobs::take(store, due).await.unwrap().expect("a letter");
        assert_eq!(job.kind, lifecycle::PUBLISH_SCHEDULED);
        // Two workers have the letter: its lease ran out while the first was still at it.
        let both = [deliver(&house, &job.content, due), deliver(&house, &job.content, due)];
        let [one, other] = both;
        let (one, other) = tokio::join!(one, other);
        assert_ne!(one, other, "one of them published it");
        let mut db = store.read().await.unwrap();
        let states = content::history::states(&mut db, &id).await.unwrap();
        let out = states.iter().filter(|line| line.state == content::State::Published).count();
        assert_eq!(out, 1);
    });
}

async fn deliver(house: &House, letter: &str, now: Time) -> bool {
    let mut tx = house.newsroom.store.write().await.unwrap();
    let due = lifecycle::publish_due(&mut tx, letter, now).await.unwrap();
    tx.commit().await.unwrap();
    matches!(due, lifecycle::Due::Published(_))
}

#[test]
fn nobody_publishes_unseen_what_a_colleague_saved() {
    in_a_newsroom(|house| async move {
        let id = opened(&house, Role::Editor).await;
        save(&house, Role::Editor, &id, 1, document("Seen", "Words.")).await;
        save(&house, Role::Administrator, &id, 2, document("Not seen", "Words.")).await;
        let got = act(&house, Role::Editor, &id, "publication", &[("revision", "2")]).await;
        assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(got.text.contains("The administrator"), "{}", got.text);
        let got = act(&house, Role::Editor, &id, "publication", &[("revision", "3")]).await;
        assert!(got.location().ends_with("published"));
    });
}

#[test]
fn access_is_chosen_with_the_publication() {
    in_a_newsroom(|house| async move {
        let id = opened(&house, Role::Editor).await;
        save(&house, Role::Editor, &id, 1, document("For payers", "Words.")).await;
        let wrong = [("access", "plus-then-open"), ("access-hours", "0")];
        assert_eq!(
            act(&house, Role::Editor, &id, "publication", &wrong).await.status,
            StatusCode::UNPROCESSABLE_ENTITY
        );
        let fields = [("access", "plus-then-open"), ("access-hours", "48")];
        act(&house, Role::Editor, &id, "publication", &fields).await;
        let head = answer(&house.get(Role::Editor, &format!("/desk/story/{id}/head")).await);
        let steps = json!([{ "after_hours": 0, "level": "plus" }, { "after_hours": 48, "level": "open" }]);
        assert_eq!((&head["revision"], &head["document"]["access"]), (&json!(3), &steps));
        assert!(house.get(Role::Editor, "/desk").await.text.contains("now for payers"));
    });
}

#[test]
fn a_correction_needs_a_note_and_puts_the_newest_words_out() {
    in_a_newsroom(|house| async move {
        let id = published(&house, "Wrong").await;
        save(&house, Role::Editor, &id, 2, document("Right", "Words.")).await;
        let got = act(&house, Role::Editor, &id, "correction", &[("note", " ")]).await;
        assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY);
        let got = act(&house, Role::Editor, &id, "correction", &[("note", "The headline was wrong.")]).await;
        assert!(got.location().ends_with("corrected"), "{got:?}");
        let mut db = house.newsroom.store.read().await.unwrap();
        let language = "en".parse().unwrap();
        let found = content::find(&mut db, &language, "wrong", noon()).await.unwrap();
        let content::Found::Story(story) = found else { panic!("{found:?}") };
        assert_eq!((story.headline.as_str(), story.corrections.len()), ("Right", 1));
    });
}

#[test]
fn a_translation_stands_beside_its_original_and_learns_of_changes() {
    in_a_newsroom(|mut house| async move {
        house.speak(&["en", "be"]);
        let id = published(&house, "A ferry is late").await;
        let got = act(&house, Role::Reporter, &id, "translation", &[("language", "be")]).await;
        let beside = got.location().to_owned();
        let new = beside.split('/').nth(3).unwrap().to_owned();
        let text = house.get(Role::Reporter, &beside).await.text;
        assert!(text.contains("A ferry is late") && !text.contains("has changed since"), "{text}");
        let again = act(&house, Role::Reporter, &id, "translation", &[("language", "be")]).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "there is one already");

        save(&house, Role::Editor, &id, 2, document("A ferry is not late", "Words.")).await;
        act(&house, Role::Editor, &id, "publication", &[]).await;
        let text = house.get(Role::Reporter, &beside).await.text;
        assert!(text.contains("has changed since") && text.contains("<ins>not "), "{text}");
        let fields = [("original", id.as_str()), ("revision", "3")];
        act(&house, Role::Reporter, &new, "caught-up", &fields).await;
        assert!(!house.get(Role::Reporter, &beside).await.text.contains("has changed since"));
    });
}

#[test]
fn revisions_are_read_compared_and_brought_back() {
    in_a_newsroom(|house| async move {
        let id = opened(&house, Role::Editor).await;
        save(&house, Role::Editor, &id, 1, document("One", "The cat sat.")).await;
        save(&house, Role::Editor, &id, 2, document("One", "The dog sat.")).await;
        assert!(page(&house, Role::Reporter, &id, "/revisions").await.contains("comparison?old=2&amp;new=3"));
        let text = page(&house, Role::Reporter, &id, "/comparison?old=2&new=3").await;
        assert!(text.contains("<del>cat </del><ins>dog </ins>"), "{text}");
        assert!(page(&house, Role::Reporter, &id, "/revisions/2").await.contains("The cat sat."));
        let got = house.get(Role::Reporter, &format!("/desk/story/{id}/revisions/99")).await;
        assert_eq!(got.status, StatusCode::NOT_FOUND);
        let got = act(&house, Role::Reporter, &id, "restoration", &[("revision", "2")]).await;
        assert_eq!(got.status, StatusCode::FORBIDDEN, "somebody else's story");
        act(&house, Role::Editor, &id, "restoration", &[("revision", "2")]).await;
        let head = answer(&house.get(Role::Editor, &format!("/desk/story/{id}/head")).await);
        assert_eq!(head["revision"], 4);
        assert!(head.to_string().contains("The cat sat."));
    });
}

#[test]
fn whoever_is_called_in_a_note_sees_it_on_the_desk_until_they_look() {
    in_a_newsroom(|house| async move {
        let id = opened(&house, Role::Editor).await;
        act(&house, Role::Editor, &id, "notes", &[("said", "@Reporter, who says so? @nobody @inside")]).await;
        assert!(house.get(Role::Reporter, "/desk").await.text.contains("who says so?"));
        assert!(!house.get(Role::Editor, "/desk").await.text.contains("who says so?"));
        assert!(!house.get(Role::Inside, "/desk").await.text.contains("who says so?"));
        assert!(page(&house, Role::Reporter, &id, "").await.contains("who says so?"));
        assert!(!house.get(Role::Reporter, "/desk").await.text.contains("who says so?"), "they have looked");
    });
}

#[test]
fn a_flash_is_out_with_the_form_and_sent_twice_is_one() {
    in_a_newsroom(|house| async move {
        let got = house.post(Role::Editor, "/desk/flash", &[("headline", "")]).await;
        assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY);
        let got = house.post(Role::Editor, "/desk/flash", &[("headline", "The ferry\n sails")]).await;
        let again = house.post(Role::Editor, "/desk/flash", &[("headline", "The ferry sails")]).await;
        assert_eq!(got.location(), again.location());
        let text = house.get(Role::Editor, got.location()).await.text;
        assert!(text.contains("the-ferry-sails") && text.contains("/taking-back"), "{text}");
        let mut db = house.newsroom.store.read().await.unwrap();
        let language = "en".parse().unwrap();
        let found = content::find(&mut db, &language, "the-ferry-sails", noon()).await.unwrap();
        let content::Found::Story(story) = found else { panic!("{found:?}") };
        assert_eq!(story.urgency, 1);
    });
}

#[test]
fn a_preview_may_load_the_themes_style_and_stand_in_our_frame() {
    in_a_newsroom(|house| async move {
        let id = opened(&house, Role::Editor).await;
        let mut paid = document("Seen before", "Free words.");
        let wall = json!({ "type": "plus", "content": [{ "type": "paragraph", "content": [{ "type": "text", "text": "Paid words." }] }] });
        paid["body"]["content"].as_array_mut().unwrap().push(wall);
        save(&house, Role::Editor, &id, 1, paid).await;
        assert!(
            page(&house, Role::Editor, &id, "/preview?on=phone").await.contains("preview/page?reader=open")
        );
        let got = house.get(Role::Editor, &format!("/desk/story/{id}/preview/page?reader=open")).await;
        let policy = got.headers["content-security-policy"].to_str().unwrap();
        assert!(policy.contains("frame-ancestors 'self'") && !policy.contains("unsafe"), "{policy}");
        assert!(got.text.contains("Free words.") && !got.text.contains("Paid words."), "{}", got.text);
        let got = house.get(Role::Editor, &format!("/desk/story/{id}/preview/page?reader=plus")).await;
        assert!(got.text.contains("Paid words."), "{}", got.text);
    });
}

#[test]
fn the_posts_of_a_story_are_shown_before_they_are_sent() {
    in_a_newsroom(|mut house| async move {
        let id = opened(&house, Role::Editor).await;
        save(&house, Role::Editor, &id, 1, document("Seen before", "Free words.")).await;
        assert!(page(&house, Role::Editor, &id, "/telegram").await.contains("No channel takes this story"));
        assert!(!page(&house, Role::Editor, &id, "").await.contains(&format!("/desk/story/{id}/telegram")));
        let old = &house.newsroom;
        let mut config = (*old.config).clone();
        config.telegram.channels.push(base::config::Channel {
            chat: "@kropka".into(),
            language: "en".parse().unwrap(),
            sections: vec![],
            template: String::new(),
        });
        let preview = newsroom::preview::Preview::default().and_posts_by(|story, _| async move {
            let post = |html| newsroom::preview::PostPreviewed {
                chat: "@kropka".into(),
                html,
                signs: (11, 1_024),
                picture: Some("a-picture.jpg".into()),
            };
            let headline = format!("<b>{}</b>\n\nTwo &lt;lines&gt;", story.document.headline);
            Ok(vec![post(Ok(headline)), post(Err("the template <says> nothing".into()))])
        });
        let newsroom = Arc::new(newsroom::Newsroom {
            store: old.store.clone(),
            library: old.library.clone(),
            config: Arc::new(config),
            clock: old.clock.clone(),
            words: Arc::clone(&old.words),
            templates: newsroom::Templates::load(),
            live: old.live.clone(),
            preview,
            till: None,
            press: old.press.clone(),
            door: Default::default(),
        });
        house.route(newsroom::routes::router(&newsroom));
        let shown = page(&house, Role::Editor, &id, "/telegram").await;
        for words in [
            "<b>Seen before</b>\n\nTwo &lt;lines&gt;",
            "11 of 1024 signs",
            "/desk/media/a-picture.jpg",
            "the template &lt;says&gt; nothing",
        ] {
            assert!(shown.contains(words), "{words}: {shown}");
        }
        assert!(page(&house, Role::Editor, &id, "").await.contains(&format!("/desk/story/{id}/telegram")));
        let other = house.get(Role::Inside, &format!("/desk/story/{id}/telegram")).await;
        assert_ne!(other.status.as_u16(), 200, "a colleague's story");
    });
}
