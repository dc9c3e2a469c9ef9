//! The words of the scripts under `frontend/`: it keeps the list of keys, the locales say them as `editor-KEY`.

use serde_json::{Map, Value};

use crate::desk::Desk;
use crate::failure::{Answer, Failure};

/// Every key with its English words. A test sees to it that all languages have them.
const LIST: &str = include_str!("../../../frontend/words.json");

/// The words of all keys that begin with `prefix`, in the language of whoever asks.
pub(crate) fn of(desk: &Desk, prefix: &str) -> Answer<Map<String, Value>> {
    let list: Map<String, Value> =
        serde_json::from_str(LIST).map_err(|error| Failure::Broken(format!("words.json: {error}")))?;
    let said = |(key, english): (String, Value)| {
        let id = message(&key);
        let words = if desk.locale.has(&id) { Value::from(desk.say(&id)) } else { english };
        (key, words)
    };
    Ok(list.into_iter().filter(|(key, _)| key.starts_with(prefix)).map(said).collect())
}

/// The same as JSON for `<script type="application/json" id="words">`.
pub(crate) fn json(desk: &Desk, prefix: &str) -> Answer<String> {
    Ok(in_a_page(&Value::Object(of(desk, prefix)?)))
}

/// The message of a key.
fn message(key: &str) -> String {
    format!("editor-{}", key.replace(['.', '_'], "-"))
}

/// JSON as it may stand in a page's `<script type="application/json">`: nothing in it ends the element.
pub(crate) fn in_a_page(value: &Value) -> String {
    value
        .to_string()
        .replace('<', "\\u003c")
        .replace('>', "\\u003e")
        .replace('&', "\\u0026")
        .replace('\u{2028}', "\\u2028")
        .replace('\u{2029}', "\\u2029")
}

#[cfg(test)]
mod tests;
