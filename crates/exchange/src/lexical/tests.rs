//! Lexical documents as bodies.

use super::*;
use proptest::prelude::*;
use serde_json::json;

fn body(nodes: Value) -> Body {
    let document = json!({ "root": { "type": "root", "version": 1, "children": nodes } });
    to_body(&document.to_string(), &Options::default())
        .unwrap_or_else(|error| panic!("{error}\n{document}"))
        .0
}

#[track_caller]
fn check(nodes: Value, expected: &str) {
    let html = body(nodes).to_html(&|_| None);
    assert_eq!(html.trim_end(), expected);
}

fn text(words: &str, format: u64) -> Value {
    json!({ "type": "extended-text", "text": words, "format": format, "mode": "normal", "style": "" })
}

fn paragraph(words: &str) -> Value {
    json!({ "type": "paragraph", "children": [text(words, 0)] })
}

#[test]
fn words_and_their_formats() {
    let link = json!({ "type": "link", "url": "https://example.org/?a&b", "children": [text("link", 1)] });
    check(
        json!([{ "type": "paragraph", "children": [
            text("plain ", 0), text("bold", 1), text(" both", 3), { "type": "linebreak" }, link, text("2", 64),
            text("struck", 4), text(" <b>&amp;", 8)
        ]}]),
        "<p>plain <strong>bold<em> both</em></strong><br><a href=\"https://example.org/?a&amp;b\" \
         rel=\"noreferrer noopener\"><strong>link</strong></a>² &lt;b&gt;&amp;amp;</p>",
    );
}

#[test]
fn headings_quotes_and_lists() {
    check(
        json!([
            { "type": "extended-heading", "tag": "h3", "children": [text("Heading", 0)] },
            { "type": "heading", "tag": "script", "children": [text("Odd", 0)] },
            { "type": "quote", "children": [text("Quoted", 0)] },
            { "type": "list", "listType": "number", "start": 3, "children": [
                { "type": "listitem", "children": [text("three", 0)] },
                { "type": "listitem", "children": [{ "type": "list", "listType": "bullet", "children": [
                    { "type": "listitem", "children": [text("nested", 0)] }] }] }] },
            { "type": "horizontalrule" }
        ]),
        "<h3>Heading</h3>\n<h2>Odd</h2>\n<blockquote>\n<p>Quoted</p>\n</blockquote>\n<ol start=\"3\">\n<li>three</li>\n\
         <li><ul>\n<li>nested</li>\n</ul>\n</li>\n</ol>\n<hr>",
    );
}

#[test]
fn cards_become_what_a_body_has() {
    check(
        json!([
            { "type": "image", "src": "__GHOST_URL__/content/images/a.jpg", "alt": "A", "caption": "<b>Cap</b> Photo: B" },
            { "type": "gallery", "images": [{ "src": "/1.jpg", "alt": "One" }, { "src": "/2.jpg" }], "caption": "Two" },
            { "type": "bookmark", "url": "https://example.org/r", "metadata": { "title": "T", "description": "D" } },
            { "type": "embed", "url": "https://www.youtube.com/watch?v=x", "html": "<iframe></iframe>", "caption": "Talk" },
            { "type": "html", "html": "<div>unclosed <b>card<!--" },
            { "type": "markdown", "markdown": "# Title\n\n*em* <script>alert(1)</script>\n\n| a | b |\n|---|---|\n| 1 | 2 |" },
            { "type": "codeblock", "code": "a < b\n c" },
            { "type": "callout", "calloutEmoji": "💡", "calloutText": "<p>Mind</p>" },
            { "type": "toggle", "heading": "Q", "content": "<p>A</p>" },
            { "type": "button", "buttonText": "Go", "buttonUrl": "https://example.org/go" },
            { "type": "file", "src": "https://example.org/a.pdf", "fileTitle": "File", "fileCaption": "PDF" },
            { "type": "video", "src": "https://example.org/v.mp4", "caption": "Film" },
            { "type": "audio", "src": "https://example.org/a.mp3", "title": "Sound" },
            { "type": "header", "header": "H", "subheader": "S", "buttonEnabled": true, "buttonText": "B", "buttonUrl": "/b" },
            { "type": "product", "productTitle": "P", "productDescription": "<p>D</p>" },
            { "type": "signup", "header": "gone" }, { "type": "email", "html": "gone" }, { "type": "email-cta", "html": "gone" },
            { "type": "nobody-knows" }
        ]),
        include_str!("tests/cards.html").trim_end(),
    );
}

#[test]
fn what_follows_a_paywall_is_paid() {
    let body = body(json!([paragraph("Open"), { "type": "paywall", "version": 1 }, paragraph("Paid"),
        { "type": "image", "src": "/paid.jpg" }]));
    assert_eq!(body.open_part().plain_text(usize::MAX), "Open");
    assert!(body.has_plus());
    assert!(body.open_part().pictures().is_empty());
}

#[test]
fn a_card_for_some_is_paid_and_what_follows_is_not() {
    let hidden = json!({ "web": { "nonMember": false, "memberSegment": "status:-free" } });
    let body = body(json!([
        { "type": "html", "html": "<p>Paid", "visibility": hidden },
        paragraph("Open"),
        { "type": "html", "html": "<!--kg-gated-block:end--><p>Open too</p>" },
        { "type": "html", "html": "<!--members-only-->" },
        paragraph("Paid as well")
    ]));
    assert_eq!(body.open_part().plain_text(usize::MAX), "Open\nOpen too");
}

#[test]
fn an_end_inside_a_hidden_card_does_not_open_it() {
    let hidden = json!({ "web": { "nonMember": false, "memberSegment": "status:-free" } });
    let html = "<p>a</p><!--kg-gated-block:end--><p>SECRET</p>";
    let body = body(json!([{ "type": "html", "html": html, "visibility": hidden }]));
    assert_eq!(body.open_part().blocks, []);
}

#[test]
fn words_that_spell_a_marker_are_words() {
    check(
        json!([paragraph("<!--members-only-->"), paragraph("open")]),
        "<p>&lt;!--members-only--&gt;</p>\n<p>open</p>",
    );
}

#[test]
fn what_is_no_document_says_so() {
    for json in ["", "{}", "[]", "{\"root\":{}}", &"[".repeat(10_000), &"{\"root\":".repeat(10_000)] {
        let error = to_body(json, &Options::default()).expect_err("no document");
        assert!(matches!(error, ConvertError::NotADocument(_)), "{error}");
    }
}

proptest! {
    #[test]
    fn any_nodes_give_a_body(kind in "paragraph|list|listitem|link|text|html|image|gallery|embed|paywall|x", field in "children|text|html|src|url|images", value in ".{0,20}") {
        let node = json!({ "type": kind, field: value, "children": [{ "type": "text", "text": "a", "format": 255 }] });
        fuzz(json!({ "root": { "children": [node.clone(), node] } }).to_string().as_bytes());
    }
}
