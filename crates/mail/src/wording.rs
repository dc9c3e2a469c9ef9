//! A message before it is set: its parts, in clear.

use base::Time;

use crate::Address;

/// What a message says. Texts are any: what would end a header line is taken out when it is set.
#[derive(Clone, Debug)]
pub struct Wording<'a> {
    /// The address that it comes from.
    pub from: &'a Address,
    /// The name beside it.
    pub name: &'a str,
    /// What it is about.
    pub subject: &'a str,
    /// The message's own name, unlike any other's: letters, digits and hyphens. It stands in Message-ID and names no reader.
    pub id: &'a str,
    /// When it was written.
    pub date: Time,
    /// The text for those who read plain text.
    pub text: &'a str,
    /// The same as HTML, if there is one.
    pub html: Option<&'a str>,
    /// The list's name, `daily.en`, if it is one of a list.
    pub list: Option<&'a str>,
    /// The address that takes the reader off the list with one POST (RFC 8058), if there is one.
    pub unsubscribe: Option<&'a str>,
}
