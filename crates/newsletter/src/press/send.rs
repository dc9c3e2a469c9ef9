//! Sending an issue: a second's worth of readers at a time is taken in hand, opened with the key, composed for from what
//! stands at that moment, handed over, and written down. The key is in this run's memory and goes with it.

use std::collections::HashSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use base::{Clock, Time};
use mail::{Address, Outcome, Plate, Seat, Stage, Trouble, Wording};
use sha2::{Digest, Sha256};
use store::StoreError;
use tokio::task::JoinSet;

use super::{Press, Works};
use crate::compose::{self, compose};
use crate::hand::{self, Done, Due};
use crate::issue::{self, Issue};
use crate::seal::{PrivateKey, Token};

/// Connections to the mail server at a time, at most: as many as the carrier keeps.
const CONNECTIONS: usize = 8;
/// Readers for each of them, at least: providers count connections, and a slow send needs few.
const FEWEST_EACH: usize = 2;
/// Readers in hand at most: so many does a process take with it, as unsure, when it dies.
const MOST_IN_HAND: usize = 50;
/// Messages refused in a row, for what they are, after which the rest is not even tried.
const MOST_REFUSED_IN_A_ROW: usize = 20;
/// For how long a plate may be used while nothing is published: what access a story has changes by the clock as well.
const PLATE_MS: i64 = 30_000;

/// What came of the wish to send.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Begun {
    /// It is under way.
    Sending,
    /// This process sends it already.
    Already,
    /// What was entered is no private key.
    NotAKey,
    /// It is not the key that addresses are sealed to.
    WrongKey,
    /// There is nothing to be sent: it was sent, laid aside, or all of its stories are gone.
    Nothing,
    /// Newsletters are off.
    Off,
}

/// How a run ended.
enum End {
    /// Nobody is left.
    Finished,
    /// For the reason of this word.
    Stopped(&'static str),
    /// Another run has taken over.
    TakenOver,
}

impl Press {
    /// Sends an issue, or goes on with it, with the private key as somebody typed it.
    pub async fn send(&self, id: &str, typed: &str, clock: &Clock) -> Result<Begun, StoreError> {
        let now = clock.now();
        let Some(works) = &self.0.works else { return Ok(Begun::Off) };
        let Some(key) = PrivateKey::parse(typed) else { return Ok(Begun::NotAKey) };
        if key.public() != works.key {
            return Ok(Begun::WrongKey);
        }
        let stop = Arc::new(AtomicBool::new(false));
        let Some(over) = Over::begin(self, id, &stop) else { return Ok(Begun::Already) };
        let mut db = self.0.store.read().await?;
        let Some(found) = issue::find(&mut db, id).await? else { return Ok(Begun::Nothing) };
        let composed = compose(&mut db, &self.0.config, &self.0.locales, &found, "", now).await?;
        drop(db);
        if composed.is_none() {
            return Ok(Begun::Nothing);
        }
        let sender = base::id::hex(&base::id::chance::<16>());
        let mut tx = self.0.store.write().await?;
        let Some(begun) = hand::begin(&mut tx, id, &sender, &works.key, now).await? else {
            return Ok(Begun::Nothing);
        };
        tx.commit().await?;
        let clock = clock.clone();
        tokio::spawn(async move {
            over.press.run(begun, sender, key, clock, &stop).await;
            drop(over);
        });
        Ok(Begun::Sending)
    }

    async fn run(&self, issue: Issue, sender: String, key: PrivateKey, clock: Clock, stop: &AtomicBool) {
        let mut run = Run {
            press: self,
            issue,
            sender,
            key,
            clock,
            seen: Seen::new(),
            refused_in_a_row: 0,
            plate: None,
        };
        let end = run.all(stop).await;
        if let Some(works) = &self.0.works {
            works.carrier.rest().await;
        }
        let word = match end {
            Ok(End::Finished) => None,
            Ok(End::Stopped(word)) => Some(word),
            Ok(End::TakenOver) => return,
            Err(error) => {
                tracing::error!(%error, "a newsletter stands still; it goes on when the key is entered again");
                Some("newsletter-stopped-database")
            }
        };
        if let Some(word) = word {
            tracing::warn!(issue = run.issue.id, "a newsletter stands still: {word}");
        }
        if let Err(error) = run.end(word).await {
            tracing::error!(%error, "the end of a newsletter could not be written down");
        }
    }

