//! How many passes the gate takes in a second: checked, spent on the disk, exchanged for the cookie. What `bench/redeem` runs,
//! on one core. `redeem [PASSES] [POSTGRES]`: in five rounds, 256 readers at a time; on SQLite, or in a new database beside the
//! PostgreSQL one that is named.

use std::error::Error;
use std::time::Instant;

use base::{Clock, Time, config, id};
use gate::Gate;
use passes::batch::PASSES;
use passes::{Directory, Epoch, PrivateKey, Token, TokenChallenge, Wallet, batch, chance};
use store::testing::{drop_postgres, empty_postgres};
use tokio::task::JoinSet;

const ROUNDS: usize = 5;
const AT_ONCE: usize = 256;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut words = std::env::args().skip(1);
    let count = words.next().map_or(Ok(10_000), |word| word.parse::<usize>())?;
    let server = words.next();
    let folder = tempfile::tempdir()?;
    let (url, name) = match &server {
        None => (Gate::url("", folder.path())?, String::new()),
        Some(server) => empty_postgres(server).await,
    };
    let (now, issuer) = (Clock::system().now(), config::Plus::default().issuer);
    let (directory, passes) = passes(count, &issuer, now)?;
    let gate = Gate::open(&url, folder.path(), &issuer, id::chance(), now).await?;
    gate.learn(&directory, now).await?;
    let mut rates = Vec::new();
    for round in passes.chunks(count.div_ceil(ROUNDS)) {
        let seconds = redeemed(&gate, round, now).await?;
        rates.push(round.len() as f64 / seconds);
    }
    rates.sort_by(f64::total_cmp);
    let [worst, middle, best] = [0, rates.len() / 2, rates.len() - 1].map(|at| rates[at]);
    println!("redeemed         {middle:>10.0} /s  ({worst:.0} to {best:.0} in {ROUNDS} rounds)");
    gate.close().await;
    if let Some(server) = &server {
        drop_postgres(server, &name).await;
    }
    Ok(())
}

/// A key, and passes that it has signed.
fn passes(count: usize, issuer: &str, now: Time) -> Result<(Directory, Vec<Token>), Box<dyn Error>> {
    let mut rng = chance::from_seed([1; 32]);
    let key = PrivateKey::generate(&mut rng)?;
    let (epoch, challenge) = (Epoch::at(now), TokenChallenge::plus(issuer).digest());
    let mut all = Vec::new();
    for number in 0..count.div_ceil(PASSES) {
        let wallet = Wallet::from_entropy((number as u128).to_be_bytes());
        let (batch, pending) = batch::prepare(&wallet, epoch, key.public(), challenge)?;
        all.extend(pending.finish(key.public(), &batch::sign(&key, &batch, &mut rng)?)?);
    }
    all.truncate(count);
    Ok((Directory::new("/plus/draw", vec![(epoch, key.public().clone())])?, all))
}

/// Redeems passes, many at a time; how many seconds that took.
#[expect(clippy::disallowed_methods, reason = "a bench is a stopwatch")]
async fn redeemed(gate: &Gate, passes: &[Token], now: Time) -> Result<f64, Box<dyn Error>> {
    let begin = Instant::now();
    let mut readers = JoinSet::new();
    for share in passes.chunks(passes.len().div_ceil(AT_ONCE)) {
        let (gate, share) = (gate.clone(), share.to_vec());
        readers.spawn(async move {
            for pass in &share {
                let outcome = gate.redeem(pass, id::chance(), now).await.expect("the gate works");
                assert!(outcome.is_ok(), "a good pass is refused");
            }
        });
    }
    while let Some(done) = readers.join_next().await {
        done?;
    }
    Ok(begin.elapsed().as_secs_f64())
}
