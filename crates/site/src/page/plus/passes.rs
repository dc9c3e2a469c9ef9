//! My passes: `/{lang}/plus/passes`. The same for everybody: what a wallet holds is on its reader's device.

use web::{Loaded, Visit};

use super::{frame, places, unlisted};
use crate::edition::{Edition, Failed};
use crate::view::PassesPage;

/// Loads and renders the page.
pub async fn passes(edition: &Edition, visit: Visit) -> Result<Loaded, Failed> {
    let Some(mut reading) = edition.reading(&visit).await? else { return Ok(Loaded::Missing) };
    if !edition.has_plus() {
        return Ok(Loaded::Missing);
    }
    let title = reading.text("plus-passes");
    let frame = unlisted(frame(&mut reading, "/passes", title).await?);
    let commands = commands(&edition.absolute(""), &edition.config.plus.issuer);
    reading.page(&PassesPage {
        places: places(reading.language()),
        commands,
        wallet: reading.wallet(),
        frame,
    })
}

/// How the program is told: the code by the keyboard, so that it stays out of the shell's history.
fn commands(site: &str, issuer: &str) -> Vec<String> {
    let usual = base::config::Plus::default().issuer;
    let issuer = if issuer == usual { String::new() } else { format!(" --issuer '{issuer}'") };
    vec![
        "vestka pass words > words.txt".to_owned(),
        "read -r VESTKA_CODE && export VESTKA_CODE".to_owned(),
        format!("vestka pass draw --site {site} --words-from words.txt{issuer}"),
    ]
}
