use super::*;

#[test]
fn a_code_is_sent_over_tls_to_an_onion_service_or_to_this_machine_only() {
    let check = |address: &str, is_taken: bool| {
        assert_eq!(Site::at(address, None).is_ok(), is_taken, "{address}");
    };
    check("https://agency.example", true);
    check("https://agency.example/", true);
    check("http://abcdefghijklmnop.onion", true);
    check("http://127.0.0.1:8080", true);
    check("http://localhost", true);
    check("http://[::1]:8080", true);
    check("http://agency.example", false);
    check("http://localhost.example", false);
    check("http://abc.onion.example", false);
    check("http://user@abc.example/.onion", false);
    check("agency.example", false);
    check("ftp://agency.example", false);
}

#[test]
fn of_an_answer_that_is_no_passes_one_plain_line_is_shown() {
    assert_eq!(
        sentence("this code is not paid for 2026-11: extend it\n").unwrap(),
        "this code is not paid for 2026-11: extend it"
    );
    for text in ["", "<html>", "two\nlines", "\u{1b}[2J", &"x".repeat(301)] {
        assert_eq!(sentence(text), None, "{text}");
    }
}
