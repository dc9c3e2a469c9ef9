//! WordPress shortcodes: `[caption]`, `[gallery]`, `[embed]`, players; run before the HTML is read.
//!
//! What is not known is taken out and what it encloses stays, unless its name says that it hides text from those who do
//! not pay: that becomes a paid block. Square brackets that are not shortcodes ("[sic]", "[the president]") stay.

use std::borrow::Cow;
use std::collections::HashSet;

mod read;
use read::{Attrs, Found, Scan};

/// A picture of the media library that `[gallery ids="…"]` names by number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attachment {
    /// Its address or path.
    pub address: String,
    /// What it shows.
    pub alt: String,
    /// The words under it.
    pub caption: String,
}

/// Shortcodes of paywall plug-ins that enclose paid text.
const PAID: &[&str] = &[
    "ihc-hide-content",
    "is_paid",
    "member",
    "member_content",
    "members",
    "members_only",
    "membership",
    "mepr-active",
    "mepr-show",
    "paid",
    "paid_content",
    "paywall",
    "pmpro_member",
    "premium",
    "premium_content",
    "private",
    "protected",
    "rcp_restrict",
    "restrict",
    "restricted",
    "s2if",
    "subscriber",
    "subscribers",
    "subscribers_only",
    "um_loggedin",
    "wcm_restrict",
    "wlm_private",
];
/// Shortcodes that WordPress and its usual plug-ins have, so that they need no attributes to be known as such.
const KNOWN: &[&str] = &[
    "audio",
    "caption",
    "contact-form-7",
    "embed",
    "facebook",
    "gallery",
    "instagram",
    "more",
    "nextpage",
    "playlist",
    "soundcloud",
    "spotify",
    "telegram",
    "tiktok",
    "toc",
    "tweet",
    "twitter",
    "video",
    "vimeo",
    "wp_caption",
    "youtube",
];
/// Shortcodes inside shortcodes; deeper ones are taken out.
const MAX_OPEN: usize = 32;

/// WordPress content with its shortcodes turned into HTML.
pub fn expand<'a>(html: &'a str, attachment: &dyn Fn(u64) -> Option<Attachment>) -> Cow<'a, str> {
    if !html.contains('[') {
        return Cow::Borrowed(html);
    }
    let closed: HashSet<String> = Scan::of(html)
        .filter_map(
            |found| if let Found::Close(name) = found { Some(name.to_ascii_lowercase()) } else { None },
        )
        .collect();
    let mut writer = Writer { attachment, open: vec![Frame::default()], opened: HashSet::new() };
    for found in Scan::of(html) {
        match found {
            Found::Text(text) => writer.top().push_str(text),
            Found::Close(name) => writer.close(&name.to_ascii_lowercase(), name),
            Found::Open { name, attrs, closed: alone, whole } => {
                let lower = name.to_ascii_lowercase();
                let encloses = closed.contains(&lower) && !alone;
                let known = KNOWN.contains(&lower.as_str()) || is_surely_paid(&lower);
                match known || encloses || alone || !attrs.named.is_empty() {
                    true => writer.open(lower, attrs, encloses),
                    false => writer.top().push_str(whole),
                }
            }
        }
    }
    Cow::Owned(writer.finish())
}

/// Names that are no words of a story: with those of [`PAID`] that are, "[members]" may be an editor's insertion.
fn is_surely_paid(name: &str) -> bool {
    PAID.contains(&name) && (name.contains(['_', '-']) || ["paywall", "restrict", "s2if"].contains(&name))
}

/// A shortcode that is open, and what it encloses so far.
#[derive(Default)]
struct Frame<'a> {
    name: String,
    attrs: Attrs<'a>,
    inner: String,
}

struct Writer<'a> {
    attachment: &'a dyn Fn(u64) -> Option<Attachment>,
    open: Vec<Frame<'a>>,
    /// Names that were open once: an end tag of one that crossed another is no text.
    opened: HashSet<String>,
}

impl<'a> Writer<'a> {
    fn top(&mut self) -> &mut String {
        &mut self.open.last_mut().expect("the outermost frame is never closed").inner
    }

