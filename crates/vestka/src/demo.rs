//! The demo agency, as it stands in the binary: Kropka, of a country that does not exist. Tests, documentation and
//! screenshots use it too.

mod pictures;

use std::fs;
use std::path::Path;

use anyhow::Context;
use base::Zone;
use base::config::{Config, LanguageSettings};

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
