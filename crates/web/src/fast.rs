//! The short way: plain requests for pages that are in the cache.
//!
//! A connection's loop reads into a buffer of its thread, takes each complete head apart where it lies, looks the
//! path up and writes head, date and body in one call. No lock, no allocation, nothing kept for the connection
//! between requests but what of a next request has come already. Whatever is not plain is handed to hyper with the
//! bytes read so far; a page that has to be rendered is waited for here, so the connection stays on the short way.
//!
//! Limits hold here as well: the size of head and target below, the time they may take in `registry`.

use crate::app::{App, Lead};
use crate::date::Today;
use crate::door::Ticket;
use crate::handover;
use crate::head::{Head, read_head};
use crate::listener::Limits;
use crate::page::{Conditions, Page};
use crate::path;
use crate::refusal::Refusal;
use crate::registry::{Phase, Place};
use crate::staleness::Grade;
use crate::variant::Written;
use bytes::Bytes;
use rustix::net::{RecvFlags, SendFlags};
use std::cell::{Cell, RefCell};
use std::future::poll_fn;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::task::{Context, Poll, ready};
use tokio::io::{AsyncReadExt, AsyncWriteExt, Interest};
use tokio::net::TcpStream;

/// What all connections of a listener share.
pub(crate) struct Shared {
    pub app: Arc<App>,
    pub limits: Limits,
    pub today: Today,
}

/// One connection, on the short way.
struct Connection {
    stream: TcpStream,
    shared: Arc<Shared>,
    place: Place,
    /// Read and not answered: the beginning of a next request, or one that is being rendered.
    held: Vec<u8>,
    /// Whether `held` may be a whole request, so that it is looked at before more is read.
    is_whole: bool,
}

/// What the loop does next, after what could be done at once.
enum Step {
    /// Wait for more.
    Read,
    /// Write what the reader's side did not take at once.
    Write { rest: Bytes, close: bool },
    /// Render the page that the request of this length at the beginning of `held` asks for.
    Fetch { lead: Box<Lead>, ticket: Option<Ticket>, length: usize },
    /// Refuse, and end the connection.
    Refuse(Refusal),
    /// Hand the connection to hyper.
    HandOver,
    /// End.
    Close,
}

thread_local! {
    /// Where requests are read: one for all connections of a thread, so that five thousand idle ones hold nothing.
    static BUFFER: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
    /// The key of a full variant, written anew for each request that shows a good cookie.
    static FULL_KEY: RefCell<String> = const { RefCell::new(String::new()) };
    /// Requests not yet added to the app's count.
    static COUNT: Cell<u64> = const { Cell::new(0) };
}

/// Serves a connection until it ends.
pub(crate) async fn serve(stream: TcpStream, shared: Arc<Shared>, place: Place) {
    let mut connection = Connection { stream, shared, place, held: Vec::new(), is_whole: false };
    loop {
        let step = poll_fn(|cx| connection.turn(cx)).await;
        let close = match step {
            Step::Read => false,
            Step::Write { rest, close } => connection.write(rest).await.is_err() || close,
            Step::Fetch { lead, ticket, length } => Box::pin(connection.fetch(*lead, ticket, length)).await,
            Step::Refuse(refusal) => return Box::pin(connection.refuse(refusal)).await,
            Step::HandOver => {
                let Connection { stream, shared, place, held, .. } = connection;
                return Box::pin(handover::serve(stream, held.into(), shared, place)).await;
            }
            Step::Close => true,
        };
        if close || connection.place.registry().is_draining() {
            return;
        }
    }
}

impl Connection {
    /// Reads what has come and answers what can be answered at once.
    fn turn(&mut self, cx: &mut Context<'_>) -> Poll<Step> {
        BUFFER.with_borrow_mut(|buffer| {
            buffer.resize(self.shared.limits.header_bytes, 0);
            let mut filled = self.held.len();
            buffer[..filled].copy_from_slice(&self.held);
            if !self.is_whole {
                match ready!(self.receive(cx, &mut buffer[filled..])) {
                    Ok(count @ 1..) => filled += count,
                    _ => return Poll::Ready(Step::Close),
                }
            }
            let was_empty = self.held.is_empty();
            let (answered, step) = catch_unwind(AssertUnwindSafe(|| self.answer(&buffer[..filled])))
                .unwrap_or((filled, Step::Refuse(Refusal::Broken)));
            self.keep(&buffer[answered..filled], answered > 0 || was_empty);
            self.is_whole = matches!(step, Step::Write { .. }) && !self.held.is_empty();
            Poll::Ready(match step {
                Step::Read if self.held.len() == buffer.len() => Step::Refuse(self.too_large()),
                step => step,
            })
        })
    }

