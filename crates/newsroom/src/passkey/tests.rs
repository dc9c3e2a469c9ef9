use super::*;

fn at(address: &str) -> Option<String> {
    let mut config = Config::default();
    config.server.address = address.to_owned();
    origin(&config).map(|url| url.to_string())
}

#[test]
fn passkeys_are_bound_to_the_public_address() {
    assert_eq!(at("https://news.example").as_deref(), Some("https://news.example/"));
    assert_eq!(at("https://news.example:8443/").as_deref(), Some("https://news.example:8443/"));
}

#[test]
fn on_the_machine_itself_they_are_bound_to_its_name() {
    assert_eq!(at("http://127.0.0.1:8080").as_deref(), Some("http://localhost:8080/"));
    assert_eq!(at("http://localhost:8080").as_deref(), Some("http://localhost:8080/"));
}

#[test]
fn where_the_address_is_a_number_or_unguarded_there_are_none() {
    assert_eq!(at("http://192.0.2.1:8080"), None);
    assert_eq!(at("https://192.0.2.1"), None);
    assert_eq!(at("http://news.example"), None);
}
