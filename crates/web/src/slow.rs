//! The long way: a request as hyper reads it, answered like the short way does.

use crate::app::{App, Lead};
use crate::body::Body;
use crate::door::{Shown, Ticket};
use crate::files;
use crate::flight::Trouble;
use crate::page::{Conditions, Page};
use crate::refusal::Refusal;
use crate::routes::{Answer, Asked, BoxFuture, DirectHandler, Params};
use crate::variant::Written;
use http::header::{self, HeaderMap, HeaderName};
use http::request::Parts;
use http::{HeaderValue, Method, Response, StatusCode, Version};
use std::borrow::Cow;
use std::sync::Arc;

impl App {
    /// Answers a request. `has_body` says that one follows; it is not read, and the connection ends.
    pub async fn respond(
        self: &Arc<App>,
        request: &Parts,
        has_body: bool,
        target_bytes: usize,
    ) -> Response<Body> {
        let target = request.uri.path_and_query().map_or("/", |target| target.as_str());
        if let Some(refusal) = refusal(request, has_body, target.len(), target_bytes) {
            if refusal == Refusal::Method
                && let Some(response) = self.preflight(request)
            {
                return response;
            }
            let mut response = self.written(&self.refusal(refusal), request);
            if has_body {
                response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
            }
            return response;
        }
        match self.lead(target) {
            Lead::Direct { name, handler, path, params } => {
                let answer = self.ask(name, handler, path.clone(), params, request).await;
                self.answer(name, answer, &path, request).await
            }
            lead => {
                let ticket = self.ticket_of(&request.headers);
                let page = self.follow(lead, ticket).await;
                self.written(&page, request)
            }
        }
    }

    /// What any of the headers that show something at the door is worth.
    fn ticket_of(&self, headers: &HeaderMap) -> Option<Ticket> {
        let all = |name: HeaderName| headers.get_all(name).into_iter().map(HeaderValue::as_bytes);
        let cookies = all(header::COOKIE).map(|line| Shown { cookie: Some(line), ..Shown::default() });
        let passwords =
            all(header::AUTHORIZATION).map(|line| Shown { authorization: Some(line), ..Shown::default() });
        cookies.chain(passwords).find_map(|shown| self.ticket(shown))
    }

