use super::*;
use crate::blind::{Secrets, blind, blind_sign};
use crate::testing::{KEYS, challenge, key, rng, secrets};

/// Draws a pass with `key` and lays both sides of it on the two piles.
fn draw<'a>(
    key: &'a PrivateKey,
    secrets: &Secrets,
    issuances: &mut Vec<Issuance<'a>>,
    passes: &mut Vec<Token>,
) {
    let (request, pending) = blind(key.public(), challenge(), secrets).unwrap();
    let response = blind_sign(key, &request, &mut rng(1)).unwrap();
    passes.push(pending.finalize(key.public(), &response).unwrap());
    issuances.push(Issuance { key, request, response });
}

#[test]
fn twenty_issuances_fit_twenty_passes_alike() {
    let (mut issuances, mut passes) = (Vec::new(), Vec::new());
    (0..20).for_each(|number| draw(key(), &secrets(number), &mut issuances, &mut passes));
    let found = matrix(&issuances, &passes, challenge(), &mut rng(2));
    assert_eq!(found, Matrix { pairs: 400, consistent: 400, telltale: 0, smallest_crowd: 20 });
    assert!(found.is_blind());
}

#[test]
fn a_key_for_each_reader_is_caught() {
    let (mut issuances, mut passes) = (Vec::new(), Vec::new());
    KEYS.iter().for_each(|key| draw(key, &secrets(1), &mut issuances, &mut passes));
    let found = matrix(&issuances, &passes, challenge(), &mut rng(2));
    let count = KEYS.len();
    assert_eq!(found, Matrix { pairs: count * count, consistent: count, telltale: 0, smallest_crowd: 1 });
    assert!(count > 5 && !found.is_blind());
}

#[test]
fn factors_of_128_bits_are_caught() {
    let (mut issuances, mut passes) = (Vec::new(), Vec::new());
    for number in 0..6 {
        let mut secrets = secrets(number);
        let long = secrets.blind.len() - 16;
        secrets.blind[..long].fill(0);
        draw(key(), &secrets, &mut issuances, &mut passes);
    }
    let found = matrix(&issuances, &passes, challenge(), &mut rng(2));
    assert_eq!(found, Matrix { pairs: 36, consistent: 30, telltale: 6, smallest_crowd: 5 });
}

#[test]
fn an_answer_that_is_not_the_requests_fits_nobody() {
    let (mut issuances, mut passes) = (Vec::new(), Vec::new());
    (0..2).for_each(|number| draw(key(), &secrets(number), &mut issuances, &mut passes));
    issuances[0].response = issuances[1].response.clone();
    assert_eq!(fit(&issuances[0], &passes[0], challenge(), &mut rng(2)), Fit::Impossible);
    assert_eq!(fit(&issuances[1], &passes[0], challenge(), &mut rng(2)), Fit::Consistent);
}
