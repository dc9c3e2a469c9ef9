//! The head of a request, taken apart where it lies: is it plain enough for the short way?

use crate::door::Shown;
use crate::page::Conditions;
use crate::refusal::Refusal;

/// How many headers a request may have.
pub(crate) const MAX_HEADERS: usize = 64;

/// A request's head, taken apart.
#[derive(Debug)]
pub(crate) enum Head<'a> {
    /// Not all there yet.
    Partial,
    /// Plain: it can be answered from the cache.
    Plain { length: usize, target: &'a str, conditions: Conditions<'a>, shown: Shown<'a>, close: bool },
    /// Something hyper should see.
    Odd,
    /// Not HTTP, or too much of it.
    Bad(Refusal),
}

/// Takes apart the head at the beginning of `bytes`.
pub(crate) fn read_head(bytes: &[u8], longest_target: usize) -> Head<'_> {
    let mut fields = [const { std::mem::MaybeUninit::uninit() }; MAX_HEADERS];
    let mut request = httparse::Request::new(&mut []);
    let length = match request.parse_with_uninit_headers(bytes, &mut fields) {
        Ok(httparse::Status::Complete(length)) => length,
        Ok(httparse::Status::Partial) => return Head::Partial,
        Err(httparse::Error::TooManyHeaders) => return Head::Bad(Refusal::HeadersTooLarge),
        Err(_) => return Head::Bad(Refusal::Malformed),
    };
    let (Some(method), Some(target), Some(1)) = (request.method, request.path, request.version) else {
        return Head::Odd;
    };
    let head_only = match method {
        "GET" => false,
        "HEAD" => true,
        _ => return Head::Odd,
    };
    if target.len() > longest_target {
        return Head::Bad(Refusal::TargetTooLong);
    }
    if !is_plain(target) {
        return Head::Odd;
    }
    match read_fields(request.headers) {
        Some(Fields { conditions, shown, close }) => {
            Head::Plain { length, target, conditions: Conditions { head_only, ..conditions }, shown, close }
        }
        None => Head::Odd,
    }
}

/// The headers that matter for a page.
#[derive(Default)]
struct Fields<'a> {
    conditions: Conditions<'a>,
    shown: Shown<'a>,
    close: bool,
}

/// Reads them; none when one of them needs more than a look.
fn read_fields<'a>(fields: &[httparse::Header<'a>]) -> Option<Fields<'a>> {
    let (mut read, mut hosts) = (Fields::default(), 0);
    let conditions = &mut read.conditions;
    for field in fields {
        let is = |name: &str| field.name.eq_ignore_ascii_case(name);
        match field.name.len() {
            4 if is("host") => hosts += 1,
            6 if is("cookie") => once(&mut read.shown.cookie, field.value)?,
            6 if is("expect") => return None,
            10 if is("connection") => match field.value {
                value if value.eq_ignore_ascii_case(b"keep-alive") => {}
                value if value.eq_ignore_ascii_case(b"close") => read.close = true,
                _ => return None,
            },
            13 if is("if-none-match") => once(&mut conditions.if_none_match, field.value)?,
            13 if is("authorization") => once(&mut read.shown.authorization, field.value)?,
            14 if is("content-length") => return None,
            15 if is("accept-encoding") => once(&mut conditions.accept_encoding, field.value)?,
            17 if is("if-modified-since") => once(&mut conditions.if_modified_since, field.value)?,
            17 if is("transfer-encoding") => return None,
            _ => {}
        }
    }
    (hosts == 1).then_some(read)
}

/// Sets what may be set once only.
fn once<'a>(place: &mut Option<&'a [u8]>, value: &'a [u8]) -> Option<()> {
    place.replace(value).is_none().then_some(())
}

/// A path with or without a query, in the signs an address may have. Others are hyper's to judge.
fn is_plain(target: &str) -> bool {
    let is_sign = |byte: u8| byte.is_ascii_alphanumeric() || b"/-._~%?=&!$'()*+,;:@".contains(&byte);
    target.starts_with('/') && target.bytes().all(is_sign)
}

#[cfg(test)]
mod tests;
