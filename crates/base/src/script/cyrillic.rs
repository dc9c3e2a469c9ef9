//! Cyrillic in ASCII, by the rules of the language it is written in.
//!
//! - Belarusian: the instruction on transliterating geographic names of the State Committee on Property of
//!   Belarus (resolution 15 of 23 November 2000 in the wording of resolution 38 of 11 June 2007), which is the
//!   United Nations' system since 2012. Its háčeks, breve and acutes are then dropped, so Łacinka and Cyrillic
//!   spellings of a name meet: Лукашэнка and Łukašenka are both `lukasenka`.
//! - Russian: BGN/PCGN 1947, with the diaeresis and the signs dropped.
//! - Ukrainian: resolution 55 of the Cabinet of Ministers of Ukraine of 27 January 2010.
//! - Any other language: the Russian letters in every position, and the letters of the other alphabets by
//!   their nearest sound.

/// The rules of one language. What is not listed is as in [`COMMON`].
struct Alphabet {
    /// A letter that is always written the same.
    letters: &'static [(char, &'static str)],
    /// A letter, what it is at the start of a word and after the letters of `open_after`, and what it is
    /// elsewhere.
    iotated: &'static [(char, &'static str, &'static str)],
    /// The letters (and `'`, for any apostrophe) after which an iotated letter is read as at the start.
    open_after: &'static str,
}

const BELARUSIAN: Alphabet = Alphabet {
    letters: &[('г', "h"), ('ж', "z"), ('й', "j"), ('х', "ch"), ('ц', "c"), ('ч', "c"), ('ш', "s")],
    iotated: &[('е', "je", "ie"), ('ё', "jo", "io"), ('ю', "ju", "iu"), ('я', "ja", "ia")],
    open_after: "аеёіоуыэюя'ьў",
};

const RUSSIAN: Alphabet =
    Alphabet {
        letters: &[], iotated: &[('е', "ye", "e"), ('ё', "ye", "e")], open_after: "аеёиоуыэюяйъь"
    };

const UKRAINIAN: Alphabet = Alphabet {
    letters: &[('г', "h"), ('ґ', "g"), ('и', "y")],
    iotated: &[('є', "ye", "ie"), ('ї', "yi", "i"), ('й', "y", "i"), ('ю', "yu", "iu"), ('я', "ya", "ia")],
    open_after: "",
};

const ANY: Alphabet = Alphabet { letters: &[], iotated: &[], open_after: "" };

/// The letters of the Cyrillic alphabets in use, in the order of Unicode. A sign is written as nothing.
const COMMON: &[(char, &str)] = &[
    ('а', "a"),
    ('б', "b"),
    ('в', "v"),
    ('г', "g"),
    ('д', "d"),
    ('е', "e"),
    ('ж', "zh"),
    ('з', "z"),
    ('и', "i"),
    ('й', "y"),
    ('к', "k"),
    ('л', "l"),
    ('м', "m"),
    ('н', "n"),
    ('о', "o"),
    ('п', "p"),
    ('р', "r"),
    ('с', "s"),
    ('т', "t"),
    ('у', "u"),
    ('ф', "f"),
    ('х', "kh"),
    ('ц', "ts"),
    ('ч', "ch"),
    ('ш', "sh"),
    ('щ', "shch"),
    ('ъ', ""),
    ('ы', "y"),
    ('ь', ""),
    ('э', "e"),
    ('ю', "yu"),
    ('я', "ya"),
    ('ё', "yo"),
    ('ђ', "dj"),
    ('ѓ', "g"),
    ('є', "ye"),
    ('ѕ', "dz"),
    ('і', "i"),
    ('ї', "yi"),
    ('ј', "j"),
    ('љ', "lj"),
    ('њ', "nj"),
    ('ћ', "c"),
    ('ќ', "k"),
    ('ў', "u"),
    ('џ', "dz"),
    ('ѣ', "e"),
    ('ѳ', "f"),
    ('ѵ', "i"),
    ('ґ', "g"),
    ('ғ', "g"),
    ('җ', "zh"),
    ('қ', "q"),
    ('ҡ', "q"),
    ('ң', "n"),
    ('ҥ', "n"),
    ('ҫ', "s"),
    ('ҭ', "t"),
    ('ү', "u"),
    ('ұ', "u"),
    ('ҳ', "h"),
    ('ҷ', "j"),
    ('һ', "h"),
    ('ӏ', ""),
    ('ә', "a"),
    ('ө', "o"),
];

/// `letter`, a lower-case letter, in ASCII, as `language` (a primary tag: `be`) writes it after `before`: the
/// letter, sign or apostrophe before it in the word. `None` if it is not a Cyrillic letter that we know.
pub(super) fn latinised(letter: char, before: Option<char>, language: &str) -> Option<&'static str> {
    if letter.is_ascii() {
        return None;
    }
    let alphabet = match language {
        "be" => &BELARUSIAN,
        "ru" => &RUSSIAN,
        "uk" => &UKRAINIAN,
        _ => &ANY,
    };
    if language == "uk" && letter == 'г' && before == Some('з') {
        // Zgh, not zh: зг must not be read as ж.
        return Some("gh");
    }
    let iotated = alphabet.iotated.iter().find(|(known, ..)| *known == letter);
    if let Some((_, open, closed)) = iotated {
        let is_open = before.is_none_or(|before| alphabet.open_after.contains(before));
        return Some(if is_open { open } else { closed });
    }
    let own = alphabet.letters.iter().chain(COMMON).find(|(known, _)| *known == letter);
    own.map(|(_, latin)| *latin)
}
