//! HTML as a row of tokens, in the order it was written.
//!
//! The rules are those of the HTML standard's tokenizer as far as they decide what is text, what is a tag and where it
//! ends. It is our own because the order of the source decides what is paid (see `gate`) and because it has to be
//! linear for any input: the usual library compares every attribute of a tag with all before it, so that four
//! megabytes of attributes hold a core for minutes. What is misread here becomes odd text, never markup: a body cannot
//! hold any.

use super::entities::decode;

/// Attributes an import looks at; the others are not kept.
const KEPT: &[&str] = &[
    "alt",
    "class",
    "colspan",
    "data",
    "data-large-file",
    "data-lazy-src",
    "data-orig-file",
    "data-src",
    "height",
    "hidden",
    "href",
    "id",
    "lang",
    "reversed",
    "rowspan",
    "src",
    "srcset",
    "start",
    "style",
    "title",
    "type",
    "width",
    "xml:lang",
];

/// Elements whose content is not markup. All but `xmp` are dropped with what they hold.
const RAW: &[&str] =
    &["iframe", "noembed", "noframes", "noscript", "script", "style", "textarea", "title", "xmp"];

/// One token, and where it ends in the source.
#[derive(Debug, PartialEq)]
pub(super) struct Token<'a> {
    pub(super) kind: TokenKind<'a>,
    /// The byte after its last.
    pub(super) end: usize,
}

#[derive(Debug, PartialEq)]
pub(super) enum TokenKind<'a> {
    Start {
        name: String,
        attrs: Vec<(String, String)>,
        closed: bool,
    },
    End(String),
    Text(String),
    /// What stands between `<!--` and `-->`; other oddities that HTML treats as comments come as an empty one.
    Comment(&'a str),
    /// A tag or comment that never ends and takes the rest of the document with it.
    Unclosed,
}

pub(super) struct Tokens<'a> {
    source: &'a str,
    at: usize,
    raw: Option<&'static str>,
}

impl<'a> Tokens<'a> {
    pub(super) fn of(source: &'a str) -> Tokens<'a> {
        Tokens { source, at: 0, raw: None }
    }

    fn rest(&self) -> &'a str {
        &self.source[self.at..]
    }

    fn token(&self, kind: TokenKind<'a>) -> Option<Token<'a>> {
        Some(Token { kind, end: self.at })
    }

    fn unclosed(&mut self) -> Option<Token<'a>> {
        self.at = self.source.len();
        self.token(TokenKind::Unclosed)
    }

