//! HTML: what is to be read below the headline, and a whole small document of it. Nothing in that is loaded from
//! elsewhere but the pictures, by their links.

use content::body::escape;

use super::{Extent, Item, Shot, Status};

/// A whole document.
pub(super) fn write(item: &Item) -> Vec<u8> {
    let mut html = String::from("<!doctype html>\n<html lang=\"");
    escape(&mut html, item.language.as_str());
    html.push_str("\">\n<head>\n<meta charset=\"utf-8\">\n<title>");
    escape(&mut html, &item.title());
    html.push_str("</title>\n");
    if let Some(url) = &item.url {
        html.push_str("<link rel=\"canonical\" href=\"");
        escape(&mut html, url);
        html.push_str("\">\n");
    }
    html.push_str("</head>\n<body>\n<article>\n");
    html.push_str(&inner(item));
    html.push_str("</article>\n</body>\n</html>\n");
    html.into_bytes()
}

/// What stands in the document's article.
pub(super) fn inner(item: &Item) -> String {
    let mut html = String::new();
    let mut element = |tag: &str, class: &str, text: &str| {
        if !text.is_empty() {
            html.push_str(&format!("<{tag}{class}>"));
            escape(&mut html, text);
            html.push_str(&format!("</{tag}>\n"));
        }
    };
    element("h1", "", &item.headline);
    element("p", " class=\"deck\"", &item.deck);
    element("p", " class=\"byline\"", &item.signed().unwrap_or_default());
    if let Status::Canceled { notice } = &item.status {
        element("p", " class=\"notice\"", notice);
    }
    html.push_str(&item.whole_html());
    html
}

impl Item {
    /// The text and its corrections.
    pub(crate) fn text_html(&self) -> String {
        self.html.clone() + &self.corrections_html()
    }

    /// The corrections, a paragraph each: they belong to the text wherever it goes.
    fn corrections_html(&self) -> String {
        let mut html = String::new();
        for correction in &self.corrections {
            html.push_str("\n<p><strong>");
            escape(&mut html, &self.correction_word);
            html.push_str("</strong>, ");
            escape(&mut html, &correction.moment);
            html.push_str(": ");
            escape(&mut html, &correction.note);
            html.push_str("</p>");
        }
        html
    }

    /// All that is to be read below the headline: picture, text, the terms of the rest, corrections.
    pub(crate) fn whole_html(&self) -> String {
        let mut html = String::new();
        if let Some(picture) = &self.picture {
            write_picture(&mut html, picture);
        }
        html.push_str(&self.html);
        if let (Extent::Partial { notice }, Some(url)) = (&self.extent, &self.url) {
            html.push_str("\n<p><a href=\"");
            escape(&mut html, url);
            html.push_str("\">");
            escape(&mut html, notice);
            html.push_str("</a></p>");
        }
        html.push_str(&self.corrections_html());
        html
    }
}

fn write_picture(html: &mut String, picture: &Shot) {
    html.push_str("<figure><img src=\"");
    escape(html, &picture.href);
    html.push_str("\" alt=\"");
    escape(html, &picture.alt);
    html.push_str(&format!("\" width=\"{}\" height=\"{}\">", picture.width, picture.height));
    if !picture.caption.is_empty() || !picture.credit.is_empty() {
        html.push_str("<figcaption>");
        escape(html, &picture.caption);
        html.push(' ');
        escape(html, &picture.credit);
        html.push_str("</figcaption>");
    }
    html.push_str("</figure>\n");
}
