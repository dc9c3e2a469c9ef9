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

/// The ways to draw that are laid side by side, and how many times better than chance the adversary may be, if the proof is
/// to hold. What is bound to visits tells the hour of reading.
const WAYS: [(&str, Drawing, Option<f64>); 7] = [
    ("on demand", Drawing::OnDemand, None),
    ("28 days, else on demand", Drawing::Visiting { from_days: 28, to_days: 0, waits: false }, None),
    ("28 to 14 days, else on demand", Drawing::Visiting { from_days: 28, to_days: 14, waits: false }, None),
    ("28 to 14 days, else waits", Drawing::Visiting { from_days: 28, to_days: 14, waits: true }, None),
    ("bought at the reading hour", Drawing::WithPurchase { at_their_hour: true }, None),
    ("the wallet: as it is bought", Drawing::WithPurchase { at_their_hour: false }, Some(1.1)),
    ("ahead, bound to no visit", Drawing::Ahead, Some(1.1)),
];
const READERS: [usize; 3] = [50, 500, 5_000];

/// Each way must leave the best adversary with no more than its bound, and four standard deviations of so many months.
fn timing(months: usize) -> bool {
    println!(
        "{months} months each; the best of six ways to guess, as a share of all first passes and as times 1/N"
    );
    let heads = READERS.map(|readers| format!("{:>32}", format!("N = {readers}")));
    println!("{:30}{}", "drawn", heads.concat());
    let mut is_proved = true;
    for (name, drawing, most) in WAYS {
        let mut rng = chance::from_seed([3; 32]);
        let cells = READERS.map(|readers| {
            let found = best(&play(readers, months, drawing, &mut rng));
            let times = found.against_chance(readers);
            is_proved &= most.is_none_or(|most| times < most + 4.0 * (most / months as f64).sqrt());
            format!("{:>32}", format!("{:.2} % = {times:.2}/N by {:?}", 100.0 * found.share(), found.guess))
        });
        println!("{name:30}{}", cells.concat());
    }
    is_proved
}
