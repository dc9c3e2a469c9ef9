//! Running text as HTML: each mark is opened once for as long as it lasts.

use super::{Inline, Link, Marks, escape};
use base::Language;

/// An element that is open around the words, outermost first: a link stays whole when a word in it is bold.
#[derive(Clone, Copy, PartialEq)]
enum Open<'a> {
    Link(&'a Link),
    Language(&'a Language),
    Bold,
    Italic,
}

pub(super) fn write_inlines(out: &mut String, text: &[Inline]) {
    let mut open: Vec<Open> = Vec::new();
    let mut breaks = 0;
    for inline in text {
        let Inline::Text { text, marks } = inline else {
            breaks += 1;
            continue;
        };
        let wanted = elements(marks);
        let kept = open.iter().zip(&wanted).take_while(|(open, wanted)| open == wanted).count();
        open.drain(kept..).rev().for_each(|element| close(out, element));
        // A line break stands in no element that ends at it.
        (0..std::mem::take(&mut breaks)).for_each(|_| out.push_str("<br>"));
        for element in &wanted[kept..] {
            start(out, *element);
            open.push(*element);
        }
        escape(out, text);
    }
    open.into_iter().rev().for_each(|element| close(out, element));
    (0..breaks).for_each(|_| out.push_str("<br>"));
}

/// Opens a link. One that leaves the site tells the other side nothing about where its reader came from.
pub(super) fn open_link(out: &mut String, link: &Link) {
    out.push_str("<a href=\"");
    escape(out, link.as_str());
    out.push_str(if link.is_outgoing() { "\" rel=\"noreferrer noopener\">" } else { "\">" });
}

fn elements(marks: &Marks) -> Vec<Open<'_>> {
    let link = marks.link.as_ref().map(Open::Link);
    let language = marks.language.as_ref().map(Open::Language);
    let bold = marks.bold.then_some(Open::Bold);
    let italic = marks.italic.then_some(Open::Italic);
    [link, language, bold, italic].into_iter().flatten().collect()
}

fn start(out: &mut String, element: Open) {
    match element {
        Open::Link(link) => open_link(out, link),
        Open::Language(language) => {
            out.push_str("<span lang=\"");
            escape(out, language.as_str());
            out.push_str("\">");
        }
        Open::Bold => out.push_str("<strong>"),
        Open::Italic => out.push_str("<em>"),
    }
}

fn close(out: &mut String, element: Open) {
    out.push_str(match element {
        Open::Link(_) => "</a>",
        Open::Language(_) => "</span>",
        Open::Bold => "</strong>",
        Open::Italic => "</em>",
    });
}
