//! What is done with letters: a headline becomes an address, a name becomes a key to search by.

mod cyrillic;
mod fold;
mod latin;
mod slug;

pub use fold::fold;
pub use slug::{Slug, SlugError, slug};

use unicode_normalization::char::is_combining_mark;

/// The apostrophes and the marks that keyboards offer for one: all are the same letter of Belarusian and
/// Ukrainian spelling, and the same mark in English.
fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '\'' | '’' | '‘' | '‛' | 'ʼ' | 'ʹ' | '′' | '`' | '´' | '＇')
}

/// Marks that belong to the letter before them, and characters that are not seen at all.
fn is_silent(letter: char) -> bool {
    is_combining_mark(letter)
        || matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

#[cfg(test)]
mod tests;
