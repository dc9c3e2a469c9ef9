//! The reader's wallet on a page: what the macros of the theme's `wallet.html` are given.

use base::Language;
use serde::Serialize;

use crate::script;

/// The same for every reader. The wallet itself lives in the browser; the server knows nothing of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Wallet {
    /// The issuer's name, `[plus] issuer`: what passes are made out to.
    pub issuer: String,
    /// The address of `wallet.js`.
    pub script: String,
    /// The page of one's passes, in the page's language.
    pub passes: String,
}

impl Wallet {
    /// The wallet of an issuer's passes, on a page in a language.
    pub fn new(issuer: &str, language: &Language) -> Wallet {
        let script = script::address("wallet.js");
        Wallet { issuer: issuer.to_owned(), script, passes: format!("/{language}/plus/passes") }
    }
}
