//! What of the settings may be shown in a log: no keys, and of a database's address not what may hold a password.

use std::fmt;

use super::{Database, Gate, Till};

impl fmt::Debug for Database {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scheme = self.url.split("://").next().unwrap_or_default();
        f.debug_struct("Database").field("url", &format_args!("{scheme}…")).finish()
    }
}

impl fmt::Debug for Gate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Gate")
            .field("runs", &self.runs)
            .field("directory", &self.directory)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for Till {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Till")
            .field("runs", &self.runs)
            .field("refund_days", &self.refund_days)
            .field("stripe_address", &self.stripe_address)
            .field("btcpay_address", &self.btcpay_address)
            .finish_non_exhaustive()
    }
}
