//! What the pages say, in each language. A language is one file of messages in the Fluent format: those of
//! `BUILT_IN` are in the binary, others lie in the data folder's `locales/`, where a file may also replace
//! messages of a built-in one. What a language does not say is said in its primary language (`be` for
//! `be-tarask`), then in English.

mod dates;
mod messages;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

use crate::Language;

/// The languages in the binary: tag and messages. A new one is a line here and a file in `locales/`.
const BUILT_IN: &[(&str, &str)] = &[
    ("en", include_str!("../../../locales/en.ftl")),
    ("be", include_str!("../../../locales/be.ftl")),
    ("ru", include_str!("../../../locales/ru.ftl")),
];

/// A language's files for the newsroom's own pages.
macro_rules! desk_words {
    ($($tag:literal),*) => { &[$(
        ($tag, include_str!(concat!("../../../locales/desk/", $tag, "/frame.ftl"))),
        ($tag, include_str!(concat!("../../../locales/desk/", $tag, "/people.ftl"))),
        ($tag, include_str!(concat!("../../../locales/desk/", $tag, "/stories.ftl"))),
        ($tag, include_str!(concat!("../../../locales/desk/", $tag, "/library.ftl"))),
        ($tag, include_str!(concat!("../../../locales/desk/", $tag, "/editor.ftl"))),
        ($tag, include_str!(concat!("../../../locales/desk/", $tag, "/plus.ftl"))),
        ($tag, include_str!(concat!("../../../locales/desk/", $tag, "/statistics.ftl"))),
        ($tag, include_str!(concat!("../../../locales/desk/", $tag, "/clients.ftl"))),
        ($tag, include_str!(concat!("../../../locales/desk/", $tag, "/portal.ftl"))),
        ($tag, include_str!(concat!("../../../locales/desk/", $tag, "/newsletters.ftl"))),
    )*] };
}

/// The same for the newsroom's own pages. They are apart so that a site in a further language needs no words for its
/// newsroom, which stays in one of these.
const DESK: &[(&str, &str)] = desk_words!["en", "be", "ru"];

/// The language that knows every message.
const COMPLETE: &str = "en";

/// Every language that is at hand. Made once at start; asked on every page. A language is taken apart when it is first
/// asked for: one of the newsroom's takes two megabytes, and most newsrooms work in one or two.
#[derive(Debug)]
pub struct Locales {
    sources: Sources,
    by_language: BTreeMap<Language, OnceLock<Arc<Locale>>>,
    remarks: Vec<String>,
}

/// The messages of one language. `Send` and `Sync`; asking takes no lock but for a plural.
pub struct Locale {
    language: Language,
    bundle: FluentBundle<Arc<FluentResource>>,
}

/// What a message is given for one of its variables.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Arg<'a> {
    /// A text, set as it is.
    Text(&'a str),
    /// A number, which may choose a plural form.
    Number(i64),
}

/// The messages in a folder cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum LocaleError {
    /// A file or the folder itself cannot be read.
    #[error("cannot read {}: {source}; check that the file is there, is UTF-8 and may be read", path.display())]
    Unreadable {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The file's name is not a language tag.
    #[error("{} is not named after a language: name it as its tag, such as be.ftl", path.display())]
    Unnamed {
        /// The file.
        path: PathBuf,
    },
    /// A message is not written as Fluent asks.
    #[error("{}, line {line}: {reason}; correct the message or remove it", path.display())]
    Malformed {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// What is wrong.
        reason: String,
    },
}

/// A message could not be formatted as asked; what readers would see is given all the same.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("message {id} of language {language}: {reason}")]
pub struct TextError {
    /// The message.
    pub id: String,
    /// The language.
    pub language: Language,
    /// An unknown message, a missing variable.
    pub reason: String,
    /// The best that can be shown.
    pub text: String,
}

impl Locales {
    /// The built-in languages, and the `.ftl` files of `extra_dir` if it is given and exists.
    pub fn load(extra_dir: Option<&Path>) -> Result<Locales, LocaleError> {
        Locales::read(BUILT_IN, extra_dir)
    }

    /// The same for the newsroom's pages. Dates and months are the sites' words, which stand beneath these.
    pub fn load_desk(extra_dir: Option<&Path>) -> Result<Locales, LocaleError> {
        let both: Vec<(&'static str, &'static str)> = BUILT_IN.iter().chain(DESK).copied().collect();
        Locales::read(&both, extra_dir)
    }

    /// The tags of the languages that the newsroom's pages are in, English first.
    pub fn desk_languages() -> impl Iterator<Item = Language> {
        let mut tags: Vec<&str> = DESK.iter().map(|(tag, _)| *tag).collect();
        tags.dedup();
        tags.into_iter().filter_map(|tag| Language::parse(tag).ok())
    }

