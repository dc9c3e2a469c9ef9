use content::body::{Block, Body, Inline, Marks};

use super::page;

#[test]
fn words_stay_words() {
    let marks =
        Marks { bold: true, italic: true, link: "https://example.org/a".parse_link(), ..Marks::default() };
    let body = Body {
        blocks: vec![
            Block::paragraph("# no heading, *no* [link](x) <b> 1."),
            Block::paragraph("2. no list"),
            Block::Paragraph(vec![
                Inline::text("see "),
                Inline::Text { text: "this ".into(), marks },
                Inline::Break,
                Inline::text("end"),
            ]),
            Block::OrderedList {
                start: 3,
                items: vec![vec![
                    Block::paragraph("a"),
                    Block::BulletList(vec![vec![Block::paragraph("b")]]),
                ]],
            },
            Block::Quotation { paragraphs: vec![vec![Inline::text("q")]], attribution: "Who".into() },
            Block::Plus(vec![Block::paragraph("paid")]),
        ],
    };
    let page = page("en".parse().unwrap(), "about".parse().unwrap(), "A_b", &body);
    assert_eq!(
        page.markdown,
        "# A\\_b\n\n\\# no heading, \\*no\\* \\[link\\](x) \\<b\\> 1.\n\n2\\. no list\n\n\
         see [***this***](<https://example.org/a>) \\\nend\n\n3. a\n   \n   - b\n\n> q\n> \n> — Who\n"
    );
}

/// So that a link is written in one word.
trait ParseLink {
    fn parse_link(&self) -> Option<content::body::Link>;
}

impl ParseLink for str {
    fn parse_link(&self) -> Option<content::body::Link> {
        content::body::Link::parse(self).ok()
    }
}
