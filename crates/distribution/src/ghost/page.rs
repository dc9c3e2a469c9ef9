//! Pages: what the agency wrote in Markdown.

use serde_json::{Map, Value, json};
use site::edition::Reading;
use site::{Edition, WrittenPage, address};

use super::id;
use super::object::{META, nothing};

pub(super) fn pages(edition: &Edition, reading: &Reading<'_>) -> Vec<Value> {
    site::pages(edition, reading.language()).iter().map(|page| object(reading, page)).collect()
}

fn object(reading: &Reading<'_>, page: &WrittenPage) -> Value {
    let mut object = Map::new();
    let html = super::post::absolute_links(reading, &page.body);
    let mut say = |name: &str, value: Value| drop(object.insert(name.to_owned(), value));
    say("id", json!(id::of("page", &page.name)));
    say("uuid", json!(crate::item::urn(&format!("page/{}", page.name)).trim_start_matches("urn:uuid:")));
    say("title", json!(page.headline));
    say("slug", json!(page.name));
    say("html", json!(html));
    say("comment_id", json!(id::of("page", &page.name)));
    say("featured", json!(false));
    say("visibility", json!("public"));
    say("url", json!(reading.absolute(&address::markdown(reading.language(), &page.name))));
    say("access", json!(true));
    say("comments", json!(false));
    say("show_title_and_feature_image", json!(true));
    nothing(&mut object, META);
    nothing(
        &mut object,
        &[
            "feature_image",
            "feature_image_alt",
            "feature_image_caption",
            "created_at",
            "updated_at",
            "published_at",
            "custom_excerpt",
            "excerpt",
            "reading_time",
            "custom_template",
        ],
    );
    Value::Object(object)
}
