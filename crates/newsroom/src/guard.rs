//! Before every page: who asks, whether they may, whether the request comes from the desk itself. After it: what
//! failed, as a page or as JSON, in their language; and the headers.

mod program;

use std::sync::Arc;

use axum::Json;
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use base::{Language, Time};
use http::header::{self, HeaderMap, HeaderName, HeaderValue};
use http::{Method, StatusCode};
use serde::Serialize;

use crate::desk::{By, Desk, Newsroom};
use crate::failure::{Failed, Failure};
use crate::fields::escaped;
use crate::routes::{Asks, Need};
use crate::session::{self, Session};
use crate::staff::Member;

/// What the desk's pages may load: from here only, no inline script or style.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; \
                      font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; \
                      frame-src 'self'; frame-ancestors 'self'";

/// Stands around every handler; `asks` is of the line of the table.
pub(crate) async fn guard(
    State((newsroom, asks)): State<(Arc<Newsroom>, Asks)>,
    mut request: Request,
    next: Next,
) -> Response {
    let path = request.uri().path().to_owned();
    let desk = match meet(newsroom, request.headers(), path).await {
        Ok(desk) => desk,
        Err(failure) => return with_headers(failure.into_response()),
    };
    let headers = request.headers();
    let is_program =
        program::key(headers).is_some() || (desk.signed_in.is_none() && is_of_program(asks, headers));
    let wants_json = is_program || wants_json(headers);
    let objection = if is_program {
        program::objection(&desk, asks, headers)
    } else {
        objection(&desk, asks.need, &request)
    };
    let response = match objection {
        None => {
            request.extensions_mut().insert(desk.clone());
            next.run(request).await
        }
        Some(response) => response,
    };
    let failed = response.extensions().get::<Failed>().cloned();
    with_headers(match failed {
        Some(Failed(failure)) => told(&desk, &failure, wants_json),
        None if is_program => program::answer(response),
        None => response,
    })
}

/// Who asks, and in which language they are answered.
async fn meet(newsroom: Arc<Newsroom>, headers: &HeaderMap, path: String) -> Result<Desk, Failure> {
    let now = newsroom.clock.now();
    let signed_in = match (program::key(headers), cookie(headers, COOKIES)) {
        (Some(key), _) => {
            program::known(&newsroom, key, now).await?.map(|(member, token)| (member, By::Token(token)))
        }
        (None, Some(secret)) => {
            known(&newsroom, &secret, now).await?.map(|(member, session)| (member, By::Session(session)))
        }
        (None, None) => None,
    };
    let language = signed_in.as_ref().map(|(member, _)| member.language.clone());
    let language = language.unwrap_or_else(|| asked_language(headers));
    let locale = newsroom.words.get(&language);
    Ok(Desk { locale, signed_in, path, now, newsroom })
}

/// Whose session it is, noted as in use.
async fn known(newsroom: &Newsroom, secret: &str, now: Time) -> Result<Option<(Member, Session)>, Failure> {
    let found = session::find(&mut newsroom.store.read().await?, secret, now).await?;
    if let Some((_, session)) = found.as_ref().filter(|(_, session)| session::is_to_be_noted(session, now)) {
        let mut tx = newsroom.store.write().await?;
        session::note(&mut tx, &session.id, now).await?;
        tx.commit().await?;
    }
    Ok(found)
}

/// Why the handler is not asked, as the answer.
fn objection(desk: &Desk, need: Need, request: &Request) -> Option<Response> {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    if !reads && !is_from_here(request.headers()) {
        return Some(Failure::Forbidden.into_response());
    }
    match (need, &desk.signed_in) {
        (Need::Nothing, _) | (Need::SignedIn, Some(_)) => None,
        (Need::Right(right), Some((member, _))) if member.role.may(right) => None,
        (Need::Right(_), Some(_)) => Some(Failure::Forbidden.into_response()),
        (_, None) if reads && !wants_json(request.headers()) => {
            let target = request.uri().path_and_query().map_or("/desk", |target| target.as_str());
            Some(Redirect::to(&format!("/desk/sign-in?to={}", escaped(target))).into_response())
        }
        (_, None) => Some(StatusCode::UNAUTHORIZED.into_response()),
    }
}

/// Whether a request that changes something comes from a page of ours. Browsers say where it comes from
/// (Fetch Metadata, `Sec-Fetch-Site`); older ones name the origin. Who says neither is no browser of staff.
pub fn is_from_here(headers: &HeaderMap) -> bool {
    let text = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = text(HeaderName::from_static("sec-fetch-site")) {
        return site == "same-origin";
    }
    let host = text(header::HOST).unwrap_or_default();
    let origin = text(header::ORIGIN).and_then(|origin| origin.split_once("://"));
    origin.is_some_and(|(_, from)| !host.is_empty() && from.eq_ignore_ascii_case(host))
}

