//! Words alone, for systems that take nothing else: a part a paragraph, an empty line between two.

use super::{Extent, Item, Status};

/// UTF-8; lines end with a line feed.
pub(super) fn write(item: &Item) -> Vec<u8> {
    let mut parts: Vec<String> = vec![item.headline.clone(), item.deck.clone()];
    parts.extend(item.signed());
    match &item.status {
        Status::Usable => {
            let mut text = item.body.plain_text(usize::MAX - 1).replace('\n', "\n\n");
            if !item.dateline.is_empty() {
                text = format!("{} {text}", item.dateline);
            }
            parts.push(text);
            if let Extent::Partial { notice } = &item.extent {
                parts.push(notice.clone());
            }
            let correction =
                |one: &super::Note| format!("{}, {}: {}", item.correction_word, one.moment, one.note);
            parts.extend(item.corrections.iter().map(correction));
            let source = |one: &content::Source| format!("{} {}", one.name, one.address).trim().to_owned();
            parts.push(item.sources.iter().map(source).collect::<Vec<_>>().join("\n"));
        }
        Status::Withheld => parts.push("WITHHELD".to_owned()),
        Status::Canceled { notice } => parts.extend(["CANCELED".to_owned(), notice.clone()]),
    }
    if let Some(until) = item.embargoed_until {
        parts.insert(0, format!("EMBARGOED UNTIL {until}"));
    }
    parts.push(format!(
        "{}\n{} {}",
        item.short_url.as_deref().unwrap_or(&item.home),
        item.id,
        item.version()
    ));
    parts.retain(|part| !part.trim().is_empty());
    (parts.join("\n\n") + "\n").into_bytes()
}
