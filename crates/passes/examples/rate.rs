//! Rates of the protocol's steps on one core: what `bench/passes` runs. `rate [SECONDS]`, for each step; the best of
//! five rounds, so that what else the machine does counts little.

use std::hint::black_box;
use std::time::{Duration, Instant};

use passes::blind::{blind, blind_sign};
use passes::{PrivateKey, TokenChallenge, Wallet, batch, chance, verify};

const ROUNDS: u32 = 5;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let seconds = std::env::args().nth(1).map_or(Ok(2.0), |text| text.parse())?;
    let span = Duration::from_secs_f64(seconds) / ROUNDS;
    let mut rng = chance::from_seed([1; 32]);
    let key = PrivateKey::generate(&mut rng)?;
    let (public, challenge) = (key.public(), TokenChallenge::plus("plus.kropka.example").digest());
    let (wallet, epoch) = (Wallet::from_entropy([1; 16]), "2026-12".parse()?);
    let secrets = wallet.secrets(epoch, public.id(), 0);
    let (request, pending) = blind(public, challenge, &secrets)?;
    let response = blind_sign(&key, &request, &mut rng)?;
    let token = pending.finalize(public, &response)?;
    let (batch, _) = batch::prepare(&wallet, epoch, public, challenge)?;
    let words = wallet.words();
    show("verify", span, || verify(public, challenge, &token).is_ok());
    show("blind-sign", span, || blind_sign(&key, &request, &mut rng).is_ok());
    show("blind", span, || blind(public, challenge, &secrets).is_ok());
    show("finalize", span, || pending.finalize(public, &response).is_ok());
    show("derive", span, || wallet.secrets(epoch, public.id(), 0).nonce[0] < 255);
    show("batch, signed", span, || batch::sign(&key, &batch, &mut rng).is_ok());
    show("words to wallet", span, || Wallet::from_words(&words).is_ok());
    Ok(())
}

/// Prints how often a step is done in a second.
fn show(name: &str, span: Duration, mut step: impl FnMut() -> bool) {
    let rate = (0..ROUNDS).map(|_| round(span, &mut step)).fold(0.0, f64::max);
    println!("{name:<16} {rate:>10.0} /s");
}

#[expect(clippy::disallowed_methods, reason = "a bench is a stopwatch")]
fn round(span: Duration, step: &mut impl FnMut() -> bool) -> f64 {
    let (begin, mut count) = (Instant::now(), 0u32);
    while begin.elapsed() < span {
        black_box(step());
        count += 1;
    }
    f64::from(count) / begin.elapsed().as_secs_f64()
}
