//! Body documents: ours, and HTML that becomes one.

use content::body::Body;
use exchange::html::{self, shortcodes, to_body};

use crate::target::{Target, none_made};

const NODES: &[&str] = &[
    "{\"type\":\"doc\",\"content\":[",
    "{\"type\":\"paragraph\",\"content\":[",
    "{\"type\":\"plus\",\"content\":[",
    "{\"type\":\"text\",\"text\":\"",
    "{\"type\":\"list_item\",\"content\":[",
    "{\"type\":\"bullet_list\",\"content\":[",
    "{\"type\":\"table_cell\"",
    "]}",
    "}",
    "\"marks\":[",
    "\\u0000",
    "\\ud800",
    "javascript:",
    "{\"type\":\"link\",\"attrs\":{\"address\":\"",
    "null",
    "1e999",
    "[[[[[[[[",
    "\u{202e}",
];

/// A body in our schema: what is read is written the same way for ever, and its HTML runs nothing.
pub fn body() -> Target {
    Target {
        name: "body",
        corpora: &[("crates/content/src/body/tests/corpus", ".json")],
        made: none_made,
        words: NODES,
        longest: 64 << 10,
        take: Box::new(|bytes| match Body::parse(bytes) {
            Ok(body) => {
                holds(&body);
                format!("read, {} blocks, plus {}", "b".repeat(body.blocks.len().min(40)), body.has_plus())
            }
            Err(error) => error.to_string(),
        }),
    }
}

/// HTML of other systems, with Ghost's markers and WordPress's shortcodes.
pub fn html() -> Target {
    Target {
        name: "html",
        corpora: &[("crates/exchange/tests/corpus/html", ".html")],
        made: none_made,
        words: &[
            "<p>",
            "</p>",
            "<script>",
            "</script",
            "<svg><style>",
            "<math><mi>",
            "<template>",
            "<!--",
            "-->",
            "<!--members-only-->",
            "<table><tr><td>",
            "<a href=\"javascript:",
            "<a href=\"data:",
            "onerror=",
            "<iframe src=",
            "<img src=x alt=",
            "[caption",
            "[/caption]",
            "[gallery ids=\"1\"]",
            "<!-- wp:",
            "<!-- /wp:",
            "&lt;",
            "&#0;",
            "&#x110000;",
            "<![CDATA[",
            "<div>",
            "<plaintext>",
            "<noscript>",
            "<li><ul>",
            "\0",
            "<!--kg-card-begin: html-->",
            "style=\"",
            "<b><i><b>",
            "\u{feff}",
        ],
        longest: 64 << 10,
        take: Box::new(|bytes| {
            let text = String::from_utf8_lossy(bytes);
            let options = html::Options { line_paragraphs: bytes.len() % 2 == 1, ..html::Options::default() };
            match to_body(&shortcodes::expand(&text, &|_| None), &options) {
                Ok((body, remarks)) => {
                    holds(&body);
                    let remarks: Vec<String> = remarks.iter().map(|remark| remark.text.clone()).collect();
                    format!(
                        "{} {} {}",
                        body.has_plus(),
                        "b".repeat(body.blocks.len().min(9)),
                        remarks.join(" ")
                    )
                }
                Err(error) => error.to_string(),
            }
        }),
    }
}

/// What any body promises.
fn holds(body: &Body) {
    let json = body.to_json();
    assert_eq!(Body::parse(&json).as_ref(), Ok(body), "the canonical form reads back");
    let open = body.open_part();
    assert!(!open.has_plus(), "the open part has no paid block");
    let _ = (body.plain_text(usize::MAX), body.words(), body.pictures());
    let html = body.to_html(&|_| None);
    for forbidden in ["<script", "<style", "<svg", "<iframe", "<!--", "=\"javascript:", "=\"data:"] {
        assert!(!html.contains(forbidden), "{forbidden} in {html}");
    }
}