    /// The content of an element that holds no markup, up to its end tag.
    fn raw_text(&mut self, name: &str) -> Option<Token<'a>> {
        let rest = self.rest();
        let is_end = |at: usize| {
            let tag = rest.as_bytes().get(at + 2..at + 2 + name.len());
            rest[at..].starts_with("</")
                && tag.is_some_and(|tag| tag.eq_ignore_ascii_case(name.as_bytes()))
                && rest[at + 2 + name.len()..]
                    .starts_with(|c: char| c.is_ascii_whitespace() || c == '/' || c == '>')
        };
        let Some((end, _)) = rest.match_indices('<').find(|(at, _)| is_end(*at)) else {
            return self.unclosed();
        };
        self.at += end;
        self.token(TokenKind::Text(if name == "xmp" { rest[..end].to_owned() } else { String::new() }))
    }

    fn text(&mut self) -> Option<Token<'a>> {
        let rest = self.rest();
        let end = rest.match_indices('<').map(|(at, _)| at).find(|at| starts_markup(&rest[*at..]));
        let end = end.unwrap_or(rest.len());
        self.at += end;
        self.token(TokenKind::Text(decode(&rest[..end], false)))
    }

    fn comment(&mut self) -> Option<Token<'a>> {
        let rest = self.rest();
        let body = &rest[4..];
        if let Some(dashes) = [">", "->"].iter().find(|end| body.starts_with(**end)) {
            self.at += 4 + dashes.len();
            return self.token(TokenKind::Comment(""));
        }
        let end = body.match_indices("--").find_map(|(at, _)| match &body[at + 2..] {
            after if after.starts_with('>') => Some((at, 3)),
            after if after.starts_with("!>") => Some((at, 4)),
            // Of three dashes the last two may be the ones that end it.
            after if after.starts_with("->") => Some((at + 1, 3)),
            _ => None,
        });
        let Some((end, length)) = end else { return self.unclosed() };
        self.at += 4 + end + length;
        self.token(TokenKind::Comment(&body[..end]))
    }

    /// `<!doctype …>`, `<?xml …>`, `<![if …]>`: anything up to the next `>`.
    fn bogus(&mut self) -> Option<Token<'a>> {
        let Some(end) = self.rest().find('>') else { return self.unclosed() };
        self.at += end + 1;
        self.token(TokenKind::Comment(""))
    }

    fn tag(&mut self) -> Option<Token<'a>> {
        let ending = self.rest().starts_with("</");
        self.at += 1 + usize::from(ending);
        let name = self.take_until(|c| c.is_ascii_whitespace() || c == '/' || c == '>').to_ascii_lowercase();
        let mut attrs: Vec<(String, String)> = Vec::new();
        let mut closed = false;
        loop {
            let gap = self.take_until(|c| !c.is_ascii_whitespace() && c != '/');
            if self.rest().is_empty() {
                return self.unclosed();
            }
            if self.rest().starts_with('>') {
                self.at += 1;
                closed |= gap.ends_with('/');
                break;
            }
            let Some((attribute, value)) = self.attribute() else { return self.unclosed() };
            let known = |kept: &&&str| attribute.eq_ignore_ascii_case(kept);
            if let Some(kept) = KEPT.iter().find(known)
                && !attrs.iter().any(|(name, _)| name == kept)
            {
                attrs.push(((*kept).to_owned(), decode(value, true)));
            }
        }
        if ending {
            return self.token(TokenKind::End(name));
        }
        // `<iframe … />` is closed for those who wrote XHTML; browsers would hide the rest of the story in it.
        self.raw = RAW.iter().find(|raw| **raw == name && !closed).copied();
        self.token(TokenKind::Start { name, attrs, closed })
    }

    /// A name and its value as written; `None` when the document ends inside.
    fn attribute(&mut self) -> Option<(&'a str, &'a str)> {
        let first = self.rest().chars().next().map_or(0, char::len_utf8);
        let start = self.at;
        self.at += first;
        self.take_until(|c| c.is_ascii_whitespace() || "/>=".contains(c));
        let name = &self.source[start..self.at];
        let after_name = self.at;
        self.take_until(|c| !c.is_ascii_whitespace());
        if !self.rest().starts_with('=') {
            self.at = after_name;
            return Some((name, ""));
        }
        self.at += 1;
        self.take_until(|c| !c.is_ascii_whitespace());
        match self.rest().chars().next()? {
            quote @ ('"' | '\'') => {
                self.at += 1;
                let end = self.rest().find(quote)?;
                let value = &self.rest()[..end];
                self.at += end + 1;
                Some((name, value))
            }
            '>' => Some((name, "")),
            _ => Some((name, self.take_until(|c| c.is_ascii_whitespace() || c == '>'))),
        }
    }

    fn take_until(&mut self, end: impl Fn(char) -> bool) -> &'a str {
        let rest = self.rest();
        let taken = &rest[..rest.find(end).unwrap_or(rest.len())];
        self.at += taken.len();
        taken
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        if self.at == self.source.len() {
            return None;
        }
        if let Some(name) = self.raw.take() {
            return self.raw_text(name);
        }
        let rest = self.rest();
        match rest.as_bytes() {
            _ if !starts_markup(rest) => self.text(),
            [b'<', b'!', b'-', b'-', ..] => self.comment(),
            [b'<', b'!' | b'?', ..] => self.bogus(),
            _ => self.tag(),
        }
    }
}

/// Whether a `<` begins a tag or comment; otherwise it is a character like any other.
fn starts_markup(text: &str) -> bool {
    match text.as_bytes() {
        [b'<', b'/', after, ..] => after.is_ascii_alphabetic() || *after == b'>',
        [b'<', after, ..] => after.is_ascii_alphabetic() || matches!(after, b'!' | b'?'),
        _ => false,
    }
}
