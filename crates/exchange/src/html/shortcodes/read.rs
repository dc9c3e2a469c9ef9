//! Finding shortcodes in text: `[name attr="value" other]`, `[/name]`, `[[name]]` for the text "[name]".

/// Longest shortcode, brackets included; a bracket without an end costs no more than this.
const MAX_BYTES: usize = 4096;

pub(super) enum Found<'a> {
    Text(&'a str),
    Open {
        name: &'a str,
        attrs: Attrs<'a>,
        /// Whether it ends in `/]`.
        closed: bool,
        /// As it stands in the text.
        whole: &'a str,
    },
    Close(&'a str),
}

/// Goes through a text, bracket by bracket.
pub(super) struct Scan<'a> {
    rest: &'a str,
}

impl<'a> Scan<'a> {
    pub(super) fn of(text: &'a str) -> Scan<'a> {
        Scan { rest: text }
    }

    fn cut(&mut self, at: usize) -> &'a str {
        let (head, rest) = self.rest.split_at(at);
        self.rest = rest;
        head
    }
}

impl<'a> Iterator for Scan<'a> {
    type Item = Found<'a>;

    fn next(&mut self) -> Option<Found<'a>> {
        if self.rest.is_empty() {
            return None;
        }
        let next = self.rest.find('[').unwrap_or(self.rest.len());
        if next > 0 {
            return Some(Found::Text(self.cut(next)));
        }
        if let Some(end) = end_of(&self.rest[1..]).filter(|_| self.rest.starts_with("[[")) {
            let doubled = self.rest[1 + end..].starts_with("]]");
            if doubled {
                let whole = self.cut(end + 3);
                return Some(Found::Text(&whole[1..whole.len() - 1]));
            }
        }
        let Some(end) = end_of(self.rest) else { return Some(Found::Text(self.cut(1))) };
        match shortcode(&self.rest[..=end]) {
            Some(found) => {
                self.cut(end + 1);
                Some(found)
            }
            None => Some(Found::Text(self.cut(1))),
        }
    }
}

/// The place of the `]` that ends what begins with `[`; as in WordPress the first one does, quotation marks or not.
///
/// Another `[` means that this one was just a bracket, unless it stands in a value; a few may, so that a text of
/// nothing but brackets is gone through once and not once for each.
fn end_of(text: &str) -> Option<usize> {
    let (mut quote, mut brackets) = (None, 0);
    let bytes = text.as_bytes();
    for (at, byte) in bytes.iter().copied().enumerate().take(MAX_BYTES).skip(1) {
        match (byte, quote) {
            (b']', _) => return Some(at),
            (b'"' | b'\'', None) if bytes[at - 1] == b'=' => quote = Some(byte),
            (byte, Some(open)) if byte == open => quote = None,
            (b'[', None) => return None,
            (b'[', Some(_)) if brackets == 4 => return None,
            (b'[', Some(_)) => brackets += 1,
            _ => {}
        }
    }
    None
}

/// Reads `[…]`; `None` when it is just brackets.
fn shortcode(whole: &str) -> Option<Found<'_>> {
    let inner = &whole[1..whole.len() - 1];
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    if let Some(name) = inner.strip_prefix('/') {
        let name = name.trim();
        return (begins_with_letter(name) && name.chars().all(is_name)).then_some(Found::Close(name));
    }
    let (inner, closed) = match inner.strip_suffix('/') {
        Some(inner) => (inner, true),
        None => (inner, false),
    };
    let name = &inner[..inner.find(|c| !is_name(c)).unwrap_or(inner.len())];
    let after = &inner[name.len()..];
    if !begins_with_letter(name)
        || !(after.is_empty() || after.starts_with(|c: char| c.is_whitespace() || c == '='))
    {
        return None;
    }
    Some(Found::Open { name, attrs: Attrs::read(after.trim_start_matches('=')), closed, whole })
}

fn begins_with_letter(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic())
}

/// The attributes of a shortcode: named ones, and values that stand alone.
#[derive(Default)]
pub(super) struct Attrs<'a> {
    pub(super) named: Vec<(&'a str, &'a str)>,
    alone: Vec<&'a str>,
}

impl<'a> Attrs<'a> {
    fn read(mut text: &'a str) -> Attrs<'a> {
        let mut attrs = Attrs::default();
        loop {
            text = text.trim_start();
            if text.is_empty() {
                return attrs;
            }
            let end = text.find(|c: char| c.is_whitespace() || c == '=').unwrap_or(text.len());
            let name = &text[..end];
            let is_word = name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-');
            if is_word && text[end..].starts_with('=') {
                let (value, rest) = value(&text[end + 1..]);
                attrs.named.push((name, value));
                text = rest;
            } else {
                let (value, rest) = value(text);
                attrs.alone.push(value);
                text = rest;
            }
        }
    }

    pub(super) fn get(&self, name: &str) -> Option<&'a str> {
        self.named.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| *value)
    }

    /// The address a player shows: named, or standing alone.
    pub(super) fn address(&self) -> Option<&'a str> {
        ["url", "src", "href", "link", "id"]
            .iter()
            .find_map(|name| self.get(name))
            .or(self.alone.first().copied())
    }

    /// The file a player plays.
    pub(super) fn media(&self) -> Option<&'a str> {
        ["src", "mp4", "m4v", "webm", "ogv", "mp3", "m4a", "ogg", "wav"]
            .iter()
            .find_map(|name| self.get(name))
    }
}

/// A value in quotation marks or up to the next space, and what follows it.
fn value(text: &str) -> (&str, &str) {
    for quote in ['"', '\''] {
        if let Some((value, rest)) = text.strip_prefix(quote).and_then(|text| text.split_once(quote)) {
            return (value, rest);
        }
    }
    let end = text.find(char::is_whitespace).unwrap_or(text.len());
    (&text[..end], &text[end..])
}
