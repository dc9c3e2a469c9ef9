//! What a post says: a template over what everybody may read of a story, made to fit.

use base::config::{Channel, Config};
use base::id;
use content::body::{Block, Body};
use content::{Level, Named, PublicStory, picture};
use media::Format;
use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, Value};
use minijinja::{AutoEscape, Environment, UndefinedBehavior};
use serde::Serialize;
use site::edition::Reading;
use site::{Edition, address};

use super::html::{Html, escape, shortened, units};

/// The longest message, and the longest caption under a picture, as the Bot API counts: after entities are parsed.
const MESSAGE: usize = 4_096;
const CAPTION: usize = 1_024;
/// A picture as wide as Telegram shows one.
const WIDTH: u32 = 1_280;
/// The largest picture that a bot may send, in bytes.
const LARGEST: u64 = 10_000_000;
/// Far more than any template needs: one that never ends is stopped.
const FUEL: u64 = 100_000;

/// How a post is written where a channel has no template of its own.
const USUAL: &str = "\
<a href=\"{{ url }}\"><b>{{ headline }}</b></a>
{% if notice %}

<a href=\"{{ url }}\">{{ notice }}</a>
{% elif text %}

{{ dateline }} {{ text }}
{% endif %}
{% for correction in corrections %}

<i>{{ correction }}</i>
{% endfor %}
{% if hashtags %}

{{ hashtags | join(' ') }}
{% endif %}
";

/// Why there is no post: the end of a sentence about the channel's template.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the template of {chat} cannot be used: {why}")]
pub struct Fault {
    /// The channel.
    pub chat: String,
    /// What is wrong.
    pub why: String,
}

/// A post, ready to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Composed {
    pub html: String,
    /// How much of the limit it takes.
    pub used: usize,
    pub limit: usize,
    /// The file of the picture above it.
    pub photo: Option<String>,
}

impl Composed {
    /// What tells it from another.
    pub fn digest(&self) -> String {
        id::digest(&format!("{}\n{}", self.html, self.photo.as_deref().unwrap_or_default()))
    }
}

/// What a post is to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// With the picture if there is one and all words fit below it, else words alone.
    New,
    /// Words alone, as it was.
    Words,
    /// Words below a picture, as it was.
    Caption,
}

/// What a template has.
#[derive(Clone, Debug, Default, Serialize)]
struct Fields {
    headline: String,
    deck: String,
    dateline: String,
    /// The first paragraph, as far as everybody may read it.
    text: String,
    url: String,
    /// The first section's name.
    section: String,
    /// Of a story of the paid tier, that it is one; empty for an open one.
    notice: String,
    corrections: Vec<String>,
    hashtags: Vec<String>,
}

/// Tries the templates of the channels on stories of every kind. Whoever wrote one hears of a fault when the server starts.
pub fn check(config: &Config) -> Result<(), Fault> {
    let words = "Words <&> \"words\"".to_owned();
    let plain =
        Fields { headline: words.clone(), url: "https://example.org/".to_owned(), ..Fields::default() };
    let full = Fields {
        deck: words.clone(),
        dateline: words.clone(),
        text: words.repeat(1_000),
        section: words.clone(),
        notice: words.clone(),
        corrections: vec![words.clone(), words],
        hashtags: vec!["#words".to_owned(), "#words".to_owned()],
        ..plain.clone()
    };
    for channel in &config.telegram.channels {
        for fields in [&plain, &full] {
            composed(channel, fitted(channel, fields.clone(), CAPTION)?, CAPTION, None)?;
        }
    }
    Ok(())
}

/// A story's post in a channel.
pub(super) fn post(
    edition: &Edition,
    reading: &Reading<'_>,
    story: &PublicStory,
    channel: &Channel,
    form: Form,
) -> Result<Composed, Fault> {
    let fields = fields(reading, story);
    let photo = photo(edition, story).filter(|_| form != Form::Words);
    if form == Form::New && photo.is_some() {
        let whole = written(channel, &fields)?;
        if whole.length() <= CAPTION {
            return composed(channel, whole, CAPTION, photo);
        }
    }
    let (limit, photo) = if form == Form::Caption { (CAPTION, photo) } else { (MESSAGE, None) };
    composed(channel, fitted(channel, fields, limit)?, limit, photo)
}

