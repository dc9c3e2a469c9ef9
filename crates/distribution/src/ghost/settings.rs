//! Settings and tiers.

use content::{ConceptKind, concept};
use serde_json::{Map, Value, json};
use site::edition::Reading;
use site::{Edition, Failed, address};

use super::id;
use super::object::nothing;

/// What the site is.
pub(super) async fn settings(edition: &Edition, reading: &mut Reading<'_>) -> Result<Value, Failed> {
    let language = reading.language();
    let settings = edition.settings(language);
    let sections = concept::all(reading.db(), ConceptKind::Section).await?;
    let navigation: Vec<Value> = sections
        .iter()
        .map(|section| {
            let url = reading.absolute(&address::list(language, ConceptKind::Section.name(), &section.id));
            json!({ "label": section.name(language), "url": url })
        })
        .collect();
    let mut object = Map::new();
    object.insert("title".into(), json!(settings.agency));
    object.insert("description".into(), json!(settings.tagline));
    object.insert("lang".into(), json!(language.as_str()));
    object.insert("locale".into(), json!(language.as_str()));
    object.insert("timezone".into(), json!(edition.zone().name()));
    object.insert("navigation".into(), json!(navigation));
    object.insert("secondary_navigation".into(), json!([]));
    object.insert("url".into(), json!(reading.absolute(&address::front(language))));
    object.insert("members_support_address".into(), Value::Null);
    object.insert("members_enabled".into(), json!(false));
    object.insert("paid_members_enabled".into(), json!(false));
    object.insert("comments_enabled".into(), json!("off"));
    nothing(
        &mut object,
        &[
            "logo",
            "icon",
            "accent_color",
            "cover_image",
            "facebook",
            "twitter",
            "codeinjection_head",
            "codeinjection_foot",
            "meta_title",
            "meta_description",
            "og_image",
            "og_title",
            "og_description",
            "twitter_image",
            "twitter_title",
            "twitter_description",
        ],
    );
    Ok(Value::Object(object))
}

/// Free, and the paid tier where there is one. What it costs is on its own page, in several currencies and terms.
pub(super) fn tiers(reading: &Reading<'_>) -> Vec<Value> {
    let free = tier("free", "Free", None);
    let paid = reading.tier().map(|name| {
        let page = reading.absolute(&address::plus(reading.language(), ""));
        tier("paid", &name, Some(page))
    });
    [free].into_iter().chain(paid).collect()
}

pub(super) fn tier(kind: &str, name: &str, page: Option<String>) -> Value {
    let id = id::of("tier", kind);
    json!({
        "id": id,
        "name": name,
        "slug": kind,
        "description": null,
        "active": true,
        "type": kind,
        "welcome_page_url": page,
        "created_at": null,
        "updated_at": null,
        "visibility": "public",
        "benefits": [],
        "currency": null,
        "monthly_price": null,
        "yearly_price": null,
        "trial_days": 0,
    })
}
