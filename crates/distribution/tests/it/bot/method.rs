//! The methods, each with the parameters that it is published with; what a channel's post has no use for is not taken.

use serde_json::{Value, json};

use super::form::Fields;
use super::{Message, State, bad, error, markup};

/// Name of a method, what it must have, and what it may have besides.
const METHODS: [(&str, &[&str], &[&str]); 8] = [
    ("getMe", &[], &[]),
    ("getChat", &["chat_id"], &[]),
    ("sendMessage", &["chat_id", "text"], &["parse_mode", "link_preview_options", "disable_notification"]),
    ("sendPhoto", &["chat_id", "photo"], &["caption", "parse_mode", "disable_notification"]),
    ("editMessageText", &["chat_id", "message_id", "text"], &["parse_mode", "link_preview_options"]),
    ("editMessageCaption", &["chat_id", "message_id"], &["caption", "parse_mode"]),
    ("editMessageMedia", &["chat_id", "message_id", "media"], &[]),
    ("deleteMessage", &["chat_id", "message_id"], &[]),
];

const DAY_MS: i64 = 86_400_000;

pub fn carry_out(state: &mut State, method: &str, mut fields: Fields, now_ms: i64) -> Result<Value, Value> {
    let known = METHODS.iter().find(|(name, ..)| *name == method);
    let (_, required, optional) = known.ok_or_else(|| error(404, "Not Found"))?;
    let names: Vec<&String> = fields.values.keys().chain(fields.files.keys()).collect();
    let is_attached = method == "editMessageMedia";
    let stranger = names.iter().find(|name| {
        let name = name.as_str();
        !(required.contains(&name) || optional.contains(&name) || is_attached && name == "photo")
    });
    if let Some(stranger) = stranger {
        return Err(bad(&format!("no parameter {stranger}")));
    }
    if let Some(missing) = required.iter().find(|name| !names.iter().any(|has| has == *name)) {
        return Err(bad(&format!("parameter {missing} is missing")));
    }
    if method == "getMe" {
        return Ok(
            json!({ "ok": true, "result": { "id": 123_456, "is_bot": true, "first_name": "Kropka" } }),
        );
    }
    let chat = match &fields.values["chat_id"] {
        Value::String(chat) => chat.clone(),
        Value::Number(number) => number.to_string(),
        _ => return Err(bad("chat not found")),
    };
    let known = state.chat(&chat)?;
    if method == "getChat" {
        return Ok(json!({ "ok": true, "result": { "id": 1, "type": "channel", "title": "Kropka" } }));
    }
    known.pace(now_ms)?;
    match method {
        "sendMessage" => {
            previewless(&fields)?;
            let html = text(&fields, "text", 4_096)?;
            send(state, &chat, Message { html, ..message(now_ms) })
        }
        "sendPhoto" => {
            let html = text(&fields, "caption", 1_024)?;
            let photo = Some(picture(fields.files.remove("photo"))?);
            send(state, &chat, Message { html, photo, ..message(now_ms) })
        }
        "editMessageText" => {
            previewless(&fields)?;
            let html = text(&fields, "text", 4_096)?;
            edit(state, &chat, &fields, |message| match &message.photo {
                Some(_) => Err(bad("there is no text in the message to edit")),
                None => Ok(Message { html, ..message.clone() }),
            })
        }
        "editMessageCaption" => {
            let html = text(&fields, "caption", 1_024)?;
            edit(state, &chat, &fields, |message| match &message.photo {
                None => Err(bad("there is no caption in the message to edit")),
                Some(_) => Ok(Message { html, ..message.clone() }),
            })
        }
        "editMessageMedia" => {
            let photo = Some(picture(fields.files.remove("photo"))?);
            let media =
                fields.values["media"].as_object().cloned().ok_or_else(|| bad("can't parse media"))?;
            let mut keys: Vec<&str> = media.keys().map(String::as_str).collect();
            keys.sort_unstable();
            if keys != ["caption", "media", "parse_mode", "type"] || media["type"] != "photo" {
                return Err(bad("wrong media"));
            }
            if media["media"] != "attach://photo" {
                return Err(bad("wrong file"));
            }
            let inner = Fields { values: media.into_iter().collect(), ..Fields::default() };
            let html = text(&inner, "caption", 1_024)?;
            edit(state, &chat, &fields, |message| match &message.photo {
                None => Err(bad("there is no media in the message to edit")),
                Some(_) => Ok(Message { html, photo, ..message.clone() }),
            })
        }
        _ => delete(state, &chat, &fields, now_ms),
    }
}

