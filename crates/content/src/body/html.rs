//! A body as HTML: few elements, each saying what the thing is; everything from the story escaped.

use super::{Block, Body, Card, Cell, Inline, Link, Marks, Picture};

mod inline;
use inline::write_inlines;

/// How wide a picture of the body is shown, for the browser's choice among renditions.
pub const PICTURE_SIZES: &str = "(min-width: 46rem) 44rem, 100vw";

/// What knows the stored renditions of a picture by its `file`; `None` when the file is not there.
pub type Pictures<'a> = dyn Fn(&str) -> Option<PictureSource> + 'a;

/// A picture as it can be shown: the same picture in several widths, narrowest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PictureSource {
    /// Renditions for browsers that read WebP; may be empty.
    pub webp: Vec<Rendition>,
    /// Renditions for everybody; the widest is the picture's `src`. Without one the picture is not shown.
    pub jpeg: Vec<Rendition>,
}

/// One file of a picture.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rendition {
    /// Where it is served, "/media/ab12-800.webp".
    pub address: String,
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
}

impl Body {
    /// The body as HTML. A picture whose file is not there is told in words, never shown broken.
    ///
    /// Plus blocks are written too, each in a `<div class="plus">`: whoever shows the public calls it on the open part.
    pub fn to_html(&self, pictures: &Pictures) -> String {
        let mut out = String::with_capacity(4096);
        write_blocks(&mut out, &self.blocks, pictures);
        out
    }
}

/// Adds text or an attribute's value with everything escaped that HTML reads as its own.
pub fn escape(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
}

fn write_blocks(out: &mut String, blocks: &[Block], pictures: &Pictures) {
    blocks.iter().for_each(|block| write_block(out, block, pictures));
}

fn write_block(out: &mut String, block: &Block, pictures: &Pictures) {
    match block {
        Block::Paragraph(text) => element(out, "p", text),
        Block::Heading { level: 0..=2, text } => element(out, "h2", text),
        Block::Heading { level: 3, text } => element(out, "h3", text),
        Block::Heading { text, .. } => element(out, "h4", text),
        Block::Quotation { paragraphs, attribution } => write_quotation(out, paragraphs, attribution),
        Block::BulletList(items) => {
            out.push_str("<ul>");
            write_items(out, items, pictures);
            out.push_str("</ul>\n");
        }
        Block::OrderedList { start, items } => {
            match start {
                1 => out.push_str("<ol>"),
                start => out.push_str(&format!("<ol start=\"{start}\">")),
            }
            write_items(out, items, pictures);
            out.push_str("</ol>\n");
        }
        Block::Picture(picture) => write_picture(out, picture, pictures),
        Block::Table(rows) => write_table(out, rows),
        Block::Rule => out.push_str("<hr>\n"),
        Block::Card(card) => write_card(out, card),
        Block::Plus(blocks) => {
            out.push_str("<div class=\"plus\">\n");
            write_blocks(out, blocks, pictures);
            out.push_str("</div>\n");
        }
    }
}

fn element(out: &mut String, tag: &str, text: &[Inline]) {
    out.push_str(&format!("<{tag}>"));
    write_inlines(out, text);
    out.push_str(&format!("</{tag}>\n"));
}

fn write_quotation(out: &mut String, paragraphs: &[Vec<Inline>], attribution: &str) {
    let attributed = !attribution.is_empty();
    out.push_str(if attributed { "<figure class=\"quotation\"><blockquote>\n" } else { "<blockquote>\n" });
    paragraphs.iter().for_each(|text| element(out, "p", text));
    out.push_str("</blockquote>");
    if attributed {
        out.push_str("<figcaption>");
        escape(out, attribution);
        out.push_str("</figcaption></figure>");
    }
    out.push('\n');
}

/// An item of one paragraph is written without `<p>`: a list of short lines stays one.
fn write_items(out: &mut String, items: &[Vec<Block>], pictures: &Pictures) {
    out.push('\n');
    for item in items {
        out.push_str("<li>");
        match item.split_first() {
            Some((Block::Paragraph(text), rest))
                if !rest.iter().any(|b| matches!(b, Block::Paragraph(_))) =>
            {
                write_inlines(out, text);
                write_blocks(out, rest, pictures);
            }
            _ => write_blocks(out, item, pictures),
        }
        out.push_str("</li>\n");
    }
}

