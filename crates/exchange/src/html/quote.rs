//! Quotations, and who is quoted.

use super::flow::{Walker, texts_of};
use super::marks::Style;
use content::body::{Block, Card, Inline, Link};

/// Classes of posts that other sites have people embed as a quotation with a script.
const POSTS: &[&str] =
    &["twitter-tweet", "twitter-video", "instagram-media", "tiktok-embed", "bluesky-embed"];

pub(super) fn quotation(walker: &mut Walker, node: usize, style: &Style) {
    let gated = walker.is_paid(node);
    let post = POSTS.iter().any(|class| walker.tree.has_class(node, class));
    let source = if post { None } else { attributed(walker, node) };
    let mut attribution = source.map(|source| walker.tree.words(source)).unwrap_or_default();
    source.into_iter().for_each(|source| walker.take(source));
    let (mut paragraphs, mut rest) = (Vec::new(), Vec::new());
    for piece in walker.sub(node, style) {
        match texts_of(piece.block) {
            Ok(texts) => paragraphs.extend(texts),
            Err(block) => rest.push(block),
        }
    }
    if post && paragraphs.len() > 1 && plain(paragraphs.last()).starts_with('—') {
        attribution = plain(paragraphs.pop().as_ref());
    }
    if !paragraphs.is_empty() {
        walker.block(Block::Quotation { paragraphs, attribution: signed(&attribution) }, gated);
    } else if !attribution.is_empty() {
        walker.block(Block::paragraph(attribution), gated);
    }
    rest.into_iter().for_each(|block| walker.block(block, gated));
    if post && let Some(address) = address_of_post(walker, node) {
        walker.block(Block::Card(Card { address, title: String::new(), description: String::new() }), gated);
    }
}

fn plain(text: Option<&Vec<Inline>>) -> String {
    let words =
        |inline: &Inline| if let Inline::Text { text, .. } = inline { text.clone() } else { " ".into() };
    text.into_iter().flatten().map(words).collect()
}

/// A source as it stands under a quotation: without the dash before it.
pub(super) fn signed(attribution: &str) -> String {
    attribution.trim_start_matches(|c: char| c.is_whitespace() || "—–-―".contains(c)).to_owned()
}

/// The element that says who is quoted: a `<cite>` or `<footer>` that ends the quotation. A `<cite>` in the middle of
/// it is the title of a work.
fn attributed(walker: &Walker, node: usize) -> Option<usize> {
    let tree = walker.tree;
    let last = tree.children(node).iter().rev().copied().find(|child| !tree.is_blank(*child))?;
    match tree.name(last) {
        "cite" | "footer" | "figcaption" => Some(last),
        "p" | "div" | "small" => attributed(walker, last),
        _ => None,
    }
}

/// A post links to itself last, or says where it stands in an attribute that its script reads.
fn address_of_post(walker: &Walker, node: usize) -> Option<Link> {
    let mut links = Vec::new();
    let mut open = vec![node];
    while let Some(at) = open.pop() {
        links.extend(walker.tree.attr(at, "href").and_then(|href| walker.addresses.web(href)));
        open.extend(walker.tree.children(at).iter().rev());
    }
    links.pop()
}
