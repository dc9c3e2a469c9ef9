//! What a mail address looks like: the part of RFC 5321 that providers hand out. No quoted names, no address literals, no
//! letters beyond ASCII (an international host name is written `xn--…`): what is left cannot end a header line or a command.

/// The longest address (RFC 5321, 4.5.3.1.3, without its angle brackets), in bytes.
pub const LONGEST: usize = 254;

/// Whether a text is a mail address: a name, an `@`, a host name of at least two parts.
pub fn is_mail_address(text: &str) -> bool {
    let parts = text.rsplit_once('@').filter(|_| text.len() <= LONGEST);
    parts.is_some_and(|(name, host)| is_name(name) && is_host_name(host))
}

fn is_name(name: &str) -> bool {
    let is_sign = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&byte);
    name.len() <= 64 && name.split('.').all(|part| !part.is_empty() && part.bytes().all(is_sign))
}

fn is_host_name(host: &str) -> bool {
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    let last = host.rsplit('.').next().unwrap_or_default();
    host.contains('.') && host.split('.').all(is_label) && !last.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::is_mail_address;

    #[test]
    fn addresses_as_providers_hand_them_out() {
        for address in
            ["a@b.org", "first.last+tag@mail.example.org", "o'neil_1@xn--80ak6aa92e.com", "x@1.2.eu"]
        {
            assert!(is_mail_address(address), "{address}");
        }
    }

    #[test]
    fn what_could_say_more_than_an_address_is_none() {
        let long = format!("{}@{}.org", "a".repeat(60), "b.".repeat(100));
        let wrong = [
            "",
            "@",
            "a@",
            "@b.org",
            "a",
            "a@b",
            "a@b.",
            "a@.b.org",
            "a@-b.org",
            "a@127.0.0.1",
            "a@[127.0.0.1]",
            ".a@b.org",
            "a..b@c.org",
            "a b@c.org",
            "\"a b\"@c.org",
            "a@b.org\r\nRCPT TO:<c@d.org>",
            "a@b.org\n",
            "<a@b.org>",
            "a@b.org,c@d.org",
            "a@b@c.org",
            "a\0@b.org",
            "é@b.org",
            "a@é.org",
            "a>@b.org",
            &long,
        ];
        for address in wrong {
            assert!(!is_mail_address(address), "{address}");
        }
    }
}
