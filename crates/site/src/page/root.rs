//! `/`: to the front page in the reader's language, as the browser states it. Nothing is remembered of it.

use base::Language;
use http::{HeaderValue, StatusCode, header};
use web::{Answer, Asked, Rendered};

use crate::address;
use crate::edition::{Edition, Failed};

/// Redirects to the front page of the best language.
pub async fn root(edition: &Edition, asked: Asked) -> Result<Answer, Failed> {
    let accepted = asked.headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    let language = best(edition, accepted.unwrap_or_default());
    let redirect = Rendered::redirect(StatusCode::FOUND, &address::front(language))
        .header(header::VARY, HeaderValue::from_static("accept-language"));
    Ok(Answer::Page(Box::new(redirect)))
}

/// The language that the reader likes best among those the agency publishes in (RFC 9110, section 12.5.4).
fn best<'a>(edition: &'a Edition, accepted: &str) -> &'a Language {
    let mut wishes: Vec<(&str, f32)> = accepted.split(',').take(20).filter_map(wish).collect();
    wishes.sort_by(|a, b| b.1.total_cmp(&a.1));
    let primary = |tag: &str| tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
    let served =
        |wish: &str| edition.languages().find(|language| primary(language.as_str()) == primary(wish));
    wishes.iter().find_map(|(tag, _)| served(tag)).unwrap_or(&edition.config.agency.default_language)
}

fn wish(text: &str) -> Option<(&str, f32)> {
    let mut parts = text.split(';').map(str::trim);
    let tag = parts.next().filter(|tag| !tag.is_empty())?;
    let weight = match parts.find_map(|part| part.strip_prefix("q=")) {
        Some(weight) => weight.parse().ok()?,
        None => 1.0,
    };
    (weight > 0.0).then_some((tag, weight))
}
