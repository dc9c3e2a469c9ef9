//! The drill of double spending: two nodes over one database, and many threads that show the same passes at the same
//! moment. Each pass opens once.

use std::collections::{BTreeMap, BTreeSet};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Barrier, Mutex};

use anyhow::{Context, ensure};
use base::{Clock, Time};
use passes::batch::PASSES;
use passes::{ReaderCode, Token, Wallet, text};
use tokio::runtime::Handle;

use crate::blindness::draw;
use crate::child::{Server, Setting};
use crate::http::{Line, Request};
use crate::month::plus::await_keys;
use crate::seizure::ground::{self, House};

/// What the drill is told.
#[derive(Clone, Debug)]
pub struct Options {
    /// The program under drill: `vestka`.
    pub program: PathBuf,
    /// How many passes there are.
    pub passes: usize,
    /// How many threads show them.
    pub threads: usize,
    /// How many of the threads show the same pass at the same moment.
    pub at_once: usize,
    /// Part of the databases' names.
    pub seed: u64,
    /// A PostgreSQL database on a server where others can be made, instead of SQLite.
    pub postgres: Option<String>,
}

/// What came of it.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// Passes that were shown.
    pub passes: usize,
    /// How often, all in all.
    pub shown: usize,
    /// Passes that opened more than once.
    pub twice: usize,
    /// Passes that opened never.
    pub never: usize,
    /// Passes that opened after both nodes were started anew.
    pub after: usize,
    /// Different cookies that were given.
    pub cookies: usize,
    /// Answers that were neither a cookie nor a refusal, and how often each came.
    pub failures: BTreeMap<String, usize>,
    /// Threads.
    pub threads: usize,
    /// How many of them showed the same pass at the same moment.
    pub at_once: usize,
    /// Answers a second, while passes were shown.
    pub rate: u64,
    /// SQLite or PostgreSQL.
    pub database: &'static str,
}

/// Runs the drill. Blocks; `runtime` is for the databases.
///
/// # Errors
/// When the drill itself could not be carried out.
pub fn run(options: &Options, runtime: &Handle) -> anyhow::Result<Outcome> {
    let Options { program, seed, postgres, .. } = options;
    ground::lent(program, *seed, postgres.as_deref(), runtime, |house, _| drilled(options, house))
}

fn drilled(options: &Options, house: &mut House<'_>) -> anyhow::Result<Outcome> {
    let Options { threads, at_once, .. } = *options;
    ensure!(
        at_once > 0 && threads.is_multiple_of(at_once),
        "{threads} threads cannot show the same pass {at_once} at once"
    );
    let setting = house.setting("spending", false, false)?;
    let codes = house.codes(&setting, options.passes.div_ceil(PASSES))?;
    let now = Clock::system().now();
    let first = Server::start(&setting, now)?;
    await_keys(first.address, till::KEYS_AHEAD)?;
    let second = Server::start(&setting, now)?;
    let nodes = [first.address, second.address];
    let passes = drawn(&codes, nodes, options.passes)?;
    let began = Clock::system().now();
    let shown = show(&passes, nodes, options)?;
    let took = Clock::system().now().millis() - began.millis();
    first.stop()?;
    second.stop()?;
    let after = shown_after(&passes, &setting, now)?;
    let of = |wanted: fn(u32) -> bool| shown.opened.iter().filter(|count| wanted(**count)).count();
    let all = passes.len() * at_once;
    Ok(Outcome {
        passes: passes.len(),
        shown: all,
        twice: of(|count| count > 1),
        never: of(|count| count == 0),
        after,
        cookies: shown.cookies,
        failures: shown.failures,
        threads,
        at_once,
        rate: all as u64 * 1_000 / took.max(1) as u64,
        database: if options.postgres.is_some() { "PostgreSQL" } else { "SQLite" },
    })
}

/// All passes, drawn at both nodes in turn.
fn drawn(codes: &[ReaderCode], nodes: [SocketAddr; 2], count: usize) -> anyhow::Result<Vec<Token>> {
    let mut passes = Vec::new();
    for (number, code) in codes.iter().enumerate() {
        let wallet = Wallet::from_entropy((number as u128 + 1).to_be_bytes());
        passes.extend(draw(nodes[number % 2], code, &wallet)?.1);
    }
    passes.truncate(count);
    Ok(passes)
}

