//! One pass, one week.

use content::admission::Ground;
use gate::{Gate, GateError, Refusal, WeekCookie};
use passes::Token;
use store::testing::on_both_empty;

use crate::kit::{ISSUER, KEYS, Place, epoch, key, now, passes, redeem, signed, time};

#[test]
fn a_pass_opens_its_week_once() {
    on_both_empty(|url| async move {
        let gate = Place::of(url).gate(now()).await;
        let [first, second] = [&passes("2026-11", 1)[0], &passes("2026-11", 2)[7]];
        let cookie = gate.redeem(first, [1; 32], now()).await.unwrap().unwrap();
        let admitted = gate.admit(&cookie.value, now()).expect("the cookie is good");
        assert_eq!(admitted.admission().ground(), Ground::Pass);
        assert_eq!((admitted.until(), &**admitted.week()), (cookie.until, "2026-11.2"));
        assert_eq!(cookie.until, time("2026-11-15T00:00:00Z"));
        assert_eq!(redeem(&gate, first, now()).await, Err(Refusal::NotGood));
        let other = gate.redeem(second, [2; 32], now().plus_hours(50)).await.unwrap().unwrap();
        assert_eq!(other.header(), cookie.header(), "it is the same for everybody");
        assert!(gate.admit(&cookie.value, time("2026-11-14T23:59:59Z")).is_some());
        assert!(gate.admit(&cookie.value, cookie.until).is_none());
        assert!(gate.admit(&cookie.value, time("2026-11-07T23:59:59Z")).is_none());
        gate.close().await;
    });
}

#[test]
fn the_cookie_says_what_browsers_must_hold_to() {
    let cookie = WeekCookie { value: "abc".into(), until: time("2026-12-04T00:00:00Z") };
    assert_eq!(
        cookie.header(),
        "__Host-plus=abc; Path=/; Expires=Fri, 04 Dec 2026 00:00:00 GMT; Secure; HttpOnly; SameSite=Lax"
    );
    assert!(WeekCookie::taken_away().starts_with("__Host-plus=; Path=/; Max-Age=0; Secure"));
    assert_eq!(format!("{cookie:?}"), "WeekCookie(..)");
}

#[test]
fn a_pass_of_another_month_is_told_so_and_not_spent() {
    on_both_empty(|url| async move {
        let gate = Place::of(url).gate(now()).await;
        let (november, december) = (passes("2026-11", 1), passes("2026-12", 1));
        let early = redeem(&gate, &december[0], now()).await;
        assert_eq!(early, Err(Refusal::Early(epoch("2026-12"))));
        let december_second = time("2026-12-02T08:00:00Z");
        let old = gate.redeem(&november[0], [1; 32], december_second).await.unwrap().unwrap();
        assert_eq!(old.until, time("2026-12-04T00:00:00Z"), "last month's last week");
        let new = gate.redeem(&december[0], [1; 32], december_second).await.unwrap().unwrap();
        assert_eq!(new.until, time("2026-12-08T00:00:00Z"));
        assert_ne!(old.value, new.value);
        for cookie in [&old, &new] {
            assert_eq!(gate.admit(&cookie.value, december_second).unwrap().until(), cookie.until);
        }
        let december_fourth = time("2026-12-04T00:00:00Z");
        let late = redeem(&gate, &november[1], december_fourth).await;
        assert_eq!(late, Err(Refusal::Late(epoch("2026-11"))));
        assert!(gate.admit(&old.value, december_fourth).is_none());
        gate.close().await;
    });
}

#[test]
fn a_turned_bit_anywhere_opens_nothing_and_spends_nothing() {
    on_both_empty(|url| async move {
        let gate = Place::of(url).gate(now()).await;
        let pass = &passes("2026-11", 1)[0];
        let bytes = pass.to_bytes();
        for at in 0..bytes.len() {
            let mut turned = bytes;
            turned[at] ^= 1 << (at % 8);
            let Ok(turned) = Token::from_bytes(&turned) else { continue };
            assert_eq!(redeem(&gate, &turned, now()).await, Err(Refusal::NotGood), "byte {at}");
        }
        let cookie = redeem(&gate, pass, now()).await.expect("it is still good");
        for at in 0..cookie.len() {
            for bit in 0..8 {
                let mut turned = cookie.clone().into_bytes();
                turned[at] ^= 1 << bit;
                let turned = String::from_utf8_lossy(&turned).into_owned();
                assert!(gate.admit(&turned, now()).is_none(), "byte {at}, bit {bit}");
            }
        }
        for other in ["", &cookie[1..], &cookie[..42], &format!("{cookie}="), &format!("{cookie}A"), "\u{0}"]
        {
            assert!(gate.admit(other, now()).is_none(), "{other}");
        }
        gate.close().await;
    });
}

#[test]
fn what_another_signed_or_for_another_issuer_opens_nothing() {
    on_both_empty(|url| async move {
        let gate = Place::of(url).gate(now()).await;
        let forged = &signed(&KEYS[3], "2026-11", ISSUER, 1)[0];
        let elsewhere = &signed(key("2026-11"), "2026-11", "elsewhere.example", 1)[0];
        for pass in [forged, elsewhere] {
            assert_eq!(redeem(&gate, pass, now()).await, Err(Refusal::NotGood));
        }
        gate.close().await;
    });
}

#[test]
fn what_is_spent_stays_so_and_the_cookie_stays_the_same_on_every_node() {
    on_both_empty(|url| async move {
        let place = Place::of(url);
        let all = passes("2026-11", 1);
        let (one, two) = (place.gate(now()).await, place.unlearned(now()).await);
        let cookie = redeem(&one, &all[0], now()).await.unwrap();
        assert_eq!(redeem(&two, &all[0], now()).await, Err(Refusal::NotGood));
        assert_eq!(
            redeem(&two, &all[1], now()).await.as_ref(),
            Ok(&cookie),
            "keys are learned for all nodes"
        );
        assert!(two.admit(&cookie, now()).is_some());
        one.close().await;
        two.close().await;
        let again = place.unlearned(now()).await;
        for pass in &all[..2] {
            assert_eq!(redeem(&again, pass, now()).await, Err(Refusal::NotGood));
        }
        assert_eq!(redeem(&again, &all[2], now()).await, Ok(cookie));
        again.close().await;
        std::fs::write(place.folder.path().join("secret"), [9; 32]).unwrap();
        let opened = Gate::open(&place.url, place.folder.path(), ISSUER, [1; 32], now()).await;
        assert!(matches!(opened, Err(GateError::OtherSecret(_))));
    });
}