/// The failure as they can read it.
fn told(desk: &Desk, failure: &Failure, wants_json: bool) -> Response {
    let sentence = match failure {
        Failure::Refused(sentence) => sentence.clone(),
        Failure::Missing => desk.say("failure-missing"),
        Failure::Forbidden => desk.say("failure-forbidden"),
        Failure::Unconfirmed => desk.say("failure-unconfirmed"),
        Failure::TooOften(seconds) => {
            let seconds = i64::try_from(*seconds).unwrap_or(i64::MAX);
            desk.locale.text("failure-too-often", &[("seconds", seconds.into())])
        }
        Failure::Store(_) | Failure::Broken(_) => desk.say("failure-broken"),
    };
    let status = failure.status();
    if wants_json {
        let mut response = (status, Json(serde_json::json!({ "error": sentence }))).into_response();
        if let Failure::TooOften(seconds) = failure {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(*seconds));
        }
        return response;
    }
    if matches!(failure, Failure::Unconfirmed) {
        return Redirect::to(&format!("/desk/confirm?to={}", desk.path)).into_response();
    }
    #[derive(Serialize)]
    struct Told {
        status: u16,
        sentence: String,
        /// The story that something was to be done with, where it can be mended.
        story: Option<String>,
    }
    let story = matches!(failure, Failure::Refused(_)).then(|| story_of(&desk.path)).flatten();
    let view = Told { status: status.as_u16(), sentence: sentence.clone(), story };
    let page = desk.page("failure.html", &view);
    page.map_or_else(|_| (status, sentence).into_response(), |page| (status, page).into_response())
}

/// The page of the story that an address is about.
fn story_of(path: &str) -> Option<String> {
    let id = path.strip_prefix("/desk/story/")?.split('/').next()?;
    Some(format!("/desk/story/{id}"))
}

fn with_headers(mut response: Response) -> Response {
    let mut set = |name: HeaderName, value: &'static str| {
        response.headers_mut().entry(name).or_insert(HeaderValue::from_static(value));
    };
    set(header::CONTENT_SECURITY_POLICY, POLICY);
    set(header::CACHE_CONTROL, "no-store");
    // Not `no-referrer`: under it browsers hide the origin of our own forms from us. To others nothing is said either way.
    set(header::REFERRER_POLICY, "same-origin");
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(HeaderName::from_static("x-robots-tag"), "noindex, nofollow");
    response
}

/// Whether who asks for what programs may have is no browser: those say from where a page has them ask (Fetch Metadata), or
/// are on their way to a page.
fn is_of_program(asks: Asks, headers: &HeaderMap) -> bool {
    let accepts = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok());
    let is_browser = headers.contains_key("sec-fetch-site") || headers.contains_key(header::ORIGIN);
    asks.for_programs && !is_browser && !accepts.is_some_and(|accepts| accepts.contains("text/html"))
}

/// Scripts ask for JSON, or send it.
fn wants_json(headers: &HeaderMap) -> bool {
    let says = |name: HeaderName| {
        headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .is_some_and(|value| value.contains("application/json"))
    };
    says(header::ACCEPT) || says(header::CONTENT_TYPE)
}

/// The names that the session's cookie may have: over HTTPS browsers guard the first one.
pub(crate) const COOKIES: [&str; 2] = ["__Secure-desk", "desk"];

/// The secret in the session's cookie, by the names that it may have: the guarded one first.
pub fn cookie(headers: &HeaderMap, names: [&str; 2]) -> Option<String> {
    let pairs = headers.get_all(header::COOKIE).iter().filter_map(|line| line.to_str().ok());
    let pairs = pairs.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    let ours = pairs.filter(|(name, value)| names.contains(name) && !value.is_empty());
    // The plain name could be set from a page that is not ours.
    ours.min_by_key(|(name, _)| *name != names[0]).map(|(_, value)| value.to_owned())
}

/// The first language of the browser's that the desk speaks; English otherwise.
pub fn asked_language(headers: &HeaderMap) -> Language {
    let spoken: Vec<Language> = base::Locales::desk_languages().collect();
    let asked =
        headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let tags = asked.split(',').filter_map(|part| part.split(';').next()?.trim().parse::<Language>().ok());
    let known = tags.filter_map(|tag| spoken.iter().find(|language| language.primary() == tag.primary()));
    known.chain(&spoken).next().cloned().expect("the desk speaks English")
}
