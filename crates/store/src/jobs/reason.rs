//! Why a letter could not be worked off, kept so that whoever looks reads it in their own language.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

/// A reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// One that the newsroom has words for.
    Word(Word),
    /// What the machine said.
    Text(String),
}

/// The name of a message, and what stands in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Word {
    /// The message's name.
    pub word: String,
    /// Its variables.
    pub values: BTreeMap<String, String>,
}

impl Reason {
    /// A reason with words.
    pub fn word(word: &str, values: &[(&str, &str)]) -> Reason {
        let values = values.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        Reason::Word(Word { word: word.to_owned(), values })
    }

    /// As a row keeps it: words as JSON. PostgreSQL takes no zeros.
    pub(super) fn kept(&self) -> String {
        let text = match self {
            Reason::Word(word) => serde_json::to_string(word).expect("plain data"),
            Reason::Text(text) => text.clone(),
        };
        text.replace('\0', "")
    }

    /// From a row.
    pub(super) fn of_kept(text: String) -> Reason {
        serde_json::from_str(&text).map_or(Reason::Text(text), Reason::Word)
    }
}

/// For the log: the message's name with what stands in it.
impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Reason::Text(text) => f.write_str(text),
            Reason::Word(Word { word, values }) => {
                f.write_str(word)?;
                values.iter().try_for_each(|(name, value)| write!(f, ", {name} {value}"))
            }
        }
    }
}

impl From<&str> for Reason {
    fn from(text: &str) -> Reason {
        Reason::Text(text.to_owned())
    }
}
