//! Pictures with their captions; films, sounds and frames as cards that lead to them.

use super::flow::Walker;
use super::marks::Style;
use super::quote::signed;
use super::tree::Tree;
use content::body::{Block, Card, Picture};

/// Words before the name of who made a picture.
const CREDITS: &[&str] =
    &["Photo:", "Photo by ", "Credit:", "Image:", "Illustration:", "Фота:", "Фото:", "Здымак:", "©"];
/// Longest ending of a caption that is taken for a credit, in bytes.
const MAX_CREDIT: usize = 160;

pub(super) fn image(walker: &mut Walker, node: usize, style: &Style) {
    let tree = walker.tree;
    let gated = tree.nodes[node].gated;
    let alt = tree.attr(node, "alt").unwrap_or_default().to_owned();
    if ["emoji", "wp-smiley"].iter().any(|class| tree.has_class(node, class)) {
        return walker.words(&alt, style, gated);
    }
    let is_dot = |side| matches!(tree.attr(node, side).map(str::trim), Some("0" | "1" | "1px"));
    if is_dot("width") || is_dot("height") {
        return walker.remark("a picture of one pixel was left out");
    }
    match file(walker, node) {
        Some(file) => walker.block(Block::Picture(Picture { file, alt, ..Picture::default() }), gated),
        None => walker.remark("a picture without a usable address was left out"),
    }
}

/// The best of the addresses that pages with "lazy" pictures give.
fn file(walker: &Walker, node: usize) -> Option<String> {
    let names = ["data-orig-file", "data-large-file", "data-src", "data-lazy-src", "src"];
    names.iter().find_map(|name| walker.addresses.picture(walker.tree.attr(node, name)?))
}

/// A frame, film or sound: the page it shows, or the file it plays.
pub(super) fn frame(walker: &mut Walker, node: usize) {
    let tree = walker.tree;
    let is_source =
        |tree: &Tree, node: usize| tree.name(node) == "source" && tree.attr(node, "src").is_some();
    let source = tree.find(node, &is_source);
    let of = |node: usize| {
        ["data-src", "data-lazy-src", "src", "data"].iter().find_map(|name| tree.attr(node, name))
    };
    let address = of(node).or_else(|| source.and_then(of)).and_then(|address| walker.addresses.web(address));
    let Some(address) = address else {
        return walker.remark(&format!("<{}> without a usable address was left out", tree.name(node)));
    };
    let title = tree.attr(node, "title").unwrap_or_default().trim();
    // What the players write there themselves says nothing.
    let title = if title.to_lowercase().ends_with("player") { "" } else { title };
    let card = Card { address, title: title.to_owned(), description: String::new() };
    let gated = walker.is_paid(node);
    walker.block(Block::Card(card), gated);
}

/// Something with a caption: a picture, a gallery, a table, a quotation, a film.
pub(super) fn figure(walker: &mut Walker, node: usize, style: &Style) {
    let tree = walker.tree;
    let is_caption =
        |tree: &Tree, node: usize| tree.name(node) == "figcaption" || tree.has_class(node, "wp-caption-text");
    let last_own = tree.children(node).iter().rev().copied().find(|child| is_caption(tree, *child));
    let nested = |tree: &Tree, node: usize| tree.name(node) == "figure";
    let only = || tree.find(node, &is_caption).filter(|_| tree.find(node, &nested).is_none());
    let caption = last_own.or_else(only);
    let gated = walker.is_paid(node);
    caption.into_iter().for_each(|caption| walker.take(caption));
    let mut blocks: Vec<_> = walker.sub(node, style).into_iter().map(|piece| piece.block).collect();
    if let Some(caption) = caption {
        put_under(&mut blocks, Caption::read(tree, caption));
    }
    blocks.into_iter().for_each(|block| walker.block(block, gated));
}

/// What stands under a figure.
struct Caption {
    words: String,
    credit: String,
}

impl Caption {
    fn read(tree: &Tree, node: usize) -> Caption {
        let is_credit = |tree: &Tree, node: usize| {
            let class = tree.attr(node, "class").unwrap_or_default().to_ascii_lowercase();
            let named = ["credit", "copyright", "photographer", "image-source"]
                .iter()
                .any(|word| class.contains(word));
            named || matches!(tree.name(node), "small" | "cite")
        };
        let all = tree.words(node);
        let credit =
            tree.find(node, &is_credit).map(|credit| tree.words(credit)).filter(|credit| !credit.is_empty());
        match credit.and_then(|credit| Some((all.strip_suffix(credit.as_str())?.to_owned(), credit))) {
            Some((words, credit)) => Caption { words: words.trim().to_owned(), credit },
            None => Caption::divided(all),
        }
    }

    /// "Minsk in winter. Photo: A. B." is a caption and a credit.
    fn divided(all: String) -> Caption {
        let begins = |at: usize| !all[..at].ends_with(char::is_alphanumeric);
        let at = CREDITS.iter().filter_map(|word| all.rfind(word)).filter(|at| begins(*at)).max();
        match at.filter(|at| all.len() - at <= MAX_CREDIT) {
            Some(at) => {
                let between = |c: char| c.is_whitespace() || "(/|[—–-".contains(c);
                let opened = all[..at].trim_end().ends_with(['(', '[']);
                let ends = [").", "].", ")", "]"];
                let closed = ends.iter().find_map(|end| all[at..].strip_suffix(end)).filter(|_| opened);
                let credit = closed.unwrap_or(&all[at..]);
                Caption { words: all[..at].trim_end_matches(between).to_owned(), credit: credit.to_owned() }
            }
            None => Caption { words: all, credit: String::new() },
        }
    }

    fn whole(self) -> String {
        [self.words, self.credit].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    }
}

/// A caption goes to the last picture; else to what the figure shows; else it is a paragraph under it.
fn put_under(blocks: &mut Vec<Block>, caption: Caption) {
    let picture = blocks.iter_mut().rev().find_map(|block| match block {
        Block::Picture(picture) if picture.caption.is_empty() && picture.credit.is_empty() => Some(picture),
        _ => None,
    });
    if let Some(picture) = picture {
        (picture.caption, picture.credit) = (caption.words, caption.credit);
        return;
    }
    match blocks.last_mut() {
        Some(Block::Quotation { attribution, .. }) if attribution.is_empty() => {
            *attribution = signed(&caption.whole())
        }
        Some(Block::Card(card)) if card.title.is_empty() => card.title = caption.whole(),
        Some(Block::Card(card)) if card.description.is_empty() => card.description = caption.whole(),
        _ => blocks.push(Block::paragraph(caption.whole())),
    }
}
