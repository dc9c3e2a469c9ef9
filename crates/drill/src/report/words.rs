//! What the report says.

use crate::canary::Kind;
use crate::month::plus::Done;
use crate::report::page::Block;
use crate::report::{Outcome, Round, grouped};

pub(super) const TITLE: &str = "Seizure drill";

/// The report's parts, in order.
pub(super) fn blocks(outcome: &Outcome) -> Vec<Block> {
    let mut all = Vec::new();
    all.extend(what_was_done(outcome));
    all.extend(what_was_planted(outcome));
    all.extend(what_was_searched(outcome));
    all.extend(what_was_found(outcome));
    all.extend(what_memory_holds(outcome));
    all.extend(what_it_proves(outcome));
    all
}

fn heading(text: &str) -> Block {
    Block::Heading(text.to_owned())
}

fn say(text: impl Into<String>) -> Block {
    Block::Paragraph(text.into())
}

fn row<const N: usize>(cells: [String; N]) -> Vec<String> {
    cells.to_vec()
}

fn head(cells: &[&str]) -> Vec<String> {
    cells.iter().map(|cell| (*cell).to_owned()).collect()
}

fn what_was_done(outcome: &Outcome) -> Vec<Block> {
    let requests: usize = outcome.rounds.iter().map(|round| round.requests).sum();
    let size = if outcome.is_small { "small" } else { "full" };
    vec![
        heading("What was done"),
        say(format!(
            "On {} the server that this program is was started over a fresh data folder with the demo agency ({}, {size} \
             size) and lived through two months, its clock put on from day to day. {} requests came from as many addresses \
             of this machine as there were visits: people reading, lost and broken clients, people trying the newsroom's \
             doors, while the newsroom wrote, published and killed. Now and then the server was started anew. The first \
             month ended as a service manager ends it and logged what `vestka serve` logs; the second ended with kill -9 \
             in the middle of answers and logged everything that anything in the program can log. It took {} seconds. The \
             seed is {}: the same seed plants the same canaries.",
            outcome.began.to_string().split('T').next().unwrap_or_default(),
            outcome.database,
            grouped(requests as u64),
            outcome.seconds,
            outcome.seed,
        )),
        what_was_paid(outcome),
    ]
}

fn what_was_paid(outcome: &Outcome) -> Block {
    let sum = |of: fn(&Done) -> usize| {
        let all: usize = outcome.rounds.iter().map(|round| of(&round.plus)).sum();
        grouped(all as u64)
    };
    say(format!(
        "The paid tier was used through the same addresses that readers have: {} purchases were paid at stand-ins for Stripe \
         and a BTCPay Server, which told of them with names, e-mail addresses and cards, and {} of them were taken back; {} \
         codes and passes were given by the newsroom and by a pool; {} batches of ten passes were drawn, {} passes handed in, \
         {} whole stories read. Codes, passes, twelve words and e-mail addresses were typed into every field where they do \
         not belong.",
        sum(|done| done.bought),
        sum(|done| done.refunded),
        sum(|done| done.given),
        sum(|done| done.drawn),
        sum(|done| done.redeemed),
        sum(|done| done.read),
    ))
}

fn what_was_planted(outcome: &Outcome) -> Vec<Block> {
    let of =
        |kind: Kind| -> usize { outcome.rounds.iter().filter_map(|round| round.planted.get(&kind)).sum() };
    let kinds = Kind::ALL.into_iter().filter(|kind| of(*kind) > 0);
    vec![
        heading("What was planted"),
        say(
            "Everything that a reader, a payer or a stranger can bring along was made up for this drill, unlike anything \
             else, and remembered.",
        ),
        Block::Table(
            head(&["canaries", "planted"]),
            kinds.map(|kind| row([kind.plural().to_owned(), grouped(of(kind) as u64)])).collect(),
        ),
        say(format!(
            "Each was looked for as it is, in capitals, in base 64 at all three offsets and in both alphabets, in \
             hexadecimal digits of either case, in UTF-16 of either order, percent-encoded, and as its SHA-1 and SHA-256 \
             without a key; addresses also as bytes. Bare bytes of an address are found by accident in any gigabyte: they \
             are counted beside those of as many addresses that nobody came from. gzip, zlib and zip streams were unpacked \
             wherever one begins, brotli at the beginning of files and behind heads of HTTP, three deep. Beforehand each \
             canary was hidden in each of these ways, {} in all, and found.",
            grouped(outcome.needles as u64)
        )),
    ]
}

fn what_was_searched(outcome: &Outcome) -> Vec<Block> {
    let mut rows = Vec::new();
    for round in &outcome.rounds {
        for ground in &round.grounds {
            rows.push(row([
                format!("{}, {}", round.name, ground.name),
                grouped(ground.files),
                grouped(ground.bytes.div_ceil(1_000)),
                grouped(ground.found.streams),
                grouped(ground.found.canaries() as u64),
            ]));
        }
    }
    let mut all = vec![
        heading("What was searched"),
        Block::Table(
            head(&["month that ended, ground", "files", "kB", "streams unpacked", "canaries found"]),
            rows,
        ),
        say(
            "Also the names of files and folders, and the list of files that the server had open: none lay elsewhere unless \
             it is named below. That the search reaches the databases is seen from what staff published, which must be found \
             there.",
        ),
    ];
    if !outcome.has_files {
        all.push(say(
            "PostgreSQL's own files were NOT searched: no folder was given (--postgres-files). Only the dump of its tables was.",
        ));
    }
    all
}

