//! A newsroom of its own for a test: a database, pictures, a folder with another site's pictures.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use base::{Language, Time};
use content::Admission;
use content::admission::Ground;
use exchange::export::{self, ExportOptions};
use exchange::{Format, ImportError, Options, Report, Source, import};
use image::{Rgb, RgbImage};
use media::Library;
use store::{MIGRATIONS, Store, StoreUrl};
use tempfile::TempDir;

pub struct Newsroom {
    pub store: Store,
    pub library: Library,
    pub folder: TempDir,
}

/// Where the corpora are.
pub fn corpus(format: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus").join(format)
}

pub fn language(tag: &str) -> Language {
    tag.parse().expect("a tag")
}

pub fn block_on<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime").block_on(future)
}

impl Newsroom {
    /// With an empty SQLite database.
    pub async fn open() -> Newsroom {
        let folder = tempfile::tempdir().expect("a folder");
        let url = StoreUrl::Sqlite(folder.path().join("vestka.db"));
        let store = Store::open(&url, MIGRATIONS).await.expect("a database");
        Newsroom::with(store, folder)
    }

    /// Over a database that a test was given.
    pub fn over(store: Store) -> Newsroom {
        Newsroom::with(store, tempfile::tempdir().expect("a folder"))
    }

    fn with(store: Store, folder: TempDir) -> Newsroom {
        let library = Library::open(folder.path().join("media")).expect("a library");
        Newsroom { store, library, folder }
    }

    /// A folder with the same picture wherever a system would have it, and things that are no pictures.
    pub fn uploads(&self) -> PathBuf {
        let folder = self.folder.path().join("uploads");
        for place in ["media", "content/images/2021/03", "wp-content/uploads/2021/03"] {
            fs::create_dir_all(folder.join(place)).expect("a folder");
            picture().save(folder.join(place).join("bridge.png")).expect("a picture");
        }
        fs::write(folder.join("media/not-a-picture.png"), "<svg onload=alert(1)>").expect("a file");
        picture().save(self.folder.path().join("secret.png")).expect("a picture");
        let _ =
            std::os::unix::fs::symlink(self.folder.path().join("secret.png"), folder.join("media/link.png"));
        folder
    }

    pub fn options(&self) -> Options {
        let now = Time::parse_rfc3339("2025-12-14T12:00:00Z").expect("a time");
        let mut options = Options::new("test", now, language("en"));
        options.languages = vec![language("en"), language("be")];
        options
    }

    pub async fn take(
        &self,
        format: Format,
        bytes: impl Into<Vec<u8>>,
        options: &Options,
    ) -> Result<Report, ImportError> {
        let source = Source::bytes(bytes.into());
        import(&self.store, &self.library, format, source, options, &mut |_| {}).await
    }

    /// Everything that an export holds: names and bytes.
    pub async fn export(&self, with_hidden: bool) -> BTreeMap<String, Vec<u8>> {
        #[expect(clippy::disallowed_methods, reason = "the test stands for an operator")]
        let admission = Admission::grant(Ground::Operator);
        let options = ExportOptions { with_hidden };
        let out = tempfile::tempdir().expect("a folder");
        let target = out.path().join("out");
        let exported = export::folder(&self.store, &self.library, &target, &options, &admission, &mut |_| {})
            .await
            .expect("an export");
        assert_eq!(exported.remarks.total, 0, "{:?}", exported.remarks.first);
        let mut files = BTreeMap::new();
        for folder in [target.clone(), target.join("media")] {
            for entry in fs::read_dir(&folder).expect("a folder").map(|entry| entry.expect("readable").path())
            {
                if entry.is_file() {
                    let name = entry.strip_prefix(&target).expect("inside").display().to_string();
                    files.insert(name, fs::read(&entry).expect("readable"));
                }
            }
        }
        files
    }

    /// Puts an export back on the disk and imports it.
    pub async fn take_export(&self, files: &BTreeMap<String, Vec<u8>>) -> Report {
        let folder = tempfile::tempdir().expect("a folder");
        fs::create_dir(folder.path().join("media")).expect("a folder");
        for (name, bytes) in files {
            fs::write(folder.path().join(name), bytes).expect("a file");
        }
        let options = Options { media: Some(folder.path().to_owned()), strict: true, ..self.options() };
        self.take(Format::Native, files["stories.jsonl"].clone(), &options)
            .await
            .expect("an export comes in whole")
    }
}

/// Small, and of few colours.
fn picture() -> RgbImage {
    RgbImage::from_fn(32, 24, |x, y| {
        if (x / 4 + y / 4) % 2 == 0 { Rgb([10, 120, 60]) } else { Rgb([250, 250, 240]) }
    })
}
