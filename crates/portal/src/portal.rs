//! What the portal works with.

use std::sync::Arc;

use base::{Clock, Locales};
use newsroom::Templates;
use newsroom::door::Door;
use site::Edition;
use store::Store;
use wire::{Networks, Seal};

/// Everything the portal works with. One a process.
pub struct Portal {
    /// The stories, and how the agency's pages say things.
    pub edition: Arc<Edition>,
    /// Time.
    pub clock: Clock,
    /// Words of the portal's pages; they stand beside the desk's.
    pub words: Arc<Locales>,
    /// What the pages look like.
    pub templates: Templates,
    /// Seals what destinations and webhooks are signed with.
    pub seal: Seal,
    /// Who tried to come in, how often; how fast programs ask.
    pub door: Door,
    /// The proxies whose word on who asks is taken.
    pub proxies: Networks,
}

impl Portal {
    pub(crate) fn store(&self) -> &Store {
        &self.edition.store
    }
}
