//! Whatever a file holds: no panic, and the second time nothing is new.

use exchange::{Format, ImportError};
use proptest::prelude::*;

use crate::newsroom::{Newsroom, block_on, corpus};

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes(format in formats(), bytes in prop::collection::vec(any::<u8>(), 0..2_000)) {
        twice(format, vec![bytes]);
    }

    #[test]
    fn a_corpus_with_wounds(format in formats(), wounds in prop::collection::vec((any::<u32>(), any::<u8>(), 0_usize..40), 1..12)) {
        let mut bytes = std::fs::read(corpus(file(format))).expect("the corpus is there");
        for (at, byte, cut) in wounds {
            let at = at as usize % bytes.len();
            bytes.splice(at..(at + cut).min(bytes.len()), [byte]);
            if bytes.is_empty() {
                break;
            }
        }
        twice(format, vec![bytes]);
    }
}

fn formats() -> impl Strategy<Value = Format> {
    prop_oneof![Just(Format::Native), Just(Format::Ghost), Just(Format::WordPress)]
}

fn file(format: Format) -> &'static str {
    match format {
        Format::Native => "native/odd.jsonl",
        Format::Ghost => "ghost/wrapped.json",
        Format::WordPress => "wordpress/site.xml",
    }
}

fn twice(format: Format, files: Vec<Vec<u8>>) {
    block_on(async {
        let newsroom = Newsroom::open().await;
        for bytes in files {
            let first = newsroom.take(format, bytes.clone(), &newsroom.options()).await;
            let second = newsroom.take(format, bytes, &newsroom.options()).await;
            match (first, second) {
                (Ok(_), Ok(second)) => assert_eq!((second.new, second.changed), (0, 0)),
                (Err(ImportError::NotTheFormat(_)), Err(_)) => {}
                (first, second) => panic!("{first:?} {second:?}"),
            }
        }
    });
}
