//! The formats over whatever a body can say: what is XML is well formed and gives the words back; what IPTC has a schema for
//! keeps to it.

use std::path::Path;
use std::process::Command;

use base::Time;
use content::body::arbitrary::{body, words};
use content::{Source, SourceKind};
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};

use super::*;
use crate::xml::allowed;

const NOON: i64 = 1_765_713_600_000;

fn bare() -> Item {
    Item {
        id: "urn:uuid:0193c3f5-7d5c-7000-8000-000000000001".into(),
        language: "be".parse().unwrap(),
        status: Status::Usable,
        extent: Extent::Full,
        agency: "Kropka".into(),
        site: "https://news.example".into(),
        home: "https://news.example/be/".into(),
        headline: "A headline".into(),
        deck: String::new(),
        slugline: String::new(),
        dateline: "December 14, Kropka.".into(),
        place: None,
        urgency: 5,
        sections: vec![],
        topics: vec![],
        bylines: vec![],
        sources: vec![],
        picture: None,
        body: Body::default(),
        html: String::new(),
        shots: BTreeMap::new(),
        corrections: vec![],
        correction_word: "Correction".into(),
        translations: vec![],
        follows: None,
        first_published: Time::from_millis(NOON),
        changed: Time::from_millis(NOON),
        embargoed_until: None,
        url: Some("https://news.example/be/story/a-headline".into()),
        short_url: Some("https://news.example/s/b".into()),
        code: Some("b".into()),
    }
}

/// Any item; a headline has words, as the newsroom sees to.
fn item() -> impl Strategy<Value = Item> {
    let texts = proptest::collection::vec(words(), 8);
    let headline = words().prop_map(|words| format!("H {words}"));
    (body(), texts, headline, 1u8..=9, any::<[bool; 4]>()).prop_map(|(body, texts, headline, urgency, is)| {
        let [deck, slugline, dateline, place, name, note, caption, credit] =
            <[String; 8]>::try_from(texts).unwrap();
        let named = |id: &str| Name {
            id: id.into(),
            name: name.clone(),
            url: format!("https://news.example/be/{id}"),
        };
        let shot = Shot {
            href: "https://news.example/media/a.jpg".into(),
            width: 800,
            height: 600,
            alt: note.clone(),
            caption,
            credit,
        };
        let files = body.pictures().into_iter().map(|picture| picture.file.clone());
        let html = body.to_html(&|_| None);
        Item {
            headline,
            deck,
            slugline,
            dateline,
            place: is[0].then_some(place),
            urgency,
            extent: if is[1] { Extent::Partial { notice: note.clone() } } else { Extent::Full },
            sections: vec![named("section/a")],
            topics: vec![named("topic/b"), named("topic/c")],
            bylines: vec![named("person/d")],
            sources: vec![Source { name: name.clone(), address: String::new(), kind: SourceKind::Other }],
            shots: files.filter(|_| is[2]).map(|file| (file, shot.clone())).collect(),
            picture: is[2].then_some(shot),
            corrections: vec![Note { at: Time::from_millis(NOON + 1), moment: name.clone(), note }],
            translations: vec![Translation {
                language: "en".parse().unwrap(),
                headline: name.clone(),
                url: "https://news.example/en/story/a".into(),
            }],
            follows: Some(Followed {
                id: "urn:uuid:0193c3f5-7d5c-7000-8000-000000000002".into(),
                headline: name,
            }),
            changed: Time::from_millis(NOON + i64::from(is[0])),
            embargoed_until: is[3].then_some(Time::from_millis(NOON + 3_600_000)),
            body,
            html,
            ..bare()
        }
    })
}

