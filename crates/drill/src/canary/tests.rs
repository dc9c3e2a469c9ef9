use std::collections::BTreeSet;

use super::*;

#[test]
fn a_seed_plants_the_same_canaries_and_another_seed_others() {
    let planted = |seed| {
        let mut aviary = Aviary::new(seed);
        let said = (aviary.word(Kind::Email), aviary.address(Kind::Address), aviary.code().to_string());
        (said, aviary.kept().to_vec(), aviary.decoys().to_vec())
    };
    assert_eq!(planted(7), planted(7));
    assert_ne!(planted(7), planted(8));
}

#[test]
fn no_two_words_are_the_same_and_none_is_part_of_an_address() {
    let mut aviary = Aviary::new(1);
    let words: BTreeSet<String> = (0..2_000).map(|_| aviary.word(Kind::Agent)).collect();
    assert_eq!(words.len(), 2_000);
    assert!(words.iter().all(|word| word.len() == 12 && word.bytes().all(|sign| SIGNS.contains(&sign))));
}

#[test]
fn every_address_has_as_many_decoys_and_a_text_as_long() {
    let mut aviary = Aviary::new(1);
    let addresses: Vec<Ipv4Addr> = (0..500).map(|_| aviary.address(Kind::Address)).collect();
    assert_eq!(aviary.decoys().len(), 500);
    assert!(addresses.iter().all(|address| address.is_loopback() && address.to_string().len() == 15));
}

#[test]
fn a_word_in_its_surroundings_is_looked_for_alone_and_hashed_whole() {
    let mut aviary = Aviary::new(1);
    let mail = aviary.dressed(Kind::Email, |word| format!("{word}@mail.example"));
    let canary = aviary.kept().last().unwrap();
    assert_eq!(canary.whole, mail.as_bytes());
    assert_eq!([&canary.spellings[0][..], b"@mail.example"].concat(), mail.as_bytes());
}
