//! HTML made to run something or to hold a core.

use super::*;
use proptest::prelude::*;

/// The schema cannot hold anything that runs; this looks at the bytes all the same.
fn is_harmless(html: &str) -> bool {
    let tags = html.split('<').skip(1).map(|tag| tag.split('>').next().unwrap_or_default());
    let known = [
        "p",
        "h2",
        "h3",
        "h4",
        "blockquote",
        "figure",
        "figcaption",
        "ul",
        "ol",
        "li",
        "div",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "hr",
        "br",
        "a",
        "span",
        "strong",
        "em",
    ];
    tags.map(|tag| tag.trim_start_matches('/')).all(|tag| {
        let name = tag.split(' ').next().unwrap_or_default();
        let href = tag.split("href=\"").nth(1).unwrap_or("/");
        let leads = ["/", "#", "http://", "https://", "mailto:"].iter().any(|start| href.starts_with(start));
        known.contains(&name) && leads && !href.starts_with("//") && !tag.contains(" on")
    })
}

#[test]
fn nothing_of_the_corpus_runs() {
    for (path, html) in corpus() {
        let (body, _) = read(&path, &html);
        let written = body.to_html(&|_| None);
        assert!(is_harmless(&written), "{path}\n{written}");
        assert!(!written.contains("<script") && !written.contains("href=\"javascript:"), "{path}");
    }
}

/// Inputs that make a careless parser deep, quadratic or endless. No clock is asked: what is quadratic would hang here.
/// At the largest size and optimised each takes less than a second.
#[test]
fn documents_made_to_hurt_are_read() {
    const SIZE: usize = MAX_HTML_BYTES / 32;
    let fill = |piece: &str| piece.repeat(SIZE / piece.len());
    let numbered = |piece: &str| {
        let mut out = String::new();
        for number in 0.. {
            let next = piece.replace('#', &number.to_string());
            if out.len() + next.len() > SIZE {
                return out;
            }
            out.push_str(&next);
        }
        out
    };
    let half = SIZE / 2;
    let cases = [
        fill("<div>"),
        "<div>".repeat(10_000) + "deep" + &"</div>".repeat(10_000),
        fill("<b><p>"),
        fill("<ul><li>"),
        fill("<table><tr><td>"),
        fill("<table><tr><td colspan=1000 rowspan=1000>x<td>y"),
        fill("<blockquote>"),
        fill("<svg><p>"),
        fill("</p></b></div>"),
        numbered("<b id=#>") + "<p>x",
        format!("<a {}>", numbered("a#=1 ")).chars().take(SIZE).collect(),
        fill("<!--"),
        fill("<!-- -->"),
        fill("<!--members-only"),
        fill("<!--kg-gated-block:begin-->x"),
        fill("<script>"),
        fill("<x a='"),
        fill("<"),
        fill("&"),
        fill("&amp"),
        fill("&#x"),
        fill("<p>a<br>\n"),
        "<p>".to_owned() + &" ".repeat(half) + &"\n".repeat(half - 10),
        fill("["),
        fill("[a="),
        fill("[a=\"["),
        fill("[a][/a]"),
        fill("[caption a=1]<img>"),
        fill("[caption a=1]") + "[/caption]",
    ];
    for html in cases {
        fuzz(html.as_bytes());
    }
}

#[test]
fn deep_nesting_keeps_its_words() {
    let html = "<div>".repeat(10_000) + "deep" + &"</div>".repeat(10_000) + "<p>after</p>";
    assert_eq!(converted(&html), "<p>deep</p>\n<p>after</p>\n");
    let lists = "<ul><li>x".repeat(1_000);
    assert_eq!(converted(&lists).matches('x').count(), 1_000);
}

#[test]
fn what_is_too_large_is_refused() {
    let error = to_body(&"x".repeat(MAX_HTML_BYTES + 1), &Options::default()).expect_err("too large");
    assert!(matches!(error, ConvertError::TooLarge(_)), "{error}");
    let error = to_body(&"<b>x</b>".repeat(300_000), &Options::default()).expect_err("too many");
    assert!(matches!(error, ConvertError::TooManyPieces), "{error}");
}

/// Text in which tags, attributes, markers and nonsense meet.
fn soup() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "<p>",
        "</p>",
        "<b>",
        "</b>",
        "<i style='font-weight:bold'>",
        "</i>",
        "<a href='",
        "javascript:",
        "https://e.org/",
        "'>",
        "</a>",
        "<ul>",
        "<li>",
        "</ul>",
        "<ol start=3>",
        "<table>",
        "<tr>",
        "<td>",
        "<th colspan=2>",
        "</table>",
        "<blockquote>",
        "<cite>",
        "</blockquote>",
        "<figure>",
        "<img src=",
        "a.jpg ",
        "alt=\"",
        "\"",
        ">",
        "<figcaption>",
        "</figure>",
        "<script>",
        "</script>",
        "<svg>",
        "</svg>",
        "<math>",
        "<style>",
        "</style>",
        "<!--",
        "-->",
        "<h1>",
        "</h1>",
        "<br>",
        "<hr>",
        "<pre>",
        "</pre>",
        "<iframe src=//e.org>",
        "</iframe>",
        " onclick=x ",
        "&#106;",
        "&amp;",
        "&lt;",
        "<!--members-only-->",
        "<!--kg-gated-block:begin-->",
        "<!--kg-gated-block:end-->",
        "text ",
        "Слова ",
        "\n",
        "[caption]",
        "[/caption]",
        "[gallery ids=1]",
        "<div lang=be>",
        "</div>",
        "<div hidden>",
        "\u{0}",
        "<q>",
        "<sup>2",
        "<template>",
        "</template>",
        "<noscript>",
        "<select>",
        "<head>",
        "<object data=https://e.org>",
        "<del>",
    ]);
    prop::collection::vec(prop_oneof![9 => pieces.prop_map(str::to_owned), 1 => any::<String>()], 0..40)
        .prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_html_becomes_a_body_that_runs_nothing(html in soup(), lines in any::<bool>()) {
        let options = Options { line_paragraphs: lines, ..Options::default() };
        let (body, _) = to_body(&html, &options).expect("small enough");
        prop_assert_eq!(Body::parse(body.to_json()), Ok(body.clone()));
        let written = body.to_html(&|_| None);
        prop_assert!(is_harmless(&written), "{}\n{}", html, written);
    }

    #[test]
    fn nothing_after_a_wall_is_open(before in soup(), after in soup()) {
        let html = format!("{before}<!--members-only-->QQZZ{after}QQZZ");
        let (body, _) = to_body(&html, &Options::default()).expect("small enough");
        prop_assert!(!body.open_part().to_json().contains("QQZZ"), "{}", html);
    }

    #[test]
    fn our_own_html_reads_back(body in content::body::arbitrary::body()) {
        let html = body.open_part().to_html(&|_| None);
        let (again, _) = to_body(&html, &Options::default()).expect("small enough");
        let words = |body: &Body| body.plain_text(usize::MAX).split_whitespace().collect::<String>();
        // Pictures and cards become words where they are not there to be read back.
        let has_others = body.blocks.iter().any(|block| matches!(block, Block::Picture(_) | Block::Card(_)));
        let has_lone_table = body.blocks.iter().any(|block| matches!(block, Block::Table(_)));
        if !has_others && !has_lone_table {
            prop_assert_eq!(words(&again), words(&body.open_part()), "{}", html);
        }
    }
}
