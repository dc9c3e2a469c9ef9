//! ninjs 2.2, for systems that do not know the third version yet: the same, its names in small letters, its few
//! differences undone.

use serde_json::{Map, Value, json};

use super::{Item, ninjs31};

/// An item.
pub fn value(item: &Item) -> Value {
    let mut said = small(ninjs31::value(item));
    said["standard"] = json!({
        "name": "ninjs",
        "version": "2.2",
        "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_2.2.json#",
    });
    if let Some(until) = said.as_object_mut().and_then(|said| said.remove("embargoeduntil")) {
        said["embargoed"] = until;
    }
    for one in said["associations"].as_array_mut().into_iter().flatten() {
        let Some(one) = one.as_object_mut() else { continue };
        // What an association is to the story had no place of its own yet.
        if let Some(rel) = one.remove("rel") {
            let name = one.insert("name".into(), rel.clone()).filter(|name| *name != rel);
            name.and_then(|name| one.insert("title".into(), name));
        }
    }
    if said["associations"].is_null() {
        said.as_object_mut().map(|said| said.remove("associations"));
    }
    said
}

fn small(value: Value) -> Value {
    match value {
        Value::Object(object) => {
            let fields = object.into_iter().map(|(name, value)| (name.to_lowercase(), small(value)));
            Value::Object(fields.collect::<Map<_, _>>())
        }
        Value::Array(values) => Value::Array(values.into_iter().map(small).collect()),
        other => other,
    }
}
