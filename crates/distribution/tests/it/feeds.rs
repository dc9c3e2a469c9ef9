//! Feeds: what stands in them, that they are valid, and that they follow what happens to a story.

use content::access::{Access, Level, Step, When};
use content::body::{Block, Body, Card, Cell, Inline, Link, Marks, Picture};
use content::lifecycle::{self, Killed};
use content::{Concept, ConceptKind, Manuscript, Role, Source, SourceKind, concept};
use serde_json::Value;
use store::testing::on_both;

use crate::kit::{Got, Site, noon, story};
use crate::valid::complaints;

const FILES: [&str; 3] = ["rss.xml", "atom.xml", "feed.json"];
const LANGUAGES: [&str; 3] = ["en", "be", "ru"];

/// The feed, which must be there and valid.
async fn feed(site: &Site, list: &str, file: &str) -> String {
    let path = format!("{list}/feed/{file}");
    let got = site.get(&path).await;
    assert_eq!(got.status, 200, "{path}");
    assert_eq!(
        complaints(file, &got.text, &format!("https://news.example{path}")),
        Vec::<String>::new(),
        "{path}"
    );
    got.text
}

pub(crate) async fn concepts(site: &Site) {
    let named = |kind, id: &str, name: &str| Concept {
        kind,
        id: id.into(),
        position: 0,
        names: LANGUAGES.map(|tag| (tag.parse().unwrap(), format!("{name} ({tag})"))).into(),
        role: (kind == ConceptKind::Person).then_some(Role::Named),
        hidden: false,
    };
    let all = [
        named(ConceptKind::Section, "economy", "Economy & trade"),
        named(ConceptKind::Topic, "ferries", "<Ferries>"),
        named(ConceptKind::Person, "a-reporter", "A. \"Ada\" Reporter"),
    ];
    let mut tx = site.edition.store.write().await.unwrap();
    concept::file(&mut tx, &all).await.unwrap();
    tx.commit().await.unwrap();
}

/// A story with everything that is hard to put into a feed.
fn mean(id: &str, language: &str) -> Manuscript {
    let mut story = story(id, language, "]]> A < B & \"C\" <b>d</b> \u{1}\u{fffe}", noon().plus_hours(-2));
    story.document.deck = "The deck & <script>alert(1)</script> ]]>".into();
    story.document.place = Some("Vilnia <&>".into());
    story.document.access = Access::plus();
    let link = |to: &str| Inline::Text {
        text: "a link & more".into(),
        marks: Marks { link: Link::parse(to).ok(), ..Marks::default() },
    };
    story.document.body = Body {
        blocks: vec![
            Block::Paragraph(vec![link("/en/section/economy"), link("https://example.org/?a=1&b=\"2\"")]),
            Block::Heading { level: 2, text: vec![link("mailto:desk@news.example")] },
            Block::Picture(Picture {
                file: "none.jpg".into(),
                alt: "An \"alt\"".into(),
                caption: "A <caption>".into(),
                credit: "C & co".into(),
            }),
            Block::Quotation { paragraphs: vec![vec![link("/x")]], attribution: "Who?".into() },
            Block::Table(vec![vec![Cell { header: true, text: vec![link("/en/latest")] }]]),
            Block::Card(Card {
                address: Link::parse("https://example.org/card?a=1&b=2").unwrap(),
                title: "A <card>".into(),
                description: "Its \"words\"".into(),
            }),
            Block::Plus(vec![Block::paragraph("Only for payers.")]),
        ],
    };
    story.document.sources =
        vec![Source { name: "A source".into(), address: String::new(), kind: SourceKind::Other }];
    story
}

#[test]
fn every_feed_is_valid_whatever_the_stories_say() {
    on_both(|store| async move {
        let site = Site::new(store);
        concepts(&site).await;
        for language in LANGUAGES {
            for file in FILES {
                feed(&site, &format!("/{language}"), file).await;
            }
        }
        site.file(LANGUAGES.iter().map(|tag| mean(&format!("mean-{tag}"), tag)).collect()).await;
        site.file(LANGUAGES.iter().map(|tag| story(&format!("plain-{tag}"), tag, "Plain", noon())).collect())
            .await;
        for language in LANGUAGES {
            for list in ["", "/section/economy", "/topic/ferries", "/person/a-reporter"] {
                for file in FILES {
                    let text = feed(&site, &format!("/{language}{list}"), file).await;
                    assert!(!text.contains("Only for payers"));
                    assert!(text.contains("Open words."), "an open story is there in full");
                    assert!(text.contains("available only to Plus") || language != "en", "{text}");
                }
            }
        }
        for path in [
            "/en/feed/rss",
            "/de/feed/rss.xml",
            "/en/section/none/feed/rss.xml",
            "/en/topic/economy/feed/rss.xml",
        ] {
            assert_eq!(site.get(path).await.status, 404, "{path}");
        }
    });
}