    /// Composes an issue as it would be sent now, for whoever looks at it first.
    pub async fn preview(&self, issue: &Issue, now: Time) -> Result<Option<compose::Composed>, StoreError> {
        let url = self.leave_url(issue, "…");
        compose(&mut self.0.store.read().await?, &self.0.config, &self.0.locales, issue, &url, now).await
    }

    fn leave_url(&self, issue: &Issue, token: &str) -> String {
        format!("{}/{}/newsletter/leave/{token}", self.0.config.server.address, issue.language)
    }
}

/// A run's place on the list of those that run; taken off it however the run ends.
struct Over {
    press: Press,
    issue: String,
}

impl Over {
    /// `None` if this process sends the issue already.
    fn begin(press: &Press, issue: &str, stop: &Arc<AtomicBool>) -> Option<Over> {
        let mut running = press.running();
        if running.contains_key(issue) {
            return None;
        }
        running.insert(issue.to_owned(), Arc::clone(stop));
        drop(running);
        Some(Over { press: press.clone(), issue: issue.to_owned() })
    }
}

impl Drop for Over {
    fn drop(&mut self) {
        self.press.running().remove(&self.issue);
    }
}

/// The addresses that have had their copy: hashes with a secret of this run, in memory.
struct Seen {
    secret: [u8; 32],
    hashes: HashSet<u64>,
}

impl Seen {
    fn new() -> Seen {
        Seen { secret: base::id::chance(), hashes: HashSet::new() }
    }

    /// Whether it is new. Two addresses of fifty thousand share a hash once in ten thousand million sends.
    fn add(&mut self, address: &Address) -> bool {
        let hash = self.hash(address);
        self.hashes.insert(hash)
    }

    /// It has had none after all.
    fn forget(&mut self, address: &Address) {
        let hash = self.hash(address);
        self.hashes.remove(&hash);
    }

    fn hash(&self, address: &Address) -> u64 {
        let hash = Sha256::new().chain_update(self.secret).chain_update(address.as_str().to_lowercase());
        let mut short = [0; 8];
        short.copy_from_slice(&hash.finalize()[..8]);
        u64::from_le_bytes(short)
    }
}

struct Run<'a> {
    press: &'a Press,
    issue: Issue,
    sender: String,
    key: PrivateKey,
    clock: Clock,
    seen: Seen,
    refused_in_a_row: usize,
    plate: Option<Set>,
}

/// A plate and until when it is true.
struct Set {
    plate: Arc<Plate>,
    version: i64,
    at: Time,
}

/// A reader whose box is open.
struct Open {
    due: Due,
    address: Address,
    token: Token,
}

