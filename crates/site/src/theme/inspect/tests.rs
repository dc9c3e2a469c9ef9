use super::tags::tags;
use super::{check_page, check_style};
use crate::script;

fn taken(html: &str) -> bool {
    check_page(html, "").is_ok()
}

#[test]
fn tags_are_read_as_browsers_read_them() {
    let html = r#"<!doctype html><!-- <b> --><A HREF=/x/y data-n='1>2' hidden><script type="x">"<i>"</script><br/></a>"#;
    let read: Vec<_> = tags(html).map(|tag| (tag.name.clone(), format!("{:?}", tag.attributes))).collect();
    let expected = [
        ("a", r#"[("href", "/x/y"), ("data-n", "1>2"), ("hidden", "")]"#),
        ("script", r#"[("type", "x")]"#),
        ("br", "[]"),
    ];
    assert_eq!(read, expected.map(|(name, attributes)| (name.to_owned(), attributes.to_owned())));
}

#[test]
fn odd_tags_end() {
    for html in ["<", "<a", "<a ", "<a =", "<a b=", "<a b='", "<a ==>", "<script>", "<!--", "<a/=é>", "<é>"]
    {
        assert!(tags(html).count() <= 1, "{html}");
    }
}

#[test]
fn what_waits_for_the_reader_is_taken() {
    for html in [
        "<a href=https://elsewhere.example/>x</a>",
        "<link rel=canonical href=https://kropka.example/>",
        "<link rel='alternate' hreflang=be href=https://kropka.example/be/>",
        "<link rel=icon href=/favicon.svg>",
        "<img src=/media/a.jpg srcset='/media/a.jpg 400w, /media/b.jpg 800w'>",
        "<img src=data:image/png;base64,xx>",
        "<script type=application/ld+json>{}</script>",
    ] {
        assert!(taken(html), "{html}");
    }
    let wallet = script::address("wallet.js");
    assert!(taken(&format!("<script type=module src={wallet}></script>")));
    assert!(!taken(&format!("<script src={wallet}>alert(1)</script>")), "nothing of its own in it");
    assert!(!taken(&format!("<script src=https://elsewhere.example{wallet}></script>")));
}

#[test]
fn scripts_and_strangers_are_refused() {
    for html in [
        "<script src=/assets/a.js></script>",
        "<script>1</script>",
        "<body onload=x()>",
        "<p style=color:red>",
        "<img src=https://counter.example/1.gif>",
        "<img src=//counter.example/1.gif>",
        "<img srcset='/a.jpg 1x, https://counter.example/1.gif 2x'>",
        "<link rel=stylesheet href=https://fonts.example/css>",
        "<link rel='preconnect' href=https://fonts.example>",
        "<link rel='alternate stylesheet' href=//fonts.example/css>",
        "<iframe src=/x></iframe>",
        "<base href=https://elsewhere.example/>",
        "<meta http-equiv=refresh content=0>",
        "<svg><use href=https://elsewhere.example/a.svg></svg>",
        "<form action=https://elsewhere.example/>",
        "<a ping=https://elsewhere.example/ href=/>",
        "<style>p{}</style>",
    ] {
        assert!(!taken(html), "{html}");
    }
}

#[test]
fn the_style_sheet_stands_once_and_whole() {
    assert!(check_page("<style>p{}</style>", "p{}").is_ok());
    assert!(check_page("<style>p{}b{}</style>", "p{}").is_err());
    assert!(check_page("<style>p{}</style><style>p{}</style>", "p{}").is_err());
    assert!(check_page("<p>", "p{}").is_err());
}

#[test]
fn a_style_sheet_loads_only_its_own() {
    assert!(check_style("a{background:url(/assets/a.svg)}@font-face{src:url('/assets/f.woff2')}").is_ok());
    for css in ["@IMPORT 'x.css'", "a{b:url(https://x.example/)}", "a{b:url(\"//x.example\")}", "</STYLE>"] {
        assert!(check_style(css).is_err(), "{css}");
    }
}
