//! Shortcodes in, HTML out.

use super::super::shortcodes::expand;

#[track_caller]
fn check(text: &str, expected: &str) {
    assert_eq!(expand(text, &|_| None), expected);
}

#[test]
fn brackets_that_are_no_shortcodes_stay() {
    for text in [
        "[sic]",
        "a [b] c",
        "[the president]",
        "[…]",
        "[1]",
        "[",
        "]",
        "[]",
        "[/]",
        "[a",
        "[[sic",
        "[ a=b ]",
        "[ён сказаў]",
    ] {
        check(text, text);
    }
}

#[test]
fn unknown_ones_go_and_what_they_enclose_stays() {
    check("a[x y=1]b[/x]c", "abc");
    check("[x]a[y z='1']b[/y]c[/x]", "abc");
    check("[vc_row][vc_column width=\"1/2\"]in[/vc_column][/vc_row]", "in");
    check("[spacer/]x", "x");
    check("[a]1[b]2[/a]3[/b]", "123");
    check("[x y=1]never closed", "never closed");
    check("a[/vc_row]b", "ab");
}

#[test]
fn doubled_brackets_are_the_words_themselves() {
    check("[[gallery]]", "[gallery]");
    check("[[gallery ids=\"1\"]]", "[gallery ids=\"1\"]");
}

#[test]
fn captions_become_figures() {
    let figure = "<figure><img src=a><figcaption> Words</figcaption></figure>";
    check("[caption id=x]<img src=a> Words[/caption]", figure);
    check(
        "[caption caption='Words']<img src=a>[/caption]",
        "<figure><img src=a><figcaption>Words</figcaption></figure>",
    );
    check("[caption id=x]no picture[/caption]", "no picture");
    check("[caption id=x]<img src=a> open", "<img src=a> open");
    check(
        "[caption id=x]<a href=b><img src=a></a> [b]W[/b][/caption]",
        "<figure><a href=b><img src=a></a><figcaption> W</figcaption></figure>",
    );
}

#[test]
fn players_become_frames() {
    check("[embed]https://e.org/1[/embed]", "<iframe src=\"https://e.org/1\"></iframe>");
    check("[youtube abc]", "<iframe src=\"https://www.youtube.com/watch?v=abc\"></iframe>");
    check(
        "[video width=1 mp4=\"https://e.org/v.mp4\"][/video]",
        "<iframe src=\"https://e.org/v.mp4\"></iframe>",
    );
    check("[tweet \"https://x.com/a\"]", "<iframe src=\"https://x.com/a\"></iframe>");
    check("[playlist ids=\"1\"]", "");
}

#[test]
fn what_hides_text_from_readers_becomes_paid() {
    check("[restrict]x[/restrict]y", "<!--kg-gated-block:begin-->x<!--kg-gated-block:end-->y");
    check("[members]x[b c=1]y[/members]", "<!--kg-gated-block:begin-->xy<!--kg-gated-block:end-->");
    check("[paywall]x", "<!--members-only-->x");
    check("[members_only]x", "<!--members-only-->x");
    check("said [members] of the party", "said [members] of the party");
}
