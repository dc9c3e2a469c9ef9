//! How fast the desk's list is with 100,000 stories, on both databases:
//! `VESTKA_TEST_POSTGRES=… cargo run --release -p content --example desk [stories] [rounds]`.

use std::time::Instant;

use base::Time;
use content::body::{Block, Body};
use content::desk::{self, Query};
use content::draft::{self, Draft};
use content::save::{self, Save};
use content::{Document, Manuscript, State, file_all, lifecycle};
use store::{MIGRATIONS, Store, StoreUrl, testing};

const WORDS: [&str; 24] = [
    "паром",
    "суд",
    "вырак",
    "прэзідэнт",
    "эканоміка",
    "Мінск",
    "Гродна",
    "улады",
    "ferry",
    "council",
    "bridge",
    "winter",
    "prices",
    "border",
    "court",
    "school",
    "цэны",
    "мяжа",
    "школа",
    "выбары",
    "санкцыі",
    "газ",
    "мост",
    "зіма",
];
const SECTIONS: [&str; 12] = [
    "politics", "economy", "society", "courts", "culture", "sport", "world", "regions", "media", "health",
    "opinion", "weather",
];
const LANGUAGES: [&str; 3] = ["be", "ru", "en"];
const BATCH: usize = 500;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let mut arguments = std::env::args().skip(1).filter_map(|argument| argument.parse().ok());
    let stories = arguments.next().unwrap_or(100_000);
    let rounds = arguments.next().unwrap_or(200);
    let folder = tempfile::tempdir().expect("a folder");
    run("SQLite", &StoreUrl::Sqlite(folder.path().join("vestka.db")), stories, rounds).await;
    if let Ok(server) = std::env::var("VESTKA_TEST_POSTGRES") {
        let (url, name) = testing::empty_postgres(&server).await;
        run("PostgreSQL", &url, stories, rounds).await;
        testing::drop_postgres(&server, &name).await;
    }
}

async fn run(engine: &str, url: &StoreUrl, stories: usize, rounds: usize) {
    let store = Store::open(url, MIGRATIONS).await.expect("a database");
    let began = now();
    for first in (0..stories).step_by(BATCH) {
        let batch = (first..(first + BATCH).min(stories)).map(|n| story(n, stories)).collect();
        let mut tx = store.write().await.expect("a writer");
        let author = format!("author-{}", first / BATCH % 20);
        file_all(&mut tx, batch, &author, Time::from_millis(0)).await.expect("filed");
        tx.commit().await.expect("committed");
    }
    println!("{engine}: {stories} stories filed in {:.1} s", began.elapsed().as_secs_f64());
    for (name, change) in QUERIES {
        measure(&store, name, *change, rounds).await;
    }
    writes(&store, rounds).await;
    store.close().await;
}

/// An editor who types, in an archive of that size.
async fn writes(store: &Store, rounds: usize) {
    let now_at = |n: usize| Time::from_millis(1_800_000_000_000 + n as i64 * 1_000);
    let story = story(3, 10);
    let draft = Draft {
        language: story.language,
        group: None,
        translates: None,
        updates: None,
        document: story.document,
    };
    let mut tx = store.write().await.expect("a writer");
    let id = draft::open(&mut tx, draft.clone(), "author-3", now_at(0)).await.expect("opened");
    tx.commit().await.expect("committed");
    let (mut saves, mut publications) = (Vec::new(), Vec::new());
    for n in 1..=rounds as i64 {
        let mut document = draft.document.clone();
        document.deck = format!("Save {n}");
        let began = now();
        let mut tx = store.write().await.expect("a writer");
        let save = Save { story: id.clone(), base: n, document };
        save::save(&mut tx, &save, "author-3", now_at(n as usize)).await.expect("saved");
        tx.commit().await.expect("committed");
        saves.push(began.elapsed().as_secs_f64() * 1_000.0);
        let began = now();
        let mut tx = store.write().await.expect("a writer");
        lifecycle::publish(&mut tx, &id, n + 1, "author-3", now_at(n as usize))
            .await
            .expect("kept")
            .expect("out");
        tx.commit().await.expect("committed");
        publications.push(began.elapsed().as_secs_f64() * 1_000.0);
    }
    told("a save", "durable", saves);
    told("a publication", "durable", publications);
}

fn told(name: &str, found: &str, mut times: Vec<f64>) {
    times.sort_by(f64::total_cmp);
    let at = |part: usize| times[(times.len() - 1) * part / 100];
    println!("  {name:<36} {found:>9}  p50 {:>6.2} ms  p99 {:>6.2} ms", at(50), at(99));
}

type Change = fn(&mut Query);

