use super::*;

#[test]
fn nobody_is_sent_to_another_site() {
    for to in [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "/desk\\evil",
        "/desk//evil.example",
        "/desk/../../evil",
        "/desk/..//evil.example",
        "/desk/%2e%2e/%2fevil",
        "/desk/%5cevil",
        "/desk@evil.example",
        "/deskevil",
        "/desk.evil.example",
        "javascript:alert(1)",
        "/desk/\r\nLocation: https://evil.example",
        "",
        "/en/",
        "/desk/sign-out",
    ] {
        assert_eq!(safe(to), "/desk", "{to}");
    }
}

#[test]
fn a_page_of_the_desk_is_returned_to() {
    assert_eq!(safe("/desk"), "/desk");
    assert_eq!(safe("/desk/story/1?language=be"), "/desk/story/1?language=be");
    assert_eq!(safe("/desk?text=дождж і"), "/desk?text=%D0%B4%D0%BE%D0%B6%D0%B4%D0%B6%20%D1%96");
}

#[test]
fn the_cookie_is_marked_secure_where_browsers_come_over_https() {
    assert!(is_over_https("https://news.example", "news.example"));
    assert!(!is_over_https("https://news.example", "abcdef.onion"));
    assert!(!is_over_https("https://news.example", "127.0.0.1:8080"));
    assert!(!is_over_https("http://127.0.0.1:8080", "127.0.0.1:8080"));
}
