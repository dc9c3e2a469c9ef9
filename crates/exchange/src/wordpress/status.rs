//! Where a post stands, and since when.

use base::Time;
use content::State;

use super::item::Item;
use crate::foreign;

/// What a status comes to.
pub(super) enum Standing {
    /// A story in this state, with what there is to say about that.
    Story(State, Option<String>),
    /// Not taken over, and why; nothing to say about what WordPress keeps for itself.
    Out(Option<&'static str>),
}

/// A private or protected post is never public here, whatever else it is.
pub(super) fn standing(item: &Item) -> Standing {
    let draft = |why: &str| Standing::Story(State::Draft, Some(format!("{why}: it becomes a draft")));
    let protected = !item.password.trim().is_empty();
    match item.status.trim() {
        "publish" | "future" if protected => draft("it is protected by a password"),
        "publish" => Standing::Story(State::Published, None),
        "future" => Standing::Story(State::Scheduled, None),
        "draft" => Standing::Story(State::Draft, None),
        "pending" => Standing::Story(State::InEdit, None),
        "private" => draft("it is private"),
        "trash" => Standing::Out(Some("it is in the trash: it is left out")),
        "auto-draft" | "inherit" => Standing::Out(None),
        other => draft(&format!("its status '{}' is not known", other.chars().take(40).collect::<String>())),
    }
}

/// When it was published: in UTC; else what the feed says; else the site's own time, as if it were UTC.
pub(super) fn published(item: &Item) -> Option<Time> {
    let gmt = foreign::time(&item.date_gmt);
    gmt.or_else(|| rfc2822(&item.pub_date)).or_else(|| foreign::time(&item.date))
}

/// `Mon, 01 Mar 2021 10:00:00 +0000`.
fn rfc2822(text: &str) -> Option<Time> {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let parts: Vec<&str> = text.split_whitespace().collect();
    let [_, day, month, year, clock, zone] = parts[..] else { return None };
    let month = MONTHS.iter().position(|name| *name == month)? + 1;
    let zone = match zone {
        "GMT" | "UT" | "UTC" => "+00:00".to_owned(),
        zone if zone.len() == 5 && zone.is_ascii() => format!("{}:{}", &zone[..3], &zone[3..]),
        _ => return None,
    };
    Time::parse_rfc3339(&format!("{year}-{month:02}-{day:0>2}T{clock}{zone}")).ok()
}

#[cfg(test)]
mod tests;
