//! How often pages are read.

use serde::{Deserialize, Serialize};

/// `[statistics]`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Statistics {
    /// Whether readings are counted.
    pub on: bool,
    /// The fewest readings that are written down or shown.
    pub release_from: u32,
}

impl Default for Statistics {
    fn default() -> Statistics {
        Statistics { on: true, release_from: 10 }
    }
}