const QUERIES: &[(&str, Change)] = &[
    ("no filter", |_| {}),
    ("state: drafts", |q| q.states = vec![State::Draft]),
    ("states: at work", |q| q.states = vec![State::Draft, State::InEdit, State::Ready, State::Scheduled]),
    ("states: published, killed", |q| q.states = vec![State::Published, State::Killed]),
    ("section, the largest", |q| q.section = Some("politics".into())),
    ("section, rare", |q| q.section = Some("weather".into())),
    ("section, unknown", |q| q.section = Some("nothing".into())),
    ("language", |q| q.language = "be".parse().ok()),
    ("language, unknown", |q| q.language = "pl".parse().ok()),
    ("urgency 1", |q| q.urgency_at_most = Some(1)),
    ("urgency up to 3", |q| q.urgency_at_most = Some(3)),
    ("author", |q| q.author = Some("author-3".into())),
    ("author, unknown", |q| q.author = Some("nobody".into())),
    ("text, a common word", |q| q.text = Some("мінск".into())),
    ("text, a rare word", |q| q.text = Some("рэдкае".into())),
    ("text, two common words", |q| q.text = Some("ferry суд".into())),
    ("text, an old word", |q| q.text = Some("даўно".into())),
    ("text, a word that is nowhere", |q| q.text = Some("zzyzx".into())),
    ("text, Cyrillic, nowhere", |q| q.text = Some("няма такога".into())),
    ("section and language", |q| {
        q.section = Some("courts".into());
        q.language = "be".parse().ok();
    }),
    ("author and rare word", |q| {
        q.author = Some("author-3".into());
        q.text = Some("рэдкае".into());
    }),
    ("section and a word that is nowhere", |q| {
        q.section = Some("politics".into());
        q.text = Some("zzyzx".into());
    }),
    ("author and rare section", |q| {
        q.author = Some("author-3".into());
        q.section = Some("weather".into());
    }),
];

async fn measure(store: &Store, name: &str, change: Change, rounds: usize) {
    let mut query = Query::all(60, Time::from_millis(i64::MAX));
    change(&mut query);
    let mut times = Vec::with_capacity(rounds);
    let mut found = 0;
    for _ in 0..rounds {
        let began = now();
        let mut db = store.read().await.expect("a reader");
        found = desk::lines(&mut db, &query).await.expect("an answer").lines.len();
        drop(db);
        times.push(began.elapsed().as_secs_f64() * 1_000.0);
    }
    told(name, &format!("{found} lines"), times);
}

#[expect(clippy::disallowed_methods, reason = "this is a stopwatch, not a rule")]
fn now() -> Instant {
    Instant::now()
}

/// The same story for the same number.
fn story(n: usize, of: usize) -> Manuscript {
    let dice = |salt: usize, sides: usize| {
        let x = (n * 8 + salt).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        ((x ^ (x >> 29)).wrapping_mul(0xBF58_476D_1CE4_E5B9) >> 33) % sides
    };
    let mut headline: Vec<String> = (0..8).map(|w| WORDS[dice(w, WORDS.len())].to_owned()).collect();
    headline.push(format!("{}", dice(20, 9_999)));
    if n % 3_000 == 7 {
        headline.push("рэдкае".into());
    }
    if n < of / 5 {
        headline.push("даўно".into());
    }
    let is_at_work = n + 1_000 > of && n.is_multiple_of(2);
    let state = match n % 8 {
        0 if is_at_work => State::Draft,
        2 if is_at_work => State::InEdit,
        4 | 6 if is_at_work => State::Ready,
        _ => State::Published,
    };
    let mut sections =
        vec![SECTIONS[dice(21, SECTIONS.len() - 1).min(dice(22, SECTIONS.len() - 1))].to_owned()];
    if n % 2_000 == 5 {
        sections.push("weather".into());
    } else if n.is_multiple_of(2) {
        sections.push("regions".into());
    }
    let paragraphs = (0..4).map(|p| Block::paragraph(format!("{} {p}.", headline.join(" "))));
    Manuscript {
        id: format!("story-{n:07}"),
        group: String::new(),
        language: LANGUAGES[n % 3].parse().expect("a tag"),
        slug: None,
        former_slugs: Vec::new(),
        number: None,
        state,
        published_at: Some(Time::from_millis(1_400_000_000_000 + n as i64 * 3_000_000)),
        updated_at: None,
        document: Document {
            headline: headline.join(" "),
            slugline: WORDS[dice(23, WORDS.len())].to_uppercase(),
            sections,
            urgency: if n.is_multiple_of(500) { 1 } else { 3 + dice(24, 40).min(2) as u8 },
            body: Body { blocks: paragraphs.collect() },
            ..Document::default()
        },
        corrections: Vec::new(),
        killed: None,
    }
}
