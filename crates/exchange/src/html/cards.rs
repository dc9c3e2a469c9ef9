//! What Ghost and WordPress build out of elements and classes: bookmarks, files, sounds, forms.

use super::flow::Walker;
use super::marks::Style;
use super::media;
use super::tree::Tree;
use content::body::{Block, Card};

/// Furniture: forms, share buttons, player controls, text for one mail client.
const FURNITURE: &[&str] = &[
    "jp-relatedposts",
    "kg-audio-player-container",
    "kg-audio-thumbnail",
    "kg-callout-emoji",
    "kg-email-card",
    "kg-email-cta-card",
    "kg-signup-card",
    "kg-toggle-card-icon",
    "kg-video-player-container",
    "mso-hide",
    "screen-reader-text",
    "sharedaddy",
    "wp-block-file__button",
];

/// Handles an element that a class makes something of its own; `false` when it is to be read as any other.
pub(super) fn card(walker: &mut Walker, node: usize, style: &Style) -> bool {
    let tree = walker.tree;
    let Some(classes) = tree.attr(node, "class") else { return false };
    let is = |class: &str| classes.split_ascii_whitespace().any(|one| one == class);
    if FURNITURE.iter().any(|class| is(class)) {
        return true;
    }
    if is("kg-bookmark-card") {
        return linked(walker, node, "kg-bookmark-container", "kg-bookmark-title", "kg-bookmark-description");
    }
    if is("kg-file-card") {
        return linked(walker, node, "kg-file-card-container", "kg-file-card-title", "kg-file-card-caption");
    }
    if is("kg-audio-card") {
        return audio(walker, node);
    }
    if is("wp-caption") {
        media::figure(walker, node, style);
        return true;
    }
    if is("kg-product-card-rating-star") || is("kg-product-card-rating") {
        return true;
    }
    false
}

/// A card whose link, title and description are told apart by their classes.
fn linked(walker: &mut Walker, node: usize, link: &str, title: &str, description: &str) -> bool {
    let tree = walker.tree;
    let with = |class: &str| tree.find(node, &|tree: &Tree, node| tree.has_class(node, class));
    let words = |class: &str| with(class).map(|found| tree.words(found)).unwrap_or_default();
    let anchor =
        with(link).or_else(|| tree.find(node, &|tree: &Tree, node| tree.attr(node, "href").is_some()));
    let address = anchor.and_then(|anchor| walker.addresses.link(tree.attr(anchor, "href")?));
    let Some(address) = address else { return false };
    let caption = tree.find(node, &|tree: &Tree, node| tree.name(node) == "figcaption");
    let caption = caption.map(|caption| tree.words(caption)).unwrap_or_default();
    let gated = walker.is_paid(node);
    walker.block(Block::Card(Card { address, title: words(title), description: words(description) }), gated);
    if !caption.is_empty() {
        walker.block(Block::paragraph(caption), gated);
    }
    true
}

fn audio(walker: &mut Walker, node: usize) -> bool {
    let tree = walker.tree;
    let sound = tree.find(node, &|tree: &Tree, node| tree.name(node) == "audio");
    let address = sound.and_then(|sound| walker.addresses.web(tree.attr(sound, "src")?));
    let Some(address) = address else { return false };
    let title = tree.find(node, &|tree: &Tree, node| tree.has_class(node, "kg-audio-title"));
    let title = title.map(|title| tree.words(title)).unwrap_or_default();
    let gated = walker.is_paid(node);
    walker.block(Block::Card(Card { address, title, description: String::new() }), gated);
    true
}
