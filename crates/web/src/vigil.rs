//! Staying awake while many requests come.
//!
//! A thread that has answered everything goes to sleep, and the next request has to wake it: on a virtual machine
//! that costs both sides as much as a tenth of the answer. So after every lot of requests a worker looks for more a
//! hundred times, some tens of microseconds, before it sleeps; while it finds any it goes on. With few requests a lot
//! takes long to fill, and the looking comes to less than a thousandth of the time. From about 20,000 requests a
//! second on, a worker no longer sleeps at all.

use std::cell::{Cell, RefCell};
use std::future::poll_fn;
use std::task::{Poll, Waker};

/// Looks in vain after which the thread may sleep; each takes half a microsecond or so.
const LOOKS: u32 = 100;

thread_local! {
    /// The waker of the vigil's task while it sleeps.
    static SLEEPING: RefCell<Option<Waker>> = const { RefCell::new(None) };
    /// Looks left.
    static LEFT: Cell<u32> = const { std::cell::Cell::new(0) };
}

/// Begins the vigil of this thread, or goes on with it.
pub(crate) fn begin() {
    LEFT.set(LOOKS);
    if let Some(waker) = SLEEPING.take() {
        waker.wake();
    }
}

/// Notes that there was something to do.
pub(crate) fn note_work() {
    if LEFT.get() > 0 {
        LEFT.set(LOOKS);
    }
}

/// The vigil of a thread: a task that does nothing but make its runtime look once more instead of sleeping.
pub(crate) async fn keep() {
    loop {
        poll_fn(|cx| match LEFT.get() {
            0 => {
                SLEEPING.set(Some(cx.waker().clone()));
                Poll::Pending
            }
            _ => Poll::Ready(()),
        })
        .await;
        tokio::task::yield_now().await;
        LEFT.set(LEFT.get().saturating_sub(1));
    }
}

#[cfg(test)]
mod tests;
