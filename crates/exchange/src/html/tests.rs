//! HTML by the front door. `tests/corpus/html/x.html` becomes `x.json` beside it: the body and the remarks. Run with
//! `VESTKA_BLESS=1` to write them anew, and read the difference before committing it.

mod brackets;
mod gate;
mod hostile;
mod reading;

use super::*;
use std::path::Path;

/// A body's HTML, and nothing about its pictures.
fn converted(html: &str) -> String {
    let (body, _) = to_body(html, &Options::default()).unwrap_or_else(|error| panic!("{error}\n{html}"));
    body.to_html(&|_| None)
}

fn corpus() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/html");
    let files =
        std::fs::read_dir(&folder).expect("the corpus is there").map(|file| file.expect("readable").path());
    let pages = files.filter(|path| path.extension().is_some_and(|kind| kind == "html"));
    let mut corpus: Vec<_> = pages
        .map(|path| (path.display().to_string(), std::fs::read_to_string(&path).expect("readable")))
        .collect();
    corpus.sort();
    corpus
}

/// The options a file of the corpus is read with go by its name.
fn read(path: &str, html: &str) -> (Body, Vec<Remark>) {
    let options = Options {
        language: "en".parse().ok(),
        base: path.contains("ghost").then(|| "https://old.example".to_owned()),
        line_paragraphs: path.contains("classic"),
    };
    let library = |id| {
        let address = format!("https://old.example/{id}.jpg");
        (id < 9).then(|| shortcodes::Attachment {
            address,
            alt: format!("Number {id}"),
            caption: "A \"line\"".into(),
        })
    };
    let html = if path.contains("wordpress") { shortcodes::expand(html, &library) } else { html.into() };
    to_body(&html, &options).unwrap_or_else(|error| panic!("{path}: {error}"))
}

#[test]
fn the_corpus_reads_as_blessed() {
    let corpus = corpus();
    assert!(corpus.len() > 15, "the corpus has gone missing");
    for (path, html) in corpus {
        let (body, remarks) = read(&path, &html);
        let remarks: Vec<_> = remarks.iter().map(Remark::to_string).collect();
        let found = serde_json::json!({ "body": body, "remarks": remarks });
        let found = serde_json::to_string_pretty(&found).expect("serialises") + "\n";
        let expected = Path::new(&path).with_extension("json");
        if std::env::var_os("VESTKA_BLESS").is_some() {
            std::fs::write(&expected, &found).expect("writable");
        }
        let expected = std::fs::read_to_string(&expected).unwrap_or_default();
        assert!(found == expected, "{path} reads differently now:\n{found}");
    }
}
