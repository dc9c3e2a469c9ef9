//! The blindness matrix over real databases: readers draw and redeem at a running server; then an adversary has the till's
//! private key, both databases, and a record of every request and answer on top. Each drawing is laid beside each pass.
//!
//! The control is a till that cheats: it has a key, and a database, for each reader. It must be caught.

mod cheat;

use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, ensure};
use base::{Clock, config};
use data_encoding::HEXLOWER;
use passes::proof::matrix::{Issuance, Matrix, matrix};
use passes::{Batch, Directory, Epoch, PrivateKey, ReaderCode, SignedBatch, Token, TokenChallenge};
use passes::{TokenRequest, TokenResponse, Wallet, batch, chance, directory, text};
use rand_core::Rng;
use till::request::{DrawRequest, read_answer};
use tokio::runtime::Handle;

use crate::child::{Server, Setting};
use crate::http::{self, Answer, Request};
use crate::month::plus::await_keys;
use crate::seized::{Seized, address, seize};
use crate::seizure::HOUR_MS;
use crate::seizure::ground::{self, DATABASES, House};

/// What the drill is told.
#[derive(Clone, Debug)]
pub struct Options {
    /// The program under drill: `vestka`.
    pub program: PathBuf,
    /// How many readers draw and redeem.
    pub size: usize,
    /// How many readers the cheating till has.
    pub keys: usize,
    /// From what wallets and orders are made.
    pub seed: u64,
    /// A PostgreSQL database on a server where others can be made, instead of SQLite.
    pub postgres: Option<String>,
}

/// What came of it.
pub struct Outcome {
    /// The honest till's matrix.
    pub honest: Matrix,
    /// The cheating one's.
    pub cheating: Matrix,
    /// Draws and spent passes that the databases hold and the adversary knows again in the record.
    pub known: (usize, usize),
    /// Whether the rows lie in an order that says nothing.
    pub is_in_order: bool,
    /// How many readers there were.
    pub size: usize,
    /// How many the cheating till had.
    pub keys: usize,
    /// SQLite or PostgreSQL.
    pub database: &'static str,
}

/// What a till that records everything has of one blinded message, and the digest of the batch that it came with.
#[derive(Clone)]
pub(crate) struct Recorded {
    digest: String,
    request: TokenRequest,
    response: TokenResponse,
}

/// A machine that is busy takes longer than a second to put rows in order, but not so many.
const TIDIED_WITHIN_S: u32 = 60;

/// Runs the drill. Blocks; `runtime` is for the databases.
///
/// # Errors
/// When the drill itself could not be carried out.
pub fn run(options: &Options, runtime: &Handle) -> anyhow::Result<Outcome> {
    let Options { program, seed, postgres, .. } = options;
    ground::lent(program, *seed, postgres.as_deref(), runtime, |house, scratch| {
        drilled(options, house, scratch, runtime)
    })
}

fn drilled(
    options: &Options,
    house: &mut House<'_>,
    scratch: &Path,
    runtime: &Handle,
) -> anyhow::Result<Outcome> {
    let setting = house.setting("matrix", false, false)?;
    let (recorded, passes) = used(options, house, &setting, runtime)?;
    let seized = runtime.block_on(seized(&setting))?;
    let known = recorded.iter().filter(|one| seized.drawn.contains(&one.digest)).count();
    let epoch = Epoch::at(Clock::system().now());
    let key = seized.keys.iter().find(|(of, _)| *of == epoch).map(|(_, key)| key);
    let key = key.context("the till's database has no key of this month")?;
    let honest = lay(&recorded, &vec![key; recorded.len()], &passes);
    let (cheated, keys, theirs) = cheat::cheated(options, house, scratch, runtime)?;
    let cheating = lay(&cheated, &keys.iter().collect::<Vec<_>>(), &theirs);
    Ok(Outcome {
        honest,
        cheating,
        known: (known, seized.spent_of(&passes)),
        is_in_order: seized.is_in_order,
        size: options.size,
        keys: options.keys,
        database: if options.postgres.is_some() { "PostgreSQL" } else { "SQLite" },
    })
}

/// Readers draw, and redeem one pass each in another order; an hour later the server ends.
fn used(
    options: &Options,
    house: &House<'_>,
    setting: &Setting,
    runtime: &Handle,
) -> anyhow::Result<(Vec<Recorded>, Vec<Token>)> {
    let codes = house.codes(setting, options.size)?;
    let now = Clock::system().now();
    let mut server = Server::start(setting, now)?;
    await_keys(server.address, till::KEYS_AHEAD)?;
    let mut rng = chance::from_seed(seed_of(options.seed));
    let (mut recorded, mut passes) = (Vec::new(), Vec::new());
    for code in &codes {
        let mut entropy = [0; 16];
        rng.fill_bytes(&mut entropy);
        let (of_reader, tokens) = draw(server.address, code, &Wallet::from_entropy(entropy))?;
        let place = (rng.next_u64() % tokens.len() as u64) as usize;
        recorded.push(of_reader[place].clone());
        passes.push(tokens[place].clone());
    }
    for at in (1..passes.len()).rev() {
        passes.swap(at, (rng.next_u64() % (at as u64 + 1)) as usize);
    }
    for pass in &passes {
        let status = enter(server.address, pass)?.status;
        ensure!(status == 303, "a good pass is answered {status}");
    }
    // Once an hour the rooms put their rows in order. Whether they have is judged when the server has ended.
    server.set_clock(now.plus_millis(HOUR_MS))?;
    for _ in 0..TIDIED_WITHIN_S {
        std::thread::sleep(Duration::from_secs(1));
        if runtime.block_on(seized(setting)).is_ok_and(|seized| seized.is_in_order) {
            break;
        }
    }
    server.stop()?;
    Ok((recorded, passes))
}

