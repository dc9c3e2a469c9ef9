//! What this room announces: the content of the outbox's rows, for those who hold copies.

use base::Language;
use serde::{Deserialize, Serialize};
use store::Announcement;

/// Something that readers' pages, feeds and indexes must take notice of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "news")]
pub enum News {
    /// Stories were published, changed or corrected: lists and pages of these languages are out of date.
    Stories {
        /// The languages of the stories and of their other versions.
        languages: Vec<Language>,
    },
    /// Something must not be shown a moment longer: a kill, a text taken back behind the wall.
    Withdrawn {
        /// The languages of the stories and of their other versions.
        languages: Vec<Language>,
    },
    /// Names of sections, topics or people changed; may be a byline's safety.
    Names,
    /// Something at these stories changed that only the newsroom sees.
    Desk {
        /// The stories' ids.
        stories: Vec<String>,
    },
}

/// The topic under which all of it stands in the outbox.
pub const TOPIC: &str = "content";

/// As the outbox keeps it.
pub(crate) fn announcement(news: &News) -> Announcement {
    let content = serde_json::to_string(news).expect("news is plain data");
    Announcement { topic: TOPIC.to_owned(), content }
}

/// What an announcement says, when it is this room's.
pub fn read(announcement: &Announcement) -> Option<News> {
    (announcement.topic == TOPIC).then(|| serde_json::from_str(&announcement.content).ok()).flatten()
}
