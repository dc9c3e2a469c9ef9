//! Posts: stories, as everybody may read them.

use std::cell::LazyCell;
use std::collections::HashMap;

use content::select::{By, Choice, Condition};
use content::{ConceptKind, Found, Level, Named, PublicStory, public};
use serde::{Serialize, Serializer};
use serde_json::value::{RawValue, to_raw_value};
use serde_json::{Value, json};
use site::address;
use site::edition::Reading;
use site::view::Picture;

use super::fault::Fault;
use super::object::META;
use super::wanted::Wanted;
use super::{Trouble, Which, filter, id, pagination, people, settings, written};
use crate::item::{Item, urn};

/// Words that somebody reads in a minute, as Ghost counts.
const WORDS_A_MINUTE: usize = 275;
/// The longest excerpt made of a text.
const EXCERPT: usize = 500;

/// An answer with posts.
#[derive(Serialize)]
struct Posts<'a> {
    posts: Vec<Post<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    meta: Option<Value>,
}

/// The names of a post's fields, and what they hold.
struct Post<'a>(Vec<(&'static str, Said<'a>)>);

#[derive(Serialize)]
#[serde(untagged)]
enum Said<'a> {
    Own(Value),
    Shared(Option<&'a RawValue>),
    AllShared(Vec<&'a RawValue>),
}

impl Serialize for Post<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, said)| (name, said)))
    }
}

/// Sections, topics and authors, each written once: the stories of a page have few different ones, and in each story they are
/// nine tenths of the answer.
struct Shared<'a>(HashMap<(ConceptKind, &'a str), Box<RawValue>>);

impl<'a> Shared<'a> {
    fn of(reading: &Reading<'_>, stories: &'a [PublicStory], wanted: &Wanted) -> Shared<'a> {
        let mut shared = Shared(HashMap::new());
        for (kind, named) in stories.iter().flat_map(|story| tags(story).chain(authors(story))) {
            let include = if kind == ConceptKind::Person { "authors" } else { "tags" };
            if wanted.includes(include) {
                shared.0.entry((kind, &named.id)).or_insert_with(|| {
                    let object = match kind {
                        ConceptKind::Person => people::author(reading, named),
                        kind => people::tag(reading, kind, named),
                    };
                    to_raw_value(&object).expect("plain data")
                });
            }
        }
        shared
    }

    /// Those of a story that were included.
    fn all(&self, of: impl Iterator<Item = (ConceptKind, &'a Named)>) -> Vec<&RawValue> {
        of.filter_map(|(kind, named)| self.0.get(&(kind, named.id.as_str())).map(|raw| &**raw)).collect()
    }
}

fn tags(story: &PublicStory) -> impl Iterator<Item = (ConceptKind, &Named)> {
    let sections = story.sections.iter().map(|named| (ConceptKind::Section, named));
    sections.chain(story.topics.iter().map(|named| (ConceptKind::Topic, named)))
}

fn authors(story: &PublicStory) -> impl Iterator<Item = (ConceptKind, &Named)> {
    story.bylines.iter().map(|named| (ConceptKind::Person, named))
}

/// A page of stories, or one.
pub(super) async fn posts(
    reading: &mut Reading<'_>,
    wanted: &Wanted,
    which: Which,
) -> Result<Vec<u8>, Trouble> {
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
    Ok(answer(reading, std::slice::from_ref(&*story), wanted, None))
}

fn answer(reading: &Reading<'_>, stories: &[PublicStory], wanted: &Wanted, meta: Option<Value>) -> Vec<u8> {
    let shared = Shared::of(reading, stories, wanted);
    let posts = stories.iter().map(|story| post(reading, story, &shared, wanted)).collect();
    written(&Posts { posts, meta })
}

async fn list(reading: &mut Reading<'_>, wanted: &Wanted) -> Result<Vec<u8>, Trouble> {
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
    let meta = json!({ "pagination": pagination(wanted, total) });
    Ok(answer(reading, &stories, wanted, Some(meta)))
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

fn post<'a>(
    reading: &Reading<'_>,
    story: &'a PublicStory,
    shared: &'a Shared<'a>,
    wanted: &Wanted,
) -> Post<'a> {
    let mut post = Vec::new();
    let mut say = |name: &'static str, value: &dyn Fn() -> Value| {
        if wanted.wants(name) {
            post.push((name, Said::Own(value())));
        }
    };
    let is_open = story.level == Level::Open;
    // Looked up on the disk, for three fields, if any of them is wanted.
    let picture = LazyCell::new(|| story.picture.as_ref().and_then(|lead| reading.picture(lead)));
    let url = || reading.absolute(&address::story(&story.language, &story.slug));
    let text = || story.body.plain_text(usize::MAX);
    let formats = |name: &str| wanted.formats.iter().any(|format| format == name);
    say("id", &|| json!(id::of_story(story.number)));
    say("uuid", &|| json!(urn(&story.id).trim_start_matches("urn:uuid:")));
    say("title", &|| json!(story.headline));
    say("slug", &|| json!(story.slug));
    say("comment_id", &|| json!(id::of_story(story.number)));
    say("feature_image", &|| json!(picture.as_ref().map(|picture| reading.absolute(&picture.src))));
    say("feature_image_alt", &|| json!(picture.as_ref().map(|picture| &picture.alt)));
    say("feature_image_caption", &|| {
        let words = |picture: &Picture| [picture.caption.as_str(), picture.credit.as_str()].join(" ");
        let caption = picture.as_ref().map(words);
        json!(caption.map(|caption| escaped(caption.trim())))
    });
    say("featured", &|| json!(false));
    say("visibility", &|| json!(if is_open { "public" } else { "paid" }));
    say("access", &|| json!(is_open));
    say("created_at", &|| json!(id::date(story.public_from)));
    say("published_at", &|| json!(id::date(story.public_from)));
    say("updated_at", &|| json!(id::date(story.changed_at.max(story.public_from))));
    say("custom_excerpt", &|| json!(Some(&story.deck).filter(|deck| !deck.is_empty())));
    say("url", &|| json!(url()));
    say("comments", &|| json!(false));
    say("excerpt", &|| match story.deck.as_str() {
        "" => json!(story.body.plain_text(EXCERPT)),
        deck => json!(deck),
    });
    say("reading_time", &|| json!(text().split_whitespace().count().div_ceil(WORDS_A_MINUTE)));
    if formats("html") {
        say("html", &|| json!(Item::public(reading, story).text_html()));
    }
    if formats("plaintext") {
        say("plaintext", &|| json!(text()));
    }
    let without = ["custom_template", "email_subject", "frontmatter"];
    META.iter().chain(&without).for_each(|name| say(name, &|| Value::Null));
    include(reading, story, shared, wanted, &mut post);
    Post(post)
}

fn include<'a>(
    reading: &Reading<'_>,
    story: &'a PublicStory,
    shared: &'a Shared<'a>,
    wanted: &Wanted,
    post: &mut Vec<(&'static str, Said<'a>)>,
) {
    for (names, all) in [
        (["tags", "primary_tag"], shared.all(tags(story))),
        (["authors", "primary_author"], shared.all(authors(story))),
    ] {
        if wanted.includes(names[0]) {
            post.push((names[1], Said::Shared(all.first().copied())));
            post.push((names[0], Said::AllShared(all)));
        }
    }
    if wanted.includes("tiers") {
        let is_open = story.level == Level::Open;
        let tiers = settings::tiers(reading).into_iter().filter(|tier| is_open || tier["type"] == "paid");
        post.push(("tiers", Said::Own(tiers.collect())));
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
