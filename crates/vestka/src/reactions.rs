//! What follows from what: announcements make pages stale (the site's reactions, wired in [`crate::house`]), and jobs
//! find their workers here.

use std::sync::Arc;
use std::time::Duration;

use base::Clock;
use content::lifecycle::{self, Due, Refusal};
use content::picture;
use distribution::outbound::Trouble;
use distribution::telegram::{self, Bot, Worked};
use distribution::websub;
use newsroom::{picture_card, refusal_word};
use site::Edition;
use store::jobs::{self, Job, Reason};
use tokio::sync::Notify;

/// Works off what this house carries out itself, for as long as it is polled.
pub async fn work(edition: Arc<Edition>, clock: Clock) {
    loop {
        match jobs::take(&edition.store, clock.now()).await {
            Ok(Some(job)) => carry_out(&edition, &clock, job).await,
            Ok(None) => tokio::time::sleep(Duration::from_secs(1)).await,
            Err(error) => {
                tracing::warn!(%error, "jobs cannot be read; trying again");
                tokio::time::sleep(Duration::from_secs(5)).await;
            }
        }
    }
}

/// Works off the calls to other machines, for as long as it is polled: beside the others, so that one that does not answer
/// holds nobody up. `sent` says that there may be one.
pub async fn call(edition: Arc<Edition>, clock: Clock, sent: Arc<Notify>) {
    let bot = Bot::new(&edition.config);
    loop {
        match jobs::take_call(&edition.store, clock.now()).await {
            Ok(Some(job)) if job.kind == telegram::CALL => call_telegram(&edition, &bot, &clock, job).await,
            Ok(Some(job)) => carry_out(&edition, &clock, job).await,
            Ok(None) => drop(tokio::time::timeout(Duration::from_secs(1), sent.notified()).await),
            Err(error) => {
                tracing::warn!(%error, "jobs cannot be read; trying again");
                tokio::time::sleep(Duration::from_secs(5)).await;
            }
        }
    }
}

async fn carry_out(edition: &Edition, clock: &Clock, job: Job) {
    let outcome = match job.kind.as_str() {
        picture::WITHDRAW => withdraw_pictures(edition, &job.content).await,
        lifecycle::PUBLISH_SCHEDULED => publish_scheduled(edition, clock, &job.content).await,
        picture_card::DESCRIBE => {
            picture_card::describe(&edition.store, clock.now()).await.map_err(Into::into)
        }
        picture_card::REMOVE => {
            picture_card::remove(&edition.store, &edition.library, &job.content).await.map_err(Into::into)
        }
        websub::PING => websub::ping(edition, &job.content).await,
        kind => Err(anyhow::anyhow!("no worker knows the job '{kind}'")),
    };
    file(edition, clock, job, outcome).await;
}

/// A post's letter may also have to wait its turn, or have been buried with the post.
async fn call_telegram(edition: &Edition, bot: &Bot, clock: &Clock, job: Job) {
    let outcome = match telegram::work(edition, bot, &job, clock).await {
        Ok(Worked::Done) => Ok(()),
        Ok(Worked::Later(due)) => {
            if let Err(error) = jobs::put_off(&edition.store, &job, due).await {
                tracing::warn!(%error, "a job's outcome cannot be written; it will run again");
            }
            return;
        }
        Ok(Worked::Buried(reason)) => {
            return tracing::warn!(kind = job.kind, story = job.content, "job given up: {reason}");
        }
        Ok(Worked::Failed(reason)) => Err(Worded(reason).into()),
        Err(error) => Err(error),
    };
    file(edition, clock, job, outcome).await;
}

/// A failure for which its worker has the newsroom's words.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct Worded(Reason);

async fn file(edition: &Edition, clock: &Clock, job: Job, outcome: anyhow::Result<()>) {
    let filed = match outcome {
        Ok(()) => jobs::done(&edition.store, &job, clock.now()).await,
        Err(error) => {
            tracing::warn!(kind = job.kind, attempt = job.attempts, "job failed: {error:#}");
            jobs::failed(&edition.store, &job, &reason(&error), clock.now()).await
        }
    };
    if let Err(error) = filed {
        tracing::warn!(%error, "a job's outcome cannot be written; it will run again");
    }
}

/// What the newsroom reads of it, in its own language where it has words.
fn reason(error: &anyhow::Error) -> Reason {
    let trouble = error.downcast_ref::<Trouble>().map(Trouble::reason);
    let refused = || error.downcast_ref::<Refusal>().and_then(refusal_word);
    let trouble = trouble.or_else(|| error.downcast_ref::<Worded>().map(|worded| worded.0.clone()));
    let worded = trouble.or_else(|| Some(Reason::word(refused()?, &[])));
    worded.unwrap_or_else(|| Reason::Text(format!("{error:#}")))
}

/// A scheduled story goes out. Told twice, or by two nodes at once, it goes out once: the transaction looks whether it
/// is still to go.
async fn publish_scheduled(edition: &Edition, clock: &Clock, letter: &str) -> anyhow::Result<()> {
    let mut tx = edition.store.write().await?;
    match lifecycle::publish_due(&mut tx, letter, clock.now()).await? {
        Due::Published(_) | Due::Nothing => Ok(tx.commit().await?),
        Due::Refused(refusal) => {
            Err(anyhow::Error::from(refusal).context("a scheduled story stays where it is"))
        }
    }
}

/// The pictures of a killed story go, unless another story shows them.
async fn withdraw_pictures(edition: &Edition, story: &str) -> anyhow::Result<()> {
    let ids = picture::only_used_by(&mut edition.store.read().await?, story).await?;
    for id in &ids {
        edition.library.remove(id)?;
    }
    let mut tx = edition.store.write().await?;
    picture::forget(&mut tx, &ids).await?;
    picture_card::forget(&mut tx, &ids).await?;
    Ok(tx.commit().await?)
}
