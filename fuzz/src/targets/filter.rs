//! Filters of Ghost's API: whoever has a key writes them.

use crate::target::{Target, none_made};

/// A filter is read or refused with a sentence, whatever it is.
pub fn filter() -> Target {
    Target {
        name: "filter",
        corpora: &[],
        made: none_made,
        words: &[
            "tag:",
            "published_at:>",
            "now-30d",
            "now+1M",
            "[",
            "]",
            "(",
            ")",
            "+",
            ",",
            "-",
            ":-[",
            "~^",
            "~$",
            ">=",
            "<=",
            "'",
            "\\'",
            "null",
            "true",
            "count.posts",
            "\0",
            "ў",
        ],
        longest: 2_100,
        take: Box::new(|bytes| match distribution::ghost::parse_filter(&String::from_utf8_lossy(bytes)) {
            Ok(filter) => {
                let shape: String =
                    format!("{filter:?}").chars().filter(|sign| "([".contains(*sign)).collect();
                format!("read {}", &shape[..shape.len().min(12)])
            }
            Err(refusal) => refusal.to_string(),
        }),
    }
}
