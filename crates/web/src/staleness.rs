//! What has changed since a page was rendered.
//!
//! A page depends on a few things: the latest list of its language, the story it shows. Each such thing has a name,
//! each name a place on a board of fixed size. A change writes its number (one count for all changes) into the
//! places of what changed. A page keeps the number that stood when its rendering *began*; it is stale as soon as one
//! of its places holds a later number. So nothing has to be searched or thrown away when a story is published, and
//! ten thousand cached pages cost a publication nothing.
//!
//! Two names may fall on one place. Then a page is rendered once too often, never too seldom.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::atomic::{AtomicU64, Ordering};

/// Places on the board: 64 kB of memory, and a story in 4,095 shares its place with the latest list.
const PLACES: usize = 4096;

/// The name of something that pages depend on, as a place on the board.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(u16);

impl Key {
    /// What every page depends on: theme, configuration, the site as a whole. No page has to name it.
    pub const EVERYTHING: Key = Key(0);

    /// The key of a name, such as `latest/be` or `story/0190…`. The same name gives the same key in one process.
    pub fn of(name: &str) -> Key {
        let mut hasher = DefaultHasher::new();
        name.hash(&mut hasher);
        let place = hasher.finish() % (PLACES as u64 - 1) + 1;
        Key(u16::try_from(place).expect("places fit in 16 bits"))
    }
}

/// A moment in the count of changes, taken when a rendering begins.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mark(u64);

/// How true a page still is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Grade {
    /// Nothing it depends on has changed.
    Fresh,
    /// Something was published: one reader waits for the new page, the others get this one meanwhile.
    Soft,
    /// Something was withdrawn: nobody gets this page any more.
    Hard,
}

/// The board of changes, shared by everything that publishes and everything that serves.
#[derive(Debug)]
pub struct Staleness {
    changes: AtomicU64,
    places: Box<[Place]>,
}

#[derive(Debug, Default)]
struct Place {
    refreshed: AtomicU64,
    withdrawn: AtomicU64,
}

impl Default for Staleness {
    fn default() -> Self {
        Staleness { changes: AtomicU64::new(0), places: (0..PLACES).map(|_| Place::default()).collect() }
    }
}

impl Staleness {
    /// The number of changes so far. Take it *before* reading what the page is made of.
    pub fn mark(&self) -> Mark {
        Mark(self.changes.load(Ordering::SeqCst))
    }

    /// Softly stale: something was published or corrected. The next request of each page that depends on one of
    /// `keys` gets the new page; requests at the same moment get the old one rather than wait. Call it after the
    /// change can be read from the database.
    pub fn refresh(&self, keys: &[Key]) {
        let change = self.next_change();
        for key in keys {
            self.place(*key).refreshed.fetch_max(change, Ordering::SeqCst);
        }
    }

    /// Hard stale: a story was killed, a byline hidden, access narrowed. Once this returns nobody gets a page with
    /// the old content, and where no new one can be made the answer is 503. Call it after the change can be read.
    pub fn withdraw(&self, keys: &[Key]) {
        let change = self.next_change();
        for key in keys {
            self.place(*key).withdrawn.fetch_max(change, Ordering::SeqCst);
        }
    }

    /// Whether what was read at `mark` and depends on `keys` is true still.
    pub fn is_fresh(&self, mark: Mark, keys: &[Key]) -> bool {
        self.grade(mark, keys) == Grade::Fresh
    }

    /// The grade of a page that depends on `keys` and whose rendering began at `mark`.
    pub(crate) fn grade(&self, mark: Mark, keys: &[Key]) -> Grade {
        if self.changes.load(Ordering::Acquire) == mark.0 {
            return Grade::Fresh;
        }
        let mut grade = Grade::Fresh;
        for key in keys.iter().chain([&Key::EVERYTHING]) {
            let place = self.place(*key);
            if place.withdrawn.load(Ordering::Acquire) > mark.0 {
                return Grade::Hard;
            }
            if place.refreshed.load(Ordering::Acquire) > mark.0 {
                grade = Grade::Soft;
            }
        }
        grade
    }

    fn next_change(&self) -> u64 {
        self.changes.fetch_add(1, Ordering::SeqCst) + 1
    }

    fn place(&self, key: Key) -> &Place {
        &self.places[usize::from(key.0)]
    }
}

#[cfg(test)]
mod tests;
