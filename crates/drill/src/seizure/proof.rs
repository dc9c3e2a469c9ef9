//! That the searcher finds what is there: every canary in every writing, plain and packed; and that it looks where the
//! server writes.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

use anyhow::{bail, ensure};
use flate2::Compression;
use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};

use crate::canary::{Canary, Kind};
use crate::month::Lived;
use crate::needle;
use crate::search::{Found, Searcher};

/// Plants every canary in every writing in a text and looks for it; then some of them packed in every format, and packed
/// twice. How many writings were found: all.
///
/// # Errors
/// When one is not found: then the search proves nothing.
pub fn prove(searcher: &Searcher, canaries: &[Canary]) -> anyhow::Result<usize> {
    let mut count = 0;
    for (number, canary) in canaries.iter().enumerate() {
        for (bytes, writing) in needle::written(canary) {
            let text = [b"in the middle <", &bytes[..], b"> of it"].concat();
            let mut found = Found::default();
            searcher.look("", &text, &mut found);
            if found.findings.is_empty() && is_looked_for(&bytes, writing) {
                bail!("canary {number} ({:?}) is not found as {writing:?}", canary.kind);
            }
            count += 1;
        }
    }
    for canary in canaries.iter().step_by(canaries.len().div_ceil(50)) {
        for (format, packed) in packed(&canary.spellings[0])? {
            let mut found = Found::default();
            searcher.search("", &[&[0x55; 700][..], &packed, &[0xaa; 300]].concat(), &mut found);
            ensure!(!found.findings.is_empty(), "{:?} is not found in {format}", canary.kind);
        }
    }
    Ok(count)
}

fn is_looked_for(bytes: &[u8], writing: needle::Writing) -> bool {
    bytes.len() >= 8 || writing == needle::Writing::Packed
}

/// Something in every format that is unpacked.
fn packed(word: &[u8]) -> anyhow::Result<Vec<(&'static str, Vec<u8>)>> {
    let text = [&b"a line of a log, and then "[..], word, b", and the rest of it\n"].concat();
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    gzip.write_all(&text)?;
    let gzip = gzip.finish()?;
    let mut zlib = ZlibEncoder::new(Vec::new(), Compression::fast());
    zlib.write_all(&text)?;
    let mut entry = DeflateEncoder::new(Vec::new(), Compression::default());
    entry.write_all(&text)?;
    let header = [&b"PK\x03\x04\x14\0\0\0\x08\0"[..], &[0; 16], &[3, 0, 0, 0], b"log"].concat();
    let mut brotli = b"HTTP/1.1 200 OK\r\ncontent-encoding: br\r\n\r\n".to_vec();
    brotli::CompressorWriter::new(&mut brotli, 4096, 9, 22).write_all(&text)?;
    let mut twice = GzEncoder::new(Vec::new(), Compression::default());
    twice.write_all(&gzip)?;
    Ok(vec![
        ("gzip", gzip),
        ("zlib", zlib.finish()?),
        ("zip", [header, entry.finish()?].concat()),
        ("brotli", brotli),
        ("gzip in gzip", twice.finish()?),
    ])
}

/// A searcher for words that are no canaries.
///
/// # Errors
/// When there are too many.
pub fn witnesses(words: &[String]) -> anyhow::Result<Searcher> {
    let one = |word: &String| Canary {
        kind: Kind::Path,
        spellings: vec![word.clone().into_bytes()],
        whole: word.clone().into_bytes(),
        address: None,
    };
    let distinct: BTreeSet<&String> = words.iter().collect();
    Searcher::new(&distinct.into_iter().map(one).collect::<Vec<_>>(), &[])
}

/// How many of each kind were planted.
pub fn planted(lived: &Lived) -> BTreeMap<Kind, usize> {
    let mut all = BTreeMap::new();
    for canary in lived.aviary.kept() {
        *all.entry(canary.kind).or_default() += 1;
    }
    all
}