#[test]
fn a_plus_story_opens_in_its_hour() {
    on_both(|store| async move {
        let site = Site::new(store);
        let mut paid = story("paid", "en", "Paid", noon());
        paid.document.access = Access(vec![
            Step { when: When::AfterHours(0), level: Level::Plus },
            Step { when: When::AfterHours(1), level: Level::Open },
        ]);
        site.file(vec![paid]).await;
        for file in FILES {
            assert!(!feed(&site, "/en", file).await.contains("Open words."));
        }
        site.clock.set(noon().plus_hours(1));
        for file in FILES {
            assert!(feed(&site, "/en", file).await.contains("Open words."));
        }
    });
}

#[test]
fn a_correction_goes_along_and_a_killed_story_leaves() {
    on_both(|store| async move {
        let site = Site::new(store);
        site.file(vec![story("one", "en", "The one", noon()), story("other", "en", "The other", noon())])
            .await;
        for file in FILES {
            assert!(feed(&site, "/en", file).await.contains("The one"));
        }
        site.clock.set(noon().plus_hours(1));
        let mut tx = site.edition.store.write().await.unwrap();
        let revision =
            tx.reading().row("select published_revision as n from story where id = 'one'", vec![]).await;
        let revision = revision.unwrap().unwrap().int("n").unwrap();
        lifecycle::correct(&mut tx, "one", revision, "The ferry was late.", "test", site.clock.now())
            .await
            .unwrap()
            .unwrap();
        tx.commit().await.unwrap();
        for file in FILES {
            let text = feed(&site, "/en", file).await;
            assert!(text.contains("The ferry was late.") && text.contains("2025-12-14T13:00:00Z"), "{text}");
        }
        let corrected: Value = serde_json::from_str(&feed(&site, "/en", "feed.json").await).unwrap();
        let item =
            corrected["items"].as_array().unwrap().iter().find(|item| item["title"] == "The one").unwrap();
        assert_eq!(
            [&item["date_published"], &item["date_modified"]],
            ["2025-12-14T12:00:00Z", "2025-12-14T13:00:00Z"]
        );
        let mut tx = site.edition.store.write().await.unwrap();
        let killed =
            lifecycle::kill(&mut tx, "one", "It was wrong.", "", "test", site.clock.now()).await.unwrap();
        assert_eq!(killed, Killed::Done);
        tx.commit().await.unwrap();
        for file in FILES {
            let text = feed(&site, "/en", file).await;
            assert!(
                !text.contains("The one") && !text.contains("late") && text.contains("The other"),
                "{text}"
            );
        }
    });
}

#[test]
fn a_storys_id_stays_when_its_address_changes_and_is_the_same_in_all_formats() {
    on_both(|store| async move {
        let site = Site::new(store);
        let id_in = async |file: &str| {
            let text = feed(&site, "/en", file).await;
            let ids: Vec<&str> = text.match_indices("urn:uuid:").map(|(at, _)| &text[at..at + 45]).collect();
            ids.last().unwrap().to_string()
        };
        for id in ["from-elsewhere", "019b1c2e-0000-7000-8000-000000000001"] {
            let mut one = story(id, "en", "A headline", noon());
            site.file(vec![one.clone()]).await;
            let before = id_in("rss.xml").await;
            one.slug = Some(format!("another-{}", &id[..3]).parse().unwrap());
            one.document.headline = "Another headline".into();
            site.file(vec![one]).await;
            for file in FILES {
                assert!(feed(&site, "/en", file).await.contains(&before), "{file} has not {before}");
            }
            assert!(feed(&site, "/en", "rss.xml").await.contains("Another headline"));
        }
    });
}

