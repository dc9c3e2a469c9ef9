//! What became of a message.

use std::fmt;

/// What became of a message. Nothing here repeats the server's words, in which addresses stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The server has taken it.
    Sent,
    /// The server has said no, to this message or its reader: it was surely not sent.
    Refused {
        /// To what.
        stage: Stage,
        /// Whether it would say no again (5xx), or perhaps not (4xx).
        permanent: bool,
        /// Its answer, such as 550.
        code: u16,
    },
    /// The connection broke when all had been said: nobody knows.
    Unsure,
    /// The server was not reached, or does not take mail from us: surely not sent, and the next would fare the same.
    NotReached(Trouble),
}

/// To what the server said no.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// To the reader's address.
    Recipient,
    /// To the message.
    Message,
}

/// Why the server could not be spoken to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// No connection, or it broke before anything was said that counts.
    Unreachable,
    /// No answer in time.
    Slow,
    /// No safe connection: no TLS, or a certificate that is not trusted.
    Unsafe,
    /// It does not take name and password.
    SignIn(u16),
    /// It does not take mail from our address.
    Sender(u16),
    /// It takes nothing now, and says so by a code.
    Closed(u16),
}

impl Trouble {
    /// The word for it in the newsroom's languages.
    pub fn word(&self) -> &'static str {
        match self {
            Trouble::Unreachable => "mail-unreachable",
            Trouble::Slow => "mail-slow",
            Trouble::Unsafe => "mail-unsafe",
            Trouble::SignIn(_) => "mail-sign-in",
            Trouble::Sender(_) => "mail-sender",
            Trouble::Closed(_) => "mail-closed",
        }
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Trouble::Unreachable => f.write_str("the mail server cannot be reached: look at mail.server and mail.port"),
            Trouble::Slow => f.write_str("the mail server does not answer in time"),
            Trouble::Unsafe => f.write_str(
                "there is no safe connection to the mail server: its certificate is not trusted, or it knows no TLS; look at \
                 mail.security and mail.port",
            ),
            Trouble::SignIn(code) => {
                write!(f, "the mail server does not take mail.user and mail.password ({code})")
            }
            Trouble::Sender(code) => write!(f, "the mail server takes no mail from mail.from ({code})"),
            Trouble::Closed(code) => write!(f, "the mail server takes no mail now ({code})"),
        }
    }
}
