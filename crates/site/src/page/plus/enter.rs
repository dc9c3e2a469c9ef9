//! Handing in a pass: `/{lang}/story/{slug}/enter`, the way in from a story's notice.

use base::{Language, Time};
use content::Found;
use http::StatusCode;
use web::{Loaded, Params, Rendered, Visit};

use super::{places, unlisted};
use crate::address;
use crate::edition::{Edition, Failed, Reading};
use crate::page::story;
use crate::view::{EnterPage, Frame, PassFault};

/// The form beside a story.
pub async fn enter(edition: &Edition, visit: Visit) -> Result<Loaded, Failed> {
    if !edition.has_plus() {
        return Ok(Loaded::Missing);
    }
    let Some(mut reading) = edition.reading(&visit).await? else { return Ok(Loaded::Missing) };
    let language = reading.language();
    match content::find(reading.db(), language, visit.params.get("slug"), visit.now).await? {
        Found::Story(story) => {
            let mut frame = frame(&mut reading, &address::enter(language, &story.slug)).await?;
            story::version_links(&reading, &story, &mut frame);
            let to = address::story(language, &story.slug);
            let wallet = Some(reading.wallet());
            reading.page(&EnterPage { wallet, ..page(unlisted(frame), language, story.headline, to) })
        }
        Found::Moved { slug } => {
            let to = address::enter(language, &slug);
            Ok(Rendered::redirect(StatusCode::MOVED_PERMANENTLY, &to).depends_on(reading.keys()).into())
        }
        Found::Withdrawn { .. } | Found::Nothing => Ok(Loaded::Missing),
    }
}

/// The form once more, with what was pasted and why it opens nothing. `to` is where the form wanted to lead: its language
/// is the page's.
pub async fn again(
    edition: &Edition,
    to: &str,
    typed: &str,
    fault: PassFault,
    now: Time,
) -> Result<Rendered, Failed> {
    let tag = to.trim_start_matches('/').split('/').next().unwrap_or_default();
    let tag =
        edition.config.language(tag).map_or(&edition.config.agency.default_language, |found| &found.tag);
    let params = Params::of(&[("lang", tag.as_str())]);
    let reading = edition.reading_at(&params, now).await?;
    let mut reading = match reading {
        Some(reading) => reading,
        None => Reading::begin(edition, &edition.config.languages[0], now).await?,
    };
    let language = reading.language();
    let slug = to.strip_prefix(&address::story(language, "")).unwrap_or_default();
    let headline = match content::find(reading.db(), language, slug, now).await? {
        Found::Story(story) => story.headline,
        _ => String::new(),
    };
    let frame = unlisted(frame(&mut reading, to).await?);
    let to = if headline.is_empty() { reading.home() } else { to.to_owned() };
    let view =
        EnterPage { typed: typed.to_owned(), fault: Some(fault), ..page(frame, language, headline, to) };
    // By the status a wallet knows whether the pass is used up.
    let status = match fault {
        PassFault::Early => StatusCode::TOO_EARLY,
        PassFault::Busy => StatusCode::TOO_MANY_REQUESTS,
        PassFault::Empty | PassFault::Form | PassFault::Refused => StatusCode::UNPROCESSABLE_ENTITY,
    };
    Ok(reading.answer(&view)?.status(status))
}

async fn frame(reading: &mut Reading<'_>, path: &str) -> Result<Frame, Failed> {
    let title = reading.text("enter");
    Ok(Frame { title, ..reading.frame_without_news(path).await? })
}

fn page(frame: Frame, language: &Language, headline: String, to: String) -> EnterPage {
    let places = places(language);
    EnterPage { frame, places, wallet: None, headline, to, typed: String::new(), fault: None }
}
