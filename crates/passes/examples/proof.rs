//! The proofs of `passes::proof` in full: `proof matrix [SIZE] [KEYS]` and `proof month [MONTHS]`. What `drill/passes/matrix`
//! and `drill/passes/month` run. Fails if a proof does.

use std::process::ExitCode;

use passes::blind::{blind, blind_sign};
use passes::proof::matrix::{Issuance, Matrix, matrix};
use passes::proof::month::{Drawing, best, play};
use passes::{PrivateKey, Token, TokenChallenge, Wallet, chance};

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<ExitCode, Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let number = |place: usize, or: usize| arguments.get(place).map_or(Ok(or), |text| text.parse());
    let is_proved = match arguments.first().map(String::as_str) {
        Some("matrix") => blindness(number(1, 20)?, number(2, 6)?)?,
        Some("month") => timing(number(1, 200)?),
        _ => return Err("usage: proof matrix [SIZE] [KEYS] | proof month [MONTHS]".into()),
    };
    println!("{}", if is_proved { "proved" } else { "NOT PROVED" });
    Ok(if is_proved { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The matrix with one key for all, then the two ways to cheat, which must be caught.
fn blindness(size: usize, keys: usize) -> Result<bool, Failure> {
    let mut rng = chance::from_seed([1; 32]);
    let keys: Vec<PrivateKey> =
        (0..keys).map(|_| PrivateKey::generate(&mut rng)).collect::<Result<_, _>>()?;
    let one = |_| &keys[0];
    let honest = show("one key for all", lay(size, one, false)?);
    let partitioned = show("a key for each reader", lay(keys.len(), |reader| &keys[reader], false)?);
    let short = show("factors of 128 bits", lay(keys.len(), one, true)?);
    Ok(honest.is_blind() && partitioned.smallest_crowd == 1 && short.telltale == keys.len())
}

fn lay<'a>(
    readers: usize,
    key_of: impl Fn(usize) -> &'a PrivateKey,
    has_short_factors: bool,
) -> Result<Matrix, Failure> {
    let challenge = TokenChallenge::plus("plus.kropka.example").digest();
    let mut rng = chance::from_seed([2; 32]);
    let (mut issuances, mut passes): (Vec<Issuance<'_>>, Vec<Token>) = Default::default();
    for reader in 0..readers {
        let key = key_of(reader);
        let wallet = Wallet::from_entropy((reader as u128).to_be_bytes());
        let mut secrets = wallet.secrets("2026-12".parse()?, key.public().id(), 0);
        if has_short_factors {
            let long = secrets.blind.len() - 16;
            secrets.blind[..long].fill(0);
        }
        let (request, pending) = blind(key.public(), challenge, &secrets)?;
        let response = blind_sign(key, &request, &mut rng)?;
        passes.push(pending.finalize(key.public(), &response)?);
        issuances.push(Issuance { key, request, response });
    }
    Ok(matrix(&issuances, &passes, challenge, &mut rng))
}

fn show(name: &str, found: Matrix) -> Matrix {
    let Matrix { pairs, consistent, telltale, smallest_crowd } = found;
    println!(
        "{name}: {consistent} of {pairs} pairs consistent, {telltale} telltale; a pass hides among {smallest_crowd} at least"
    );
    found
}

/// Drawing ahead must leave the best adversary with 1.1 times chance, and four standard deviations of this many months.
fn timing(months: usize) -> bool {
    println!(
        "{months} months each; the best of four ways to guess, as a share of all first passes and as times 1/N"
    );
    println!(
        "{:>7}  {:>20}  {:>17}  {:>26}  {:>29}",
        "readers", "on demand", "ahead", "within a week, if visiting", "within 4 weeks, if visiting"
    );
    let mut is_proved = true;
    for readers in [50, 500, 5_000] {
        let mut rng = chance::from_seed([3; 32]);
        let mut cell = |drawing| {
            let found = best(&play(readers, months, drawing, &mut rng));
            (
                found.against_chance(readers),
                format!("{:.2} % = {:.2}/N", 100.0 * found.share(), found.against_chance(readers)),
            )
        };
        let (demand, ahead) = (cell(Drawing::OnDemand), cell(Drawing::Ahead));
        let [week, month] = [7, 28].map(|days| cell(Drawing::AheadWhenVisiting { days }));
        println!("{readers:>7}  {:>20}  {:>17}  {:>26}  {:>29}", demand.1, ahead.1, week.1, month.1);
        is_proved &= ahead.0 < 1.1 + 4.0 / (months as f64).sqrt();
    }
    is_proved
}