/// Draws this month's batch; what the till sees of each of the ten, and the passes.
pub(crate) fn draw(
    server: SocketAddr,
    code: &ReaderCode,
    wallet: &Wallet,
) -> anyhow::Result<(Vec<Recorded>, Vec<Token>)> {
    let directory = ask(server, Request::get(directory::PATH), 200)?;
    let directory = Directory::from_json(&directory.text())?;
    let epoch = Epoch::at(Clock::system().now());
    let key = directory.key_of(epoch).context("there is no key for this month")?;
    let challenge = TokenChallenge::plus(&config::Plus::default().issuer).digest();
    let (batch, pending) = batch::prepare(wallet, epoch, key, challenge)?;
    let body = DrawRequest { code: code.clone(), batch: batch.clone() }.to_text();
    let answer = ask(server, Request::text(till::REQUEST_PATH, body), 200)?;
    let signed = read_answer(&answer.text())?;
    let tokens = pending.finish(key, &signed)?.to_vec();
    Ok((record(&batch, &signed)?, tokens))
}

/// Hands a pass in.
fn enter(server: SocketAddr, pass: &Token) -> anyhow::Result<Answer> {
    let request = Request::form("/enter", &[("pass", &text::write(pass)), ("to", "/en/")]);
    http::ask(Ipv4Addr::LOCALHOST, server, &request)
}

fn ask(server: SocketAddr, request: Request, status: u16) -> anyhow::Result<Answer> {
    let target = request.target.clone();
    let answer = http::ask(Ipv4Addr::LOCALHOST, server, &request)?;
    ensure!(answer.status == status, "{target} is answered {}: {}", answer.status, answer.text());
    Ok(answer)
}

/// What went through the till's hands.
fn record(batch: &Batch, signed: &SignedBatch) -> anyhow::Result<Vec<Recorded>> {
    let digest = HEXLOWER.encode(&batch.digest());
    let (batch, signed) = (batch.to_bytes(), signed.to_bytes());
    let requests = batch[32..].chunks(passes::token::REQUEST_BYTES);
    let pairs = requests.zip(signed.chunks(passes::token::RESPONSE_BYTES));
    let one = |(request, response)| {
        let request = TokenRequest::from_bytes(request)?;
        let response = TokenResponse::from_bytes(response)?;
        Ok(Recorded { digest: digest.clone(), request, response })
    };
    pairs.map(one).collect()
}

/// Both databases, by the settings of a server that has ended.
async fn seized(setting: &Setting) -> anyhow::Result<Seized> {
    let [_, till, gate] = DATABASES.map(|(variable, what)| {
        let set = setting.environment.iter().find(|(name, _)| name == variable).map(|(_, url)| url.as_str());
        address(set.unwrap_or_default(), &setting.data, what)
    });
    seize(&till, &gate, &setting.data.join("till").join("secret")).await
}

fn lay(recorded: &[Recorded], keys: &[&PrivateKey], passes: &[Token]) -> Matrix {
    let challenge = TokenChallenge::plus(&config::Plus::default().issuer).digest();
    let issuances: Vec<Issuance<'_>> = recorded
        .iter()
        .zip(keys)
        .map(|(one, key)| Issuance { key, request: one.request.clone(), response: one.response.clone() })
        .collect();
    matrix(&issuances, passes, challenge, &mut chance::from_seed([5; 32]))
}

fn seed_of(seed: u64) -> [u8; 32] {
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_be_bytes());
    bytes
}

impl Outcome {
    /// Whether every pair is consistent, the adversary had the rows of everybody, and the cheating till is caught.
    pub fn is_proved(&self) -> bool {
        self.honest.is_blind() && self.known == (self.size, self.size) && self.is_in_order && self.is_caught()
    }

    fn is_caught(&self) -> bool {
        self.cheating.consistent == self.keys && self.cheating.smallest_crowd == 1
    }

    /// The figure.
    pub fn last_line(&self) -> String {
        let order = if self.is_in_order { "rows in no telling order" } else { "ROWS IN THE ORDER OF USE" };
        let caught = if self.is_caught() { "caught" } else { "NOT CAUGHT" };
        format!(
            "blindness drill, {}: {} of {} pairs consistent; {} draws and {} spent passes of {} readers found in the \
             databases, {order}; a key a reader {caught} ({} of {} pairs)",
            self.database,
            self.honest.consistent,
            self.honest.pairs,
            self.known.0,
            self.known.1,
            self.size,
            self.cheating.consistent,
            self.cheating.pairs,
        )
    }
}

#[cfg(test)]
mod tests;
