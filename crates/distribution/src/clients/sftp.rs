//! A file in a folder of a client's SFTP server. Its key must be the one that the destination names: nobody is trusted at
//! first sight. A file is written under another name and then moved over the one it replaces, so that it is never half there.

use std::sync::Arc;
use std::time::Duration;

use russh::Disconnect;
use russh::client::{Config, Handle, Handler, connect_stream};
use russh::keys::{HashAlg, PrivateKeyWithHashAlg, PublicKeyOrCertificate, decode_secret_key};
use russh_sftp::client::RawSftpSession;
use russh_sftp::client::error::Error as SftpError;
use russh_sftp::protocol::{FileAttributes, OpenFlags, Packet, StatusCode};
use store::jobs::Reason;
use wire::destination::Target;

use crate::outbound::{Caller, Trouble};

/// The usual port.
const PORT: u16 = 22;
/// Bytes written at a time: what every server takes.
const CHUNK: usize = 32 * 1024;
/// OpenSSH's way to move a file over another at once.
const POSIX_RENAME: &str = "posix-rename@openssh.com";
const PATIENCE: Duration = Duration::from_secs(15);

/// Why a file was not brought.
#[derive(Debug, thiserror::Error)]
pub(super) enum Failed {
    #[error(transparent)]
    Trouble(#[from] Trouble),
    /// The server's key is another than the destination names.
    #[error("{host} shows the key {shown}, which is another")]
    OtherKey {
        /// Who.
        host: String,
        /// Its key as `SHA256:…`.
        shown: String,
    },
    /// It lets us in neither by the password nor by the key.
    #[error("{0} does not let us in")]
    NotLetIn(String),
    /// The folder is not there, or we may not write in it.
    #[error("{host}: {why}")]
    NotWritten {
        /// Who.
        host: String,
        /// What it said.
        why: String,
    },
}

impl Failed {
    /// For those who look at what failed.
    pub fn reason(&self) -> Reason {
        match self {
            Failed::Trouble(trouble) => trouble.reason(),
            Failed::OtherKey { host, shown } => {
                Reason::word("reason-other-key", &[("host", host), ("key", shown)])
            }
            Failed::NotLetIn(host) => Reason::word("reason-not-let-in", &[("host", host)]),
            Failed::NotWritten { host, why } => {
                Reason::word("reason-not-written", &[("host", host), ("why", why)])
            }
        }
    }
}

/// Brings a file. `delivery` is unlike any other delivery's name.
pub(super) async fn put(
    caller: &Caller,
    target: &Target,
    secret: &str,
    file: &str,
    delivery: &str,
    bytes: &[u8],
) -> Result<(), Failed> {
    let (host, port, folder) =
        parts(&target.address).ok_or_else(|| Trouble::NotAnAddress(target.address.clone()))?;
    let stream = caller.connect(&host, port, PATIENCE).await?;
    let config = Config { inactivity_timeout: Some(PATIENCE), ..Config::default() };
    let shown = Arc::new(std::sync::Mutex::new(None));
    let wanted = Wanted { key: target.mark.trim().to_owned(), shown: Arc::clone(&shown) };
    let connected = tokio::time::timeout(PATIENCE, connect_stream(Arc::new(config), stream, wanted)).await;
    let other = || shown.lock().expect("nobody panics over it").take();
    let mut session = match connected.map_err(|_| Trouble::Slow(host.clone()))? {
        Ok(session) => session,
        Err(_) => match other() {
            Some(shown) => return Err(Failed::OtherKey { host, shown }),
            None => return Err(Trouble::Broken(host).into()),
        },
    };
    sign_in(&mut session, &host, &target.account, secret).await?;
    let channel = session.channel_open_session().await.map_err(|_| Trouble::Broken(host.clone()))?;
    channel.request_subsystem(true, "sftp").await.map_err(|_| Trouble::Broken(host.clone()))?;
    let sftp = RawSftpSession::new(channel.into_stream());
    let folder = folder.trim_end_matches('/');
    let (part, whole) = match folder {
        "" => (format!(".{file}.{delivery}.part"), file.to_owned()),
        folder => (format!("{folder}/.{file}.{delivery}.part"), format!("{folder}/{file}")),
    };
    let written = write(&sftp, &part, &whole, bytes).await;
    let _ = session.disconnect(Disconnect::ByApplication, "", "").await;
    written.map_err(|error| match error {
        SftpError::Status(status) => {
            let why = if status.error_message.is_empty() {
                status.status_code.to_string()
            } else {
                status.error_message
            };
            Failed::NotWritten { host, why }
        }
        SftpError::Timeout => Trouble::Slow(host).into(),
        _ => Trouble::Broken(host).into(),
    })
}

async fn sign_in(session: &mut Handle<Wanted>, host: &str, user: &str, secret: &str) -> Result<(), Failed> {
    let not_let_in = || Failed::NotLetIn(host.to_owned());
    let broken = |_| Failed::from(Trouble::Broken(host.to_owned()));
    let answer = if secret.trim_start().starts_with("-----BEGIN") {
        let key = decode_secret_key(secret, None).map_err(|_| not_let_in())?;
        let key = PrivateKeyWithHashAlg::new(Arc::new(key), None);
        session.authenticate_publickey(user, key).await.map_err(broken)?
    } else {
        session.authenticate_password(user, secret).await.map_err(broken)?
    };
    if answer.success() { Ok(()) } else { Err(not_let_in()) }
}

async fn write(sftp: &RawSftpSession, part: &str, whole: &str, bytes: &[u8]) -> Result<(), SftpError> {
    let version = sftp.init().await?;
    let flags = OpenFlags::CREATE | OpenFlags::TRUNCATE | OpenFlags::WRITE;
    let handle = sftp.open(part, flags, FileAttributes::empty()).await?.handle;
    for (n, chunk) in bytes.chunks(CHUNK).enumerate() {
        sftp.write(handle.as_str(), (n * CHUNK) as u64, chunk.to_vec()).await?;
    }
    sftp.close(handle).await?;
    if version.extensions.contains_key(POSIX_RENAME) {
        let mut names = Vec::new();
        for name in [part, whole] {
            names.extend((name.len() as u32).to_be_bytes());
            names.extend(name.as_bytes());
        }
        return match sftp.extended(POSIX_RENAME, names).await? {
            Packet::Status(status) if status.status_code == StatusCode::Ok => Ok(()),
            Packet::Status(status) => Err(SftpError::Status(status)),
            _ => Err(SftpError::UnexpectedPacket),
        };
    }
    // By the standard's third version nothing is moved over a file that is there: for a moment there is none.
    match sftp.remove(whole).await {
        Err(SftpError::Status(status)) if status.status_code == StatusCode::NoSuchFile => {}
        removed => drop(removed?),
    }
    sftp.rename(part, whole).await.map(drop)
}

/// Lets in to a server with one key only.
struct Wanted {
    key: String,
    /// Another that was shown.
    shown: Arc<std::sync::Mutex<Option<String>>>,
}

impl Handler for Wanted {
    type Error = russh::Error;

    async fn check_server_key(&mut self, key: &PublicKeyOrCertificate) -> Result<bool, russh::Error> {
        // A certificate says who signed a key; what is named is the key.
        let shown = match key {
            PublicKeyOrCertificate::PublicKey { key, .. } => key.fingerprint(HashAlg::Sha256).to_string(),
            PublicKeyOrCertificate::Certificate(_) => return Ok(false),
        };
        let is_it = shown == self.key;
        if !is_it {
            *self.shown.lock().expect("nobody panics over it") = Some(shown);
        }
        Ok(is_it)
    }
}

/// Host, port and folder of `sftp://host:port/folder`. The folder is as the server takes it: from its user's own on.
fn parts(address: &str) -> Option<(String, u16, String)> {
    let rest = address.strip_prefix("sftp://")?;
    let (authority, folder) = rest.split_once('/').unwrap_or((rest, ""));
    let (host, port) = match authority.rsplit_once(':') {
        Some((host, port)) if !host.is_empty() => (host, port.parse().ok()?),
        _ => (authority, PORT),
    };
    Some((host.to_owned(), port, folder.to_owned())).filter(|(host, ..)| !host.is_empty())
}
