//! What a story's posts would say now, for the newsroom. Nothing is sent.

use base::{Time, script};
use content::Manuscript;
use site::preview::{Eyes, as_public};
use site::{Edition, Failed};

use super::compose::{self, Form};
use super::follow::is_of;

/// A post as its channel would show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// The channel.
    pub chat: String,
    /// Telegram's HTML, or why there is none: a sentence.
    pub html: Result<String, String>,
    /// How many signs of the limit it takes.
    pub used: usize,
    /// The limit: of a message, or of a caption.
    pub limit: usize,
    /// The file of the picture above it, if one is sent.
    pub photo: Option<String>,
}

/// A post for each channel that takes the story.
pub async fn preview(edition: &Edition, manuscript: Manuscript, now: Time) -> Result<Vec<Seen>, Failed> {
    let mut reading = edition.reading_in(&manuscript.language, now).await?;
    let mut story = as_public(&mut reading, manuscript, Eyes::Open, now).await?;
    if story.slug.is_empty() {
        // It gets its address with its publication: from the headline that it has then.
        story.slug = script::slug(&story.headline, &story.language).to_string();
    }
    let channels = edition.config.telegram.channels.iter();
    let takes = channels.filter(|channel| {
        channel.language == story.language && is_of(channel, story.sections.iter().map(|section| &section.id))
    });
    let seen = takes.map(|channel| match compose::post(edition, &reading, &story, channel, Form::New) {
        Ok(post) => Seen {
            chat: channel.chat.clone(),
            html: Ok(post.html),
            used: post.used,
            limit: post.limit,
            photo: post.photo,
        },
        Err(fault) => {
            Seen { chat: channel.chat.clone(), html: Err(fault.to_string()), used: 0, limit: 0, photo: None }
        }
    });
    Ok(seen.collect())
}
