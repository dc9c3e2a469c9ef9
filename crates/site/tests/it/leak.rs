//! The leak test: a sentence is planted in every paid body and in everything that the public must not know of, and
//! looked for in every byte that every public address answers. The addresses are made from the route table; a route
//! with a part that this test does not know how to fill fails it, so no route is covered by anybody's memory.

use std::collections::BTreeSet;

use base::Time;
use content::access::{Access, Level, Step, When};
use content::body::{Block, Body, Card, Cell, Inline, Marks, Picture};
use content::{Concept, ConceptKind, Correction, Kill, Manuscript, Role, Source, SourceKind, State, concept};
use store::testing::on_both;
use web::RouteInfo;

use crate::kit::{POOL, Site, noon, story};

/// Begins every planted text; nothing else on the site holds it.
pub(crate) const PLANTED: &str = "geheimnis";

pub(crate) fn planted(what: &str) -> String {
    format!("{PLANTED} {what} {PLANTED}")
}

/// A body in which every kind of block says something planted.
fn secret_blocks() -> Vec<Block> {
    let text = |what: &str| vec![Inline::Text { text: planted(what), marks: Marks::default() }];
    let link = Marks {
        link: content::body::Link::parse(&format!("https://example.org/{PLANTED}")).ok(),
        ..Marks::default()
    };
    vec![
        Block::Paragraph(text("paragraph")),
        Block::Paragraph(vec![Inline::Text { text: planted("link"), marks: link }]),
        Block::Heading { level: 2, text: text("heading") },
        Block::Quotation { paragraphs: vec![text("quotation")], attribution: planted("attribution") },
        Block::BulletList(vec![vec![Block::Paragraph(text("item"))]]),
        Block::Table(vec![vec![Cell { header: false, text: text("cell") }]]),
        Block::Card(Card {
            address: content::body::Link::parse("https://example.org/card").unwrap(),
            title: planted("card"),
            description: planted("card description"),
        }),
        Block::Picture(Picture {
            file: "none.jpg".into(),
            alt: planted("alt"),
            caption: planted("caption"),
            credit: planted("credit"),
        }),
    ]
}

/// A story whose text is for payers; with a wall or all of it.
fn paid(id: &str, language: &str, published: Time, wall: bool) -> Manuscript {
    let mut story = story(id, language, &format!("Headline {id}"), published);
    story.document.access = Access::plus();
    story.document.body.blocks = match wall {
        true => vec![Block::paragraph("Open words."), Block::Plus(secret_blocks())],
        false => secret_blocks(),
    };
    story
}

/// A story of which nothing may be known.
fn hidden(id: &str, language: &str, published: Time) -> Manuscript {
    let mut story = story(id, language, &planted("headline"), published);
    story.slug = Some(format!("hidden-{id}").parse().unwrap());
    story.document.deck = planted("deck");
    story.document.place = Some(planted("place"));
    story.document.sources =
        vec![Source { name: planted("source"), address: String::new(), kind: SourceKind::Other }];
    story.document.body = Body { blocks: secret_blocks() };
    story
}

fn step(when: When, level: Level) -> Step {
    Step { when, level }
}

fn stories(language: &str) -> Vec<Manuscript> {
    let (past, id) = (noon().plus_hours(-30), |name: &str| format!("{name}-{language}"));
    let mut opening = paid(&id("opening"), language, past, true);
    opening.document.access.0.push(step(When::AfterHours(48), Level::Open));
    let mut closing = paid(&id("closing"), language, past, false);
    closing.document.access =
        Access(vec![step(When::AfterHours(0), Level::Open), step(When::AfterHours(24), Level::Plus)]);
    let mut clients = hidden(&id("clients"), language, past);
    clients.document.access = Access(vec![step(When::AfterHours(0), Level::Clients)]);
    let embargoed = hidden(&id("embargoed"), language, noon().plus_hours(1));
    let mut draft = hidden(&id("draft"), language, past);
    draft.state = State::Draft;
    let mut killed = hidden(&id("killed"), language, past);
    killed.state = State::Killed;
    killed.killed = Some(Kill { at: noon(), notice: "Withdrawn.".into() });
    killed.corrections = vec![Correction { at: noon(), note: planted("correction") }];
    let mut wrongly_open = paid(&id("no-slug"), language, past, true);
    wrongly_open.slug = Some(format!("plus-{language}").parse().unwrap());
    wrongly_open.former_slugs = vec![format!("once-{language}").parse().unwrap()];
    let mut update = paid(&id("update"), language, noon(), true);
    update.document.updates = Some(id("opening"));
    let mut all = vec![
        story(&id("open"), language, "An open story", noon()),
        paid(&id("walled"), language, noon(), true),
        paid(&id("whole"), language, noon(), false),
        opening,
        closing,
        clients,
        embargoed,
        draft,
        killed,
        wrongly_open,
        update,
    ];
    for story in &mut all {
        story.group = story.id.trim_end_matches(&format!("-{language}")).to_owned();
    }
    all
}

