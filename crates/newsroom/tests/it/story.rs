//! A story through its pages: opened, saved, published, taken back; who may do what with it.

use http::StatusCode;
use newsroom::rights::Role;
use serde_json::{Value, json};

use crate::kit::{Got, House, in_a_newsroom};

/// Opens a story as somebody; answers its id.
pub async fn opened(house: &House, by: Role) -> String {
    let got = house.post(by, "/desk/stories", &[("language", "en")]).await;
    assert_eq!(got.status, StatusCode::SEE_OTHER, "{got:?}");
    got.location().rsplit('/').next().unwrap().to_owned()
}

/// A document of a headline and one paragraph.
pub fn document(headline: &str, words: &str) -> Value {
    let text = json!([{ "type": "text", "text": words }]);
    let body = json!({ "type": "doc", "content": [{ "type": "paragraph", "content": text }] });
    json!({ "headline": headline, "body": body })
}

/// Saves as the editor's script does.
pub async fn save(house: &House, by: Role, id: &str, base: i64, document: Value) -> Got {
    let path = format!("/desk/story/{id}/revisions");
    house.post_json(by, &path, json!({ "base": base, "document": document })).await
}

pub fn answer(got: &Got) -> Value {
    serde_json::from_str(&got.text).unwrap_or_else(|error| panic!("{error}: {got:?}"))
}

/// What the page gives the editor's script.
pub fn data(got: &Got) -> Value {
    let (_, rest) = got.text.split_once(r#"<script type="application/json" id="story-data">"#).unwrap();
    serde_json::from_str(rest.split_once("</script>").unwrap().0).unwrap()
}

#[test]
fn a_story_is_opened_saved_and_published() {
    in_a_newsroom(|house| async move {
        let id = opened(&house, Role::Editor).await;
        let page = house.get(Role::Editor, &format!("/desk/story/{id}")).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.text);
        let given = data(&page);
        assert_eq!((&given["revision"], &given["state"]), (&json!(1), &json!("draft")));
        assert_eq!(given["rights"], json!({ "edit": true, "publish": true, "kill": false }));

        let got = save(&house, Role::Editor, &id, 1, document("A ferry is late", "It is.")).await;
        assert_eq!(answer(&got), json!({ "outcome": "saved", "revision": 2 }));
        let got = save(&house, Role::Editor, &id, 1, document("A ferry is late", "It is.")).await;
        assert_eq!(answer(&got), json!({ "outcome": "same", "revision": 2 }), "sent again");

        let got =
            house.post(Role::Editor, &format!("/desk/story/{id}/publication"), &[("revision", "2")]).await;
        assert!(got.location().ends_with("?said=published"), "{got:?}");
        let page = house.get(Role::Editor, &format!("/desk/story/{id}")).await;
        assert!(page.text.contains("story&#x2f;a-ferry-is-late"), "{}", page.text);
        assert!(page.text.contains("/taking-back"));
        let head = answer(&house.get(Role::Editor, &format!("/desk/story/{id}/head")).await);
        assert_eq!(head["document"]["headline"], "A ferry is late");
        let desk = house.get(Role::Reporter, "/desk").await;
        assert!(desk.text.contains("A ferry is late"), "{}", desk.text);
    });
}

#[test]
fn a_publication_can_be_taken_back_for_ten_seconds() {
    in_a_newsroom(|house| async move {
        let id = opened(&house, Role::Editor).await;
        save(&house, Role::Editor, &id, 1, document("Too early", "Words.")).await;
        let to = |what: &str| format!("/desk/story/{id}/{what}");
        house.post(Role::Editor, &to("publication"), &[]).await;
        let got = house.post(Role::Editor, &to("taking-back"), &[]).await;
        assert!(got.location().ends_with("said=taken-back"), "{got:?}");
        house.post(Role::Editor, &to("publication"), &[]).await;
        house.clock.set(crate::kit::noon().plus_millis(11_000));
        let got = house.post(Role::Editor, &to("taking-back"), &[]).await;
        assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(!house.get(Role::Editor, &to("")).await.text.contains("taking-back"));
    });
}

#[test]
fn a_reporter_edits_own_stories_and_cannot_publish() {
    in_a_newsroom(|house| async move {
        let own = opened(&house, Role::Reporter).await;
        let others = opened(&house, Role::Editor).await;
        let saved = save(&house, Role::Reporter, &own, 1, document("Mine", "a")).await;
        assert_eq!(saved.status, StatusCode::OK);
        let saved = save(&house, Role::Reporter, &others, 1, document("Theirs", "b")).await;
        assert_eq!(saved.status, StatusCode::FORBIDDEN);
        assert_eq!(house.get(Role::Reporter, &format!("/desk/story/{others}")).await.status, StatusCode::OK);

        let reporter = house.id_of(Role::Reporter).to_owned();
        house.post(Role::Editor, &format!("/desk/story/{others}/assignment"), &[("staff", &reporter)]).await;
        let saved = save(&house, Role::Reporter, &others, 1, document("Theirs", "b")).await;
        assert_eq!(saved.status, StatusCode::OK, "they were asked to work on it");

        house.post(Role::Editor, &format!("/desk/story/{own}/publication"), &[]).await;
        let saved = save(&house, Role::Reporter, &own, 2, document("Mine", "changed")).await;
        assert_eq!(saved.status, StatusCode::FORBIDDEN, "it is out");
    });
}