    /// Reads what has come, by the system's own call: the C library's is a place where threads can be cancelled, and
    /// sees to that each time. Less than there is room for was all there was: the next read waits for more.
    fn receive(&self, cx: &mut Context<'_>, free: &mut [u8]) -> Poll<io::Result<usize>> {
        loop {
            ready!(self.stream.poll_read_ready(cx))?;
            let mut read = None;
            let tried = self.stream.try_io(Interest::READABLE, || {
                let (_, count) = rustix::net::recv(&self.stream, &mut *free, RecvFlags::empty())?;
                read = Some(count);
                if (1..free.len()).contains(&count) { Err(io::ErrorKind::WouldBlock.into()) } else { Ok(()) }
            });
            match (read, tried) {
                (Some(count), _) => return Poll::Ready(Ok(count)),
                (None, Err(fault)) if fault.kind() != io::ErrorKind::WouldBlock => {
                    return Poll::Ready(Err(fault));
                }
                (None, _) => {}
            }
        }
    }

    /// Keeps the bytes that are not answered. The time a head may take counts from its first byte.
    fn keep(&mut self, rest: &[u8], is_new: bool) {
        match rest.is_empty() {
            true => {
                self.held = Vec::new();
                self.place.now(Phase::Idle);
            }
            false => {
                self.held = rest.to_vec();
                if is_new {
                    self.place.now(Phase::Heading);
                }
            }
        }
    }

    /// Answers requests from the beginning of `bytes` as long as it can be done at once: how many bytes they were,
    /// and what comes next.
    fn answer(&self, bytes: &[u8]) -> (usize, Step) {
        let mut at = 0;
        while at < bytes.len() {
            let (length, target, conditions, shown, close) =
                match read_head(&bytes[at..], self.shared.limits.target_bytes) {
                    Head::Plain { length, target, conditions, shown, close } => {
                        (length, target, conditions, shown, close)
                    }
                    Head::Partial => break,
                    Head::Odd => return (at, Step::HandOver),
                    Head::Bad(refusal) => return (at, Step::Refuse(refusal)),
                };
            let ticket = self.shared.app.ticket(shown);
            match self.write_cached(target, ticket.as_ref(), &conditions, close) {
                Some(Ok(None)) if close => return (at, Step::Close),
                Some(Ok(None)) => at += length,
                Some(Ok(Some(rest))) => return (at + length, Step::Write { rest, close }),
                Some(Err(_)) => return (at, Step::Close),
                None => match self.shared.app.lead(target) {
                    Lead::Direct { .. } | Lead::Mounted(_) => return (at, Step::HandOver),
                    lead => return (at, Step::Fetch { lead: Box::new(lead), ticket, length }),
                },
            }
        }
        (at, Step::Read)
    }

    /// Writes the page of a target, if it is in the cache and fresh: all of it, or what is left to write.
    fn write_cached(
        &self,
        target: &str,
        ticket: Option<&Ticket>,
        conditions: &Conditions<'_>,
        close: bool,
    ) -> Option<io::Result<Option<Bytes>>> {
        let app = &self.shared.app;
        let path = path::before_query(target);
        let write = |page: &Arc<Page>| {
            if page.grade(&app.staleness, || app.clock.now()) != Grade::Fresh {
                return None;
            }
            page.note_use();
            page.answer(conditions).map(|written| self.write_now(written, close))
        };
        let written = match ticket {
            None => app.cache.with(path, write).flatten(),
            Some(ticket) => FULL_KEY
                .with_borrow_mut(|key| {
                    ticket.write_key(path, key);
                    app.cache.with(key, write).flatten()
                })
                .or_else(|| {
                    app.cache.with(path, |page| if page.has_full() { None } else { write(page) }).flatten()
                }),
        };
        count(app);
        written
    }

