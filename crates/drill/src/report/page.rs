//! The report as a page and as text: the same blocks, set twice.

use crate::report::Outcome;
use crate::report::words;

/// A part of the report.
pub enum Block {
    /// A heading.
    Heading(String),
    /// A paragraph.
    Paragraph(String),
    /// Rows under a head; all but the first column are numbers or short.
    Table(Vec<String>, Vec<Vec<String>>),
}

/// The page, in itself: nothing is loaded.
pub fn html(outcome: &Outcome) -> String {
    let mut page = format!(
        "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n\
         <style>{STYLE}</style>\n<main>\n<h1>{title}</h1>\n<p class=\"figure {mood}\">{line}</p>\n",
        title = words::TITLE,
        mood = if outcome.is_clean() { "clean" } else { "found" },
        line = escaped(&outcome.last_line()),
    );
    for block in words::blocks(outcome) {
        match block {
            Block::Heading(text) => page.push_str(&format!("<h2>{}</h2>\n", escaped(&text))),
            Block::Paragraph(text) => page.push_str(&format!("<p>{}</p>\n", escaped(&text))),
            Block::Table(head, rows) => page.push_str(&table(&head, &rows)),
        }
    }
    page.push_str("</main>\n</html>\n");
    page
}

fn table(head: &[String], rows: &[Vec<String>]) -> String {
    let cells = |tag: &str, row: &[String]| {
        row.iter().map(|cell| format!("<{tag}>{}</{tag}>", escaped(cell))).collect::<String>()
    };
    let head = cells("th scope=\"col\"", head).replace("</th scope=\"col\">", "</th>");
    let rows: String = rows.iter().map(|row| format!("<tr>{}</tr>\n", cells("td", row))).collect();
    format!(
        "<div class=\"wide\"><table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table></div>\n"
    )
}

const STYLE: &str = "\
body{margin:0;background:#fff;color:#1a1a1a;font:1rem/1.55 Georgia,'Noto Serif',serif}\
main{max-width:46rem;margin:0 auto;padding:2rem 1.25rem 4rem}\
h1{font-size:1.9rem;line-height:1.2;margin:0 0 1rem}h2{font-size:1.2rem;margin:2.2rem 0 .5rem}\
.figure{padding:.8rem 1rem;border-left:.35rem solid;font:600 1rem/1.5 ui-monospace,monospace}\
.clean{border-color:#1b6e3c;background:#eef7f1}.found{border-color:#a3161a;background:#fbeeee}\
.wide{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:.92rem}\
th,td{text-align:left;vertical-align:top;padding:.35rem .8rem .35rem 0;border-bottom:1px solid #ddd}\
td+td,th+th{text-align:right;font-variant-numeric:tabular-nums}\
@media(prefers-color-scheme:dark){body{background:#15171a;color:#e6e6e6}.clean{background:#14261b}.found{background:#2c1718}\
th,td{border-color:#3a3d42}}";

/// The same as plain text, lines of at most 100 signs but for tables.
pub fn text(outcome: &Outcome) -> String {
    let mut text = format!("{}\n\n{}\n", words::TITLE, outcome.last_line());
    for block in words::blocks(outcome) {
        match block {
            Block::Heading(heading) => {
                text.push_str(&format!("\n{heading}\n{}\n", "-".repeat(heading.chars().count())))
            }
            Block::Paragraph(paragraph) => text.push_str(&format!("\n{}\n", wrapped(&paragraph, 100))),
            Block::Table(head, rows) => text.push_str(&format!("\n{}", aligned(&head, &rows))),
        }
    }
    text
}

fn aligned(head: &[String], rows: &[Vec<String>]) -> String {
    let all = || std::iter::once(head).chain(rows.iter().map(Vec::as_slice));
    let width = |column: usize| {
        all().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..head.len()).map(width).collect();
    let line = |row: &[String]| {
        let cells = row.iter().zip(&widths).enumerate();
        let cells = cells.map(|(place, (cell, width))| match place {
            0 => format!("{cell:<width$}"),
            _ => format!("{cell:>width$}"),
        });
        cells.collect::<Vec<_>>().join("  ").trim_end().to_owned() + "\n"
    };
    all().map(line).collect()
}

fn wrapped(text: &str, width: usize) -> String {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        let line = lines.last_mut().expect("there is always a line");
        if !line.is_empty() && line.chars().count() + 1 + word.chars().count() > width {
            lines.push(word.to_owned());
        } else {
            let space = if line.is_empty() { "" } else { " " };
            line.push_str(&format!("{space}{word}"));
        }
    }
    lines.join("\n")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
