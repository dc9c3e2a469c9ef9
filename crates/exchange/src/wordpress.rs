//! WordPress's export, WXR: RSS with elements of its own.
//!
//! The file is read twice: for its pictures, which stand anywhere in it, and for its posts. Each `<item>` is cut out and
//! read by itself, so that a broken one costs itself only and a long file no memory. Comments, accounts' addresses and
//! everything else that is not named in [`item`] is passed over.

mod item;
mod items;
mod post;
mod restriction;
mod site;
mod status;
mod xml;

use crate::import::{Halt, Intake, Place, Source};
use item::Item;
use items::{Items, Piece};
use post::Desk;
use site::Site;

/// The head of a file may have so many times the bytes of an item: it names all tags.
const HEADS: usize = 8;

/// Reads a file from beginning to end, twice.
pub(crate) fn read(source: Source, intake: &mut Intake) -> Result<(), Halt> {
    let limit = intake.options().limits.line_bytes;
    let mut source = source.rewindable()?;
    let site = survey(&mut source, limit)?;
    source.rewind()?;
    let mut desk = Desk::new(site, intake);
    let mut items = Items::new(source, limit, limit * HEADS);
    let mut number = 0_u64;
    while let Some(piece) = items.next_piece()? {
        if matches!(piece, Piece::Head(_)) {
            continue;
        }
        number += 1;
        match parsed(piece, limit) {
            Ok(item) => desk.take(item, number, intake)?,
            Err(reason) => intake.refuse(&Place::named(format!("item {number}")), reason)?,
        }
        intake.read_to(items.bytes_read())?;
    }
    desk.leave(intake);
    Ok(())
}

/// Everything that posts point to.
fn survey(source: &mut Source, limit: usize) -> Result<Site, Halt> {
    let mut items = Items::new(source, limit, limit * HEADS);
    let (mut site, mut found) = (Site::default(), false);
    while let Some(piece) = items.next_piece()? {
        match piece {
            Piece::Head(head) => {
                found |= head.contains("<rss") || head.contains("<channel");
                site.read_head(head).map_err(Halt::NotTheFormat)?;
            }
            piece => {
                found = true;
                if let Ok(item) = parsed(piece, limit) {
                    site.read_item(&item);
                }
            }
        }
    }
    let reason = "this is not a WordPress export: it has neither a channel nor an item. Export anew under Tools, Export";
    if found { Ok(site) } else { Err(Halt::NotTheFormat(reason.into())) }
}

fn parsed(piece: Piece, limit: usize) -> Result<Item, String> {
    match piece {
        Piece::Item(xml) => Item::parse(xml),
        Piece::Head(_) => Err("it is not an item".into()),
        Piece::TooLong => {
            Err(format!("the item is longer than {limit} bytes, which is as long as one may be"))
        }
        Piece::NotUtf8 { at } => Err(format!("byte {at} of the item is not UTF-8")),
        Piece::CutShort => Err("the item has no end: export the file again".into()),
    }
}
