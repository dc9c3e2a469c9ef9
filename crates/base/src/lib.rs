//! The ground floor: time and chance, identifiers, languages and their scripts, what the pages say in each
//! language, and the configuration. Knows nothing of stories, databases or HTTP.

pub mod clock;
pub mod id;
pub mod language;
pub mod script;
pub mod time;
pub mod zone;

pub use clock::Clock;
pub use language::Language;
pub use script::Slug;
pub use time::{Date, Time};
pub use zone::{Wall, Zone};
