//! Tags, which are sections and topics, and authors.

use content::listing::shelf_name;
use content::select::{Choice, Condition, Fact};
use content::{Concept, ConceptKind, Named, concept};
use serde_json::{Map, Value, json};
use site::edition::Reading;
use site::{Failed, address};
use store::StoreError;

use super::id;
use super::object::{META, nothing};
use super::wanted::Wanted;

/// Sections, then topics.
pub(super) async fn tags(reading: &mut Reading<'_>, wanted: &Wanted) -> Result<Vec<Value>, Failed> {
    let mut all = Vec::new();
    for kind in [ConceptKind::Section, ConceptKind::Topic] {
        for concept in concept::all(reading.db(), kind).await? {
            let named = concept::seen(&concept, reading.language());
            let object = tag(reading, kind, &named);
            all.push(counted(reading, wanted, &concept, object).await?);
        }
    }
    Ok(all)
}

/// Everybody who signs and may be named.
pub(super) async fn authors(reading: &mut Reading<'_>, wanted: &Wanted) -> Result<Vec<Value>, Failed> {
    let mut all = Vec::new();
    for concept in
        concept::all(reading.db(), ConceptKind::Person).await?.into_iter().filter(|person| !person.hidden)
    {
        let named = concept::seen(&concept, reading.language());
        let object = author(reading, &named);
        all.push(counted(reading, wanted, &concept, object).await?);
    }
    Ok(all)
}

/// With the number of its stories, where that is wanted.
async fn counted(
    reading: &mut Reading<'_>,
    wanted: &Wanted,
    concept: &Concept,
    mut object: Map<String, Value>,
) -> Result<Value, StoreError> {
    if wanted.includes("count.posts") {
        let condition = Condition::Is(Fact::OnShelf(shelf_name(concept.kind, &concept.id)));
        let (language, now) = (reading.language(), reading.now());
        let choice = Choice { language, condition: &condition, order: &[], skip: 0, limit: 0, now };
        let (_, posts) = reading.select(&choice).await?;
        object.insert("count".into(), json!({ "posts": posts }));
    }
    Ok(Value::Object(object))
}

pub(super) fn tag(reading: &Reading<'_>, kind: ConceptKind, named: &Named) -> Map<String, Value> {
    let mut object = Map::new();
    object.insert("id".into(), json!(id::of(kind.name(), &named.id)));
    object.insert("name".into(), json!(named.name));
    object.insert("slug".into(), json!(named.id));
    object.insert("visibility".into(), json!("public"));
    object.insert("url".into(), json!(page(reading, kind, named)));
    nothing(&mut object, META);
    nothing(&mut object, &["description", "feature_image", "accent_color"]);
    object
}

pub(super) fn author(reading: &Reading<'_>, named: &Named) -> Map<String, Value> {
    let mut object = Map::new();
    object.insert("id".into(), json!(id::of(ConceptKind::Person.name(), &named.id)));
    object.insert("name".into(), json!(named.name));
    object.insert("slug".into(), json!(named.id));
    object.insert("url".into(), json!(page(reading, ConceptKind::Person, named)));
    nothing(
        &mut object,
        &[
            "profile_image",
            "cover_image",
            "bio",
            "website",
            "location",
            "facebook",
            "twitter",
            "threads",
            "bluesky",
            "mastodon",
            "tiktok",
            "youtube",
            "instagram",
            "linkedin",
            "meta_title",
            "meta_description",
        ],
    );
    object
}

fn page(reading: &Reading<'_>, kind: ConceptKind, named: &Named) -> String {
    reading.absolute(&address::list(reading.language(), kind.name(), &named.id))
}
