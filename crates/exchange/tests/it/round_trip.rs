//! Out, in, out: the same bytes.

use std::fs;
use std::path::Path;

use content::admission::Ground;
use content::{Admission, lifecycle, visibility};
use exchange::export::{self, ExportError, ExportOptions};
use exchange::{Format, ImportError, Options};
use store::testing::on_both;

use crate::newsroom::{Newsroom, block_on, corpus};

async fn filled(newsroom: &Newsroom) {
    let bytes = fs::read(corpus("native").join("odd.jsonl")).expect("the corpus is there");
    let options = Options { media: Some(newsroom.uploads()), ..newsroom.options() };
    newsroom.take(Format::Native, bytes, &options).await.expect("read to its end");
}

#[test]
fn export_import_export_gives_the_same_bytes() {
    on_both(|store| async move {
        let first = Newsroom::over(store);
        filled(&first).await;
        for with_hidden in [true, false] {
            let exported = first.export(with_hidden).await;
            assert!(exported.keys().any(|name| name.starts_with("media/")), "pictures are in it");
            let lines = String::from_utf8_lossy(&exported["stories.jsonl"]).into_owned();
            assert_eq!(lines.contains("a-writer"), with_hidden, "{lines}");
            let second = Newsroom::open().await;
            let report = second.take_export(&exported).await;
            assert_eq!(report.remarks.total, 0, "{:?}", report.remarks.first);
            assert!(second.export(with_hidden).await == exported, "the same bytes");
        }
    });
}

#[test]
fn a_killed_storys_pictures_do_not_come_back_with_an_import() {
    block_on(async {
        let newsroom = Newsroom::open().await;
        filled(&newsroom).await;
        let mut tx = newsroom.store.write().await.expect("a writer");
        for id in ["all-en"] {
            let now = newsroom.options().now;
            lifecycle::kill(&mut tx, id, "Withdrawn.", "A hoax.", "editor", now).await.expect("killed");
        }
        tx.commit().await.expect("committed");
        let exported = newsroom.export(true).await;
        assert!(!exported.keys().any(|name| name.starts_with("media/")), "{:?}", exported.keys());
        let second = Newsroom::open().await;
        second.take_export(&exported).await;
        assert_eq!(fs::read_dir(second.library.folder()).expect("a folder").count(), 0);
        assert!(second.export(true).await == exported, "the same bytes");
    });
}

#[test]
fn an_old_file_does_not_show_a_hidden_person_again() {
    on_both(|store| async move {
        let newsroom = Newsroom::over(store);
        let person = r#"{"kind":"person","id":"a","names":{"en":"A"},"hidden":false}"#;
        newsroom.take(Format::Native, person, &newsroom.options()).await.expect("read");
        let mut tx = newsroom.store.write().await.expect("a writer");
        visibility::hide(&mut tx, "a", true).await.expect("hidden");
        tx.commit().await.expect("committed");
        newsroom.take(Format::Native, person, &newsroom.options()).await.expect("read");
        assert!(newsroom.export(false).await["stories.jsonl"].is_empty());
        let lines = newsroom.export(true).await.remove("stories.jsonl").expect("lines");
        assert!(String::from_utf8_lossy(&lines).contains(r#""hidden":true"#));
    });
}

#[test]
fn a_strict_import_stops_at_the_first_bad_record_and_keeps_what_came_before() {
    on_both(|store| async move {
        let newsroom = Newsroom::over(store);
        let story = |id: &str| {
            format!(r#"{{"kind":"story","id":"{id}","language":"en","state":"draft","headline":"H"}}"#)
        };
        let file = [story("a"), story("B"), story("c")].join("\n");
        let options = Options { strict: true, ..newsroom.options() };
        let error = newsroom.take(Format::Native, file.clone(), &options).await.expect_err("it stops");
        let said = error.to_string();
        let ImportError::Stopped { note, report } = error else { panic!("{said}") };
        assert_eq!((note.place.as_str(), report.new), ("line 2", 1), "{said}");
        let report = newsroom.take(Format::Native, file, &newsroom.options()).await.expect("read to its end");
        assert_eq!((report.new, report.same, report.refused.total), (1, 1, 1));
    });
}

#[test]
fn an_export_goes_nowhere_where_something_is() {
    block_on(async {
        let newsroom = Newsroom::open().await;
        #[expect(clippy::disallowed_methods, reason = "the test stands for an operator")]
        let admission = Admission::grant(Ground::Operator);
        let (options, target) = (ExportOptions::default(), newsroom.folder.path());
        let export = async |target: &Path| {
            export::folder(&newsroom.store, &newsroom.library, target, &options, &admission, &mut |_| {})
                .await
        };
        assert!(matches!(export(target).await, Err(ExportError::Occupied(_))));
        assert!(matches!(export(&target.join("vestka.db")).await, Err(ExportError::Occupied(_))));
        export(&target.join("new/out")).await.expect("a folder that is not there yet");
        let left: Vec<_> = fs::read_dir(target.join("new")).expect("a folder").collect();
        assert_eq!(left.len(), 1, "{left:?}");
    });
}
