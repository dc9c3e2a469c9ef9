//! Telegram's HTML: the few tags that the Bot API takes, checked, measured as Telegram measures, and cut without breaking one.

/// A text with its tags, well nested.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Html(Vec<Piece>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Text(String),
    /// A tag and, of a link, where it leads.
    Open(&'static str, Option<String>),
    Close(&'static str),
}

/// The tags that need nothing but their name, and the link.
const TAGS: [&str; 14] = [
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
    "a",
];

/// Where a link may lead.
const SCHEMES: [&str; 5] = ["https://", "http://", "mailto:", "tel:", "tg://"];

impl Html {
    /// Reads a text; the fault is a sentence.
    pub fn read(text: &str) -> Result<Html, String> {
        let (mut pieces, mut open, mut rest) = (Vec::new(), Vec::new(), text);
        while let Some(at) = rest.find('<') {
            push_text(&mut pieces, &rest[..at])?;
            let end = rest[at..].find('>').ok_or("a tag has no end: write &lt; for the sign itself")?;
            let inside = &rest[at + 1..at + end];
            match inside.strip_prefix('/') {
                Some(name) => {
                    let last = open.pop().filter(|last| *last == name);
                    pieces.push(Piece::Close(last.ok_or(format!("</{name}> closes nothing"))?));
                }
                None => {
                    let (name, to) = tag(inside)?;
                    open.push(name);
                    pieces.push(Piece::Open(name, to));
                }
            }
            rest = &rest[at + end + 1..];
        }
        push_text(&mut pieces, rest)?;
        match open.pop() {
            Some(name) => Err(format!("<{name}> is not closed")),
            None => Ok(Html(pieces)),
        }
    }

    /// How much of a message it takes: UTF-16 code units, the most that any of Telegram's counts comes to; tags are free.
    pub fn length(&self) -> usize {
        self.texts().map(units).sum()
    }

    /// Whether it says anything.
    pub fn is_empty(&self) -> bool {
        self.texts().all(|text| text.trim().is_empty())
    }

    fn texts(&self) -> impl Iterator<Item = &str> {
        self.0
            .iter()
            .filter_map(|piece| if let Piece::Text(text) = piece { Some(text.as_str()) } else { None })
    }

    /// The beginning of it, at most `limit` long, with "…" where something is missing.
    pub fn cut(self, limit: usize) -> Html {
        if self.length() <= limit {
            return self;
        }
        let (mut left, mut kept, mut open) = (limit, Vec::new(), Vec::new());
        for piece in self.0 {
            match &piece {
                Piece::Text(text) if units(text) >= left => {
                    kept.push(Piece::Text(shortened(text, left)));
                    break;
                }
                Piece::Text(text) => left -= units(text),
                Piece::Open(name, _) => open.push(*name),
                Piece::Close(_) => drop(open.pop()),
            }
            kept.push(piece);
        }
        kept.extend(open.into_iter().rev().map(Piece::Close));
        Html(kept)
    }

    /// As it is sent.
    pub fn write(&self) -> String {
        let mut out = String::new();
        for piece in &self.0 {
            match piece {
                Piece::Text(text) => escape(&mut out, text),
                Piece::Open(name, None) => out.push_str(&format!("<{name}>")),
                Piece::Open(name, Some(to)) => {
                    out.push_str(&format!("<{name} href=\""));
                    escape(&mut out, to);
                    out.push_str("\">");
                }
                Piece::Close(name) => out.push_str(&format!("</{name}>")),
            }
        }
        out
    }
}

/// How much of a message a text takes.
pub(super) fn units(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

/// The beginning of a text, at most `limit` long with the "…" behind it, whole words where there are any.
pub(super) fn shortened(text: &str, limit: usize) -> String {
    if units(text) <= limit {
        return text.to_owned();
    }
    if limit == 0 {
        return String::new();
    }
    let mut left = limit - 1;
    let fits = |c: char| {
        let fits = c.len_utf16() <= left;
        left = left.saturating_sub(c.len_utf16());
        fits
    };
    let head: String = text
        .chars()
        .take_while({
            let mut fits = fits;
            move |c| fits(*c)
        })
        .collect();
    let word_end = head.rfind(char::is_whitespace).filter(|at| *at * 2 > head.len()).unwrap_or(head.len());
    let head = head[..word_end].trim_end_matches(|c: char| c.is_whitespace() || ",;:–—-".contains(c));
    format!("{head}…")
}

/// The four signs that have to be written by name, in text and in a link's address.
pub(super) fn escape(out: &mut String, text: &str) {
    for sign in text.chars() {
        match sign {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            sign => out.push(sign),
        }
    }
}

fn push_text(pieces: &mut Vec<Piece>, text: &str) -> Result<(), String> {
    if !text.is_empty() {
        pieces.push(Piece::Text(unescaped(text)?));
    }
    Ok(())
}

/// The name of an opening tag, and where it leads.
fn tag(inside: &str) -> Result<(&'static str, Option<String>), String> {
    let (name, rest) = inside.split_once(' ').unwrap_or((inside, ""));
    let known = TAGS.into_iter().find(|tag| *tag == name);
    let known = known.ok_or(format!("<{name}> is no tag of Telegram's: it has {}", TAGS.join(", ")))?;
    if known != "a" {
        return if rest.is_empty() {
            Ok((known, None))
        } else {
            Err(format!("<{name}> takes no attributes"))
        };
    }
    let href = rest.strip_prefix("href=\"").and_then(|rest| rest.strip_suffix('"'));
    let href = href.filter(|href| !href.contains('"')).ok_or("a link is written <a href=\"address\">")?;
    let to = unescaped(href)?;
    if SCHEMES.iter().any(|scheme| to.starts_with(scheme)) {
        Ok((known, Some(to)))
    } else {
        Err(format!("'{to}' cannot be linked: write an address that begins with https://"))
    }
}

/// The text with its entities decoded: the four that have names in Telegram, and numbers.
fn unescaped(text: &str) -> Result<String, String> {
    let (mut out, mut rest) = (String::new(), text);
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        let end = rest[at..].find(';').ok_or("write &amp; for the sign & itself")?;
        let name = &rest[at + 1..at + end];
        let number = name.strip_prefix('#').and_then(|number| match number.strip_prefix(['x', 'X']) {
            Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok(),
            None => number.parse().ok(),
        });
        let sign = match name {
            "lt" => Some('<'),
            "gt" => Some('>'),
            "amp" => Some('&'),
            "quot" => Some('"'),
            _ => number.and_then(char::from_u32),
        };
        let unknown = || format!("&{name}; is not known to Telegram: write the sign itself");
        out.push(sign.ok_or_else(unknown)?);
        rest = &rest[at + end + 1..];
    }
    out.push_str(rest);
    Ok(out)
}

#[cfg(test)]
mod tests;
