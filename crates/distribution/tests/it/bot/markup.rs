//! Telegram's HTML as the Bot API describes it ("HTML style"), read apart from how the house writes it.

/// How long the text is after its entities are parsed, in UTF-16 code units; or what cannot be parsed.
pub fn length(html: &str) -> Result<usize, String> {
    let mut open: Vec<String> = Vec::new();
    let (mut length, mut signs) = (0, html.chars().peekable());
    let mut text = String::new();
    while let Some(sign) = signs.next() {
        match sign {
            '<' => {
                let mut tag = String::new();
                loop {
                    match signs.next() {
                        Some('>') => break,
                        Some('<') | None => return Err("Unclosed start tag".into()),
                        Some(sign) => tag.push(sign),
                    }
                }
                match tag.strip_prefix('/') {
                    Some(name) if open.pop().as_deref() == Some(name) => {}
                    Some(name) => return Err(format!("Unexpected end tag {name}")),
                    None => open.push(opened(&tag)?),
                }
            }
            '>' => return Err("a sign that must be escaped: >".into()),
            '&' => {
                let mut name = String::new();
                loop {
                    match signs.next() {
                        Some(';') => break,
                        Some(sign) if name.len() < 12 => name.push(sign),
                        _ => return Err("Unknown entity".into()),
                    }
                }
                let is_known = ["lt", "gt", "amp", "quot"].contains(&name.as_str()) || name.starts_with('#');
                if !is_known {
                    return Err(format!("Unknown entity {name}"));
                }
                length += 1;
                text.push('x');
            }
            sign => {
                length += sign.len_utf16();
                text.push(sign);
            }
        }
    }
    match open.pop() {
        Some(name) => Err(format!("Can't find end tag corresponding to start tag {name}")),
        None if text.trim().is_empty() => Ok(0),
        None => Ok(length),
    }
}

fn opened(tag: &str) -> Result<String, String> {
    let name = tag.split(' ').next().unwrap_or_default();
    let plain = [
        "b",
        "strong",
        "i",
        "em",
        "u",
        "ins",
        "s",
        "strike",
        "del",
        "code",
        "pre",
        "blockquote",
        "tg-spoiler",
    ];
    match tag.strip_prefix("a href=\"").and_then(|rest| rest.strip_suffix('"')) {
        Some(to) if to.starts_with("http") && !to.contains(['"', '<', '>']) => Ok("a".into()),
        None if plain.contains(&name) && name == tag => Ok(name.into()),
        _ => Err(format!("Unsupported start tag \"{name}\"")),
    }
}
