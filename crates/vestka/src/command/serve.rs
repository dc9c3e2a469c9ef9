//! `vestka serve`: the site, until it is told to stop.

use std::net::SocketAddr;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use base::config::Config;
use base::{Clock, Time};
use distribution::clients::Courier;
use newsroom::live::Event;
use site::Edition;
use site::theme::Reload;
use till::{KEYS_AHEAD, Till, TillError};
use tokio::sync::Notify;
use web::Key;
use web::listener::{self, Limits};

use super::DataFolder;
use crate::{entrance, house, reactions};

/// What `serve` is told.
#[derive(clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    folder: DataFolder,
    /// Listen here instead of where the configuration says
    #[arg(long, value_name = "ADDR:PORT")]
    listen: Option<SocketAddr>,
}

/// Serves a data folder.
pub async fn run(arguments: Arguments) -> anyhow::Result<ExitCode> {
    let config = house::settings(&arguments.folder.data)?;
    serve(config, &arguments.folder.data, arguments.listen, Clock::system()).await
}

/// Serves until the process is told to end; then lets answers under way finish.
pub async fn serve(
    mut config: Config,
    data: &Path,
    listen: Option<SocketAddr>,
    clock: Clock,
) -> anyhow::Result<ExitCode> {
    distribution::telegram::check(&config)?;
    listener::raise_file_limit();
    leave_no_memory_behind();
    let bound = listener::bind(listen.unwrap_or(config.server.listen)).map_err(|error| {
        let address = listen.unwrap_or(config.server.listen);
        anyhow::anyhow!(
            "cannot listen on {address}: {error}. Is another server there? Choose another with --listen"
        )
    })?;
    config.listen_on(bound.local_addr()?);
    let limits = limits(&config);
    let edition = house::edition(config, data).await?;
    let newsroom = house::newsroom(&edition, data, &clock)?;
    let portal = house::portal(&edition, &newsroom, data, &clock)?;
    let app = house::app(&edition, &newsroom, &portal, &clock)?;
    println!("Serving {} at {}", edition.config.agency.name, edition.config.server.address);
    invite_the_first(&edition, clock.now()).await;
    let live = newsroom.live.clone();
    let last = clock.clone();
    let (sent, to_clients) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let courier = house::courier(&edition, data, &clock)?;
    let background = [
        tokio::spawn(follow_others(Arc::clone(&edition))),
        tokio::spawn(fold_log(Arc::clone(&edition))),
        tokio::spawn(site::reactions::follow_the_clock(Arc::clone(&edition), clock.clone())),
        tokio::spawn(site::reactions::follow_the_till(Arc::clone(&edition))),
        tokio::spawn(follow_the_theme(Arc::clone(&edition))),
        tokio::spawn(reactions::work(Arc::clone(&edition), clock.clone())),
        // Two, so that one machine that takes its time does not keep the others waiting.
        tokio::spawn(reactions::call(Arc::clone(&edition), clock.clone(), Arc::clone(&sent))),
        tokio::spawn(reactions::call(Arc::clone(&edition), clock.clone(), Arc::clone(&sent))),
        tokio::spawn(carry(courier, Arc::clone(&to_clients))),
        tokio::spawn(distribution::follow::follow(Arc::clone(&edition), clock.clone(), sent, to_clients)),
        tokio::spawn(site::reactions::write_down_reads(Arc::clone(&edition), clock.clone())),
        tokio::spawn(tidy(newsroom)),
        tokio::spawn(draft_newsletters(Arc::clone(&edition), clock.clone())),
        tokio::spawn(keep_the_till(Arc::clone(&edition), clock.clone())),
        tokio::spawn(entrance::keep(Arc::clone(&edition), clock)),
    ];
    // Open desks listen for as long as they are open: without a word the end would wait for them.
    let stop = async move {
        told_to_stop().await;
        live.tell(Event::Closing);
    };
    listener::serve(bound, app, limits, stop).await?;
    background.iter().for_each(|task| task.abort());
    edition.press.rest().await;
    site::reactions::write_down_the_last(&edition, last.now()).await;
    edition.store.close().await;
    if let Some(till) = &edition.till {
        till.close().await;
    }
    if let Some(gate) = &edition.gate {
        gate.close().await;
    }
    Ok(ExitCode::SUCCESS)
}

