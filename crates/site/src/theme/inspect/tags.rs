//! The tags of a page, by the rules of the HTML standard's tokenizer as far as our own templates need them.

/// An opening tag.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Tag<'a> {
    /// Its name in lower case.
    pub name: String,
    /// Its attributes: the name in lower case, the value as written, without quotation marks.
    pub attributes: Vec<(String, &'a str)>,
    /// What follows the tag.
    pub after: &'a str,
}

impl Tag<'_> {
    /// The value of an attribute, if the tag has it.
    pub fn value(&self, attribute: &str) -> Option<&str> {
        self.attributes.iter().find(|(name, _)| name == attribute).map(|(_, value)| *value)
    }
}

/// All opening tags in their order. What stands in `<script>` and `<style>` is no markup.
pub(super) fn tags(html: &str) -> impl Iterator<Item = Tag<'_>> {
    let mut rest = html;
    std::iter::from_fn(move || {
        loop {
            rest = &rest[rest.find('<')?..];
            if let Some(comment) = rest.strip_prefix("<!--") {
                rest = after(comment, "-->");
            } else if rest[1..].starts_with(|c: char| c.is_ascii_alphabetic()) {
                let tag = read(&rest[1..]);
                rest = match tag.name.as_str() {
                    "script" => &tag.after[tag.after.find("</script").unwrap_or(tag.after.len())..],
                    "style" => &tag.after[tag.after.find("</style").unwrap_or(tag.after.len())..],
                    _ => tag.after,
                };
                return Some(tag);
            } else {
                rest = &rest[1..];
            }
        }
    })
}

fn after<'a>(text: &'a str, end: &str) -> &'a str {
    text.find(end).map_or("", |place| &text[place + end.len()..])
}

/// From the tag's name to its `>`.
fn read(text: &str) -> Tag<'_> {
    let (name, mut rest) = split(text, |c| c.is_ascii_whitespace() || matches!(c, '/' | '>'));
    let mut attributes = Vec::new();
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        if rest.is_empty() || rest.starts_with('>') {
            break;
        }
        let (attribute, value, more) = read_attribute(rest);
        attributes.push((attribute.to_ascii_lowercase(), value));
        rest = more;
    }
    Tag { name: name.to_ascii_lowercase(), attributes, after: rest.get(1..).unwrap_or("") }
}

/// Name, value and what follows. The first sign belongs to the name whatever it is, so that each step takes one.
fn read_attribute(text: &str) -> (&str, &str, &str) {
    let first = text.chars().next().map_or(0, char::len_utf8);
    let (name, rest) = split(&text[first..], |c| c.is_ascii_whitespace() || matches!(c, '/' | '>' | '='));
    let name = &text[..first + name.len()];
    let Some(rest) = rest.trim_ascii_start().strip_prefix('=').map(str::trim_ascii_start) else {
        return (name, "", rest);
    };
    match rest.chars().next() {
        Some(mark @ ('"' | '\'')) => {
            let (value, rest) = split(&rest[1..], |c| c == mark);
            (name, value, rest.get(1..).unwrap_or(""))
        }
        _ => {
            let (value, rest) = split(rest, |c| c.is_ascii_whitespace() || c == '>');
            (name, value, rest)
        }
    }
}

fn split(text: &str, ends: impl Fn(char) -> bool) -> (&str, &str) {
    text.split_at(text.find(ends).unwrap_or(text.len()))
}
