//! The settings of mail: the server that takes it, and newsletters.

use std::fmt;

use serde::{Deserialize, Serialize};

/// `[mail]`. Its `Debug` does not show the password.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Mail {
    /// The SMTP server's host name; empty if no mail is sent.
    pub server: String,
    /// Its port.
    pub port: u16,
    /// How the connection is kept from others.
    pub security: Security,
    /// The name to sign in with; empty to do without.
    pub user: String,
    /// Its password.
    pub password: String,
    /// The address that mail comes from.
    pub from: String,
    /// Messages handed over at most, in a minute.
    pub messages_per_minute: u32,
}

/// How a connection to the mail server is kept from others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Security {
    /// TLS from the first byte (port 465).
    Tls,
    /// TLS asked for in the conversation (port 587); without it nothing is sent.
    Starttls,
    /// None: a server on this very machine only.
    None,
}

impl Security {
    /// All, as they are written.
    pub(super) const WRITTEN: &'static [&'static str] = &["tls", "starttls", "none"];
}

impl Mail {
    /// Whether there is a server that takes mail, and somebody whom it comes from.
    pub fn is_on(&self) -> bool {
        !self.server.is_empty() && !self.from.is_empty()
    }

    /// Whether the server is this machine, so that nobody is between.
    pub fn is_here(&self) -> bool {
        ["localhost", "127.0.0.1", "::1", "[::1]"].contains(&self.server.as_str())
    }
}

impl Default for Mail {
    fn default() -> Mail {
        let empty = String::new;
        Mail {
            server: empty(),
            port: 465,
            security: Security::Tls,
            user: empty(),
            password: empty(),
            from: empty(),
            messages_per_minute: 300,
        }
    }
}

impl fmt::Debug for Mail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Mail")
            .field("server", &self.server)
            .field("port", &self.port)
            .field("security", &self.security)
            .field("from", &self.from)
            .field("messages_per_minute", &self.messages_per_minute)
            .finish_non_exhaustive()
    }
}

/// `[newsletter]`
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Newsletter {
    /// The public key that addresses are sealed to, 64 hexadecimal digits; empty if there are no newsletters.
    pub key: String,
}