impl Run<'_> {
    async fn all(&mut self, stop: &AtomicBool) -> Result<End, StoreError> {
        let inside = &self.press.0;
        let Some(works) = &inside.works else { return Ok(End::Stopped("newsletter-stopped")) };
        self.seen.hashes.reserve(usize::try_from(self.issue.total).unwrap_or_default());
        self.recall().await?;
        let in_hand = (inside.config.mail.messages_per_minute as usize / 60).clamp(1, MOST_IN_HAND);
        let mut fruitless = 0;
        let mut settled: Vec<(Due, Done)> = Vec::new();
        loop {
            // One transaction writes down the last and takes the next: the disk is waited for once.
            let mut tx = inside.store.write().await?;
            if !hand::settle(&mut tx, &self.issue, &self.sender, &settled).await? {
                return Ok(End::TakenOver);
            }
            settled.clear();
            let halt = match () {
                () if stop.load(Ordering::SeqCst) => Some("newsletter-stopped-by-hand"),
                () if self.refused_in_a_row >= MOST_REFUSED_IN_A_ROW => Some("newsletter-stopped-refused"),
                () => None,
            };
            if let Some(word) = halt {
                tx.commit().await?;
                return Ok(End::Stopped(word));
            }
            let next = hand::take(&mut tx, &self.issue, &self.sender, &works.key, in_hand).await?;
            tx.commit().await?;
            let Some(next) = next else { return Ok(End::TakenOver) };
            if next.is_empty() {
                return Ok(End::Finished);
            }
            let Some(plate) = self.plate(works).await? else {
                settled.extend(next.into_iter().map(|due| (due, Done::Later)));
                self.settle(&settled).await?;
                return Ok(End::Stopped("newsletter-stopped-empty"));
            };
            let (open, closed) = self.open(next);
            settled.extend(closed);
            let (done, trouble) = self.hand_over(plate, open).await;
            settled.extend(done);
            let Some(trouble) = trouble else {
                fruitless = 0;
                continue;
            };
            // A server that takes fewer connections than are tried is there all the same.
            if settled.iter().any(|(_, done)| *done == Done::Sent) {
                fruitless = 0;
            }
            let Some(wait) = inside.waits.rounds.get(fruitless).copied() else {
                self.settle(&settled).await?;
                return Ok(End::Stopped(trouble.word()));
            };
            fruitless += 1;
            self.settle(&settled).await?;
            settled.clear();
            tokio::time::sleep(wait).await;
        }
    }

    async fn settle(&self, settled: &[(Due, Done)]) -> Result<(), StoreError> {
        let mut tx = self.press.0.store.write().await?;
        hand::settle(&mut tx, &self.issue, &self.sender, settled).await?;
        tx.commit().await
    }

    async fn end(&self, word: Option<&str>) -> Result<(), StoreError> {
        let mut tx = self.press.0.store.write().await?;
        hand::end(&mut tx, &self.issue, &self.sender, word, self.clock.now()).await?;
        tx.commit().await
    }

    /// Opens the boxes of those who are done with already, so that an address that is on the list twice is still known.
    async fn recall(&mut self) -> Result<(), StoreError> {
        let (mut after, key) = (String::new(), self.key.public());
        while !self.issue.place.is_empty() {
            let mut db = self.press.0.store.read().await?;
            let stretch = hand::behind(&mut db, &self.issue, self.issue.list, &key, &after).await?;
            drop(db);
            let Some(last) = stretch.last() else { break };
            after = last.id.clone();
            for due in &stretch {
                if let Some(reader) = self.key.open(&due.sealed, &due.id) {
                    self.seen.add(&reader.address);
                }
            }
            tokio::task::yield_now().await;
        }
        Ok(())
    }

    /// What copies are printed from, made anew when something was published since. `None` if nothing is left to be said.
    async fn plate(&mut self, works: &Works) -> Result<Option<Arc<Plate>>, StoreError> {
        let inside = &self.press.0;
        let (version, now) = (inside.store.edition_version().await?, self.clock.now());
        if let Some(set) = &self.plate
            && set.version == version
            && now.millis() - set.at.millis() < PLATE_MS
        {
            return Ok(Some(Arc::clone(&set.plate)));
        }
        let seat = Seat::by_chance();
        let url = self.press.leave_url(&self.issue, seat.as_str());
        let mut db = inside.store.read().await?;
        let composed = compose(&mut db, &inside.config, &inside.locales, &self.issue, &url, now).await?;
        drop(db);
        let Some(composed) = composed else { return Ok(None) };
        let wording = Wording {
            from: works.carrier.from(),
            name: &compose::agency(&inside.config, &self.issue),
            subject: &composed.subject,
            id: &self.issue.id,
            date: self.issue.started_at.unwrap_or(now),
            text: &composed.text,
            html: Some(&composed.html),
            list: Some(&format!("{}.{}", self.issue.list.name(), self.issue.language)),
            unsubscribe: Some(&url),
        };
        let plate = Plate::set(&wording, Some(&seat))
            .map_err(|unfit| StoreError::Damaged(format!("a newsletter cannot be set: {unfit}")))?;
        let plate = Arc::new(plate);
        self.plate = Some(Set { plate: Arc::clone(&plate), version, at: now });
        Ok(Some(plate))
    }

    /// Opens boxes. Who had a copy under the same address is done with, and whose box does not open as well.
    fn open(&mut self, next: Vec<Due>) -> (Vec<Open>, Vec<(Due, Done)>) {
        let (mut open, mut closed) = (Vec::with_capacity(next.len()), Vec::new());
        for due in next {
            match self.key.open(&due.sealed, &due.id) {
                None => closed.push((due, Done::Refused { bounced: true })),
                Some(reader) if !self.seen.add(&reader.address) => closed.push((due, Done::Double)),
                Some(reader) => open.push(Open { due, address: reader.address, token: reader.token }),
            }
        }
        (open, closed)
    }

    /// Hands copies over on a few connections at a time. Answers what became of each, and the trouble if the server could not
    /// be reached.
    async fn hand_over(&mut self, plate: Arc<Plate>, open: Vec<Open>) -> (Vec<(Due, Done)>, Option<Trouble>) {
        // Whatever happens to a connection's task, its readers are accounted for.
        let mut lost: Vec<Due> = open.iter().map(|open| open.due.clone()).collect();
        let mut tasks = JoinSet::new();
        let share = open.len().div_ceil(CONNECTIONS).max(FEWEST_EACH);
        let mut open = open.into_iter();
        loop {
            let stretch: Vec<Open> = open.by_ref().take(share).collect();
            if stretch.is_empty() {
                break;
            }
            let (press, plate) = (self.press.clone(), Arc::clone(&plate));
            tasks.spawn(async move { press.hand_over_stretch(&plate, stretch).await });
        }
        let (mut done, mut trouble) = (Vec::new(), None);
        while let Some(stretch) = tasks.join_next().await {
            let Ok(stretch) = stretch else { continue };
            for (address, due, outcome) in stretch {
                lost.retain(|other| other.id != due.id);
                let became = match outcome {
                    Some(Outcome::Sent) => Done::Sent,
                    Some(Outcome::Refused { stage, permanent, .. }) => {
                        Done::Refused { bounced: permanent && stage == Stage::Recipient }
                    }
                    Some(Outcome::Unsure) => Done::Unsure,
                    Some(Outcome::NotReached(_)) | None => Done::Later,
                };
                match outcome {
                    Some(Outcome::NotReached(why)) => trouble = Some(why),
                    Some(Outcome::Refused { stage: Stage::Message, .. }) => self.refused_in_a_row += 1,
                    Some(Outcome::Sent) => self.refused_in_a_row = 0,
                    _ => {}
                }
                if became == Done::Later {
                    self.seen.forget(&address);
                }
                done.push((due, became));
            }
        }
        done.extend(lost.into_iter().map(|due| (due, Done::Unsure)));
        (done, trouble)
    }
}

