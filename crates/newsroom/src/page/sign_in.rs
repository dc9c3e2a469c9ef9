//! `/desk/sign-in`: by passkey, by password and code, by a recovery code; and out again.

mod link;

pub(crate) use link::make as make_sign_in_link;

use axum::Json;
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, StatusCode};
use serde::Serialize;
use serde_json::Value;

use crate::desk::Desk;
use crate::door::{self, Go};
use crate::failure::{Answer, Failure};
use crate::fields::{Asked, Fields, escaped};
use crate::routes::{Need, Route, get, post};
use crate::{deed, keys, passkey, recovery, session, staff};

pub(super) fn routes() -> Vec<Route> {
    let mut routes = vec![
        get("sign-in", "/desk/sign-in", Need::Nothing, show),
        post("sign-in", "/desk/sign-in", Need::Nothing, by_password),
        post("sign-in", "/desk/sign-in/recovery", Need::Nothing, by_recovery_code),
        post("sign-in", "/desk/sign-in/passkey/options", Need::Nothing, passkey_options),
        post("sign-in", "/desk/sign-in/passkey", Need::Nothing, by_passkey),
        post("sign-out", "/desk/sign-out", Need::SignedIn, sign_out),
    ];
    routes.extend(link::routes());
    routes
}

#[derive(Default, Serialize)]
struct View {
    to: String,
    /// Where a passkey's answer is sent.
    finish: String,
    name: String,
    /// Why it did not work, about password and code.
    wrong: Option<String>,
    /// The same about a recovery code.
    wrong_recovery: Option<String>,
    passkeys: Passkeys,
}

impl View {
    fn with(desk: &Desk, headers: &HeaderMap, to: String) -> View {
        let finish = format!("/desk/sign-in/passkey?to={}", escaped(&to));
        View { to, finish, passkeys: Passkeys::at(desk, headers), ..View::default() }
    }
}

/// Whether passkeys can be used where this page stands.
#[derive(Default, Serialize)]
pub(super) struct Passkeys {
    here: bool,
    /// The address where they can, if it is another.
    elsewhere: Option<String>,
}

impl Passkeys {
    pub(super) fn at(desk: &Desk, headers: &HeaderMap) -> Passkeys {
        let Some(origin) = passkey::origin(&desk.newsroom.config) else { return Passkeys::default() };
        let address = origin.as_str().trim_end_matches('/');
        let here = address.split_once("://").is_some_and(|(_, host)| host == door::host(headers));
        Passkeys { here, elsewhere: (!here).then(|| format!("{address}{}", desk.path)) }
    }
}

async fn show(desk: Desk, headers: HeaderMap, Asked(asked): Asked) -> Answer {
    let to = door::safe(asked.text("to"));
    if desk.signed_in.is_some() {
        return Ok(door::to(&to));
    }
    desk.page("sign_in.html", &View::with(&desk, &headers, to))
}

async fn by_password(desk: Desk, headers: HeaderMap, form: Fields) -> Answer {
    let (name, password) = (form.text("name"), form.given("password").unwrap_or_default());
    let refused = match keys::prove(&desk, name, password, form.text("code")).await {
        Ok(Some(proof)) => {
            let mut tx = desk.write().await?;
            if proof.accept(&desk, &mut tx).await? {
                let cookies = door::enter(&desk, tx, &headers, &proof.staff, "password").await?;
                return Ok(door::with_cookies(door::to(&door::safe(form.text("to"))), cookies));
            }
            Failure::Refused(desk.say("sign-in-wrong"))
        }
        Ok(None) => Failure::Refused(desk.say("sign-in-wrong")),
        Err(failure) => failure,
    };
    again(&desk, &headers, &form, refused, |view, sentence| view.wrong = Some(sentence))
}

async fn by_recovery_code(desk: Desk, headers: HeaderMap, form: Fields) -> Answer {
    let refused = match spend(&desk, &headers, form.text("name"), form.text("code")).await {
        Ok(Some(cookies)) => return Ok(door::with_cookies(door::to("/desk/me?told=recovered"), cookies)),
        Ok(None) => Failure::Refused(desk.say("sign-in-wrong-recovery")),
        Err(failure) => failure,
    };
    again(&desk, &headers, &form, refused, |view, sentence| view.wrong_recovery = Some(sentence))
}

