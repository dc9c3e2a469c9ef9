//! The same in HTML, by way of MJML, whose renderer knows what mail programs make of it. Nothing in it is loaded from
//! anywhere: no pictures, and no fonts but those that the reader has.

use std::collections::HashMap;
use std::fmt::Write;

use mrml::prelude::render::RenderOptions;

use super::{Entry, Parts};

pub(super) fn html(parts: &Parts) -> String {
    let mjml = mjml(parts);
    let options = RenderOptions { disable_comments: true, social_icon_origin: None, fonts: HashMap::new() };
    let rendered = mrml::parse(&mjml).ok().and_then(|parsed| parsed.element.render(&options).ok());
    rendered.unwrap_or_else(|| {
        // Our own document, its texts escaped: it is always understood. If not, the plain text is.
        tracing::error!("a newsletter's HTML could not be made; its plain text stands in for it");
        format!("<pre>{}</pre>", escape(&super::text(parts)))
    })
}

fn mjml(parts: &Parts) -> String {
    let mut out = String::with_capacity(8 * 1024);
    let (language, agency) = (escape(&parts.language), escape(&parts.agency));
    let _ = write!(
        out,
        "<mjml lang=\"{language}\"><mj-head><mj-title>{}</mj-title><mj-attributes>\
         <mj-all font-family=\"Georgia, serif\"/><mj-text font-size=\"17px\" line-height=\"1.45\" color=\"#1a1a1a\" \
         padding=\"8px 24px\"/></mj-attributes></mj-head><mj-body background-color=\"#fbfaf6\">",
        escape(&parts.subject)
    );
    section(&mut out, |out| {
        block(out, &format!("<p style=\"margin:0;font-weight:bold\">{agency}</p>"));
        for line in &parts.intro {
            block(out, &format!("<p style=\"margin:0\">{}</p>", escape(line)));
        }
    });
    section(&mut out, |out| parts.stories.iter().for_each(|story| block(out, &entry(story))));
    if !parts.corrections.is_empty() {
        section(&mut out, |out| {
            let title = escape(&parts.corrections_title);
            block(out, &format!("<h2 style=\"margin:0;font-size:17px\">{title}</h2>"));
            parts.corrections.iter().for_each(|one| block(out, &entry(one)));
        });
    }
    section(&mut out, |out| {
        let lines = parts.foot.iter().map(|line| format!("<p style=\"margin:0 0 8px\">{}</p>", escape(line)));
        let (url, leave) = (escape(&parts.leave_url), escape(&parts.leave));
        let foot: String = lines.collect();
        // On a line of its own, which is the only one that differs between copies.
        let link = format!("\n<a href=\"{url}\" style=\"color:#1a1a1a\">{leave}</a>\n");
        block(out, &format!("<div style=\"font-size:14px\">{foot}{link}</div>"));
    });
    out.push_str("</mj-body></mjml>");
    out
}

fn section(out: &mut String, inside: impl FnOnce(&mut String)) {
    out.push_str("<mj-section padding=\"8px 0\"><mj-column>");
    inside(out);
    out.push_str("</mj-column></mj-section>");
}

fn block(out: &mut String, html: &str) {
    let _ = write!(out, "<mj-text>{html}</mj-text>");
}

fn entry(entry: &Entry) -> String {
    let (url, headline) = (escape(&entry.url), escape(&entry.headline));
    let mut html = format!(
        "<p style=\"margin:0;font-weight:bold\"><a href=\"{url}\" style=\"color:#1a1a1a\">{headline}</a></p>"
    );
    for line in [&entry.text, &entry.notice].into_iter().filter(|line| !line.is_empty()) {
        let _ = write!(html, "<p style=\"margin:0\">{}</p>", escape(line));
    }
    html
}

/// Text as it may stand between tags and in attributes; signs that XML has no way to write are left out.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '{' => out.push_str("&#123;"),
            '}' => out.push_str("&#125;"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}
