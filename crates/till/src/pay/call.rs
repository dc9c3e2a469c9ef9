//! Calls to providers: with a time limit, no redirects, answers of bounded length. What went wrong is told in words that
//! hold no reader's data and no key.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use reqwest::redirect::Policy;
use reqwest::{Client, RequestBuilder, StatusCode};
use serde::Deserialize;
use serde::de::DeserializeOwned;

/// The longest answer that is read.
pub const MOST_ANSWER_BYTES: usize = 1 << 20;
/// The longest address that a reader is sent to.
const LONGEST_LINK: usize = 4_096;
/// Before a call is tried a second time.
const PAUSE: Duration = Duration::from_millis(300);

/// What is wrong with a provider, for the newsroom.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Trouble {
    /// This machine trusts nobody.
    #[error("this machine has no certificates to trust: install ca-certificates and start again")]
    NoCertificates,
    /// No connection, or none that can be trusted.
    #[error("it cannot be reached, or its certificate is not trusted: check its address")]
    Unreachable,
    /// No answer in time.
    #[error("it does not answer in time")]
    Slow,
    /// The key is wrong, or may not do this.
    #[error("it does not take the key (status {0}): check the key and what it may do")]
    Key(u16),
    /// It refused what was asked.
    #[error("it refused the order with status {status} {code}")]
    Refused {
        /// The answer's status.
        status: u16,
        /// The provider's own word for it, if it gave one.
        code: String,
    },
    /// It leads elsewhere.
    #[error("it leads elsewhere (status {0}): check its address")]
    Redirect(u16),
    /// It is broken or overloaded.
    #[error("it answers with status {0}")]
    Failing(u16),
    /// It answers with more than anybody should.
    #[error("its answer is too long")]
    TooLong,
    /// The answer is not what its documentation says.
    #[error("its answer is not understood: check its address")]
    NotUnderstood,
    /// A webhook came with a wrong signature.
    #[error("a webhook came whose signature is wrong: check the webhook's secret")]
    Signature,
    /// A signed webhook was not understood.
    #[error("a signed webhook was not understood")]
    Webhook,
}

/// Who calls. Cheap to clone.
#[derive(Clone, Debug)]
pub(crate) struct Caller {
    patience: Duration,
    /// Made with the first call: reading the certificates takes longer than all the rest of a start.
    client: Arc<OnceLock<Option<Client>>>,
}

impl Caller {
    /// A caller who waits this long for an answer, its body included.
    pub(crate) fn new(patience: Duration) -> Caller {
        Caller { patience, client: Arc::default() }
    }

    fn client(&self) -> Result<&Client, Trouble> {
        let make = || {
            // Whoever came first has settled it; the house has but this one.
            let _ = rustls::crypto::ring::default_provider().install_default();
            let client = Client::builder()
                .user_agent("vestka")
                .redirect(Policy::none())
                .referer(false)
                .connect_timeout(self.patience.min(Duration::from_secs(5)))
                .timeout(self.patience)
                .build();
            client.ok()
        };
        self.client.get_or_init(make).as_ref().ok_or(Trouble::NoCertificates)
    }

    /// Sends what `request` makes. With `again`, once more if that is worth it: nothing came back, or a word of being busy.
    pub(crate) async fn ask<T: DeserializeOwned>(
        &self,
        again: bool,
        request: impl Fn(&Client) -> RequestBuilder,
    ) -> Result<T, Trouble> {
        let client = self.client()?;
        let first = send(request(client)).await;
        let answer = match first {
            Err(Trouble::Unreachable | Trouble::Slow) if again => send(request(client)).await?,
            Ok((status, _)) if again && is_busy(status) => {
                tokio::time::sleep(PAUSE).await;
                send(request(client)).await?
            }
            other => other?,
        };
        understand(answer)
    }
}

fn is_busy(status: StatusCode) -> bool {
    matches!(status.as_u16(), 409 | 429 | 502 | 503 | 504)
}

async fn send(request: RequestBuilder) -> Result<(StatusCode, Vec<u8>), Trouble> {
    let mut answer = request.send().await.map_err(|error| trouble(&error))?;
    let mut body = Vec::new();
    while let Some(piece) = answer.chunk().await.map_err(|error| trouble(&error))? {
        if body.len() + piece.len() > MOST_ANSWER_BYTES {
            return Err(Trouble::TooLong);
        }
        body.extend_from_slice(&piece);
    }
    Ok((answer.status(), body))
}

fn trouble(error: &reqwest::Error) -> Trouble {
    if error.is_timeout() { Trouble::Slow } else { Trouble::Unreachable }
}

fn understand<T: DeserializeOwned>((status, body): (StatusCode, Vec<u8>)) -> Result<T, Trouble> {
    match status.as_u16() {
        200..=299 => serde_json::from_slice(&body).map_err(|_| Trouble::NotUnderstood),
        300..=399 => Err(Trouble::Redirect(status.as_u16())),
        401 | 403 => Err(Trouble::Key(status.as_u16())),
        400..=499 => Err(Trouble::Refused { status: status.as_u16(), code: code(&body) }),
        _ => Err(Trouble::Failing(status.as_u16())),
    }
}

/// The provider's word for its refusal, if it is a plain one: `{"error":{"code":"parameter_unknown"}}` at Stripe,
/// `{"code":"store-not-found"}` at a BTCPay Server. Its sentences are not kept: they may repeat what was sent.
fn code(body: &[u8]) -> String {
    #[derive(Deserialize)]
    struct Refusal {
        code: Option<String>,
        error: Option<Inner>,
    }
    #[derive(Deserialize)]
    struct Inner {
        code: Option<String>,
        r#type: Option<String>,
    }
    let refusal: Option<Refusal> = serde_json::from_slice(body).ok();
    let word = refusal.and_then(|refusal| {
        refusal.code.or_else(|| refusal.error.and_then(|inner| inner.code.or(inner.r#type)))
    });
    let is_plain = |word: &String| {
        word.len() <= 60 && word.bytes().all(|b| b.is_ascii_lowercase() || matches!(b, b'_' | b'-'))
    };
    word.filter(is_plain).unwrap_or_default()
}

/// Whether a reader may be sent to this address: over TLS, unless the provider itself is spoken to without, as one's own
/// test server or an onion service is.
pub(crate) fn is_link(link: &str, provider: &str) -> bool {
    let has_scheme =
        link.starts_with("https://") || (provider.starts_with("http://") && link.starts_with("http://"));
    has_scheme && link.len() <= LONGEST_LINK && link.bytes().all(|byte| byte.is_ascii_graphic())
}

#[cfg(test)]
mod tests;
