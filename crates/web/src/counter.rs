//! How often a page was read: a number in memory, and nothing else about it.

use std::sync::atomic::{AtomicU64, Ordering};

/// Counts readings of what belongs together, such as all variants of a story's page.
#[derive(Debug, Default)]
pub struct Counter(AtomicU64);

impl Counter {
    /// One more.
    pub fn add_one(&self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }

    /// How many since it was last asked.
    pub fn take(&self) -> u64 {
        // Most pages are not being read: their cores keep the number.
        match self.0.load(Ordering::Relaxed) {
            0 => 0,
            _ => self.0.swap(0, Ordering::Relaxed),
        }
    }
}
