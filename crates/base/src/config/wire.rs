//! The settings of the wire.

use serde::{Deserialize, Serialize};

/// `[wire]`
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Wire {
    /// The WebSub hub that feeds name and that is told of changes; empty if there is none.
    pub websub_hub: String,
    /// Hosts that may be called though their addresses are private.
    pub private_hosts: Vec<String>,
}
