use super::{SignatureError, check_btcpay, check_stripe};
use crate::fakes::hmac;
use crate::pay::Secret;
use base::Time;
use http::HeaderMap;
use proptest::prelude::*;

const NOW: i64 = 1_700_000_000;
const BODY: &[u8] = br#"{"id":"evt_1"}"#;

fn secret() -> Secret {
    Secret::from_setting(" whsec_1 \n").expect("it is not empty")
}

fn at(seconds: i64) -> Time {
    Time::from_millis(seconds * 1_000 + 999)
}

fn v1(seconds: &str, body: &[u8]) -> String {
    hmac("whsec_1", &[seconds.as_bytes(), b".", body])
}

fn headers(name: &'static str, values: &[&str]) -> HeaderMap {
    let mut headers = HeaderMap::new();
    values.iter().for_each(|value| {
        headers.append(name, value.parse().expect("a header"));
    });
    headers
}

fn stripe(header: &str, now: i64) -> Result<(), SignatureError> {
    check_stripe(&secret(), &headers("stripe-signature", &[header]), BODY, at(now))
}

#[test]
fn stripes_own_form_is_believed() {
    let good = v1("1700000000", BODY);
    assert_eq!(stripe(&format!("t=1700000000,v1={good}"), NOW), Ok(()));
    assert_eq!(stripe(&format!("v0={},v1={good},t=1700000000", "0".repeat(64)), NOW), Ok(()), "in any order");
    let other = "f".repeat(64);
    assert_eq!(
        stripe(&format!("t=1700000000,v1={other},v1={good}"), NOW),
        Ok(()),
        "while a secret is changed"
    );
}

#[test]
fn a_signature_of_five_minutes_is_too_old_and_so_is_one_from_the_future() {
    let header = format!("t=1700000000,v1={}", v1("1700000000", BODY));
    for (now, expected) in [
        (NOW + 300, Ok(())),
        (NOW - 300, Ok(())),
        (NOW + 301, Err(SignatureError::Old)),
        (NOW - 301, Err(SignatureError::Old)),
    ] {
        assert_eq!(stripe(&header, now), expected, "{now}");
    }
}

#[test]
fn what_is_not_signed_as_it_must_be_is_refused() {
    let good = v1("1700000000", BODY);
    let missing = [
        "".to_owned(),
        format!("v1={good}"),
        "t=1700000000".to_owned(),
        format!("t=1700000000,v0={good}"),
        format!("t=1700000000,t=1700000001,v1={good}"),
        format!("t=,v1={good}"),
        format!("t=-1,v1={good}"),
        format!("t=17000000000000000000000,v1={good}"),
    ];
    for header in missing {
        assert_eq!(stripe(&header, NOW), Err(SignatureError::Missing), "{header}");
    }
    let wrong = [
        format!("t=1700000001,v1={good}"),
        format!("t=1700000000,v1={}", &good[..62]),
        "t=1700000000,v1=".to_owned(),
        "t=1700000000,v1=nonsense".to_owned(),
        format!("t=1700000000,v1={}", hmac("whsec_2", &[b"1700000000.", BODY])),
        format!("t=1700000000,v1={},v1={good}", ["v1=00"; 8].join(",")),
    ];
    for header in wrong {
        assert_eq!(stripe(&header, NOW), Err(SignatureError::Wrong), "{header}");
    }
    let header = format!("t=1700000000,v1={good}");
    let twice = headers("stripe-signature", &[&header, &header]);
    assert_eq!(check_stripe(&secret(), &twice, BODY, at(NOW)), Err(SignatureError::Missing));
    assert_eq!(check_stripe(&secret(), &HeaderMap::new(), BODY, at(NOW)), Err(SignatureError::Missing));
}

#[test]
fn btcpays_own_form_is_believed() {
    let good = hmac("whsec_1", &[BODY]);
    let check = |header: &str| check_btcpay(&secret(), &headers("btcpay-sig", &[header]), BODY);
    assert_eq!(check(&format!("sha256={good}")), Ok(()));
    assert_eq!(check(&good), Err(SignatureError::Missing));
    assert_eq!(check(&format!("sha512={good}")), Err(SignatureError::Missing));
    assert_eq!(check("sha256="), Err(SignatureError::Wrong));
    assert_eq!(check(&format!("sha256={}", hmac("other", &[BODY]))), Err(SignatureError::Wrong));
    assert_eq!(check_btcpay(&secret(), &HeaderMap::new(), BODY), Err(SignatureError::Missing));
}

proptest! {
    #[test]
    fn no_header_of_a_stranger_is_believed(header in "(t=1700000000,)?(v1=|v0=|sha256=)?[0-9a-f,=tv ]{0,80}", body: Vec<u8>) {
        let mut headers = headers("stripe-signature", &[&header]);
        headers.insert("btcpay-sig", header.parse().expect("a header"));
        prop_assert!(check_stripe(&secret(), &headers, &body, at(NOW)).is_err());
        prop_assert!(check_btcpay(&secret(), &headers, &body).is_err());
    }

    #[test]
    fn a_changed_body_is_noticed(body in prop::collection::vec(any::<u8>(), 1..200), at_byte: prop::sample::Index, bit in 0..8u8) {
        let stripe = headers("stripe-signature", &[&format!("t=1700000000,v1={}", v1("1700000000", &body))]);
        let btcpay = headers("btcpay-sig", &[&format!("sha256={}", hmac("whsec_1", &[&body]))]);
        prop_assert_eq!(check_stripe(&secret(), &stripe, &body, at(NOW)), Ok(()));
        prop_assert_eq!(check_btcpay(&secret(), &btcpay, &body), Ok(()));
        let mut changed = body.clone();
        changed[at_byte.index(body.len())] ^= 1 << bit;
        prop_assert_eq!(check_stripe(&secret(), &stripe, &changed, at(NOW)), Err(SignatureError::Wrong));
        prop_assert_eq!(check_btcpay(&secret(), &btcpay, &changed), Err(SignatureError::Wrong));
    }
}
