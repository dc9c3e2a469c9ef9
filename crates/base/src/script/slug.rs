//! The part of an address that says what the story is about.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use unicode_normalization::UnicodeNormalization;

use super::{cyrillic, is_apostrophe, is_silent, latin};
use crate::Language;

/// The longest slug that [`slug`] makes, in bytes: a line of a chat window.
const LONGEST_MADE: usize = 80;

/// What a headline without a single letter that we can write in ASCII becomes.
const FALLBACK: &str = "story";

/// One part of a public address: words of `a-z0-9` joined by single hyphens, 1 to [`Slug::LONGEST`] bytes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slug(String);

/// The text cannot stand in an address as it is.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "'{text}' is not a slug: use a-z, 0-9 and single hyphens between words, {} characters at most",
    Slug::LONGEST
)]
pub struct SlugError {
    /// What was given, cut to a readable length.
    pub text: String,
}

impl Slug {
    /// The longest slug that is taken, in bytes. Longer than what [`slug`] makes, for addresses that other
    /// systems made and readers keep.
    pub const LONGEST: usize = 200;

    /// Takes `text` if it is a slug already.
    pub fn parse(text: &str) -> Result<Slug, SlugError> {
        let words_are_plain = text.split('-').all(|word| {
            !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        });
        if words_are_plain && text.len() <= Slug::LONGEST {
            Ok(Slug(text.to_owned()))
        } else {
            Err(SlugError { text: text.chars().take(60).collect() })
        }
    }

    /// The slug as it stands in the address.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The same slug with `-{number}` behind it, for the second story of that name; shortened if it would
    /// grow beyond [`Slug::LONGEST`].
    pub fn numbered(&self, number: u32) -> Slug {
        let suffix = format!("-{number}");
        let room = Slug::LONGEST - suffix.len();
        let head = self.0[..self.0.len().min(room)].trim_end_matches('-');
        Slug(format!("{head}{suffix}"))
    }
}

/// A slug for `text`, such as a headline in `language`: Cyrillic is transliterated by that language's rules
/// (Belarusian: the instruction on geographic names of 2007; Russian: BGN/PCGN 1947; Ukrainian: resolution 55
/// of 2010; each without its marks), Latin loses its marks, apostrophes and soft signs are dropped, what is
/// left between words is one hyphen. At most 80 bytes, cut between words where there is a gap; `story` if
/// nothing remains.
///
/// ```
/// use base::{Language, script::slug};
/// let language = Language::parse("be").unwrap();
/// assert_eq!(slug("Сям'я з Гродна", &language).as_str(), "siamja-z-hrodna");
/// ```
pub fn slug(text: &str, language: &Language) -> Slug {
    let mut made = Draft { text: String::new(), gap: false, before: None, language: language.primary() };
    for letter in text.nfc().flat_map(char::to_lowercase) {
        made.take(letter);
        if made.text.len() > LONGEST_MADE {
            break;
        }
    }
    cut_between_words(&mut made.text);
    Slug(if made.text.is_empty() { FALLBACK.to_owned() } else { made.text })
}

/// A slug while it is written.
struct Draft<'a> {
    text: String,
    /// A hyphen is due before the next letter.
    gap: bool,
    /// The letter, sign or apostrophe before, in its own script; none at the start of a word.
    before: Option<char>,
    language: &'a str,
}

impl Draft<'_> {
    fn take(&mut self, letter: char) {
        if let Some(latin) = cyrillic::latinised(letter, self.before, self.language) {
            self.write(latin);
            self.before = Some(letter);
        } else if is_apostrophe(letter) {
            self.before = self.before.map(|_| '\'');
        } else {
            std::iter::once(letter).nfkd().flat_map(char::to_lowercase).for_each(|part| self.take_part(part));
        }
    }

    fn take_part(&mut self, part: char) {
        let mut ascii = [0; 4];
        let written = if part.is_ascii_alphanumeric() {
            Some(&*part.encode_utf8(&mut ascii))
        } else {
            latin::plain(part).or_else(|| cyrillic::latinised(part, self.before, self.language))
        };
        if let Some(written) = written {
            self.write(written);
            self.before = Some(part);
        } else if !is_silent(part) {
            self.gap = true;
            self.before = None;
        }
    }

    fn write(&mut self, letters: &str) {
        if self.gap && !self.text.is_empty() && !letters.is_empty() {
            self.text.push('-');
        }
        self.gap &= letters.is_empty();
        self.text.push_str(letters);
    }
}

fn cut_between_words(text: &mut String) {
    if text.len() <= LONGEST_MADE {
        return;
    }
    let gap = text[..=LONGEST_MADE].rfind('-');
    text.truncate(gap.unwrap_or(LONGEST_MADE));
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl FromStr for Slug {
    type Err = SlugError;

    fn from_str(text: &str) -> Result<Slug, SlugError> {
        Slug::parse(text)
    }
}

impl AsRef<str> for Slug {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl Serialize for Slug {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Slug {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Slug, D::Error> {
        let text = String::deserialize(deserializer)?;
        Slug::parse(&text).map_err(serde::de::Error::custom)
    }
}
