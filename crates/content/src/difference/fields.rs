//! The fields around the body, as words.

use super::{Change, Difference, What, runs};
use crate::access::{Access, When};
use crate::align::Budget;
use crate::manuscript::Document;

/// A field's name, and how it reads.
type Field = (&'static str, fn(&Document) -> String);

/// The fields that differ.
pub(super) fn differences(old: &Document, new: &Document, budget: &mut Budget) -> Vec<Difference> {
    let fields: [Field; 15] = [
        ("headline", |d| d.headline.clone()),
        ("deck", |d| d.deck.clone()),
        ("slugline", |d| d.slugline.clone()),
        ("place", |d| d.place.clone().unwrap_or_default()),
        ("dateline", |d| d.dateline.clone().unwrap_or_default()),
        ("bylines", |d| d.bylines.join(", ")),
        ("sources", sources),
        ("sections", |d| d.sections.join(", ")),
        ("topics", |d| d.topics.join(", ")),
        ("urgency", |d| d.urgency.to_string()),
        ("access", |d| access(&d.access)),
        ("picture", |d| picture(d, |picture| &picture.file)),
        ("picture.alt", |d| picture(d, |picture| &picture.alt)),
        ("picture.caption", |d| {
            format!("{} {}", picture(d, |picture| &picture.caption), picture(d, |picture| &picture.credit))
        }),
        ("updates", |d| d.updates.clone().unwrap_or_default()),
    ];
    let texts = fields.into_iter().map(|(name, text)| (name, text(old), text(new)));
    texts.filter(|(_, old, new)| old != new).map(|(name, old, new)| field(name, &old, &new, budget)).collect()
}

fn field(name: &'static str, old: &str, new: &str, budget: &mut Budget) -> Difference {
    let change = match (old.trim().is_empty(), new.trim().is_empty()) {
        (true, _) => Change::Added,
        (_, true) => Change::Removed,
        _ => Change::Words,
    };
    Difference { of: What::Field(name), change, runs: runs(old, new, budget) }
}

fn sources(document: &Document) -> String {
    let lines: Vec<String> =
        document.sources.iter().map(|source| format!("{} {}", source.name, source.address)).collect();
    lines.join("\n")
}

/// `plus 2025-12-14T09:30:00Z, open +48h`.
fn access(access: &Access) -> String {
    let step = |step: &crate::access::Step| {
        let level = format!("{:?}", step.level).to_lowercase();
        match step.when {
            When::From(time) => format!("{level} {time}"),
            When::AfterHours(hours) => format!("{level} +{hours}h"),
        }
    };
    access.0.iter().map(step).collect::<Vec<_>>().join(", ")
}

fn picture(document: &Document, part: fn(&crate::manuscript::LeadPicture) -> &String) -> String {
    document.picture.as_ref().map(part).cloned().unwrap_or_default()
}
