//! A site as `vestka pass` speaks to it: the issuer directory and the till's door, and nothing else. Says nothing of who
//! asks: no user agent, no cookie, no referrer, no redirect followed.

use std::time::Duration;

use anyhow::Context;
use passes::{Directory, SignedBatch, directory};
use reqwest::redirect::Policy;
use reqwest::{Client, Proxy, RequestBuilder, StatusCode};
use till::request::read_answer;

/// For how long an answer is waited for: an onion service may take its time.
const PATIENCE: Duration = Duration::from_secs(60);
/// The longest answer that is read.
const MOST_BYTES: usize = 128 * 1024;

/// A site.
pub struct Site {
    address: String,
    client: Client,
}

impl Site {
    /// The site at an address, through a proxy or not.
    pub fn at(address: &str, proxy: Option<&str>) -> anyhow::Result<Site> {
        let address = address.trim_end_matches('/').to_owned();
        if !address.starts_with("https://") && !is_private(&address) {
            anyhow::bail!(
                "write the site's address with https://: without it everybody on the way could read your code"
            );
        }
        // Whoever came first has settled it; the house has but this one.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let mut client =
            Client::builder().redirect(Policy::none()).referer(false).timeout(PATIENCE).no_proxy();
        if let Some(proxy) = proxy {
            client = client.proxy(Proxy::all(proxy).context("the proxy's address")?);
        }
        Ok(Site { address, client: client.build().context("no connection can be made from here")? })
    }

    /// The till's keys.
    pub async fn directory(&self) -> anyhow::Result<Directory> {
        let request = self.client.get(format!("{}{}", self.address, directory::PATH));
        let (status, text) = send(request).await?;
        if status != StatusCode::OK {
            anyhow::bail!("{} sells no passes, or not at this address (status {status})", self.address);
        }
        Directory::from_json(&text).context("the site's keys")
    }

    /// Has a batch signed. `path` is what the directory names.
    pub async fn draw(&self, path: &str, body: String) -> anyhow::Result<SignedBatch> {
        if !path.starts_with('/') || path.starts_with("//") {
            anyhow::bail!("the site's keys are for drawing at another site: {path}");
        }
        let request = self.client.post(format!("{}{path}", self.address));
        let (status, text) = send(request.header("content-type", "text/plain").body(body)).await?;
        match status {
            StatusCode::OK => read_answer(&text).context("the site's answer"),
            _ => anyhow::bail!("{}", sentence(&text).unwrap_or_else(|| format!("the site answers {status}"))),
        }
    }
}

async fn send(request: RequestBuilder) -> anyhow::Result<(StatusCode, String)> {
    let unreachable = "the site cannot be reached: look at its address, or go through a proxy with --proxy";
    let mut answer = request.send().await.context(unreachable)?;
    let mut bytes = Vec::new();
    while let Some(piece) = answer.chunk().await.context(unreachable)? {
        anyhow::ensure!(bytes.len() + piece.len() <= MOST_BYTES, "the site's answer is too long");
        bytes.extend_from_slice(&piece);
    }
    Ok((answer.status(), String::from_utf8_lossy(&bytes).into_owned()))
}

/// The till's refusal, if the answer is one: one short line. It is shown, so nothing that a terminal would obey is left.
fn sentence(text: &str) -> Option<String> {
    let line = text.trim();
    let is_plain = !line.is_empty() && line.len() <= 300 && !line.contains('<');
    (is_plain && !line.chars().any(char::is_control)).then(|| line.to_owned())
}

/// An onion service, which is encrypted by itself, or this machine.
fn is_private(address: &str) -> bool {
    let Some(rest) = address.strip_prefix("http://") else { return false };
    let authority = rest.split('/').next().unwrap_or_default();
    let host = authority.rsplit_once(':').map_or(authority, |(host, _)| host);
    host.ends_with(".onion") || ["127.0.0.1", "localhost", "[::1]"].contains(&host)
}

#[cfg(test)]
mod tests;
