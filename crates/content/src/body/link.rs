//! Addresses a story may link to. A [`Link`] cannot hold any other.

use std::fmt;

/// Longest address accepted, in bytes.
const MAX_BYTES: usize = 4096;

/// Where words lead: `https://…`, `http://…`, `mailto:…`, `/path` on this site, or `#place` on this page.
///
/// Kept in one spelling: the scheme in lower case, characters that have no place in an address percent-encoded.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Link(String);

/// Why an address may not be linked, as one sentence.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LinkRefused {
    /// Nothing there.
    #[error("the address is empty; remove the link or give it an address")]
    Empty,
    /// Longer than any real address.
    #[error("the address is longer than {MAX_BYTES} bytes")]
    TooLong,
    /// Tabs, line ends, NUL: browsers skip some of them, so that `java\tscript:` would run.
    #[error("the address holds a control character")]
    ControlCharacter,
    /// Some other scheme, or none that can be understood.
    #[error("only http://, https:// and mailto: addresses, /paths on this site and #places are linked")]
    NotAllowed,
}

impl Link {
    /// Takes an address as written by an editor or an import; white space around it is ignored.
    pub fn parse(address: &str) -> Result<Link, LinkRefused> {
        let address = address.trim();
        if address.is_empty() {
            return Err(LinkRefused::Empty);
        }
        if address.chars().any(is_control) {
            return Err(LinkRefused::ControlCharacter);
        }
        let canonical = canonical(address).ok_or(LinkRefused::NotAllowed)?;
        if canonical.len() > MAX_BYTES {
            return Err(LinkRefused::TooLong);
        }
        Ok(Link(canonical))
    }

    /// The address, not yet escaped for HTML.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it leaves this site over the web: such links carry `rel="noreferrer noopener"`.
    pub fn is_outgoing(&self) -> bool {
        self.0.starts_with("http")
    }

    /// The host of an outgoing address, for a card that shows where it leads.
    pub fn host(&self) -> Option<&str> {
        let authority = self.0.split_once("://")?.1.split(['/', '?', '#']).next()?;
        let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
        Some(host.strip_prefix("www.").unwrap_or(host))
    }
}

impl fmt::Display for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn is_control(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{FEFF}')
}

fn canonical(address: &str) -> Option<String> {
    if address.starts_with('#') {
        return Some(encode("", address));
    }
    if let Some(path) = address.strip_prefix('/') {
        // Browsers read a backslash as a slash: `/\host` would leave the site as `//host` does.
        return (!path.starts_with(['/', '\\'])).then(|| encode("", address));
    }
    let (scheme, rest) = address.split_once(':')?;
    match scheme.to_ascii_lowercase().as_str() {
        "mailto" if !rest.is_empty() => Some(encode("mailto:", rest)),
        scheme @ ("http" | "https") => {
            let rest = rest.strip_prefix("//")?;
            let (host, path) = rest.split_at(rest.find(['/', '?', '#', '\\']).unwrap_or(rest.len()));
            let odd = |c: char| c.is_whitespace() || "\"<>`{}|^".contains(c);
            let named =
                host.rsplit('@').next().is_some_and(|host| !host.is_empty() && !host.starts_with(':'));
            (named && !host.contains(odd)).then(|| encode(&format!("{scheme}://{host}"), path))
        }
        _ => None,
    }
}

/// Percent-encodes what the URL standard keeps out of paths, queries and fragments; leaves what is encoded already.
fn encode(start: &str, rest: &str) -> String {
    let mut out = String::with_capacity(start.len() + rest.len());
    out.push_str(start);
    let mut fragment = false;
    for (at, c) in rest.char_indices() {
        let odd = match c {
            '%' => !hex_pair(&rest[at + 1..]),
            '#' => std::mem::replace(&mut fragment, true),
            _ => c.is_whitespace() || "\"<>`{}|\\^[]".contains(c),
        };
        if odd {
            c.encode_utf8(&mut [0; 4]).bytes().for_each(|byte| out.push_str(&format!("%{byte:02X}")));
        } else {
            out.push(c);
        }
    }
    out
}

fn hex_pair(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() >= 2 && bytes[..2].iter().all(u8::is_ascii_hexdigit)
}
