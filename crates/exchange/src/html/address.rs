//! Addresses as HTML writes them: relative, without a scheme, with line ends in the middle.

use super::Options;
use base::Language;
use content::body::Link;

/// What Ghost's exports write for the site's own address.
const GHOST_SITE: &str = "__GHOST_URL__";

/// Reads addresses of one document.
pub(super) struct Addresses<'a> {
    options: &'a Options,
}

impl<'a> Addresses<'a> {
    pub(super) fn of(options: &'a Options) -> Addresses<'a> {
        Addresses { options }
    }

    pub(super) fn language(&self) -> Option<&Language> {
        self.options.language.as_ref()
    }

    /// Where a link leads; `None` for what may not be linked, and for places on the page, which an import loses.
    pub(super) fn link(&self, href: &str) -> Option<Link> {
        Link::parse(&self.resolved(href)?).ok()
    }

    /// An address on the web that a card can lead to.
    pub(super) fn web(&self, address: &str) -> Option<Link> {
        let link = self.link(&watched(&self.resolved(address)?))?;
        link.is_outgoing().then_some(link)
    }

    /// A picture's address, or its path in the export; `None` when it is none of both.
    pub(super) fn picture(&self, src: &str) -> Option<String> {
        let src = cleaned(src);
        let scheme = src.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
        let is_scheme = |scheme: &String| !scheme.contains(['/', '?', '#']);
        let known = scheme.filter(is_scheme).is_none_or(|scheme| scheme == "http" || scheme == "https");
        let file = self.resolved(&src).unwrap_or(src);
        (known && !file.is_empty() && file.len() <= 4096).then_some(file)
    }

    fn resolved(&self, address: &str) -> Option<String> {
        let address = cleaned(address);
        let base = self.options.base.as_deref().map(|base| base.trim_end_matches('/'));
        if let Some(path) = address.strip_prefix(GHOST_SITE) {
            let path = if path.is_empty() { "/" } else { path };
            return path.starts_with(['/', '?', '#']).then(|| format!("{}{path}", base.unwrap_or_default()));
        }
        if address.starts_with("//") {
            return Some(format!("https:{address}"));
        }
        if address.is_empty() || address.starts_with('#') {
            return None;
        }
        if address.starts_with('/') {
            return Some(format!("{}{address}", base.map_or("", origin)));
        }
        let first = address.split(['/', '?', '#']).next().unwrap_or_default();
        if first.contains(':') {
            return Some(address);
        }
        base.map(|base| format!("{base}/{address}"))
    }
}

/// As browsers read it: white space and control characters around it, and line ends and tabs in it, do not count.
fn cleaned(address: &str) -> String {
    let trimmed = address.trim_matches(|c: char| c.is_whitespace() || c.is_control());
    trimmed.chars().filter(|c| !c.is_control()).collect()
}

/// Scheme and host of an address.
fn origin(base: &str) -> &str {
    let Some((scheme, rest)) = base.split_once("://") else { return base };
    let host = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    &base[..scheme.len() + 3 + host]
}

/// The page a frame's content is watched on: the frame's own address shows nothing but the player.
fn watched(address: &str) -> String {
    let bare = address.split_once("://").map_or(address, |(_, rest)| rest);
    let bare = bare.strip_prefix("www.").unwrap_or(bare);
    let id = |rest: &str| rest.split(['?', '&', '/', '#']).next().unwrap_or_default().to_owned();
    let on =
        |prefix: &str| bare.strip_prefix(prefix).map(id).filter(|id| !id.is_empty() && id != "videoseries");
    if let Some(id) = on("youtube.com/embed/").or_else(|| on("youtube-nocookie.com/embed/")) {
        return format!("https://www.youtube.com/watch?v={id}");
    }
    if let Some(id) = on("player.vimeo.com/video/") {
        return format!("https://vimeo.com/{id}");
    }
    match bare.starts_with("t.me/") {
        true => address.split('?').next().unwrap_or(address).to_owned(),
        false => address.to_owned(),
    }
}
