//! The cards of Ghost's editors: the same in Lexical and in Mobiledoc, and few of them more than HTML in the end.
//!
//! Each card is read on its own, so that an unclosed tag in one swallows nothing of the next; the wall alone goes on
//! from card to card.

use crate::html::{Conversion, ConvertError, Options};
use serde_json::Value;

/// Largest document of an editor, in bytes of JSON.
pub(crate) const MAX_DOCUMENT_BYTES: usize = 8 * 1024 * 1024;

/// Reads an editor's JSON. Nesting is limited by the JSON reader, at 128 levels.
pub(crate) fn document(json: &str) -> Result<Value, ConvertError> {
    if json.len() > MAX_DOCUMENT_BYTES {
        return Err(ConvertError::TooLarge(json.len()));
    }
    serde_json::from_str(json).map_err(|error| ConvertError::NotADocument(error.to_string()))
}

/// Adds a card to a body.
pub(crate) fn add_card(
    to: &mut Conversion,
    kind: &str,
    card: &Value,
    options: &Options,
) -> Result<(), ConvertError> {
    let Some(html) = card_html(kind, card) else {
        to.remark(format!(
            "a card of the unknown kind `{}` was left out",
            kind.chars().take(40).collect::<String>()
        ));
        return Ok(());
    };
    match audience(card) {
        Audience::Everybody => to.add_html(&html, options),
        Audience::Some => to.add_paid_html(&html, options),
        Audience::NobodyOnTheWeb => Ok(()),
    }
}

/// Who sees a card on the site.
#[derive(Debug, PartialEq)]
enum Audience {
    Everybody,
    /// Not everybody, whoever it is: paid here.
    Some,
    NobodyOnTheWeb,
}

/// Reads a card's `visibility`. What is not understood is not for everybody.
fn audience(card: &Value) -> Audience {
    let Some(visibility) = card.get("visibility").filter(|value| !value.is_null()) else {
        return Audience::Everybody;
    };
    if let Some(web) = visibility.get("web") {
        let segment = web.get("memberSegment").and_then(Value::as_str);
        let open = web.get("nonMember").and_then(Value::as_bool);
        return match (open, segment) {
            (Some(true), Some("status:free,status:-free")) => Audience::Everybody,
            (Some(false), Some("")) => Audience::NobodyOnTheWeb,
            _ => Audience::Some,
        };
    }
    // The form before Ghost 5.113: for mail or web, and for whom in mail.
    match (
        visibility.get("showOnWeb").and_then(Value::as_bool),
        visibility.get("segment").and_then(Value::as_str),
    ) {
        (Some(false), _) => Audience::NobodyOnTheWeb,
        (Some(true), None | Some("")) => Audience::Everybody,
        _ => Audience::Some,
    }
}

/// A card as HTML; `None` when it is not known.
fn card_html(kind: &str, card: &Value) -> Option<String> {
    let field = |name: &str| card.get(name).and_then(Value::as_str).unwrap_or_default();
    let text = |name: &str| escaped(field(name));
    Some(match kind {
        "paywall" => "<!--members-only-->".into(),
        "html" => field("html").to_owned(),
        "markdown" | "card-markdown" => markdown(field("markdown")),
        "image" => figure(&image(card), field("caption")),
        "gallery" => {
            let images = card.get("images").and_then(Value::as_array);
            let images: String = images.into_iter().flatten().map(image).collect();
            figure(&images, field("caption"))
        }
        "bookmark" => bookmark(card),
        "embed" => embed(card),
        "code" | "codeblock" => figure(&format!("<pre>{}</pre>", text("code")), field("caption")),
        "callout" => format!("<div>{}</div>", field("calloutText")),
        "toggle" => format!("<h4>{}</h4><div>{}</div>", field("heading"), field("content")),
        "button" => button(field("buttonText"), field("buttonUrl")),
        "hr" | "horizontalrule" => "<hr>".into(),
        "file" => linked("kg-file-card", field("src"), field("fileTitle"), field("fileCaption"), ""),
        "video" => figure(&format!("<video src=\"{}\"></video>", text("src")), field("caption")),
        "audio" => figure(&format!("<audio src=\"{}\"></audio>", text("src")), &text("title")),
        "header" => header(card),
        "product" => product(card),
        "call-to-action" => call_to_action(card),
        "transistor" | "signup" | "email" | "email-cta" => String::new(),
        _ => return None,
    })
}

/// Text as HTML: what is words stays words, whatever characters they are made of.
pub(crate) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

