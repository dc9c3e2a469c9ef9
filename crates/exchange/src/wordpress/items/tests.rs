use super::{Items, Piece};

/// Gives one byte at a time, so that every sign lies across two reads.
struct Drops<'a>(&'a [u8]);

impl std::io::Read for Drops<'_> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let Some((first, rest)) = self.0.split_first().filter(|_| !into.is_empty()) else { return Ok(0) };
        (into[0], self.0) = (*first, rest);
        Ok(1)
    }
}

fn pieces(xml: &str, limit: usize) -> Vec<String> {
    let mut items = Items::new(Drops(xml.as_bytes()), limit, 200);
    let mut found = Vec::new();
    while let Some(piece) = items.next_piece().unwrap() {
        found.push(match piece {
            Piece::Head(text) => format!("head {text}"),
            Piece::Item(text) => text.to_owned(),
            other => format!("{other:?}"),
        });
    }
    found
}

#[test]
fn items_are_cut_out_and_signs_in_text_are_text() {
    let found = pieces(
        "<rss><!-- <item> --><item>1</item> between <item a='b'><![CDATA[</item><item>]]></item></rss>",
        100,
    );
    assert_eq!(
        found,
        ["head <rss><!-- <item> -->", "<item>1</item>", "<item a='b'><![CDATA[</item><item>]]></item>"]
            .map(|text| text.trim_start().to_owned())
    );
}

#[test]
fn an_item_without_end_does_not_take_the_next_with_it() {
    assert_eq!(
        pieces("<item>1<item>2</item><item>3", 100),
        ["head ", "CutShort", "<item>2</item>", "CutShort"]
    );
}

#[test]
fn a_long_item_is_passed_over() {
    let long = format!("<item>{}</item><item>2</item>", "x".repeat(300_000));
    assert_eq!(pieces(&long, 100), ["head ", "TooLong", "<item>2</item>"]);
    let open = format!("<item><![CDATA[{}", "x".repeat(300_000));
    assert_eq!(pieces(&open, 100), ["head ", "CutShort"]);
}

#[test]
fn a_file_without_items_is_all_head() {
    assert_eq!(pieces("", 10), ["head "]);
    assert_eq!(pieces("<![CDATA[ <item>", 10), ["head <![CDATA[ <item>"]);
}
