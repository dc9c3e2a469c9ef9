//! Seats: invited, signed in, locked out, and a contract that ends under them.

use axum::body::Body;
use http::{Method, StatusCode, header};
use wire::{Contract, client, seat};

use crate::kit::{House, contract, in_a_portal, noon};

const PASSWORD: &str = "seven grey ferries at dawn";

/// Somebody with a seat and a password; answers the address.
async fn hanna(house: &House) -> (String, String) {
    let now = house.clock.now();
    let mut tx = house.store().write().await.unwrap();
    let id = client::add(&mut tx, "Kurjer", "", &contract(), now).await.unwrap();
    let belarusian = "be".parse().unwrap();
    let seat =
        seat::add(&mut tx, &id, "Hanna", "hanna@kurjer.example", &belarusian, now).await.unwrap().unwrap();
    let secret = seat::invite(&mut tx, &id, &seat, now).await.unwrap().unwrap();
    tx.commit().await.unwrap();
    (id, format!("/wire/invite/{secret}"))
}

/// The cookie that an answer sets.
fn cookie(got: &crate::kit::Got) -> String {
    let lines: Vec<&str> =
        got.headers.get_all(header::SET_COOKIE).iter().map(|line| line.to_str().unwrap()).collect();
    let line = lines.iter().find(|line| line.starts_with("__Secure-wire=")).expect("a cookie is set");
    for part in ["Path=/wire", "HttpOnly", "SameSite=Strict", "Secure"] {
        assert!(line.contains(part), "{line}");
    }
    line.split(['=', ';']).nth(1).unwrap().to_owned()
}

async fn page(house: &House, cookie: &str, path: &str) -> crate::kit::Got {
    house.send(house.here_asks(Method::GET, path, Some(cookie)).body(Body::empty()).unwrap()).await
}

#[test]
fn an_invitation_lets_somebody_choose_a_password_once_and_sign_in_with_it() {
    in_a_portal(|house| async move {
        let (_, link) = hanna(&house).await;
        assert!(house.form(None, &link, &[("password", "short")]).await.status == 422);
        assert!(house.form(None, &link, &[("password", "hanna@kurjer.example")]).await.status == 422);
        let got = house.form(None, &link, &[("password", PASSWORD)]).await;
        assert_eq!(got.location(), "/wire");
        let inside = page(&house, &cookie(&got), "/wire").await;
        assert!(
            inside.text.contains("lang=\"be\"") && inside.text.contains("Што прыйшло"),
            "{}",
            inside.text
        );
        let again = house.form(None, &link, &[("password", "another long password")]).await;
        assert!(
            again.status == 404 && again.text.contains("Ask the newsroom for a new one"),
            "{}",
            again.text
        );
        let sign_in = async |email: &str, password: &str| {
            house.form(None, "/wire/sign-in", &[("email", email), ("password", password)]).await
        };
        assert_eq!(sign_in("Hanna@KURJER.example", PASSWORD).await.location(), "/wire");
        let wrong = sign_in("hanna@kurjer.example", "wrong").await;
        let nobody = sign_in("nobody@kurjer.example", "wrong").await;
        assert_eq!(
            (wrong.status, nobody.status),
            (StatusCode::UNPROCESSABLE_ENTITY, StatusCode::UNPROCESSABLE_ENTITY)
        );
        let said = |text: &str| text.replace("hanna@kurjer.example", "").replace("nobody@kurjer.example", "");
        assert_eq!(said(&wrong.text), said(&nobody.text), "nobody is told who has a seat");
        for _ in 0..6 {
            sign_in("hanna@kurjer.example", "wrong").await;
        }
        let late = sign_in("hanna@kurjer.example", PASSWORD).await;
        assert_eq!(late.status, StatusCode::TOO_MANY_REQUESTS, "guessing is slow");
    });
}

#[test]
fn a_contract_that_ends_while_somebody_is_signed_in_leaves_them_the_notices() {
    in_a_portal(|house| async move {
        let firm = house.firm("Kurjer", Contract { ends_at: Some(noon().plus_hours(1)), ..contract() }).await;
        assert_eq!(house.get(&firm, "/wire/story/open").await.status, StatusCode::OK);
        assert_eq!(house.api(&firm, "/wire/api/stories").await.status, StatusCode::OK);
        house.clock.set(noon().plus_hours(1));
        assert_eq!(house.get(&firm, "/wire/story/open").await.status, StatusCode::NOT_FOUND);
        assert_eq!(house.get(&firm, "/wire/story/open/text").await.status, StatusCode::FORBIDDEN);
        let refused = house.api(&firm, "/wire/api/stories").await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        assert!(refused.json()["detail"].as_str().unwrap().contains("has ended"), "{}", refused.text);
        let list = house.get(&firm, "/wire").await;
        assert!(
            list.text.contains("Your contract has ended") && !list.text.contains("Ferry"),
            "{}",
            list.text
        );
        assert_eq!(house.get(&firm, "/wire/notices").await.status, StatusCode::OK);
    });
}

#[test]
fn a_closed_seat_is_out_at_once_and_signing_out_ends_the_session() {
    in_a_portal(|house| async move {
        let firm = house.firm("Kurjer", contract()).await;
        let other = house.firm("Ganek", contract()).await;
        let mut tx = house.store().write().await.unwrap();
        seat::close(&mut tx, &firm.id, &firm.seat, noon()).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(house.get(&firm, "/wire").await.location(), "/wire/sign-in");
        assert_eq!(house.post(&other, "/wire/sign-out", &[]).await.location(), "/wire/sign-in");
        assert_eq!(house.get(&other, "/wire").await.location(), "/wire/sign-in");
        house.clock.set(noon().plus_hours(24 * 8));
        let idle = house.firm("Third", contract()).await;
        house.clock.set(noon().plus_hours(24 * 16));
        assert_eq!(house.get(&idle, "/wire").await.location(), "/wire/sign-in");
    });
}