/// A thousand requests a second cost no database read: it is not even there any more.
#[test]
fn a_feed_that_is_kept_asks_no_database() {
    on_both(|store| async move {
        let site = Site::new(store.clone());
        site.file(vec![story("one", "en", "The one", noon())]).await;
        let mut tags = Vec::new();
        for file in FILES {
            let got = site.get(&format!("/en/feed/{file}")).await;
            tags.push(tag(&got));
        }
        store.close().await;
        for n in 0..1_000 {
            let file = FILES[n % 3];
            let path = format!("/en/feed/{file}");
            assert_eq!(site.get(&path).await.status, 200);
            let again = site.ask(&path, &[("if-none-match", &tags[n % 3])]).await;
            assert_eq!((again.status, again.text.as_str()), (304, ""));
        }
        assert!(site.get("/en/section/economy/feed/rss.xml").await.status >= 500, "the database is away");
    });
}

fn tag(got: &Got) -> String {
    let raw = String::from_utf8_lossy(&got.raw).into_owned();
    let after = raw.split_once("\"etag\": \"").unwrap().1;
    after.split_once("\", ").map_or(after, |(tag, _)| tag).replace('\\', "")
}

#[test]
fn pages_lead_to_their_feeds() {
    on_both(|store| async move {
        let site = Site::new(store);
        concepts(&site).await;
        site.file(vec![story("one", "en", "The one", noon())]).await;
        let of = async |page: &str| -> Vec<String> {
            let text = site.get(page).await.text;
            let links = text.split("<link rel=\"alternate\" type=\"").skip(1);
            links
                .map(|rest| rest.split("href=\"").nth(1).unwrap().split('"').next().unwrap().to_owned())
                .collect()
        };
        for (page, list) in [
            ("/en/", "/en"),
            ("/en/latest", "/en"),
            ("/en/story/the-one", "/en"),
            ("/be/section/economy", "/be/section/economy"),
            ("/en/topic/ferries", "/en/topic/ferries"),
            ("/en/person/a-reporter", "/en/person/a-reporter"),
        ] {
            let feeds = of(page).await;
            assert_eq!(feeds, FILES.map(|file| format!("{list}/feed/{file}")), "{page}");
            for path in feeds {
                assert_eq!(site.get(&path).await.status, 200, "{path}");
            }
        }
    });
}

#[test]
fn a_topic_that_went_into_another_leads_there() {
    on_both(|store| async move {
        let site = Site::new(store);
        concepts(&site).await;
        let mut tx = site.edition.store.write().await.unwrap();
        let boats = Concept {
            kind: ConceptKind::Topic,
            id: "boats".into(),
            position: 0,
            names: [("en".parse().unwrap(), "Boats".to_owned())].into(),
            role: None,
            hidden: false,
        };
        concept::file(&mut tx, &[boats]).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(site.get("/en/topic/boats/feed/atom.xml").await.status, 200);
        let mut tx = site.edition.store.write().await.unwrap();
        concept::merge(&mut tx, "boats", "ferries").await.unwrap();
        tx.commit().await.unwrap();
        let got = site.get("/en/topic/boats/feed/atom.xml").await;
        assert_eq!((got.status, got.location.as_str()), (301, "/en/topic/ferries/feed/atom.xml"));
    });
}

/// A thousand requests a second are a matter of the short way; here is that none of them asks the database.
#[test]
fn a_feed_that_was_made_asks_the_database_nothing_until_something_is_published() {
    on_both(|store| async move {
        let site = Site::new(store);
        concepts(&site).await;
        site.file(vec![story("a", "en", "Ferry sails", noon())]).await;
        let lists = ["/en", "/en/section/economy"];
        let feeds =
            lists.map(|list| ["rss.xml", "atom.xml", "feed.json"].map(|file| format!("{list}/feed/{file}")));
        for feed in feeds.iter().flatten() {
            assert_eq!(site.get(feed).await.status, 200, "{feed}");
        }
        site.edition.store.close().await;
        for n in 0..1_000 {
            let feed = &feeds[n % 2][n % 3];
            let got = site.get(feed).await;
            assert!(got.status == 200 && got.text.contains("Ferry sails"), "{feed}: {}", got.status);
        }
        assert_eq!(site.get("/be/feed/rss.xml").await.status, 503, "what was never made needs the database");
    });
}