/// What stands in the place of a post whose story was withdrawn. The headline is not told any more.
pub(super) fn notice(reading: &Reading<'_>, number: u64, notice: &str, form: Form) -> Composed {
    let words = match notice.trim() {
        "" => reading.text_with("withdrawn-text", &[("agency", &reading.agency())]),
        notice => notice.to_owned(),
    };
    let (title, url) = (reading.text("withdrawn-title"), reading.short(number).url);
    let limit = if form == Form::Caption { CAPTION } else { MESSAGE };
    let room = limit.saturating_sub(units(&title) + units(&url) + 4);
    let mut html = String::from("<b>");
    escape(&mut html, &title);
    html.push_str("</b>\n\n");
    escape(&mut html, &shortened(&words, room));
    html.push_str("\n\n");
    escape(&mut html, &url);
    Composed { used: units(&title) + units(&words).min(room) + units(&url) + 4, limit, photo: None, html }
}

fn composed(channel: &Channel, html: Html, limit: usize, photo: Option<String>) -> Result<Composed, Fault> {
    if html.is_empty() {
        return Err(fault(channel, "it says nothing of a story".to_owned()));
    }
    Ok(Composed { used: html.length(), limit, photo, html: html.write() })
}

fn fields(reading: &Reading<'_>, story: &PublicStory) -> Fields {
    let correction = |correction: &content::Correction| {
        let date = reading.moment(correction.at).text;
        reading.text_with("correction", &[("date", &date), ("note", &correction.note)])
    };
    Fields {
        headline: story.headline.clone(),
        deck: story.deck.clone(),
        dateline: reading.dateline_of(story),
        text: first_paragraph(&story.body),
        url: reading.absolute(&address::story(&story.language, &story.slug)),
        section: story.sections.first().map(|section| section.name.clone()).unwrap_or_default(),
        notice: if story.level == Level::Open { String::new() } else { reading.plus_notice() },
        corrections: story.corrections.iter().map(correction).collect(),
        hashtags: story.topics.iter().filter_map(hashtag).collect(),
    }
}

fn first_paragraph(body: &Body) -> String {
    let first = body.blocks.iter().find(|block| matches!(block, Block::Paragraph(_)));
    let first = first.cloned().into_iter().collect();
    Body { blocks: first }.plain_text(MESSAGE).trim().to_owned()
}

/// A topic as Telegram links one: letters, digits and low lines, not digits alone.
fn hashtag(topic: &Named) -> Option<String> {
    let words: Vec<&str> =
        topic.name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let tag = words.join("_");
    tag.chars().any(char::is_alphabetic).then(|| format!("#{tag}"))
}

/// The file that is sent of the picture above a story.
fn photo(edition: &Edition, story: &PublicStory) -> Option<String> {
    let lead = story.picture.as_ref()?;
    let stored = edition.library.describe(picture::id_of(&lead.file))?;
    let rendition = stored.rendition(Format::Jpeg, WIDTH)?;
    (rendition.bytes <= LARGEST).then(|| rendition.file.clone())
}

/// The post, its longer texts shortened as far as it takes: the paragraph first, what nobody can do without last.
fn fitted(channel: &Channel, mut fields: Fields, limit: usize) -> Result<Html, Fault> {
    let mut html = written(channel, &fields)?;
    for place in 0..fields.corrections.len() + 2 {
        // A template may say a text twice, or not at all: it is looked at again each time.
        for _ in 0..3 {
            let over = html.length().saturating_sub(limit);
            let text = match place {
                0 => &mut fields.text,
                1 => &mut fields.deck,
                note => &mut fields.corrections[note - 2],
            };
            if over == 0 || text.is_empty() {
                break;
            }
            *text = shortened(text, units(text).saturating_sub(over));
            html = written(channel, &fields)?;
        }
    }
    Ok(html.cut(limit))
}

/// The template over the fields, however long it comes out.
fn written(channel: &Channel, fields: &Fields) -> Result<Html, Fault> {
    let mut env = Environment::new();
    env.set_undefined_behavior(UndefinedBehavior::Strict);
    env.set_auto_escape_callback(|_| AutoEscape::Html);
    env.set_fuel(Some(FUEL));
    let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build();
    env.set_syntax(syntax.expect("minijinja's own delimiters"));
    let template = if channel.template.trim().is_empty() { USUAL } else { &channel.template };
    let text = env
        .render_str(template, Value::from(Serde(fields)))
        .map_err(|error| fault(channel, error.to_string()))?;
    Html::read(&tidied(&text)).map_err(|why| fault(channel, why))
}

/// No space at a line's end, no two empty lines: parts of a template that come out empty leave none behind.
fn tidied(text: &str) -> String {
    let mut lines: Vec<&str> = Vec::new();
    for line in text.trim().lines().map(str::trim_end) {
        if !line.is_empty() || lines.last().is_some_and(|last| !last.is_empty()) {
            lines.push(line);
        }
    }
    lines.join("\n")
}

fn fault(channel: &Channel, why: String) -> Fault {
    Fault { chat: channel.chat.clone(), why }
}

#[cfg(test)]
mod tests;
