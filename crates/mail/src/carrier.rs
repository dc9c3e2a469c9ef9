//! Who hands messages to the mail server, on a few connections that stay open between messages.
//!
//! The conversation is held word by word and not by `lettre`'s own `send`, because what is to be done after a failure depends
//! on the word at which it came: before the reader was named nothing was said, so another connection is tried; after the
//! final dot nobody knows, so the message is never sent again by itself.

mod conversation;

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use base::config::{Mail, Security};
use lettre::transport::smtp::client::{AsyncSmtpConnection, TlsParameters};

use crate::{Address, Outcome, Trouble};
use conversation::{Broken, Conversation};

/// Connections that are kept open at most.
const IDLE_MOST: usize = 8;

/// Why the settings give no carrier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unusable {
    /// No server or no sender.
    #[error("no mail is sent: set mail.server and mail.from")]
    Off,
    /// Everybody on the way could read it.
    #[error("mail.security may be none only for a server on this very machine: choose tls or starttls")]
    Open,
    /// There is nobody whom a certificate could be from.
    #[error(
        "this system trusts no certificates: install its package of them, such as Debian's ca-certificates"
    )]
    NoTrust,
}

/// Who speaks to the mail server. One a process.
pub struct Carrier {
    settings: Mail,
    from: Address,
    tls: Option<TlsParameters>,
    patience: Duration,
    idle: Mutex<Vec<Conversation>>,
}

impl Carrier {
    /// A carrier by the settings; nothing is said to the server yet.
    pub fn new(settings: &Mail) -> Result<Carrier, Unusable> {
        let from = Address::parse(&settings.from).filter(|_| settings.is_on()).ok_or(Unusable::Off)?;
        let tls = match settings.security {
            // Looked at with the settings, and again here, where it counts.
            Security::None if !settings.is_here() => return Err(Unusable::Open),
            Security::None => None,
            _ => Some(TlsParameters::new_rustls(settings.server.clone()).map_err(|_| Unusable::NoTrust)?),
        };
        let patience = Duration::from_secs(60);
        Ok(Carrier { settings: settings.clone(), from, tls, patience, idle: Mutex::default() })
    }

    /// The same with another patience: how long each answer may take. After the last word it may take five times as long,
    /// since whoever stops listening then does not know what became of the message.
    pub fn with_patience(self, patience: Duration) -> Carrier {
        Carrier { patience, ..self }
    }

    /// The address that mail comes from.
    pub fn from(&self) -> &Address {
        &self.from
    }

    /// Hands over one copy. A connection that was kept and turns out to be closed is replaced by a new one, once.
    pub async fn carry(&self, to: &Address, copy: &[u8]) -> Outcome {
        let Some(reader) = to.envelope() else {
            // What is an address for us and none for lettre: refused as the server would refuse it.
            return Outcome::Refused { stage: crate::Stage::Recipient, permanent: true, code: 553 };
        };
        let Some(sender) = self.from.envelope() else { return Outcome::NotReached(Trouble::Sender(553)) };
        if let Some(mut kept) = self.take_idle() {
            match kept.begin(&sender).await {
                Ok(()) => return self.finish(kept, reader, copy).await,
                // Not a word about the connection that was kept: a new one says what is the matter.
                Err(_) => drop(kept),
            }
        }
        let mut new = match self.open().await {
            Ok(new) => new,
            Err(trouble) => return Outcome::NotReached(trouble),
        };
        match new.begin(&sender).await {
            Ok(()) => self.finish(new, reader, copy).await,
            Err(Broken::Said(code @ 500..)) => Outcome::NotReached(Trouble::Sender(code)),
            Err(broken) => Outcome::NotReached(broken.trouble()),
        }
    }

    async fn finish(&self, mut open: Conversation, reader: lettre::Address, copy: &[u8]) -> Outcome {
        let outcome = open.rest(reader, copy).await;
        if open.can_go_on(outcome).await {
            let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
            if idle.len() < IDLE_MOST {
                idle.push(open);
            }
        }
        outcome
    }

    /// Greets the server and signs in, and sends nothing: for whoever looks at the settings.
    pub async fn try_out(&self) -> Result<(), Trouble> {
        self.open().await?.leave().await;
        Ok(())
    }

    /// Closes the connections that are kept.
    pub async fn rest(&self) {
        let idle = std::mem::take(&mut *self.idle.lock().unwrap_or_else(PoisonError::into_inner));
        for conversation in idle {
            conversation.leave().await;
        }
    }

    fn take_idle(&self) -> Option<Conversation> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop()
    }

    async fn open(&self) -> Result<Conversation, Trouble> {
        Conversation::open(&self.settings, self.from.host(), self.tls.clone(), self.patience).await
    }
}

impl std::fmt::Debug for Carrier {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Carrier").field("settings", &self.settings).finish_non_exhaustive()
    }
}

/// A connection as `lettre` has it.
type Connection = AsyncSmtpConnection;
