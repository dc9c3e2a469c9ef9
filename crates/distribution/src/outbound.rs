//! Calls to machines that are not ours: hubs today, webhooks next. An address that somebody entered must not lead into the
//! agency's own network, so private addresses are refused unless the operator names the host (`wire.private_hosts`):
//! both as they stand in an address and as a name resolves, at the very moment of the call, so that a name cannot be
//! looked at as one machine and called as another. Redirects are not followed and no proxy is asked, which would go
//! round all this.

mod reach;

use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::header::CONTENT_TYPE;
use reqwest::redirect::Policy;
use reqwest::{Client, Method, Url};
use store::jobs::Reason;
use tokio::net::TcpStream;

pub use reach::is_public;

/// Why a call came to nothing: what whoever entered the address can act on.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Trouble {
    /// No address to call.
    #[error("'{0}' is no web address: write https://host/path")]
    NotAnAddress(String),
    /// It leads into a private network.
    #[error(
        "{0} is a private address, or its name leads to one: it is not called. If it is meant, add the host to wire.private_hosts"
    )]
    Private(String),
    /// This machine trusts nobody.
    #[error("this machine has no certificates to trust: install ca-certificates and start again")]
    NoCertificates,
    /// No connection, or none that can be trusted.
    #[error("{0} cannot be reached, or its certificate is not trusted")]
    Unreachable(String),
    /// No answer in time.
    #[error("{0} does not answer in time")]
    Slow(String),
    /// The connection broke before all of an answer was there.
    #[error("{0} broke off before it had answered")]
    Broken(String),
    /// It said no, or leads elsewhere.
    #[error("{host} answers with status {status}")]
    Refused {
        /// Who.
        host: String,
        /// Its answer.
        status: u16,
    },
}

impl Trouble {
    /// The same for a letter that failed: the newsroom has words for each, in its languages.
    pub fn reason(&self) -> Reason {
        let of_host = |word, host: &str| Reason::word(word, &[("host", host)]);
        match self {
            Trouble::NotAnAddress(address) => of_host("reason-no-address", address),
            Trouble::Private(host) => of_host("reason-private", host),
            Trouble::NoCertificates => Reason::word("reason-no-certificates", &[]),
            Trouble::Unreachable(host) => of_host("reason-unreachable", host),
            Trouble::Slow(host) => of_host("reason-slow", host),
            Trouble::Broken(host) => of_host("reason-broken", host),
            Trouble::Refused { host, status } => {
                Reason::word("reason-refused", &[("host", host), ("status", &status.to_string())])
            }
        }
    }

    /// Whether the call surely came to nothing: no connection was made, so nobody was told anything.
    pub fn is_before_the_call(&self) -> bool {
        matches!(
            self,
            Trouble::NotAnAddress(_)
                | Trouble::Private(_)
                | Trouble::NoCertificates
                | Trouble::Unreachable(_)
        )
    }
}

/// What was answered, whatever the status.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The body.
    pub body: Vec<u8>,
}

/// Who calls. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Caller {
    patience: Duration,
    private_hosts: Arc<[String]>,
    /// Made with the first call: reading the certificates takes longer than all the rest of a start.
    client: Arc<OnceLock<Option<Client>>>,
}

impl Caller {
    /// A caller who waits so long for an answer. `private_hosts` may be called though they are private.
    pub fn new(private_hosts: &[String], patience: Duration) -> Caller {
        let private_hosts = private_hosts.iter().map(|host| host.to_lowercase()).collect();
        Caller { patience, private_hosts, client: Arc::default() }
    }

    fn client(&self) -> Result<&Client, Trouble> {
        let make = || {
            // Whoever came first has settled it; the house has but this one.
            let _ = rustls::crypto::ring::default_provider().install_default();
            let client = Client::builder()
                .user_agent("vestka")
                .redirect(Policy::none())
                .referer(false)
                .no_proxy()
                .dns_resolver(Arc::new(Guard { private_hosts: Arc::clone(&self.private_hosts) }))
                .connect_timeout(self.patience.min(Duration::from_secs(5)))
                // A connection that is kept may be closed by the other side just as we write: nobody could say then whether
                // the call arrived.
                .pool_max_idle_per_host(0)
                .timeout(self.patience)
                .build();
            client.ok()
        };
        self.client.get_or_init(make).as_ref().ok_or(Trouble::NoCertificates)
    }

    /// Sends a form. Anything but a success (200 to 299) is trouble; the answer's body is not read.
    pub async fn post_form(&self, address: &str, fields: &[(&str, &str)]) -> Result<(), Trouble> {
        let (url, host) = self.permitted(address)?;
        let client = self.client()?;
        let answer = client.post(url).form(fields).send().await.map_err(|error| trouble(&error, &host))?;
        match answer.status().as_u16() {
            200..=299 => Ok(()),
            status => Err(Trouble::Refused { host, status }),
        }
    }