/// If the process dies of a fault, the system must not write its memory to disk: requests of the last minutes are in it.
fn leave_no_memory_behind() {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let nothing = Rlimit { current: Some(0), maximum: getrlimit(Resource::Core).maximum };
    if let Err(error) = setrlimit(Resource::Core, nothing) {
        tracing::warn!(%error, "the system may write this process's memory to disk if it dies of a fault");
    }
}

/// As long as there is no administrator, each start prints a link that makes one. It goes where whoever runs the
/// machine looks, and nowhere else: the database holds its hash.
async fn invite_the_first(edition: &Edition, now: Time) {
    match newsroom::machine::first_link(&edition.store, &edition.config, now).await {
        Ok(Some(link)) => {
            println!("There is no administrator yet. This link makes one; it is good once, for a day:");
            println!("  {link}");
        }
        Ok(None) => {}
        // Readers are served all the same.
        Err(error) => tracing::error!(%error, "no link for the first administrator could be made"),
    }
}

/// Forgets what has run out, every hour.
async fn tidy(newsroom: Arc<newsroom::Newsroom>) {
    loop {
        if let Err(error) = newsroom::tidy(&newsroom).await {
            tracing::warn!(%error, "old sessions and invitations could not be cleared away; trying again in an hour");
        }
        tokio::time::sleep(Duration::from_secs(3600)).await;
    }
}

/// Drafts the newsletters that are due, every half minute: a withdrawal should not wait long for its notice.
async fn draft_newsletters(edition: Arc<Edition>, clock: Clock) {
    while edition.press.is_on() {
        match edition.press.tick(clock.now()).await {
            Ok(0) => {}
            Ok(drafted) => tracing::info!(drafted, "newsletters were drafted"),
            Err(error) => tracing::warn!(%error, "newsletters could not be drafted; trying again"),
        }
        tokio::time::sleep(Duration::from_secs(30)).await;
    }
}

/// Makes the keys that are missing, soon after the start and whenever a month has begun, and forgets what is over, every
/// hour of the clock.
async fn keep_the_till(edition: Arc<Edition>, clock: Clock) {
    const HOUR_MS: i64 = 3_600_000;
    let Some(till) = &edition.till else { return };
    let mut last = i64::MIN;
    loop {
        let now = clock.now();
        let hour = now.millis().div_euclid(HOUR_MS);
        if hour != last {
            last = hour;
            if let Err(error) = keep_till(&edition, till, now).await {
                tracing::error!("{error}. Trying again in an hour");
            }
        }
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
}

async fn keep_till(edition: &Edition, till: &Till, now: Time) -> Result<(), TillError> {
    let made = till.make_keys(KEYS_AHEAD, base::id::chance(), now).await?;
    if made > 0 {
        site::reactions::keys_were_made(edition);
        tracing::info!(made, "keys for passes were made");
    }
    till.tidy(now).await
}

fn limits(config: &Config) -> Limits {
    let seconds = |seconds: u32| Duration::from_secs(seconds.into());
    Limits {
        connections: config.server.connections as usize,
        header_timeout: seconds(config.server.header_timeout_seconds),
        idle_timeout: seconds(config.server.idle_timeout_seconds),
        workers: config.server.workers as usize,
        ..Limits::default()
    }
}

/// Other processes publish too: an import on the command line, another machine.
async fn carry(courier: Courier, sent: Arc<Notify>) {
    courier.run(sent).await;
}

async fn follow_others(edition: Arc<Edition>) {
    edition.store.follow_others().await;
}

async fn fold_log(edition: Arc<Edition>) {
    edition.store.fold_log().await;
}

/// A theme's folder may change while we serve. A bad theme is refused and said so, once; the last good one stays.
async fn follow_the_theme(edition: Arc<Edition>) {
    loop {
        tokio::time::sleep(Duration::from_secs(1)).await;
        let theme = Arc::clone(&edition.theme);
        let looked = tokio::task::spawn_blocking(move || theme.reload_if_changed()).await;
        match looked.unwrap_or(Reload::Unchanged) {
            Reload::Unchanged => {}
            Reload::Loaded => {
                edition.staleness.withdraw(&[Key::EVERYTHING]);
                tracing::info!("the theme has changed and is in use");
            }
            Reload::Refused(error) => {
                tracing::error!("the changed theme is refused, the last good one stays: {error}")
            }
        }
    }
}

/// Ctrl-C at a terminal, SIGTERM from a service manager.
async fn told_to_stop() {
    let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())
        .expect("a Unix process can be told of SIGTERM");
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminate.recv() => {}
    }
}
