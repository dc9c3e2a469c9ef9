//! Opening the house: configuration, database, pictures, words and theme of a data folder, put together.

use std::path::Path;
use std::sync::Arc;

use anyhow::Context;
use base::config::Config;
use base::{Clock, Locales, Time};
use content::Manuscript;
use distribution::clients::Courier;
use gate::Gate;
use media::Library;
use newsletter::Press;
use newsroom::Newsroom;
use newsroom::failure::Failure;
use newsroom::live::Live;
use newsroom::preview::{PostPreviewed, Preview, PreviewAsked, Previewed, Reader};
use portal::Portal;
use site::Failed;
use site::edition::Reads;
use site::preview::Eyes;
use site::theme::{Source, ThemeHandle};
use site::{Edition, reactions};
use store::{MIGRATIONS, Store, StoreUrl};
use till::Till;
use web::{App, Settings, Staleness};
use wire::Seal;

/// Settings of a data folder that is there.
pub fn settings(data: &Path) -> anyhow::Result<Config> {
    if !data.is_dir() {
        anyhow::bail!(
            "there is no data folder at {}: make one with `vestka init --data {0}`",
            data.display()
        );
    }
    Ok(Config::load(data)?)
}

/// The database of a data folder.
pub async fn database(config: &Config, data: &Path) -> anyhow::Result<Store> {
    let url = StoreUrl::from_setting(&config.database.url, data)?;
    let store = Store::open(&url, MIGRATIONS).await?;
    // Stories filed by a release that had no desk get their lines in its list.
    let completed = content::desk::complete(&store).await?;
    if completed > 0 {
        tracing::info!(completed, "stories from an earlier release were entered in the desk's list");
    }
    Ok(store)
}

/// The pictures of a data folder.
pub fn library(data: &Path) -> anyhow::Result<Library> {
    let folder = data.join("media");
    Library::open(&folder).with_context(|| format!("the media folder {} cannot be used", folder.display()))
}

/// The words of a data folder, and remarks on them for the log.
pub fn locales(data: &Path) -> anyhow::Result<Arc<Locales>> {
    Ok(Arc::new(Locales::load(Some(&data.join("locales")))?))
}

/// The theme that the configuration names.
pub fn theme_source(config: &Config, data: &Path) -> Source {
    match config.theme.folder.as_os_str().is_empty() {
        true => Source::Builtin,
        false => Source::Folder(data.join(&config.theme.folder)),
    }
}

/// The till of a data folder, with its secret and database in a folder of its own; none where another host is the till.
pub async fn till(config: &Config, data: &Path) -> anyhow::Result<Option<Till>> {
    if !config.till.runs {
        return Ok(None);
    }
    let folder = data.join("till");
    let url = Till::url(&config.till.url, &folder)?;
    let chance = base::id::chance();
    Ok(Some(Till::open(&url, &folder, &config.plus.issuer, config.till.clone(), chance).await?))
}

/// The gate of a data folder, with its secret and database in a folder of its own; none where another host is the gate.
pub async fn gate(config: &Config, data: &Path) -> anyhow::Result<Option<Gate>> {
    if !config.gate.runs {
        return Ok(None);
    }
    let folder = data.join("gate");
    let url = Gate::url(&config.gate.url, &folder)?;
    let (chance, now) = (base::id::chance(), Clock::system().now());
    Ok(Some(Gate::open(&url, &folder, &config.plus.issuer, chance, now).await?))
}

/// The edition of a data folder.
pub async fn edition(config: Config, data: &Path) -> anyhow::Result<Arc<Edition>> {
    let locales = locales(data)?;
    let languages = config.languages.iter().map(|language| language.tag.clone()).collect();
    let (theme, refused) = ThemeHandle::open(theme_source(&config, data), Arc::clone(&locales), languages)?;
    if let Some(refused) = refused {
        tracing::error!("{refused}. The built-in theme is used until its files change");
    }
    let (store, config) = (database(&config, data).await?, Arc::new(config));
    let press = Press::new(store.clone(), Arc::clone(&config), Arc::clone(&locales));
    let edition = Arc::new(Edition {
        store,
        library: library(data)?,
        theme: Arc::new(theme),
        pages: data.join("pages"),
        staleness: Arc::new(Staleness::default()),
        totals: Default::default(),
        reads: Reads::new(&config.statistics),
        till: till(&config, data).await?,
        gate: gate(&config, data).await?,
        press,
        locales,
        config,
    });
    let listening = Arc::downgrade(&edition);
    edition.store.listen(Arc::new(move |announcements| {
        if let Some(edition) = listening.upgrade() {
            reactions::heard(&edition, announcements);
        }
    }));
    Ok(edition)
}