    /// Sends a body and reads the answer, `most` bytes of it at most. Any answer is one, whatever its status. The address is
    /// in no trouble's words: it may hold a secret.
    pub async fn post(
        &self,
        address: &str,
        content_type: &str,
        body: Vec<u8>,
        most: usize,
    ) -> Result<Answer, Trouble> {
        self.send(Method::POST, address, &[(CONTENT_TYPE.as_str(), content_type)], body, most).await
    }

    /// The same by any method, with headers.
    pub async fn send(
        &self,
        method: Method,
        address: &str,
        headers: &[(&str, &str)],
        body: Vec<u8>,
        most: usize,
    ) -> Result<Answer, Trouble> {
        let (url, host) = self.permitted(address).map_err(|trouble| match trouble {
            Trouble::NotAnAddress(_) => Trouble::NotAnAddress("…".to_owned()),
            other => other,
        })?;
        let mut asked = self.client()?.request(method, url).body(body);
        for (name, value) in headers {
            asked = asked.header(*name, *value);
        }
        let mut answer = asked.send().await.map_err(|error| trouble(&error, &host))?;
        let (status, mut body) = (answer.status().as_u16(), Vec::new());
        while let Some(part) = answer.chunk().await.map_err(|error| trouble(&error, &host))? {
            if body.len() + part.len() > most {
                return Err(Trouble::Broken(host));
            }
            body.extend_from_slice(&part);
        }
        Ok(Answer { status, body })
    }

    /// A connection to a machine that does not speak HTTP, by the same rules.
    pub async fn connect(&self, host: &str, port: u16, patience: Duration) -> Result<TcpStream, Trouble> {
        let host = host.trim_start_matches('[').trim_end_matches(']').trim_end_matches('.').to_lowercase();
        let connect = async {
            let found = tokio::net::lookup_host((host.as_str(), port)).await;
            let found: Vec<SocketAddr> = found.map_err(|_| Trouble::Unreachable(host.clone()))?.collect();
            if found.iter().any(|address| !is_public(address.ip())) && !self.private_hosts.contains(&host) {
                return Err(Trouble::Private(host.clone()));
            }
            let stream = TcpStream::connect(found.as_slice()).await;
            stream.map_err(|_| Trouble::Unreachable(host.clone()))
        };
        let connected = tokio::time::timeout(patience, connect).await;
        connected.unwrap_or_else(|_| Err(Trouble::Unreachable(host.clone())))
    }

    /// The address and its host, if it may be called. A host that is a number is looked at here, since no name is resolved
    /// for it; the parser has written every spelling of one (`0x7f.1`) as four numbers by then.
    fn permitted(&self, address: &str) -> Result<(Url, String), Trouble> {
        let not_one = || Trouble::NotAnAddress(address.chars().take(200).collect());
        let url = Url::parse(address).map_err(|_| not_one())?;
        let is_web = ["https", "http"].contains(&url.scheme());
        let host = url.host_str().filter(|_| is_web && url.username().is_empty()).ok_or_else(not_one)?;
        let host = host.trim_end_matches('.').to_lowercase();
        let number: Option<IpAddr> = host.trim_start_matches('[').trim_end_matches(']').parse().ok();
        let is_private = number.is_some_and(|number| !is_public(number));
        if is_private && !self.private_hosts.contains(&host) {
            return Err(Trouble::Private(host));
        }
        Ok((url, host))
    }
}

/// Resolves names, and lets nobody see those that lead into a private network.
struct Guard {
    private_hosts: Arc<[String]>,
}

/// A name leads into a private network.
#[derive(Debug, thiserror::Error)]
#[error("the name leads to a private address")]
struct LeadsInside;

impl Resolve for Guard {
    fn resolve(&self, name: Name) -> Resolving {
        let private_hosts = Arc::clone(&self.private_hosts);
        Box::pin(async move {
            let host = name.as_str().trim_end_matches('.').to_lowercase();
            let found: Vec<SocketAddr> = tokio::net::lookup_host((host.as_str(), 0)).await?.collect();
            // One private address among public ones is reason enough: nobody publishes such a name by accident.
            if found.iter().any(|address| !is_public(address.ip())) && !private_hosts.contains(&host) {
                return Err(LeadsInside.into());
            }
            Ok(Box::new(found.into_iter()) as Addrs)
        })
    }
}

fn trouble(error: &reqwest::Error, host: &str) -> Trouble {
    let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(error);
    while let Some(error) = cause {
        if error.is::<LeadsInside>() {
            return Trouble::Private(host.to_owned());
        }
        cause = error.source();
    }
    match host.to_owned() {
        // Whoever does not even take the connection in time has heard nothing either.
        host if error.is_connect() => Trouble::Unreachable(host),
        host if error.is_timeout() => Trouble::Slow(host),
        host => Trouble::Broken(host),
    }
}