    /// Writes as much as the reader's side takes at once: what is left, if anything.
    fn write_now(&self, written: Written<'_>, close: bool) -> io::Result<Option<Bytes>> {
        self.shared.today.with(|date| match written {
            Written::Whole(variant) if !close => self.send(&variant.whole(date).bytes),
            other => self.send(&other.bytes(date, close)),
        })
    }

    /// One call, the system's own as well; what it did not take is kept.
    fn send(&self, bytes: &Bytes) -> io::Result<Option<Bytes>> {
        let send = || Ok(rustix::net::send(&self.stream, bytes, SendFlags::NOSIGNAL)?);
        match self.stream.try_io(Interest::WRITABLE, send) {
            Ok(sent) if sent == bytes.len() => Ok(None),
            Ok(sent) => Ok(Some(bytes.slice(sent..))),
            Err(fault) if fault.kind() == io::ErrorKind::WouldBlock => Ok(Some(bytes.clone())),
            Err(fault) => Err(fault),
        }
    }

    /// Writes what is left of an answer, as fast as the reader's side takes it.
    async fn write(&mut self, mut rest: Bytes) -> io::Result<()> {
        while !rest.is_empty() {
            self.place.now(Phase::Writing);
            let sent = self.stream.write(&rest).await?;
            let _ = rest.split_to(sent);
        }
        self.rest_now();
        Ok(())
    }

    /// Waits for the page that the first request in `held` asks for, and writes it. Whether the connection ends.
    async fn fetch(&mut self, lead: Lead, ticket: Option<Ticket>, length: usize) -> bool {
        self.place.now(Phase::Working);
        let page = match handover::caught(self.shared.app.follow(lead, ticket)).await {
            Some(page) => page,
            None => self.shared.app.refusal(Refusal::Broken),
        };
        let request = std::mem::take(&mut self.held);
        self.held = request[length..].to_vec();
        self.is_whole = !self.held.is_empty();
        let Head::Plain { conditions, close, .. } = read_head(&request, usize::MAX) else { return true };
        let refused;
        let written = match page.answer(&conditions) {
            Some(written) => Some(written),
            None => {
                refused = self.shared.app.refusal(Refusal::NotAcceptable);
                refused.answer(&Conditions { head_only: conditions.head_only, ..Conditions::default() })
            }
        };
        let Some(written) = written else { return true };
        match self.write_now(written, close) {
            Ok(None) => self.rest_now(),
            Ok(Some(rest)) => return self.write(rest).await.is_err() || close,
            Err(_) => return true,
        }
        close
    }

    fn rest_now(&self) {
        self.place.now(if self.held.is_empty() { Phase::Idle } else { Phase::Heading });
    }

    /// What is too large about the head in `held`.
    fn too_large(&self) -> Refusal {
        if self.held.contains(&b'\n') { Refusal::HeadersTooLarge } else { Refusal::TargetTooLong }
    }

    /// Says why there is no answer and ends the connection: first our side, then, when the other has stopped sending
    /// or has sent enough, all of it. Ending at once would make its system throw away what we said.
    async fn refuse(mut self, refusal: Refusal) {
        let page: Arc<Page> = self.shared.app.refusal(refusal);
        let Some(written) = page.answer(&Conditions::default()) else { return };
        match self.write_now(written, true) {
            Ok(Some(rest)) => {
                if self.write(rest).await.is_err() {
                    return;
                }
            }
            Ok(None) => {}
            Err(_) => return,
        }
        if self.stream.shutdown().await.is_err() {
            return;
        }
        self.place.now(Phase::Heading);
        let mut sink = [0; 4096];
        for _ in 0..MAX_DISCARDED / sink.len() {
            if !matches!(self.stream.read(&mut sink).await, Ok(1..)) {
                return;
            }
        }
    }
}

/// Bytes of a refused request that are read for nothing.
const MAX_DISCARDED: usize = 4 << 20;

/// Counts a request, for the question whether the machine is idle. Added up in lots, so that threads do not fight
/// over the sum. A full lot is also the sign that many are coming.
fn count(app: &App) {
    const LOT: u64 = 64;
    crate::vigil::note_work();
    COUNT.with(|count| {
        count.set(count.get() + 1);
        if count.get() == LOT {
            app.requests.fetch_add(LOT, Ordering::Relaxed);
            crate::vigil::begin();
            count.set(0);
        }
    });
}
