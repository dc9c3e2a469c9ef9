//! Fuzzing on the stable compiler: `cargo run -p fuzz -- TARGET SECONDS [SEED]`, or `all` for every target.
//!
//! Each target first gets its corpus as it is, then mutations of it: bytes changed, cut and doubled, words of its
//! dictionary put in, two inputs joined. An input with an outcome not seen before joins the pool. An input that panics,
//! hangs or lets memory grow without bound is written to `fuzz/found/`, and ends the run with an error; when it is mended,
//! move it to the corpus. Zero seconds: the corpus only. The same seed makes the same inputs.

mod mutation;
mod pool;
mod run;
mod target;
mod targets;

use std::process::ExitCode;

use anyhow::Context;

fn main() -> anyhow::Result<ExitCode> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [name, seconds, rest @ ..] = arguments.as_slice() else {
        anyhow::bail!("usage: fuzz TARGET|all SECONDS [SEED]; targets: {}", names().join(", "));
    };
    let seconds = seconds.parse().with_context(|| format!("'{seconds}' is not a number of seconds"))?;
    let seed = rest.first().map_or(Ok(1), |seed| seed.parse()).context("the seed is a number")?;
    let chosen: Vec<_> =
        targets::all().into_iter().filter(|target| name == "all" || target.name == name).collect();
    if chosen.is_empty() {
        anyhow::bail!("there is no target '{name}'; there are {}", names().join(", "));
    }
    let (mut passed, mut failed) = (0, 0);
    for target in chosen {
        match run::run(target, seconds, seed)? {
            true => passed += 1,
            false => failed += 1,
        }
    }
    println!("fuzz targets: {passed} passed, {failed} failed");
    Ok(if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn names() -> Vec<&'static str> {
    targets::all().iter().map(|target| target.name).collect()
}
