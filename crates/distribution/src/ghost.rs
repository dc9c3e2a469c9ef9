//! Ghost's Content API, read-only, as Ghost 6 speaks it: what was written for a Ghost site, above all its SDK
//! `@tryghost/content-api`, reads this one. A language is a site: `/{lang}/ghost/api/content/…`; without a language it is
//! the agency's default. What is not said here is in docs/wire.md.
//!
//! Stories of the paid tier come with what everybody may read, and `access: false`: [`content::PublicStory`] has no more.

mod fault;
mod filter;
mod id;
mod nql;
mod object;
mod page;
mod people;
mod post;
mod settings;
mod small;
mod wanted;

use std::sync::Arc;

use base::Language;
use base::id::digest;
use http::header::{HeaderName, HeaderValue, RETRY_AFTER};
use serde::Serialize;
use serde_json::{Value, json};
use site::edition::Reading;
use site::{Edition, Failed};
use store::StoreError;
use web::{Answer, Asked, Pace, Params, Rendered};

use crate::feed::for_everybody;
use crate::key;
use fault::Fault;
use wanted::Wanted;

pub use nql::parse as parse_filter;

/// What Ghost's SDK sends along from a page of another site.
pub(crate) const HEADERS: &str = "accept-version, content-type";

/// What is asked for.
enum Which {
    /// A page of a list.
    Some,
    /// One, by its id.
    Id(String),
    /// One, by its slug.
    Slug(String),
}

/// What it is read from, and how fast.
pub struct Api {
    edition: Arc<Edition>,
    pace: Pace,
}

impl Api {
    /// Over an edition.
    pub fn new(edition: &Arc<Edition>) -> Api {
        Api { edition: Arc::clone(edition), pace: Pace::default() }
    }
}

/// `…/{resource}/`.
pub async fn browse(api: &Api, asked: Asked) -> Result<Answer, Failed> {
    answer(api, asked, Which::Some).await
}

/// `…/{resource}/{resource_id}/`.
pub async fn by_id(api: &Api, asked: Asked) -> Result<Answer, Failed> {
    let id = asked.params.get("resource_id").to_owned();
    answer(api, asked, Which::Id(id)).await
}

/// `…/{resource}/slug/{slug}/`.
pub async fn by_slug(api: &Api, asked: Asked) -> Result<Answer, Failed> {
    let slug = asked.params.get("slug").to_owned();
    answer(api, asked, Which::Slug(slug)).await
}

async fn answer(api: &Api, asked: Asked, which: Which) -> Result<Answer, Failed> {
    let edition = &*api.edition;
    let Some(language) = language(edition, &asked) else { return Ok(Answer::Missing) };
    let params = Params::of(&[("lang", language.as_str())]);
    let Some(mut reading) = edition.reading_at(&params, asked.now).await? else { return Ok(Answer::Missing) };
    let given = match resource(api, &mut reading, &asked, which).await {
        Ok(document) => Ok(document),
        Err(Trouble::Fault(fault)) => Err(fault),
        Err(Trouble::Failed(failed)) => return Err(failed),
    };
    let wait_s = given.as_ref().err().and_then(Fault::wait_s);
    let (status, text) = match given {
        Ok(text) => (http::StatusCode::OK, text),
        Err(fault) => (fault.status(), written(&fault.document())),
    };
    let mut rendered = Rendered::new("application/json; charset=utf-8", text).status(status);
    if let Some(seconds) = wait_s {
        rendered = rendered.header(RETRY_AFTER, HeaderValue::from(seconds));
    }
    let version = (HeaderName::from_static("content-version"), HeaderValue::from_static("v6.0"));
    Ok(Answer::Page(Box::new(for_everybody(rendered).header(version.0, version.1))))
}

/// The language of the address; without one the agency's default.
fn language(edition: &Edition, asked: &Asked) -> Option<Language> {
    match asked.params.get("lang") {
        "" => Some(edition.config.agency.default_language.clone()),
        tag => edition.config.language(tag).map(|settings| settings.tag.clone()),
    }
}

/// What whoever asked is told, or what is the house's own to know.
enum Trouble {
    Fault(Fault),
    Failed(Failed),
}

impl From<Fault> for Trouble {
    fn from(fault: Fault) -> Trouble {
        Trouble::Fault(fault)
    }
}

impl From<Failed> for Trouble {
    fn from(failed: Failed) -> Trouble {
        Trouble::Failed(failed)
    }
}

impl From<StoreError> for Trouble {
    fn from(error: StoreError) -> Trouble {
        Trouble::Failed(error.into())
    }
}

async fn resource(
    api: &Api,
    reading: &mut Reading<'_>,
    asked: &Asked,
    which: Which,
) -> Result<Vec<u8>, Trouble> {
    let wanted = Wanted::read(asked.query.as_deref().unwrap_or_default())?;
    match &wanted.key {
        None => return Err(Fault::NoKey.into()),
        Some(key) if !key::is_good(reading.db(), key).await? => return Err(Fault::UnknownKey.into()),
        Some(key) => api.pace.take(&digest(key), asked.now).map_err(Fault::TooFast)?,
    }
    let name = asked.params.get("resource");
    let document = match (name, which) {
        ("posts", which) => return post::posts(reading, &wanted, which).await,
        ("settings", Which::Some) => {
            json!({ "settings": settings::settings(&api.edition, reading).await?, "meta": {} })
        }
        ("tiers", Which::Some) => small::list("tiers", settings::tiers(reading), &wanted, "name")?,
        ("pages", which) => {
            small::answer("pages", page::pages(&api.edition, reading), &wanted, which, "title")?
        }
        ("tags", which) => {
            let tags = people::tags(reading, &wanted).await?;
            small::answer("tags", tags, &wanted, which, "name")?
        }
        ("authors", which) => {
            let authors = people::authors(reading, &wanted).await?;
            small::answer("authors", authors, &wanted, which, "name")?
        }
        _ => return Err(Fault::NoSuchResource(name.to_owned()).into()),
    };
    Ok(written(&document))
}

fn written(document: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(document).expect("plain data")
}

/// The numbers below a list.
fn pagination(wanted: &Wanted, total: u64) -> Value {
    let pages = total.div_ceil(wanted.limit as u64).max(1);
    json!({
        "page": wanted.page,
        "limit": wanted.limit,
        "pages": pages,
        "total": total,
        "next": (wanted.page < pages).then(|| wanted.page + 1),
        "prev": (wanted.page > 1).then(|| wanted.page - 1),
    })
}
