//! Staying awake while many requests come.
//!
//! A thread that has answered everything goes to sleep, and the next request has to wake it: on a virtual machine
//! that costs as much as answering. So after every lot of requests a worker looks for more a few dozen times, some
//! tens of microseconds, before it sleeps. While it finds any it goes on. With few requests a lot takes long to fill,
//! and the looking comes to less than a thousandth of the time.

use std::cell::RefCell;
use std::future::poll_fn;
use std::task::{Poll, Waker};

/// Looks in vain after which the thread may sleep; each takes about a microsecond.
const LOOKS: u32 = 40;

thread_local! {
    static SLEEPING: RefCell<Option<Waker>> = const { RefCell::new(None) };
    static BEGUN: std::cell::Cell<u32> = const { std::cell::Cell::new(0) };
}

/// Begins the vigil of this thread, or goes on with it.
pub(crate) fn begin() {
    BEGUN.set(LOOKS);
    if let Some(waker) = SLEEPING.take() {
        waker.wake();
    }
}

/// Notes that there was something to do.
pub(crate) fn note_work() {
    if BEGUN.get() > 0 {
        BEGUN.set(LOOKS);
    }
}

/// The vigil of a thread: a task that does nothing but make its runtime look once more instead of sleeping.
pub(crate) async fn keep() {
    loop {
        poll_fn(|cx| match BEGUN.get() {
            0 => {
                SLEEPING.set(Some(cx.waker().clone()));
                Poll::Pending
            }
            _ => Poll::Ready(()),
        })
        .await;
        tokio::task::yield_now().await;
        BEGUN.set(BEGUN.get().saturating_sub(1));
    }
}