/// Every value that a part of an address may sensibly have on this site.
async fn values(site: &Site, part: &str) -> Vec<String> {
    let column = async |sql: &str| -> Vec<String> {
        let rows = site.edition.store.read().await.unwrap().rows(sql, vec![]).await.unwrap();
        rows.iter().map(|row| row.text("v").unwrap()).collect()
    };
    let words = |words: &[&str]| words.iter().map(|word| word.to_string()).collect();
    match part {
        "lang" => words(&["en", "be", "ru", "de"]),
        "slug" => column("select slug as v from address").await,
        "id" => column("select id as v from concept").await,
        "cursor" => cursors(site).await,
        "year" => words(&["2025"]),
        "month" => words(&["12", "11"]),
        "day" => words(&["13", "14"]),
        "feed" => words(&["rss.xml", "atom.xml", "feed.json", "none.xml"]),
        "page" => words(&["about", "none"]),
        "pool" => vec![base::id::short_code(POOL), "none".into()],
        "code" => (0..60).map(base::id::short_code).collect(),
        "file" => words(&[
            "en-0.xml",
            "be-0.xml",
            "ru-0.xml",
            "en-1.xml",
            "en.xml",
            "be.xml",
            "ru.xml",
            "none.jpg",
            "style.css",
        ]),
        "token" => words(&["0123456789abcdef0123456789abcdef", "none"]),
        "resource" => words(&["posts", "pages", "tags", "authors", "settings", "tiers"]),
        // How Ghost's API calls a story: eight digits that mark it as ours, then its number.
        "resource_id" => (0..40).map(|n| format!("76657374{n:016x}")).collect(),
        other => panic!(
            "the route table has a part '{{{other}}}' that the leak test cannot fill: add its values here"
        ),
    }
}

/// Places in lists: found by following the lists' own links, and one before everything.
async fn cursors(site: &Site) -> Vec<String> {
    let mut found = BTreeSet::from(["zzzzzzzz-zzzz".to_owned()]);
    let rows = site
        .edition
        .store
        .read()
        .await
        .unwrap()
        .rows("select public_from, number from shelf", vec![])
        .await
        .unwrap();
    for row in rows {
        let code = |n: i64| base::id::short_code(n as u64);
        found.insert(format!(
            "{}-{}",
            code(row.int("public_from").unwrap()),
            code(row.int("number").unwrap())
        ));
    }
    found.into_iter().take(12).collect()
}

/// All addresses that a pattern makes.
pub(crate) async fn addresses(site: &Site, pattern: &str) -> Vec<String> {
    let mut paths = vec![String::new()];
    for segment in pattern.split('/').skip(1) {
        let choices = match segment.strip_prefix('{').and_then(|s| s.strip_suffix('}')) {
            Some(part) => values(site, part).await,
            None => {
                assert!(!segment.contains('{'), "the leak test cannot fill '{segment}' of {pattern}");
                vec![segment.to_owned()]
            }
        };
        paths = paths
            .iter()
            .flat_map(|path| choices.iter().map(move |choice| format!("{path}/{choice}")))
            .collect();
    }
    if pattern.contains("/ghost/api/") {
        with_keys(site, &mut paths).await;
    }
    paths
}

/// What Ghost's API is asked with: a wish for everything, and a key, which is no secret here. Each address has its own, so
/// that none is asked with too fast.
async fn with_keys(site: &Site, paths: &mut [String]) {
    let mut keys = Vec::new();
    for (n, path) in paths.iter_mut().enumerate() {
        let key = format!("{n:026x}");
        *path +=
            &format!("?key={key}&limit=all&include=tags,authors,tiers,count.posts&formats=html,plaintext");
        keys.push(store::values![&key, "leak", base::id::digest(&key), 0_i64]);
    }
    let mut tx = site.edition.store.write().await.unwrap();
    tx.insert("content_key (id, name, hash, made_at)", "on conflict do nothing", keys).await.unwrap();
    tx.commit().await.unwrap();
}

/// Files all that must not be seen, and what surrounds it.
pub(crate) async fn plant(site: &Site) {
    let mut tx = site.edition.store.write().await.unwrap();
    let person = |id: &str, hidden| Concept {
        kind: ConceptKind::Person,
        id: id.into(),
        position: 0,
        names: [("en".parse().unwrap(), if hidden { planted("person") } else { "A. Reporter".into() })]
            .into(),
        role: Some(Role::Named),
        hidden,
    };
    let section = Concept { kind: ConceptKind::Section, role: None, ..person("economy", false) };
    let topic = Concept { kind: ConceptKind::Topic, role: None, ..person("ferries", false) };
    let people = [person("a-reporter", false), person("hidden-reporter", true), section, topic];
    concept::file(&mut tx, &people).await.unwrap();
    tx.commit().await.unwrap();
    let mut all: Vec<Manuscript> = ["en", "be", "ru"].into_iter().flat_map(stories).collect();
    all.iter_mut().for_each(|story| story.document.bylines.push("hidden-reporter".into()));
    site.file(all).await;
}

