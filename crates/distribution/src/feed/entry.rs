//! A story as feeds show it.

use base::Time;
use content::body::{PictureSource, escape};
use content::{Level, PublicStory};
use site::address;
use site::edition::Reading;
use site::view::Picture;

/// A story, ready to be written in any format. All addresses are absolute.
pub(super) struct Entry {
    /// `urn:uuid:…`, the same whatever the site's address is and however the story changes.
    pub id: String,
    pub url: String,
    pub title: String,
    /// The deck; may be empty.
    pub summary: String,
    /// What everybody may read, with the plus notice and the corrections.
    pub html: String,
    pub authors: Vec<String>,
    /// Sections, then topics.
    pub tags: Vec<String>,
    pub published: Time,
    pub changed: Time,
    pub picture: Option<String>,
}

/// When readers last got something new of a story.
pub(crate) fn changed(story: &PublicStory) -> Time {
    story.changed_at.max(story.public_from)
}

impl Entry {
    pub fn new(reading: &Reading<'_>, story: &PublicStory) -> Entry {
        let picture = story.picture.as_ref().and_then(|lead| reading.picture(lead));
        let url = reading.absolute(&address::story(&story.language, &story.slug));
        Entry {
            id: urn(&story.id),
            title: story.headline.clone(),
            summary: story.deck.clone(),
            html: html(reading, story, picture.as_ref(), &url),
            authors: story.bylines.iter().map(|byline| byline.name.clone()).collect(),
            tags: story.sections.iter().chain(&story.topics).map(|concept| concept.name.clone()).collect(),
            published: story.public_from,
            changed: changed(story),
            picture: picture.map(|picture| reading.absolute(&picture.src)),
            url,
        }
    }
}

/// A story's id is a UUID, or what another system called it: that is hashed into one (RFC 9562, version 8).
pub(crate) fn urn(id: &str) -> String {
    use sha2::Digest as _;
    let known = uuid::Uuid::try_parse(id);
    let uuid = known.unwrap_or_else(|_| {
        let hash = sha2::Sha256::digest(format!("story/{id}"));
        uuid::Uuid::new_v8(hash[..16].try_into().expect("a hash has 32 bytes"))
    });
    uuid.urn().to_string()
}

fn html(reading: &Reading<'_>, story: &PublicStory, picture: Option<&Picture>, url: &str) -> String {
    let mut html = String::new();
    if let Some(picture) = picture {
        write_picture(&mut html, reading, picture);
    }
    html.push_str(&story_html(reading, story));
    if story.level != Level::Open {
        html.push_str("\n<p><a href=\"");
        escape(&mut html, url);
        html.push_str("\">");
        escape(&mut html, &reading.plus_notice());
        html.push_str("</a></p>");
    }
    html.push_str(&corrections_html(reading, story));
    html
}

/// What everybody may read of a story's text, its dateline before it, all addresses absolute.
pub(crate) fn story_html(reading: &Reading<'_>, story: &PublicStory) -> String {
    let body = story.body.to_html(&|file| absolute(reading, reading.source(file)?));
    // A story links to others of this site by their paths.
    let body = body.replace(" href=\"/", &format!(" href=\"{}/", reading.absolute("")));
    site::run_in(&body, &reading.dateline_of(story))
}

/// The corrections of a story, a paragraph each: they belong to its text wherever it goes.
pub(crate) fn corrections_html(reading: &Reading<'_>, story: &PublicStory) -> String {
    let mut html = String::new();
    for correction in &story.corrections {
        html.push_str("\n<p><strong>");
        escape(&mut html, &reading.text("corrections"));
        html.push_str("</strong>, ");
        escape(&mut html, &reading.moment(correction.at).text);
        html.push_str(": ");
        escape(&mut html, &correction.note);
        html.push_str("</p>");
    }
    html
}

fn write_picture(html: &mut String, reading: &Reading<'_>, picture: &Picture) {
    html.push_str("<figure><img src=\"");
    escape(html, &reading.absolute(&picture.src));
    html.push_str("\" alt=\"");
    escape(html, &picture.alt);
    html.push_str(&format!("\" width=\"{}\" height=\"{}\">", picture.width, picture.height));
    if !picture.caption.is_empty() || !picture.credit.is_empty() {
        html.push_str("<figcaption>");
        escape(html, &picture.caption);
        html.push(' ');
        escape(html, &picture.credit);
        html.push_str("</figcaption>");
    }
    html.push_str("</figure>\n");
}

/// The same files by their absolute addresses.
fn absolute(reading: &Reading<'_>, mut source: PictureSource) -> Option<PictureSource> {
    for rendition in source.webp.iter_mut().chain(&mut source.jpeg) {
        rendition.address = reading.absolute(&rendition.address);
    }
    Some(source)
}
