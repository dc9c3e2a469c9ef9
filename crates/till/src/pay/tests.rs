use super::{Pay, is_purchase};
use base::config;
use std::time::Duration;

fn settings() -> config::Till {
    config::Till {
        stripe_key: " sk_canary \n".into(),
        stripe_webhook_secret: "whsec_canary".into(),
        btcpay_address: "https://pay.example/".into(),
        btcpay_store: "shop".into(),
        btcpay_key: "key_canary".into(),
        btcpay_webhook_secret: "secret_canary".into(),
        ..config::Till::default()
    }
}

#[test]
fn a_way_to_pay_is_there_when_all_its_settings_are() {
    let pay = |settings: &config::Till| {
        let pay = Pay::new(settings, Duration::from_secs(1));
        (pay.stripe.is_some(), pay.btcpay.is_some())
    };
    assert_eq!(pay(&settings()), (true, true));
    assert_eq!(pay(&config::Till { stripe_webhook_secret: " ".into(), ..settings() }), (false, true));
    assert_eq!(pay(&config::Till { btcpay_address: String::new(), ..settings() }), (true, false));
    assert_eq!(pay(&config::Till::default()), (false, false));
}

#[test]
fn white_space_and_slashes_around_a_setting_mean_nothing() {
    let pay = Pay::new(&settings(), Duration::from_secs(1));
    assert_eq!(pay.stripe.expect("it is set").key.text(), "sk_canary");
    assert_eq!(pay.btcpay.expect("it is set").address, "https://pay.example");
}

#[test]
fn keys_are_not_shown() {
    let shown = format!("{:?} {:?}", Pay::new(&settings(), Duration::from_secs(1)), settings());
    assert!(!shown.contains("canary"), "{shown}");
}

#[test]
fn the_id_of_somebody_elses_order_is_none_of_ours() {
    assert!(is_purchase("0198a6b2-7e5c-7d11-a3f4-0123456789ab"));
    for other in ["", "1", "order 12", "WOO-1234567890123456", "ada@payer.example", &"a".repeat(65)] {
        assert!(!is_purchase(other), "{other}");
    }
}
