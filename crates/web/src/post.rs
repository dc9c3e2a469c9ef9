//! Forms on the long way: whose are taken, how much of one, for how long, and that no answer to one is kept.

use crate::app::App;
use crate::body::Body;
use crate::form::{self, Posted};
use crate::headers;
use crate::refusal::Refusal;
use crate::registry::{Phase, Place};
use crate::routes::{Form, Params};
use crate::slow;
use bytes::Bytes;
use http::header::{self, HeaderValue};
use http::request::Parts;
use http::{Method, Response};
use hyper::body::{Body as HttpBody, Incoming};
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::Arc;

/// A form that a request is sent to.
pub(crate) struct FormLead {
    name: &'static str,
    form: Form,
    path: String,
    params: Params,
}

/// How the reading of a body ended.
enum Came {
    Whole(Bytes),
    /// More than the form takes; read to its end, so that the sender hears what we say.
    TooMuch,
    /// The sender went away, or what came is not HTTP.
    Broken,
}

/// Bytes beyond what a form takes that are read for nothing. Ending at once would make the sender's system throw away
/// what we said.
const MOST_DISCARDED: u64 = 1 << 20;

impl App {
    /// The form that a request is sent to, if it is one and there is one.
    pub(crate) fn form_of(&self, request: &Parts) -> Option<FormLead> {
        if request.method != Method::POST {
            return None;
        }
        let path = crate::path::parse(request.uri.path()).ok()?;
        let (name, form, params) = self.routes.find_form(&path)?;
        Some(FormLead { name, form, params, path: path.into_owned() })
    }

    /// Takes a form, body and all, as it comes over a connection.
    pub(crate) async fn take_form(
        self: &Arc<App>,
        lead: FormLead,
        request: Parts,
        mut body: Incoming,
        longest_target: usize,
        place: &Place,
    ) -> Response<Body> {
        let refusal = form_refusal(&lead.form, &request, longest_target);
        let most = if refusal.is_some() { 0 } else { lead.form.most_bytes as u64 };
        // Who is slow now is one of those who keep us waiting, and makes room when there is none.
        place.now(Phase::Writing);
        let expects = request.headers.contains_key(header::EXPECT);
        let came = match refusal {
            Some(refusal) if expects => Err(refusal),
            _ => match tokio::time::timeout(self.settings.form_timeout, read(&mut body, most, expects)).await
            {
                Ok(came) => Ok(came),
                Err(_elapsed) => Err(Refusal::TooSlow),
            },
        };
        place.now(Phase::Working);
        let mut response = match (refusal, came) {
            (Some(refusal), _) | (None, Err(refusal)) => self.refused(refusal),
            (None, Ok(Came::TooMuch)) => self.refused(Refusal::TooMuch),
            (None, Ok(Came::Broken)) => self.refused(Refusal::Malformed),
            (None, Ok(Came::Whole(bytes))) => return self.answer_form(lead, request, bytes).await,
        };
        if !body.is_end_stream() {
            response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
        }
        response
    }

    /// Answers a form whose body is at hand: for tests and drills, who send it without a connection.
    pub async fn receive(self: &Arc<App>, request: Parts, body: Bytes) -> Response<Body> {
        let Some(lead) = self.form_of(&request) else {
            return self.respond(&request, !body.is_empty(), usize::MAX).await;
        };
        match form_refusal(&lead.form, &request, usize::MAX) {
            Some(refusal) => self.refused(refusal),
            None if body.len() > lead.form.most_bytes => self.refused(Refusal::TooMuch),
            None => self.answer_form(lead, request, body).await,
        }
    }

    async fn answer_form(self: &Arc<App>, lead: FormLead, mut request: Parts, body: Bytes) -> Response<Body> {
        let FormLead { name, form, path, params } = lead;
        let sent = request.headers.clone();
        let posted = Posted { path: path.clone(), params, body, headers: sent, now: self.clock.now() };
        let answer = self.within_time(name, (form.handler)(posted)).await;
        // What the reader holds of the page at the same address says nothing about this answer.
        for condition in [header::IF_NONE_MATCH, header::IF_MODIFIED_SINCE, header::RANGE] {
            request.headers.remove(condition);
        }
        let mut response = self.answer(name, answer, &path, &request).await;
        response.headers_mut().insert(header::CACHE_CONTROL, headers::PRIVATE);
        response.headers_mut().remove(header::ETAG);
        response
    }
}

/// Why a form is not even read.
fn form_refusal(form: &Form, request: &Parts, longest_target: usize) -> Option<Refusal> {
    let length = request.uri.path_and_query().map_or(1, |target| target.as_str().len());
    match () {
        () if slow::has_wrong_hosts(request) => Some(Refusal::Malformed),
        () if length > longest_target => Some(Refusal::TargetTooLong),
        () if form.is_for_others => None,
        () if form::is_from_elsewhere(&request.headers) => Some(Refusal::Elsewhere),
        () if !form::is_ordinary(&request.headers) => Some(Refusal::MediaType),
        () => None,
    }
}

/// Reads a body of up to `most` bytes. A larger one is not asked for where the sender waits to be asked (`expects`).
async fn read(body: &mut Incoming, most: u64, expects: bool) -> Came {
    let said = body.size_hint().lower();
    if said > most + MOST_DISCARDED || said > most && expects {
        return Came::TooMuch;
    }
    let (mut bytes, mut length) = (Vec::new(), 0_u64);
    while let Some(frame) = poll_fn(|cx| Pin::new(&mut *body).poll_frame(cx)).await {
        let Ok(frame) = frame else { return Came::Broken };
        let Ok(piece) = frame.into_data() else { continue };
        length += piece.len() as u64;
        match length {
            _ if length <= most => bytes.extend_from_slice(&piece),
            _ if length > most + MOST_DISCARDED => break,
            _ => bytes = Vec::new(),
        }
    }
    if length > most { Came::TooMuch } else { Came::Whole(bytes.into()) }
}
