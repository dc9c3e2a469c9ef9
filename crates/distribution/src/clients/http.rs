//! A call to a client's machine. Its headers are in docs/wire.md; the signature is HMAC-SHA-256 over the time, a dot and the
//! body, so that a call that was overheard cannot be played again later.

use base::Time;
use base::id::hex;
use reqwest::Method;
use ring::hmac;

use super::host_of;
use crate::outbound::{Caller, Trouble};

/// What of an answer is read, and thrown away.
const ANSWER: usize = 64 * 1024;

/// A call, but for when it is made.
pub(super) struct Call<'a> {
    pub address: &'a str,
    pub secret: &'a str,
    pub event: &'a str,
    pub delivery: &'a str,
    pub content_type: &'a str,
    pub body: Vec<u8>,
}

/// The signature of a body sent at `timestamp` (seconds since 1970): `sha256=` and 64 hexadecimal digits.
pub fn signature(secret: &str, timestamp: i64, body: &[u8]) -> String {
    let key = hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes());
    let mut signed = hmac::Context::with_key(&key);
    signed.update(format!("{timestamp}.").as_bytes());
    signed.update(body);
    format!("sha256={}", hex(signed.sign().as_ref()))
}

impl Call<'_> {
    /// Makes the call; any answer from 200 to 299 is thanks.
    pub async fn make(self, caller: &Caller, now: Time) -> Result<(), Trouble> {
        let timestamp = now.millis().div_euclid(1_000);
        let (signed, sent) = (signature(self.secret, timestamp, &self.body), timestamp.to_string());
        let headers = [
            ("content-type", self.content_type),
            ("x-vestka-event", self.event),
            ("x-vestka-delivery", self.delivery),
            ("x-vestka-timestamp", &sent),
            ("x-vestka-signature", &signed),
        ];
        let host = host_of(self.address);
        let answer = caller.send(Method::POST, self.address, &headers, self.body, ANSWER).await?;
        match answer.status {
            200..=299 => Ok(()),
            status => Err(Trouble::Refused { host, status }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::signature;

    /// What docs/wire.md tells clients to compare with.
    #[test]
    fn the_worked_example_is_right() {
        let body = br#"{"uri":"urn:uuid:0193c3f5-7d5c-7000-8000-000000000001","pubStatus":"canceled"}"#;
        let signed = signature("what only the two of us know", 1_765_713_600, body);
        let documented = include_str!("../../../../docs/wire.md");
        assert!(documented.contains(&format!("`{signed}`")), "{signed}");
    }
}
