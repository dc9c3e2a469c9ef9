//! Signing in: by password and code, by a recovery code, by a link; who guesses, waits.

use axum::body::Body;
use http::{Method, StatusCode, header};
use newsroom::machine;
use newsroom::rights::Role;

use crate::kit::{Got, in_a_newsroom};
use crate::people::{PASSWORD, cookie_in, joined, later, path_of, see, send, sign_in};

const WRONG: &str = "Name, password or code is not right";

#[test]
fn name_password_and_code_let_somebody_in() {
    in_a_newsroom(|house| async move {
        let nina = joined(&house, Role::Reporter, "Nina.Z").await;
        let code = nina.code(house.clock.now());
        let got = sign_in(&house, " nina.z ", PASSWORD, &code).await;
        assert_eq!((got.status, got.location()), (StatusCode::SEE_OTHER, "/desk"));
        assert_ne!(cookie_in(&got), nina.cookie, "each sign-in has a secret of its own");
        assert_eq!(see(&house, &cookie_in(&got), "/desk/me").await.status, StatusCode::OK);
        let line = got.headers[header::SET_COOKIE].to_str().unwrap().to_owned();
        for part in ["HttpOnly", "SameSite=Lax", "Path=/desk"] {
            assert!(line.contains(part), "{line}");
        }
    });
}

#[test]
fn a_wrong_part_is_told_as_an_unknown_name_is() {
    in_a_newsroom(|house| async move {
        let nina = joined(&house, Role::Reporter, "nina").await;
        let code = nina.code(house.clock.now());
        let strip = |got: &Got| got.text.replace("value=\"nina\"", "").replace("value=\"nobody\"", "");
        let known = sign_in(&house, "nina", "not her password", &code).await;
        let unknown = sign_in(&house, "nobody", PASSWORD, &code).await;
        let no_code = sign_in(&house, "nina", PASSWORD, "000000").await;
        assert!(known.text.contains(WRONG), "{}", known.text);
        assert_eq!((known.status, strip(&known)), (unknown.status, strip(&unknown)));
        assert_eq!((known.status, strip(&known)), (no_code.status, strip(&no_code)));
    });
}

#[test]
fn an_unknown_name_costs_as_many_hashes_as_a_known_one() {
    in_a_newsroom(|house| async move {
        joined(&house, Role::Reporter, "nina").await;
        let passwords = &house.newsroom.door.passwords;
        for name in ["nina", "nobody", "administrator", "\0", ""] {
            let before = passwords.computed();
            sign_in(&house, name, "whatever it is", "123456").await;
            assert_eq!(passwords.computed(), before + 1, "{name:?}");
        }
    });
}

#[test]
fn a_code_is_good_once() {
    in_a_newsroom(|house| async move {
        let nina = joined(&house, Role::Reporter, "nina").await;
        let code = nina.code(house.clock.now());
        assert_eq!(sign_in(&house, "nina", PASSWORD, &code).await.status, StatusCode::SEE_OTHER);
        let replayed = sign_in(&house, "nina", PASSWORD, &code).await;
        assert!(replayed.text.contains(WRONG), "{}", replayed.text);
        // Nor is the one before it, which its neighbourhood would allow.
        let before = base::Time::from_millis(house.clock.now().millis() - 30_000);
        assert!(sign_in(&house, "nina", PASSWORD, &nina.code(before)).await.text.contains(WRONG));
        later(&house, 30);
        let next = nina.code(house.clock.now());
        let (a, b) =
            tokio::join!(sign_in(&house, "nina", PASSWORD, &next), sign_in(&house, "nina", PASSWORD, &next));
        let came_in = [a.status, b.status].iter().filter(|status| **status == StatusCode::SEE_OTHER).count();
        assert_eq!(came_in, 1, "the same code at the same moment");
    });
}

#[test]
fn a_recovery_code_is_good_once_and_leads_to_the_own_page() {
    in_a_newsroom(|house| async move {
        let nina = joined(&house, Role::Reporter, "nina").await;
        let page = send(&house, &nina.cookie, "/desk/me/recovery-codes", "").await;
        let codes: Vec<&str> =
            page.text.split("<li class=\"code\">").skip(1).map(|rest| &rest[..19]).collect();
        assert_eq!(codes.len(), 10, "{}", page.text);
        let spend = |code: String| {
            let house = &house;
            async move { house.post(None, "/desk/sign-in/recovery", &[("name", "nina"), ("code", &code)]).await }
        };
        let got = spend(codes[0].to_uppercase()).await;
        assert_eq!(got.location(), "/desk/me?told=recovered", "{}", got.text);
        assert!(see(&house, &cookie_in(&got), "/desk/me").await.text.contains("9 unused codes"));
        assert!(spend(codes[0].to_owned()).await.text.contains("Name or recovery code is not right"));
        // New codes void the old ones.
        send(&house, &cookie_in(&got), "/desk/me/recovery-codes", "").await;
        assert!(spend(codes[1].to_owned()).await.text.contains("Name or recovery code is not right"));
    });
}