    fn open(&mut self, name: String, attrs: Attrs<'a>, encloses: bool) {
        if PAID.contains(&name.as_str()) {
            // Written at once: paid text stays paid when its end is missing.
            let marker = if encloses { "<!--kg-gated-block:begin-->" } else { "<!--members-only-->" };
            self.top().push_str(marker);
        } else if encloses && self.open.len() < MAX_OPEN {
            self.opened.insert(name.clone());
            self.open.push(Frame { name, attrs, inner: String::new() });
        } else {
            let html = self.written(&name, &attrs, "");
            self.top().push_str(&html);
        }
    }

    fn close(&mut self, name: &str, written: &str) {
        if PAID.contains(&name) {
            return self.top().push_str("<!--kg-gated-block:end-->");
        }
        let Some(at) = self.open.iter().skip(1).rposition(|frame| frame.name == name) else {
            if !self.opened.contains(name) && !KNOWN.contains(&name) && !written.contains(['_', '-']) {
                self.top().push_str(&format!("[/{written}]"));
            }
            return;
        };
        while self.open.len() > at + 2 {
            self.unwrap_top();
        }
        let frame = self.open.pop().expect("it was found above");
        let html = self.written(&frame.name, &frame.attrs, &frame.inner);
        self.top().push_str(&html);
    }

    /// Takes out a shortcode that was never closed; what it would have enclosed stays.
    fn unwrap_top(&mut self) {
        let frame = self.open.pop().expect("called for frames above the outermost");
        let html = self.written(&frame.name, &frame.attrs, "");
        self.top().push_str(&html);
        self.top().push_str(&frame.inner);
    }

    fn finish(mut self) -> String {
        while self.open.len() > 1 {
            self.unwrap_top();
        }
        std::mem::take(self.top())
    }

    /// The HTML for a shortcode and what it encloses.
    fn written(&self, name: &str, attrs: &Attrs, inner: &str) -> String {
        let address = || attrs.address().or_else(|| Some(inner.trim()).filter(|inner| !inner.is_empty()));
        match name {
            "caption" | "wp_caption" => caption(attrs, inner),
            "gallery" => self.gallery(attrs),
            "audio" | "video" | "playlist" => attrs.media().map_or(String::new(), |src| frame(src, "")),
            "vimeo" => address().map_or(String::new(), |id| frame(id, "https://vimeo.com/")),
            "youtube" => address().map_or(String::new(), |id| frame(id, "https://www.youtube.com/watch?v=")),
            "embed" | "facebook" | "instagram" | "soundcloud" | "spotify" | "telegram" | "tiktok"
            | "tweet" | "twitter" => address().map_or(String::new(), |address| frame(address, "")),
            _ => inner.to_owned(),
        }
    }

    fn gallery(&self, attrs: &Attrs) -> String {
        let ids = attrs.get("ids").or_else(|| attrs.get("include")).unwrap_or_default();
        let pictures = ids.split(',').filter_map(|id| (self.attachment)(id.trim().parse().ok()?));
        pictures.map(|picture| figure(&picture)).collect()
    }
}

/// `[caption caption="…"]<img>[/caption]`, or since WordPress 3.4 the words after the picture.
fn caption(attrs: &Attrs, inner: &str) -> String {
    if let Some(words) = attrs.get("caption") {
        return format!("<figure>{inner}<figcaption>{words}</figcaption></figure>");
    }
    let picture =
        inner.to_ascii_lowercase().rfind("<img").and_then(|at| Some(at + inner[at..].find('>')? + 1));
    let Some(end) = picture else { return inner.to_owned() };
    // A link around the picture ends after it.
    let link = inner[end..].trim_start();
    let end = if link.to_ascii_lowercase().starts_with("</a>") { inner.len() - link.len() + 4 } else { end };
    format!("<figure>{}<figcaption>{}</figcaption></figure>", &inner[..end], &inner[end..])
}

fn figure(picture: &Attachment) -> String {
    let [address, alt, caption] =
        [&picture.address, &picture.alt, &picture.caption].map(|text| escaped(text));
    format!("<figure><img src=\"{address}\" alt=\"{alt}\"><figcaption>{caption}</figcaption></figure>")
}

fn frame(address: &str, start: &str) -> String {
    let start = if address.contains("://") || address.starts_with("//") { "" } else { start };
    format!("<iframe src=\"{start}{}\"></iframe>", escaped(address.trim()))
}

fn escaped(text: &str) -> String {
    // What stands in content is escaped already; only what would end the attribute is escaped here.
    text.replace('"', "&quot;").replace('<', "&lt;").replace('>', "&gt;")
}
