//! A page as it is kept: every variant packed, with its head already written.

use crate::conditional::{http_date, none_match_finds, not_modified_since};
use crate::counter::Counter;
use crate::encoding::{self, Accepted, Coding};
use crate::headers::Policy;
use crate::rendered::{Extent, Rendered};
use crate::staleness::{Grade, Key, Mark, Staleness};
use crate::variant::{self, Variant, Written};
use base::Time;
use bytes::Bytes;
use http::StatusCode;
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::fmt::Write;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};

/// A page ready to be written.
#[derive(Debug)]
pub struct Page {
    status: StatusCode,
    /// The plain one only where gzip gains nothing: it is three quarters of a page's bytes, and hardly anybody asks for
    /// it, so it is unpacked for those who do.
    variants: [Option<Variant>; 3],
    last_modified: Option<Time>,
    valid_until: Option<Time>,
    keys: Box<[Key]>,
    mark: Mark,
    extent: Extent,
    brotli_quality: u32,
    counter: Option<Arc<Counter>>,
    /// Second chance of the eviction clock, and the sign of a page worth packing better.
    used: AtomicBool,
    /// When rendering it anew last failed, in milliseconds; `i64::MIN` when it did not.
    failed_at: AtomicI64,
}

/// What of a request decides how a page is answered.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Conditions<'a> {
    pub head_only: bool,
    pub accept_encoding: Option<&'a [u8]>,
    pub if_none_match: Option<&'a [u8]>,
    pub if_modified_since: Option<&'a [u8]>,
}

/// Shorter bodies are sent as they are: they fit one packet either way.
const WORTH_PACKING: usize = 256;

/// The quality pages are packed with when they are rendered.
const FIRST_QUALITY: u32 = 5;
/// The quality that [`encoding::gzip`] packs with.
const GZIP_QUALITY: u32 = 6;

impl Page {
    /// Packs a rendered page in every coding. `mark` is from before the rendering began. Takes about 2 ms for 50 kB.
    pub(crate) fn pack(rendered: Rendered, mark: Mark, policy: &Policy) -> Page {
        Page::pack_as(rendered, &[Coding::Gzip, Coding::Brotli], mark, policy)
    }

    /// Packs what is answered once and not kept, in the coding that is asked for.
    pub(crate) fn pack_for(rendered: Rendered, accept_encoding: Option<&[u8]>, policy: &Policy) -> Page {
        let coding = Accepted::parse(accept_encoding).choose(|_| true);
        Page::pack_as(rendered, coding.as_slice(), Mark::default(), policy)
    }

    fn pack_as(rendered: Rendered, codings: &[Coding], mark: Mark, policy: &Policy) -> Page {
        let digest = digest(&rendered.body);
        let packable = rendered.body.len() >= WORTH_PACKING
            && std::str::from_utf8(rendered.content_type.as_bytes()).is_ok_and(encoding::is_worth_packing);
        let shared = shared_head(&rendered, packable, policy);
        let tagged = rendered.status == StatusCode::OK && rendered.extent != Extent::Full;
        let variant = |coding, quality, body: Vec<u8>| {
            let tag = if tagged { variant::tag(&digest, coding, quality) } else { String::new() };
            Variant::write(rendered.status, coding, tag, &body, &shared)
        };
        let mut variants = [None, None, None];
        if packable {
            for coding in codings.iter().copied() {
                let (packed, quality) = match coding {
                    Coding::Identity => continue,
                    Coding::Gzip => (encoding::gzip(&rendered.body), GZIP_QUALITY),
                    Coding::Brotli => (encoding::brotli(&rendered.body, FIRST_QUALITY), FIRST_QUALITY),
                };
                let is_smaller = packed.len() < rendered.body.len();
                variants[coding as usize] = is_smaller.then(|| variant(coding, quality, packed));
            }
        }
        if variants[Coding::Gzip as usize].is_none() {
            variants[Coding::Identity as usize] = Some(variant(Coding::Identity, 0, rendered.body));
        }
        Page {
            status: rendered.status,
            variants,
            last_modified: rendered.last_modified.filter(|_| tagged),
            valid_until: rendered.valid_until,
            keys: rendered.keys.into(),
            mark,
            extent: rendered.extent,
            brotli_quality: FIRST_QUALITY,
            counter: rendered.counter,
            used: AtomicBool::new(false),
            failed_at: AtomicI64::new(i64::MIN),
        }
    }

    /// The same page packed harder: 9 ms for 50 kB, some percent fewer bytes. None when there is nothing to gain.
    pub(crate) fn packed_better(&self, quality: u32) -> Option<Page> {
        let old =
            self.variants[Coding::Brotli as usize].as_ref().filter(|_| self.brotli_quality < quality)?;
        let packed = encoding::brotli(&self.variant(Coding::Identity)?.body(), quality);
        let mut variants = self.variants.clone();
        if packed.len() < old.body().len() {
            let tag = old.tag_in(Coding::Brotli, quality);
            let better = Variant::write(self.status, Coding::Brotli, tag, &packed, &old.shared());
            variants[Coding::Brotli as usize] = Some(better);
        }
        Some(Page {
            status: self.status,
            variants,
            last_modified: self.last_modified,
            valid_until: self.valid_until,
            keys: self.keys.clone(),
            mark: self.mark,
            extent: self.extent,
            brotli_quality: quality,
            counter: self.counter.clone(),
            used: AtomicBool::new(true),
            failed_at: AtomicI64::new(self.failed_at.load(Ordering::Relaxed)),
        })
    }

