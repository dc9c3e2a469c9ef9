//! The ground floor: time and chance, identifiers, languages and their scripts, what the pages say in each
//! language, and the configuration. Knows nothing of stories, databases or HTTP.

pub mod clock;
pub mod config;
pub mod id;
pub mod language;
pub mod locale;
pub mod mailbox;
pub mod script;
pub mod time;
pub mod zone;

pub use clock::Clock;
pub use config::Config;
pub use language::Language;
pub use locale::{Locale, Locales};
pub use mailbox::is_mail_address;
pub use script::Slug;
pub use time::{Date, Time};
pub use zone::{Wall, Zone};

/// The candidate that was probably meant by `written`, if one is near enough: for 'did you mean' in messages.
/// Near is a similarity of 0.75 or more by Jaro and Winkler, a typing error or two.
pub(crate) fn nearest<'a>(written: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let rated = candidates.map(|candidate| (strsim::jaro_winkler(written, candidate), candidate));
    let best = rated.max_by(|(a, _), (b, _)| a.total_cmp(b));
    best.filter(|(likeness, _)| *likeness >= 0.75).map(|(_, candidate)| candidate)
}
