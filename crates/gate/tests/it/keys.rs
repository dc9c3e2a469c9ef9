//! The till's keys: learned once, and kept.

use gate::Refusal;
use passes::Directory;
use store::testing::on_both_empty;

use crate::kit::{ISSUER, KEYS, Place, directory, epoch, key, now, passes, redeem, signed, time};

#[test]
fn the_first_key_of_an_epoch_stays() {
    on_both_empty(|url| async move {
        let place = Place::of(url);
        let gate = place.unlearned(now()).await;
        let learned = gate.learn(&directory(), now()).await.unwrap();
        assert_eq!(learned.new, [epoch("2026-11"), epoch("2026-12")], "October is over");
        assert_eq!(gate.learn(&directory(), now()).await.unwrap(), Default::default());
        let other = vec![
            (epoch("2026-11"), KEYS[3].public().clone()),
            // A key that is December's already.
            (epoch("2027-01"), key("2026-12").public().clone()),
        ];
        let other = Directory::new("/plus/draw", other).unwrap();
        let second = place.unlearned(now()).await;
        for gate in [&gate, &second] {
            let learned = gate.learn(&other, now()).await.unwrap();
            assert_eq!((learned.new.len(), learned.refused), (0, vec![epoch("2026-11"), epoch("2027-01")]));
            assert_eq!(gate.epochs(), [epoch("2026-11"), epoch("2026-12")]);
        }
        let theirs = &signed(&KEYS[3], "2026-11", ISSUER, 1)[0];
        assert_eq!(redeem(&gate, theirs, now()).await, Err(Refusal::NotGood));
        assert!(redeem(&gate, &passes("2026-11", 1)[0], now()).await.is_ok());
        gate.close().await;
        second.close().await;
    });
}

#[test]
fn last_months_key_is_known_while_its_passes_are_accepted() {
    on_both_empty(|url| async move {
        let gate = Place::of(url).unlearned(now()).await;
        let december_third = time("2026-12-03T23:00:00Z");
        gate.learn(&directory(), december_third).await.unwrap();
        assert_eq!(gate.epochs(), [epoch("2026-11"), epoch("2026-12")]);
        gate.tidy([1; 32], time("2026-12-04T00:00:00Z")).await.unwrap();
        assert_eq!(gate.epochs(), [epoch("2026-12")]);
        gate.close().await;
    });
}
