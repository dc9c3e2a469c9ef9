//! Who is let in where: made from the table of routes, so that a new page is tried without anybody remembering it.

use axum::body::Body;
use http::{Method, StatusCode, header};
use newsroom::rights::Role;
use newsroom::{Need, Route, routes};

use crate::kit::{Got, House, in_a_newsroom};

/// The pattern with something in its open parts.
fn address(route: &Route) -> String {
    let parts = route.pattern.split('/').map(|part| if part.starts_with('{') { "x" } else { part });
    parts.collect::<Vec<_>>().join("/")
}

async fn ask(house: &House, by: Option<Role>, route: &Route) -> Got {
    match route.method {
        Method::GET => house.get(by, &address(route)).await,
        _ => house.post(by, &address(route), &[]).await,
    }
}

#[test]
fn a_page_that_needs_a_right_refuses_everybody_without_it() {
    in_a_newsroom(|house| async move {
        let mut tried = 0;
        for route in routes() {
            let Need::Right(right) = route.need else { continue };
            for role in Role::all().filter(|role| !role.may(right)) {
                let got = ask(&house, Some(role), &route).await;
                assert_eq!(
                    got.status,
                    StatusCode::FORBIDDEN,
                    "{} {} as {role:?}",
                    route.method,
                    route.pattern
                );
                tried += 1;
            }
        }
        assert!(tried > 0, "the table has no page that needs a right");
    });
}

#[test]
fn nobody_gets_further_than_the_sign_in_page_without_a_session() {
    in_a_newsroom(|house| async move {
        for route in routes().iter().filter(|route| route.need != Need::Nothing) {
            let got = ask(&house, None, route).await;
            match route.method {
                Method::GET => {
                    assert!(got.location().starts_with("/desk/sign-in?to="), "{}: {got:?}", route.pattern)
                }
                _ => assert_eq!(got.status, StatusCode::UNAUTHORIZED, "{}", route.pattern),
            }
            assert!(got.text.is_empty(), "{}: {}", route.pattern, got.text);
        }
    });
}

#[test]
fn what_changes_something_must_come_from_the_desk() {
    in_a_newsroom(|house| async move {
        for route in routes().iter().filter(|route| route.method != Method::GET) {
            let send = |name: &str, value: &str| {
                let request = http::Request::builder()
                    .method(Method::POST)
                    .uri(address(route))
                    .header(header::HOST, "desk.example")
                    .header(header::COOKIE, house.cookie_of(Role::Administrator))
                    .header(name, value);
                house.send(request.body(Body::empty()).unwrap())
            };
            for (name, value) in [
                ("sec-fetch-site", "cross-site"),
                ("sec-fetch-site", "same-site"),
                ("sec-fetch-site", "none"),
                ("origin", "https://elsewhere.example"),
                ("origin", "null"),
                ("accept", "text/html"),
            ] {
                let got = send(name, value).await;
                assert_eq!(got.status, StatusCode::FORBIDDEN, "{} with {name}: {value}", route.pattern);
            }
        }
    });
}

#[test]
fn a_session_that_is_over_lets_nobody_in() {
    in_a_newsroom(|house| async move {
        assert_eq!(house.get(Role::Reporter, "/desk/rights").await.status, StatusCode::OK);
        house.clock.set(crate::kit::noon().plus_hours(8 * 24));
        let got = house.get(Role::Reporter, "/desk/rights").await;
        assert!(got.location().starts_with("/desk/sign-in"), "{got:?}");
    });
}

#[test]
fn every_answer_says_what_a_page_may_load() {
    in_a_newsroom(|house| async move {
        for path in ["/desk/rights", "/desk/nothing", "/desk/assets/nothing.js"] {
            let got = house.get(Role::Editor, path).await;
            let policy = got.headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
            assert!(policy.contains("script-src 'self'") && !policy.contains("unsafe"), "{path}: {policy}");
            assert_eq!(got.headers[header::CACHE_CONTROL], "no-store", "{path}");
        }
    });
}
