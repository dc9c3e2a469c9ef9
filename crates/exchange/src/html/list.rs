//! Lists. What an item cannot hold (a picture, a table) follows the list.

use super::Piece;
use super::flow::{Walker, texts_of};
use super::marks::Style;
use content::body::Block;

/// Lists inside lists; deeper ones are told as items of the list around them.
const MAX_DEPTH: usize = 8;

pub(super) fn list(walker: &mut Walker, node: usize, style: &Style) {
    let gated = walker.is_paid(node);
    walker.list_depth += 1;
    let mut list = Gathered::default();
    let tree = walker.tree;
    for child in tree.children(node).iter().filter(|child| !tree.is_blank(**child)) {
        let pieces = walker.aside(|walker| walker.node(*child, style));
        // A list that stands in a list without an item of its own belongs to the item before it.
        let nested = matches!(tree.name(*child), "ul" | "ol");
        list.add(pieces, nested);
    }
    walker.list_depth -= 1;
    let items = list.items.into_iter().filter(|item| !item.is_empty()).collect::<Vec<_>>();
    if !items.is_empty() && walker.list_depth >= MAX_DEPTH {
        items.into_iter().flatten().for_each(|block| walker.block(block, gated));
    } else if !items.is_empty() {
        let block = match tree.name(node) {
            "ol" => Block::OrderedList { start: start(tree.attr(node, "start")), items },
            _ => Block::BulletList(items),
        };
        walker.block(block, gated);
    }
    list.after.into_iter().for_each(|block| walker.block(block, gated));
}

#[derive(Default)]
struct Gathered {
    items: Vec<Vec<Block>>,
    after: Vec<Block>,
}

impl Gathered {
    fn add(&mut self, pieces: Vec<Piece>, to_last: bool) {
        if !to_last || self.items.is_empty() {
            self.items.push(Vec::new());
        }
        let item = self.items.last_mut().expect("one was put in if there was none");
        for piece in pieces {
            match piece.block {
                block @ (Block::Paragraph(_) | Block::BulletList(_) | Block::OrderedList { .. }) => {
                    item.push(block)
                }
                other => match texts_of(other) {
                    Ok(texts) => item.extend(texts.into_iter().map(Block::Paragraph)),
                    Err(block) => self.after.push(block),
                },
            }
        }
    }
}

fn start(attribute: Option<&str>) -> u32 {
    attribute.and_then(|start| start.trim().parse().ok()).filter(|start| *start <= 1_000_000).unwrap_or(1)
}
