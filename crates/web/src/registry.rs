//! Who is connected, and for how long they have kept us waiting.
//!
//! Every connection has a word of memory that says what it waits for and since when, in ticks of the listener. The
//! connection writes it, once a request; a sweep reads all of them a few times a second and ends those that took too
//! long. So timeouts cost the hot path one plain store and no timer. Under pressure the same words say who has kept
//! us waiting longest, and those make room for readers who come with a request.

use crate::listener::Limits;
use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicU32, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::Notify;
use tokio::task::AbortHandle;

/// What a connection waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Phase {
    /// The next request.
    Idle = 0,
    /// The rest of a request's head, or its first byte on a new connection.
    Heading = 1,
    /// Us.
    Working = 2,
    /// The reader's side, to take what we send or to send the rest of a form.
    Writing = 3,
}

impl Phase {
    const ALL: [Phase; 4] = [Phase::Idle, Phase::Heading, Phase::Working, Phase::Writing];
}

/// What one connection waits for, since which tick.
#[derive(Debug)]
pub(crate) struct Waiting(AtomicU32);

const PHASE_BITS: u32 = 2;

/// Ticks are counted in the thirty bits that are left, and come round after years.
const TICK_MASK: u32 = u32::MAX >> PHASE_BITS;

impl Waiting {
    fn read(&self) -> (Phase, u32) {
        let word = self.0.load(Ordering::Relaxed);
        (Phase::ALL[(word & 3) as usize], word >> PHASE_BITS)
    }
}

/// All connections of a listener.
#[derive(Debug)]
pub(crate) struct Registry {
    connections: Mutex<HashMap<u64, Connection>>,
    next_id: AtomicUsize,
    open: AtomicUsize,
    tick: AtomicU32,
    draining: AtomicBool,
    /// Rung when a connection ends.
    pub(crate) left: Notify,
    /// Rung when the listener closes.
    pub(crate) closing: Notify,
}

#[derive(Debug)]
struct Connection {
    task: AbortHandle,
    waiting: Arc<Waiting>,
}

/// A place among the connections, given back when the connection's task ends, however it ends.
pub(crate) struct Place {
    registry: Arc<Registry>,
    id: u64,
    pub(crate) waiting: Arc<Waiting>,
}

impl Registry {
    pub(crate) fn new() -> Arc<Registry> {
        Arc::new(Registry {
            connections: Mutex::default(),
            next_id: AtomicUsize::new(0),
            open: AtomicUsize::new(0),
            tick: AtomicU32::new(0),
            draining: AtomicBool::new(false),
            left: Notify::new(),
            closing: Notify::new(),
        })
    }

    /// A place for a connection that has just come.
    pub(crate) fn enter(self: &Arc<Registry>) -> Place {
        self.open.fetch_add(1, Ordering::Relaxed);
        let id = self.next_id.fetch_add(1, Ordering::Relaxed) as u64;
        let place = Place { registry: self.clone(), id, waiting: Arc::new(Waiting(AtomicU32::new(0))) };
        place.now(Phase::Heading);
        place
    }

    /// Notes the task of a connection, so that it can be ended from outside. To be called before the task can run.
    pub(crate) fn note(&self, place: (u64, Arc<Waiting>), task: AbortHandle) {
        self.lock().insert(place.0, Connection { task, waiting: place.1 });
    }

    /// Connections open now.
    pub(crate) fn open(&self) -> usize {
        self.open.load(Ordering::Relaxed)
    }

    /// Whether the listener is closing: answers that are under way are the last.
    pub(crate) fn is_draining(&self) -> bool {
        self.draining.load(Ordering::Relaxed)
    }

    /// Moves time on by a tick and ends the connections that kept us waiting too long.
    pub(crate) fn sweep(&self, limits: &Limits) {
        let now = self.tick.fetch_add(1, Ordering::Relaxed) + 1;
        let ticks = |time: Duration| (time.as_millis() / limits.tick().as_millis().max(1)) as u32;
        let allowed = [limits.idle_timeout, limits.header_timeout, Duration::MAX, limits.write_timeout]
            .map(|time| if time == Duration::MAX { u32::MAX } else { ticks(time) });
        self.end(|phase, since| now.wrapping_sub(since) & TICK_MASK > allowed[phase as usize]);
    }

    /// Ends those who have waited longest without being served by us, one in thirty-two, at least one; how many.
    pub(crate) fn make_room(&self) -> usize {
        let mut connections = self.lock();
        let mut idle: Vec<(u32, u64)> = connections
            .iter()
            .filter_map(|(id, connection)| match connection.waiting.read() {
                (Phase::Working, _) => None,
                (_, since) => Some((since, *id)),
            })
            .collect();
        let count = idle.len().div_ceil(32);
        if count > 0 {
            idle.select_nth_unstable(count - 1);
        }
        for (_, id) in &idle[..count] {
            if let Some(connection) = connections.remove(id) {
                connection.task.abort();
            }
        }
        count
    }

    /// Lets answers under way be finished and ends everything else.
    pub(crate) fn drain(&self) {
        self.draining.store(true, Ordering::Relaxed);
        self.closing.notify_waiters();
        self.end(|phase, _| matches!(phase, Phase::Idle | Phase::Heading));
    }

    /// Ends everything.
    pub(crate) fn end_all(&self) {
        self.end(|_, _| true);
    }

    fn end(&self, is_over: impl Fn(Phase, u32) -> bool) {
        self.lock().retain(|_, connection| {
            let (phase, since) = connection.waiting.read();
            let over = is_over(phase, since);
            if over {
                connection.task.abort();
            }
            !over
        });
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<u64, Connection>> {
        self.connections.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Place {
    /// Notes what the connection waits for from now on.
    pub(crate) fn now(&self, phase: Phase) {
        let tick = self.registry.tick.load(Ordering::Relaxed);
        self.waiting.0.store(tick << PHASE_BITS | phase as u32, Ordering::Relaxed);
    }

    /// The listener's list this place is on.
    pub(crate) fn registry(&self) -> &Arc<Registry> {
        &self.registry
    }

    /// What [`Registry::note`] wants to know.
    pub(crate) fn ticket(&self) -> (u64, Arc<Waiting>) {
        (self.id, self.waiting.clone())
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.registry.lock().remove(&self.id);
        self.registry.open.fetch_sub(1, Ordering::Relaxed);
        self.registry.left.notify_one();
    }
}