fn what_was_found(outcome: &Outcome) -> Vec<Block> {
    let mut all = vec![heading("What was found")];
    let complaints: Vec<String> = outcome.rounds.iter().flat_map(Round::complaints).collect();
    let mut rows = Vec::new();
    for round in &outcome.rounds {
        for finding in round.findings().take(MOST_LINES) {
            let place = format!("{}: {} at byte {}", round.name, finding.place, finding.offset);
            rows.push(row([place, finding.kind.plural().to_owned(), format!("{:?}", finding.writing)]));
        }
    }
    if rows.is_empty() && complaints.is_empty() {
        all.push(say("Nothing."));
    }
    if !rows.is_empty() {
        all.push(Block::Table(head(&["where", "what", "written as"]), rows));
    }
    all.extend(complaints.into_iter().map(say));
    let caught: usize = outcome.control.found.values().sum();
    all.push(say(match outcome.control.is_caught() {
        true => format!(
            "The control was caught: with one deliberate line switched on, which writes the sender's address and the beginning of \
             each request to the log, {} canaries of {} kinds were found after a single day.",
            grouped(caught as u64),
            outcome.control.found.len()
        ),
        false => format!(
            "The control was NOT caught: with a line in the log for each request, these were not found: {}. The drill proves \
             nothing.",
            outcome.control.missed().iter().map(|kind| kind.plural()).collect::<Vec<_>>().join(", ")
        ),
    }));
    all
}

/// Findings shown of a month.
const MOST_LINES: usize = 50;

fn what_memory_holds(outcome: &Outcome) -> Vec<Block> {
    let held = |round: &Round, kind: &Kind| round.memory.by_kind().get(kind).copied().unwrap_or(0);
    let kinds: Vec<Kind> = Kind::ALL
        .into_iter()
        .filter(|kind| outcome.rounds.iter().any(|round| held(round, kind) > 0))
        .collect();
    let mut columns = vec!["canaries".to_owned()];
    columns.extend(outcome.rounds.iter().map(|round| format!("{}, of all planted", round.name)));
    let rows = kinds.iter().map(|kind| {
        let mut row = vec![kind.plural().to_owned()];
        row.extend(outcome.rounds.iter().map(|round| {
            let planted = round.planted.get(kind).copied().unwrap_or(0);
            format!("{} of {}", grouped(held(round, kind) as u64), grouped(planted as u64))
        }));
        row
    });
    let mut all = vec![
        heading("What memory still held"),
        say(
            "A running process has had every request in its hands. On the last day, a moment before the end, everything that \
             it could write to was searched in the same way. What lies there is what nothing has overwritten yet; it is gone \
             with the power. It is published because it is so, not because it is a failure.",
        ),
    ];
    match kinds.is_empty() {
        true => all.push(say("Nothing was found.")),
        false => all.push(Block::Table(columns, rows.collect())),
    }
    all
}

fn what_it_proves(outcome: &Outcome) -> Vec<Block> {
    let classes = [
        (
            "A, cold seizure (disks, powered off)",
            "This is what was drilled: what lay on disk after a clean end and after kill -9 names none of those who were there. \
          Not drilled: what the system writes by itself. Memory that is swapped out or written down at hibernation holds what \
          memory held: give the machine no swap, or an encrypted one. (If the server dies of a fault, no memory is written \
          down: it tells the system so.) A proxy in front of the server must be told to keep no \
          log. File systems keep the time of a file's last change, which is the time of the last write of anybody. Of payers \
          the till's database does hold: a keyed hash of the code, for how long it is paid, whether it has drawn, and, until \
          the payment can no longer be taken back, the random id that the provider knows the purchase by. Whoever has the \
          provider's records too learns from that who paid and whether they drew; not what anybody read.",
        ),
        (
            "B, leaked backup or dump",
            "Drilled: a copy of the folder, `vestka export`, a dump of every table. None names anybody.",
        ),
        (
            "C, live compromise from now on",
            "Not covered by keeping nothing: whoever holds the running machine sees each request while it is there, and can \
          change the program. The table of memory above shows how far back they see. Blind signatures alone hold here: what \
          the till signs is not what the gate sees, even to both together (the blindness matrix).",
        ),
        (
            "D, an observer in the country's network",
            "Not drilled and not covered: who connects when is seen outside. TLS hides what is read; Tor and the mirrors hide \
          where.",
        ),
        (
            "E, the reader's own device",
            "Not drilled and not covered: history, the wallet and the twelve words lie there. Whoever has both a device's passes \
          and the gate's database can tell that these passes were spent.",
        ),
    ];
    let mut all = vec![heading("What this proves, and what not")];
    all.extend(classes.map(|(class, text)| say(format!("{class}. {text}"))));
    if outcome.database == "PostgreSQL" {
        all.push(say(
            "With PostgreSQL, its write-ahead log says to the microsecond when each transaction was committed, the days that \
             no row has included. It cannot be told not to. It names nobody, but beside a list of connections from elsewhere \
             it would help to find who was there when. Keep the log short (max_wal_size, no archive), or use SQLite, whose log \
             has no times.",
        ));
    }
    all
}
