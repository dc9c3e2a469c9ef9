//! Pages that stand beside the stories (about, contact), as Markdown.

use base::{Language, script::Slug};
use content::body::{Block, Body, Cell, Inline, Marks};

/// A page found in another system's file: what `pages/{language}/{slug}.md` in the data folder is to hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// The language that it is taken to be written in.
    pub language: Language,
    /// The name of its file, and the end of its address.
    pub slug: Slug,
    /// Markdown; its first line is the title as a heading.
    pub markdown: String,
}

/// A page with a title and the open part of a body. Pictures are left out: pages have none.
pub(crate) fn page(language: Language, slug: Slug, title: &str, body: &Body) -> Page {
    let mut markdown = format!("# {}\n", escaped(title));
    for block in body.open_part().blocks {
        let text = self::block(&block);
        if !text.is_empty() {
            markdown.push('\n');
            markdown.push_str(&text);
            markdown.push('\n');
        }
    }
    Page { language, slug, markdown }
}

fn block(block: &Block) -> String {
    match block {
        Block::Paragraph(text) => inlines(text),
        Block::Heading { level, text } => format!("{} {}", "#".repeat((*level).into()), inlines(text)),
        Block::Quotation { paragraphs, attribution } => quotation(paragraphs, attribution),
        Block::BulletList(items) => list(items, |_| "- ".into()),
        Block::OrderedList { start, items } => list(items, |n| format!("{}. ", u64::from(*start) + n as u64)),
        Block::Table(rows) => rows.iter().map(|row| cells(row)).collect::<Vec<_>>().join("\n\n"),
        Block::Rule => "---".into(),
        Block::Card(card) => {
            let title = if card.title.is_empty() { card.address.as_str() } else { &card.title };
            format!("[{}](<{}>)", escaped(title), card.address)
        }
        Block::Picture(_) | Block::Plus(_) => String::new(),
    }
}

fn quotation(paragraphs: &[Vec<Inline>], attribution: &str) -> String {
    let signed = (!attribution.is_empty()).then(|| format!("— {}", escaped(attribution)));
    let lines: Vec<String> = paragraphs.iter().map(|text| inlines(text)).chain(signed).collect();
    lines.join("\n\n").lines().map(|line| format!("> {line}\n")).collect::<String>().trim_end().to_owned()
}

fn list(items: &[Vec<Block>], mark: impl Fn(usize) -> String) -> String {
    let item = |(n, blocks): (usize, &Vec<Block>)| {
        let mark = mark(n);
        let inside: Vec<String> = blocks.iter().map(block).collect();
        let indent = format!("\n{}", " ".repeat(mark.len()));
        format!("{mark}{}", inside.join("\n\n").replace('\n', &indent))
    };
    items.iter().enumerate().map(item).collect::<Vec<_>>().join("\n")
}

/// Markdown's core has no tables: a row becomes a line.
fn cells(row: &[Cell]) -> String {
    row.iter().map(|cell| inlines(&cell.text)).collect::<Vec<_>>().join(" · ")
}

fn inlines(text: &[Inline]) -> String {
    let written = text.iter().map(|inline| match inline {
        Inline::Text { text, marks } => marked(text, marks),
        Inline::Break => "\\\n".into(),
    });
    written.collect()
}

fn marked(text: &str, marks: &Marks) -> String {
    let words = text.trim();
    if words.is_empty() {
        return text.to_owned();
    }
    let (before, after) = text.split_once(words).unwrap_or_default();
    let mut out = escaped(words);
    for (on, sign) in [(marks.italic, "*"), (marks.bold, "**")] {
        if on {
            out = format!("{sign}{out}{sign}");
        }
    }
    if let Some(link) = &marks.link {
        out = format!("[{out}](<{link}>)");
    }
    format!("{before}{out}{after}")
}

/// So that no sign of the text is taken for one of Markdown's.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let sign = "\\`*_[]<>&#~|".contains(c) || (at == 0 && "+-=".contains(c));
        let numbered = (c == '.' || c == ')') && at > 0 && text[..at].bytes().all(|b| b.is_ascii_digit());
        if sign || numbered {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests;
