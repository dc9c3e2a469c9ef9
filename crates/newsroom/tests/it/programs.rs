//! Keys by which programs act, and what they open.

use axum::body::Body;
use http::{Method, Request, StatusCode, header};
use newsroom::rights::Role::{self, Administrator, Editor, Inside, Reporter};
use newsroom::{Need, deed, routes, token};
use serde_json::{Value, json};

use crate::kit::{Got, House, in_a_newsroom};

/// The key that a member makes at the desk.
async fn key(house: &House, role: Role, rights: &[&str]) -> String {
    let mut fields = vec![("name", "a script"), ("days", "30")];
    fields.extend(rights.iter().map(|right| ("right", *right)));
    let page = house.post(role, "/desk/me/programs", &fields).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    let key =
        page.text.split("<code class=\"code\">").nth(1).expect("it is shown").split('<').next().unwrap();
    key.to_owned()
}

async fn ask(house: &House, key: &str, method: Method, path: &str, body: Option<Value>) -> Got {
    let request = Request::builder().method(method).uri(path).header(header::HOST, "desk.example");
    let request = request.header(header::AUTHORIZATION, format!("Bearer {key}"));
    let request = request.header(header::CONTENT_TYPE, "application/json");
    let body = body.map_or(Body::empty(), |body| Body::from(body.to_string()));
    house.send(request.body(body).unwrap()).await
}

async fn post(house: &House, key: &str, path: &str, body: Value) -> (StatusCode, Value) {
    let got = ask(house, key, Method::POST, path, Some(body)).await;
    (got.status, serde_json::from_str(&got.text).unwrap_or_else(|_| panic!("{path}: {}", got.text)))
}

fn document(headline: &str) -> Value {
    json!({
        "headline": headline,
        "body": { "type": "doc", "content": [{ "type": "paragraph", "content": [{ "type": "text", "text": "Words." }] }] },
    })
}

#[test]
fn a_program_writes_publishes_corrects_and_kills() {
    in_a_newsroom(|house| async move {
        let key = key(&house, Editor, &["write", "publish", "kill"]).await;
        let (status, opened) = post(&house, &key, "/desk/stories", json!({ "language": "en" })).await;
        assert_eq!(status, StatusCode::OK, "{opened}");
        let at = |what: &str| format!("/desk/story/{}/{what}", opened["story"].as_str().unwrap());
        let saved = json!({ "base": 1, "document": document("By a script") });
        let (_, saved) = post(&house, &key, &at("revisions"), saved).await;
        assert_eq!((&saved["outcome"], &saved["revision"]), (&json!("saved"), &json!(2)));
        let head = ask(&house, &key, Method::GET, &at("head"), None).await;
        assert!(head.text.contains("By a script"), "{}", head.text);
        let (status, said) = post(&house, &key, &at("publication"), json!({ "revision": 2 })).await;
        assert_eq!((status, &said["said"]), (StatusCode::OK, &json!("published")), "{said}");
        let (status, said) = post(&house, &key, &at("publication"), json!({ "revision": 2 })).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(said["error"].as_str().unwrap().contains("Readers see this revision already"), "{said}");
        let saved = json!({ "base": 2, "document": document("By another script") });
        post(&house, &key, &at("revisions"), saved).await;
        let (status, said) =
            post(&house, &key, &at("correction"), json!({ "note": "It was another one.", "revision": 3 }))
                .await;
        assert_eq!(status, StatusCode::OK, "{said}");
        let kill = json!({ "notice": "It was no script.", "reason": "A drill." });
        let (status, said) = post(&house, &key, &at("kill"), kill).await;
        assert_eq!((status, &said["story"]), (StatusCode::OK, &opened["story"]), "{said}");
        assert_eq!(
            post(&house, &key, &at("revisions"), json!({ "base": 3, "document": document("X") })).await.0,
            StatusCode::GONE
        );
        let deeds =
            deed::before(&mut house.newsroom.store.read().await.unwrap(), None, None, 9).await.unwrap();
        let by_editor =
            |word: &str| deeds.iter().any(|deed| deed.deed == word && deed.staff == house.id_of(Editor));
        assert!(["published", "corrected", "killed"].into_iter().all(by_editor), "{deeds:?}");
    });
}

#[test]
fn a_key_opens_what_programs_may_and_its_rights_say_and_nothing_else() {
    in_a_newsroom(|house| async move {
        let everything = key(&house, Administrator, &["write", "publish", "kill"]).await;
        let little = key(&house, Editor, &["write"]).await;
        let (mut open, mut shut) = (0, 0);
        for route in routes() {
            let path = route.pattern.replace(['{', '}'], "");
            let got = ask(&house, &everything, route.method.clone(), &path, Some(json!({}))).await;
            assert_eq!(got.status == StatusCode::FORBIDDEN, !route.for_programs, "{path}: {}", got.text);
            *(if route.for_programs { &mut open } else { &mut shut }) += 1;
            if let (true, Need::Right(right)) = (route.for_programs, route.need) {
                let got = ask(&house, &little, route.method, &path, Some(json!({}))).await;
                assert_eq!(
                    got.status == StatusCode::FORBIDDEN,
                    right != newsroom::rights::Right::Write,
                    "{path}"
                );
            }
        }
        assert!(open > 10 && shut > 50, "{open} {shut}");
    });
}

