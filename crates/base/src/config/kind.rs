//! What a setting may be: how it is written, in the file and in the environment, and what is wrong with one that does not fit.

use std::net::SocketAddr;

use toml::Value;

use crate::{Language, Zone};

/// What a setting may be.
pub(super) enum Kind {
    /// Any text.
    Text,
    /// A text of at least one letter.
    Words,
    /// An address and port to listen on.
    Listen,
    /// The beginning of a web address.
    Address,
    /// A database's address, which may hold a password and is never shown.
    Database,
    /// The beginning of another service's web address, or nothing.
    Service,
    /// A web address with its path, or nothing.
    Whole,
    /// A key or password, which is never shown.
    Secret,
    /// A host name, or nothing.
    Host,
    /// A bot's token, which is never shown, or nothing.
    Bot,
    /// A Telegram channel.
    Chat,
    /// A mail address, or nothing.
    Mailbox,
    /// A public key of 32 bytes in hexadecimal digits, or nothing.
    PublicKey,
    /// One of a few words.
    Choice(&'static [&'static str]),
    /// A port of another machine.
    Port,
    /// A language tag.
    Tag,
    /// A time zone.
    Zone,
    /// true or false.
    Flag,
    /// A list of texts; in the environment separated by commas.
    List,
    /// A whole number with its unit and the least and most it may be.
    Number(&'static str, i64, i64),
}

impl Kind {
    /// What may be written, for the documented file; `None` where the explanation says it.
    pub fn form(&self) -> Option<String> {
        match self {
            Kind::Number(unit, least, most) => Some(format!("In {unit}, {least} to {most}.")),
            Kind::Flag => Some("true or false.".to_owned()),
            Kind::Port => Some("1 to 65535.".to_owned()),
            Kind::Choice(words) => Some(format!("One of {}.", words.join(", "))),
            Kind::List => Some("A list; in the environment separated by commas.".to_owned()),
            _ => None,
        }
    }

    /// The value that the text of an environment variable stands for. What does not fit stays a text, and
    /// [`Kind::fault`] finds it.
    pub fn value_of(&self, text: &str) -> Value {
        let as_text = || Value::String(text.to_owned());
        match self {
            Kind::Flag => text.parse().map(Value::Boolean).unwrap_or_else(|_| as_text()),
            Kind::Number(..) | Kind::Port => text.parse().map(Value::Integer).unwrap_or_else(|_| as_text()),
            Kind::List => {
                let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
                Value::Array(parts.map(|part| Value::String(part.to_owned())).collect())
            }
            _ => as_text(),
        }
    }

    /// What is wrong with a value, as the end of a sentence that begins with the setting's name; `None` if it
    /// may stand.
    pub fn fault(&self, value: &Value) -> Option<String> {
        let wanted = match (self, value) {
            (Kind::Number(_, least, most), Value::Integer(number)) if (least..=most).contains(&number) => {
                return None;
            }
            (Kind::Flag, Value::Boolean(_)) => return None,
            (Kind::List, Value::Array(parts)) if parts.iter().all(Value::is_str) => return None,
            (Kind::Number(unit, least, most), _) => {
                format!("write a whole number of {unit}, {least} to {most}")
            }
            (Kind::Flag, _) => "write true or false".to_owned(),
            (Kind::List, _) => "write a list of texts, such as [\"one\", \"two\"]".to_owned(),
            (Kind::Port, Value::Integer(1..=65_535)) => return None,
            (Kind::Port, _) => "write a port, 1 to 65535".to_owned(),
            (Kind::Choice(words), Value::String(text)) if words.contains(&text.as_str()) => return None,
            (Kind::Choice(words), _) => format!("write one of {}", words.join(", ")),
            (kind, Value::String(text)) => kind.fault_of_text(text)?.to_owned(),
            _ => "write a text in quotation marks".to_owned(),
        };
        Some(match self {
            Kind::Database | Kind::Secret | Kind::Bot => format!("cannot be used: {wanted}"),
            _ => format!("is {value}: {wanted}"),
        })
    }

