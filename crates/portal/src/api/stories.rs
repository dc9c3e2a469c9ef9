//! `/wire/api/stories` and `/wire/api/stories/{id}.{format}`.

use axum::extract::Path;
use axum::response::Response;
use base::Language;
use distribution::item::{Channel, Format, Item, newsml_of, ninjs22, ninjs31, rss_of};
use http::StatusCode;
use http::header::{self, HeaderValue};
use serde_json::{Value, json};
use wire::How;
use wire::list::{self, Change};

use super::wanted::{Place, Wanted};
use super::{said, wrong};
use crate::failure::{Answer, Failure};
use crate::fields::Asked;
use crate::items;
use crate::visit::Visit;

/// A list: what the contract covers, newest first; with `changed_since`, or its cursor, what has changed, old to new, with
/// what was withdrawn.
pub(super) async fn list(visit: Visit, Asked(asked): Asked) -> Answer {
    let wanted = Wanted::read(&asked)?;
    let (places, next) = places(&visit, &wanted).await?;
    let given = items::several(&visit, &places).await?;
    items::record(&visit, &given, How::Pulled, wanted.format.name()).await?;
    let items: Vec<Item> = given.into_iter().map(|given| given.item).collect();
    let rest = asked.query_without("cursor");
    let rest = if asked.some("changed_since").is_some() { without_since(&asked) } else { rest };
    let next = next.map(|place| {
        let and = if rest.is_empty() { "" } else { "&" };
        let path = format!("/wire/api/stories?{rest}{and}cursor={}", place.written());
        visit.portal.edition.absolute(&path)
    });
    Ok(written(&visit, wanted.format, &items, next))
}

fn without_since(asked: &crate::fields::Fields) -> String {
    let rest = asked.query_without("changed_since");
    rest.split('&').filter(|pair| !pair.starts_with("cursor=")).collect::<Vec<_>>().join("&")
}

/// The ids of a list with their languages, and where the next begins. A list of changes has a next always: whoever waits for
/// what is new asks there again.
async fn places(visit: &Visit, wanted: &Wanted) -> Answer<(Vec<(String, Language)>, Option<Place>)> {
    let (client, mut db) = (visit.client()?, visit.read().await?);
    match wanted.place {
        Place::Before(before) => {
            let served = visit.served();
            let list = list::Wanted {
                served: &served,
                query: &wanted.query,
                before,
                limit: wanted.limit,
                now: visit.now,
            };
            let page = list::list(&mut db, client, &list).await?;
            let ids = page.stories.into_iter().map(|listed| (listed.line.id, listed.line.language)).collect();
            Ok((ids, page.older.map(|older| Place::Before(Some(older)))))
        }
        Place::ChangedAfter(after) => {
            let found = list::changes(&mut db, client, &wanted.query, after, wanted.limit, visit.now).await?;
            let mut ids: Vec<(String, Language)> = Vec::new();
            for change in found.changes {
                let line = match change {
                    Change::Story(listed) => listed.line,
                    Change::Withdrawn(line, _) => *line,
                };
                // A story that changed twice is given as it stands now, once.
                ids.retain(|(id, _)| *id != line.id);
                ids.push((line.id, line.language));
            }
            Ok((ids, Some(Place::ChangedAfter(found.next))))
        }
    }
}

fn written(visit: &Visit, format: Format, items: &[Item], next: Option<String>) -> Response {
    let value = |value: fn(&Item) -> Value| {
        let stories: Vec<Value> = items.iter().map(value).collect();
        serde_json::to_vec(&json!({ "stories": stories, "next": next })).expect("plain data")
    };
    let config = &visit.portal.edition.config;
    let channel = || Channel {
        language: config.agency.default_language.clone(),
        title: config.agency.name.clone(),
        home: visit.portal.edition.absolute(""),
        url: visit.portal.edition.absolute("/wire/api/stories"),
    };
    let mut response = match format {
        Format::Ninjs22 => said(StatusCode::OK, "application/json", value(ninjs22::value)),
        Format::NewsMl => {
            let kind = "application/vnd.iptc.g2.newsmessage+xml";
            said(StatusCode::OK, kind, newsml_of(&channel(), items, visit.now))
        }
        Format::Rss => said(StatusCode::OK, Format::Rss.media_type(), rss_of(&channel(), items)),
        _ => said(StatusCode::OK, "application/json", value(ninjs31::value)),
    };
    if let Some(link) = next.and_then(|next| HeaderValue::try_from(format!("<{next}>; rel=\"next\"")).ok()) {
        response.headers_mut().insert(header::LINK, link);
    }
    response
}

/// One story: `{id}.{format}`, `….ninjs-3.1`, by its id or by the code that every format names. What was killed is 410, with
/// what is left of it in the format.
pub(super) async fn one(visit: Visit, Path(file): Path<String>) -> Answer {
    let named = file.split_once('.').map(|(id, name)| (id.replace('\0', ""), Format::parse(name)));
    let Some((id, Some(format))) = named else {
        let names: Vec<&str> = Format::ALL.iter().map(|format| format.name()).collect();
        return wrong(format!("Ask for '{{id}}.{{format}}', with one of the formats {}.", names.join(", ")));
    };
    let given = match items::one(&visit, &id).await? {
        Some(given) => given,
        None => by_code(&visit, &id).await?.ok_or(Failure::Missing)?,
    };
    let given = [given];
    items::record(&visit, &given, How::Pulled, format.name()).await?;
    let status = if given[0].story.is_some() { StatusCode::OK } else { StatusCode::GONE };
    Ok(said(status, format.media_type(), format.write(&given[0].item)))
}

async fn by_code(visit: &Visit, code: &str) -> Answer<Option<items::Given>> {
    let Some(number) = base::id::parse_short_code(code) else { return Ok(None) };
    match wire::story::of_number(&mut visit.read().await?, number).await? {
        Some(id) => items::one(visit, &id).await,
        None => Ok(None),
    }
}
