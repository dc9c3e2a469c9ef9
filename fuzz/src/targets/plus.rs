//! The paid tier's door and forms, whole: the site over a till and a gate of its own, with one plus story.

use std::cell::OnceCell;
use std::sync::Arc;

use base::config::{Config, LanguageSettings};
use base::{Clock, Locales, Time};
use content::access::Access;
use content::body::{Block, Body};
use content::{Document, Manuscript, State, file_all};
use gate::Gate;
use http::{HeaderValue, Request};
use http_body_util::BodyExt as _;
use media::Library;
use passes::{Token, text};
use site::Edition;
use site::edition::Reads;
use site::theme::{Source, ThemeHandle};
use store::{MIGRATIONS, Store, StoreUrl};
use tempfile::TempDir;
use till::{CodeKind, DrawRequest, Till};
use tokio::runtime::{Builder, Runtime};
use web::{App, Settings, Staleness};

use crate::target::Target;

const STORY: &str = "/en/story/paid";
/// Stands in the paid body and nowhere else.
const SECRET: &str = "geheimnis";
const POOL: [u8; 8] = 31_u64.to_be_bytes();
/// The forms, by the first byte of an input.
const FORMS: [&str; 7] =
    ["/enter", "/leave", "/en/plus/code", "/en/plus/gift", "/en/plus/buy", "/plus/draw", "/en/plus/pool/z"];

/// What a browser may send as its cookies: the good one opens, nothing else does, and nothing breaks.
pub fn cookie() -> Target {
    let house: OnceCell<House> = OnceCell::new();
    Target {
        name: "cookie",
        corpora: &[],
        made: || vec![b"theme=dark; GOOD".to_vec(), b"GOOD".to_vec(), b"__Host-plus=A; GOOD".to_vec()],
        words: &["__Host-plus=", "__Host-plus", "; ", ";", "=", "\"", "GOOD", "\u{e9}", ",", "$Version=1"],
        longest: 4 << 10,
        take: Box::new(move |bytes| {
            let house = house.get_or_init(House::build);
            let sent = replaced(bytes, b"GOOD", house.cookie.as_bytes());
            let Ok(value) = HeaderValue::from_bytes(&sent) else { return "no header".to_owned() };
            let (status, answer) = house.get(STORY, value);
            assert_eq!(status, 200, "a cookie breaks no page");
            let is_full = contains(&answer, SECRET.as_bytes());
            assert!(
                !is_full || is_shown(&sent, house.cookie.as_bytes()),
                "something else than the cookie opens"
            );
            if is_full { "full" } else { "open" }.to_owned()
        }),
    }
}

/// What is sent to the forms of a reader: a pass, a code, a batch, or anything else.
pub fn form() -> Target {
    let house: OnceCell<House> = OnceCell::new();
    Target {
        name: "form",
        corpora: &[],
        made: beginnings,
        words: &[
            "pass=",
            "&to=",
            "code=",
            "&plan=month",
            "&provider=stripe",
            "what=pass",
            "what=code",
            "PASS",
            "CODE",
            "BATCH",
            "/en/story/paid",
            "%",
            "%00",
            "+",
            "&",
            "=",
            "\n",
            "plus1.",
            "-",
            "//",
            "\u{200b}",
        ],
        longest: 6 << 10,
        take: Box::new(move |bytes| {
            let house = house.get_or_init(House::build);
            let (place, sent) =
                bytes.split_first().map_or((0, bytes), |(first, rest)| (usize::from(*first), rest));
            let form = FORMS[place % FORMS.len()];
            let sent = replaced(sent, b"PASS", house.pass.as_bytes());
            let sent = replaced(&sent, b"CODE", house.code.as_bytes());
            let sent = replaced(&sent, b"BATCH", house.batch.as_bytes());
            let (status, head, body) = house.post(form, sent);
            assert!(!contains(&body, SECRET.as_bytes()), "a form answers what is paid");
            assert!((200..500).contains(&status), "{form} answers {status}");
            assert!(status == 303 || body.len() > 10, "{form} says nothing");
            let is_let_in = contains(&head, b"__Host-plus=") && !contains(&head, b"__Host-plus=;");
            assert!(!is_let_in || form == "/enter" && status == 303, "{form} gives a cookie");
            // Letters, because outcomes are compared without their numbers.
            let letters: String = status.to_string().bytes().map(|digit| char::from(digit | 0x40)).collect();
            format!("{form} {letters} {}", fault(&body))
        }),
    }
}

