use proptest::prelude::*;

use super::*;

const LETTERS: &str = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

fn text(bytes: [u8; 16]) -> String {
    ReaderCode::from_bytes(bytes).to_string()
}

fn bare(bytes: [u8; 16]) -> Vec<char> {
    text(bytes).chars().filter(|c| *c != '-').collect()
}

fn read(signs: &[char]) -> Result<ReaderCode, CodeError> {
    ReaderCode::parse(&signs.iter().collect::<String>())
}

#[test]
fn a_code_is_seven_groups_of_four() {
    assert_eq!(text([0; 16]), "0000-0000-0000-0000-0000-0000-0000");
    let code = text([0xff; 16]);
    assert!(code.starts_with("7ZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZ"), "{code}");
    assert_eq!(code.parse::<ReaderCode>().unwrap().as_bytes(), &[0xff; 16]);
}

#[test]
fn every_single_mistyped_sign_is_noticed() {
    for bytes in [[0; 16], [0xa7; 16], *b"sixteen bytes ok"] {
        let signs = bare(bytes);
        for place in 0..SIGNS {
            for letter in LETTERS.chars().filter(|letter| *letter != signs[place]) {
                let mut wrong = signs.clone();
                wrong[place] = letter;
                assert_eq!(read(&wrong), Err(CodeError::Checksum), "{letter} at {place}");
            }
        }
    }
}

#[test]
fn any_two_mistyped_signs_are_noticed() {
    let signs = bare(*b"sixteen bytes ok");
    let other = |sign: char, by: usize| {
        let place = LETTERS.find(sign).unwrap();
        LETTERS.chars().nth((place + by) % 32).unwrap()
    };
    for first in 0..SIGNS {
        for second in first + 1..SIGNS {
            // By linearity it does not matter which signs stand there; a part of the differences keeps the test short.
            for (one, two) in (1..32).step_by(4).flat_map(|one| (1..32).step_by(3).map(move |two| (one, two)))
            {
                let mut wrong = signs.clone();
                (wrong[first], wrong[second]) = (other(signs[first], one), other(signs[second], two));
                assert_eq!(read(&wrong), Err(CodeError::Checksum));
            }
        }
    }
}

#[test]
fn entry_forgives_how_people_type() {
    let code = ReaderCode::from_bytes([0x11; 16]);
    let written = code.to_string();
    for typed in [
        written.to_lowercase(),
        written.replace('-', ""),
        written.replace('-', " – "),
        format!("\u{feff}{}\n", written.replace('-', "\u{2011}")),
        written.replace('0', "O").replace('1', "l"),
        written.replace('0', "о").replace('1', "I").to_lowercase(),
    ] {
        assert_eq!(ReaderCode::parse(&typed).as_ref(), Ok(&code), "{typed}");
    }
}

#[test]
fn cyrillic_letters_stand_for_what_they_look_like() {
    // Every pair of the table, in both cases, at every place where the code has the sign.
    let pairs = "АA ВB СC ЕE НH КK МM О0 РP ТT ХX УY ЎY ЅS І1 ЇI ЈJ З3";
    for pair in pairs.split(' ') {
        let [cyrillic, latin] = [0, 1].map(|at| pair.chars().nth(at).unwrap());
        let expected = sign::value(latin).unwrap();
        for typed in cyrillic.to_lowercase().chain([cyrillic]) {
            assert_eq!(sign::value(typed), Some(expected), "{typed} for {latin}");
        }
    }
}

#[test]
fn what_is_wrong_is_said_and_nothing_typed_is_repeated() {
    let parse = |text: &str| ReaderCode::parse(text).unwrap_err();
    assert_eq!(parse(" - "), CodeError::Empty);
    assert_eq!(parse("0000-0000-0000"), CodeError::Length { given: 12 });
    assert_eq!(parse(&"0".repeat(5_000)), CodeError::Length { given: 5_000 });
    assert_eq!(parse("0000-00U0"), CodeError::Sign { place: 7 });
    assert_eq!(parse("0000-Жß"), CodeError::Sign { place: 5 });
    // Two bits to spare in the first sign: a right checksum over them makes no second code of the same bits.
    let mut signs = [0; SIGNS];
    signs[0] = 8;
    let check = sign::checksum(&signs[..DATA]);
    signs[DATA..].copy_from_slice(&check);
    let typed: String = signs.iter().map(|sign| sign::letter(*sign)).collect();
    assert_eq!(parse(&typed), CodeError::Checksum);
    assert_eq!(format!("{:?}", ReaderCode::from_bytes([1; 16])), "ReaderCode(..)");
}

#[test]
fn the_till_keeps_a_hash_that_needs_its_key() {
    let code = ReaderCode::from_bytes([3; 16]);
    let again = ReaderCode::parse(&code.to_string().to_lowercase()).unwrap();
    assert_eq!(code.keyed_hash(&[1; 32]), again.keyed_hash(&[1; 32]));
    assert_ne!(code.keyed_hash(&[1; 32]), code.keyed_hash(&[2; 32]));
    assert_ne!(code.keyed_hash(&[1; 32]), ReaderCode::from_bytes([4; 16]).keyed_hash(&[1; 32]));
}

proptest! {
    #[test]
    fn what_is_written_is_read(bytes in any::<[u8; 16]>()) {
        prop_assert_eq!(ReaderCode::parse(&text(bytes)), Ok(ReaderCode::from_bytes(bytes)));
    }

    #[test]
    fn signs_that_have_changed_places_are_noticed(bytes in any::<[u8; 16]>(), one in 0..SIGNS, two in 0..SIGNS) {
        let mut signs = bare(bytes);
        let is_changed = signs[one] != signs[two];
        signs.swap(one, two);
        prop_assert_eq!(read(&signs).is_err(), is_changed);
    }

    #[test]
    fn neighbours_that_have_changed_places_are_noticed(bytes in any::<[u8; 16]>()) {
        let signs = bare(bytes);
        for place in 1..SIGNS {
            let mut wrong = signs.clone();
            wrong.swap(place - 1, place);
            prop_assert_eq!(read(&wrong).is_err(), signs[place - 1] != signs[place]);
        }
    }

    #[test]
    fn no_text_makes_it_panic(text in ".*") {
        let _ = ReaderCode::parse(&text);
    }
}
