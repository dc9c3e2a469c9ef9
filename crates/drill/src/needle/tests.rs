use super::*;
use crate::canary::{Aviary, Kind};

fn written_as(canary: &Canary, writing: Writing) -> Vec<String> {
    let all = written(canary).into_iter().filter(|(_, held)| *held == writing);
    all.map(|(bytes, _)| String::from_utf8_lossy(&bytes).into_owned()).collect()
}

fn named(word: &str) -> Canary {
    Canary { kind: Kind::Agent, spellings: vec![word.into()], whole: word.into(), address: None }
}

#[test]
fn base_64_is_known_at_every_offset_whatever_stands_around() {
    let needles = written_as(&named("ferryman"), Writing::Base64);
    for before in ["", "a", "ab", "abc", "abcd"] {
        for after in ["", "z", "zy"] {
            let text = BASE64.encode(format!("{before}ferryman{after}").as_bytes());
            assert!(needles.iter().any(|needle| text.contains(needle)), "{before}, {after}: {text}");
        }
    }
}

#[test]
fn the_alphabet_of_addresses_is_known_too() {
    let canary =
        Canary { spellings: vec![vec![0xfb, 0xef, 0xbe, 0xff, 0xff, 0xfe, 0xfb, 0xef]], ..named("") };
    let needles = written_as(&canary, Writing::Base64);
    assert!(
        needles.iter().any(|needle| needle.contains('+'))
            && needles.iter().any(|needle| needle.contains('-'))
    );
}

#[test]
fn a_word_is_known_in_the_writings_that_logs_and_databases_use() {
    let canary = named("a@b.example");
    let all: Vec<Vec<u8>> = written(&canary).into_iter().map(|(bytes, _)| bytes).collect();
    let texts =
        ["a@b.example", "A@B.EXAMPLE", "6140622e6578616d706c65", "a%40b%2Eexample", "%61%40%62%2e%65"];
    for text in texts {
        assert!(all.iter().any(|bytes| bytes.starts_with(text.as_bytes())), "{text}");
    }
    assert!(all.contains(&"a@b.example".encode_utf16().flat_map(u16::to_le_bytes).collect()));
    assert!(all.contains(&"a@b.example".encode_utf16().flat_map(u16::to_be_bytes).collect()));
    // printf a@b.example | sha256sum
    let digest = &base::id::digest("a@b.example")[..32];
    assert!(all.contains(&digest.as_bytes().to_vec()));
}

#[test]
fn an_address_is_known_as_text_mapped_and_as_postgres_has_it() {
    let mut aviary = Aviary::new(3);
    let address = aviary.address(Kind::Address);
    let [a, b, c, d] = address.octets();
    let all: Vec<Vec<u8>> = needles(aviary.kept()).into_iter().map(|needle| needle.bytes).collect();
    assert!(all.contains(&address.to_string().into_bytes()));
    assert!(all.contains(&vec![0xff, 0xff, a, b, c, d]));
    assert!(all.contains(&vec![2, 32, a, b, c, d]));
    assert_eq!(bare(address)[0], [a, b, c, d]);
    assert_eq!(bare(address)[3], address.to_bits().to_string().as_bytes());
}

#[test]
fn nothing_that_is_found_by_accident_is_looked_for() {
    let short = needles(&[named("abc")]);
    assert!(short.iter().all(|needle| needle.bytes.len() >= SHORTEST));
    assert!(short.iter().all(|needle| needle.bytes != b"abc"));
}
