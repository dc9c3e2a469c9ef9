//! The demo agency, as it stands in the binary: Kropka, of a country that does not exist. Tests, documentation and
//! screenshots use it too.

mod pictures;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::Context;
use base::config::{Config, LanguageSettings};
use base::{Language, Zone};
use till::{Plan, PlanOffer, Price, Till};

/// Sections, topics and people, then the stories, in the native format.
pub const STORIES: [&str; 3] = [
    include_str!("../../../demo/cast.jsonl"),
    include_str!("../../../demo/stories-1.jsonl"),
    include_str!("../../../demo/stories-2.jsonl"),
];

macro_rules! pages {
    ($($path:literal),* $(,)?) => { [$(($path, include_str!(concat!("../../../demo/pages/", $path)))),*] };
}

const PAGES: [(&str, &str); 9] = pages![
    "en/about.md",
    "en/contact.md",
    "en/privacy.md",
    "be/about.md",
    "be/contact.md",
    "be/privacy.md",
    "ru/about.md",
    "ru/contact.md",
    "ru/privacy.md",
];

/// The agency's settings.
pub fn config() -> Config {
    let mut config = Config::default();
    config.agency.name = "Kropka".to_owned();
    config.agency.tier = "Kropka Plus".to_owned();
    config.agency.time_zone = Zone::named("Europe/Vilnius").unwrap_or(Zone::utc());
    let language = |tag: &str, name: &str, agency: &str, tier: &str, tagline: &str| LanguageSettings {
        agency: agency.to_owned(),
        tier: tier.to_owned(),
        tagline: tagline.to_owned(),
        ..LanguageSettings::new(tag.parse().expect("a language tag"), name)
    };
    config.languages = vec![
        language("en", "English", "Kropka", "Kropka Plus", "News of Nadzvinnie, short and checked"),
        language("be", "Беларуская", "Кропка", "Кропка Плюс", "Навіны Надзвіння: коратка і праверана"),
        language("ru", "Русский", "Кропка", "Кропка Плюс", "Новости Надзвинья: коротко и проверено"),
    ];
    config
}

/// Writes the agency's own pages.
pub fn write_pages(data: &Path) -> anyhow::Result<()> {
    for (path, text) in PAGES {
        let file = data.join("pages").join(path);
        fs::create_dir_all(file.parent().unwrap_or(data))?;
        fs::write(&file, text).with_context(|| format!("{} cannot be written", file.display()))?;
    }
    Ok(())
}

/// What the till of the demo sells: a month and a year, and a pool at `/en/plus/pool/readers`.
pub async fn stock(till: &Till) -> anyhow::Result<()> {
    let offers = |names: [&str; 3], amount| -> anyhow::Result<BTreeMap<Language, PlanOffer>> {
        let offer = |(tag, name): (&str, &str)| {
            let price = Price::new("EUR", amount)?;
            Ok((tag.parse()?, PlanOffer { name: name.to_owned(), price }))
        };
        ["en", "be", "ru"].into_iter().zip(names).map(offer).collect()
    };
    let month = offers(["A month", "Месяц", "Месяц"], 450)?;
    let year = offers(["A year", "Год", "Год"], 4000)?;
    for (position, (id, months, offers)) in (1..).zip([("month", 1, month), ("year", 12, year)]) {
        till.set_plan(&Plan { id: id.to_owned(), position, months, is_on: true, offers }).await??;
    }
    if till.pool(POOL).await?.is_none() {
        let number = base::id::parse_short_code(POOL).context("the pool's address")?;
        till.make_pool("Zvina Readers’ Circle", 2_000, number.to_be_bytes()).await??;
    }
    Ok(())
}

/// A real pool's address cannot be guessed; the demo's can be remembered.
pub const POOL: &str = "readers";

/// Draws the pictures that the stories name, into `media/` of a folder.
pub fn draw(folder: &Path) -> anyhow::Result<()> {
    let media = folder.join("media");
    fs::create_dir_all(&media)?;
    for name in pictures::NAMES {
        let file = media.join(format!("{name}.png"));
        let picture = pictures::draw(name, 1).with_context(|| format!("there is no picture '{name}'"))?;
        fs::write(&file, picture).with_context(|| format!("{} cannot be written", file.display()))?;
    }
    Ok(())
}
