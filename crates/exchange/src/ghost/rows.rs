//! Rows of Ghost's tables: the fields that are used, whatever type a database wrote them in.

use std::fmt;

use serde::de::{DeserializeOwned, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, de};
use serde_json::value::RawValue;

use crate::json::said;

/// A text, or something that can be read as one: a number, a truth. Null and structures are no text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Text(pub Option<String>);

impl Text {
    /// The text, or nothing.
    pub(super) fn get(&self) -> &str {
        self.0.as_deref().unwrap_or_default()
    }

    /// The text if anything is in it but white space.
    pub(super) fn filled(&self) -> Option<&str> {
        self.0.as_deref().filter(|text| !text.trim().is_empty())
    }

    /// Whether it says yes, as any database writes it.
    pub(super) fn is_yes(&self) -> bool {
        matches!(self.get(), "1" | "true")
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Text, D::Error> {
        deserializer.deserialize_any(TextVisitor)
    }
}

struct TextVisitor;

impl<'de> Visitor<'de> for TextVisitor {
    type Value = Text;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Text, E> {
        Ok(Text(Some(text.to_owned())))
    }

    fn visit_string<E: de::Error>(self, text: String) -> Result<Text, E> {
        Ok(Text(Some(text)))
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<Text, E> {
        Ok(Text(Some(number.to_string())))
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<Text, E> {
        Ok(Text(Some(number.to_string())))
    }

    fn visit_f64<E: de::Error>(self, number: f64) -> Result<Text, E> {
        Ok(Text(Some(number.to_string())))
    }

    fn visit_bool<E: de::Error>(self, truth: bool) -> Result<Text, E> {
        Ok(Text(Some(truth.to_string())))
    }

    fn visit_unit<E: de::Error>(self) -> Result<Text, E> {
        Ok(Text(None))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Text, A::Error> {
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Text(None))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Text, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Text(None))
    }
}

/// A row of `posts`: a post or a page.
#[derive(Deserialize)]
#[serde(default, expecting = "a post")]
pub(super) struct Post {
    pub id: Text,
    pub title: Text,
    pub slug: Text,
    pub html: Text,
    pub lexical: Text,
    pub mobiledoc: Text,
    pub feature_image: Text,
    pub feature_image_alt: Text,
    pub feature_image_caption: Text,
    /// `post` or `page`; before Ghost 3 there was a field `page` instead.
    #[serde(rename = "type")]
    pub kind: Text,
    pub page: Text,
    pub status: Text,
    /// Missing in files from before Ghost knew members, when everything was public; null or anything unknown is not.
    pub visibility: Text,
    pub locale: Text,
    pub email_only: Text,
    pub author_id: Text,
    pub published_at: Text,
    pub created_at: Text,
    pub updated_at: Text,
    pub custom_excerpt: Text,
}

impl Default for Post {
    fn default() -> Post {
        let none = Text::default;
        Post {
            id: none(),
            title: none(),
            slug: none(),
            html: none(),
            lexical: none(),
            mobiledoc: none(),
            feature_image: none(),
            feature_image_alt: none(),
            feature_image_caption: none(),
            kind: none(),
            page: none(),
            status: none(),
            visibility: Text(Some("public".into())),
            locale: none(),
            email_only: none(),
            author_id: none(),
            published_at: none(),
            created_at: none(),
            updated_at: none(),
            custom_excerpt: none(),
        }
    }
}

impl Post {
    pub(super) fn read(row: &RawValue) -> Result<Post, String> {
        serde_json::from_str(row.get()).map_err(|error| format!("the row cannot be read: {}", said(error)))
    }

    pub(super) fn is_page(&self) -> bool {
        self.kind.get() == "page" || self.page.is_yes()
    }
}

/// A row of `posts_meta`: what newer versions keep beside a post.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Meta {
    pub post_id: Text,
    pub feature_image_alt: Text,
    pub feature_image_caption: Text,
    pub email_only: Text,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Tag {
    pub id: Text,
    pub name: Text,
    pub slug: Text,
    pub visibility: Text,
}

impl Tag {
    /// Internal tags are the editors' own; readers never see them.
    pub(super) fn is_internal(&self) -> bool {
        self.visibility.get() == "internal"
            || self.name.get().starts_with('#')
            || self.slug.get().starts_with("hash-")
    }
}

/// A row of `users`: a name to sign with. Nothing else of it is read.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct User {
    pub id: Text,
    pub name: Text,
    pub slug: Text,
}

/// A row of `posts_tags` or `posts_authors`.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Joint {
    pub post_id: Text,
    pub tag_id: Text,
    pub author_id: Text,
    pub sort_order: Text,
}

/// The rows of a table that can be read; how many cannot.
pub(super) fn rows<T: DeserializeOwned>(table: &[&RawValue]) -> (Vec<T>, usize) {
    let rows: Vec<T> = table.iter().filter_map(|row| serde_json::from_str(row.get()).ok()).collect();
    let bad = table.len() - rows.len();
    (rows, bad)
}
