//! One's own page: sessions, ways to sign in, what needs to be confirmed.

use http::{StatusCode, header};
use newsroom::rights::Role;
use newsroom::totp;

use crate::kit::{Got, House, in_a_newsroom};
use crate::people::{PASSWORD, Person, cookie_in, joined, later, secret_on, see, send, sign_in};

async fn again(house: &House, person: &Person) -> String {
    later(house, 60);
    cookie_in(&sign_in(house, &person.sign_in, PASSWORD, &person.code(house.clock.now())).await)
}

fn session_ids(page: &Got) -> Vec<String> {
    let parts = page.text.split("/desk/me/session/").skip(1);
    parts.map(|rest| rest[..64].to_owned()).collect()
}

#[test]
fn a_stolen_session_is_ended_and_lets_nobody_in() {
    in_a_newsroom(|house| async move {
        let nina = joined(&house, Role::Reporter, "nina").await;
        let here = again(&house, &nina).await;
        let stolen = nina.cookie.clone();
        let ids = session_ids(&see(&house, &here, "/desk/me").await);
        assert_eq!(ids.len(), 2, "newest first");
        let got = send(&house, &here, &format!("/desk/me/session/{}/ending", ids[1]), "").await;
        assert_eq!(got.location(), "/desk/me?told=session-ended");
        assert!(see(&house, &stolen, "/desk/me").await.location().starts_with("/desk/sign-in"));
        assert_eq!(see(&house, &here, "/desk/me").await.status, StatusCode::OK);
    });
}

#[test]
fn nobody_ends_a_colleagues_session() {
    in_a_newsroom(|house| async move {
        let nina = joined(&house, Role::Reporter, "nina").await;
        let id = session_ids(&see(&house, &nina.cookie, "/desk/me").await).remove(0);
        let got = house.post(Role::Administrator, &format!("/desk/me/session/{id}/ending"), &[]).await;
        assert_eq!(got.status, StatusCode::NOT_FOUND);
        assert_eq!(see(&house, &nina.cookie, "/desk/me").await.status, StatusCode::OK);
    });
}

#[test]
fn all_others_end_or_all() {
    in_a_newsroom(|house| async move {
        let nina = joined(&house, Role::Reporter, "nina").await;
        let here = again(&house, &nina).await;
        send(&house, &here, "/desk/me/sessions/ending", "which=others").await;
        assert_eq!(see(&house, &nina.cookie, "/desk/me").await.status, StatusCode::SEE_OTHER);
        assert_eq!(see(&house, &here, "/desk/me").await.status, StatusCode::OK);
        let got = send(&house, &here, "/desk/me/sessions/ending", "which=all").await;
        assert_eq!(got.location(), "/desk/sign-in");
        assert_eq!(see(&house, &here, "/desk/me").await.status, StatusCode::SEE_OTHER);
    });
}

#[test]
fn whoever_signs_out_is_out() {
    in_a_newsroom(|house| async move {
        let got = house.post(Role::Editor, "/desk/sign-out", &[]).await;
        assert_eq!(got.location(), "/desk/sign-in");
        assert!(got.headers[header::SET_COOKIE].to_str().unwrap().contains("Max-Age=0"));
        assert!(house.get(Role::Editor, "/desk/me").await.location().starts_with("/desk/sign-in"));
    });
}

#[test]
fn dangerous_things_need_a_fresh_proof() {
    in_a_newsroom(|house| async move {
        let nina = joined(&house, Role::Reporter, "nina").await;
        later(&house, 600);
        let got = see(&house, &nina.cookie, "/desk/me/password").await;
        assert_eq!(got.location(), "/desk/confirm?to=/desk/me/password");
        for path in [
            "/desk/me/recovery-codes",
            "/desk/me/password",
            "/desk/me/password/removal",
            "/desk/me/passkey/ab/removal",
        ] {
            let got = send(&house, &nina.cookie, path, "").await;
            assert_eq!(got.location(), format!("/desk/confirm?to={path}"), "{path}");
        }
        let wrong =
            send(&house, &nina.cookie, "/desk/confirm", "password=guess&code=000000&to=/desk/me").await;
        assert!(wrong.text.contains("Password or code is not right"), "{}", wrong.text);
        let form = format!(
            "password={}&code={}&to=/desk/me/passkey/ab/removal",
            PASSWORD.replace(' ', "+"),
            nina.code(house.clock.now())
        );
        let got = send(&house, &nina.cookie, "/desk/confirm", &form).await;
        assert_eq!(got.location(), "/desk/me", "a form's address leads to its page: {}", got.text);
        assert_eq!(see(&house, &nina.cookie, "/desk/me/password").await.status, StatusCode::OK);
        let replayed = send(&house, &nina.cookie, "/desk/confirm", &form).await;
        assert_eq!(replayed.status, StatusCode::UNPROCESSABLE_ENTITY, "the code is used up");
    });
}

#[test]
fn a_colleagues_code_confirms_nothing() {
    in_a_newsroom(|house| async move {
        let (nina, eve) =
            (joined(&house, Role::Editor, "nina").await, joined(&house, Role::Reporter, "eve").await);
        later(&house, 600);
        let form = format!("password={}&code={}", PASSWORD.replace(' ', "+"), eve.code(house.clock.now()));
        let got = send(&house, &nina.cookie, "/desk/confirm", &form).await;
        assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY);
    });
}

