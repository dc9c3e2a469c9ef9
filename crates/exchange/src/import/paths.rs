//! Which file in the media folder an address in another system's text means.

use super::Format;
use crate::foreign::percent_decoded;

/// Where WordPress keeps its uploads, in addresses.
const UPLOADS: &str = "/wp-content/uploads/";
/// Where Ghost keeps its pictures.
const IMAGES: &str = "/content/images/";

/// Paths to try, the likeliest first. The folder given may be the site's own root or the folder of uploads itself.
pub(super) fn candidates(format: Format, address: &str) -> Vec<String> {
    if format == Format::Native {
        return vec![address.to_owned()];
    }
    let path = path_of(address);
    let mut found = Vec::new();
    for path in [path.to_owned(), percent_decoded(path)] {
        match format {
            Format::WordPress => wordpress(&path, &mut found),
            _ => ghost(&path, &mut found),
        }
    }
    found
}

/// Whether an address names another site than the one that is imported, as far as that can be told.
pub(super) fn is_elsewhere(format: Format, address: &str) -> bool {
    let place = if format == Format::WordPress { UPLOADS } else { IMAGES };
    address.contains("://") && !address.contains(place)
}

/// No part of the path goes up, or to the root.
pub(super) fn stays_inside(path: &str) -> bool {
    let plain = |part: &str| !matches!(part, "" | "." | "..") && !part.contains(['\0', '\\']);
    !path.is_empty() && path.split('/').all(plain)
}

/// An address without scheme, host, query and fragment.
fn path_of(address: &str) -> &str {
    let address = address.trim().strip_prefix("__GHOST_URL__").unwrap_or(address.trim());
    let path = match address.split_once("://") {
        Some((_, rest)) => rest.find('/').map_or("", |at| &rest[at..]),
        None => address,
    };
    path.split(['?', '#']).next().unwrap_or_default()
}

/// Ghost serves `/content/images/size/w600/format/webp/2021/03/a.jpg`; the file is `content/images/2021/03/a.jpg`.
fn ghost(path: &str, found: &mut Vec<String>) {
    let Some((_, rest)) = path.split_once(IMAGES) else { return bare(path, found) };
    let mut inner = rest;
    for prefix in ["size/", "format/"] {
        if let Some((_, after)) = inner.strip_prefix(prefix).and_then(|after| after.split_once('/')) {
            inner = after;
        }
    }
    for inner in [inner, rest] {
        for folder in ["content/images/", "images/", ""] {
            add(format!("{folder}{inner}"), found);
        }
    }
}

/// WordPress names its smaller copies `a-300x200.jpg`: the larger file is better, where it is there.
fn wordpress(path: &str, found: &mut Vec<String>) {
    let Some((_, rest)) = path.split_once(UPLOADS) else { return bare(path, found) };
    for inner in [without_size(rest), Some(rest.to_owned())].into_iter().flatten() {
        for folder in ["wp-content/uploads/", "uploads/", ""] {
            add(format!("{folder}{inner}"), found);
        }
    }
}

fn bare(path: &str, found: &mut Vec<String>) {
    add(path.trim_start_matches('/').to_owned(), found);
}

fn add(path: String, found: &mut Vec<String>) {
    if !found.contains(&path) {
        found.push(path);
    }
}

/// `2021/03/a.jpg` of `2021/03/a-300x200.jpg`.
fn without_size(path: &str) -> Option<String> {
    let (stem, extension) = path.rsplit_once('.')?;
    let (name, size) = stem.rsplit_once('-')?;
    let (width, height) = size.split_once('x')?;
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    (digits(width) && digits(height)).then(|| format!("{name}.{extension}"))
}

#[cfg(test)]
mod tests;
