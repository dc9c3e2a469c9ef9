//! The whole drill: a round that ends in good order, one that ends with kill -9 and logs everything it can, and one with a
//! deliberate line switched on, which must be caught.

pub(crate) mod ground;
mod proof;

use std::fs;
use std::path::{Path, PathBuf};

use base::{Clock, Time};
use tokio::runtime::Handle;

use crate::child::Setting;
use crate::month::letters::Letters;
use crate::month::pay::Shop;
use crate::month::{self, End, Lived, Measure};
use crate::report::{Control, Outcome, Round};
use crate::search::Searcher;
use crate::trawl::{Ground, trawl};
use ground::House;

/// What the drill is told.
#[derive(Clone, Debug)]
pub struct Options {
    /// The program under drill: `vestka`.
    pub program: PathBuf,
    /// Whether a few minutes are enough, as in the gate.
    pub is_small: bool,
    /// From what the canaries are made.
    pub seed: u64,
    /// A PostgreSQL database on a server where others can be made, instead of SQLite.
    pub postgres: Option<String>,
    /// Where that server keeps its files and its log.
    pub postgres_files: Vec<PathBuf>,
    /// An empty folder where everything is left, to be looked at; else it goes when the drill ends.
    pub keep: Option<PathBuf>,
}

/// A few days of the month in the gate; every day of it, and the first of the next, by hand.
const SMALL: Measure = Measure { days: 4, stride: 10, readers: 15, others: 15, buyers: 2 };
const FULL: Measure = Measure { days: 36, stride: 1, readers: 120, others: 80, buyers: 2 };
/// One day is enough for a line that is written at every request.
const CONTROL: Measure = Measure { days: 1, stride: 1, readers: 30, others: 20, buyers: 2 };

/// An hour of the server's clock.
pub(crate) const HOUR_MS: i64 = 3_600_000;

/// Runs the drill. Blocks; `runtime` is for the databases' dumps.
///
/// # Errors
/// When the drill itself could not be carried out: then nothing is proved either way.
pub fn run(options: &Options, runtime: &Handle) -> anyhow::Result<Outcome> {
    let began = Clock::system().now();
    let scratch = tempfile::tempdir()?;
    let folder = options.keep.clone().unwrap_or_else(|| scratch.path().to_owned());
    fs::create_dir_all(&folder)?;
    let (shop, letters) = (Shop::open(runtime), Letters::open(runtime));
    let settings = [shop.environment(), letters.environment()].concat();
    let demo = ["demo", "--no-serve", "--data"];
    let mut house = House::make(options, &folder, runtime, &demo, settings)?;
    let measure = if options.is_small { SMALL } else { FULL };
    let lived = drilled(options, &mut house, &shop, &letters, measure, began);
    // Databases made for the drill go, whatever came of it.
    house.clear_away(runtime)?;
    let (rounds, control, needles) = lived?;
    Ok(Outcome {
        rounds,
        control,
        needles,
        seed: options.seed,
        is_small: options.is_small,
        database: if options.postgres.is_some() { "PostgreSQL" } else { "SQLite" },
        has_files: options.postgres.is_none() || !options.postgres_files.is_empty(),
        began,
        seconds: (Clock::system().now().millis() - began.millis()) / 1_000,
    })
}

fn drilled(
    options: &Options,
    house: &mut House<'_>,
    shop: &Shop,
    letters: &Letters,
    measure: Measure,
    began: Time,
) -> anyhow::Result<(Vec<Round>, Control, usize)> {
    let mut needles = 0;
    let mut rounds = Vec::new();
    for (number, (name, end)) in [("stopped", End::Stopped), ("killed", End::Killed)].into_iter().enumerate()
    {
        say(&format!("a month that ends {name}"));
        let setting = house.setting(name, end == End::Killed, false)?;
        let lived = month::live(&setting, shop, letters, measure, end, options.seed + number as u64, began)?;
        let searcher = Searcher::new(lived.aviary.kept(), lived.aviary.decoys())?;
        needles += proof::prove(&searcher, lived.aviary.kept())?;
        rounds.push(searched(house, &setting, name, lived, &searcher)?);
    }
    say("a day with the control switched on");
    let setting = house.setting("control", false, true)?;
    let lived = month::live(&setting, shop, letters, CONTROL, End::Stopped, options.seed + 2, began)?;
    let searcher = Searcher::new(lived.aviary.kept(), lived.aviary.decoys())?;
    let logs = Ground { name: "logs".into(), folder: setting.logs.clone() };
    Ok((rounds, Control { found: trawl(&logs, &searcher)?.found.by_kind() }, needles))
}

/// Searches everything that a round left behind: first as it lay there, then its backups.
fn searched(
    house: &House<'_>,
    setting: &Setting,
    name: &str,
    lived: Lived,
    searcher: &Searcher,
) -> anyhow::Result<Round> {
    say(&format!(
        "searching what it left: {} canaries, {} needles",
        lived.aviary.kept().len(),
        searcher.needles()
    ));
    let mut grounds = Vec::new();
    for ground in house.seized(setting)? {
        grounds.push(trawl(&ground, searcher)?);
    }
    let backups = house.backed_up(setting)?;
    for ground in &backups {
        grounds.push(trawl(ground, searcher)?);
    }
    let witnesses = proof::witnesses(&lived.published)?;
    let slugs = proof::witnesses(&lived.slugs)?;
    let logs = Ground { name: "logs".into(), folder: setting.logs.clone() };
    let mut unseen = Vec::new();
    for ground in house.databases(setting).iter().chain(&backups) {
        if trawl(ground, &witnesses)?.found.findings.is_empty() {
            unseen.push(ground.name.clone());
        }
    }
    Ok(Round {
        name: name.to_owned(),
        planted: proof::planted(&lived),
        requests: lived.requests,
        plus: lived.plus,
        grounds,
        memory: lived.memory,
        elsewhere: lived.elsewhere,
        slugs_in_logs: trawl(&logs, &slugs)?.found.canaries(),
        unseen,
    })
}

fn say(what: &str) {
    println!("drill: {what}");
}

/// The name of a folder or database of this drill.
fn named(seed: u64, what: &str) -> String {
    format!("vestka_drill_{seed}_{what}")
}

/// The folder of a round.
fn round_folder(folder: &Path, name: &str) -> PathBuf {
    folder.join(name)
}