#[test]
fn a_key_gives_nobody_more_than_their_role_has() {
    in_a_newsroom(|house| async move {
        for role in [Reporter, Inside] {
            let page = house
                .post(role, "/desk/me/programs", &[("name", "x"), ("days", "9"), ("right", "publish")])
                .await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(page.text.contains("Choose what the program may do."));
        }
        let key = key(&house, Editor, &["write", "publish"]).await;
        let editor = format!("/desk/staff/{}/role", house.id_of(Editor));
        let (_, opened) = post(&house, &key, "/desk/stories", json!({ "language": "en" })).await;
        let got = house.post(Administrator, &editor, &[("role", "reporter")]).await;
        assert_eq!(got.status, StatusCode::SEE_OTHER, "{}", got.text);
        let path = format!("/desk/story/{}/publication", opened["story"].as_str().unwrap());
        assert_eq!(
            post(&house, &key, &path, json!({})).await.0,
            StatusCode::FORBIDDEN,
            "a reporter publishes nothing"
        );
    });
}

#[test]
fn a_key_that_is_unknown_ended_or_over_opens_nothing() {
    in_a_newsroom(|house| async move {
        let key = key(&house, Editor, &["write"]).await;
        let ask = async |key: &str| post(&house, key, "/desk/stories", json!({ "language": "en" })).await;
        assert_eq!(ask(&key).await.0, StatusCode::OK);
        let (status, said) = ask("vestka_desk_0123").await;
        assert_eq!(status, StatusCode::UNAUTHORIZED);
        assert!(said["error"].as_str().unwrap().contains("unknown or has ended"));
        let request =
            Request::builder().method(Method::POST).uri("/desk/stories").body(Body::empty()).unwrap();
        let without = house.send(request).await;
        assert_eq!(without.status, StatusCode::UNAUTHORIZED);
        assert!(
            without.headers.contains_key(header::WWW_AUTHENTICATE)
                && without.text.contains("Send a key along")
        );
        let mut db = house.newsroom.store.read().await.unwrap();
        let kept = token::of(&mut db, house.id_of(Editor)).await.unwrap();
        let rows = db.rows("select * from staff_token", vec![]).await.unwrap();
        assert!(!key.contains(&rows[0].text("hash").unwrap()), "what is kept is a hash");
        drop(db);
        assert!(kept[0].used_at.is_some());
        let ending = format!("/desk/me/program/{}/ending", kept[0].id);
        assert_eq!(
            house.post(Administrator, &ending, &[]).await.status,
            StatusCode::NOT_FOUND,
            "it is another's"
        );
        assert_eq!(house.post(Editor, &ending, &[]).await.location(), "/desk/me/programs?told=ended");
        assert_eq!(ask(&key).await.0, StatusCode::UNAUTHORIZED);
        let other = self::key(&house, Editor, &["write"]).await;
        house.post(Editor, "/desk/me/sessions/ending", &[("which", "all")]).await;
        assert_eq!(ask(&other).await.0, StatusCode::UNAUTHORIZED, "signed out everywhere");
    });
}

#[test]
fn a_key_ends_by_itself_and_is_made_by_whoever_proved_who_they_are() {
    in_a_newsroom(|house| async move {
        let key = key(&house, Editor, &["write"]).await;
        house.clock.set(house.clock.now().plus_hours(1));
        let got = house
            .post(Editor, "/desk/me/programs", &[("name", "x"), ("days", "9"), ("right", "write")])
            .await;
        assert!(got.location().starts_with("/desk/confirm"), "{}", got.text);
        house.clock.set(house.clock.now().plus_hours(24 * 30));
        let (status, _) = post(&house, &key, "/desk/stories", json!({ "language": "en" })).await;
        assert_eq!(status, StatusCode::UNAUTHORIZED);
    });
}

#[test]
fn a_program_that_asks_too_fast_is_told_how_long_to_wait() {
    in_a_newsroom(|house| async move {
        let key = key(&house, Editor, &["write"]).await;
        let head = async || ask(&house, &key, Method::GET, "/desk/story/none/head", None).await;
        for _ in 0..1_000 {
            assert_eq!(head().await.status, StatusCode::NOT_FOUND);
        }
        let got = head().await;
        assert_eq!(
            (got.status, got.headers[header::RETRY_AFTER].to_str().unwrap()),
            (StatusCode::TOO_MANY_REQUESTS, "1")
        );
        assert!(got.text.starts_with("{\"error\":"), "{}", got.text);
        house.clock.set(house.clock.now().plus_millis(1_000));
        assert_eq!(head().await.status, StatusCode::NOT_FOUND);
    });
}
