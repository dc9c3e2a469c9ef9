//! What every answer says about how it may be used: security headers and the default rule for caches.

use http::header::{self, HeaderName, HeaderValue};
use sha2::{Digest, Sha256};

/// How long a page may be kept: anywhere, but asked about before each use (RFC 9111, section 5.2.2.4).
///
/// There is no `stale-while-revalidate` and no `s-maxage`: a killed story or a hidden byline has to be gone with the
/// next request, in the reader's browser and in any cache between, and asking again costs one 304 without a body.
pub const REVALIDATE: HeaderValue = HeaderValue::from_static("no-cache");

/// What is for one reader: nobody keeps it.
pub const PRIVATE: HeaderValue = HeaderValue::from_static("private, no-store");

/// How long a file whose name is made from its content may be kept: for ever.
pub const IMMUTABLE: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");

/// The headers of every answer. A page may set a header of its own by the same name, which then counts instead.
#[derive(Debug, Clone)]
pub struct Policy {
    fields: Vec<(HeaderName, HeaderValue)>,
}

impl Policy {
    /// The readers' policy: no script, no style, no third party, no frame, no Referer. A page with a style sheet brings
    /// a [`content_security_policy`] of its own, with the hash of that one: every byte of a head goes out with every
    /// answer. So it says nothing that follows from the rest: without a script nobody can ask for a camera.
    pub fn readers() -> Policy {
        let plain = |name, value| (name, HeaderValue::from_static(value));
        let fields = vec![
            (header::CONTENT_SECURITY_POLICY, policy_text("", "")),
            plain(header::REFERRER_POLICY, "no-referrer"),
            plain(header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
            plain(HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
            plain(HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        ];
        Policy { fields }
    }

    /// The same policy with one more header, or with another value for one it has.
    pub fn with(mut self, name: HeaderName, value: HeaderValue) -> Policy {
        self.fields.retain(|(held, _)| *held != name);
        self.fields.push((name, value));
        self
    }

    /// The headers of an answer that brings its own: those, and of the policy what they do not replace.
    pub(crate) fn merged<'a>(
        &'a self,
        own: &'a [(HeaderName, HeaderValue)],
    ) -> impl Iterator<Item = &'a (HeaderName, HeaderValue)> {
        let kept = self.fields.iter().filter(|(name, _)| own.iter().all(|(set, _)| set != name));
        kept.chain(own)
    }
}

/// The content security policy of a readers' page: the style sheet of this hash ([`style_hash`]), pictures and fonts from
/// here, nothing else. Scripts, which there are none of, could connect to here only; browsers' own audits fetch
/// robots.txt under that rule.
pub fn content_security_policy(style: &str) -> HeaderValue {
    policy_text(&format!(" style-src {style};"), "")
}

/// The same for the few pages that run a script of ours: from a file of this site, never from the page itself.
pub fn content_security_policy_with_scripts(style: &str) -> HeaderValue {
    policy_text(&format!(" style-src {style};"), " script-src 'self';")
}

fn policy_text(style: &str, scripts: &str) -> HeaderValue {
    let text = format!(
        "default-src 'none';{scripts}{style} img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    );
    HeaderValue::try_from(text).expect("hashes are made of letters and digits")
}

/// The hash of a style sheet as a content security policy names it: `'sha256-…'`. The text must be what stands
/// between `<style>` and `</style>`, to the byte.
pub fn style_hash(style: &str) -> String {
    format!("'sha256-{}'", base64(&Sha256::digest(style.as_bytes())))
}

/// Base64 with padding (RFC 4648, section 4).
fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let bits =
            group.iter().fold(0u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - group.len()));
        for place in 0..4 {
            let sign = SIGNS[(bits >> (18 - 6 * place) & 63) as usize];
            text.push(if place <= group.len() { sign as char } else { '=' });
        }
    }
    text
}

#[cfg(test)]
mod tests;
