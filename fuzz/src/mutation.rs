//! Inputs made from inputs.

use rand::rngs::SmallRng;
use rand::seq::IndexedRandom;
use rand::{Rng, RngCore};

/// Changes `input` in one to eight places; `other` is one to join it with.
pub fn mutate(input: &mut Vec<u8>, other: &[u8], words: &[&str], longest: usize, dice: &mut SmallRng) {
    for _ in 0..=dice.random_range(0..8u32) {
        match dice.random_range(0..9u32) {
            0 => flip(input, dice),
            1 => overwrite(input, dice),
            2 => remove(input, dice),
            3 => double(input, dice),
            4 => join(input, other, dice),
            5 => repeat(input, dice),
            6 => number(input, dice),
            _ => insert(input, words, dice),
        }
        input.truncate(longest);
    }
}

/// A stretch of the input; empty when it is.
fn stretch(input: &[u8], dice: &mut SmallRng) -> std::ops::Range<usize> {
    let start = place(input, dice);
    let length = dice.random_range(0..=32.min(input.len() - start));
    let all = dice.random_ratio(1, 8);
    start..if all { input.len() } else { start + length }
}

fn place(input: &[u8], dice: &mut SmallRng) -> usize {
    dice.random_range(0..=input.len())
}

fn flip(input: &mut [u8], dice: &mut SmallRng) {
    if let Some(at) = input.len().checked_sub(1) {
        input[dice.random_range(0..=at)] ^= 1 << dice.random_range(0..8u32);
    }
}

fn overwrite(input: &mut [u8], dice: &mut SmallRng) {
    const TELLING: &[u8] = b"\0\xff\x7f\x80\"\\<>&{}[]%/ \n\r\t'=:;,.-0";
    let range = stretch(input, dice);
    let byte = *TELLING.choose(dice).expect("there are some");
    let is_noise = dice.random();
    for place in &mut input[range] {
        *place = if is_noise { dice.next_u32() as u8 } else { byte };
    }
}

fn remove(input: &mut Vec<u8>, dice: &mut SmallRng) {
    let range = stretch(input, dice);
    input.drain(range);
}

fn double(input: &mut Vec<u8>, dice: &mut SmallRng) {
    let copy = input[stretch(input, dice)].to_vec();
    let at = place(input, dice);
    input.splice(at..at, copy);
}

/// The same stretch many times over: what is nested gets deep, what is listed gets long.
fn repeat(input: &mut Vec<u8>, dice: &mut SmallRng) {
    let range = stretch(input, dice);
    let copy = input[range.clone()].repeat(1 << dice.random_range(1..8u32));
    input.splice(range, copy);
}

fn join(input: &mut Vec<u8>, other: &[u8], dice: &mut SmallRng) {
    let from = place(other, dice);
    input.truncate(place(input, dice));
    input.extend_from_slice(&other[from..]);
}

/// A number becomes one at the edge of what numbers can be.
fn number(input: &mut Vec<u8>, dice: &mut SmallRng) {
    const EDGES: [&str; 8] =
        ["0", "-1", "255", "65536", "2147483648", "18446744073709551616", "1e999", "0.1"];
    let edge = EDGES.choose(dice).expect("there are some");
    let from = place(input, dice);
    let Some(start) = (from..input.len()).find(|at| input[*at].is_ascii_digit()) else { return };
    let digits = input[start..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    input.splice(start..start + digits, edge.bytes());
}

fn insert(input: &mut Vec<u8>, words: &[&str], dice: &mut SmallRng) {
    let Some(word) = words.choose(dice) else { return };
    let at = place(input, dice);
    input.splice(at..at, word.bytes());
}
