use proptest::prelude::*;

use super::*;

fn at(text: &str) -> Time {
    Time::parse_rfc3339(&format!("{text}T12:00:00Z")).unwrap()
}

fn month(text: &str) -> Epoch {
    text.parse().unwrap()
}

fn paid(until: &str) -> Credit {
    Credit { months: 0, paid_until: Some(month(until)) }
}

fn given(months: u32) -> Credit {
    Credit { months, paid_until: None }
}

fn until(credit: Credit) -> String {
    credit.paid_until.map_or("nothing".into(), |until| until.to_string())
}

#[test]
fn a_purchase_pays_for_its_month_until_the_14th_and_for_the_next_from_the_15th() {
    let bought = |day| until(Credit::default().bought(1, at(day)).0);
    assert_eq!(bought("2026-11-01"), "2026-11");
    assert_eq!(bought("2026-11-14"), "2026-11");
    assert_eq!(bought("2026-11-15"), "2026-12");
    assert_eq!(until(Credit::default().bought(12, at("2026-11-14")).0), "2027-10");
    assert_eq!(until(Credit::default().bought(12, at("2026-11-30")).0), "2027-11");
}

#[test]
fn a_purchase_for_a_running_code_is_put_behind() {
    assert_eq!(until(paid("2026-11").bought(3, at("2026-11-20")).0), "2027-02");
    assert_eq!(until(paid("2027-05").bought(1, at("2026-11-20")).0), "2027-06");
    // It has lapsed: the gap is not paid.
    assert_eq!(until(paid("2026-08").bought(1, at("2026-11-05")).0), "2026-11");
}

#[test]
fn given_months_begin_with_the_first_draw_that_needs_them() {
    let drawn = |credit: Credit, epoch, day| credit.drawn(month(epoch), at(day)).map(until);
    assert_eq!(drawn(given(2), "2026-11", "2026-11-03").as_deref(), Some("2026-12"));
    assert_eq!(drawn(given(1), "2026-11", "2026-11-15").as_deref(), Some("2026-12"));
    assert_eq!(drawn(given(1), "2026-12", "2026-11-15").as_deref(), Some("2026-12"));
    // They would begin this month, and so are over by the next.
    assert_eq!(drawn(given(1), "2026-12", "2026-11-05"), None);
    // Nothing begins as long as something else pays.
    let both = Credit { months: 3, ..paid("2026-12") };
    assert_eq!(both.drawn(month("2026-12"), at("2026-12-20")), Some(both));
    assert_eq!(drawn(both, "2027-01", "2026-12-20").as_deref(), Some("2027-03"));
    assert_eq!(drawn(Credit::default(), "2026-11", "2026-11-03"), None);
    assert_eq!(drawn(paid("2026-10"), "2026-11", "2026-11-03"), None);
}

#[test]
fn a_refund_takes_the_months_that_are_not_over() {
    let (credit, granted) = Credit::default().bought(1, at("2026-11-20"));
    assert_eq!(until(credit.refunded(granted, at("2026-11-21"))), "2026-10", "the free rest goes too");
    assert_eq!(until(credit.refunded(granted, at("2026-12-10"))), "2026-11");
    assert_eq!(until(credit.refunded(granted, at("2027-01-10"))), "2026-12", "it is over: nothing to take");
    // Another purchase behind it moves up, whole.
    let (both, _) = credit.bought(3, at("2026-11-22"));
    assert_eq!(until(both), "2027-03");
    assert_eq!(until(both.refunded(granted, at("2026-12-10"))), "2027-02");
}

/// A day of 2026 to 2029, and months of a plan.
fn purchases() -> impl Strategy<Value = Vec<(i64, u32)>> {
    let purchase = (0..1_000_i64, prop_oneof![Just(1u32), Just(3), Just(12), 1..=36u32]);
    proptest::collection::vec(purchase, 1..6).prop_map(|mut all| {
        all.sort();
        all
    })
}

fn moment(day: i64) -> Time {
    at("2026-01-01").plus_hours(24 * day)
}

proptest! {
    /// Every purchase pays for its months, at most half a month more, and begins at once or behind what runs.
    #[test]
    fn what_is_paid_is_got(purchases in purchases()) {
        let mut credit = Credit::default();
        for (day, months) in purchases {
            let now = moment(day);
            let running = credit.running(now);
            let (after, granted) = credit.bought(months, now);
            let free = granted.months - months;
            prop_assert!(free == 0 || (free == 1 && running.is_none() && super::day(now).day() > LAST_PAID_DAY));
            prop_assert!(after.drawn(Epoch::at(now), now).is_some());
            prop_assert_eq!(after.paid_until, Some(later(granted.first, granted.months - 1)));
            credit = after;
        }
    }

    /// All purchases given back at one time leave nothing to be drawn, in whatever order they are given back.
    #[test]
    fn refunds_leave_nothing(purchases in purchases(), turn in any::<prop::sample::Index>(), wait in 0..40_i64) {
        let mut credit = Credit::default();
        let mut granted = Vec::new();
        for (day, months) in &purchases {
            let (after, months) = credit.bought(*months, moment(*day));
            credit = after;
            granted.push(months);
        }
        let now = moment(purchases.last().unwrap().0 + wait);
        let turn = turn.index(granted.len());
        granted.rotate_left(turn);
        let left = granted.into_iter().fold(credit, |credit, months| credit.refunded(months, now));
        prop_assert_eq!(left.drawn(Epoch::at(now), now), None);
        prop_assert_eq!(left.drawn(Epoch::at(now).next(), now), None);
    }

    /// A draw never costs more than the given months, never less than nothing, and repeats for nothing.
    #[test]
    fn a_draw_begins_given_months_once(months in 0..40u32, paid_for in 0..30u32, day in 0..1_000_i64) {
        let now = moment(day);
        let paid_until = (paid_for > 0).then(|| later(month("2025-12"), paid_for));
        let credit = Credit { months, paid_until };
        for epoch in [Epoch::at(now), Epoch::at(now).next(), later(Epoch::at(now), 12)] {
            let Some(after) = credit.drawn(epoch, now) else { continue };
            prop_assert!(after.paid_until >= Some(epoch));
            prop_assert!(after.months == months || after.months == 0);
            prop_assert_eq!(after.drawn(epoch, now), Some(after));
            let begun = after.paid_until != credit.paid_until;
            prop_assert_eq!(begun, after != credit);
        }
    }
}