    /// The status it is answered with (304 aside).
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// Whether who has a ticket gets another page instead.
    pub(crate) fn has_full(&self) -> bool {
        self.extent == Extent::Open
    }

    /// The body in a coding, when the page has it.
    pub fn body(&self, coding: Coding) -> Option<Bytes> {
        Some(self.variant(coding)?.body())
    }

    /// What a coding is answered with: what is kept, or the plain page unpacked.
    fn variant(&self, coding: Coding) -> Option<Cow<'_, Variant>> {
        let kept = |coding: Coding| self.variants[coding as usize].as_ref();
        match (kept(coding), coding) {
            (Some(variant), _) => Some(Cow::Borrowed(variant)),
            (None, Coding::Identity) => {
                let packed = kept(Coding::Gzip)?;
                let (tag, body) = (packed.tag_in(coding, 0), encoding::gunzip(&packed.body()));
                Some(Cow::Owned(Variant::write(self.status, coding, tag, &body, &packed.shared())))
            }
            (None, _) => None,
        }
    }

    /// Bytes it takes in the cache, heads and bookkeeping included.
    pub(crate) fn size(&self) -> usize {
        let bytes: usize = self.variants.iter().flatten().map(Variant::size).sum();
        bytes + self.keys.len() * 2 + size_of::<Page>() + 200
    }

    /// How true the page is at `now`. From `valid_until` on it is as if withdrawn.
    pub(crate) fn grade(&self, staleness: &Staleness, now: impl FnOnce() -> Time) -> Grade {
        if self.valid_until.is_some_and(|until| now() >= until) {
            return Grade::Hard;
        }
        staleness.grade(self.mark, &self.keys)
    }

    /// The answer to a request; none when it refuses every coding there is (406).
    pub(crate) fn answer(&self, conditions: &Conditions<'_>) -> Option<Written<'_>> {
        let there_is = |coding| coding == Coding::Identity || self.variants[coding as usize].is_some();
        let coding = match Accepted::parse(conditions.accept_encoding).choose(there_is) {
            Some(coding) => coding,
            None if self.status == StatusCode::OK => return None,
            None => Coding::Identity,
        };
        let variant = self.variant(coding)?;
        if let Some(counter) = self.counter.as_ref().filter(|_| !conditions.head_only) {
            counter.add_one();
        }
        Some(match () {
            () if self.is_held(&variant, conditions) => Written::NotModified(variant),
            () if conditions.head_only => Written::Head(variant),
            () => Written::Whole(variant),
        })
    }

    /// Whether the reader holds this already. The tag decides where there is one; the date only where there is none.
    fn is_held(&self, variant: &Variant, conditions: &Conditions<'_>) -> bool {
        match (conditions.if_none_match, conditions.if_modified_since, self.last_modified) {
            _ if variant.tag.is_empty() => false,
            (Some(tags), _, _) => none_match_finds(tags, &variant.tag),
            (None, Some(date), Some(modified)) => not_modified_since(date, modified),
            _ => false,
        }
    }

    /// Notes that somebody read it. Written once only, so that cores do not fight over the line.
    pub(crate) fn note_use(&self) {
        if !self.used.load(Ordering::Relaxed) {
            self.used.store(true, Ordering::Relaxed);
        }
    }

    /// Whether somebody read it since this was last asked.
    pub(crate) fn take_use(&self) -> bool {
        self.used.swap(false, Ordering::Relaxed)
    }

    /// Whether it is read often enough to be worth packing better, and is not yet.
    pub(crate) fn deserves_better(&self, quality: u32) -> bool {
        self.used.load(Ordering::Relaxed)
            && self.brotli_quality < quality
            && self.variants[Coding::Brotli as usize].is_some()
    }

    /// Notes that it could not be rendered anew.
    pub(crate) fn note_failure(&self, now: Time) {
        self.failed_at.store(now.millis(), Ordering::Relaxed);
    }

    /// When it could last not be rendered anew.
    pub(crate) fn failed_at(&self) -> Option<Time> {
        let millis = self.failed_at.load(Ordering::Relaxed);
        (millis != i64::MIN).then(|| Time::from_millis(millis))
    }
}

/// The headers that all variants have.
fn shared_head(rendered: &Rendered, varies: bool, policy: &Policy) -> Vec<u8> {
    let mut head = Vec::with_capacity(1024);
    let mut line = |name: &str, value: &[u8]| {
        head.extend_from_slice(name.as_bytes());
        head.extend_from_slice(b": ");
        head.extend_from_slice(value);
        head.extend_from_slice(b"\r\n");
    };
    line("content-type", rendered.content_type.as_bytes());
    line("cache-control", rendered.cache_control.as_bytes());
    match (varies, rendered.extent == Extent::Whole) {
        (true, true) => line("vary", b"accept-encoding"),
        (true, false) => line("vary", b"accept-encoding, cookie"),
        (false, true) => {}
        (false, false) => line("vary", b"cookie"),
    }
    if let Some(modified) = rendered.last_modified.filter(|_| rendered.status == StatusCode::OK) {
        line("last-modified", http_date(modified).as_bytes());
    }
    for (name, value) in policy.merged(&rendered.headers) {
        line(name.as_str(), value.as_bytes());
    }
    head
}

/// The first quarter of the SHA-256 of a body, in hexadecimal: enough to tell the states of one page apart.
fn digest(body: &[u8]) -> String {
    Sha256::digest(body).iter().take(8).fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests;
