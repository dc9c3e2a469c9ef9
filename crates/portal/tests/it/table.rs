//! Who is let in where: made from the table of routes, so that a new page is tried without anybody remembering it.

use axum::body::Body;
use content::lifecycle;
use http::{Method, StatusCode, header};
use portal::{Need, Route, routes};
use wire::interest::{self, Alert, Query};
use wire::{destination, notice, token};

use crate::kit::{Firm, Got, House, contract, in_a_portal};

fn is_for_programs(route: &Route) -> bool {
    matches!(route.need, Need::Token | Need::Scope(_))
}

/// The pattern with something in its open parts.
fn address(route: &Route) -> String {
    let parts = route.pattern.split('/').map(|part| if part.starts_with('{') { "x" } else { part });
    parts.collect::<Vec<_>>().join("/")
}

async fn ask(house: &House, firm: &Firm, route: &Route, path: &str) -> Got {
    match (is_for_programs(route), route.method == Method::GET) {
        (true, _) => house.program(route.method.clone(), &firm.token, path, None).await,
        (false, true) => house.get(firm, path).await,
        (false, false) => house.post(firm, path, &[("pushing", "off")]).await,
    }
}

#[test]
fn nobody_gets_further_than_the_sign_in_page_without_a_session_or_a_token() {
    in_a_portal(|house| async move {
        for route in routes().iter().filter(|route| route.need != Need::Nothing) {
            let path = address(route);
            let got = match (is_for_programs(route), route.method == Method::GET) {
                (true, _) => house.program(route.method.clone(), "", &path, None).await,
                (false, true) => {
                    let request = house.here_asks(Method::GET, &path, None);
                    house.send(request.body(Body::empty()).unwrap()).await
                }
                (false, false) => house.form(None, &path, &[]).await,
            };
            match (is_for_programs(route), route.method == Method::GET) {
                (false, true) => assert_eq!(got.location(), "/wire/sign-in", "{}", route.pattern),
                _ => assert_eq!(got.status, StatusCode::UNAUTHORIZED, "{}", route.pattern),
            }
        }
    });
}

#[test]
fn a_cookie_opens_nothing_for_programs_and_a_token_no_page() {
    in_a_portal(|house| async move {
        let firm = house.firm("Kurjer", contract()).await;
        for route in routes().iter().filter(|route| route.need != Need::Nothing) {
            let path = address(route);
            let (name, value) = match is_for_programs(route) {
                true => ("cookie", format!("__Secure-wire={}", firm.cookie)),
                false => ("authorization", format!("Bearer {}", firm.token)),
            };
            let request = house.here_asks(route.method.clone(), &path, None).header(name, value);
            let got = house.send(request.body(Body::empty()).unwrap()).await;
            let is_out = got.status == StatusCode::UNAUTHORIZED || got.location() == "/wire/sign-in";
            assert!(is_out, "{} {}: {}", route.method, route.pattern, got.status);
        }
    });
}

#[test]
fn what_changes_something_must_come_from_the_portal() {
    in_a_portal(|house| async move {
        let firm = house.firm("Kurjer", contract()).await;
        let forms =
            routes().into_iter().filter(|route| route.method != Method::GET && !is_for_programs(route));
        let mut tried = 0;
        for route in forms {
            for (name, value) in [
                ("sec-fetch-site", "cross-site"),
                ("sec-fetch-site", "same-site"),
                ("origin", "https://elsewhere.example"),
                ("accept", "text/html"),
            ] {
                let request = http::Request::builder()
                    .method(Method::POST)
                    .uri(address(&route))
                    .header(header::HOST, "news.example")
                    .header(header::COOKIE, format!("__Secure-wire={}", firm.cookie))
                    .header(name, value);
                let got = house.send(request.body(Body::empty()).unwrap()).await;
                assert_eq!(got.status, StatusCode::FORBIDDEN, "{} with {name}: {value}", route.pattern);
                tried += 1;
            }
        }
        assert!(tried > 20);
    });
}

#[test]
fn a_client_whose_contract_does_not_run_gets_notices_and_nothing_else() {
    in_a_portal(|house| async move {
        let firm = house.firm("Kurjer", contract()).await;
        house.set_state(&firm, wire::State::Paused).await;
        for route in routes().into_iter().filter(|route| route.pattern != "/wire/sign-out") {
            let got = ask(&house, &firm, &route, &address(&route)).await;
            let needs = matches!(route.need, Need::Running | Need::Scope(_));
            assert_eq!(got.status == StatusCode::FORBIDDEN, needs, "{}: {}", route.pattern, got.status);
        }
        assert_eq!(house.get(&firm, "/wire/notices").await.status, StatusCode::OK);
        assert!(!house.get(&firm, "/wire").await.text.contains("Ferry resumes"));
        assert_eq!(house.get(&firm, "/wire/story/open").await.status, StatusCode::NOT_FOUND);
        assert_eq!(house.api(&firm, "/wire/api/notices").await.status, StatusCode::OK);
    });
}

