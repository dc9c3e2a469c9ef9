//! Reading a manuscript from JSON without serde's buffering.
//!
//! `flatten` makes serde keep every field of the object in a tree of its own before the document's are picked out of
//! it, which is most of the time of an import. Here all fields stand on one level, as they do in the file, and are read
//! straight into their places.

use base::{Language, Time, script::Slug};
use serde::Deserialize;
use serde::de::IgnoredAny;

use super::{Correction, Document, Kill, LeadPicture, Manuscript, Source, State, usual_urgency};
use crate::access::Access;
use crate::body::Body;

/// The fields of a manuscript and of its document, as a file has them.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename = "story")]
pub(super) struct Flat {
    /// A file of several kinds of records says which kind this is; whoever reads it as a story knows.
    #[serde(default, rename = "kind")]
    _kind: IgnoredAny,
    id: String,
    #[serde(default)]
    group: String,
    language: Language,
    #[serde(default)]
    slug: Option<Slug>,
    #[serde(default)]
    former_slugs: Vec<Slug>,
    #[serde(default)]
    number: Option<u64>,
    state: State,
    #[serde(default)]
    published_at: Option<Time>,
    #[serde(default)]
    updated_at: Option<Time>,
    headline: String,
    #[serde(default)]
    deck: String,
    #[serde(default)]
    slugline: String,
    #[serde(default)]
    place: Option<String>,
    #[serde(default)]
    dateline: Option<String>,
    #[serde(default)]
    bylines: Vec<String>,
    #[serde(default)]
    sources: Vec<Source>,
    #[serde(default)]
    sections: Vec<String>,
    #[serde(default)]
    topics: Vec<String>,
    #[serde(default = "usual_urgency")]
    urgency: u8,
    #[serde(default)]
    access: Access,
    #[serde(default)]
    picture: Option<LeadPicture>,
    #[serde(default)]
    updates: Option<String>,
    #[serde(default)]
    body: Body,
    #[serde(default)]
    corrections: Vec<Correction>,
    #[serde(default)]
    killed: Option<Kill>,
}

impl From<Flat> for Manuscript {
    fn from(flat: Flat) -> Manuscript {
        Manuscript {
            id: flat.id,
            group: flat.group,
            language: flat.language,
            slug: flat.slug,
            former_slugs: flat.former_slugs,
            number: flat.number,
            state: flat.state,
            published_at: flat.published_at,
            updated_at: flat.updated_at,
            document: Document {
                headline: flat.headline,
                deck: flat.deck,
                slugline: flat.slugline,
                place: flat.place,
                dateline: flat.dateline,
                bylines: flat.bylines,
                sources: flat.sources,
                sections: flat.sections,
                topics: flat.topics,
                urgency: flat.urgency,
                access: flat.access,
                picture: flat.picture,
                updates: flat.updates,
                body: flat.body,
            },
            corrections: flat.corrections,
            killed: flat.killed,
        }
    }
}
