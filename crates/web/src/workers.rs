//! The threads that serve connections: one for each core, each with a runtime of its own.
//!
//! A connection stays on its thread, so its task never moves between cores and wakes nobody else. One thread accepts
//! and deals connections out to whoever has fewest. (Sharing the port among several listening sockets would save the
//! dealing, but would also let a second process share it silently.)

use crate::fast::{self, Shared};
use crate::registry::{Place, Registry};
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::JoinHandle;
use tokio::net::TcpStream;
use tokio::sync::mpsc;

/// Threads of one worker that wait for disks: only files on the long way need them.
const DISK_THREADS: usize = 8;

pub(crate) struct Workers(Vec<Worker>);

struct Worker {
    sender: mpsc::UnboundedSender<(std::net::TcpStream, Place)>,
    load: Arc<AtomicUsize>,
    thread: JoinHandle<()>,
}

impl Workers {
    /// Starts `count` workers, or one for each core when it is 0.
    ///
    /// # Errors
    /// When the system has no thread or no poll to give.
    pub(crate) fn start(count: usize, shared: &Arc<Shared>) -> io::Result<Workers> {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let count = if count == 0 { cores } else { count };
        (0..count).map(|number| Worker::start(number, shared.clone())).collect::<io::Result<_>>().map(Workers)
    }

    /// Gives a connection to the worker that has fewest.
    pub(crate) fn deal(&self, stream: std::net::TcpStream, place: Place) {
        let Some(worker) = self.0.iter().min_by_key(|worker| worker.load.load(Ordering::Relaxed)) else {
            return;
        };
        worker.load.fetch_add(1, Ordering::Relaxed);
        // A worker that is gone drops the connection, and with it its place.
        let _ = worker.sender.send((stream, place));
    }

    /// Lets the workers end, when all their connections have.
    pub(crate) async fn join(self) {
        let threads: Vec<_> = self.0.into_iter().map(|worker| worker.thread).collect();
        let _ =
            tokio::task::spawn_blocking(|| threads.into_iter().for_each(|thread| drop(thread.join()))).await;
    }
}

impl Worker {
    fn start(number: usize, shared: Arc<Shared>) -> io::Result<Worker> {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .max_blocking_threads(DISK_THREADS)
            .build()?;
        let (sender, connections) = mpsc::unbounded_channel();
        let load = Arc::new(AtomicUsize::new(0));
        let worker_load = load.clone();
        let thread = std::thread::Builder::new()
            .name(format!("reader-{number}"))
            .spawn(move || runtime.block_on(work(connections, shared, worker_load)))?;
        Ok(Worker { sender, load, thread })
    }
}

/// Serves connections until no more can come and all have ended.
async fn work(
    mut connections: mpsc::UnboundedReceiver<(std::net::TcpStream, Place)>,
    shared: Arc<Shared>,
    load: Arc<AtomicUsize>,
) {
    let vigil = tokio::spawn(crate::vigil::keep());
    let mut tasks = tokio::task::JoinSet::new();
    while let Some((stream, place)) = connections.recv().await {
        while tasks.try_join_next().is_some() {}
        let Ok(stream) = TcpStream::from_std(stream) else {
            load.fetch_sub(1, Ordering::Relaxed);
            continue;
        };
        let (registry, ticket) = (place.registry().clone(), place.ticket());
        let served = Served(load.clone());
        let task = fast::serve(stream, shared.clone(), place);
        let task = tasks.spawn(async move {
            let _served = served;
            task.await;
        });
        Registry::note(&registry, ticket, task);
    }
    while tasks.join_next().await.is_some() {}
    vigil.abort();
}

/// A connection that a worker serves, until it ends in whatever way.
struct Served(Arc<AtomicUsize>);

impl Drop for Served {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}