    fn fault_of_text(&self, text: &str) -> Option<&'static str> {
        let (fits, wanted) = match self {
            Kind::Words => (!text.trim().is_empty(), "write at least one word"),
            Kind::Listen => {
                (text.parse::<SocketAddr>().is_ok(), "write an address and a port, such as 127.0.0.1:8080")
            }
            Kind::Address => (
                is_web_address(text),
                "write http:// or https:// and a host name, such as https://example.org",
            ),
            Kind::Database => (
                text.is_empty() || text.starts_with("postgres://") || text.starts_with("postgresql://"),
                "leave it empty for SQLite, or write postgres://user:password@host/name",
            ),
            Kind::Service => (
                text.is_empty() || is_web_address(text),
                "leave it empty, or write https:// and a host name, such as https://pay.example.org",
            ),
            Kind::Whole => (
                text.is_empty() || is_web_address_with_path(text),
                "leave it empty, or write https://, a host name and a path, such as https://hub.example.org/hub",
            ),
            Kind::Host => (text.is_empty() || is_host(text), "write a host name alone, such as example.link"),
            Kind::Bot => (
                text.is_empty() || is_token(text),
                "leave it empty, or write the token as BotFather gives it: digits, a colon, letters and digits",
            ),
            Kind::Chat => (
                is_chat(text),
                "write a channel's public name, such as @example_news, or its number, such as -1001234567890",
            ),
            Kind::Mailbox => (
                text.is_empty() || crate::is_mail_address(text),
                "leave it empty, or write a mail address alone, such as news@example.org",
            ),
            Kind::PublicKey => (
                text.is_empty() || (text.len() == 64 && text.bytes().all(|b| b.is_ascii_hexdigit())),
                "leave it empty, or write the 64 digits that `vestka newsletter key` prints as the public key",
            ),
            Kind::Tag => (Language::parse(text).is_ok(), "write a language tag, such as en, be or pt-BR"),
            Kind::Zone => (
                Zone::named(text).is_ok(),
                "write a name of the IANA database, such as Europe/Vilnius, or UTC",
            ),
            _ => (true, ""),
        };
        (!fits).then_some(wanted)
    }
}

/// A scheme and a host, with nothing behind but one slash: the pages stand at the root.
fn is_web_address(text: &str) -> bool {
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    host.is_some_and(|host| is_host(host.strip_suffix('/').unwrap_or(host)))
}

/// The same with a path and a query: signs of an address only, and none that could end the one that it is written into.
fn is_web_address_with_path(text: &str) -> bool {
    let after_scheme = text.find("://").map_or(0, |at| at + 3);
    let path = text[after_scheme..].find('/').map_or(text.len(), |at| after_scheme + at);
    let is_sign = |byte: u8| byte.is_ascii_graphic() && !b"<>\"\\^`{|}#".contains(&byte);
    is_web_address(&text[..path]) && text[path..].bytes().all(is_sign)
}

/// A host name or IP address, with or without a port. International names are written as `xn--…`.
fn is_host(text: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b':' | b'[' | b']');
    text.starts_with(|first: char| first.is_ascii_alphanumeric() || first == '[') && text.bytes().all(plain)
}

/// Digits, a colon, and signs that can stand in an address as they are.
fn is_token(text: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
    let parts = text.split_once(':').filter(|(bot, secret)| !bot.is_empty() && !secret.is_empty());
    parts.is_some_and(|(bot, secret)| bot.bytes().all(|b| b.is_ascii_digit()) && secret.bytes().all(plain))
}

/// A public name, or a number as Telegram has them.
fn is_chat(text: &str) -> bool {
    let is_number =
        |digits: &str| (1..=18).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    let is_name = |name: &str| {
        (4..=32).contains(&name.len())
            && name.starts_with(|first: char| first.is_ascii_alphabetic())
            && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
    };
    text.strip_prefix('@').is_some_and(is_name) || text.strip_prefix('-').is_some_and(is_number)
}
