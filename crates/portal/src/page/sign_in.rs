//! `/wire/sign-in`: by address and password; and out again.

use axum::response::{IntoResponse, Redirect, Response};
use http::header::{HeaderMap, HeaderValue, SET_COOKIE};
use newsroom::door::{host, is_over_https};
use serde::Serialize;
use wire::seat::{self, email_of};
use wire::session;

use crate::failure::{Answer, Failure};
use crate::fields::Fields;
use crate::guard::COOKIES;
use crate::routes::{Need, Route, get, post};
use crate::visit::{Visit, Who};

pub(super) fn routes() -> Vec<Route> {
    vec![
        get("/wire/sign-in", Need::Nothing, show),
        post("/wire/sign-in", Need::Nothing, enter),
        post("/wire/sign-out", Need::Seat, leave),
    ]
}

#[derive(Default, Serialize)]
struct View {
    email: String,
    wrong: Option<String>,
}

async fn show(visit: Visit) -> Answer {
    if matches!(visit.who, Who::Person(_)) {
        return Ok(Redirect::to("/wire").into_response());
    }
    visit.page("sign_in.html", &View::default()).await
}

/// The same work is done, and the same said, whether the address is anybody's or not.
async fn enter(visit: Visit, headers: HeaderMap, form: Fields) -> Answer {
    let (email, password) = (form.text("email"), form.given("password").unwrap_or_default());
    let throttled_as = format!("seat {}", base::id::digest(&email_of(email)));
    let door = &visit.portal.door;
    if let Err(seconds) = door.throttle.attempt(&throttled_as, visit.now) {
        return again(&visit, email, Failure::TooOften(seconds)).await;
    }
    let found = seat::of_email(&mut visit.read().await?, email).await?;
    let kept = found.as_ref().and_then(|(_, kept)| kept.clone());
    let fits = door.passwords.fits(password, kept).await?;
    let Some((seat, _)) = found.filter(|_| fits) else {
        let wrong = Failure::Refused(visit.say("portal-sign-in-wrong"));
        return again(&visit, email, wrong).await;
    };
    door.throttle.succeeded(&throttled_as);
    let mut tx = visit.write().await?;
    if let Who::Person(before) = &visit.who {
        session::end(&mut tx, &before.session).await?;
    }
    let secret = session::begin(&mut tx, &seat.id, visit.now).await?;
    tx.commit().await?;
    with_cookies(&visit, &headers, Some(&secret), Redirect::to("/wire").into_response())
}

async fn again(visit: &Visit, email: &str, failure: Failure) -> Answer {
    let status = failure.status();
    let sentence = match failure {
        Failure::Refused(sentence) => sentence,
        Failure::TooOften(seconds) => {
            let seconds = i64::try_from(seconds).unwrap_or(i64::MAX);
            visit.locale.text("failure-too-often", &[("seconds", seconds.into())])
        }
        other => return Err(other),
    };
    let view = View { email: email.to_owned(), wrong: Some(sentence) };
    Ok((status, visit.page("sign_in.html", &view).await?).into_response())
}

async fn leave(visit: Visit, headers: HeaderMap) -> Answer {
    if let Who::Person(signed_in) = &visit.who {
        let mut tx = visit.write().await?;
        session::end(&mut tx, &signed_in.session).await?;
        tx.commit().await?;
    }
    with_cookies(&visit, &headers, None, Redirect::to("/wire/sign-in").into_response())
}

/// The cookie's lines: the value under the name that suits the address, the other name emptied; without a secret both are.
pub(super) fn with_cookies(
    visit: &Visit,
    headers: &HeaderMap,
    secret: Option<&str>,
    mut response: Response,
) -> Answer {
    let guarded = is_over_https(&visit.portal.edition.config.server.address, host(headers));
    for name in COOKIES {
        let is_plain = name == COOKIES[1];
        let (value, age) = match secret.filter(|_| is_plain != guarded) {
            Some(secret) => (secret, session::LONGEST_MS / 1_000),
            None => ("", 0),
        };
        let secure = if is_plain { "" } else { "; Secure" };
        let line = format!("{name}={value}; Path=/wire; Max-Age={age}; HttpOnly; SameSite=Strict{secure}");
        let line =
            HeaderValue::try_from(line).map_err(|error| Failure::Broken(format!("a cookie: {error}")))?;
        response.headers_mut().append(SET_COOKIE, line);
    }
    Ok(response)
}
