//! The newsroom's door: what everybody who comes in passes, whichever way they prove who they are.

use axum::response::{IntoResponse, Redirect, Response};
use http::header::{HOST, HeaderMap, HeaderValue, SET_COOKIE};
use serde::Serialize;
use store::Write;
use web::Pace;

use crate::deed;
use crate::desk::{Desk, Newsroom};
use crate::failure::{Answer, Failure};
use crate::guard::COOKIES;
use crate::password::Passwords;
use crate::session::{self, LONGEST_MS};
use crate::throttle::Throttle;

/// What the door keeps in memory. One a process.
#[derive(Debug, Default)]
pub struct Door {
    /// Who guessed how often.
    pub throttle: Throttle,
    /// Where passwords are hashed.
    pub passwords: Passwords,
    /// How fast programs ask.
    pub pace: Pace,
}

/// Lets a member in: a new session always, with a secret of its own, in place of the browser's old one. Commits.
pub(crate) async fn enter(
    desk: &Desk,
    mut tx: Write,
    headers: &HeaderMap,
    staff: &str,
    way: &str,
) -> Answer<Vec<HeaderValue>> {
    if let (Ok(member), Ok(session)) = (desk.me(), desk.session()) {
        session::end(&mut tx, &member.id, &session.id).await?;
    }
    let secret = session::begin(&mut tx, staff, way, desk.now).await?;
    deed::record(&mut tx, staff, "signed-in", staff, way, desk.now).await?;
    tx.commit().await?;
    cookies(&desk.newsroom, headers, Some(&secret))
}

/// The cookie's lines: the new value under the name that suits the address, the other name emptied; without a secret
/// both are.
pub(crate) fn cookies(
    newsroom: &Newsroom,
    headers: &HeaderMap,
    secret: Option<&str>,
) -> Answer<Vec<HeaderValue>> {
    let guarded = is_over_https(&newsroom.config.server.address, host(headers));
    let seconds = LONGEST_MS / 1_000;
    let line = |name: &str| {
        let wanted = (name == "desk") != guarded;
        let (value, age) = match secret.filter(|_| wanted) {
            Some(secret) => (secret, seconds),
            None => ("", 0),
        };
        let secure = if name == "desk" { "" } else { "; Secure" };
        format!("{name}={value}; Path=/desk; Max-Age={age}; HttpOnly; SameSite=Lax{secure}")
    };
    let lines = COOKIES.iter().map(|name| HeaderValue::try_from(line(name)));
    lines.collect::<Result<_, _>>().map_err(|error| Failure::Broken(format!("a cookie: {error}")))
}

/// An answer with the cookie's lines.
pub(crate) fn with_cookies(mut response: Response, cookies: Vec<HeaderValue>) -> Response {
    for cookie in cookies {
        response.headers_mut().append(SET_COOKIE, cookie);
    }
    response
}

/// Whether the browser speaks HTTPS with us, as far as we can know behind a proxy: the public address says so. Onion
/// services and the machine itself are spoken with plainly, and keep no cookie that is marked secure.
pub fn is_over_https(address: &str, host: &str) -> bool {
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    let plain = name.ends_with(".onion") || name == "localhost" || name == "127.0.0.1";
    address.starts_with("https://") && !plain
}

/// What the browser calls us.
pub fn host(headers: &HeaderMap) -> &str {
    headers.get(HOST).and_then(|host| host.to_str().ok()).unwrap_or_default()
}

/// To another page of the desk, as the answer to a form.
pub(crate) fn to(path: &str) -> Response {
    Redirect::to(path).into_response()
}

/// What `/desk/assets/passkey.js` is told to do after a ceremony.
#[derive(Serialize)]
pub(crate) struct Go {
    pub go: String,
}

/// Where to go after signing in: a path of the desk, or its first page. Never another site: browsers read `//there` and
/// `/\there` as one.
pub(crate) fn safe(to: &str) -> String {
    let (path, query) = to.split_once('?').map_or((to, None), |(path, query)| (path, Some(query)));
    let lower = path.to_ascii_lowercase();
    let odd = ["//", "..", "\\", "%2f", "%5c", "%2e", "#"].iter().any(|part| lower.contains(part));
    let inside = path == "/desk" || path.starts_with("/desk/");
    let leaves =
        ["/desk/sign-in", "/desk/sign-out", "/desk/invite"].iter().any(|door| path.starts_with(door));
    if !inside || odd || leaves || to.chars().any(char::is_control) {
        return "/desk".to_owned();
    }
    let query = query.map(|query| format!("?{query}")).unwrap_or_default();
    visible(&format!("{path}{query}"))
}

/// What a header may hold: all else as `%XX`.
fn visible(text: &str) -> String {
    let byte = |byte: u8| match byte {
        b'"' | b'<' | b'>' | b'\\' | b'`' | b'{' | b'}' => format!("%{byte:02X}"),
        byte if byte.is_ascii_graphic() => char::from(byte).to_string(),
        byte => format!("%{byte:02X}"),
    };
    text.bytes().map(byte).collect()
}

#[cfg(test)]
mod tests;
