//! One connection to the mail server, word by word.

use std::time::Duration;

use base::config::{Mail, Security};
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::TlsParameters;
use lettre::transport::smtp::commands::{Data, Mail as MailFrom, Rcpt, Rset};
use lettre::transport::smtp::extension::ClientId;
use lettre::transport::smtp::{Error, response::Response};
use tokio::time::timeout;

use super::Connection;
use crate::{Outcome, Stage, Trouble};

/// An open connection between two messages.
pub(super) struct Conversation {
    connection: Connection,
    patience: Duration,
}

/// How a word failed.
#[derive(Clone, Copy, Debug)]
pub(super) enum Broken {
    /// The server said no, by this code.
    Said(u16),
    /// It said nothing in time.
    Slow,
    /// The connection is gone, or what was said is no SMTP.
    Gone,
}

impl Broken {
    fn by(error: &Error) -> Broken {
        match error.status() {
            Some(code) => Broken::Said(u16::from(code)),
            None if error.is_timeout() => Broken::Slow,
            None => Broken::Gone,
        }
    }

    pub(super) fn trouble(self) -> Trouble {
        match self {
            Broken::Said(code) => Trouble::Closed(code),
            Broken::Slow => Trouble::Slow,
            Broken::Gone => Trouble::Unreachable,
        }
    }
}

impl Conversation {
    /// Connects, greets, makes it safe and signs in. `name` is who greets: our own host name says nothing to the server that
    /// it should know.
    pub(super) async fn open(
        settings: &Mail,
        name: &str,
        tls: Option<TlsParameters>,
        patience: Duration,
    ) -> Result<Conversation, Trouble> {
        let hello = ClientId::Domain(name.to_owned());
        let at_once = tls.clone().filter(|_| settings.security == Security::Tls);
        let server = (settings.server.trim_matches(['[', ']']), settings.port);
        let connected = Connection::connect_tokio1(server, Some(patience), &hello, at_once, None);
        let connection = match timeout(patience, connected).await {
            Err(_) => return Err(Trouble::Slow),
            Ok(Err(error)) if is_about_safety(&error) => return Err(Trouble::Unsafe),
            Ok(Err(error)) => return Err(Broken::by(&error).trouble()),
            Ok(Ok(connection)) => connection,
        };
        let mut open = Conversation { connection, patience };
        if settings.security == Security::Starttls {
            let tls = tls.ok_or(Trouble::Unsafe)?;
            match timeout(patience, open.connection.starttls(tls, &hello)).await {
                Err(_) => return Err(Trouble::Slow),
                // Without TLS there is nothing to be said, whatever the reason.
                Ok(Err(_)) => return Err(Trouble::Unsafe),
                Ok(Ok(())) => {}
            }
        }
        if !settings.user.is_empty() {
            let credentials = Credentials::new(settings.user.clone(), settings.password.clone());
            let signed_in = open.connection.auth(DEFAULT_MECHANISMS, &credentials);
            match timeout(patience, signed_in).await {
                Err(_) => return Err(Trouble::Slow),
                Ok(Err(error)) => {
                    let code = error.status().map_or(0, u16::from);
                    return Err(if error.is_permanent() || error.is_client() {
                        Trouble::SignIn(code)
                    } else {
                        Broken::by(&error).trouble()
                    });
                }
                Ok(Ok(_)) => {}
            }
        }
        Ok(open)
    }

    /// Says whom the next message is from.
    pub(super) async fn begin(&mut self, sender: &lettre::Address) -> Result<(), Broken> {
        self.word(MailFrom::new(Some(sender.clone()), Vec::new())).await.map(drop)
    }

    /// Says whom it is for, and the message.
    pub(super) async fn rest(&mut self, reader: lettre::Address, copy: &[u8]) -> Outcome {
        match self.word(Rcpt::new(reader, Vec::new())).await {
            Ok(_) => {}
            // 421 at any word means that the server leaves, not that it refuses.
            Err(Broken::Said(code)) if code != 421 => return refused(Stage::Recipient, code),
            Err(broken) => return Outcome::NotReached(broken.trouble()),
        }
        match self.word(Data).await {
            Ok(_) => {}
            Err(Broken::Said(code)) if code != 421 => return refused(Stage::Message, code),
            Err(broken) => return Outcome::NotReached(broken.trouble()),
        }
        match timeout(self.patience * 5, self.say(copy)).await {
            Ok(Ok(_)) => Outcome::Sent,
            Ok(Err(error)) => match Broken::by(&error) {
                Broken::Said(code) => refused(Stage::Message, code),
                Broken::Slow | Broken::Gone => Outcome::Unsure,
            },
            Err(_) => Outcome::Unsure,
        }
    }

    /// The message and the final dot.
    async fn say(&mut self, copy: &[u8]) -> Result<Response, Error> {
        match std::str::from_utf8(copy) {
            Ok(text) => self.connection.command(ToTheDot(text)).await,
            // No plate prints such a copy. `lettre`'s own way is slow, and right.
            Err(_) => self.connection.message(copy).await,
        }
    }

    /// Whether another message can follow on this connection after that outcome.
    pub(super) async fn can_go_on(&mut self, outcome: Outcome) -> bool {
        match outcome {
            Outcome::Sent => true,
            Outcome::Refused { .. } => self.word(Rset).await.is_ok(),
            Outcome::Unsure | Outcome::NotReached(_) => false,
        }
    }

    /// Says goodbye.
    pub(super) async fn leave(mut self) {
        let _ = timeout(Duration::from_secs(2), self.connection.quit()).await;
    }

    async fn word(&mut self, command: impl std::fmt::Display) -> Result<Response, Broken> {
        match timeout(self.patience, self.connection.command(command)).await {
            Err(_) => Err(Broken::Slow),
            Ok(answer) => answer.map_err(|error| Broken::by(&error)),
        }
    }
}

/// A message as it is said to the server, to the final dot, in one write. `lettre` writes the dot by itself: then the kernel
/// keeps it back until the server's kernel has acknowledged the message, which it does not hurry to, and each copy takes 40 ms.
struct ToTheDot<'a>(&'a str);

impl std::fmt::Display for ToTheDot<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for line in self.0.split_inclusive("\r\n") {
            if line.starts_with('.') {
                f.write_str(".")?;
            }
            f.write_str(line)?;
        }
        f.write_str("\r\n.\r\n")
    }
}

fn refused(stage: Stage, code: u16) -> Outcome {
    Outcome::Refused { stage, permanent: code >= 500, code }
}

/// Whether a connection failed over TLS: a certificate, or a server that speaks none. `lettre` hands rustls's words on as an
/// error of the connection.
fn is_about_safety(error: &Error) -> bool {
    let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(error);
    while let Some(error) = cause {
        if error.to_string().contains("certificate") || error.to_string().contains("corrupt message") {
            return true;
        }
        cause = error.source();
    }
    error.is_tls()
}