/// The newsroom over the same database and pictures.
pub fn newsroom(edition: &Arc<Edition>, data: &Path, clock: &Clock) -> anyhow::Result<Arc<Newsroom>> {
    let newsroom = Arc::new(Newsroom {
        store: edition.store.clone(),
        library: library(data)?,
        config: Arc::clone(&edition.config),
        clock: clock.clone(),
        words: Arc::new(Locales::load_desk(None)?),
        templates: newsroom::Templates::load(),
        live: Live::default(),
        preview: preview(edition),
        till: edition.till.clone(),
        press: edition.press.clone(),
        door: Default::default(),
    });
    let live = newsroom.live.clone();
    newsroom.store.listen(Arc::new(move |announcements| newsroom::heard(&live, announcements)));
    Ok(newsroom)
}

/// Draws a story for the newsroom as the site would show it.
fn preview(edition: &Arc<Edition>) -> Preview {
    let for_posts = Arc::clone(edition);
    let edition = Arc::clone(edition);
    let page = Preview::by(move |asked: PreviewAsked| {
        let edition = Arc::clone(&edition);
        async move {
            let eyes = match asked.reader {
                Reader::Open => Eyes::Open,
                Reader::Plus => Eyes::Plus,
            };
            let drawn = site::preview::draw(&edition, asked.manuscript, eyes, asked.now).await;
            let drawn = drawn.map_err(not_drawn)?;
            let page = drawn.ok_or(Failure::Missing)?;
            Ok(Previewed { html: page.html, style: page.style })
        }
    });
    page.and_posts_by(move |story, now| posts(Arc::clone(&for_posts), story, now))
}

async fn posts(edition: Arc<Edition>, story: Manuscript, now: Time) -> Result<Vec<PostPreviewed>, Failure> {
    let posts = distribution::telegram::preview(&edition, story, now).await.map_err(not_drawn)?;
    let previewed = |post: distribution::telegram::Seen| PostPreviewed {
        chat: post.chat,
        html: post.html,
        signs: (post.used, post.limit),
        picture: post.photo,
    };
    Ok(posts.into_iter().map(previewed).collect())
}

fn not_drawn(failed: Failed) -> Failure {
    match failed {
        Failed::Store(error) => Failure::Store(error),
        Failed::Till(error) => Failure::Broken(format!("a preview: {error}")),
        Failed::Gate(error) => Failure::Broken(format!("a preview: {error}")),
        Failed::Theme(error) => Failure::Broken(format!("a preview: {error}")),
    }
}

/// Who pushes stories to clients' machines.
pub fn courier(edition: &Arc<Edition>, data: &Path, clock: &Clock) -> anyhow::Result<Courier> {
    Ok(Courier::new(Arc::clone(edition), seal(data)?, clock.clone()))
}

/// The wire's secret, which seals what is signed with.
fn seal(data: &Path) -> anyhow::Result<Seal> {
    Seal::open(&data.join("wire"), base::id::chance()).context("the wire's secret cannot be read")
}

/// The clients' portal over the same database, in the newsroom's words.
pub fn portal(
    edition: &Arc<Edition>,
    newsroom: &Newsroom,
    data: &Path,
    clock: &Clock,
) -> anyhow::Result<Arc<Portal>> {
    let proxies = edition.config.wire.trusted_proxies.join(" ");
    let proxies = proxies.parse().context("the setting wire.trusted_proxies cannot be used")?;
    Ok(Arc::new(Portal {
        edition: Arc::clone(edition),
        clock: clock.clone(),
        words: Arc::clone(&newsroom.words),
        templates: portal::templates(),
        seal: seal(data)?,
        door: Default::default(),
        proxies,
    }))
}

/// The site over an edition, with the newsroom under `/desk` and the clients' portal under `/wire`, ready to be served.
pub fn app(
    edition: &Arc<Edition>,
    newsroom: &Arc<Newsroom>,
    portal: &Arc<Portal>,
    clock: &Clock,
) -> anyhow::Result<Arc<App>> {
    let settings = Settings { cache_bytes: edition.config.cache.bytes as usize, ..Settings::default() };
    let routes = distribution::public(edition)?
        .mount("/desk", newsroom::service(newsroom))
        .mount_told("/wire", portal::service(portal));
    Ok(App::new(
        routes,
        site::policy(&edition.config),
        Arc::clone(&edition.staleness),
        clock.clone(),
        settings,
    ))
}

#[cfg(test)]
mod tests;