fn write_picture(out: &mut String, picture: &Picture, pictures: &Pictures) {
    let source = pictures(&picture.file).filter(|source| !source.jpeg.is_empty());
    let Some(source) = source else { return write_missing_picture(out, picture) };
    out.push_str("<figure><picture>");
    if !source.webp.is_empty() {
        out.push_str("<source type=\"image/webp\"");
        write_srcset(out, &source.webp);
        out.push('>');
    }
    let widest = source.jpeg.last().expect("filtered above: at least one rendition");
    out.push_str("<img");
    write_attribute(out, "src", &widest.address);
    if source.jpeg.len() > 1 {
        write_srcset(out, &source.jpeg);
    }
    out.push_str(&format!(" width=\"{}\" height=\"{}\"", widest.width, widest.height));
    write_attribute(out, "alt", &picture.alt);
    out.push_str(" loading=\"lazy\" decoding=\"async\"></picture>");
    if !picture.caption.is_empty() || !picture.credit.is_empty() {
        out.push_str("<figcaption>");
        write_caption(out, &picture.caption, &picture.credit);
        out.push_str("</figcaption>");
    }
    out.push_str("</figure>\n");
}

fn write_srcset(out: &mut String, renditions: &[Rendition]) {
    let list: Vec<_> = renditions.iter().map(|one| format!("{} {}w", one.address, one.width)).collect();
    write_attribute(out, "srcset", &list.join(", "));
    write_attribute(out, "sizes", PICTURE_SIZES);
}

fn write_attribute(out: &mut String, name: &str, value: &str) {
    out.push_str(&format!(" {name}=\""));
    escape(out, value);
    out.push('"');
}

fn write_caption(out: &mut String, caption: &str, credit: &str) {
    escape(out, caption);
    if !credit.is_empty() {
        out.push_str(if caption.is_empty() { "<span class=\"credit\">" } else { " <span class=\"credit\">" });
        escape(out, credit);
        out.push_str("</span>");
    }
}

fn write_missing_picture(out: &mut String, picture: &Picture) {
    let words = if picture.caption.is_empty() { &picture.alt } else { &picture.caption };
    if words.is_empty() {
        return;
    }
    out.push_str("<p class=\"caption\">");
    write_caption(out, words, &picture.credit);
    out.push_str("</p>\n");
}

/// The table stands in a box of its own that can be scrolled, by keyboard too, where the screen is narrower.
fn write_table(out: &mut String, rows: &[Vec<Cell>]) {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let headed = rows.first().is_some_and(|row| row.iter().all(|cell| cell.header)) && rows.len() > 1;
    out.push_str("<div class=\"table\" tabindex=\"0\"><table>\n");
    for (index, row) in rows.iter().enumerate() {
        out.push_str(match index {
            0 if headed => "<thead>\n<tr>",
            1 if headed => "<tbody>\n<tr>",
            0 => "<tbody>\n<tr>",
            _ => "<tr>",
        });
        let scope =
            if index == 0 && row.len() > 1 && row.iter().all(|cell| cell.header) { "col" } else { "row" };
        row.iter().for_each(|cell| write_cell(out, cell, scope));
        (row.len()..columns).for_each(|_| out.push_str("<td></td>"));
        out.push_str(if index == 0 && headed { "</tr>\n</thead>\n" } else { "</tr>\n" });
    }
    out.push_str("</tbody>\n</table></div>\n");
}

fn write_cell(out: &mut String, cell: &Cell, scope: &str) {
    match (cell.header, cell.text.is_empty()) {
        (true, false) => out.push_str(&format!("<th scope=\"{scope}\">")),
        _ => out.push_str("<td>"),
    }
    write_inlines(out, &cell.text);
    out.push_str(if cell.header && !cell.text.is_empty() { "</th>" } else { "</td>" });
}

fn write_card(out: &mut String, card: &Card) {
    out.push_str("<p class=\"card\">");
    inline::open_link(out, &card.address);
    escape(out, if card.title.is_empty() { card.address.as_str() } else { &card.title });
    out.push_str("</a>");
    if !card.description.is_empty() {
        out.push_str(" <span class=\"description\">");
        escape(out, &card.description);
        out.push_str("</span>");
    }
    if let (Some(host), false) = (card.address.host(), card.title.is_empty()) {
        out.push_str(" <span class=\"host\">");
        escape(out, host);
        out.push_str("</span>");
    }
    out.push_str("</p>\n");
}
