//! In doubt a line is paid.

use super::*;

/// The words anybody may read.
fn open(html: &str) -> String {
    let (body, _) = to_body(html, &Options::default()).expect("a body");
    body.open_part().to_json()
}

#[track_caller]
fn stays_secret(html: &str) {
    let (body, _) = to_body(html, &Options::default()).expect("a body");
    assert!(!open(html).contains("SECRET"), "leaked from {html}\n{}", open(html));
    assert!(body.has_plus() || !body.to_json().contains("SECRET"), "{html}");
}

#[test]
fn what_follows_members_only_is_paid_however_it_is_written() {
    for marker in [
        "<!--members-only-->",
        "<!-- members-only -->",
        "<!--MEMBERS-ONLY-->",
        "<!--\n\tmembers-only\n-->",
        "<!--members-only--!>",
        "<!--members-only->--><!-- -->",
        "<!members-only>",
        "<!-- <!--members-only--> -->",
        "<p title='<!--members-only-->'>",
        "<p title=<!--members-only-->>",
        "<script><!--members-only--></script>",
        "<style><!--members-only--></style>",
        "<textarea><!--members-only--></textarea>",
        "<iframe><!--members-only--></iframe>",
        "<svg><!--members-only--></svg>",
        "<template><!--members-only--></template>",
        "<pre><!--members-only--></pre>",
        "<table><!--members-only--></table>",
        "<table><tr><td><!--members-only-->",
        "<ul><li><!--members-only-->",
        "<b><i><a href=x><!--members-only-->",
        "<div><div><div><!--members-only--></div></div></div>",
        "<a <!--members-only-->",
        "&lt<!--members-only-->",
    ] {
        let html =
            format!("<p>Open</p>{marker}SECRET <p>SECRET</p><img src=SECRET.jpg><a href=/SECRET>SECRET</a>");
        stays_secret(&html);
        assert!(open(&html).contains("Open"), "{html}");
    }
}

#[test]
fn a_gated_block_is_paid_until_its_own_end() {
    for block in [
        "<!--kg-gated-block:begin nonMember:true memberSegment:\"\" -->SECRET<!--kg-gated-block:end-->",
        "<!--kg-gated-block:begin-->SECRET<!-- kg-gated-block : end -->",
        "<!--kg-gated-block-->SECRET<!--kg-gated-block:end-->",
        "<!--KG-GATED-BLOCK:BEGIN x-->SECRET<!--KG-GATED-BLOCK:END-->",
        "<!--kg-gated-block:begin--><p>SECRET<!--kg-gated-block:begin--></p>SECRET<!--kg-gated-block:end-->SECRET\
         <!--kg-gated-block:end-->",
        "<p title='<!--kg-gated-block:begin-->'>SECRET</p><!--kg-gated-block:end-->",
        "<!--kg-gated-block:begin--><p title='<!--kg-gated-block:end-->'>SECRET</p><!--kg-gated-block:end-->",
        "<!--kg-gated-block:begin--><script><!--kg-gated-block:end--></script>SECRET<!--kg-gated-block:end-->",
        "<!--kg-gated-block:begin--><img alt=SECRET src=SECRET><!--kg-gated-block:end-->",
        "<!--kg-gated-block:begin--><iframe src=https://SECRET.example></iframe><!--kg-gated-block:end-->",
        "<ul><li>SECRET<!--kg-gated-block:begin-->SECRET</ul><!--kg-gated-block:end-->",
        "<!--kg-gated-block:begin--><blockquote><!--kg-gated-block:end--><p>x</p><cite>SECRET</cite></blockquote>",
        "<!--kg-gated-block:begin--><a href=/SECRET><!--kg-gated-block:end-->x</a>",
        "<!--wp:premium-content/subscriber-view-->SECRET<!-- /wp:premium-content/subscriber-view -->",
    ] {
        let html = format!("<p>Open</p>{block}<p>After</p>");
        stays_secret(&html);
        assert!(open(&html).contains("Open") && open(&html).contains("After"), "{}", open(&html));
    }
}

#[test]
fn an_end_that_is_missing_or_odd_leaves_it_paid() {
    for rest in [
        "SECRET",
        "<p>SECRET</p><!--kg-gated-block:end because--><p>SECRET",
        "<!--kg-gated-block:begin--><!--kg-gated-block:end-->SECRET",
        "&lt;!--kg-gated-block:end--&gt;SECRET",
        "<!-- <!--kg-gated-block:end--> -->SECRET",
        "<style><!--kg-gated-block:end--></style>SECRET",
        "<!--kg-gated-block:end SECRET",
    ] {
        stays_secret(&format!("<p>Open</p><!--kg-gated-block:begin-->{rest}"));
    }
}

#[test]
fn what_only_looks_like_a_marker_is_none() {
    for html in [
        "<p>&lt;!--members-only--&gt; Words</p>",
        "<p>members-only Words</p>",
        "<!--members-only-posts--><p>Words</p>",
        "<!--not members-only--><p>Words</p>",
        "<!--kg-gated-block:end--><p>Words</p>",
        "<!--more--><p>Words</p>",
        "<!--kg-card-begin: html--><p>Words</p><!--kg-card-end: html-->",
    ] {
        assert!(open(html).contains("Words"), "{html}");
    }
}

#[test]
fn a_wall_through_a_paragraph_divides_it() {
    let (body, _) =
        to_body("<p>Open <b>bold<!--members-only--> paid</b>.</p>", &Options::default()).expect("a body");
    assert_eq!(
        body.to_html(&|_| None),
        "<p>Open <strong>bold</strong></p>\n<div class=\"plus\">\n<p><strong>paid</strong>.</p>\n</div>\n"
    );
}