/// What was answered.
struct Shown {
    /// How often each pass opened.
    opened: Vec<u32>,
    cookies: usize,
    failures: BTreeMap<String, usize>,
}

/// The threads form groups and the passes are dealt out to these: all of a group show the same pass at the same moment,
/// half of them at each node.
fn show(passes: &[Token], nodes: [SocketAddr; 2], options: &Options) -> anyhow::Result<Shown> {
    let Options { threads, at_once, .. } = *options;
    let opened: Vec<AtomicU32> = passes.iter().map(|_| AtomicU32::new(0)).collect();
    let (failures, cookies) = (Mutex::new(BTreeMap::new()), Mutex::new(BTreeSet::new()));
    let barriers: Vec<Barrier> = (0..threads / at_once).map(|_| Barrier::new(at_once)).collect();
    let fails = |what: String| *failures.lock().expect("no thread panics").entry(what).or_default() += 1;
    let lines: Vec<Line> =
        (0..threads).map(|number| Line::to(nodes[number % 2])).collect::<std::io::Result<_>>()?;
    let thread = |number: usize, mut line: Line| {
        let (node, group) = (nodes[number % 2], number / at_once);
        for (pass, opened) in passes.iter().zip(&opened).skip(group).step_by(barriers.len()) {
            let request = Request::form("/enter", &[("pass", &text::write(pass)), ("to", "/en/")]);
            barriers[group].wait();
            let mut answer = line.ask(&request);
            // A line that was idle for too long is closed. Had the first been heard, the pass would be missed in the count.
            if answer.is_err()
                && let Ok(another) = Line::to(node)
            {
                line = another;
                answer = line.ask(&request);
            }
            match answer {
                Ok(answer) if answer.status == 303 => {
                    opened.fetch_add(1, Ordering::Relaxed);
                    let cookie = answer.header("set-cookie").unwrap_or_default().to_owned();
                    cookies.lock().expect("no thread panics").insert(cookie);
                }
                Ok(answer) if answer.status == 422 => {}
                Ok(answer) => fails(format!("status {}", answer.status)),
                Err(error) => fails(format!("{error:#}")),
            }
        }
    };
    std::thread::scope(|scope| {
        let thread = &thread;
        for (number, line) in lines.into_iter().enumerate() {
            scope.spawn(move || thread(number, line));
        }
    });
    Ok(Shown {
        opened: opened.into_iter().map(AtomicU32::into_inner).collect(),
        cookies: cookies.into_inner().expect("no thread panics").len(),
        failures: failures.into_inner().expect("no thread panics"),
    })
}

/// Starts a node anew and shows every pass once more: how many opened.
fn shown_after(passes: &[Token], setting: &Setting, now: Time) -> anyhow::Result<usize> {
    let server = Server::start(setting, now)?;
    let mut line = Line::to(server.address)?;
    let mut opened = 0;
    for pass in passes {
        let request = Request::form("/enter", &[("pass", &text::write(pass)), ("to", "/en/")]);
        let answer = line.ask(&request).context("a pass that is shown again")?;
        ensure!(matches!(answer.status, 303 | 422), "a pass is answered {}", answer.status);
        opened += usize::from(answer.status == 303);
    }
    server.stop()?;
    Ok(opened)
}

impl Outcome {
    /// Whether each pass opened once, and for the same cookie.
    pub fn is_proved(&self) -> bool {
        self.twice + self.never + self.after == 0 && self.failures.is_empty() && self.cookies == 1
    }

    /// The figure.
    pub fn last_line(&self) -> String {
        let Outcome {
            passes,
            shown,
            twice,
            never,
            after,
            cookies,
            failures,
            threads,
            at_once,
            rate,
            database,
        } = self;
        format!(
            "double spending drill, {database}: {twice} of {passes} passes opened twice, {never} never, {after} after a new \
             start; {shown} times shown by {threads} threads at two nodes, each by {at_once} at once, {rate} a second; \
             {cookies} different cookies, failures: {failures:?}"
        )
    }
}

#[cfg(test)]
mod tests;