fn beginnings() -> Vec<Vec<u8>> {
    let bodies = [
        "pass=PASS&to=/en/story/paid",
        "to=/en/story/paid",
        "code=CODE",
        "code=CODE",
        "plan=month&provider=stripe&code=CODE",
        "CODE\nBATCH",
        "what=pass",
    ];
    let begin = |(place, body): (u8, &str)| [&[place], body.as_bytes()].concat();
    (0..).zip(bodies).map(begin).collect()
}

/// The first sentence that says what is wrong, if the answer has one.
fn fault(body: &[u8]) -> String {
    let text = String::from_utf8_lossy(body);
    let said = text.split_once("role=\"alert\">").map_or("", |(_, rest)| rest);
    said.split('<').next().unwrap_or_default().to_owned()
}

/// A site on one story, at a time that stands.
struct House {
    runtime: Runtime,
    app: Arc<App>,
    /// `name=value` of the week's cookie.
    cookie: String,
    /// A pass that nobody has handed in, before the fuzzer does.
    pass: String,
    code: String,
    batch: String,
    _folder: TempDir,
}

impl House {
    fn build() -> House {
        let runtime = Builder::new_multi_thread().worker_threads(1).enable_all().build().expect("a runtime");
        let folder = tempfile::tempdir().expect("a folder");
        let now = Time::parse_rfc3339("2025-12-14T12:00:00Z").expect("a time");
        let clock = Clock::fixed(now);
        let (app, till, gate) = runtime.block_on(async {
            let (till, gate) = rooms(&folder, now).await;
            let edition = Arc::new(edition(&folder, till.clone(), gate.clone(), now).await);
            let policy = site::policy(&edition.config);
            let routes = site::routes(&edition).expect("the table");
            let settings = Settings { polish: false, ..Settings::default() };
            (App::new(routes, policy, Arc::clone(&edition.staleness), clock, settings), till, gate)
        });
        let [first, second] = [1, 2].map(|chance| runtime.block_on(pass(&till, chance, now)));
        let cookie =
            runtime.block_on(gate.redeem(&first, [4; 32], now)).expect("the gate").expect("a good pass");
        let (code, batch) = runtime.block_on(drawable(&till, now));
        let cookie = format!("{}={}", passes::cookie::NAME, cookie.value);
        House { runtime, app, cookie, pass: text::write(&second), code, batch, _folder: folder }
    }

    fn get(&self, path: &str, cookie: HeaderValue) -> (u16, Vec<u8>) {
        let request = Request::builder().uri(path).header("host", "a").header("cookie", cookie);
        let (parts, ()) = request.body(()).expect("a request").into_parts();
        let (status, _, body) = self.answered(self.app.respond(&parts, false, 4096));
        (status, body)
    }

    fn post(&self, path: &str, body: Vec<u8>) -> (u16, Vec<u8>, Vec<u8>) {
        let request = Request::post(path).header("host", "a").header("sec-fetch-site", "same-origin");
        let request = request.header("content-type", "application/x-www-form-urlencoded");
        let (parts, ()) = request.body(()).expect("a request").into_parts();
        self.answered(self.app.receive(parts, body.into()))
    }

    /// Status, headers as text, body.
    fn answered(&self, answer: impl Future<Output = http::Response<web::Body>>) -> (u16, Vec<u8>, Vec<u8>) {
        self.runtime.block_on(async {
            let (head, body) = answer.await.into_parts();
            let body = body.collect().await.expect("a body comes whole").to_bytes();
            (head.status.as_u16(), format!("{:?}", head.headers).into_bytes(), body.to_vec())
        })
    }
}

