//! One target's run: corpus, mutations, and the watch over them.

use std::fs::{self, File};
use std::os::unix::fs::FileExt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use rand::rngs::SmallRng;
use rand::{Rng, SeedableRng};

use crate::mutation::mutate;
use crate::pool::{Pool, corpus, root};
use crate::target::Target;

/// One input may take so long; a debug build on a busy machine is slow. The first may take longer: with it a target makes what
/// it needs, a site over a till with its keys.
const LONGEST: Duration = Duration::from_secs(10);

/// Memory may grow so much over a run, in bytes. A picture takes some tens of megabytes at its limit.
const GROWTH: u64 = 512 << 20;

/// The last panic of any thread; a server's worker may catch its own.
static PANIC: Mutex<Option<String>> = Mutex::new(None);

/// Runs a target; answers whether it stood.
pub fn run(target: Target, seconds: u64, seed: u64) -> anyhow::Result<bool> {
    listen_for_panics();
    let mut watch = Watch::new(&target)?;
    let mut pool = Pool::default();
    for input in corpus(&target)? {
        let Some(outcome) = watch.take(&target, &input)? else { return Ok(false) };
        pool.note(&input, &outcome);
        pool.inputs.push(input);
    }
    let kept = pool.inputs.len();
    let mut dice = SmallRng::seed_from_u64(seed);
    let begin = now();
    while begin.elapsed() < Duration::from_secs(seconds) {
        let mut pick = || &pool.inputs[dice.random_range(0..pool.inputs.len())];
        let (mut input, other) = (pick().clone(), pick().clone());
        mutate(&mut input, &other, target.words, target.longest, &mut dice);
        let Some(outcome) = watch.take(&target, &input)? else { return Ok(false) };
        pool.note(&input, &outcome);
    }
    println!(
        "{:<10} {:>4} in the corpus, {:>8} inputs, {:>5} outcomes",
        target.name,
        kept,
        watch.inputs,
        pool.outcomes()
    );
    Ok(true)
}

fn listen_for_panics() {
    std::panic::set_hook(Box::new(|info| {
        *PANIC.lock().unwrap_or_else(|e| e.into_inner()) = Some(info.to_string());
    }));
}

/// Sees what an input does to the process.
struct Watch {
    inputs: u64,
    memory: u64,
    /// The input under way, for the case that the process does not survive it.
    last: File,
    last_path: PathBuf,
}

impl Watch {
    fn new(target: &Target) -> anyhow::Result<Watch> {
        let last_path =
            std::env::temp_dir().join(format!("vestka-fuzz-{}-{}", target.name, std::process::id()));
        Ok(Watch { inputs: 0, memory: resident(), last: File::create(&last_path)?, last_path })
    }

    /// Gives the target an input. None when it fell; the input is kept then, and it is said why.
    fn take(&mut self, target: &Target, input: &[u8]) -> anyhow::Result<Option<String>> {
        self.last.write_all_at(input, 0)?;
        self.last.set_len(input.len() as u64)?;
        self.inputs += 1;
        let begin = now();
        let outcome = catch_unwind(AssertUnwindSafe(|| (target.take)(input)));
        let panic = PANIC.lock().unwrap_or_else(|e| e.into_inner()).take();
        let grown = if self.inputs.is_multiple_of(64) { resident().saturating_sub(self.memory) } else { 0 };
        let fault = match (panic, outcome) {
            (Some(panic), _) => panic,
            (None, Err(_)) => "panicked without a word".to_owned(),
            _ if self.inputs > 1 && begin.elapsed() > LONGEST => format!("took {:?}", begin.elapsed()),
            _ if grown > GROWTH => format!("memory has grown by {} MB", grown >> 20),
            (None, Ok(outcome)) => return Ok(Some(outcome)),
        };
        let kept = keep(target.name, input)?;
        println!(
            "{:<10} FELL at input {}: {fault}\n           kept in {}",
            target.name,
            self.inputs,
            kept.display()
        );
        Ok(None)
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.last_path);
    }
}

fn keep(name: &str, input: &[u8]) -> anyhow::Result<PathBuf> {
    let folder = Path::new("fuzz/found");
    fs::create_dir_all(root().join(folder))?;
    let sum = input
        .iter()
        .fold(0xcbf2_9ce4_8422_2325_u64, |sum, byte| (sum ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3));
    let file = folder.join(format!("{name}-{sum:016x}"));
    fs::write(root().join(&file), input)?;
    Ok(file)
}

/// Resident memory of this process, in bytes.
fn resident() -> u64 {
    let pages = fs::read_to_string("/proc/self/statm").ok();
    pages.and_then(|text| text.split(' ').nth(1)?.parse::<u64>().ok()).unwrap_or_default() * 4096
}

#[expect(clippy::disallowed_methods, reason = "a fuzzer runs for so many seconds, and sees what hangs")]
fn now() -> Instant {
    Instant::now()
}
