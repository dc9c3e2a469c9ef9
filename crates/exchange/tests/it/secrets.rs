//! What must not come along: the corpora have CANARY in every place for keys, addresses, passwords and readers.

use std::fs;

use exchange::Format;

use crate::newsroom::{Newsroom, block_on, corpus};

#[test]
fn nothing_secret_of_a_ghost_file_reaches_the_disk() {
    block_on(leaves_no_trace("ghost/wrapped.json", Format::Ghost));
}

#[test]
fn nothing_secret_of_a_wordpress_file_reaches_the_disk() {
    block_on(leaves_no_trace("wordpress/site.xml", Format::WordPress));
}

async fn leaves_no_trace(file: &str, format: Format) {
    let newsroom = Newsroom::open().await;
    let bytes = fs::read(corpus(file)).expect("the corpus is there");
    assert!(String::from_utf8_lossy(&bytes).matches("CANARY").count() > 5);
    let report = newsroom.take(format, bytes, &newsroom.options()).await.expect("read to its end");
    assert!(report.new > 5);
    assert!(!format!("{report:?}").contains("CANARY"), "{report:?}");
    newsroom.store.close().await;
    for entry in fs::read_dir(newsroom.folder.path()).expect("a folder").map(|entry| entry.expect("readable"))
    {
        let content = fs::read(entry.path()).unwrap_or_default();
        assert!(!content.windows(6).any(|bytes| bytes == b"CANARY"), "{:?}", entry.path());
    }
}
