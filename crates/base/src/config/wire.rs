//! The settings of the wire.

use serde::{Deserialize, Serialize};

/// `[wire]`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Wire {
    /// The WebSub hub that feeds name and that is told of changes; empty if there is none.
    pub websub_hub: String,
    /// Hosts that may be called though their addresses are private.
    pub private_hosts: Vec<String>,
    /// Networks of the proxies before this machine, whose word on who asks is taken.
    pub trusted_proxies: Vec<String>,
}

impl Default for Wire {
    fn default() -> Wire {
        Wire {
            websub_hub: String::new(),
            private_hosts: Vec::new(),
            trusted_proxies: vec!["127.0.0.1".into(), "::1".into()],
        }
    }
}
