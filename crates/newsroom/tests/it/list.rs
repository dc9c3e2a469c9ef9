//! The desk's list: what it shows to whom, its filters and groups, and what it tells open pages.

use axum::body::Body;
use http::{Method, StatusCode, header};
use http_body_util::BodyExt;
use newsroom::rights::Role;
use serde_json::json;

use crate::kit::{House, in_a_newsroom, noon};
use crate::story::{document, opened, save};

async fn story(house: &House, by: Role, headline: &str) -> String {
    let id = opened(house, by).await;
    save(house, by, &id, 1, document(headline, "Words.")).await;
    id
}

#[test]
fn the_list_is_filtered_by_the_query() {
    in_a_newsroom(|house| async move {
        story(&house, Role::Reporter, "A ferry").await;
        let train = story(&house, Role::Editor, "A train").await;
        house.post(Role::Editor, &format!("/desk/story/{train}/submission"), &[]).await;
        let reporter = house.id_of(Role::Reporter).to_owned();
        for (query, shows, hides) in [
            ("", "A ferry", "nothing"),
            ("state=draft", "A ferry", "A train"),
            ("state=in_edit", "A train", "A ferry"),
            (&format!("person={reporter}"), "A ferry", "A train"),
            ("q=FERR", "A ferry", "A train"),
            ("urgency=3", "No stories here", "A ferry"),
            ("language=ru", "No stories here", "A ferry"),
            ("section=sport&state=nonsense&before=x-y", "No stories here", "A ferry"),
            ("by=state", "A train", "nothing"),
            ("by=person", "The reporter", "nothing"),
        ] {
            let got = house.get(Role::Editor, &format!("/desk?{query}")).await;
            assert_eq!(got.status, StatusCode::OK, "{query}");
            assert!(got.text.contains(shows), "{query}: {}", got.text);
            assert!(!got.text.contains(hides), "{query}");
        }
    });
}

#[test]
fn older_stories_stand_on_the_next_page() {
    in_a_newsroom(|house| async move {
        for n in 0..62 {
            house.clock.set(noon().plus_millis(n));
            opened(&house, Role::Reporter).await;
        }
        let first = house.get(Role::Editor, "/desk").await.text;
        assert_eq!(first.matches(r#"class="line""#).count(), 60);
        let (_, rest) = first.split_once("before=").unwrap();
        let older = format!("/desk?before={}", rest.split('"').next().unwrap());
        let second = house.get(Role::Editor, &older).await.text;
        assert_eq!(second.matches(r#"class="line""#).count(), 2, "{older}");
    });
}

#[test]
fn the_script_is_given_the_lines_alone() {
    in_a_newsroom(|house| async move {
        story(&house, Role::Reporter, "A ferry").await;
        let request = house.request(Some(Role::Editor), Method::GET, "/desk");
        let request = request.header(header::ACCEPT, "text/html; fragment=lines");
        let got = house.send(request.body(Body::empty()).unwrap()).await;
        assert!(got.text.contains("A ferry") && !got.text.contains("<html"), "{}", got.text);
    });
}

#[test]
fn somebody_inside_sees_neither_colleagues_nor_their_stories() {
    in_a_newsroom(|house| async move {
        story(&house, Role::Editor, "Planted headline").await;
        story(&house, Role::Inside, "Own headline").await;
        let editor = house.id_of(Role::Editor).to_owned();
        for query in ["", "by=state", "by=person", "q=planted", &format!("person={editor}"), "state=draft"] {
            let got = house.get(Role::Inside, &format!("/desk?{query}")).await;
            for planted in ["Planted headline", "The editor", "The reporter", "The administrator"] {
                assert!(!got.text.contains(planted), "{query}: {planted}");
            }
        }
        assert!(house.get(Role::Inside, "/desk").await.text.contains("Own headline"));
    });
}

/// What an open page hears, until nothing comes any more.
async fn heard(body: &mut Body) -> String {
    let mut text = String::new();
    let pause = std::time::Duration::from_millis(300);
    while let Ok(Some(Ok(frame))) = tokio::time::timeout(pause, body.frame()).await {
        text.push_str(&String::from_utf8_lossy(frame.data_ref().unwrap()));
    }
    text
}

async fn listen(house: &House, by: Role) -> Body {
    let request = house.request(Some(by), Method::GET, "/desk/live").body(Body::empty()).unwrap();
    let mut router = newsroom::routes::router(&house.newsroom);
    let Ok(response) = tower_service::Service::call(&mut router, request).await;
    assert_eq!(response.headers()[header::CONTENT_TYPE], "text/event-stream");
    response.into_body()
}

#[test]
fn open_pages_hear_of_what_happens_and_inside_of_own_stories_only() {
    in_a_newsroom(|house| async move {
        let own = opened(&house, Role::Inside).await;
        let (mut reporter, mut inside) =
            (listen(&house, Role::Reporter).await, listen(&house, Role::Inside).await);
        heard(&mut reporter).await;
        heard(&mut inside).await;
        let other = opened(&house, Role::Editor).await;
        let told = heard(&mut reporter).await;
        assert!(told.contains("event: desk") && told.contains(&other), "{told}");
        assert!(told.contains(&format!("event: story\ndata: {}", json!({ "id": other }))), "{told}");
        assert_eq!(heard(&mut inside).await, "");
        save(&house, Role::Editor, &own, 1, document("Edited", "Words.")).await;
        assert!(heard(&mut inside).await.contains(&own));
    });
}