#[test]
fn no_public_address_answers_a_byte_of_what_is_paid_or_hidden() {
    on_both(|store| async move {
        let site = Site::with_till(store).await;
        plant(&site).await;
        let mut asked = 0;
        let mut answered = BTreeSet::new();
        let mut is_packed = false;
        for route in site.app.routes() {
            if route.method == "POST" {
                asked += post_all(&site, &route).await;
                continue;
            }
            for path in addresses(&site, route.pattern).await {
                for encoding in ["identity", "gzip", "br"] {
                    let got =
                        site.ask(&path, &[("accept-encoding", encoding), ("accept-language", "be")]).await;
                    for bytes in [&got.raw, &got.unpacked] {
                        let text = String::from_utf8_lossy(&got.unpacked);
                        assert!(!contains(bytes, PLANTED), "{path} answers what is planted:\n{text}");
                    }
                    is_packed |= got.raw.len() < got.unpacked.len();
                    assert!(got.status != 500 && got.status != 503, "{path} answers {}", got.status);
                    if got.status == 200 {
                        answered.insert(route.name);
                    }
                }
                asked += 1;
            }
        }
        assert!(is_packed, "no answer came packed: its inside was not looked at");
        assert!(asked > 300, "only {asked} addresses were asked");
        for name in [
            "front",
            "latest",
            "section",
            "topic",
            "person",
            "story",
            "archive-day",
            "sitemap-stretch",
            "news-sitemap",
        ]
        .iter()
        .chain(crate::ALSO)
        {
            assert!(answered.contains(name), "no address of '{name}' answered: the test looks at nothing");
        }
        negative_control(&site).await;
    });
}

/// Sends a form empty, as garbage and filled in, to every address it has; how often.
async fn post_all(site: &Site, route: &RouteInfo) -> usize {
    let mut bodies: Vec<Vec<u8>> = vec![Vec::new(), b"&=&%=%zz&\xff\0=".to_vec(), vec![0xe9; 4000]];
    bodies.extend(plausible(site, route.name).await.into_iter().map(String::into_bytes));
    let mut sent = 0;
    for path in addresses(site, route.pattern).await {
        for body in &bodies {
            let got = site.post(&path, body.clone(), &[("accept-encoding", "identity")]).await;
            assert!(!contains(&got.raw, PLANTED), "{path} answers what is planted:\n{}", got.text);
            assert!(![405, 415, 500, 503].contains(&got.status), "{path} answers {}", got.status);
            sent += 1;
        }
    }
    sent
}

/// What somebody might fill in to a form, by its route's name. `{story}` stands for every story's address in turn.
const FILLED_IN: &[(&str, &[&str])] = &[
    ("plus-draw", &["0000-0000-0000-0000-0000-0000-0000\nAAAA", "0000-0000-0000-0000-0000-0000-0000"]),
    (
        "plus-buy",
        &["plan=month&provider=stripe", "plan=year&provider=btcpay&code=0", "plan=%00&provider=stripe"],
    ),
    ("plus-code-standing", &["code=0000-0000-0000-0000-0000-0000-0000", "code=%3Cscript%3E"]),
    ("plus-gift-sheet", &["code=0000-0000-0000-0000-0000-0000-0000", "code=7"]),
    ("plus-pool-draw", &["what=code", "what=pass"]),
    ("till-stripe", &[r#"{"type":"checkout.session.completed","data":{"object":{}}}"#]),
    ("till-btcpay", &[r#"{"type":"InvoiceSettled","invoiceId":"x"}"#]),
    ("enter", &["pass=plus1.AAAA&to={story}", "pass=&to={story}", "pass=%00&to=//elsewhere.example"]),
    ("newsletter-sign-up", &["address=jan%40example.org&list=daily", "address=%00&list=none", "list=daily"]),
    ("newsletter-confirmed", &["x=1"]),
    ("newsletter-left", &["List-Unsubscribe=One-Click"]),
    ("leave", &["to={story}", "to=https://elsewhere.example/"]),
];

pub(crate) async fn plausible(site: &Site, form: &str) -> Vec<String> {
    let Some((_, bodies)) = FILLED_IN.iter().find(|(name, _)| *name == form) else {
        panic!("the leak test does not know what to send to the form '{form}': add it to FILLED_IN");
    };
    let stories = addresses(site, "/{lang}/story/{slug}").await;
    let with_stories = |body: &&str| -> Vec<String> {
        let is_one = !body.contains("{story}");
        stories
            .iter()
            .take(if is_one { 1 } else { usize::MAX })
            .map(|path| body.replace("{story}", path))
            .collect()
    };
    bodies.iter().flat_map(with_stories).collect()
}

/// The same sentence is found where it may stand: the test can fail.
async fn negative_control(site: &Site) {
    site.clock.set(noon().plus_hours(30));
    let got = site.get("/en/story/headline-opening-en").await;
    assert_eq!(got.status, 200);
    assert!(contains(&got.raw, &planted("paragraph")), "the story is open by now");
    let closed = site.get("/en/story/headline-closing-en").await;
    assert!(!contains(&closed.raw, PLANTED));
}

pub(crate) fn contains(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}