fn markdown(text: &str) -> String {
    let mut html = String::with_capacity(text.len() * 2);
    let options = pulldown_cmark::Options::ENABLE_TABLES | pulldown_cmark::Options::ENABLE_STRIKETHROUGH;
    pulldown_cmark::html::push_html(&mut html, pulldown_cmark::Parser::new_ext(text, options));
    html
}

fn figure(inner: &str, caption: &str) -> String {
    match caption.trim() {
        "" => format!("<figure>{inner}</figure>"),
        caption => format!("<figure>{inner}<figcaption>{caption}</figcaption></figure>"),
    }
}

fn image(card: &Value) -> String {
    let [src, alt] =
        ["src", "alt"].map(|name| escaped(card.get(name).and_then(Value::as_str).unwrap_or_default()));
    format!("<img src=\"{src}\" alt=\"{alt}\">")
}

fn button(text: &str, address: &str) -> String {
    match text.is_empty() {
        true => String::new(),
        false => format!("<p><a href=\"{}\">{}</a></p>", escaped(address), escaped(text)),
    }
}

fn linked(class: &str, address: &str, title: &str, description: &str, caption: &str) -> String {
    let part = match class {
        "kg-file-card" => ["kg-file-card-container", "kg-file-card-title", "kg-file-card-caption"],
        _ => ["kg-bookmark-container", "kg-bookmark-title", "kg-bookmark-description"],
    };
    let link = format!(
        "<a class=\"{}\" href=\"{}\"><span class=\"{}\">{}</span><span class=\"{}\">{}</span></a>",
        part[0],
        escaped(address),
        part[1],
        escaped(title),
        part[2],
        escaped(description)
    );
    format!("<div class=\"{class}\">{link}{}</div>", figcaption(caption))
}

fn figcaption(caption: &str) -> String {
    if caption.is_empty() { String::new() } else { format!("<figcaption>{caption}</figcaption>") }
}

fn bookmark(card: &Value) -> String {
    let of = |value: Option<&Value>| value.and_then(Value::as_str).unwrap_or_default().to_owned();
    let metadata = |name: &str| {
        let inner = card.get("metadata").and_then(|metadata| metadata.get(name));
        of(inner.or_else(|| card.get(name)))
    };
    let (url, caption) = (of(card.get("url")), of(card.get("caption")));
    linked("kg-bookmark-card", &url, &metadata("title"), &metadata("description"), &caption)
}

/// A post comes with its words; anything else is the page it leads to.
fn embed(card: &Value) -> String {
    let field = |name: &str| card.get(name).and_then(Value::as_str).unwrap_or_default();
    let (html, url) = (field("html"), field("url"));
    match url.is_empty() || html.contains("<blockquote") {
        true => figure(html, field("caption")),
        false => figure(&format!("<iframe src=\"{}\"></iframe>", escaped(url)), field("caption")),
    }
}

fn header(card: &Value) -> String {
    let field = |name: &str| card.get(name).and_then(Value::as_str).unwrap_or_default();
    let button = match card.get("buttonEnabled").and_then(Value::as_bool) {
        Some(true) => button(field("buttonText"), field("buttonUrl")),
        _ => String::new(),
    };
    format!("<h2>{}</h2><p>{}</p>{button}", field("header"), field("subheader"))
}

fn product(card: &Value) -> String {
    let field = |name: &str| card.get(name).and_then(Value::as_str).unwrap_or_default();
    let picture = match field("productImageSrc") {
        "" => String::new(),
        src => format!("<img src=\"{}\">", escaped(src)),
    };
    let (title, words) = (field("productTitle"), field("productDescription"));
    let button = match card.get("productButtonEnabled").and_then(Value::as_bool) {
        Some(true) => button(field("productButton"), field("productUrl")),
        _ => String::new(),
    };
    format!("{picture}<h4>{title}</h4><div>{words}</div>{button}")
}

fn call_to_action(card: &Value) -> String {
    let field = |name: &str| card.get(name).and_then(Value::as_str).unwrap_or_default();
    let picture = match field("imageUrl") {
        "" => String::new(),
        src => format!("<img src=\"{}\">", escaped(src)),
    };
    let shown = card.get("showButton").and_then(Value::as_bool).unwrap_or(true);
    let button = if shown { button(field("buttonText"), field("buttonUrl")) } else { String::new() };
    format!("{picture}<div>{}</div>{button}", field("textValue"))
}

#[cfg(test)]
mod tests;
