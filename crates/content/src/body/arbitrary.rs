//! Arbitrary bodies for property tests, here and (feature `arbitrary`) in other crates: everything the schema can say,
//! in canonical form.

use super::{Block, Body, Card, Cell, Inline, Link, Marks, Picture};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

/// Any canonical body of moderate size, with and without plus blocks.
pub fn body() -> impl Strategy<Value = Body> {
    let top = prop_oneof![6 => block(), 1 => vec(block(), 1..4).prop_map(Block::Plus)];
    vec(top, 0..6).prop_map(|blocks| Body { blocks }.normalised())
}

/// Any block that is not a plus block.
pub fn block() -> impl Strategy<Value = Block> {
    prop_oneof![
        4 => inlines().prop_map(Block::Paragraph),
        1 => (2..=4_u8, inlines()).prop_map(|(level, text)| Block::Heading { level, text }),
        1 => (vec(inlines(), 1..3), words())
            .prop_map(|(paragraphs, attribution)| Block::Quotation { paragraphs, attribution }),
        2 => list(),
        1 => ("[a-z/]{1,12}\\.jpg", words(), words(), words())
            .prop_map(|(file, alt, caption, credit)| Block::Picture(Picture { file, alt, caption, credit })),
        1 => vec(vec(cell(), 1..4), 1..4).prop_map(Block::Table),
        1 => Just(Block::Rule),
        1 => (link(), words(), words())
            .prop_map(|(address, title, description)| Block::Card(Card { address, title, description })),
    ]
}

fn list() -> impl Strategy<Value = Block> {
    let leaf = inlines().prop_map(Block::Paragraph);
    leaf.prop_recursive(3, 12, 3, |inner| {
        let items = vec(vec(inner, 1..3), 1..3);
        (option::of(0..50_u32), items).prop_map(|(start, items)| match start {
            Some(start) => Block::OrderedList { start, items },
            None => Block::BulletList(items),
        })
    })
}

fn cell() -> impl Strategy<Value = Cell> {
    (any::<bool>(), inlines()).prop_map(|(header, text)| Cell { header, text })
}

fn inlines() -> impl Strategy<Value = Vec<Inline>> {
    let text = (words(), marks()).prop_map(|(text, marks)| Inline::Text { text, marks });
    vec(prop_oneof![5 => text, 1 => Just(Inline::Break)], 0..5)
}

fn marks() -> impl Strategy<Value = Marks> {
    let tag = prop_oneof![Just("be"), Just("en"), Just("ru"), Just("be-Latn")];
    let language = tag.prop_map(|tag| tag.parse().expect("a valid tag"));
    (any::<bool>(), any::<bool>(), option::weighted(0.2, link()), option::weighted(0.2, language))
        .prop_map(|(bold, italic, link, language)| Marks { bold, italic, link, language })
}

/// Any address that may be linked.
pub fn link() -> impl Strategy<Value = Link> {
    let address = prop_oneof![
        "https?://[a-z]{1,8}\\.org(/[ -~]{0,12})?",
        "/[a-z0-9]{1,8}(/[ -~]{0,8})?",
        "#[a-z \"]{0,8}",
        "mailto:[a-z]{1,6}@[a-z]{1,6}\\.by",
    ];
    address.prop_map(|address| Link::parse(&address).expect("all of these may be linked"))
}

/// Words as they come in: Latin, Cyrillic, what HTML and JSON read as their own, and the odd character nobody typed.
pub fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => "[a-zA-Z ,.'’-]{0,24}",
        3 => "[а-яўёіА-ЯЎЁІ ,.«»—]{0,24}",
        1 => "[<>&\"'/=\\\\{}\\[\\]a-z ]{0,16}",
        1 => any::<String>(),
    ]
}
