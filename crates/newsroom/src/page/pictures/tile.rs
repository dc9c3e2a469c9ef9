//! A picture of the library as the grid shows it, and as the editor takes it into a story.

use std::collections::HashMap;

use content::picture;
use serde::{Deserialize, Serialize};
use store::Read;

use super::own_only;
use crate::desk::Desk;
use crate::failure::Answer;
use crate::picture_card::{BY_IMPORT, Card, Words};

/// Uses of a picture that are counted one by one.
pub(in crate::page) const MANY: usize = 100;

/// A picture in the grid.
#[derive(Serialize)]
pub(super) struct Tile {
    id: String,
    name: String,
    alt: String,
    caption: String,
    credit: String,
    width: i64,
    height: i64,
    /// Who added it; none where that is not theirs to know, or was an import.
    by: Option<String>,
    imported: bool,
    added: String,
    stories: i64,
    many: bool,
}

/// Cards as the grid shows them, with how often each picture is used.
pub(super) async fn tiles(
    desk: &Desk,
    db: &mut Read,
    cards: Vec<Card>,
    names: &[(String, String)],
) -> Answer<Vec<Tile>> {
    let ids: Vec<String> = cards.iter().map(|card| card.picture.clone()).collect();
    let uses = picture::count_uses(db, &ids, own_only(desk)?.as_deref(), MANY).await?;
    let names: HashMap<&str, &str> = names.iter().map(|(id, name)| (id.as_str(), name.as_str())).collect();
    Ok(cards.into_iter().map(|card| tile(desk, card, &uses, &names)).collect())
}

fn tile(desk: &Desk, card: Card, uses: &HashMap<String, i64>, names: &HashMap<&str, &str>) -> Tile {
    let file = File::of(&card);
    let stories = uses.get(&card.picture).copied().unwrap_or(0);
    Tile {
        name: card.words.name,
        alt: card.words.alt,
        caption: card.words.caption,
        credit: card.words.credit,
        width: file.width,
        height: file.height,
        by: names.get(card.added_by.as_str()).map(|name| (*name).to_owned()),
        imported: card.added_by == BY_IMPORT,
        added: desk.locale.moment(card.added_at, &desk.newsroom.config.agency.time_zone),
        stories,
        many: stories >= MANY as i64,
        id: card.picture,
    }
}

/// What the database knows of a picture's file.
#[derive(Clone, Debug, Default, Deserialize)]
pub(in crate::page) struct File {
    #[serde(default)]
    pub file: String,
    #[serde(default)]
    pub width: i64,
    #[serde(default)]
    pub height: i64,
}

impl File {
    pub(in crate::page) fn of(card: &Card) -> File {
        serde_json::from_str(&card.description).unwrap_or_default()
    }
}

/// A picture as the editor takes it into a story.
#[derive(Serialize)]
pub(super) struct Takable {
    id: String,
    file: String,
    width: i64,
    height: i64,
    url: String,
    alt: String,
    caption: String,
    credit: String,
}

impl From<Card> for Takable {
    fn from(card: Card) -> Takable {
        let File { file, width, height } = File::of(&card);
        let url = format!("/desk/pictures/{}/small", card.picture);
        let Words { alt, caption, credit, .. } = card.words;
        Takable { id: card.picture, file, width, height, url, alt, caption, credit }
    }
}
