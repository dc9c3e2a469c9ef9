//! Objects of answers.

use serde_json::{Map, Value};

use super::wanted::Wanted;

/// The fields that are wanted, and what is included.
pub(crate) fn only(mut object: Map<String, Value>, wanted: &Wanted) -> Value {
    if !wanted.fields.is_empty() {
        let included = ["tags", "authors", "tiers", "primary_tag", "primary_author", "count"];
        object.retain(|name, _| {
            wanted.fields.iter().any(|field| field == name) || included.contains(&name.as_str())
        });
    }
    Value::Object(object)
}

/// What Ghost lets people say to search engines and networks beside a thing's own words.
pub(crate) const META: &[&str] = &[
    "codeinjection_head",
    "codeinjection_foot",
    "canonical_url",
    "og_image",
    "og_title",
    "og_description",
    "twitter_image",
    "twitter_title",
    "twitter_description",
    "meta_title",
    "meta_description",
];

/// Adds fields that we have nothing for.
pub(crate) fn nothing(object: &mut Map<String, Value>, names: &[&str]) {
    names.iter().for_each(|name| drop(object.insert((*name).to_owned(), Value::Null)));
}

/// The part of an object that a path such as `count.posts` names.
pub(crate) fn at<'a>(object: &'a Value, path: &str) -> &'a Value {
    path.split('.').fold(object, |value, name| &value[name])
}
