//! The listener: accepts connections, keeps their number and their patience within limits, ends in good order.

use crate::app::App;
use crate::date::Today;
use crate::fast::Shared;
use crate::registry::Registry;
use crate::workers::Workers;
use std::io;
use std::net::{SocketAddr, TcpListener};
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

/// What a listener allows.
#[derive(Debug, Clone)]
pub struct Limits {
    /// Connections at once (4096). When they are taken, those that have kept us waiting longest make room.
    pub connections: usize,
    /// Time for the head of a request, from its first byte or from the connection's beginning (10 s).
    pub header_timeout: Duration,
    /// Time between requests (30 s).
    pub idle_timeout: Duration,
    /// Time without the reader taking anything of what we send (60 s).
    pub write_timeout: Duration,
    /// Bytes of a request's head (16 kB); more is 431.
    pub header_bytes: usize,
    /// Bytes of a request's target (4 kB); more is 414.
    pub target_bytes: usize,
    /// Threads that serve connections; 0 for one a core.
    pub workers: usize,
    /// Time for answers under way when the listener closes (10 s).
    pub drain_timeout: Duration,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            connections: 4096,
            header_timeout: Duration::from_secs(10),
            idle_timeout: Duration::from_secs(30),
            write_timeout: Duration::from_secs(60),
            header_bytes: 16 << 10,
            target_bytes: 4 << 10,
            workers: 0,
            drain_timeout: Duration::from_secs(10),
        }
    }
}

impl Limits {
    /// How often the timeouts are looked at: a quarter of the shortest, at most a quarter of a second.
    pub(crate) fn tick(&self) -> Duration {
        let shortest = self.header_timeout.min(self.idle_timeout).min(self.write_timeout);
        (shortest / 4).clamp(Duration::from_millis(5), Duration::from_millis(250))
    }
}

/// Connections that wait in the system before they are accepted.
const BACKLOG: i32 = 4096;

/// Opens a port. The listener can be used with [`serve`] from any thread.
///
/// # Errors
/// When the address is taken, is not ours, or the port needs rights we do not have.
pub fn bind(address: SocketAddr) -> io::Result<TcpListener> {
    let domain = socket2::Domain::for_address(address);
    let socket = socket2::Socket::new(domain, socket2::Type::STREAM, Some(socket2::Protocol::TCP))?;
    socket.set_reuse_address(true)?;
    socket.set_nonblocking(true)?;
    socket.bind(&address.into())?;
    socket.listen(BACKLOG)?;
    Ok(socket.into())
}

/// Raises the number of open files to what the system permits at most: Debian's default of 1,024 is less than the
/// connections allowed. Gives the number that holds now; none where there is no limit or it cannot be known.
pub fn raise_file_limit() -> Option<u64> {
    use rustix::process::{Resource, getrlimit, setrlimit};
    let limit = getrlimit(Resource::Nofile);
    let raised = rustix::process::Rlimit { current: limit.maximum, maximum: limit.maximum };
    match setrlimit(Resource::Nofile, raised) {
        Ok(()) => limit.maximum,
        Err(_) => limit.current,
    }
}

/// Serves a site until `shutdown` ends, then lets answers under way be finished.
///
/// # Errors
/// When the workers cannot be started. Trouble with a single connection ends that connection only.
pub async fn serve(
    listener: TcpListener,
    app: Arc<App>,
    limits: Limits,
    shutdown: impl Future<Output = ()>,
) -> io::Result<()> {
    listener.set_nonblocking(true)?;
    let listener = tokio::net::TcpListener::from_std(listener)?;
    let registry = Registry::new();
    let today = Today::new(app.clock.now());
    let shared = Arc::new(Shared { app, limits, today });
    let workers = Workers::start(shared.limits.workers, &shared)?;
    let mut shutdown = pin!(shutdown);
    let mut sweep = tokio::time::interval(shared.limits.tick());
    sweep.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            biased;
            () = &mut shutdown => break,
            _ = sweep.tick() => {
                shared.today.update(shared.app.clock.now());
                registry.sweep(&shared.limits);
            }
            accepted = listener.accept(), if has_room(&registry, &shared.limits) => match accepted {
                Ok((stream, _)) => deal(stream, &registry, &workers),
                Err(fault) => pause(&fault, &registry).await,
            },
            () = registry.left.notified() => {}
        }
    }
    drop(listener);
    drain(&registry, shared.limits.drain_timeout).await;
    workers.join().await;
    Ok(())
}

/// Whether another connection may come; makes room where there is none.
fn has_room(registry: &Registry, limits: &Limits) -> bool {
    registry.open() < limits.connections || registry.make_room() > 0
}

fn deal(stream: tokio::net::TcpStream, registry: &Arc<Registry>, workers: &Workers) {
    // Answers are written whole: waiting for more to send with them would only delay them.
    let _ = stream.set_nodelay(true);
    if let Ok(stream) = stream.into_std() {
        workers.deal(stream, registry.enter());
    }
}

/// Accepting can fail because the other side is gone, which is nothing, or because the system has no more files or
/// memory to give: then those who wait longest make room, and we breathe.
async fn pause(fault: &io::Error, registry: &Registry) {
    use io::ErrorKind::{ConnectionAborted, ConnectionReset, Interrupted};
    if !matches!(fault.kind(), ConnectionAborted | ConnectionReset | Interrupted) {
        tracing::warn!("cannot accept connections: {fault}");
        registry.make_room();
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// Waits until the connections have ended, and ends those that take too long.
async fn drain(registry: &Registry, timeout: Duration) {
    let ended = async {
        while registry.open() > 0 {
            registry.drain();
            let _ = tokio::time::timeout(Duration::from_millis(20), registry.left.notified()).await;
        }
    };
    if tokio::time::timeout(timeout, ended).await.is_err() {
        registry.end_all();
    }
}
