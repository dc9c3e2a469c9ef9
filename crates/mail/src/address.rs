//! A reader's address, while it is in memory.

use std::fmt;

use zeroize::Zeroizing;

/// A mail address. Wiped when dropped; its `Debug` shows nothing.
#[derive(Clone, PartialEq, Eq)]
pub struct Address(Zeroizing<String>);

impl Address {
    /// The address that a text is, spaces around it aside; `None` if it is none (see [`base::is_mail_address`]). The host's
    /// letters become small ones, which mean the same; those of the name may not.
    pub fn parse(text: &str) -> Option<Address> {
        let text = text.trim();
        let (name, host) = text.rsplit_once('@').filter(|_| base::is_mail_address(text))?;
        let mut address = Zeroizing::new(String::with_capacity(text.len()));
        address.push_str(name);
        address.push('@');
        address.extend(host.chars().map(|c| c.to_ascii_lowercase()));
        Some(Address(address))
    }

    /// As it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The part behind the `@`.
    pub fn host(&self) -> &str {
        self.0.rsplit_once('@').map_or("", |(_, host)| host)
    }

    /// The same for `lettre`, which looks at it again.
    pub(crate) fn envelope(&self) -> Option<lettre::Address> {
        self.0.parse().ok()
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Address(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::Address;

    #[test]
    fn an_address_is_read_and_not_shown() {
        let address = Address::parse(" Jan.Kowal@Example.ORG \n").expect("an address");
        assert_eq!(address.as_str(), "Jan.Kowal@example.org");
        assert_eq!(address.host(), "example.org");
        assert_eq!(format!("{address:?}"), "Address(…)");
        assert_eq!(Address::parse("jan@example.org\r\nBcc: all@example.org"), None);
    }
}