impl Press {
    /// One connection's share, in its order. After the first that finds nobody there, the others are not tried.
    async fn hand_over_stretch(
        &self,
        plate: &Plate,
        stretch: Vec<Open>,
    ) -> Vec<(Address, Due, Option<Outcome>)> {
        let Some(works) = &self.0.works else { return Vec::new() };
        let mut done = Vec::with_capacity(stretch.len());
        let mut is_reached = true;
        for Open { due, address, token } in stretch {
            let outcome = match plate.copy(&address, token.as_str()) {
                Some(copy) if is_reached => Some(self.hand_one_over(works, &address, &copy).await),
                Some(_) => None,
                None => Some(Outcome::Refused { stage: Stage::Recipient, permanent: true, code: 0 }),
            };
            is_reached &= !matches!(outcome, Some(Outcome::NotReached(_)));
            done.push((address, due, outcome));
        }
        done
    }

    /// One copy. What is refused for the moment is tried again: it was surely not sent.
    async fn hand_one_over(&self, works: &Works, to: &Address, copy: &[u8]) -> Outcome {
        let mut waits = self.0.waits.refused.iter();
        loop {
            works.pace.turn().await;
            let outcome = works.carrier.carry(to, copy).await;
            match (outcome, waits.next()) {
                (Outcome::Refused { permanent: false, .. }, Some(wait)) => tokio::time::sleep(*wait).await,
                _ => return outcome,
            }
        }
    }
}
