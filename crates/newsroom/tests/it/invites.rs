//! Invitations: once, for a day; the first administrator's.

use http::StatusCode;
use newsroom::rights::Role;
use newsroom::{machine, totp};

use crate::kit::in_a_newsroom;
use crate::people::{PASSWORD, introduced, invited, joined, later, path_of, secret_on, see};

#[test]
fn whoever_was_invited_comes_in_and_has_the_role() {
    in_a_newsroom(|house| async move {
        let editor = joined(&house, Role::Editor, "alena").await;
        let page = see(&house, &editor.cookie, "/desk/me").await;
        assert!(page.text.contains("Editor") && page.text.contains("alena"), "{}", page.text);
        assert_eq!(see(&house, &editor.cookie, "/desk/staff").await.status, StatusCode::FORBIDDEN);
    });
}

#[test]
fn an_invitation_is_good_once() {
    in_a_newsroom(|house| async move {
        let invite = invited(&house, Role::Reporter).await;
        introduced(&house, &invite, "Nina", "nina").await;
        let secret = secret_on(&house.get(None, &format!("{invite}/password")).await);
        let code = totp::code(&secret, house.clock.now()).unwrap();
        let form = [("password", PASSWORD), ("code", code.as_str())];
        let (first, second) = (
            house.post(None, &format!("{invite}/password"), &form).await,
            house.post(None, &format!("{invite}/password"), &form).await,
        );
        assert_eq!(first.status, StatusCode::SEE_OTHER);
        assert_eq!(second.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(second.text.contains("Ask for a new one"), "{}", second.text);
        let again = introduced(&house, &invite, "Eve", "eve").await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(house.get(None, &invite).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    });
}

#[test]
fn of_two_who_accept_at_once_one_comes_in() {
    in_a_newsroom(|house| async move {
        let invite = invited(&house, Role::Reporter).await;
        introduced(&house, &invite, "Nina", "nina").await;
        let secret = secret_on(&house.get(None, &format!("{invite}/password")).await);
        let code = totp::code(&secret, house.clock.now()).unwrap();
        let form = [("password", PASSWORD), ("code", code.as_str())];
        let path = format!("{invite}/password");
        let (a, b) = tokio::join!(house.post(None, &path, &form), house.post(None, &path, &form));
        let came_in = [a.status, b.status].iter().filter(|status| **status == StatusCode::SEE_OTHER).count();
        assert_eq!(came_in, 1, "{a:?} {b:?}");
    });
}

#[test]
fn after_a_day_an_invitation_is_over() {
    in_a_newsroom(|house| async move {
        let invite = invited(&house, Role::Reporter).await;
        later(&house, 86_399);
        assert_eq!(house.get(None, &invite).await.status, StatusCode::OK);
        later(&house, 1);
        assert_eq!(house.get(None, &invite).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        let got = introduced(&house, &invite, "Nina", "nina").await;
        assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY);
    });
}

#[test]
fn a_weak_password_or_a_wrong_code_does_not_use_the_invitation_up() {
    in_a_newsroom(|house| async move {
        let invite = invited(&house, Role::Reporter).await;
        introduced(&house, &invite, "Nina Zarnaviec", "nina").await;
        let path = format!("{invite}/password");
        let secret = secret_on(&house.get(None, &path).await);
        let code = totp::code(&secret, house.clock.now()).unwrap();
        for (password, code, said) in [
            ("short", code.as_str(), "too short"),
            ("password1234", code.as_str(), "first that are guessed"),
            ("zarnaviec2025", code.as_str(), "made from your name"),
            (PASSWORD, "000000", "code is not right"),
        ] {
            let got = house.post(None, &path, &[("password", password), ("code", code)]).await;
            assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(got.text.contains(said), "{password}: {}", got.text);
            assert!(!got.text.contains(&format!("\"{password}\"")), "a password comes back: {}", got.text);
            assert_eq!(secret_on(&got), secret, "the generator's secret stays");
        }
        let got = house.post(None, &path, &[("password", PASSWORD), ("code", code.as_str())]).await;
        assert_eq!(got.status, StatusCode::SEE_OTHER);
    });
}

#[test]
fn what_was_typed_stays_in_the_form() {
    in_a_newsroom(|house| async move {
        let invite = invited(&house, Role::Reporter).await;
        let got = introduced(&house, &invite, "Nina <b>", "no spaces!").await;
        assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            got.text.contains("value=\"Nina &lt;b&gt;\"") && got.text.contains("no spaces!"),
            "{}",
            got.text
        );
        // The names of the house are their roles.
        let taken = introduced(&house, &invite, "Nina", " EDITOR ").await;
        assert!(taken.text.contains("has this sign-in name already"), "{}", taken.text);
    });
}

#[test]
fn the_secret_of_an_invitation_is_in_no_table_and_its_page_sends_no_referer() {
    in_a_newsroom(|house| async move {
        let invite = invited(&house, Role::Reporter).await;
        let secret = invite.rsplit_once('/').unwrap().1.to_owned();
        introduced(&house, &invite, "Nina", "nina").await;
        let mut db = house.newsroom.store.read().await.unwrap();
        for sql in [
            "select id as text from invite",
            "select id as text from ceremony",
            "select state as text from ceremony",
            "select detail as text from deed",
        ] {
            for row in db.rows(sql, vec![]).await.unwrap() {
                assert!(!row.text("text").unwrap().contains(&secret), "{sql}");
            }
        }
        assert_eq!(house.get(None, &invite).await.headers["referrer-policy"], "same-origin");
    });
}

#[test]
fn the_first_administrator_is_invited_at_each_start_until_there_is_one() {
    store::testing::on_both(|store| async move {
        let config = base::config::Config::default();
        let now = crate::kit::noon();
        let first = machine::first_link(&store, &config, now).await.unwrap().unwrap();
        assert!(first.starts_with("http://localhost:8080/desk/invite/"), "{first}");
        let second = machine::first_link(&store, &config, now).await.unwrap().unwrap();
        let secret = |link: &str| path_of(link).rsplit_once('/').unwrap().1.to_owned();
        let mut db = store.read().await.unwrap();
        assert!(
            newsroom::invite::find(&mut db, &secret(&first), now).await.unwrap().is_none(),
            "the old one is void"
        );
        assert!(newsroom::invite::find(&mut db, &secret(&second), now).await.unwrap().is_some());
        drop(db);
        let mut tx = store.write().await.unwrap();
        let english = "en".parse().unwrap();
        newsroom::staff::add(&mut tx, "A", "a", Role::Administrator, &english, now).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(machine::first_link(&store, &config, now).await.unwrap(), None);
    });
}
