//! The 32 signs of a reader code: how they are written, what is taken for them, and their arithmetic.

/// Crockford's base 32: no I, L, O, U, which are misread or make words.
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Cyrillic letters, capital and small, and the Latin letters or digits that they look like on a screen or in print.
/// The second row is that of letters whose small form only, or whose printed form only, is alike.
const LOOK_ALIKES: [(char, char); 20] = [
    ('А', 'A'),
    ('В', 'B'),
    ('С', 'C'),
    ('Е', 'E'),
    ('Ё', 'E'),
    ('Н', 'H'),
    ('К', 'K'),
    ('М', 'M'),
    ('О', '0'),
    ('Р', 'P'),
    ('Т', 'T'),
    ('Х', 'X'),
    ('У', 'Y'),
    ('Ў', 'Y'),
    ('Ѕ', 'S'),
    ('І', '1'),
    ('Ї', '1'),
    ('Ј', 'J'),
    ('З', '3'),
    ('Ԛ', 'Q'),
];

/// The letter of a sign.
pub(super) fn letter(value: u8) -> char {
    char::from(LETTERS[usize::from(value)])
}

/// Whether a character stands between signs and means nothing: spaces, dashes, and what word processors put in unseen.
pub(super) fn is_between(c: char) -> bool {
    let is_dash = matches!(
        c,
        '-' | '_' | '\u{ad}' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}'
    );
    let is_unseen = matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}');
    c.is_whitespace() || is_dash || is_unseen
}

/// The sign that a character stands for.
pub(super) fn value(c: char) -> Option<u8> {
    // A capital letter of several characters, such as that of ß, is none of ours.
    let capital = c.to_uppercase().next().filter(|_| c.to_uppercase().len() == 1)?;
    let latin =
        LOOK_ALIKES.iter().find(|(cyrillic, _)| *cyrillic == capital).map_or(capital, |(_, latin)| *latin);
    let canonical = match latin {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    LETTERS.iter().position(|letter| char::from(*letter) == canonical).map(|place| place as u8)
}

/// The two signs of checksum: the remainder of the signs, taken as a polynomial's coefficients from the highest down, by
/// (x - a)(x - a^2) = x^2 + 6x + 8, where a = 2 generates the field of 32 elements. Every code is a multiple of it, so two codes
/// differ in three places at least, while there are no more than 31 signs.
pub(super) fn checksum(signs: &[u8]) -> [u8; 2] {
    let mut rest = [0, 0];
    for sign in signs {
        let lead = rest[0] ^ sign;
        rest = [rest[1] ^ times(lead, 6), times(lead, 8)];
    }
    rest
}

/// Multiplication in the field of 32 elements, modulo x^5 + x^2 + 1.
fn times(a: u8, b: u8) -> u8 {
    let product = (0..5).filter(|bit| b >> bit & 1 == 1).fold(0u16, |sum, bit| sum ^ u16::from(a) << bit);
    let modulo =
        |rest: u16, bit: u16| if rest >> bit & 1 == 1 { rest ^ (0b10_0101 << (bit - 5)) } else { rest };
    let reduced = (5..9).rev().fold(product, modulo);
    reduced as u8
}
