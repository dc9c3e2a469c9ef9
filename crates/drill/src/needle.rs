//! The ways in which a canary may be written: what the searcher looks for.

use std::collections::HashMap;
use std::net::Ipv4Addr;

use data_encoding::{BASE64, BASE64URL};
use ring::digest;

use crate::canary::Canary;

/// How something is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Writing {
    /// As it is.
    Plain,
    /// In capital letters.
    Capitals,
    /// Base 64, the usual signs or those of addresses, at any of its three offsets.
    Base64,
    /// Hexadecimal digits of either case.
    Hex,
    /// UTF-16, either byte first.
    Utf16,
    /// Every byte as `%XX`.
    Percent,
    /// Its SHA-256 or SHA-1 without a key: of something that can be guessed, the hash is no secret.
    Digest,
    /// A network address as bytes among such as say that it is one.
    Packed,
}

/// What is looked for, and what it means.
pub struct Needle {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// The number of the canary.
    pub canary: usize,
    /// How it is written here.
    pub writing: Writing,
}

/// Needles are no longer than this: the beginning of something tells it.
const LONGEST: usize = 32;
/// Shorter ones would be found by accident.
const SHORTEST: usize = 8;

/// All needles of some canaries. The same bytes are looked for once.
pub fn needles(canaries: &[Canary]) -> Vec<Needle> {
    let mut seen: HashMap<Vec<u8>, ()> = HashMap::new();
    let mut all = Vec::new();
    for (number, canary) in canaries.iter().enumerate() {
        for (bytes, writing) in written(canary) {
            let bytes = bytes[..bytes.len().min(LONGEST)].to_vec();
            let is_telling = bytes.len() >= SHORTEST || writing == Writing::Packed;
            if is_telling && seen.insert(bytes.clone(), ()).is_none() {
                all.push(Needle { bytes, canary: number, writing });
            }
        }
    }
    all
}

/// A canary in every writing.
pub fn written(canary: &Canary) -> Vec<(Vec<u8>, Writing)> {
    let mut all = Vec::new();
    for spelling in &canary.spellings {
        every_writing(spelling, &mut all);
    }
    for algorithm in [&digest::SHA256, &digest::SHA1_FOR_LEGACY_USE_ONLY] {
        let hash = digest::digest(algorithm, &canary.whole);
        // A prefix of a digest tells it as well.
        let hash = &hash.as_ref()[..16];
        all.push((hash.to_vec(), Writing::Digest));
        all.push((hex(hash), Writing::Digest));
        all.push((hex(hash).to_ascii_uppercase(), Writing::Digest));
        all.extend(base64(hash).into_iter().map(|text| (text, Writing::Digest)));
    }
    if let Some(address) = canary.address {
        all.extend(packed(address).into_iter().map(|bytes| (bytes, Writing::Packed)));
    }
    all
}

fn every_writing(spelling: &[u8], all: &mut Vec<(Vec<u8>, Writing)>) {
    all.push((spelling.to_vec(), Writing::Plain));
    all.push((spelling.to_ascii_uppercase(), Writing::Capitals));
    all.push((hex(spelling), Writing::Hex));
    all.push((hex(spelling).to_ascii_uppercase(), Writing::Hex));
    all.extend(base64(spelling).into_iter().map(|text| (text, Writing::Base64)));
    if spelling.is_ascii() {
        all.push((spelling.iter().flat_map(|byte| [*byte, 0]).collect(), Writing::Utf16));
        all.push((spelling.iter().flat_map(|byte| [0, *byte]).collect(), Writing::Utf16));
        all.push((percent(spelling, false), Writing::Percent));
        all.push((percent(spelling, true), Writing::Percent));
        if spelling.iter().any(|byte| !byte.is_ascii_alphanumeric()) {
            all.push((percent_where_needed(spelling), Writing::Percent));
        }
    }
}

/// Lower case hexadecimal digits.
fn hex(bytes: &[u8]) -> Vec<u8> {
    base::id::hex(bytes).into_bytes()
}

fn percent(bytes: &[u8], is_lower: bool) -> Vec<u8> {
    let one = |byte: &u8| if is_lower { format!("%{byte:02x}") } else { format!("%{byte:02X}") };
    bytes.iter().map(one).collect::<String>().into_bytes()
}

fn percent_where_needed(bytes: &[u8]) -> Vec<u8> {
    let one = |byte: &u8| match byte.is_ascii_alphanumeric() {
        true => char::from(*byte).to_string(),
        false => format!("%{byte:02X}"),
    };
    bytes.iter().map(one).collect::<String>().into_bytes()
}

/// What of the base 64 of a longer text is the same whatever stands before and after: for each of the three offsets,
/// in both alphabets.
fn base64(bytes: &[u8]) -> Vec<Vec<u8>> {
    let mut all = Vec::new();
    for before in 0..3 {
        let padded = [&[0; 2][..before], bytes].concat();
        let (first, last) = ((before * 8).div_ceil(6), padded.len() * 8 / 6);
        for alphabet in [BASE64, BASE64URL] {
            let text = alphabet.encode(&padded).into_bytes();
            all.push(text[first..last].to_vec());
        }
    }
    all
}

/// The bytes of an address where others say that it is one: mapped into version 6, as PostgreSQL's `inet`, as a list of
/// numbers.
fn packed(address: Ipv4Addr) -> Vec<Vec<u8>> {
    let octets = address.octets();
    let [a, b, c, d] = octets;
    vec![
        [&[0xff, 0xff][..], &octets].concat(),
        [&[2, 32][..], &octets].concat(),
        format!("{a},{b},{c},{d}").into_bytes(),
        format!("{a}, {b}, {c}, {d}").into_bytes(),
        format!("{a}-{b}-{c}-{d}").into_bytes(),
        format!("::ffff:{a:02x}{b:02x}:{c:02x}{d:02x}").into_bytes(),
    ]
}

/// An address as nothing but its bytes or their digits. Four bytes are found by accident: such findings count only
/// against those of addresses that nobody came from.
pub fn bare(address: Ipv4Addr) -> [Vec<u8>; 4] {
    let [a, b, c, d] = address.octets();
    let digits = hex(&address.octets());
    [vec![a, b, c, d], vec![d, c, b, a], digits, address.to_bits().to_string().into_bytes()]
}

#[cfg(test)]
mod tests;
