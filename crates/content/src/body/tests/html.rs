//! Each body document of the corpus as HTML. `corpus/x.json` becomes `corpus/x.html`; run with `VESTKA_BLESS=1` to
//! write the HTML anew, and read the difference before committing it.

use super::*;
use std::path::Path;

/// Every file of `media/` is there in two widths; others are not.
fn pictures(file: &str) -> Option<PictureSource> {
    let name = file.strip_prefix("media/")?.trim_end_matches(".jpg");
    let rendition = |width, kind| Rendition {
        address: format!("/media/{name}-{width}.{kind}"),
        width,
        height: width / 2,
    };
    Some(PictureSource {
        webp: vec![rendition(400, "webp"), rendition(800, "webp")],
        jpeg: vec![rendition(400, "jpg"), rendition(800, "jpg")],
    })
}

#[test]
fn the_corpus_looks_as_blessed() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/body/tests/corpus");
    let files = std::fs::read_dir(&folder).expect("the corpus is there");
    let mut documents: Vec<_> = files.map(|file| file.expect("readable").path()).collect();
    documents.retain(|path| path.extension().is_some_and(|kind| kind == "json"));
    assert!(documents.len() >= 4, "the corpus has gone missing");
    for path in documents {
        let json = std::fs::read(&path).expect("readable");
        let body = Body::parse(&json).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let html = body.to_html(&pictures);
        let expected = path.with_extension("html");
        if std::env::var_os("VESTKA_BLESS").is_some() {
            std::fs::write(&expected, &html).expect("writable");
        }
        assert_eq!(html, std::fs::read_to_string(&expected).unwrap_or_default(), "{}", path.display());
    }
}

#[test]
fn nothing_of_a_story_is_read_as_markup() {
    let evil = r#""><script>alert('1')</script>&"#;
    let text = Inline::text(evil);
    let body = Body {
        blocks: vec![
            Block::Paragraph(vec![text.clone()]),
            Block::Quotation { paragraphs: vec![vec![text.clone()]], attribution: evil.into() },
            Block::Picture(Picture {
                file: "media/a.jpg".into(),
                alt: evil.into(),
                caption: evil.into(),
                credit: evil.into(),
            }),
            Block::Card(Card {
                address: Link::parse("https://example.org/?\"><script>'").expect("allowed"),
                title: evil.into(),
                description: evil.into(),
            }),
            Block::Table(vec![vec![Cell { header: true, text: vec![text] }]]),
        ],
    };
    let html = body.to_html(&|file| pictures(file));
    assert!(!html.contains("<script"), "{html}");
    assert_eq!(html.matches("&lt;script&gt;").count(), 9, "{html}");
    assert!(html.contains("href=\"https://example.org/?%22%3E%3Cscript%3E&#39;\""), "{html}");
}

#[test]
fn a_picture_that_is_not_there_is_told_in_words() {
    let picture = |alt: &str, caption: &str, credit: &str| Body {
        blocks: vec![Block::Picture(Picture {
            file: "gone.jpg".into(),
            alt: alt.into(),
            caption: caption.into(),
            credit: credit.into(),
        })],
    };
    let html = |body: Body| body.to_html(&|_| None);
    assert_eq!(html(picture("a", "b", "c")), "<p class=\"caption\">b <span class=\"credit\">c</span></p>\n");
    assert_eq!(html(picture("a", "", "")), "<p class=\"caption\">a</p>\n");
    assert_eq!(html(picture("", "", "c")), "");
}
