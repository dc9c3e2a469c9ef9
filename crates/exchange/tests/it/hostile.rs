//! Files that mean harm: a clear sentence, no panic, no growth without bound.

use exchange::{Format, ImportError, Options, Report};

use crate::newsroom::{Newsroom, block_on};

fn story(id: &str, more: &str) -> String {
    format!(r#"{{"kind":"story","id":"{id}","language":"en","state":"draft","headline":"H"{more}}}"#)
}

async fn native(file: impl Into<Vec<u8>>) -> Report {
    let newsroom = Newsroom::open().await;
    newsroom.take(Format::Native, file, &newsroom.options()).await.expect("read to its end")
}

#[test]
fn a_story_of_50_megabytes_is_refused_and_the_import_goes_on() {
    block_on(async {
        let long = story("long", &format!(r#","deck":"{}""#, "x".repeat(50 << 20)));
        let report = native([story("a", ""), long, story("b", "")].join("\n")).await;
        assert_eq!((report.new, report.refused.total), (2, 1));
        let note = report.refused.first[0].to_string();
        assert!(note.starts_with("line 2: the line is longer than 8388608 bytes"), "{note}");
    });
}

#[test]
fn a_body_nested_ten_thousand_deep_is_refused() {
    block_on(async {
        let body =
            format!(r#","body":{}1{}"#, r#"{"type":"doc","content":["#.repeat(10_000), "]}".repeat(10_000));
        let report = native([story("deep", &body), story("b", "")].join("\n")).await;
        assert_eq!((report.new, report.refused.total), (1, 1), "{:?}", report.refused.first);
    });
}

#[test]
fn a_million_bad_lines_are_counted_and_a_thousand_told() {
    block_on(async {
        let report = native("{}\n".repeat(20_000)).await;
        assert_eq!((report.refused.total, report.refused.first.len()), (20_000, 1_000));
    });
}

#[test]
fn bytes_that_are_no_text_are_told_by_their_place() {
    block_on(async {
        let report =
            native([b"{\"kind\":\"\xff\xfe\"}\r\n\r\n\n".as_slice(), story("a", "").as_bytes()].concat())
                .await;
        assert_eq!(
            report.refused.first[0].to_string(),
            "line 1: byte 10 of the line is not UTF-8: save the file as UTF-8"
        );
        assert_eq!(report.new, 1);
    });
}

#[test]
fn an_item_without_end_and_one_too_long_cost_themselves_only() {
    block_on(async {
        let newsroom = Newsroom::open().await;
        let item = |id: u32, title: &str| {
            format!(
                "<item><title>{title}</title><wp:post_id>{id}</wp:post_id><wp:status>draft</wp:status>\
                 <wp:post_type>post</wp:post_type><content:encoded><![CDATA[<p>x</p> </item> <item>]]></content:encoded></item>"
            )
        };
        let file = format!(
            "<rss><channel>{}{}{}<item><title>cut",
            item(1, "A"),
            item(2, &"x".repeat(9 << 20)),
            item(3, "C")
        );
        let report =
            newsroom.take(Format::WordPress, file, &newsroom.options()).await.expect("read to its end");
        let places: Vec<_> = report.refused.first.iter().map(|note| note.place.as_str()).collect();
        assert_eq!((report.new, places), (2, vec!["item 2", "item 4"]), "{:?}", report.refused.first);
    });
}

#[test]
fn entities_do_not_grow() {
    block_on(async {
        let newsroom = Newsroom::open().await;
        let laughs: String =
            (1..20).map(|n| format!("<!ENTITY l{n} \"{}\">", format!("&l{};", n - 1).repeat(10))).collect();
        let file = format!(
            "<!DOCTYPE rss [<!ENTITY l0 \"lol\">{laughs}]><rss><channel><item><title>A &l19;</title><wp:post_id>1</wp:post_id>\
             <wp:status>draft</wp:status><wp:post_type>post</wp:post_type></item></channel></rss>"
        );
        let report =
            newsroom.take(Format::WordPress, file, &newsroom.options()).await.expect("read to its end");
        assert_eq!(report.new, 1, "{:?}", report.refused.first);
    });
}

#[test]
fn other_files_are_called_what_they_are_not() {
    block_on(async {
        let newsroom = Newsroom::open().await;
        for (format, file) in [
            (Format::Ghost, "<rss></rss>"),
            (Format::Ghost, r#"{"db":[{"data":{"tags":[]}}]}"#),
            (Format::Ghost, "[[[[[[[["),
            (Format::WordPress, r#"{"db":[]}"#),
            (Format::WordPress, ""),
        ] {
            let error =
                newsroom.take(format, file, &newsroom.options()).await.expect_err("it is something else");
            assert!(matches!(error, ImportError::NotTheFormat(_)), "{error}");
        }
    });
}

#[test]
fn a_ghost_file_larger_than_the_limit_is_not_read() {
    block_on(async {
        let newsroom = Newsroom::open().await;
        let mut options: Options = newsroom.options();
        options.limits.file_bytes = 1 << 20;
        let error = newsroom.take(Format::Ghost, vec![b' '; 2 << 20], &options).await.expect_err("too large");
        assert!(error.to_string().contains("larger than 1 MB"), "{error}");
    });
}