#[test]
fn a_new_password_ends_other_sessions_and_the_old_password() {
    in_a_newsroom(|house| async move {
        let nina = joined(&house, Role::Reporter, "nina").await;
        let here = again(&house, &nina).await;
        let secret = secret_on(&see(&house, &here, "/desk/me/password").await);
        let code = totp::code(&secret, house.clock.now()).unwrap();
        let form = format!("secret={secret}&password=eight+bridges+and+one+boat&code={code}");
        let got = send(&house, &here, "/desk/me/password", &form).await;
        assert_eq!(got.location(), "/desk/me?told=password-changed", "{}", got.text);
        assert_eq!(see(&house, &nina.cookie, "/desk/me").await.status, StatusCode::SEE_OTHER);
        later(&house, 60);
        let now = house.clock.now();
        assert_eq!(
            sign_in(&house, "nina", PASSWORD, &nina.code(now)).await.status,
            StatusCode::UNPROCESSABLE_ENTITY
        );
        let new =
            sign_in(&house, "nina", "eight bridges and one boat", &totp::code(&secret, now).unwrap()).await;
        assert_eq!(new.status, StatusCode::SEE_OTHER, "{}", new.text);
    });
}

#[test]
fn the_last_way_in_stays() {
    in_a_newsroom(|house| async move {
        let nina = joined(&house, Role::Reporter, "nina").await;
        let got = send(&house, &nina.cookie, "/desk/me/password/removal", "").await;
        assert!(got.text.contains("only way to sign in"), "{}", got.text);
    });
}

#[test]
fn every_page_on_people_is_written_in_every_language() {
    in_a_newsroom(|house| async move {
        let pages = [
            "/desk/me",
            "/desk/me/recovery-codes",
            "/desk/me/password",
            "/desk/confirm",
            "/desk/staff",
            "/desk/audit",
            "/desk/rights",
        ];
        let member = format!("/desk/staff/{}", house.id_of(Role::Reporter));
        for language in ["en", "be", "ru"] {
            house.post(Role::Administrator, "/desk/me", &[("name", "A"), ("language", language)]).await;
            for path in pages.into_iter().chain([member.as_str()]) {
                let page = house.get(Role::Administrator, path).await;
                assert_eq!(page.status, StatusCode::OK, "{path} in {language}: {}", page.text);
                assert!(page.text.contains(&format!("<html lang=\"{language}\">")), "{path}");
            }
            for told in [
                "recovered",
                "changed",
                "passkey-added",
                "passkey-renamed",
                "passkey-removed",
                "password-changed",
                "password-removed",
                "session-ended",
                "sessions-ended",
            ] {
                let page = house.get(Role::Administrator, &format!("/desk/me?told={told}")).await;
                assert!(page.text.contains("class=\"told\""), "{told} in {language}: {}", page.text);
            }
            for told in ["role-changed", "byline-set", "member-sessions-ended", "left"] {
                let page = house.get(Role::Administrator, &format!("{member}?told={told}")).await;
                assert!(page.text.contains("class=\"told\""), "{told} in {language}: {}", page.text);
            }
        }
    });
}

#[test]
fn somebody_inside_finds_no_colleague_on_the_own_pages() {
    in_a_newsroom(|house| async move {
        let planted = "Colleague Hidden-From-Inside";
        for role in [Role::Reporter, Role::Editor, Role::Administrator] {
            house.post(role, "/desk/me", &[("name", planted), ("language", "en")]).await;
        }
        for path in
            ["/desk/me", "/desk/confirm", "/desk/me/password", "/desk/me/recovery-codes", "/desk/rights"]
        {
            let page = house.get(Role::Inside, path).await;
            assert_eq!(page.status, StatusCode::OK, "{path}");
            assert!(!page.text.contains(planted), "{path}");
        }
        for path in ["/desk/staff", "/desk/audit"] {
            let page = house.get(Role::Inside, path).await;
            assert!(page.status == StatusCode::FORBIDDEN && !page.text.contains(planted), "{path}");
        }
    });
}

#[test]
fn name_and_language_change_the_desk() {
    in_a_newsroom(|house| async move {
        let name = "Ніна <img src=x onerror=alert(1)>";
        let got = house.post(Role::Reporter, "/desk/me", &[("name", name), ("language", "be")]).await;
        assert_eq!(got.location(), "/desk/me?told=changed");
        let page = house.get(Role::Reporter, "/desk/me").await;
        assert!(page.text.contains("Спосабы ўваходу") && page.text.contains("Ніна &lt;img"), "{}", page.text);
        for path in ["/desk/staff", "/desk/audit", "/desk"] {
            let page = house.get(Role::Administrator, path).await;
            assert!(!page.text.contains("<img src=x"), "{path}");
        }
        for form in [[("name", ""), ("language", "be")], [("name", "N"), ("language", "xx")]] {
            assert_eq!(
                house.post(Role::Reporter, "/desk/me", &form).await.status,
                StatusCode::UNPROCESSABLE_ENTITY
            );
        }
    });
}
