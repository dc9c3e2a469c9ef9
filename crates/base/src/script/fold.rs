//! The key that a word is searched by.

use unicode_normalization::UnicodeNormalization;

use super::{is_apostrophe, is_silent, latin};

/// `text` without the differences that a searching reader does not make: case, marks on Latin letters
/// (`Łukašenka` and `Lukasenka` are one), stress marks, kinds of apostrophe (all become `'`), soft hyphens,
/// runs of spaces. The letters й, ў, ё and the like stay themselves: Unicode takes them apart into a letter
/// and a mark, but no reader does. Databases fold ASCII only, so this is done before storing and before asking.
pub fn fold(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    for letter in text.nfc().flat_map(char::to_lowercase) {
        if is_cyrillic_letter(letter) {
            key.push(letter);
        } else if is_apostrophe(letter) {
            // Before it is taken apart: ´ would become a space and a mark.
            key.push('\'');
        } else {
            std::iter::once(letter).nfkd().flat_map(char::to_lowercase).for_each(|part| push(&mut key, part));
        }
    }
    key.truncate(key.trim_end().len());
    key
}

/// Cyrillic letters as they stand in an alphabet: all but those that are a vowel with a stress mark.
fn is_cyrillic_letter(letter: char) -> bool {
    matches!(letter, 'а'..='ӿ') && !matches!(letter, 'ѐ' | 'ѝ') && !is_silent(letter)
}

fn push(key: &mut String, part: char) {
    if let Some(plain) = latin::plain(part) {
        key.push_str(plain);
    } else if part.is_whitespace() {
        if !key.is_empty() && !key.ends_with(' ') {
            key.push(' ');
        }
    } else if is_apostrophe(part) {
        key.push('\'');
    } else if part == 'ς' {
        key.push('σ');
    } else if !is_silent(part) {
        key.push(part);
    }
}
