use super::{Remark, State, Step, What, step, step_unknown};
use crate::Price;
use proptest::prelude::*;

fn euros(cents: i64) -> Price {
    Price::new("EUR", cents).expect("a price")
}

fn paid() -> What {
    What::Paid(euros(500))
}

/// A purchase of five euros that hears all this; how often it was credited and taken back, and its state.
fn after(all: &[What]) -> (i32, i32, State) {
    all.iter().fold((0, 0, State::Waiting), |(credited, taken, state), what| {
        match step(state, &euros(500), what) {
            Step::Credit => (credited + 1, taken, State::Paid),
            Step::TakeBack => (credited, taken + 1, State::Refunded),
            Step::Become(state) => (credited, taken, state),
            Step::Nothing | Step::Remark(_) => (credited, taken, state),
        }
    })
}

#[test]
fn a_payment_is_credited_once_however_often_it_is_said() {
    assert_eq!(after(&[paid(), paid(), paid()]), (1, 0, State::Paid));
}

#[test]
fn a_slow_payment_is_credited_when_it_has_come() {
    assert_eq!(after(&[What::UnderWay]), (0, 0, State::UnderWay));
    assert_eq!(after(&[What::UnderWay, paid()]), (1, 0, State::Paid));
    assert_eq!(after(&[What::UnderWay, What::Failed]), (0, 0, State::Waiting));
}

#[test]
fn news_out_of_order_does_no_harm() {
    assert_eq!(after(&[paid(), What::Expired]), (1, 0, State::Paid), "expired after paid");
    assert_eq!(after(&[paid(), What::UnderWay]), (1, 0, State::Paid), "under way after paid");
    assert_eq!(after(&[What::Expired, paid()]), (1, 0, State::Paid), "paid late, and whole");
    assert_eq!(after(&[What::Refunded, paid()]), (0, 0, State::Refunded), "refunded before paid");
    assert_eq!(after(&[paid(), What::Refunded, paid()]), (1, 1, State::Refunded));
}

#[test]
fn a_wrong_amount_is_not_credited_and_is_remarked() {
    let dollars = Price::new("USD", 500).expect("a price");
    let wrong = [499, 501, 1, 50_000].map(euros).into_iter().chain([dollars]).map(What::Paid);
    for what in wrong.chain([What::PaidOddly]) {
        assert_eq!(step(State::Waiting, &euros(500), &what), Step::Remark(Remark::WrongAmount), "{what:?}");
    }
}

#[test]
fn a_refund_of_what_is_forgotten_changes_nothing_and_a_payment_is_remarked() {
    assert_eq!(step_unknown(&What::Refunded), Step::Nothing);
    assert_eq!(step_unknown(&paid()), Step::Remark(Remark::Unknown));
}

fn anything() -> impl Strategy<Value = What> {
    prop_oneof![
        Just(paid()),
        Just(What::Paid(euros(499))),
        Just(What::PaidOddly),
        Just(What::UnderWay),
        Just(What::Failed),
        Just(What::Expired),
        Just(What::ExpiredWithMoney),
        Just(What::Refunded),
        Just(What::PartlyRefunded),
    ]
}

proptest! {
    #[test]
    fn whatever_is_said_in_whatever_order_a_purchase_is_credited_at_most_once(
        all in prop::collection::vec(anything(), 0..12),
    ) {
        let (credited, taken, state) = after(&all);
        prop_assert!(credited <= 1 && taken <= credited);
        let holds = credited - taken;
        prop_assert_eq!(holds, i32::from(state == State::Paid), "a code has its months while the purchase is paid");
        if !all.contains(&paid()) {
            prop_assert_eq!(credited, 0);
        }
        let is_undone = all.contains(&What::Refunded) || all.contains(&What::Failed);
        if all.contains(&paid()) && !is_undone {
            prop_assert_eq!(state, State::Paid, "a payment is never lost");
        }
    }

    #[test]
    fn hearing_all_again_changes_nothing(all in prop::collection::vec(anything(), 0..12)) {
        let last = all.last().cloned();
        let twice: Vec<What> = all.iter().cloned().chain(last).collect();
        prop_assert_eq!(after(&all), after(&twice));
    }
}
