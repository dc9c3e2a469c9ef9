//! The courier: takes letters, a few of each client's lane, sends what they come to, and writes down what came of it. What
//! is written is written for several at once: with a hundred clients each would wait for the disk behind the others.

use std::sync::Arc;
use std::time::Duration;

use base::Clock;
use mail::Carrier;
use site::Edition;
use store::jobs::{self, Job, Patience, Reason};
use store::{Store, StoreError};
use tokio::sync::Notify;
use tokio::task::JoinSet;
use wire::destination::Kind;
use wire::{Seal, notice, taken};

use super::http::Call;
use super::parcel::{self, Parcel, Shelf, Step, To};
use super::push::{self, Push};
use super::{s3, sftp};
use crate::outbound::{Caller, Trouble};

/// Letters under way at a time, and of one client.
const AT_ONCE: usize = 32;
const EACH: usize = 2;
/// For how long an answer is waited for, and for how long a whole delivery may take: shorter than a row is its worker's alone.
const PATIENCE: Duration = Duration::from_secs(15);
const LONGEST: Duration = Duration::from_secs(60);
/// After so long another worker's delivery is looked for again.
const SOON_MS: i64 = 500;
/// A letter of this process wakes the courier at once, others within this time.
const LOOK_EVERY: Duration = Duration::from_millis(500);

/// Who works the clients' letters off. One a process.
pub struct Courier {
    edition: Arc<Edition>,
    seal: Seal,
    caller: Caller,
    /// None where no mail is sent.
    carrier: Option<Arc<Carrier>>,
    clock: Clock,
}

/// Brings a parcel to where it goes.
async fn bring(
    caller: &Caller,
    carrier: Option<&Carrier>,
    clock: &Clock,
    parcel: &Parcel,
) -> Result<(), Reason> {
    let secret = parcel.secret.as_str();
    match &parcel.to {
        To::Destination(to) if to.target.kind == Kind::Sftp => {
            let bytes = parcel.bytes.as_slice();
            let put = sftp::put(caller, &to.target, secret, &parcel.file, &parcel.delivery, bytes).await;
            put.map_err(|failed| failed.reason())
        }
        To::Destination(to) if to.target.kind == Kind::S3 => {
            let bytes = parcel.bytes.as_ref().clone();
            let put = s3::put(caller, &to.target, secret, &parcel.file, parcel.content_type, bytes).await;
            put.map_err(|trouble| trouble.reason())
        }
        To::Mail(message) => message.send(carrier).await,
        To::Destination(_) | To::Webhook(_) => {
            let call = Call {
                address: parcel.to.address(),
                secret,
                event: parcel.event,
                delivery: &parcel.delivery,
                content_type: parcel.content_type,
                body: parcel.bytes.as_ref().clone(),
            };
            call.make(caller, clock.now()).await.map_err(|trouble| trouble.reason())
        }
    }
}

/// A letter that was sent off.
struct UnderWay {
    job: Job,
    push: Option<Push>,
    notices: Vec<String>,
    way: String,
    sent: Result<(), Reason>,
}

impl Courier {
    /// A courier who reads destinations' secrets with this seal.
    pub fn new(edition: Arc<Edition>, seal: Seal, clock: Clock) -> Courier {
        let caller = Caller::new(&edition.config.wire.private_hosts, PATIENCE);
        let carrier =
            Carrier::new(&edition.config.mail).ok().map(|carrier| Arc::new(carrier.with_patience(PATIENCE)));
        Courier { edition, seal, caller, carrier, clock }
    }

    /// Works letters off for as long as it is polled. `sent` says that there may be some.
    pub async fn run(&self, sent: Arc<Notify>) {
        let (mut shelf, mut calls) = (Shelf::default(), JoinSet::new());
        loop {
            let begun = self.begin(&mut shelf, &mut calls).await;
            if let Err(error) = &begun {
                tracing::warn!("the clients' letters cannot be read; trying again: {error:#}");
            }
            let has_room = calls.len() < AT_ONCE;
            let waits = async {
                match begun {
                    _ if !has_room => std::future::pending().await,
                    // Somebody's letter may have come meanwhile.
                    Ok(1..) => {}
                    Ok(0) => drop(tokio::time::timeout(LOOK_EVERY, sent.notified()).await),
                    Err(_) => tokio::time::sleep(Duration::from_secs(5)).await,
                }
            };
            let first = match calls.is_empty() {
                true => {
                    waits.await;
                    None
                }
                false => tokio::select! {
                    ended = calls.join_next() => ended,
                    () = waits => None,
                },
            };
            let ended = first.into_iter().chain(std::iter::from_fn(|| calls.try_join_next()));
            let ended: Vec<UnderWay> = ended.filter_map(Result::ok).collect();
            if let Err(error) = self.file(ended).await {
                tracing::warn!(%error, "what came of clients' letters cannot be written; they will run again");
            }
        }
    }

