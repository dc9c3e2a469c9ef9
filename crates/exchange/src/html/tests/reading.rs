//! Where tags, text and comments begin and end.

use super::super::entities::decode;
use super::super::tokens::{TokenKind, Tokens};

/// Tokens in a short spelling: `(p class=x)` `(/p)` `text` `{comment}` `!` for what never ends.
fn spelled(html: &str) -> String {
    let spell = |kind| match kind {
        TokenKind::Start { name, attrs, closed } => {
            let attrs: String = attrs.iter().map(|(name, value)| format!(" {name}={value}")).collect();
            format!("({name}{attrs}{})", if closed { "/" } else { "" })
        }
        TokenKind::End(name) => format!("(/{name})"),
        TokenKind::Text(text) => text,
        TokenKind::Comment(comment) => format!("{{{comment}}}"),
        TokenKind::Unclosed => "!".into(),
    };
    Tokens::of(html).map(|token| spell(token.kind)).collect()
}

#[test]
fn tags_and_attributes() {
    for (html, expected) in [
        ("<P Class=a CLASS=b id='c\"d' onclick=x>y</P >", "(p class=a id=c\"d)y(/p)"),
        ("<img src=a/b/><br/><br />", "(img src=a/b/)(br/)(br/)"),
        ("<a href = \"x>y\" >z", "(a href=x>y)z"),
        ("<a href=>z", "(a href=)z"),
        ("<a\nhref\n=\nx\n>", "(a href=x)"),
        ("<a =x href=y>", "(a href=y)"),
        ("<a/href=x>", "(a href=x)"),
        ("a < b <3 <b>", "a < b <3 (b)"),
        ("</>x</ p>", "(/)x</ p>"),
        ("<a href='x", "!"),
        ("<a", "!"),
        ("<", "<"),
        ("<iframe src='a'/>x", "(iframe src=a/)x"),
    ] {
        assert_eq!(spelled(html), expected, "{html}");
    }
}

#[test]
fn comments_and_what_counts_as_one() {
    for (html, expected) in [
        ("a<!--b-->c", "a{b}c"),
        ("<!--a--!>b", "{a}b"),
        ("<!-->a", "{}a"),
        ("<!--->a", "{}a"),
        ("<!--a--->b", "{a-}b"),
        ("<!--a--b-->c", "{a--b}c"),
        ("<!--a", "!"),
        ("<!doctype html>x", "{}x"),
        ("<?xml version='1'?>x", "{}x"),
        ("<![CDATA[a]]>b", "{}b"),
    ] {
        assert_eq!(spelled(html), expected, "{html}");
    }
}

#[test]
fn scripts_and_styles_end_at_their_own_end_tag() {
    assert_eq!(spelled("<script>a</b></scripts></SCRIPT >b"), "(script)(/script)b");
    assert_eq!(spelled("<style><!--</style>b"), "(style)(/style)b");
    assert_eq!(spelled("<title>a"), "(title)!");
    assert_eq!(spelled("<xmp><b>&amp;</xmp>"), "(xmp)<b>&amp;(/xmp)");
}

#[test]
fn references() {
    for (text, expected) in [
        ("&amp;&lt;&gt;&quot;&apos;", "&<>\"'"),
        ("&amp &lt3 &copy2", "& <3 ©2"),
        ("&laquo;&nbsp;&shy;&hellip;", "«\u{a0}\u{ad}…"),
        ("&#1073;&#x431;&#X431 &#65x", "ббб Ax"),
        ("&#0;&#xD800;&#x110000;&#99999999999;", "\u{fffd}\u{fffd}\u{fffd}\u{fffd}"),
        ("&#128;&#150;&#x9f;", "€–Ÿ"),
        ("&;&#;&#x;&unknown;&", "&;&#;&#x;&unknown;&"),
        ("&NotEqualTilde;", "≂̸"),
        ("&notit; &notin;", "¬it; ∉"),
    ] {
        assert_eq!(decode(text, false), expected, "{text}");
    }
    assert_eq!(decode("?a=1&copy=2&lt=3&reg&amp;x", true), "?a=1&copy=2&lt=3®&x");
}
