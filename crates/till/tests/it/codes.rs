//! Making codes and looking at them.

use passes::ReaderCode;
use till::testing::on_both;
use till::{CodeKind, MakeRefusal};

use crate::kit::{at, batch, code, month, standing, wallet};

#[test]
fn a_sheet_of_codes_is_made_and_each_is_good_once_it_is_drawn_with() {
    let now = at("2026-11-10");
    on_both(now, |till| async move {
        let codes = till.make_codes(300, 3, CodeKind::Sheet, [1; 32], now).await.unwrap().unwrap();
        assert_eq!(codes.len(), 300);
        assert!((1..codes.len()).all(|place| !codes[..place].contains(&codes[place])), "all different");
        assert_eq!(standing(&till, &codes[299], now).await, "3 -");
        let (batch, _) = batch(&till, &wallet(1), "2026-11", now).await;
        till.draw(&codes[299], &batch, [2; 32], now).await.unwrap().unwrap();
        assert_eq!(standing(&till, &codes[299], now).await, "0 2027-01");
        let drawn = till.standing(&codes[299], now).await.unwrap().unwrap().drawn;
        assert_eq!(drawn, [month("2026-11")]);
        assert_eq!(standing(&till, &codes[298], now).await, "3 -", "the others have not begun");
        let totals = till.totals(12).await.unwrap();
        assert_eq!((totals.len(), totals[0].codes, totals[0].gifts, totals[0].draws), (1, 300, 0, 1));
    });
}

#[test]
fn a_code_that_nobody_made_is_unknown() {
    let now = at("2026-11-10");
    on_both(now, |till| async move {
        code(&till, 1, 1, now).await;
        assert_eq!(standing(&till, &ReaderCode::from_bytes([9; 16]), now).await, "unknown");
    });
}

#[test]
fn too_many_codes_and_too_many_months_are_refused() {
    let now = at("2026-11-10");
    on_both(now, |till| async move {
        let make = |count, months| {
            let till = till.clone();
            async move { till.make_codes(count, months, CodeKind::Gift, [1; 32], now).await.unwrap().err() }
        };
        assert_eq!(make(0, 1).await, Some(MakeRefusal::Count));
        assert_eq!(make(1_001, 1).await, Some(MakeRefusal::Count));
        assert_eq!(make(1, 0).await, Some(MakeRefusal::Months));
        assert_eq!(make(1, 37).await, Some(MakeRefusal::Months));
        assert_eq!(till.totals(12).await.unwrap(), []);
    });
}
