//! Character references: `&amp;`, `&#1073;`, `&#x431;`, and those people forgot to close.

use web_atoms::{C1_REPLACEMENTS, NAMED_ENTITIES};

/// The longest name in the HTML standard is shorter than this.
const LONGEST_NAME: usize = 32;

/// Text with its references replaced. In an attribute `&copy=1` stays, as the standard has it: there it is an address.
pub(super) fn decode(text: &str, in_attribute: bool) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let taken = match rest.strip_prefix('#') {
            Some(digits) => numeric(digits, &mut out).map(|taken| taken + 1),
            None => named(rest, in_attribute, &mut out),
        };
        match taken {
            Some(taken) => rest = &rest[taken..],
            None => out.push('&'),
        }
    }
    out.push_str(rest);
    out
}

/// Reads the number after `&#`; gives the bytes it took.
fn numeric(text: &str, out: &mut String) -> Option<usize> {
    let (radix, start) = if text.starts_with(['x', 'X']) { (16, 1) } else { (10, 0) };
    let digits = text[start..].bytes().take_while(|byte| char::from(*byte).is_digit(radix)).count();
    if digits == 0 {
        return None;
    }
    let end = start + digits;
    let code = u32::from_str_radix(&text[start..end], radix).unwrap_or(u32::MAX);
    // The standard reads 0x80 to 0x9F as Windows-1252, which is what those who wrote them meant.
    let replaced = code.checked_sub(0x80).and_then(|at| C1_REPLACEMENTS.get(at as usize).copied().flatten());
    out.push(replaced.or(char::from_u32(code).filter(|c| *c != '\0')).unwrap_or('\u{FFFD}'));
    Some(end + usize::from(text[end..].starts_with(';')))
}

fn named(text: &str, in_attribute: bool, out: &mut String) -> Option<usize> {
    let letters = text.bytes().take(LONGEST_NAME).take_while(u8::is_ascii_alphanumeric).count();
    let closed = text[letters..].starts_with(';');
    if closed && push_entity(&text[..=letters], out) {
        return Some(letters + 1);
    }
    // Old names count without their semicolon: the longest that fits.
    let end = (2..=letters).rev().find(|end| is_entity(&text[..*end]))?;
    let followed = text[end..].starts_with(|c: char| c == '=' || c.is_ascii_alphanumeric());
    if in_attribute && followed {
        return None;
    }
    push_entity(&text[..end], out).then_some(end)
}

fn is_entity(name: &str) -> bool {
    NAMED_ENTITIES.get(name).is_some_and(|(first, _)| *first != 0)
}

fn push_entity(name: &str, out: &mut String) -> bool {
    let Some((first, second)) = NAMED_ENTITIES.get(name).copied() else { return false };
    if first == 0 {
        return false;
    }
    [first, second]
        .into_iter()
        .filter(|code| *code != 0)
        .filter_map(char::from_u32)
        .for_each(|c| out.push(c));
    true
}
