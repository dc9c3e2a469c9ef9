use base::Locales;
use media::{Foreign, Kind, Refusal};

use super::sentence;

fn every_refusal() -> Vec<Refusal> {
    use Foreign::*;
    let foreign = [
        Heic, Avif, JpegXl, Jpeg2000, Tiff, Bmp, Icon, Photoshop, Svg, Pdf, PostScript, WebPage, Video,
        Archive,
    ];
    let mut all: Vec<Refusal> = foreign.into_iter().map(Refusal::Foreign).collect();
    all.extend([
        Refusal::Empty,
        Refusal::Unknown,
        Refusal::TooHeavy { bytes: 33 << 20, limit: 5 << 19 },
        Refusal::TooLarge { width: 60_000, height: 60_000, pixels: 50_000_000, side: 12_000 },
        Refusal::TooDeep { kind: Kind::Png },
        Refusal::CutShort { kind: Kind::Jpeg },
        Refusal::Damaged { kind: Kind::Gif },
        Refusal::NotStored(std::io::ErrorKind::StorageFull.into()),
    ]);
    all
}

#[test]
fn every_refusal_is_a_sentence_of_its_own_in_each_language() {
    let words = Locales::load_desk(None).unwrap();
    let mut said = std::collections::BTreeSet::new();
    for tag in ["en", "be", "ru"] {
        let locale = words.get(&tag.parse().unwrap());
        for refusal in every_refusal() {
            let sentence = sentence(&locale, &refusal);
            assert!(sentence.ends_with('.') && !sentence.contains(['{', '$']), "{tag}: {sentence}");
            assert!(!sentence.starts_with("refusal-"), "{tag}: {sentence}");
            assert!(said.insert(sentence.clone()), "{tag}: twice: {sentence}");
        }
    }
}

#[test]
fn a_limit_reads_as_it_was_set() {
    let words = Locales::load_desk(None).unwrap();
    let heavy = Refusal::TooHeavy { bytes: 33 << 20, limit: 5 << 19 };
    for (tag, size) in [("en", "2.5 MB"), ("be", "2,5 МБ"), ("ru", "2,5 МБ")] {
        let sentence = sentence(&words.get(&tag.parse().unwrap()), &heavy);
        assert!(sentence.contains(size), "{sentence}");
    }
}