    /// Works off everything that is due, for tests and drills; how many letters were taken.
    pub async fn run_once(&self) -> anyhow::Result<usize> {
        let (mut shelf, mut calls, mut all) = (Shelf::default(), JoinSet::new(), 0);
        loop {
            let begun = self.begin(&mut shelf, &mut calls).await?;
            all += begun;
            let Some(first) = calls.join_next().await else {
                match begun {
                    0 => return Ok(all),
                    _ => continue,
                }
            };
            self.file(vec![first?]).await?;
        }
    }

    /// Takes letters and sends off what they come to; how many were taken.
    async fn begin(&self, shelf: &mut Shelf, calls: &mut JoinSet<UnderWay>) -> anyhow::Result<usize> {
        let room = AT_ONCE.saturating_sub(calls.len());
        if room == 0 {
            return Ok(0);
        }
        let letters = jobs::take_from_lanes(self.store(), EACH, room, self.clock.now()).await?;
        if letters.is_empty() {
            return Ok(0);
        }
        let taken = letters.len();
        shelf.dust(&self.edition, self.clock.now()).await?;
        let mut steps = Vec::with_capacity(taken);
        for job in letters {
            let step = parcel::of(&self.edition, &self.seal, shelf, &job, self.clock.now()).await;
            let step = step.unwrap_or_else(|error| {
                tracing::warn!(kind = job.kind, "a client's letter cannot be worked off: {error:#}");
                Step::Failed(Reason::Text(format!("{error:#}")))
            });
            steps.push((job, step));
        }
        for (job, parcel) in self.write_down(steps).await? {
            let (caller, clock, carrier) = (self.caller.clone(), self.clock.clone(), self.carrier.clone());
            calls.spawn(async move {
                let sent =
                    tokio::time::timeout(LONGEST, bring(&caller, carrier.as_deref(), &clock, &parcel)).await;
                let sent = sent.unwrap_or_else(|_| Err(Trouble::Slow(parcel.to.host()).reason()));
                let Parcel { push, notices, way, .. } = *parcel;
                UnderWay { job, push, notices, way, sent }
            });
        }
        Ok(taken)
    }

    /// Writes down, durably, what is about to be sent and settles what is not; answers what is to be sent.
    async fn write_down(&self, steps: Vec<(Job, Step)>) -> Result<Vec<(Job, Box<Parcel>)>, StoreError> {
        let now = self.clock.now();
        let mut tx = self.store().write().await?;
        let mut sends = Vec::new();
        for (job, step) in steps {
            match step {
                Step::Done => jobs::settle(&mut tx, &job, now).await?,
                Step::Later(due) => jobs::wait(&mut tx, &job, due).await?,
                Step::Failed(reason) => {
                    jobs::failed_patiently(&mut tx, &job, &reason, Patience::DAY, now).await?;
                }
                Step::Send(parcel) => {
                    // If it is not as it was when the parcel was made, another has sent something since.
                    let is_ours = match &parcel.push {
                        Some(push) => push::begin(&mut tx, push, &parcel.was_shown, now).await?,
                        None => true,
                    };
                    match is_ours {
                        true => sends.push((job, parcel)),
                        false => jobs::wait(&mut tx, &job, now.plus_millis(SOON_MS)).await?,
                    }
                }
            }
        }
        let taken: Vec<_> = sends.iter().filter_map(|(_, parcel)| parcel.taken.clone()).collect();
        taken::record(&mut tx, &taken).await?;
        tx.commit().await?;
        Ok(sends)
    }

    /// Writes down what came of letters.
    async fn file(&self, ended: Vec<UnderWay>) -> Result<(), StoreError> {
        if ended.is_empty() {
            return Ok(());
        }
        let now = self.clock.now();
        let mut tx = self.store().write().await?;
        for UnderWay { job, push, notices, way, sent } in ended {
            match sent {
                Ok(()) => {
                    if let Some(push) = &push {
                        push::settle(&mut tx, push).await?;
                    }
                    for one in &notices {
                        notice::sent(&mut tx, one, &way, now).await?;
                    }
                    jobs::settle(&mut tx, &job, now).await?;
                }
                Err(reason) => {
                    tracing::warn!(
                        kind = job.kind,
                        attempt = job.attempts,
                        "a client was not reached: {reason}"
                    );
                    if let Some(push) = &push {
                        push::release(&mut tx, push).await?;
                    }
                    jobs::failed_patiently(&mut tx, &job, &reason, Patience::DAY, now).await?;
                }
            }
        }
        tx.commit().await
    }

    fn store(&self) -> &Store {
        &self.edition.store
    }
}
