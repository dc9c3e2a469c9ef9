//! Keys of others, as they stand in the settings.

use std::fmt;

use zeroize::{Zeroize, ZeroizeOnDrop};

/// A key. Forgotten when dropped; says nothing when printed for debugging.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub(crate) struct Secret(String);

impl Secret {
    /// A setting's text without the white space that pasting leaves around it; none if nothing else is there.
    pub(crate) fn from_setting(text: &str) -> Option<Secret> {
        let text = text.trim();
        (!text.is_empty()).then(|| Secret(text.to_owned()))
    }

    pub(crate) fn text(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(..)")
    }
}