    fn read(built_in: &[(&str, &'static str)], extra_dir: Option<&Path>) -> Result<Locales, LocaleError> {
        let mut sources = Sources::new();
        for (tag, text) in built_in {
            let path = PathBuf::from(format!("locales/{tag}.ftl"));
            sources.entry(messages::tag_of(&path)?).or_default().push(Source::built_in(path, text));
        }
        let mut remarks = Vec::new();
        for path in extra_dir.map(messages::files_in).transpose()?.unwrap_or_default() {
            let text = messages::read(&path)?;
            remarks.extend(messages::remarks(&path, &text, BUILT_IN[0].1));
            let resource = messages::parse(&path, &text)?;
            sources.entry(messages::tag_of(&path)?).or_default().push(Source::read(path, resource));
        }
        let by_language = sources.keys().map(|language| (language.clone(), OnceLock::new())).collect();
        Ok(Locales { sources, by_language, remarks })
    }

    /// The messages for pages in `language`: its own, its primary language's (`pt` for `pt-BR`), or English.
    pub fn get(&self, language: &Language) -> Arc<Locale> {
        let own = |tag: &str| self.by_language.get_key_value(tag);
        let found = own(language.as_str()).or_else(|| own(language.primary())).or_else(|| own(COMPLETE));
        let (language, locale) = found.expect("English is in the binary");
        locale.get_or_init(|| Arc::new(Locale::of(language, &self.sources))).clone()
    }

    /// A sentence for the log if pages in `language` would be in English; to be asked at start, for each
    /// language of the configuration.
    pub fn lack(&self, language: &Language) -> Option<String> {
        let known =
            self.by_language.contains_key(language) || self.by_language.contains_key(language.primary());
        (!known).then(|| {
            format!("there are no messages in {language}, its pages will speak English: write locales/{language}.ftl in the data folder")
        })
    }

    /// What is odd in the files of the folder, one sentence each: messages that no page asks for, variables
    /// that no page gives.
    pub fn remarks(&self) -> &[String] {
        &self.remarks
    }
}

type Sources = BTreeMap<Language, Vec<Source>>;

/// A file of messages.
#[derive(Debug)]
struct Source {
    path: PathBuf,
    text: &'static str,
    resource: OnceLock<Arc<FluentResource>>,
}

impl Source {
    /// One of the binary's own, whose faults tests find.
    fn built_in(path: PathBuf, text: &'static str) -> Source {
        Source { path, text, resource: OnceLock::new() }
    }

    fn read(path: PathBuf, resource: FluentResource) -> Source {
        Source { path, text: "", resource: OnceLock::from(Arc::new(resource)) }
    }

    fn resource(&self) -> Arc<FluentResource> {
        let parsed = || messages::parse(&self.path, self.text).unwrap_or_else(|error| panic!("{error}"));
        self.resource.get_or_init(|| Arc::new(parsed())).clone()
    }
}

impl Locale {
    fn of(language: &Language, sources: &Sources) -> Locale {
        let tags = language.as_str().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![tags]);
        // The marks it would set around each value are for texts that mix directions, and would end up in
        // titles and addresses.
        bundle.set_use_isolating(false);
        let mut chain = vec![COMPLETE, language.primary(), language.as_str()];
        chain.dedup();
        for resource in chain.iter().filter_map(|tag| sources.get(*tag)).flatten() {
            bundle.add_resource_overriding(resource.resource());
        }
        Locale { language: language.clone(), bundle }
    }

    /// The language that these messages are in: of the page's, its primary one, or English.
    pub fn language(&self) -> &Language {
        &self.language
    }

    /// Whether there is a message `id`.
    pub fn has(&self, id: &str) -> bool {
        self.bundle.get_message(id).is_some_and(|message| message.value().is_some())
    }

    /// The message `id` with `args` for its variables. A page is not lost for a word: an unknown message is
    /// shown as its id, a missing variable as its name.
    pub fn text(&self, id: &str, args: &[(&str, Arg<'_>)]) -> String {
        self.try_text(id, args).unwrap_or_else(|error| error.text)
    }

    /// The same, but an unknown message or a missing variable is an error: for tests of templates.
    pub fn try_text(&self, id: &str, args: &[(&str, Arg<'_>)]) -> Result<String, TextError> {
        let error = |reason: String, text: &str| TextError {
            id: id.to_owned(),
            language: self.language.clone(),
            reason,
            text: text.to_owned(),
        };
        let message = self.bundle.get_message(id).and_then(|message| message.value());
        let pattern = message.ok_or_else(|| error("there is no such message".to_owned(), id))?;
        let mut errors = Vec::new();
        let args = (!args.is_empty()).then(|| fluent_args(args));
        let text = self.bundle.format_pattern(pattern, args.as_ref(), &mut errors);
        match errors.first() {
            None => Ok(text.into_owned()),
            Some(first) => Err(error(first.to_string(), &text)),
        }
    }
}

fn fluent_args<'a>(args: &[(&'a str, Arg<'a>)]) -> FluentArgs<'a> {
    let values = args.iter().map(|(name, arg)| {
        let value = match arg {
            Arg::Text(text) => FluentValue::String(Cow::Borrowed(*text)),
            Arg::Number(number) => FluentValue::from(*number),
        };
        (*name, value)
    });
    values.collect()
}

impl fmt::Debug for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Locale").field(&self.language).finish()
    }
}

impl<'a> From<&'a str> for Arg<'a> {
    fn from(text: &'a str) -> Arg<'a> {
        Arg::Text(text)
    }
}

impl<'a> From<&'a String> for Arg<'a> {
    fn from(text: &'a String) -> Arg<'a> {
        Arg::Text(text)
    }
}

impl From<i64> for Arg<'_> {
    fn from(number: i64) -> Self {
        Arg::Number(number)
    }
}

#[cfg(test)]
mod tests;
