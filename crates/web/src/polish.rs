//! Packing pages better when there is nothing else to do.
//!
//! A rendered page is packed fast, because a reader waits for it. One that goes on being read is packed again, four
//! times as slow and some percent smaller, by a thread that yields to everything else: at the system's lowest
//! priority, one page at a time, and only in a quarter of a second in which hardly anybody came.

use crate::app::App;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Weak};
use std::time::Duration;

/// The quality of the second packing.
const QUALITY: u32 = 9;

/// How long the machine is watched before each page.
const WATCH: Duration = Duration::from_millis(250);

/// Requests in that time with which it still counts as idle.
const FEW: u64 = 128;

/// Starts the thread. It ends with the app.
pub(crate) fn start(app: &Arc<App>) {
    let app = Arc::downgrade(app);
    let started = std::thread::Builder::new().name("polish".to_owned()).spawn(move || polish(&app));
    if let Err(fault) = started {
        tracing::warn!("pages are not packed better when idle: {fault}");
    }
}

fn polish(app: &Weak<App>) {
    // Where the system refuses, the thread runs like others, and is still rare.
    let _ = rustix::process::setpriority_process(Some(rustix::thread::gettid()), 19);
    let mut seen = 0;
    loop {
        std::thread::sleep(WATCH);
        let Some(app) = app.upgrade() else { return };
        let requests = app.requests.load(Ordering::Relaxed);
        if requests - seen <= FEW && app.flights.is_quiet() {
            pack_one(&app);
        }
        seen = requests;
    }
}

/// Packs one page that is read and was not packed better yet; whether there was one.
pub(crate) fn pack_one(app: &App) -> bool {
    let Some((path, page)) = app.cache.find(|page| page.deserves_better(QUALITY)) else { return false };
    if let Some(better) = page.packed_better(QUALITY) {
        app.cache.swap(&path, &page, Arc::new(better));
    }
    true
}
