use super::squeeze;

fn check(css: &str, expected: &str) {
    assert_eq!(squeeze(css), expected);
    assert_eq!(squeeze(expected), expected, "squeezing twice changes nothing");
}

#[test]
fn space_and_comments_go() {
    check(
        "/* why */\na ,\n  b > c { color : red;\n  margin: 0 auto; }\n\n",
        "a,b>c{color :red;margin:0 auto}",
    );
    check("a{b:c}/* x */d{e:f}", "a{b:c}d{e:f}");
    check("a/**/b{}", "a b{}");
    check("@media (min-width: 60rem) { a { b: c } }", "@media (min-width:60rem){a{b:c}}");
}

#[test]
fn what_means_something_stays() {
    check("a :hover{width:calc(1px + 2 * 3px)}", "a :hover{width:calc(1px + 2 * 3px)}");
    check("* + *{}", "* + *{}");
    check(
        r#"a::before { content: " /* not a  comment */ \" ; " }"#,
        r#"a::before{content:" /* not a  comment */ \" ; "}"#,
    );
    check("a{font:1rem/1.6 'A  B'}", "a{font:1rem/1.6 'A  B'}");
}

#[test]
fn odd_input_ends() {
    for css in ["", "/*", "\"", "'\\", "a{", "}", "/* é", "é\"é"] {
        squeeze(css);
    }
}
