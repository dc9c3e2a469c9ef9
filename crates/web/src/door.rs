//! The door to full pages: who shows a cookie that is accepted now gets the full variant of a page that has one. Programs
//! that keep no cookies show the same value as a password (RFC 7617), under any name.
//!
//! What a cookie must say, this room does not know: whoever keeps the gate does, and gives a [`Ticket`] for one that is
//! good. Pages of different tickets never meet in the cache; those of one ticket are the same for everybody who has it.

use base::Time;
use data_encoding::BASE64;
use std::any::Any;
use std::sync::Arc;

type Look = dyn Fn(&str, Time) -> Option<Ticket> + Send + Sync;

/// Who looks at cookies. Asked on the short way: it must take no lock and must not wait.
#[derive(Clone)]
pub struct Door {
    cookie: &'static str,
    look: Arc<Look>,
}

/// What a request shows at the door.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Shown<'a> {
    pub cookie: Option<&'a [u8]>,
    pub authorization: Option<&'a [u8]>,
}

/// The right to full pages, for as long as the door gives it.
#[derive(Clone)]
pub struct Ticket {
    /// What full pages that are rendered with it are kept under.
    apart: Arc<str>,
    what: Arc<dyn Any + Send + Sync>,
}

impl Door {
    /// A door that looks at the cookie of a name. `look` is given its value.
    pub fn new(
        cookie: &'static str,
        look: impl Fn(&str, Time) -> Option<Ticket> + Send + Sync + 'static,
    ) -> Door {
        Door { cookie, look: Arc::new(look) }
    }

    /// What a request's `Cookie` and `Authorization` are worth.
    pub(crate) fn ticket(&self, shown: Shown<'_>, now: Time) -> Option<Ticket> {
        let by_cookie = || (self.look)(value_of(shown.cookie?, self.cookie)?, now);
        let by_password = || (self.look)(&password_of(shown.authorization?)?, now);
        by_cookie().or_else(by_password)
    }
}

impl Ticket {
    /// A ticket. Full pages are kept apart by the first; the second is what the handlers of full pages are to be shown,
    /// an admission.
    pub fn new<T: Any + Send + Sync>(apart: Arc<str>, what: Arc<T>) -> Ticket {
        Ticket { apart, what }
    }

    /// What the handler is shown, if it is of this type.
    pub fn shows<T: Any>(&self) -> Option<&T> {
        self.what.downcast_ref()
    }

    /// Writes the key under which the full variant of a path is kept. No path begins so.
    pub(crate) fn write_key(&self, path: &str, key: &mut String) {
        key.clear();
        for part in ["\0full/", &self.apart, path] {
            key.push_str(part);
        }
    }
}

impl std::fmt::Debug for Ticket {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Ticket(..)")
    }
}

/// The password in an `Authorization` header of the basic kind; not of one that nobody needs.
fn password_of(header: &[u8]) -> Option<String> {
    let (scheme, rest) = header.split_at_checked(6)?;
    if !scheme.eq_ignore_ascii_case(b"basic ") || rest.len() > LONGEST {
        return None;
    }
    let said = String::from_utf8(BASE64.decode(rest.trim_ascii()).ok()?).ok()?;
    said.split_once(':').map(|(_, password)| password.to_owned())
}

/// A week's cookie and any user name have less.
const LONGEST: usize = 512;

/// The value of the first cookie of a name (RFC 6265, section 5.4). Names are compared to the letter.
fn value_of<'a>(header: &'a [u8], name: &str) -> Option<&'a str> {
    header.split(|byte| *byte == b';').find_map(|pair| {
        let value = pair.trim_ascii().strip_prefix(name.as_bytes())?.strip_prefix(b"=")?;
        std::str::from_utf8(value).ok()
    })
}

#[cfg(test)]
mod tests;