/// Guessing 80 bits is hopeless; it is made slow all the same, apart from passwords, so that a flood there leaves this
/// way open.
async fn spend(
    desk: &Desk,
    headers: &HeaderMap,
    name: &str,
    code: &str,
) -> Answer<Option<Vec<http::HeaderValue>>> {
    let throttle = &desk.newsroom.door.throttle;
    let throttled_as = format!("recovery {}", base::id::digest(&staff::sign_in_of(name)));
    throttle.attempt(&throttled_as, desk.now).map_err(Failure::TooOften)?;
    let mut tx = desk.write().await?;
    let owner = keys::of_name(tx.reading(), name).await?.map(|keys| keys.staff);
    // Somebody unknown costs the same statement.
    let staff = owner.unwrap_or_default();
    if !recovery::spend(&mut tx, &staff, code, desk.now).await? {
        return Ok(None);
    }
    throttle.succeeded(&throttled_as);
    door::enter(desk, tx, headers, &staff, "recovery").await.map(Some)
}

/// The page once more, with what was typed and a sentence; passwords and codes are typed anew.
fn again(
    desk: &Desk,
    headers: &HeaderMap,
    form: &Fields,
    failure: Failure,
    put: impl FnOnce(&mut View, String),
) -> Answer {
    let status = failure.status();
    let sentence = sentence(desk, failure)?;
    let mut view = View::with(desk, headers, door::safe(form.text("to")));
    view.name = form.text("name").to_owned();
    put(&mut view, sentence);
    Ok((status, desk.page("sign_in.html", &view)?).into_response())
}

/// What somebody can act on as a sentence; the rest stays a failure.
pub(super) fn sentence(desk: &Desk, failure: Failure) -> Answer<String> {
    match failure {
        Failure::Refused(sentence) => Ok(sentence),
        Failure::TooOften(seconds) => {
            let seconds = i64::try_from(seconds).unwrap_or(i64::MAX);
            Ok(desk.locale.text("failure-too-often", &[("seconds", seconds.into())]))
        }
        other => Err(other),
    }
}

async fn passkey_options(desk: Desk) -> Answer {
    let mut tx = desk.write().await?;
    let options = passkey::begin_sign_in(&mut tx, &desk.newsroom.config, desk.now).await?;
    tx.commit().await?;
    Ok(Json(options).into_response())
}

async fn by_passkey(
    desk: Desk,
    headers: HeaderMap,
    Asked(asked): Asked,
    Json(answer): Json<Value>,
) -> Answer {
    let mut tx = desk.write().await?;
    let config = &desk.newsroom.config;
    match passkey::finish_sign_in(&mut tx, config, &answer, desk.now).await? {
        Some(staff) => {
            let cookies = door::enter(&desk, tx, &headers, &staff, "passkey").await?;
            let go = Json(Go { go: door::safe(asked.text("to")) });
            Ok(door::with_cookies(go.into_response(), cookies))
        }
        None => {
            // The challenge stays used up.
            tx.commit().await?;
            passkey_refused(&desk)
        }
    }
}

/// Said where a passkey's answer does not hold.
pub(super) fn passkey_refused(desk: &Desk) -> Answer {
    let told = serde_json::json!({ "error": desk.say("passkey-refused") });
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Json(told)).into_response())
}

async fn sign_out(desk: Desk, headers: HeaderMap) -> Answer<Response> {
    let me = desk.me()?.id.clone();
    let mut tx = desk.write().await?;
    session::end(&mut tx, &me, &desk.session()?.id).await?;
    deed::record(&mut tx, &me, "signed-out", &me, "", desk.now).await?;
    tx.commit().await?;
    let cookies = door::cookies(&desk.newsroom, &headers, None)?;
    Ok(door::with_cookies(door::to("/desk/sign-in"), cookies))
}
