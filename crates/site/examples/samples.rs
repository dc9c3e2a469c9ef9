//! Writes every sample of every page type as an HTML file, to look at a theme:
//! `cargo run -p site --example samples -- FOLDER [THEME]`.

use std::error::Error;
use std::path::PathBuf;
use std::sync::Arc;

use base::Language;
use base::locale::Locales;
use site::theme::{Source, Theme};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args_os().skip(1).map(PathBuf::from);
    let folder = arguments.next().ok_or("name the folder to write to")?;
    let source = arguments.next().map_or(Source::Builtin, Source::Folder);
    let languages = ["en", "be", "ru"].map(Language::parse).into_iter().collect::<Result<Vec<_>, _>>()?;
    let theme = Theme::load(&source, &Arc::new(Locales::load(None)?), &languages)?;
    for language in &languages {
        let folder = folder.join(language.as_str());
        std::fs::create_dir_all(&folder)?;
        for specimen in theme.specimens(language)? {
            std::fs::write(folder.join(format!("{}.html", specimen.name)), specimen.html)?;
        }
    }
    Ok(())
}