async fn rooms(folder: &TempDir, now: Time) -> (Till, Gate) {
    let [till_folder, gate_folder] = ["till", "gate"].map(|room| folder.path().join(room));
    let url = Till::url("", &till_folder).expect("an address");
    let till = till::testing::open(&url, &till_folder, Default::default()).await;
    till::testing::keys(&till, now).await;
    till.make_pool("Pool", 1_000_000, POOL).await.expect("the till").expect("a pool");
    let url = Gate::url("", &gate_folder).expect("an address");
    let gate = Gate::open(&url, &gate_folder, till.issuer(), [1; 32], now).await.expect("the gate opens");
    let directory = till.directory(now).await.expect("the keys");
    gate.learn(&directory, now).await.expect("the gate learns");
    (till, gate)
}

async fn pass(till: &Till, chance: u8, now: Time) -> Token {
    let pool = base::id::short_code(u64::from_be_bytes(POOL));
    till.pass_from_pool(&pool, [chance; 32], now).await.expect("the till").expect("a pass").token
}

/// A code that is paid, and a batch that can be drawn with it.
async fn drawable(till: &Till, now: Time) -> (String, String) {
    let codes = till.make_codes(1, 1, CodeKind::Gift, [5; 32], now).await.expect("the till").expect("a code");
    let epoch = passes::Epoch::at(now);
    let directory = till.directory(now).await.expect("the keys");
    let key = directory.key_of(epoch).expect("a key");
    let wallet = passes::Wallet::from_entropy([6; 16]);
    let (batch, _) = passes::batch::prepare(&wallet, epoch, key, till.challenge()).expect("a batch");
    let text = DrawRequest { code: codes[0].clone(), batch }.to_text();
    let (code, batch) = text.split_once('\n').expect("two lines");
    (code.to_owned(), batch.to_owned())
}

async fn edition(folder: &TempDir, till: Till, gate: Gate, now: Time) -> Edition {
    let store = Store::open(&StoreUrl::Sqlite(folder.path().join("vestka.db")), MIGRATIONS)
        .await
        .expect("a database");
    let mut tx = store.write().await.expect("a transaction");
    file_all(&mut tx, vec![story(now)], "fuzz", now).await.expect("the story is filed");
    tx.commit().await.expect("a commit");
    let locales = Arc::new(Locales::load(None).expect("the words"));
    let mut config = Config::default();
    config.server.address = "https://news.example".into();
    config.languages = vec![LanguageSettings::new("en".parse().expect("a language"), "English")];
    let languages = config.languages.iter().map(|language| language.tag.clone()).collect();
    let (theme, _) = ThemeHandle::open(Source::Builtin, Arc::clone(&locales), languages).expect("the theme");
    let config = Arc::new(config);
    let press = newsletter::Press::new(store.clone(), Arc::clone(&config), Arc::clone(&locales));
    Edition {
        press,
        reads: Reads::new(&config.statistics),
        totals: Default::default(),
        config,
        store,
        library: Library::open(folder.path().join("media")).expect("a folder for pictures"),
        locales,
        theme: Arc::new(theme),
        pages: folder.path().join("pages"),
        staleness: Arc::new(Staleness::default()),
        till: Some(till),
        gate: Some(gate),
    }
}

fn story(now: Time) -> Manuscript {
    Manuscript {
        id: "paid".into(),
        group: String::new(),
        language: "en".parse().expect("a language"),
        slug: Some("paid".parse().expect("a slug")),
        former_slugs: vec![],
        number: None,
        state: State::Published,
        published_at: Some(now),
        updated_at: None,
        document: Document {
            headline: "A paid story".into(),
            urgency: 5,
            access: Access::plus(),
            body: Body { blocks: vec![Block::paragraph(SECRET)] },
            ..Document::default()
        },
        corrections: vec![],
        killed: None,
    }
}

/// Puts what is only known at run time in the place of its name.
fn replaced(bytes: &[u8], name: &[u8], by: &[u8]) -> Vec<u8> {
    let Some(at) = bytes.windows(name.len()).position(|window| window == name) else { return bytes.to_vec() };
    [&bytes[..at], by, &bytes[at + name.len()..]].concat()
}

/// Whether the good cookie is one of those that are sent.
fn is_shown(sent: &[u8], good: &[u8]) -> bool {
    sent.split(|byte| *byte == b';').any(|pair| pair.trim_ascii() == good)
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}