#[test]
fn who_guesses_waits_longer_and_longer_and_never_for_ever() {
    in_a_newsroom(|house| async move {
        let nina = joined(&house, Role::Reporter, "nina").await;
        for _ in 0..5 {
            assert_eq!(
                sign_in(&house, "nina", "guess", "000000").await.status,
                StatusCode::UNPROCESSABLE_ENTITY
            );
        }
        let got = sign_in(&house, "NINA", PASSWORD, &nina.code(house.clock.now())).await;
        assert_eq!(got.status, StatusCode::TOO_MANY_REQUESTS, "capitals make no other name");
        assert!(got.text.contains("Wait a second"), "{}", got.text);
        assert!(sign_in(&house, "other", "guess", "000000").await.text.contains(WRONG), "others do not wait");
        later(&house, 300);
        let got = sign_in(&house, "nina", PASSWORD, &nina.code(house.clock.now())).await;
        assert_eq!(got.status, StatusCode::SEE_OTHER, "{}", got.text);
    });
}

#[test]
fn a_flood_on_a_name_leaves_passkeys_and_recovery_codes_open() {
    in_a_newsroom(|house| async move {
        let nina = joined(&house, Role::Reporter, "nina").await;
        let page = send(&house, &nina.cookie, "/desk/me/recovery-codes", "").await;
        let code = page.text.split("<li class=\"code\">").nth(1).unwrap()[..19].to_owned();
        for n in 0..120 {
            sign_in(&house, if n % 2 == 0 { "nina" } else { "nobody" }, "guess", "000000").await;
        }
        assert_eq!(sign_in(&house, "nina", "guess", "1").await.status, StatusCode::TOO_MANY_REQUESTS);
        let options = house.post_json(None, "/desk/sign-in/passkey/options", serde_json::json!({})).await;
        assert_eq!(options.status, StatusCode::OK, "{}", options.text);
        assert!(options.text.contains("challenge"));
        let got = house.post(None, "/desk/sign-in/recovery", &[("name", "nina"), ("code", &code)]).await;
        assert_eq!(got.status, StatusCode::SEE_OTHER, "{}", got.text);
    });
}

#[test]
fn a_link_of_the_machine_signs_in_once_for_ten_minutes() {
    in_a_newsroom(|house| async move {
        let newsroom = &house.newsroom;
        let make = |name: &'static str| {
            machine::sign_in_link(&newsroom.store, &newsroom.config, name, house.clock.now())
        };
        assert_eq!(make("nobody").await.unwrap(), None);
        let path = path_of(&make("editor").await.unwrap().unwrap());
        for _ in 0..2 {
            let preview = house.get(None, &path).await;
            assert!(
                preview.status == StatusCode::OK && cookie_in(&preview).is_empty(),
                "opening does nothing"
            );
        }
        let got = house.post(None, &path, &[]).await;
        assert!(see(&house, &cookie_in(&got), "/desk/me").await.text.contains("by a link"), "{got:?}");
        assert_eq!(house.post(None, &path, &[]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        let path = path_of(&make("editor").await.unwrap().unwrap());
        later(&house, 600);
        assert_eq!(house.post(None, &path, &[]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    });
}

#[test]
fn nobody_is_sent_to_another_site() {
    in_a_newsroom(|house| async move {
        let nina = joined(&house, Role::Reporter, "nina").await;
        let cases = [
            "https%3A%2F%2Fevil.example",
            "%2F%2Fevil.example",
            "%2Fdesk%5Cevil",
            "%2Fdesk%2F%2Fevil.example",
            "%252F%252Fevil.example",
            "%2Fdesk%2F..%2F%2Fevil.example",
            "%2Fdesk%2F%255Cevil",
            "%2Fdesk%0D%0ALocation%3A%20https%3A%2F%2Fevil.example",
        ];
        for to in cases {
            later(&house, 60);
            let form = format!(
                "name=nina&password={}&code={}&to={to}",
                PASSWORD.replace(' ', "+"),
                nina.code(house.clock.now())
            );
            let got = send(&house, "", "/desk/sign-in", &form).await;
            assert_eq!(got.location(), "/desk", "{to}: {}", got.text);
            let shown = see(&house, &nina.cookie, &format!("/desk/sign-in?to={to}")).await;
            assert_eq!(shown.location(), "/desk", "{to}");
        }
        let got = see(&house, &nina.cookie, "/desk/sign-in?to=%2Fdesk%2Fme%3Ftold%3Dchanged").await;
        assert_eq!(got.location(), "/desk/me?told=changed");
    });
}

#[test]
fn a_form_from_another_site_signs_nobody_in() {
    in_a_newsroom(|house| async move {
        let nina = joined(&house, Role::Reporter, "nina").await;
        let form = format!(
            "name=nina&password={}&code={}",
            PASSWORD.replace(' ', "+"),
            nina.code(house.clock.now())
        );
        let request = http::Request::builder()
            .method(Method::POST)
            .uri("/desk/sign-in")
            .header(header::HOST, "desk.example")
            .header("sec-fetch-site", "cross-site")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        let got = house.send(request.body(Body::from(form)).unwrap()).await;
        assert_eq!(got.status, StatusCode::FORBIDDEN);
        assert!(cookie_in(&got).is_empty());
    });
}

#[test]
fn the_page_works_in_the_browsers_language() {
    in_a_newsroom(|house| async move {
        for (language, said) in [("be-BY,be;q=0.9", "Увайсці"), ("ru", "Войти"), ("de", "Sign in")]
        {
            let request = house.request(None, Method::GET, "/desk/sign-in");
            let request = request.header(header::ACCEPT_LANGUAGE, language);
            let got = house.send(request.body(Body::empty()).unwrap()).await;
            assert!(got.text.contains(said), "{language}: {}", got.text);
        }
    });
}
