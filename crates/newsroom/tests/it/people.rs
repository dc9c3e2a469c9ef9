//! People who come to a newsroom by its front door: invited, set up with password and code.

use axum::body::Body;
use base::Time;
use http::{Method, header};
use newsroom::rights::Role;
use newsroom::{machine, totp};

use crate::kit::{Got, House};

pub const PASSWORD: &str = "seven herons over the river";

/// Somebody who was invited.
pub struct Person {
    pub sign_in: String,
    /// Of their code generator.
    pub secret: String,
    /// `name=value`.
    pub cookie: String,
}

impl Person {
    /// The code that their generator shows.
    pub fn code(&self, now: Time) -> String {
        totp::code(&self.secret, now).unwrap()
    }
}

/// The path of an invitation made on the command line.
pub async fn invited(house: &House, role: Role) -> String {
    let now = house.clock.now();
    let newsroom = &house.newsroom;
    let link = machine::invite(&newsroom.store, &newsroom.config, "Somebody", role, now).await.unwrap();
    path_of(&link)
}

/// The path of a link.
pub fn path_of(link: &str) -> String {
    let (_, rest) = link.split_once("://").unwrap();
    rest[rest.find('/').unwrap()..].to_owned()
}

/// Somebody who has gone through an invitation. The clock is a minute later afterwards, so that a new code is shown.
pub async fn joined(house: &House, role: Role, sign_in: &str) -> Person {
    let invite = invited(house, role).await;
    let got = introduced(house, &invite, sign_in, sign_in).await;
    assert_eq!(got.location(), format!("{invite}/password"), "{}", got.text);
    let secret = secret_on(&house.get(None, &format!("{invite}/password")).await);
    let code = totp::code(&secret, house.clock.now()).unwrap();
    let form = [("password", PASSWORD), ("code", code.as_str())];
    let got = house.post(None, &format!("{invite}/password"), &form).await;
    assert_eq!(got.location(), "/desk/me/recovery-codes", "{}", got.text);
    later(house, 60);
    Person { sign_in: sign_in.to_owned(), secret, cookie: cookie_in(&got) }
}

pub async fn introduced(house: &House, invite: &str, name: &str, sign_in: &str) -> Got {
    let form = [("name", name), ("sign_in", sign_in), ("language", "en"), ("way", "password")];
    house.post(None, invite, &form).await
}

/// The secret that a page shows for code generators.
pub fn secret_on(page: &Got) -> String {
    let (_, rest) = page.text.split_once("secret=").expect("the page shows a secret");
    rest.chars().take_while(char::is_ascii_alphanumeric).collect()
}

/// The session that an answer begins.
pub fn cookie_in(got: &Got) -> String {
    let lines = got.headers.get_all(header::SET_COOKIE).iter().map(|line| line.to_str().unwrap());
    let pairs = lines.map(|line| line.split(';').next().unwrap());
    pairs.filter(|pair| !pair.ends_with('=')).collect::<Vec<_>>().join("; ")
}

pub fn later(house: &House, seconds: i64) {
    house.clock.set(Time::from_millis(house.clock.now().millis() + seconds * 1_000));
}

pub async fn sign_in(house: &House, name: &str, password: &str, code: &str) -> Got {
    house.post(None, "/desk/sign-in", &[("name", name), ("password", password), ("code", code)]).await
}

/// A page as whoever has the cookie sees it.
pub async fn see(house: &House, cookie: &str, path: &str) -> Got {
    let request = house.request(None, Method::GET, path).header(header::COOKIE, cookie);
    house.send(request.body(Body::empty()).unwrap()).await
}

/// A form sent by whoever has the cookie; its fields as they are sent.
pub async fn send(house: &House, cookie: &str, path: &str, form: &str) -> Got {
    let request = house.request(None, Method::POST, path).header(header::COOKIE, cookie);
    let request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    house.send(request.body(Body::from(form.to_owned())).unwrap()).await
}
