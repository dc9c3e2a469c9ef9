//! The searcher: all needles in one pass, and what is packed is unpacked and searched too.

use std::collections::{BTreeMap, BTreeSet};
use std::net::Ipv4Addr;

use aho_corasick::{AhoCorasick, AhoCorasickKind};

use crate::canary::{Canary, Kind};
use crate::needle::{self, Needle, Writing};
use crate::unpack;

/// Looks for canaries.
pub struct Searcher {
    needles: Vec<Needle>,
    kinds: Vec<Kind>,
    told: AhoCorasick,
    /// Bare addresses: those that somebody came from, then as many decoys.
    bare: AhoCorasick,
    used: usize,
}

/// Something found.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// Of what.
    pub kind: Kind,
    /// Which canary, by number.
    pub canary: usize,
    /// How it is written there.
    pub writing: Writing,
    /// In what: a file, or what was unpacked from one.
    pub place: String,
    /// At which byte.
    pub offset: usize,
}

/// What a search found.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// The findings: of each canary the first in each place.
    pub findings: Vec<Finding>,
    /// Bytes searched, unpacked ones included.
    pub bytes: u64,
    /// Packed streams that were found and unpacked.
    pub streams: u64,
    /// Bare addresses of readers found, and of decoys.
    pub bare: (u64, u64),
}

/// Packed in packed in packed: no deeper.
const DEPTH: usize = 3;

impl Searcher {
    /// For these canaries, and decoys for their addresses.
    ///
    /// # Errors
    /// When there are too many for the automaton.
    pub fn new(canaries: &[Canary], decoys: &[Ipv4Addr]) -> anyhow::Result<Searcher> {
        let needles = needle::needles(canaries);
        let used: Vec<Ipv4Addr> =
            canaries.iter().filter(|c| c.kind != Kind::Forwarded).filter_map(|c| c.address).collect();
        let decoys = &decoys[..decoys.len().min(used.len())];
        let bare: Vec<Vec<u8>> =
            used.iter().chain(decoys).flat_map(|address| needle::bare(*address)).collect();
        let build = |patterns: Vec<&[u8]>| {
            AhoCorasick::builder().kind(Some(AhoCorasickKind::ContiguousNFA)).build(patterns)
        };
        Ok(Searcher {
            told: build(needles.iter().map(|needle| &needle.bytes[..]).collect())?,
            bare: build(bare.iter().map(|bytes| &bytes[..]).collect())?,
            used: used.len() * needle::bare(Ipv4Addr::UNSPECIFIED).len(),
            kinds: canaries.iter().map(|canary| canary.kind).collect(),
            needles,
        })
    }

    /// How many needles there are.
    pub fn needles(&self) -> usize {
        self.needles.len()
    }

    /// Searches bytes and what is packed in them.
    pub fn search(&self, place: &str, bytes: &[u8], found: &mut Found) {
        self.look(place, bytes, found);
        self.look_into(place, bytes, DEPTH, found);
    }

    /// Searches bytes as they are.
    pub fn look(&self, place: &str, bytes: &[u8], found: &mut Found) {
        found.bytes += bytes.len() as u64;
        let mut here = BTreeSet::new();
        for hit in self.told.find_overlapping_iter(bytes) {
            let needle = &self.needles[hit.pattern().as_usize()];
            if here.insert(needle.canary) {
                found.findings.push(Finding {
                    kind: self.kinds[needle.canary],
                    canary: needle.canary,
                    writing: needle.writing,
                    place: place.to_owned(),
                    offset: hit.start(),
                });
            }
        }
        for hit in self.bare.find_overlapping_iter(bytes) {
            match hit.pattern().as_usize() < self.used {
                true => found.bare.0 += 1,
                false => found.bare.1 += 1,
            }
        }
    }

    fn look_into(&self, place: &str, bytes: &[u8], depth: usize, found: &mut Found) {
        for stream in unpack::streams(bytes) {
            let inside = format!("{place}, {} at byte {}", stream.format, stream.offset);
            found.streams += 1;
            self.look(&inside, &stream.bytes, found);
            if depth > 1 {
                self.look_into(&inside, &stream.bytes, depth - 1, found);
            }
        }
    }
}

impl Found {
    /// How many canaries were found.
    pub fn canaries(&self) -> usize {
        self.findings.iter().map(|finding| finding.canary).collect::<BTreeSet<_>>().len()
    }

    /// How many canaries of each kind were found.
    pub fn by_kind(&self) -> BTreeMap<Kind, usize> {
        let mut all: BTreeMap<Kind, BTreeSet<usize>> = BTreeMap::new();
        for finding in &self.findings {
            all.entry(finding.kind).or_default().insert(finding.canary);
        }
        all.into_iter().map(|(kind, canaries)| (kind, canaries.len())).collect()
    }

    /// Whether bare addresses of readers were found more often than accident explains: five standard deviations and
    /// five more than those that nobody came from.
    pub fn has_bare_addresses(&self) -> bool {
        let (used, decoys) = (self.bare.0 as f64, self.bare.1 as f64);
        used > decoys + 5.0 * (used + decoys).sqrt() + 5.0
    }

    /// Adds what another search found.
    pub fn add(&mut self, other: Found) {
        self.findings.extend(other.findings);
        self.bytes += other.bytes;
        self.streams += other.streams;
        self.bare.0 += other.bare.0;
        self.bare.1 += other.bare.1;
    }
}

#[cfg(test)]
mod tests;
