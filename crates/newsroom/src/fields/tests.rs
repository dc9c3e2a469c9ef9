use super::Fields;

fn fields() -> Fields {
    let pair = |name: &str, text: &str| (name.to_owned(), text.to_owned());
    Fields::of(vec![pair("a", " one\0 "), pair("b", ""), pair("a", "two & три"), pair("n", "7")])
}

#[test]
fn texts_come_without_space_and_without_nul() {
    assert_eq!(fields().text("a"), "one");
    assert_eq!(fields().all("a"), ["one", "two & три"]);
    assert_eq!((fields().some("b"), fields().some("c")), (None, None));
    assert_eq!(fields().number("n"), Some(7));
}

#[test]
fn a_query_is_written_so_that_it_reads_the_same() {
    assert_eq!(fields().query_without("n"), "a=%20one%20&a=two%20%26%20%D1%82%D1%80%D0%B8");
}
