//! Short texts: addresses, words for slugs and search, settings.

use std::path::Path;

use base::Language;
use base::config::Config;
use base::script::{Slug, fold, slug};

use crate::target::{Target, none_made};

/// The path of a request: what is let through cannot climb, and means one thing.
pub fn path() -> Target {
    Target {
        name: "path",
        corpora: &[],
        made: none_made,
        words: &[
            "/",
            "..",
            "%2e",
            "%2f",
            "%00",
            "%25",
            "%c0%ae",
            "\\",
            "%5c",
            "?",
            "#",
            "//",
            "%d0%ba",
            "/be/story/",
            "\u{202e}",
        ],
        longest: 5000,
        take: Box::new(|bytes| match web::parse_path(&String::from_utf8_lossy(bytes)) {
            Ok(path) => {
                assert!(path.starts_with('/') && !path.contains(['\\', '%', '\0', '#']), "{path:?}");
                assert!(path.split('/').all(|segment| segment != ".." && segment != "."), "{path:?}");
                format!("{} segments", "/".repeat(path.matches('/').count().min(9)))
            }
            Err(fault) => fault.to_string(),
        }),
    }
}

/// Words: a slug is always one, folding is done once.
pub fn words() -> Target {
    Target {
        name: "text",
        corpora: &[("locales", ".ftl")],
        made: none_made,
        words: &[
            "Łukašenka",
            "Ў",
            "ў",
            "ё",
            "Й",
            "’",
            "ʼ",
            "ß",
            "ǆ",
            "é",
            "\u{301}",
            "\u{306}",
            "ﬁ",
            "𝔘",
            "👩‍👩‍👧",
            "--",
            " ",
        ],
        longest: 2000,
        take: Box::new(|bytes| {
            let text = String::from_utf8_lossy(bytes);
            let folded = fold(&text);
            assert_eq!(fold(&folded), folded, "folding twice is folding once");
            let slugs =
                ["be", "ru", "uk", "en"].map(|tag| slug(&text, &Language::parse(tag).expect("a tag")));
            for slug in &slugs {
                assert_eq!(Slug::parse(slug.as_str()).as_ref(), Ok(slug), "a slug reads back");
            }
            let tag = Language::parse(text.trim()).map(|tag| tag.as_str().len());
            format!("{} {tag:?}", "-".repeat(slugs[0].as_str().len() / 8))
        }),
    }
}

/// The configuration file: a person writes it, by hand.
pub fn settings() -> Target {
    Target {
        name: "settings",
        corpora: &[("", "example.toml")],
        made: none_made,
        words: &[
            "[server]",
            "[[language]]",
            "tag = ",
            "\"\"",
            "=",
            "[",
            "]",
            "#",
            "9999999999999999999",
            "true",
            "\"be\"",
            "listen",
        ],
        longest: 8000,
        take: Box::new(|bytes| {
            let text = String::from_utf8_lossy(bytes);
            match Config::read(&text, Path::new("vestka.toml"), &[]) {
                Ok(config) => {
                    let written = config.to_text();
                    let again = Config::read(&written, Path::new("vestka.toml"), &[])
                        .expect("what we write, we read");
                    assert_eq!(again.to_text(), written, "settings survive being written");
                    "read".to_owned()
                }
                Err(error) => error.to_string().lines().next().unwrap_or_default().chars().take(60).collect(),
            }
        }),
    }
}
