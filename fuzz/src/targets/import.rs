//! Files of other systems and our own, all the way into a database.

use std::rc::Rc;

use base::{Language, Time};
use exchange::{Format, ImportError, Options, Report, Source, import};
use media::Library;
use store::{MIGRATIONS, Store, StoreUrl};
use tempfile::TempDir;
use tokio::runtime::{Builder, Runtime};

use crate::target::{Take, Target, none_made};

/// A newsroom of its own for a target.
struct Newsroom {
    runtime: Runtime,
    store: Store,
    library: Library,
    _folder: TempDir,
}

/// Lines of the native format.
pub fn native() -> Target {
    Target {
        name: "native",
        corpora: &[("crates/exchange/tests/corpus/native", ".jsonl")],
        made: lines_of_the_demo,
        words: &[
            "\"kind\":\"story\"",
            "\"kind\":\"section\"",
            "\"state\":\"killed\"",
            "\"access\":[{\"after_hours\":48,\"level\":\"open\"}]",
            "\"level\":\"plus\"",
            "\"former_slugs\":[\"a\"]",
            "\"updates\":\"a\"",
            "\"number\":1",
            "\"language\":\"x-y\"",
            "1970-01-01T00:00:00Z",
            "9999-12-31T23:59:59Z",
            "\"picture\":{\"file\":\"../../etc/passwd\"}",
            "\n",
            "null",
            "\\u0000",
            "{",
            "}",
            "[",
            "]",
            "\"",
            "-1",
            "\u{202e}",
        ],
        longest: 64 << 10,
        take: taker(Format::Native),
    }
}

/// Ghost's export.
pub fn ghost() -> Target {
    Target {
        name: "ghost",
        corpora: &[("crates/exchange/tests/corpus/ghost", ".json")],
        made: none_made,
        words: &[
            "\"db\":[{",
            "\"data\":{",
            "\"posts\":[{",
            "\"visibility\":\"paid\"",
            "\"html\":null",
            "\"lexical\":\"",
            "\"mobiledoc\":\"",
            "\"status\":\"scheduled\"",
            "<!--members-only-->",
            "\\u0000",
            "null",
            "{\\\"root\\\":{\\\"children\\\":[",
            "\"published_at\":\"1970-01-01T00:00:00.000Z\"",
            "[",
            "]",
            "{",
            "}",
            "\"posts_tags\":[{",
            "\"slug\":\"a\"",
            "\"type\":\"page\"",
            "\"email_only\":1",
        ],
        longest: 64 << 10,
        take: taker(Format::Ghost),
    }
}

/// WordPress's export.
pub fn wordpress() -> Target {
    Target {
        name: "wordpress",
        corpora: &[("crates/exchange/tests/corpus/wordpress", ".xml")],
        made: none_made,
        words: &[
            "<item>",
            "</item>",
            "<![CDATA[",
            "]]>",
            "<wp:post_type>attachment</wp:post_type>",
            "<wp:status>private</wp:status>",
            "<content:encoded>",
            "</content:encoded>",
            "<!-- wp:paragraph -->",
            "[gallery ids=\"1,2\"]",
            "<!DOCTYPE a [<!ENTITY b \"c\">]>",
            "&b;",
            "&#0;",
            "<?xml version=\"1.0\"?>",
            "<category domain=\"category\" nicename=\"a\">",
            "<wp:post_date_gmt>0000-00-00 00:00:00</wp:post_date_gmt>",
            "<wp:postmeta>",
            "xmlns:wp=\"x\"",
            "\0",
        ],
        longest: 64 << 10,
        take: taker(Format::WordPress),
    }
}

/// Takes a file in twice; whatever the first time did, the second changes nothing.
fn taker(format: Format) -> Take {
    let newsroom: Rc<std::cell::OnceCell<Newsroom>> = Rc::default();
    Box::new(move |bytes| {
        let newsroom = newsroom.get_or_init(Newsroom::open);
        let first = newsroom.take(format, bytes);
        if let (Ok(first), Ok(second)) = (&first, newsroom.take(format, bytes)) {
            assert_eq!(
                (second.new, second.refused.total),
                (0, first.refused.total),
                "the second time nothing is new"
            );
        }
        match first {
            Err(ImportError::Broken) => panic!("the reader panicked"),
            Err(ImportError::Store(error)) => panic!("the database was given what it cannot keep: {error}"),
            Err(error) => error.to_string(),
            Ok(report) => {
                let notes = report.refused.first.iter().chain(&report.remarks.first);
                let texts: Vec<&str> = notes.map(|note| note.text.as_str()).take(3).collect();
                format!("{} {}", "s".repeat(report.new.min(5) as usize), texts.join("; "))
            }
        }
    })
}

impl Newsroom {
    fn open() -> Newsroom {
        let folder = tempfile::tempdir().expect("a folder");
        let runtime = Builder::new_current_thread().enable_all().build().expect("a runtime");
        let url = StoreUrl::Sqlite(folder.path().join("vestka.db"));
        let store = runtime.block_on(Store::open(&url, MIGRATIONS)).expect("a database");
        let library = Library::open(folder.path().join("media")).expect("a library");
        Newsroom { runtime, store, library, _folder: folder }
    }

    fn take(&self, format: Format, bytes: &[u8]) -> Result<Report, ImportError> {
        let language = |tag: &str| Language::parse(tag).expect("a tag");
        let mut options = Options::new("fuzz", Time::from_millis(1_765_000_000_000), language("en"));
        options.languages = vec![language("en"), language("be")];
        options.media = Some(self.library.folder().to_owned());
        let source = Source::bytes(bytes.to_vec());
        self.runtime.block_on(import(&self.store, &self.library, format, source, &options, &mut |_| {}))
    }
}

/// Every tenth story of the demo agency, and its cast.
fn lines_of_the_demo() -> Vec<Vec<u8>> {
    const CAST: &str = include_str!("../../../demo/cast.jsonl");
    const STORIES: &str = include_str!("../../../demo/stories-1.jsonl");
    let stories = STORIES.lines().step_by(10).map(|line| line.as_bytes().to_vec());
    stories.chain([CAST.as_bytes().to_vec()]).collect()
}
