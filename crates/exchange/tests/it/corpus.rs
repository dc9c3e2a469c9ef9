//! `tests/corpus/{native,ghost,wordpress}/x` becomes `x.expected` beside it: what was said, the pages, and an export of
//! what was filed. Run with `VESTKA_BLESS=1` to write them anew, and read the difference before committing it.

use std::path::Path;

use exchange::{Format, Note, Options, Report};

use crate::newsroom::{Newsroom, block_on, corpus};

#[test]
fn native_files_read_as_blessed() {
    all("native", Format::Native);
}

#[test]
fn ghost_files_read_as_blessed() {
    all("ghost", Format::Ghost);
}

#[test]
fn wordpress_files_read_as_blessed() {
    all("wordpress", Format::WordPress);
}

fn all(folder: &str, format: Format) {
    let entries = std::fs::read_dir(corpus(folder)).expect("the corpus is there");
    let paths = entries.map(|entry| entry.expect("readable").path());
    let files: Vec<_> =
        paths.filter(|path| path.extension().is_some_and(|kind| kind != "expected")).collect();
    assert!(!files.is_empty(), "the corpus has gone missing");
    for file in files {
        block_on(one(&file, format));
    }
}

async fn one(path: &Path, format: Format) {
    let newsroom = Newsroom::open().await;
    let options = Options { media: Some(newsroom.uploads()), ..newsroom.options() };
    let bytes = std::fs::read(path).expect("readable");
    let report = newsroom.take(format, bytes.clone(), &options).await.expect("the file is read to its end");
    let first = newsroom.export(true).await;
    let found = said(&report) + &String::from_utf8_lossy(&first["stories.jsonl"]);
    let expected = path.with_extension("expected");
    if std::env::var_os("VESTKA_BLESS").is_some() {
        std::fs::write(&expected, &found).expect("writable");
    }
    let expected = std::fs::read_to_string(&expected).unwrap_or_default();
    assert!(found == expected, "{} is read differently now:\n{found}", path.display());
    nothing_paid_is_public(&newsroom).await;

    let again = newsroom.take(format, bytes, &options).await.expect("the same file again");
    assert_eq!((again.new, again.changed, again.concepts), (0, 0, 0), "the second time changes nothing");
    assert_eq!(newsroom.export(true).await, first);
}

fn said(report: &Report) -> String {
    let notes =
        |kind: &str, notes: &[Note]| notes.iter().map(|note| format!("{kind}: {note}\n")).collect::<String>();
    let mut said = format!("{} new, {} pictures met\n", report.new, report.pictures);
    said += &notes("refused", &report.refused.first);
    said += &notes("remark", &report.remarks.first);
    for page in &report.pages {
        said += &format!("--- pages/{}/{}.md\n{}---\n", page.language, page.slug, page.markdown);
    }
    said
}

/// The corpora write PAID where only payers may read; no public table holds it, only `paid_body` and what is no story
/// of the public's.
async fn nothing_paid_is_public(newsroom: &Newsroom) {
    let sql = "
        select s.id, r.document
        from story s
        join revision r on r.story = s.id
        where s.public_from is not null";
    for row in newsroom.store.read().await.expect("a reader").rows(sql, vec![]).await.expect("rows") {
        let document = row.text("document").expect("a text");
        assert!(!document.contains("PAID"), "{}: {document}", row.text("id").expect("a text"));
    }
}