/// All words of a document, read back; panics where it is not well formed.
fn read_back(xml: &[u8], within: &str) -> String {
    let text = std::str::from_utf8(xml).unwrap();
    assert_eq!(allowed(text), text, "a character that XML has not");
    let mut reader = Reader::from_str(text);
    let (mut words, mut depth, mut inside) = (String::new(), 0, false);
    loop {
        match reader.read_event().unwrap_or_else(|error| panic!("{error}\n{text}")) {
            Event::Start(start) => {
                check_attributes(&start);
                inside |= start.name().as_ref() == within;
                depth += 1;
            }
            Event::Empty(start) => check_attributes(&start),
            Event::End(end) => {
                inside &= end.name().as_ref() != within;
                depth -= 1;
            }
            Event::Text(text) if inside => words.push_str(&text.xml10_content()),
            Event::GeneralRef(name) if inside => {
                let sign = name.resolve_char_ref().unwrap();
                words.push(sign.unwrap_or_else(|| match &*name {
                    "amp" => '&',
                    "lt" => '<',
                    "gt" => '>',
                    "quot" => '"',
                    "apos" => '\'',
                    other => panic!("&{other}; is nobody's"),
                }));
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(depth, 0);
    words
}

fn check_attributes(start: &BytesStart<'_>) {
    for attribute in start.attributes() {
        attribute.unwrap().normalized_value(XmlVersion::Implicit1_0).unwrap();
    }
}

fn without_space(text: &str) -> String {
    allowed(text).chars().filter(|c| !c.is_whitespace()).collect()
}

proptest! {
    #[test]
    fn whatever_a_story_says_its_xml_is_well_formed_and_gives_the_words_back(item in item()) {
        let plain = item.body.plain_text(usize::MAX - 1);
        for (format, within) in [(Format::Nitf, "body.content"), (Format::NewsMl, "body")] {
            let words = without_space(&read_back(&format.write(&item), within));
            let mut rest = words.as_str();
            for line in plain.lines().map(without_space) {
                let at = rest.find(&line);
                prop_assert!(at.is_some(), "{line:?} is not in {rest:?}");
                rest = &rest[at.unwrap() + line.len()..];
            }
        }
        read_back(&Format::Rss.write(&item), "description");
        read_back(&newsml_of(&channel(), &[item.clone(), item], Time::from_millis(NOON)), "body");
    }

    #[test]
    fn the_same_item_gives_the_same_bytes_and_a_killed_one_no_words_of_the_story(item in item(), notice in "[a-z]{4,8}") {
        for format in Format::ALL {
            prop_assert_eq!(format.write(&item), format.write(&item));
        }
        let killed = Item { status: Status::Canceled { notice: notice.clone() }, ..bare() };
        for format in Format::ALL {
            let bytes = format.write(&Item { headline: String::new(), dateline: String::new(), ..killed.clone() });
            let said = String::from_utf8(bytes).unwrap();
            prop_assert!(said.contains(&notice), "{} does not say why: {said}", format.name());
        }
    }
}

fn channel() -> Channel {
    Channel {
        language: "be".parse().unwrap(),
        title: "Kropka".into(),
        home: "https://news.example/be/".into(),
        url: "https://news.example/be/".into(),
    }
}

#[test]
fn a_format_is_found_by_its_name() {
    assert!(Format::ALL.iter().all(|format| Format::parse(format.name()) == Some(*format)));
    assert_eq!(Format::parse("NITF"), None);
}

/// Sixty items as the schemas have it. Whoever has no xmllint has not tried.
#[test]
fn what_iptc_has_a_schema_for_keeps_to_it() {
    let folder = tempfile::tempdir().unwrap();
    let schemas = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../e2e/schemas");
    let mut runner =
        TestRunner::new_with_rng(Config::default(), TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let items: Vec<Item> = (0..60).map(|_| item().new_tree(&mut runner).unwrap().current()).collect();
    let killed =
        Item { status: Status::Canceled { notice: "Wrong.".into() }, headline: String::new(), ..bare() };
    let withheld = Item { status: Status::Withheld, headline: String::new(), ..bare() };
    let items: Vec<Item> = items.into_iter().chain([killed, withheld, bare()]).collect();
    for (format, schema) in [(Format::NewsMl, "newsml-g2_2.34.xsd"), (Format::Nitf, "nitf_3.6.xsd")] {
        let mut files = Vec::new();
        for (n, item) in items.iter().enumerate() {
            let file = folder.path().join(format!("{n}.{}.xml", format.name()));
            std::fs::write(&file, format.write(item)).unwrap();
            files.push(file);
        }
        if format == Format::NewsMl {
            let file = folder.path().join("message.xml");
            std::fs::write(&file, newsml_of(&channel(), &items, Time::from_millis(NOON))).unwrap();
            files.push(file);
        }
        let schema = schemas.join(schema);
        let said = Command::new("xmllint")
            .args(["--noout", "--nonet", "--schema"])
            .arg(schema)
            .args(&files)
            .output();
        let said = said.expect("xmllint validates: install libxml2-utils");
        let complaints = String::from_utf8_lossy(&said.stderr);
        let wrong: Vec<&str> = complaints.lines().filter(|line| !line.ends_with(" validates")).collect();
        assert!(said.status.success() && wrong.is_empty(), "{}", wrong.join("\n"));
    }
}
