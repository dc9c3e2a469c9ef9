//! A theme's files, read once and kept: from the binary or from a folder.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::{Source, ThemeRefused};

/// The built-in theme. The list is written out, so that building needs no script.
macro_rules! built_in {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../../../themes/default/", $name)))),*]
    };
}

const BUILT_IN: &[(&str, &str)] = built_in![
    "archive_day.html",
    "archive_month.html",
    "archive_months.html",
    "base.html",
    "corrections.html",
    "favicon.svg",
    "front.html",
    "list.html",
    "lists.css",
    "markdown.html",
    "newsletter.html",
    "not_found.html",
    "parts.html",
    "plus.css",
    "plus.html",
    "plus_buy.html",
    "plus_code.html",
    "plus_enter.html",
    "plus_feeds.html",
    "plus_gift.html",
    "plus_paid.html",
    "plus_parts.html",
    "plus_passes.html",
    "plus_pool.html",
    "plus_protection.html",
    "story.html",
    "style.css",
    "text.css",
    "unavailable.html",
    "wallet.html",
    "withdrawn.html",
];

/// Where the built-in theme lies while it is worked on.
const SOURCE_TREE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../themes/default");

/// A theme lies in memory as a whole; what is larger than this is no theme.
const MAX_BYTES: u64 = 8 << 20;

/// What a theme may bring for `/assets/`: no scripts.
const ASSET_TYPES: [(&str, &str); 7] = [
    ("avif", "image/avif"),
    ("jpg", "image/jpeg"),
    ("png", "image/png"),
    ("svg", "image/svg+xml"),
    ("webp", "image/webp"),
    ("woff", "font/woff"),
    ("woff2", "font/woff2"),
];

/// The files of a theme.
#[derive(Debug, Default)]
pub(super) struct Files {
    texts: BTreeMap<String, String>,
    assets: BTreeMap<String, Asset>,
}

/// A font or picture that a theme brings along.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asset {
    /// Its content.
    pub bytes: Vec<u8>,
    /// Its media type.
    pub media_type: &'static str,
}

/// Names, sizes and times of a folder's files: equal as long as nothing was touched.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Fingerprint(Vec<(PathBuf, u64, Option<SystemTime>)>);

impl Source {
    /// The folder that is read, if the theme is not in the binary.
    pub(super) fn folder(&self) -> Option<&Path> {
        match self {
            Source::Folder(folder) => Some(folder),
            Source::Builtin => {
                Some(Path::new(SOURCE_TREE)).filter(|tree| cfg!(debug_assertions) && tree.is_dir())
            }
        }
    }

    /// What the folder looks like now; costs one look at each file, reads none.
    pub(super) fn fingerprint(&self) -> Fingerprint {
        let list = self.folder().map(list).transpose().ok().flatten();
        Fingerprint(list.unwrap_or_default())
    }
}

/// The theme in the binary.
pub(super) fn built_in() -> Files {
    let texts = BUILT_IN.iter().map(|(name, text)| (name.to_string(), text.to_string())).collect();
    Files { texts, assets: BTreeMap::new() }
}

impl Files {
    pub(super) fn read(source: &Source) -> Result<Files, ThemeRefused> {
        match source.folder() {
            Some(folder) => Files::read_folder(folder),
            None => Ok(built_in()),
        }
    }

    fn read_folder(folder: &Path) -> Result<Files, ThemeRefused> {
        let list = list(folder).map_err(|error| unreadable(folder, &error))?;
        if list.iter().map(|(_, bytes, _)| bytes).sum::<u64>() > MAX_BYTES {
            let megabytes = MAX_BYTES >> 20;
            return Err(refused(
                folder,
                format!("it has more than {megabytes} MB of files; remove what pages do not need"),
            ));
        }
        let mut files = Files::default();
        for (path, ..) in list {
            files.add(&path)?;
        }
        Ok(files)
    }

    fn add(&mut self, path: &Path) -> Result<(), ThemeRefused> {
        let bytes = fs::read(path).map_err(|error| unreadable(path, &error))?;
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if let Some(media_type) = asset_type(path) {
            self.assets.insert(name, Asset { bytes, media_type });
        } else {
            let text = String::from_utf8(bytes)
                .map_err(|_| refused(path, "it is not UTF-8; save it as UTF-8".into()))?;
            self.texts.insert(name, text);
        }
        Ok(())
    }

    /// A template, the style sheet or the icon.
    pub(super) fn text(&self, name: &str) -> Result<&str, ThemeRefused> {
        self.texts.get(name).map(String::as_str).ok_or_else(|| ThemeRefused {
            file: name.into(),
            line: None,
            reason: "the file is missing; a theme needs all files that the built-in one has".into(),
        })
    }

    /// All templates: name and text.
    pub(super) fn templates(&self) -> impl Iterator<Item = (&String, &String)> {
        self.texts.iter().filter(|(name, _)| name.ends_with(".html"))
    }

    pub(super) fn favicon(&self) -> &[u8] {
        self.texts.get("favicon.svg").map(String::as_bytes).unwrap_or_default()
    }

    pub(super) fn asset(&self, name: &str) -> Option<&Asset> {
        self.assets.get(name)
    }
}

/// The files that make the theme, in the order of their names; what else lies there does not matter.
fn list(folder: &Path) -> io::Result<Vec<(PathBuf, u64, Option<SystemTime>)>> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder)? {
        paths.push(entry?.path());
    }
    let assets = folder.join("assets");
    if assets.is_dir() {
        for entry in fs::read_dir(assets)? {
            paths.push(entry?.path());
        }
    }
    paths.retain(|path| belongs(path));
    paths.sort();
    let look = |path: PathBuf| fs::metadata(&path).map(|data| (path, data.len(), data.modified().ok()));
    paths.into_iter().map(look).collect()
}

fn belongs(path: &Path) -> bool {
    let named = ["style.css", "lists.css", "text.css", "plus.css", "favicon.svg"]
        .iter()
        .any(|name| path.ends_with(name));
    let is_text = named || path.extension().is_some_and(|e| e == "html");
    path.is_file() && (is_text || asset_type(path).is_some())
}

/// Only files directly in `assets/`, and only of these types.
fn asset_type(path: &Path) -> Option<&'static str> {
    let extension = path.extension()?.to_str()?;
    let in_assets = path.parent().is_some_and(|folder| folder.ends_with("assets"));
    ASSET_TYPES.iter().find(|(known, _)| in_assets && *known == extension).map(|(_, media_type)| *media_type)
}

fn refused(path: &Path, reason: String) -> ThemeRefused {
    ThemeRefused { file: path.display().to_string(), line: None, reason }
}

fn unreadable(path: &Path, error: &io::Error) -> ThemeRefused {
    refused(path, format!("it cannot be read ({error}); check that it is there and may be read"))
}
