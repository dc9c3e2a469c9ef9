use super::*;
use crate::canary::Aviary;

fn planted(count: usize) -> (Aviary, Vec<String>, Searcher) {
    let mut aviary = Aviary::new(11);
    let words = (0..count).map(|_| aviary.word(Kind::Agent)).collect();
    let searcher = Searcher::new(aviary.kept(), aviary.decoys()).unwrap();
    (aviary, words, searcher)
}

#[test]
fn every_canary_is_found_and_its_place_told() {
    let (_, words, searcher) = planted(300);
    for (number, word) in words.iter().enumerate() {
        let mut found = Found::default();
        searcher.search("a log", format!("agent={word};").as_bytes(), &mut found);
        let finding = &found.findings[0];
        assert_eq!((finding.canary, finding.offset, finding.place.as_str()), (number, 6, "a log"));
        assert_eq!((found.canaries(), found.by_kind()), (1, [(Kind::Agent, 1)].into()));
    }
}

#[test]
fn nothing_is_found_where_nothing_is() {
    let (_, _, searcher) = planted(300);
    let mut other = Aviary::new(12);
    let text: String = (0..20_000).map(|_| other.word(Kind::Agent)).collect();
    let mut found = Found::default();
    searcher.search("", text.as_bytes(), &mut found);
    assert!(found.findings.is_empty());
    assert_eq!(found.bytes, text.len() as u64);
}

#[test]
fn bare_bytes_of_addresses_count_only_beyond_accident() {
    let mut aviary = Aviary::new(5);
    let addresses: Vec<Ipv4Addr> = (0..200).map(|_| aviary.address(Kind::Address)).collect();
    let searcher = Searcher::new(aviary.kept(), aviary.decoys()).unwrap();
    let search = |all: &[Ipv4Addr]| {
        let bytes: Vec<u8> =
            all.iter().flat_map(|address| [&address.octets()[..], &[0; 4]].concat()).collect();
        let mut found = Found::default();
        searcher.search("", &bytes, &mut found);
        found
    };
    assert!(search(&addresses).has_bare_addresses());
    assert!(!search(aviary.decoys()).has_bare_addresses());
    assert!(!search(&[&addresses[..], aviary.decoys()].concat()).has_bare_addresses());
    assert!(!search(&addresses[..4]).has_bare_addresses());
}
