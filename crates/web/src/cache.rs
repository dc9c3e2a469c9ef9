//! The page cache: bounded in bytes, and a hit takes no lock.
//!
//! Pages lie in shards, each an immutable map behind an atomic pointer: a reader looks into the map that is there,
//! a writer puts a new map in its place. Writers are rare (one a rendering) and take turns. What has to go when the
//! bytes run out is decided by a clock: its hand passes over the pages, those that were read since it last came get
//! a second chance, the first that was not goes.

use crate::page::Page;
use arc_swap::ArcSwap;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

type Shard = HashMap<Arc<str>, Arc<Page>>;

/// Enough that a shard of a large cache stays cheap to copy, few enough to be small when empty.
const SHARDS: usize = 64;

#[derive(Debug)]
pub(crate) struct Cache {
    shards: Box<[ArcSwap<Shard>]>,
    capacity: usize,
    clock: Mutex<EvictionClock>,
}

/// Every page in the cache has one slot. Slots of pages that went are used again, so the clock stays as large as
/// the cache once was, not as the number of renderings.
#[derive(Debug, Default)]
struct EvictionClock {
    slots: Vec<Option<(Arc<str>, Arc<Page>)>>,
    slot_of: HashMap<Arc<str>, usize>,
    free: Vec<usize>,
    hand: usize,
    bytes: usize,
}

impl Cache {
    /// A cache that holds up to `capacity` bytes of pages.
    pub(crate) fn new(capacity: usize) -> Cache {
        let shards = (0..SHARDS).map(|_| ArcSwap::default()).collect();
        Cache { shards, capacity, clock: Mutex::default() }
    }

    /// Looks at the page of a path, without taking a lock or a reference.
    pub(crate) fn with<T>(&self, path: &str, look: impl FnOnce(&Arc<Page>) -> T) -> Option<T> {
        self.shard(path).load().get(path).map(look)
    }

    /// The page of a path.
    pub(crate) fn get(&self, path: &str) -> Option<Arc<Page>> {
        self.with(path, Arc::clone)
    }

    /// Puts a page in, in place of an older one. A page that would fill half the cache is not kept.
    pub(crate) fn put(&self, path: &Arc<str>, page: Arc<Page>) {
        self.put_into(&mut self.lock(), path, page);
    }

    /// Puts `new` in place of `old`, unless something else has taken its place meanwhile.
    pub(crate) fn swap(&self, path: &Arc<str>, old: &Arc<Page>, new: Arc<Page>) {
        let mut clock = self.lock();
        if self.with(path, |page| Arc::ptr_eq(page, old)) == Some(true) {
            self.put_into(&mut clock, path, new);
        }
    }

    /// Takes the page of a path out.
    pub(crate) fn remove(&self, path: &str) {
        let mut clock = self.lock();
        self.forget(&mut clock, path);
    }

    /// The first page that `wanted` picks, with its path.
    pub(crate) fn find(&self, wanted: impl Fn(&Page) -> bool) -> Option<(Arc<str>, Arc<Page>)> {
        self.shards.iter().find_map(|shard| {
            let shard = shard.load();
            shard.iter().find(|(_, page)| wanted(page)).map(|(path, page)| (path.clone(), page.clone()))
        })
    }

    /// Bytes and pages it holds.
    pub(crate) fn held(&self) -> (usize, usize) {
        let clock = self.lock();
        (clock.bytes, clock.slot_of.len())
    }

    fn put_into(&self, clock: &mut EvictionClock, path: &Arc<str>, page: Arc<Page>) {
        if weight(path, &page) > self.capacity / 2 {
            return self.forget(clock, path);
        }
        self.change(path, |shard| shard.insert(path.clone(), page.clone()));
        clock.put(path, page);
        while clock.bytes > self.capacity {
            let Some(gone) = clock.next_to_go() else { break };
            self.forget(clock, &gone);
        }
    }

    fn forget(&self, clock: &mut EvictionClock, path: &str) {
        if clock.take(path) {
            self.change(path, |shard| shard.remove(path));
        }
    }

    /// Replaces a shard by a changed copy. The caller holds the clock, so no change is lost.
    fn change<T>(&self, path: &str, change: impl FnOnce(&mut Shard) -> T) {
        let place = self.shard(path);
        let mut shard = Shard::clone(&place.load());
        change(&mut shard);
        place.store(Arc::new(shard));
    }

    /// Which shard: the ends of addresses differ most. Balance matters here, not secrecy; the map has its own hash.
    fn shard(&self, path: &str) -> &ArcSwap<Shard> {
        let sum = path
            .bytes()
            .rev()
            .take(12)
            .fold(path.len() as u32, |sum, byte| (sum ^ u32::from(byte)).wrapping_mul(0x0100_0193));
        &self.shards[(sum >> 8) as usize % SHARDS]
    }

    /// A panic elsewhere must not stop the cache; the clock is consistent between statements.
    fn lock(&self) -> MutexGuard<'_, EvictionClock> {
        self.clock.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl EvictionClock {
    fn put(&mut self, path: &Arc<str>, page: Arc<Page>) {
        self.take(path);
        self.bytes += weight(path, &page);
        let slot = self.free.pop().unwrap_or_else(|| {
            self.slots.push(None);
            self.slots.len() - 1
        });
        self.slots[slot] = Some((path.clone(), page));
        self.slot_of.insert(path.clone(), slot);
    }

    /// Empties the slot of a path; whether it had one.
    fn take(&mut self, path: &str) -> bool {
        let Some(slot) = self.slot_of.remove(path) else { return false };
        if let Some((path, page)) = self.slots[slot].take() {
            self.bytes -= weight(&path, &page);
        }
        self.free.push(slot);
        true
    }

    /// Moves the hand to the first page that nobody read since it last passed.
    fn next_to_go(&mut self) -> Option<Arc<str>> {
        for _ in 0..self.slots.len() * 2 {
            let slot = self.hand;
            self.hand = (self.hand + 1) % self.slots.len();
            if let Some((path, page)) = &self.slots[slot]
                && !page.take_use()
            {
                return Some(path.clone());
            }
        }
        None
    }
}

fn weight(path: &str, page: &Page) -> usize {
    page.size() + path.len()
}

#[cfg(test)]
mod tests;