    /// What a browser is told that asks for another site's script whether it may read an address with headers of its own
    /// (Fetch, section 3.3.5). The answer is good for a day.
    fn preflight(&self, request: &Parts) -> Option<Response<Body>> {
        let asks = [header::ORIGIN, header::ACCESS_CONTROL_REQUEST_METHOD];
        if request.method != Method::OPTIONS || !asks.iter().all(|name| request.headers.contains_key(name)) {
            return None;
        }
        let headers = self.routes.headers_of_others(&crate::path::parse(request.uri.path()).ok()?)?;
        let told = [
            (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
            (header::ACCESS_CONTROL_ALLOW_METHODS, "GET, HEAD"),
            (header::ACCESS_CONTROL_ALLOW_HEADERS, headers),
            (header::ACCESS_CONTROL_MAX_AGE, "86400"),
        ];
        let mut response = Response::new(Body::empty());
        *response.status_mut() = StatusCode::NO_CONTENT;
        response.headers_mut().extend(told.map(|(name, value)| (name, HeaderValue::from_static(value))));
        Some(self.with_policy(response))
    }

    /// Asks a direct handler.
    async fn ask(
        &self,
        name: &str,
        handler: DirectHandler,
        path: String,
        params: Params,
        request: &Parts,
    ) -> Result<Answer, Refusal> {
        let query = request.uri.query().map(str::to_owned);
        let asked = Asked { path, params, query, headers: request.headers.clone(), now: self.clock.now() };
        self.within_time(name, handler(asked)).await
    }

    /// A handler's answer, made on the house's runtime and within the time allowed.
    pub(crate) async fn within_time(
        &self,
        name: &str,
        work: BoxFuture<Result<Answer, Trouble>>,
    ) -> Result<Answer, Refusal> {
        let work = self.house.spawn(work);
        let stop = work.abort_handle();
        match tokio::time::timeout(self.settings.load_timeout, work).await {
            Ok(Ok(Ok(answer))) => return Ok(answer),
            Ok(Ok(Err(trouble))) => {
                self.report(name, &trouble);
                return Err(if trouble.is_passing() { Refusal::Unavailable } else { Refusal::Broken });
            }
            Ok(Err(_panic)) => self.report(name, &"the handler panicked"),
            Err(_elapsed) => {
                stop.abort();
                self.report(name, &"took too long");
                return Err(Refusal::Unavailable);
            }
        }
        Err(Refusal::Broken)
    }

    pub(crate) async fn answer(
        self: &Arc<App>,
        name: &str,
        answer: Result<Answer, Refusal>,
        path: &str,
        request: &Parts,
    ) -> Response<Body> {
        match answer {
            Ok(Answer::Page(rendered)) => {
                let accepted = joined(&request.headers, header::ACCEPT_ENCODING);
                let accepted = accepted.as_deref();
                self.written(&Page::pack_for(*rendered, accepted, &self.policy), request)
            }
            Ok(Answer::Missing) => self.nothing_at(path, request).await,
            Ok(Answer::Raw(response)) => self.with_policy(*response),
            Ok(Answer::File(file)) => {
                match files::answer(file, &request.headers, request.method == Method::HEAD).await {
                    Ok(response) => self.with_policy(response),
                    Err(fault) if fault.kind() == std::io::ErrorKind::NotFound => {
                        self.nothing_at(path, request).await
                    }
                    Err(fault) => {
                        self.report(name, &fault);
                        self.written(&self.unavailable(path), request)
                    }
                }
            }
            Err(Refusal::Unavailable) => self.written(&self.unavailable(path), request),
            Err(refusal) => self.written(&self.refusal(refusal), request),
        }
    }

    async fn nothing_at(self: &Arc<App>, path: &str, request: &Parts) -> Response<Body> {
        let page = self.missing(path).await;
        self.written(&page, request)
    }

    /// A page as an answer to a request: the very head of the short way, read back.
    fn written(&self, page: &Page, request: &Parts) -> Response<Body> {
        let one = |name| joined(&request.headers, name);
        let (encodings, tags, date) =
            (one(header::ACCEPT_ENCODING), one(header::IF_NONE_MATCH), one(header::IF_MODIFIED_SINCE));
        let conditions = Conditions {
            head_only: request.method == Method::HEAD,
            accept_encoding: encodings.as_deref(),
            if_none_match: tags.as_deref(),
            if_modified_since: date.as_deref(),
        };
        match page.answer(&conditions) {
            Some(written) => read_back(written),
            None => {
                let refusal = self.refusal(Refusal::NotAcceptable);
                let plain = Conditions { head_only: conditions.head_only, ..Conditions::default() };
                refusal.answer(&plain).map(read_back).unwrap_or_default()
            }
        }
    }

    /// A refusal where the request itself is no longer at hand.
    pub(crate) fn refused(&self, refusal: Refusal) -> Response<Body> {
        self.refusal(refusal).answer(&Conditions::default()).map(read_back).unwrap_or_default()
    }

    pub(crate) fn with_policy(&self, mut response: Response<Body>) -> Response<Body> {
        for (name, value) in self.policy.merged(&[]) {
            response.headers_mut().entry(name).or_insert_with(|| value.clone());
        }
        response
    }
}

/// What cannot be answered whatever the address.
fn refusal(request: &Parts, has_body: bool, length: usize, longest: usize) -> Option<Refusal> {
    match () {
        () if has_wrong_hosts(request) => Some(Refusal::Malformed),
        () if has_body => Some(Refusal::Body),
        () if !matches!(request.method, Method::GET | Method::HEAD) => Some(Refusal::Method),
        () if length > longest => Some(Refusal::TargetTooLong),
        () => None,
    }
}

/// HTTP/1.1 wants the host named once; who names two means two things.
pub(crate) fn has_wrong_hosts(request: &Parts) -> bool {
    let hosts = request.headers.get_all(header::HOST).iter().count();
    hosts > 1 || request.version == Version::HTTP_11 && hosts == 0
}

/// All lines of a header as one, as RFC 9110 (section 5.3) lets them be joined.
fn joined(headers: &HeaderMap, name: HeaderName) -> Option<Cow<'_, [u8]>> {
    let mut lines = headers.get_all(name).iter().map(HeaderValue::as_bytes);
    let first = lines.next()?;
    Some(lines.fold(Cow::Borrowed(first), |joined, line| Cow::Owned([&joined[..], b", ", line].concat())))
}

/// A written head as hyper wants it. It was made from valid names and values, so reading it back cannot fail; if it
/// did, the answer would be an empty 200, which the tests would see.
fn read_back(written: Written<'_>) -> Response<Body> {
    let (head, body) = written.parts();
    let mut fields = [httparse::EMPTY_HEADER; 64];
    let mut parsed = httparse::Response::new(&mut fields);
    let whole = [&head[..], b"\r\n"].concat();
    let _ = parsed.parse(&whole);
    let mut response = Response::builder().status(parsed.code.unwrap_or(500));
    for field in parsed.headers.iter() {
        response = response.header(field.name, field.value);
    }
    response.body(Body::bytes(body)).unwrap_or_default()
}