#[test]
fn somebody_inside_finds_own_stories_only() {
    in_a_newsroom(|house| async move {
        let others = opened(&house, Role::Editor).await;
        save(&house, Role::Editor, &others, 1, document("Planted headline", "Planted words.")).await;
        let own = opened(&house, Role::Inside).await;
        let to = |what: &str| format!("/desk/story/{others}{what}");
        for what in ["", "/head"] {
            assert_eq!(house.get(Role::Inside, &to(what)).await.status, StatusCode::NOT_FOUND, "{what}");
        }
        assert_eq!(
            save(&house, Role::Inside, &others, 2, document("a", "b")).await.status,
            StatusCode::NOT_FOUND
        );
        for what in ["/presence", "/slug", "/notes", "/submission", "/return", "/update", "/translation"] {
            let got = house.post(Role::Inside, &to(what), &[("said", "x"), ("reason", "x")]).await;
            assert_eq!(got.status, StatusCode::NOT_FOUND, "{what}");
        }

        // A colleague edits and speaks at the story of somebody inside: who it was stays unsaid.
        save(&house, Role::Editor, &own, 1, document("Own", "by a colleague")).await;
        let path = format!("/desk/story/{own}");
        house.post(Role::Editor, &format!("{path}/notes"), &[("said", "Where is it?")]).await;
        house.post_json(Role::Editor, &format!("{path}/presence"), json!({ "field": "body" })).await;
        let page = house.get(Role::Inside, &path).await;
        let here =
            house.post_json(Role::Inside, &format!("{path}/presence"), json!({ "field": "body" })).await;
        assert_eq!(answer(&here)["others"].as_array().unwrap().len(), 1, "{here:?}");
        let clash = save(&house, Role::Inside, &own, 1, document("Mine", "by me")).await;
        assert_eq!(clash.status, StatusCode::CONFLICT);
        let desk = house.get(Role::Inside, "/desk").await;
        assert!(page.text.contains("Where is it?") && desk.text.contains("Own"));
        for got in [&page, &here, &clash, &desk] {
            for planted in ["The editor", "The reporter", "The administrator", "Planted"] {
                assert!(!got.text.contains(planted), "{planted}: {}", got.text);
            }
        }
    });
}

#[test]
fn the_plain_form_saves_without_a_script() {
    in_a_newsroom(|house| async move {
        let id = opened(&house, Role::Reporter).await;
        let to = format!("/desk/story/{id}/revisions");
        let fields =
            [("base", "1"), ("headline", "Plain\r\nwords"), ("deck", ""), ("body", "One.\r\n\r\nTwo.")];
        let got = house.post(Role::Reporter, &to, &fields).await;
        assert!(got.location().ends_with("said=saved"), "{got:?}");
        let page = house.get(Role::Reporter, &format!("/desk/story/{id}?said=saved")).await;
        assert!(page.text.contains("One.\n\nTwo.") && page.text.contains("Plain words"), "{}", page.text);
        assert!(page.text.contains("Saved."));

        save(&house, Role::Editor, &id, 2, document("Another", "One.")).await;
        let fields = [("base", "2"), ("headline", "Mine"), ("body", "Mine.")];
        let got = house.post(Role::Reporter, &to, &fields).await;
        assert_eq!(got.status, StatusCode::CONFLICT, "{got:?}");
        assert!(got.text.contains("The editor changed the same meanwhile"), "{}", got.text);
        assert!(got.text.contains(r#"name="base" value="3""#), "the next save is upon the newest");
    });
}

#[test]
fn what_a_story_says_is_text_on_every_page() {
    in_a_newsroom(|house| async move {
        let id = opened(&house, Role::Editor).await;
        let bad = "</script></textarea><script>alert(1)</script><img src=x onerror=alert(1)>";
        let mut nasty = document(bad, bad);
        for field in ["deck", "slugline", "place", "dateline"] {
            nasty[field] = json!(bad);
        }
        nasty["sources"] = json!([{ "name": bad, "address": "javascript:alert(1)", "kind": "other" }]);
        let saved = save(&house, Role::Editor, &id, 1, nasty).await;
        assert_eq!(saved.status, StatusCode::OK, "{saved:?}");
        house.post(Role::Editor, &format!("/desk/story/{id}/notes"), &[("said", bad)]).await;
        house.post(Role::Editor, &format!("/desk/story/{id}/submission"), &[]).await;
        house.post(Role::Editor, &format!("/desk/story/{id}/return"), &[("reason", bad)]).await;
        for path in ["/desk".to_owned(), format!("/desk/story/{id}")] {
            let got = house.get(Role::Editor, &path).await;
            assert_eq!(got.status, StatusCode::OK);
            assert!(got.text.contains("alert(1)"), "{path} shows it");
            assert!(
                !got.text.contains("<script>alert") && !got.text.contains("<img src=x"),
                "{path}: {}",
                got.text
            );
        }
    });
}
