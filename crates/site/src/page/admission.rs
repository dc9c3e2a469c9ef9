//! Coming in and leaving: `POST /enter` exchanges a pass for the week's cookie, `POST /leave` takes the cookie away. Both lead
//! back to the story that the reader came from. The cookie is the same for everybody; the pass stands in no address and in
//! no log.

use base::script::Slug;
use base::{Time, id};
use gate::{Refusal, WeekCookie};
use http::header::SET_COOKIE;
use http::{HeaderValue, StatusCode};
use passes::text;
use web::{Answer, Posted, Rendered};

use crate::address;
use crate::edition::{Edition, Failed};
use crate::page::plus::enter;
use crate::view::PassFault;

/// More than a pass that was pasted with line breaks, and the address of a story.
pub const MOST_BYTES: usize = 8 * 1024;

/// `POST /enter`, with the fields `pass` and `to`.
pub async fn enter(edition: &Edition, posted: Posted) -> Result<Answer, Failed> {
    let Some(gate) = &edition.gate else { return Ok(Answer::Missing) };
    let fields = posted.fields();
    let (typed, to) = (fields.get("pass"), story_address(edition, fields.get("to")));
    let fault = match text::read(typed) {
        Err(_) if typed.is_empty() => PassFault::Empty,
        Err(_) => PassFault::Form,
        Ok(pass) => match gate.redeem(&pass, id::chance(), posted.now).await? {
            Ok(cookie) => return Ok(led_back(edition, to, &cookie.header())),
            Err(Refusal::Early(_)) => PassFault::Early,
            Err(Refusal::NotGood | Refusal::Late(_)) => PassFault::Refused,
        },
    };
    again(edition, to, typed, fault, posted.now).await
}

/// `POST /leave`, with the field `to`.
pub async fn leave(edition: &Edition, posted: Posted) -> Result<Answer, Failed> {
    let fields = posted.fields();
    let to = story_address(edition, fields.get("to"));
    Ok(led_back(edition, to, &WeekCookie::taken_away()))
}

async fn again(
    edition: &Edition,
    to: Option<&str>,
    typed: &str,
    fault: PassFault,
    now: Time,
) -> Result<Answer, Failed> {
    let page = enter::again(edition, to.unwrap_or_default(), typed, fault, now).await?;
    Ok(Answer::Page(Box::new(page)))
}

/// To the story, or to the front page where the form named none, with a cookie set.
fn led_back(edition: &Edition, to: Option<&str>, cookie: &str) -> Answer {
    let front = || address::front(&edition.config.agency.default_language);
    let to = to.map_or_else(front, str::to_owned);
    let cookie = HeaderValue::try_from(cookie).expect("a cookie is written in plain signs");
    Answer::Page(Box::new(Rendered::redirect(StatusCode::SEE_OTHER, &to).header(SET_COOKIE, cookie)))
}

/// An address that a form may lead to: that of a story of ours, and nothing else.
fn story_address<'a>(edition: &Edition, to: &'a str) -> Option<&'a str> {
    let mut parts = to.strip_prefix('/')?.split('/');
    let (language, kind, slug) = (parts.next()?, parts.next()?, parts.next()?);
    let is_story = kind == "story" && parts.next().is_none() && Slug::parse(slug).is_ok();
    (is_story && edition.config.language(language).is_some()).then_some(to)
}