/// Something of a firm's that each open part of the table can name.
struct Things {
    topic: String,
    token: String,
    destination: String,
    notice: String,
}

async fn things(house: &House, firm: &Firm) -> Things {
    let now = house.clock.now();
    let seal = &house.portal.seal;
    assert_eq!(house.get(firm, "/wire/story/held").await.status, StatusCode::OK, "it has the story");
    let mut tx = house.store().write().await.unwrap();
    let alert = Alert::Mail("secret-topic@firm.example".into());
    let query = Query { words: "secret words".into(), ..Query::default() };
    let (topic, _) =
        interest::add(&mut tx, seal, &firm.seat, "Secret topic", &query, &alert, now).await.unwrap();
    let target = destination::Target {
        name: "Secret machine".into(),
        kind: destination::Kind::Http,
        address: "https://secret.firm.example/in".into(),
        account: String::new(),
        mark: String::new(),
        format: "nitf".into(),
    };
    let destination = destination::add(&mut tx, seal, &firm.id, &target, "sealed secret", now).await.unwrap();
    let later = now.plus_hours(1);
    lifecycle::correct(&mut tx, "held", 1, "Secret correction.", "e", later).await.unwrap().unwrap();
    let notice = notice::notices(&mut tx, None, now, later).await.unwrap().pop().unwrap().id;
    let token = token::of(tx.reading(), &firm.id).await.unwrap().pop().unwrap().id;
    tx.commit().await.unwrap();
    Things { topic, token, destination, notice }
}

/// The address of one client's thing; none for what is nobody's.
fn of_another(route: &Route, things: &Things) -> Option<String> {
    let fill = |open: &str, id: &str| Some(route.pattern.replace(open, id));
    match route.pattern {
        "/wire/assets/{file}" | "/wire/invite/{secret}" => None,
        "/wire/story/{id}" => fill("{id}", "held"),
        "/wire/story/{id}/{format}" => Some("/wire/story/held/nitf".into()),
        "/wire/api/stories/{file}" => fill("{file}", "held.nitf"),
        pattern if pattern.starts_with("/wire/topics/") => fill("{id}", &things.topic),
        pattern if pattern.starts_with("/wire/tokens/") => fill("{id}", &things.token),
        pattern if pattern.starts_with("/wire/destinations/") => fill("{id}", &things.destination),
        pattern if pattern.contains("notices/") => fill("{id}", &things.notice),
        pattern if pattern.contains('{') => panic!("{pattern}: say here what another client's thing is"),
        _ => None,
    }
}

#[test]
fn nobody_of_one_client_sees_or_changes_another_clients_things() {
    in_a_portal(|house| async move {
        let one = house.firm("Kurjer", wire::Contract { early: true, ..contract() }).await;
        let other = house.firm("Ganek", contract()).await;
        let things = things(&house, &one).await;
        let mut tried = 0;
        for route in routes() {
            match of_another(&route, &things) {
                Some(path) => {
                    let got = ask(&house, &other, &route, &path).await;
                    assert_eq!(got.status, StatusCode::NOT_FOUND, "{} {path}", route.method);
                    tried += 1;
                }
                None if route.method == Method::GET => {
                    let got = ask(&house, &other, &route, &address(&route)).await;
                    for word in ["Secret", "secret", "Kurjer", &one.id] {
                        let text = got.everything().replace("Secrets are kept sealed", "").to_string();
                        let own =
                            ["destination-secret", "name=\"secret\"", "id=\"secret\"", "for=\"secret\""];
                        let text = own.iter().fold(text, |text, part| text.replace(part, ""));
                        let text = text.replace(">Secret <", "").replace("secret access key", "");
                        assert!(!text.contains(word), "{}: '{word}' in {text}", route.pattern);
                    }
                }
                None => {}
            }
        }
        assert!(tried >= 9, "{tried}");
        let mut db = house.store().read().await.unwrap();
        assert_eq!(interest::of(&mut db, &one.seat).await.unwrap().len(), 1);
        assert!(destination::of(&mut db, &one.id).await.unwrap()[0].paused_at.is_none());
        assert_eq!(notice::waiting(&mut db, &one.id).await.unwrap(), 1);
        drop(db);
        let mut forms: Vec<Route> =
            routes().into_iter().filter(|route| route.method != Method::GET).collect();
        // One of them ends the token.
        forms.sort_by_key(|route| !is_for_programs(route));
        for route in &forms {
            let Some(path) = of_another(route, &things) else { continue };
            let got = ask(&house, &one, route, &path).await;
            let is_done = got.status.is_redirection() || got.status.is_success();
            assert!(is_done, "its own: {path} {}", got.status);
        }
    });
}
