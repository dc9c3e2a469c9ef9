//! `vestka export FOLDER --as FORMAT`: every story that is out, in one of the wire's formats, a file each.

use std::path::Path;

use anyhow::Context as _;
use base::Time;
use content::{Admission, FullStory, State, full};
use distribution::item::{Format, Item};
use site::Edition;

/// Stories read at a time.
const AT_ONCE: usize = 200;

/// Writes them to `folder/LANGUAGE/CODE.EXTENSION`, each with its whole text; of a killed one what is left. How many.
pub async fn write(
    edition: &Edition,
    folder: &Path,
    format: Format,
    admission: &Admission,
    now: Time,
) -> anyhow::Result<u64> {
    std::fs::create_dir(folder).with_context(|| format!("{} cannot be made", folder.display()))?;
    let (mut after, mut written) = (0, 0);
    loop {
        let stories = full::after(&mut edition.store.read().await?, after, AT_ONCE, admission).await?;
        let Some(last) = stories.last().and_then(|story| story.manuscript().number) else {
            return Ok(written);
        };
        after = last;
        for language in edition.languages() {
            let of_it = |story: &&FullStory| {
                let manuscript = story.manuscript();
                let is_out = matches!(manuscript.state, State::Published | State::Killed);
                manuscript.language == *language && is_out
            };
            let chosen: Vec<FullStory> = stories.iter().filter(of_it).cloned().collect();
            let folder = folder.join(language.as_str());
            std::fs::create_dir_all(&folder)?;
            let mut reading = edition.reading_in(language, now).await?;
            let items = Item::several(&mut reading, &chosen).await?;
            for (item, story) in items.iter().zip(&chosen) {
                let Some(number) = story.manuscript().number else { continue };
                let withdrawn = story.manuscript().killed.as_ref().map(|kill| {
                    Item::withdrawn(&reading, &story.manuscript().id, &kill.notice, kill.at)
                        .numbered(&reading, number)
                });
                let name = format!("{}.{}", base::id::short_code(number), format.extension());
                std::fs::write(folder.join(name), format.write(withdrawn.as_ref().unwrap_or(item)))?;
                written += 1;
            }
        }
    }
}
