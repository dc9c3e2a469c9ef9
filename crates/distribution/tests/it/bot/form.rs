//! Parameters as the Bot API takes them: JSON, or a form in parts where a file is among them.

use std::collections::BTreeMap;

use serde_json::Value;

/// A call's parameters.
#[derive(Debug, Default)]
pub struct Fields {
    pub values: BTreeMap<String, Value>,
    /// Files by the name of their part.
    pub files: BTreeMap<String, Vec<u8>>,
}

pub fn read(content_type: &str, body: &[u8]) -> Result<Fields, String> {
    if content_type == "application/json" {
        let values = serde_json::from_slice(body).map_err(|_| "can't parse JSON".to_owned())?;
        return Ok(Fields { values, ..Fields::default() });
    }
    let boundary = content_type.strip_prefix("multipart/form-data; boundary=").ok_or("no form")?;
    let mut fields = Fields::default();
    let mark = format!("--{boundary}\r\n").into_bytes();
    let end = format!("\r\n--{boundary}").into_bytes();
    let mut rest = body.strip_prefix(&mark[..]).ok_or("the form does not begin with its boundary")?;
    loop {
        let head_end = find(rest, b"\r\n\r\n").ok_or("a part has no head")?;
        let head = String::from_utf8(rest[..head_end].to_vec()).map_err(|_| "a head is no text")?;
        rest = &rest[head_end + 4..];
        let length = find(rest, &end).ok_or("a part has no end")?;
        let content = rest[..length].to_vec();
        let name = head.split("name=\"").nth(1).and_then(|rest| rest.split('"').next()).ok_or("no name")?;
        if head.contains("filename=\"") {
            fields.files.insert(name.to_owned(), content);
        } else {
            let text = String::from_utf8(content).map_err(|_| "a text is no UTF-8")?;
            // What is no text comes as JSON.
            let value = match serde_json::from_str::<Value>(&text) {
                Ok(value @ (Value::Object(_) | Value::Number(_))) if name != "chat_id" => value,
                _ => Value::String(text),
            };
            fields.values.insert(name.to_owned(), value);
        }
        rest = &rest[length + end.len()..];
        match rest {
            b"--\r\n" => return Ok(fields),
            _ => rest = rest.strip_prefix(b"\r\n").ok_or("a boundary goes on")?,
        }
    }
}

fn find(held: &[u8], wanted: &[u8]) -> Option<usize> {
    held.windows(wanted.len()).position(|window| window == wanted)
}
