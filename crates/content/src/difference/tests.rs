use proptest::prelude::*;

use super::*;
use crate::body::{Block, Body, arbitrary};

fn said(blocks: Vec<Block>) -> Document {
    Document { body: Body { blocks }, ..Document::default() }
}

/// One line a difference: `+` added, `-` removed, `=` same words.
fn check(old: &Document, new: &Document, expected: &[&str]) {
    let told: Vec<String> = words(old, new)
        .into_iter()
        .map(|difference| {
            let runs: Vec<String> = difference
                .runs
                .iter()
                .map(|run| match run {
                    Run::Same(text) => text.trim().to_owned(),
                    Run::Removed(text) => format!("[-{}]", text.trim()),
                    Run::Added(text) => format!("[+{}]", text.trim()),
                })
                .collect();
            let of = match difference.of {
                What::Field(name) => name.to_owned(),
                What::Block { kind, plus } => format!("{kind}{}", if plus { "+" } else { "" }),
            };
            format!("{of} {:?}: {}", difference.change, runs.join(" "))
        })
        .collect();
    assert_eq!(told, expected);
}

#[test]
fn words_that_differ_are_marked_and_blocks_keep_their_places() {
    let p = |text: &str| Block::paragraph(text);
    let mut old =
        said(vec![p("The first one."), p("The ferry sails twice a day."), p("Gone with the wind.")]);
    let mut new = said(vec![
        p("The first one."),
        p("A new one altogether."),
        p("The ferry sails three times a day."),
        Block::Plus(vec![p("For payers.")]),
    ]);
    old.headline = "Ferry sails".into();
    new.headline = "Ferry stops".into();
    new.sections = vec!["economy".into()];
    let expected = [
        "headline Words: Ferry [-sails] [+stops]",
        "sections Added: [+economy]",
        "paragraph Same: The first one.",
        "paragraph Added: [+A new one altogether.]",
        "paragraph Words: The ferry sails [-twice] [+three times] a day.",
        "paragraph Removed: [-Gone with the wind.]",
        "paragraph+ Added: [+For payers.]",
    ];
    check(&old, &new, &expected);
}

#[test]
fn the_same_words_that_look_otherwise_say_so() {
    let p = |text: &str| Block::paragraph(text);
    check(
        &said(vec![p("Words.")]),
        &said(vec![Block::Plus(vec![p("Words.")])]),
        &["paragraph+ Looks: Words."],
    );
}

#[test]
fn five_megabytes_of_other_words_take_little_time() {
    let text = |salt: u64| {
        let word = |n: u64| format!("w{} ", (n * 7 + salt).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 44);
        (0..650_000).map(word).collect::<String>()
    };
    let parted = |text: String| {
        let words: Vec<&str> = text.split_inclusive(' ').collect();
        said(words.chunks(20_000).map(|words| Block::paragraph(words.concat())).collect())
    };
    let (old, new) = (parted(text(1)), parted(text(2)));
    assert!(words(&old, &new).len() >= 33);
    let whole = |text: String| said(vec![Block::paragraph(text)]);
    let mut changed = text(1);
    let middle = changed[2_500_000..].find(' ').expect("words") + 2_500_001;
    changed.insert_str(middle, "inserted ");
    let found = words(&whole(text(1)), &whole(changed));
    assert_eq!(found[0].runs.len(), 3, "one word in the middle is found whatever the size");
}

proptest! {
    #[test]
    fn old_and_new_can_be_read_out_of_it(old in arbitrary::body(), new in arbitrary::body()) {
        let found = words(&said(old.blocks.clone()), &said(new.blocks.clone()));
        let texts = |body: &Body| -> Vec<String> {
            items(body).iter().map(|item| item.block.texts().join("\n")).filter(|text| !text.is_empty()).collect()
        };
        let squeezed = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let read = |is_old: bool| -> Vec<String> {
            let in_it = |run: &Run| match run {
                Run::Same(text) => Some(text.clone()),
                Run::Removed(text) => is_old.then(|| text.clone()),
                Run::Added(text) => (!is_old).then(|| text.clone()),
            };
            let read = found.iter().map(|difference| difference.runs.iter().filter_map(in_it).collect::<String>());
            read.map(squeezed).filter(|text| !text.is_empty()).collect()
        };
        let said = |body: &Body| -> Vec<String> {
            texts(body).into_iter().map(squeezed).filter(|text| !text.is_empty()).collect()
        };
        prop_assert_eq!(read(false), said(&new));
        prop_assert_eq!(read(true), said(&old));
    }
}
