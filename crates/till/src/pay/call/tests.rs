use super::{code, is_link};

#[test]
fn readers_are_sent_over_tls_unless_the_provider_itself_is_without() {
    let real = "https://api.stripe.com";
    assert!(is_link("https://checkout.stripe.com/c/pay/cs_1#fid", real));
    for link in [
        "http://checkout.stripe.com/",
        "javascript:alert(1)",
        "//evil.example",
        "",
        "https://a b",
        "https://ä.example/",
    ] {
        assert!(!is_link(link, real), "{link}");
    }
    assert!(is_link("http://btcpay.onion/i/1", "http://btcpay.onion"));
    assert!(!is_link(&format!("https://a.example/{}", "a".repeat(5_000)), real));
}

#[test]
fn of_a_refusal_the_plain_word_is_kept_and_no_sentence() {
    let stripe =
        br#"{"error":{"code":"parameter_unknown","message":"Received ada@payer.example","type":"invalid"}}"#;
    assert_eq!(code(stripe), "parameter_unknown");
    assert_eq!(code(br#"{"error":{"type":"api_error"}}"#), "api_error");
    assert_eq!(code(br#"{"code":"store-not-found","message":"The store"}"#), "store-not-found");
    for other in [r#"{"code":"Ada Canary"}"#, r#"{"code":42}"#, "<html>", "", "[]", "null"] {
        assert_eq!(code(other.as_bytes()), "", "{other}");
    }
}
