//! Before every page: who asks, whether they may, whether the request comes from the portal itself. After it: what failed,
//! as a page or as JSON; and the headers.

mod program;

use std::net::IpAddr;
use std::sync::Arc;

use axum::Json;
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use http::header::{self, HeaderMap, HeaderName, HeaderValue};
use http::{Method, StatusCode};
use newsroom::is_from_here;
use serde::Serialize;
use wire::session::{self, SignedIn};
use wire::{Scope, Standing};

use crate::failure::{Answer, Failed, Failure};
use crate::portal::Portal;
use crate::routes::Need;
use crate::visit::{Visit, Who};

/// Stands around every handler; `need` is of the line of the table.
pub(crate) async fn guard(
    State((portal, need)): State<(Arc<Portal>, Need)>,
    mut request: Request,
    next: Next,
) -> Response {
    let is_program = matches!(need, Need::Token | Need::Scope(_));
    let peer = request.extensions().get::<web::Peer>().map(|peer| peer.0);
    let path = request.uri().path().to_owned();
    let (visit, refused) = match meet(&portal, need, request.headers(), peer, path).await {
        Ok(met) => met,
        Err(failure) => return with_headers(&portal, failure.into_response()),
    };
    let objection = match refused {
        Some(refused) => Some(refused.into_response()),
        None if is_program => None,
        None => objection(&visit, need, request.method(), request.headers()),
    };
    let response = match objection {
        None => {
            request.extensions_mut().insert(visit.clone());
            next.run(request).await
        }
        Some(response) => response,
    };
    let failed = response.extensions().get::<Failed>().cloned();
    let response = match failed {
        Some(Failed(failure)) => told(&visit, &failure, is_program),
        None => response,
    };
    with_headers(&portal, response)
}

/// Who asks, and why a program is refused. A cookie is nothing to what programs ask for, and a token nothing to pages: no
/// page of another site can have a browser ask as a program.
async fn meet(
    portal: &Arc<Portal>,
    need: Need,
    headers: &HeaderMap,
    peer: Option<IpAddr>,
    path: String,
) -> Answer<(Visit, Option<Failure>)> {
    let now = portal.clock.now();
    let scope = match need {
        Need::Token => Some(None),
        Need::Scope(scope) => Some(Some(scope)),
        _ => None,
    };
    let (who, refused) = match (scope, newsroom::cookie(headers, COOKIES)) {
        (Some(scope), _) => match program::known(portal, headers, peer, scope, now).await? {
            Ok(program) => (Who::Program(Box::new(program)), None),
            Err(refused) => (Who::Nobody, Some(refused)),
        },
        (None, Some(secret)) => match known(portal, &secret, now).await? {
            Some(signed_in) => (Who::Person(Box::new(signed_in)), None),
            None => (Who::Nobody, None),
        },
        (None, None) => (Who::Nobody, None),
    };
    let language = match &who {
        Who::Person(signed_in) => signed_in.seat.language.clone(),
        _ => newsroom::asked_language(headers),
    };
    let visit = Visit { locale: portal.words.get(&language), portal: Arc::clone(portal), who, path, now };
    Ok((visit, refused))
}

async fn known(portal: &Portal, secret: &str, now: base::Time) -> Answer<Option<SignedIn>> {
    let found = session::find(&mut portal.store().read().await?, secret, now).await?;
    if let Some(signed_in) = found.as_ref().filter(|signed_in| session::is_to_be_noted(signed_in, now)) {
        let mut tx = portal.store().write().await?;
        session::note(&mut tx, &signed_in.session, now).await?;
        tx.commit().await?;
    }
    Ok(found)
}

/// Why the handler is not asked, as the answer.
fn objection(visit: &Visit, need: Need, method: &Method, headers: &HeaderMap) -> Option<Response> {
    let reads = matches!(*method, Method::GET | Method::HEAD);
    if !reads && !is_from_here(headers) {
        return Some(Failure::Foreign.into_response());
    }
    match (need, &visit.who) {
        (Need::Nothing, _) | (Need::Seat, Who::Person(_)) => None,
        (Need::Running, Who::Person(signed_in)) => {
            let runs = signed_in.client.contract.standing(visit.now) == Standing::Active;
            (!runs).then(|| Failure::NotRunning.into_response())
        }
        _ if reads => Some(Redirect::to("/wire/sign-in").into_response()),
        _ => Some(StatusCode::UNAUTHORIZED.into_response()),
    }
}

/// What a token may do, in words for whoever writes the program.
pub(crate) fn scope_words(scope: Scope) -> &'static str {
    match scope {
        Scope::Pull => "ask for lists (scope 'pull')",
        Scope::Download => "ask for single stories (scope 'download')",
    }
}

/// The failure as they can read it. Programs are told in English.
fn told(visit: &Visit, failure: &Failure, is_program: bool) -> Response {
    let status = failure.status();
    if is_program {
        return program::told(failure);
    }
    let sentence = match failure {
        Failure::Refused(sentence) | Failure::Program(_, sentence) => sentence.clone(),
        Failure::Missing => visit.say("portal-missing"),
        Failure::NotInvited => visit.say("portal-invite-over"),
        Failure::Foreign => visit.say("portal-foreign"),
        Failure::NotRunning => visit.say("portal-notices-only"),
        Failure::TooOften(seconds) => {
            let seconds = i64::try_from(*seconds).unwrap_or(i64::MAX);
            visit.locale.text("failure-too-often", &[("seconds", seconds.into())])
        }
        Failure::Store(_) | Failure::Broken(_) => visit.say("failure-broken"),
    };
    #[derive(Serialize)]
    struct Told {
        status: u16,
        sentence: String,
    }
    let view = Told { status: status.as_u16(), sentence: sentence.clone() };
    let page = visit.portal.templates.render("failure.html", &visit.frame(0), &view, &visit.locale);
    match page {
        Ok(page) => (status, axum::response::Html(page)).into_response(),
        Err(_) => (status, Json(serde_json::json!({ "error": sentence }))).into_response(),
    }
}

fn with_headers(portal: &Portal, mut response: Response) -> Response {
    // Pictures of stories are at the site's address, by whatever name the portal itself was asked for.
    let site = &portal.edition.config.server.address;
    let policy = format!(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' {site}; connect-src 'self'; \
         form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    );
    let headers = response.headers_mut();
    if let Ok(policy) = HeaderValue::try_from(policy) {
        headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(policy);
    }
    let mut set = |name: HeaderName, value: &'static str| {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    };
    set(header::CACHE_CONTROL, "no-store");
    set(header::REFERRER_POLICY, "same-origin");
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(HeaderName::from_static("x-robots-tag"), "noindex, nofollow");
    response
}

/// The names that the session's cookie may have: over HTTPS browsers guard the first one.
pub(crate) const COOKIES: [&str; 2] = ["__Secure-wire", "wire"];
