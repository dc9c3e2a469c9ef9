//! Mobiledoc documents as bodies.

use super::*;

fn document(sections: Value) -> Value {
    json!({
        "version": "0.3.1",
        "ghostVersion": "4.0",
        "atoms": [["soft-return", "", {}], ["mention", "@name", {}]],
        "cards": [["paywall", {}], ["image", { "src": "/a.jpg", "caption": "Cap" }], ["hr", {}],
            ["html", { "html": "<p>card <b>open" }], ["markdown", { "markdown": "*md*" }], ["whatever", {}],
            ["email", { "html": "gone" }]],
        "markups": [["strong"], ["a", ["rel", "x", "href", "https://example.org/"]], ["em"], ["script"],
            ["a", ["href", "javascript:alert(1)"]]],
        "sections": sections,
    })
}

fn read(sections: Value) -> (Body, Vec<Remark>) {
    to_body(&document(sections).to_string(), &Options::default()).expect("a body")
}

#[track_caller]
fn check(sections: Value, expected: &str) {
    assert_eq!(read(sections).0.to_html(&|_| None).trim_end(), expected);
}

#[test]
fn markups_open_and_close_where_they_say() {
    check(
        json!([[
            1,
            "p",
            [
                [0, [], 0, "a "],
                [0, [0], 0, "bold "],
                [0, [2], 2, "both"],
                [0, [1], 1, " link"],
                [1, [], 0, 0],
                [1, [], 0, 1],
                [0, [3], 1, " <odd>"],
                [0, [4], 1, " no link"],
                [0, [99], 9, " end"]
            ]
        ]]),
        "<p>a <strong>bold <em>both</em></strong><a href=\"https://example.org/\" rel=\"noreferrer noopener\"> link</a>\
         <br>@name &lt;odd&gt; no link end</p>",
    );
}

#[test]
fn sections_become_blocks() {
    check(
        json!([
            [1, "h2", [[0, [], 0, "H"]]],
            [1, "blockquote", [[0, [], 0, "Q"]]],
            [1, "iframe", [[0, [], 0, "odd"]]],
            [3, "ol", [[[0, [], 0, "one"]], [[0, [0], 1, "two"]]]],
            [2, "/old.jpg"],
            [10, 1],
            [10, 2],
            [10, 3],
            [10, 4],
            [10, 6],
            [1, "p", [[0, [], 0, "after"]]]
        ]),
        "<h2>H</h2>\n<blockquote>\n<p>Q</p>\n</blockquote>\n<p>odd</p>\n<ol>\n<li>one</li>\n<li><strong>two</strong></li>\n\
         </ol>\n<p class=\"caption\">Cap</p>\n<hr>\n<p>card <strong>open</strong></p>\n<p><em>md</em></p>\n<p>after</p>",
    );
}

#[test]
fn what_follows_a_paywall_is_paid() {
    let (body, _) = read(json!([[1, "p", [[0, [], 0, "Open"]]], [10, 0], [1, "p", [[0, [], 0, "Paid"]]]]));
    assert_eq!(body.open_part().plain_text(usize::MAX), "Open");
    assert!(body.has_plus());
}

#[test]
fn what_is_not_known_is_told() {
    let (_, remarks) = read(json!([[10, 5], [10, 77], [42], "x", null]));
    let told: Vec<_> = remarks.iter().map(Remark::to_string).collect();
    assert_eq!(
        told,
        [
            "a card of the unknown kind `` was left out",
            "a card of the unknown kind `whatever` was left out",
            "a section of an unknown kind was left out (3 times)"
        ]
    );
    let error = to_body("{\"sections\":{}}", &Options::default()).expect_err("no document");
    assert!(matches!(error, ConvertError::NotADocument(_)));
}
