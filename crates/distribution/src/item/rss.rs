//! RSS 2.0: items as a channel, written as the site's feeds are.

use base::Time;

use super::{Channel, Item};
use crate::feed::{Entry, Feed, write_rss};

/// Items, new to old. Of one that may not be used there is its id, and the notice for a title: no text.
pub(super) fn write(channel: &Channel, items: &[&Item]) -> Vec<u8> {
    write_rss(&Feed {
        language: channel.language.clone(),
        title: channel.title.clone(),
        agency: channel.title.clone(),
        home: channel.home.clone(),
        url: channel.url.clone(),
        updated: items.iter().map(|item| item.changed).max().unwrap_or(Time::EARLIEST),
        hub: None,
        entries: items.iter().map(|item| Entry::of(item)).collect(),
    })
}
