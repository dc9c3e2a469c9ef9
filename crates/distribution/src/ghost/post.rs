//! Posts: stories, as everybody may read them.

use content::select::{By, Choice, Condition};
use content::{ConceptKind, Found, Level, PublicStory, public};
use serde_json::{Map, Value, json};
use site::address;
use site::edition::Reading;

use super::fault::Fault;
use super::object::{META, nothing, only};
use super::wanted::Wanted;
use super::{Trouble, Which, filter, id, pagination, people, settings};
use crate::item::{Item, urn};

/// Words that somebody reads in a minute, as Ghost counts.
const WORDS_A_MINUTE: usize = 275;
/// The longest excerpt made of a text.
const EXCERPT: usize = 500;

/// A page of stories, or one.
pub(super) async fn posts(
    reading: &mut Reading<'_>,
    wanted: &Wanted,
    which: Which,
) -> Result<Value, Trouble> {
    let (language, now) = (reading.language(), reading.now());
    let slug = match which {
        Which::Some => return list(reading, wanted).await,
        Which::Slug(slug) => slug,
        Which::Id(text) => {
            let number = id::story(&text).ok_or(Fault::NotFound)?;
            let found = public::by_number(reading.db(), number, now).await?;
            found.filter(|(of, _)| of == language).map(|(_, slug)| slug).ok_or(Fault::NotFound)?
        }
    };
    // A slug that the story had before leads to it, as its address does.
    let found = match content::find(reading.db(), language, &slug, now).await? {
        Found::Moved { slug } => content::find(reading.db(), language, &slug, now).await?,
        found => found,
    };
    let Found::Story(story) = found else { return Err(Fault::NotFound.into()) };
    Ok(json!({ "posts": [object(reading, &story, wanted)] }))
}

async fn list(reading: &mut Reading<'_>, wanted: &Wanted) -> Result<Value, Trouble> {
    let (language, now) = (reading.language(), reading.now());
    let condition = match &wanted.filter {
        Some(said) => filter::condition(reading.db(), said, now).await?,
        None => Condition::All(Vec::new()),
    };
    let order = order(wanted)?;
    let choice = Choice {
        language,
        condition: &condition,
        order: &order,
        skip: wanted.skip(),
        limit: wanted.limit,
        now,
    };
    let (ids, total) = reading.select(&choice).await?;
    let stories = public::by_ids(reading.db(), language, &ids, now).await?;
    let objects: Vec<Value> = stories.iter().map(|story| object(reading, story, wanted)).collect();
    Ok(json!({ "posts": objects, "meta": { "pagination": pagination(wanted, total) } }))
}

fn order(wanted: &Wanted) -> Result<Vec<(By, bool)>, Fault> {
    if wanted.order.is_empty() {
        return Ok(vec![(By::PublicFrom, true)]);
    }
    let by = |(property, descends): &(String, bool)| {
        let by = match property.as_str() {
            "published_at" | "created_at" => By::PublicFrom,
            "updated_at" => By::ChangedAt,
            "id" => By::Number,
            "slug" => By::Slug,
            "title" => By::Headline,
            // All are equal in it.
            "featured" => By::PublicFrom,
            _ => return Err(Fault::Order(property.clone())),
        };
        Ok((by, *descends))
    };
    wanted.order.iter().take(4).map(by).collect()
}

fn object(reading: &Reading<'_>, story: &PublicStory, wanted: &Wanted) -> Value {
    let mut object = Map::new();
    let mut say = |name: &str, value: Value| drop(object.insert(name.to_owned(), value));
    let (own, url) =
        (id::of_story(story.number), reading.absolute(&address::story(&story.language, &story.slug)));
    let is_open = story.level == Level::Open;
    let picture = story.picture.as_ref().and_then(|lead| reading.picture(lead));
    say("id", json!(own));
    say("uuid", json!(urn(&story.id).trim_start_matches("urn:uuid:")));
    say("title", json!(story.headline));
    say("slug", json!(story.slug));
    say("comment_id", json!(own));
    say("feature_image", json!(picture.as_ref().map(|picture| reading.absolute(&picture.src))));
    say("feature_image_alt", json!(picture.as_ref().map(|picture| &picture.alt)));
    let caption =
        picture.as_ref().map(|picture| [picture.caption.as_str(), picture.credit.as_str()].join(" "));
    say("feature_image_caption", json!(caption.map(|caption| escaped(caption.trim()))));
    say("featured", json!(false));
    say("visibility", json!(if is_open { "public" } else { "paid" }));
    say("access", json!(is_open));
    say("created_at", json!(id::date(story.public_from)));
    say("published_at", json!(id::date(story.public_from)));
    say("updated_at", json!(id::date(story.changed_at.max(story.public_from))));
    say("custom_excerpt", json!(Some(&story.deck).filter(|deck| !deck.is_empty())));
    say("url", json!(url));
    say("comments", json!(false));
    let excerpt = if story.deck.is_empty() { story.body.plain_text(EXCERPT) } else { story.deck.clone() };
    say("excerpt", json!(excerpt));
    let text = || story.body.plain_text(usize::MAX - 1);
    if wanted.wants("reading_time") {
        say("reading_time", json!(text().split_whitespace().count().div_ceil(WORDS_A_MINUTE)));
    }
    if wanted.formats.iter().any(|format| format == "html") && wanted.wants("html") {
        let item = Item::public(reading, story);
        say("html", json!(item.text_html()));
    }
    if wanted.formats.iter().any(|format| format == "plaintext") && wanted.wants("plaintext") {
        say("plaintext", json!(text()));
    }
    nothing(&mut object, META);
    nothing(&mut object, &["custom_template", "email_subject", "frontmatter"]);
    include(reading, story, wanted, &mut object);
    only(object, wanted)
}

fn include(reading: &Reading<'_>, story: &PublicStory, wanted: &Wanted, object: &mut Map<String, Value>) {
    if wanted.includes("tags") {
        let of = |kind, list: &[content::Named]| -> Vec<Value> {
            list.iter().map(|named| Value::Object(people::tag(reading, kind, named))).collect()
        };
        let mut tags = of(ConceptKind::Section, &story.sections);
        tags.extend(of(ConceptKind::Topic, &story.topics));
        object.insert("primary_tag".into(), json!(tags.first()));
        object.insert("tags".into(), json!(tags));
    }
    if wanted.includes("authors") {
        let authors: Vec<Value> =
            story.bylines.iter().map(|named| Value::Object(people::author(reading, named))).collect();
        object.insert("primary_author".into(), json!(authors.first()));
        object.insert("authors".into(), json!(authors));
    }
    if wanted.includes("tiers") {
        let is_open = story.level == Level::Open;
        let tiers = settings::tiers(reading).into_iter().filter(|tier| is_open || tier["type"] == "paid");
        object.insert("tiers".into(), json!(tiers.collect::<Vec<_>>()));
    }
}

fn escaped(text: &str) -> String {
    let mut html = String::new();
    content::body::escape(&mut html, text);
    html
}

/// Links to this site by path alone lead there from wherever the text is shown.
pub(super) fn absolute_links(reading: &Reading<'_>, html: &str) -> String {
    let site = reading.absolute("");
    let with = |html: String, attribute: &str| {
        html.replace(&format!(" {attribute}=\"/"), &format!(" {attribute}=\"{site}/"))
    };
    with(with(html.to_owned(), "href"), "src")
}