fn message(now_ms: i64) -> Message {
    Message { id: 0, html: String::new(), first: String::new(), photo: None, sent_ms: now_ms, edits: 0 }
}

fn send(state: &mut State, chat: &str, message: Message) -> Result<Value, Value> {
    state.last_id += 1;
    let id = state.last_id;
    state.chat(chat)?.messages.push(Message { id, first: message.html.clone(), ..message });
    Ok(done(id))
}

fn edit(
    state: &mut State,
    chat: &str,
    fields: &Fields,
    change: impl FnOnce(&Message) -> Result<Message, Value>,
) -> Result<Value, Value> {
    let id = fields.values["message_id"].as_i64();
    let message = state.chat(chat)?.messages.iter_mut().find(|message| Some(message.id) == id);
    let message = message.ok_or_else(|| bad("message to edit not found"))?;
    let changed = change(message)?;
    if changed == *message {
        return Err(bad(
            "message is not modified: specified new message content and reply markup are exactly the same as a current \
             content and reply markup of the message",
        ));
    }
    *message = Message { edits: message.edits + 1, ..changed };
    Ok(done(message.id))
}

fn delete(state: &mut State, chat: &str, fields: &Fields, now_ms: i64) -> Result<Value, Value> {
    let id = fields.values["message_id"].as_i64();
    let messages = &mut state.chat(chat)?.messages;
    let place = messages.iter().position(|message| Some(message.id) == id);
    let place = place.ok_or_else(|| bad("message to delete not found"))?;
    if now_ms - messages[place].sent_ms >= 2 * DAY_MS {
        return Err(bad("message can't be deleted for everyone"));
    }
    messages.remove(place);
    Ok(json!({ "ok": true, "result": true }))
}

fn done(id: i64) -> Value {
    json!({ "ok": true, "result": { "message_id": id, "date": 0, "chat": { "id": -1, "type": "channel" } } })
}

/// A text or caption that Telegram can show.
fn text(fields: &Fields, name: &str, limit: usize) -> Result<String, Value> {
    let html = fields.values.get(name).and_then(Value::as_str).ok_or_else(|| bad("message text is empty"))?;
    if fields.values.get("parse_mode").and_then(Value::as_str) != Some("HTML") {
        return Err(bad("unsupported parse_mode"));
    }
    let length = markup::length(html).map_err(|why| bad(&format!("can't parse entities: {why}")))?;
    match length {
        0 => Err(bad("message text is empty")),
        length if length > limit && name == "caption" => Err(bad("message caption is too long")),
        length if length > limit => Err(bad("message is too long")),
        _ => Ok(html.to_owned()),
    }
}

/// A preview of the page would stay when the story is gone.
fn previewless(fields: &Fields) -> Result<(), Value> {
    let options = fields.values.get("link_preview_options");
    if options == Some(&json!({ "is_disabled": true })) {
        Ok(())
    } else {
        Err(bad("a preview would be made"))
    }
}

fn picture(file: Option<Vec<u8>>) -> Result<Vec<u8>, Value> {
    let file = file.ok_or_else(|| bad("there is no photo in the request"))?;
    let is_picture = file.starts_with(b"\xff\xd8\xff") || file.starts_with(b"\x89PNG");
    if is_picture { Ok(file) } else { Err(bad("IMAGE_PROCESS_FAILED")) }
}
