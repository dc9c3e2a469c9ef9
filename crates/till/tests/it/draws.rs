//! Drawing: what is paid is signed, what was signed is signed again, nothing is signed twice.

use passes::{Batch, Epoch, ReaderCode, verify};
use till::testing::on_both;
use till::{DrawRefusal, Till};

use crate::kit::{at, batch, code, month, standing, wallet};

async fn draw(till: &Till, code: &ReaderCode, batch: &Batch, day: &str) -> Result<Vec<u8>, DrawRefusal> {
    let drawn = till.draw(code, batch, [3; 32], at(day)).await.unwrap();
    drawn.map(|signed| signed.to_bytes())
}

#[test]
fn a_batch_becomes_ten_valid_passes_and_comes_again_as_often_as_it_is_asked_for() {
    let now = at("2026-11-10");
    on_both(now, |till| async move {
        let code = code(&till, 1, 1, now).await;
        let (batch, pending) = batch(&till, &wallet(1), "2026-11", now).await;
        let first = till.draw(&code, &batch, [3; 32], now).await.unwrap().unwrap();
        let directory = till.directory(now).await.unwrap();
        let key = directory.key_of(month("2026-11")).unwrap();
        for token in pending.finish(key, &first).unwrap() {
            verify(key, till.challenge(), &token).unwrap();
        }
        for day in ["2026-11-10", "2026-11-20", "2026-11-30"] {
            let again = till.draw(&code, &batch, [4; 32], at(day)).await.unwrap().unwrap();
            assert_eq!(again.to_bytes(), first.to_bytes());
        }
        assert_eq!(standing(&till, &code, now).await, "0 2026-11");
        assert_eq!(till.hidden_among(now).await.unwrap(), 1);
    });
}

#[test]
fn other_words_are_refused_for_a_month_that_was_drawn() {
    let now = at("2026-11-10");
    on_both(now, |till| async move {
        let code = code(&till, 2, 1, now).await;
        let (first, _) = batch(&till, &wallet(1), "2026-11", now).await;
        let (second, _) = batch(&till, &wallet(2), "2026-11", now).await;
        draw(&till, &code, &first, "2026-11-10").await.unwrap();
        let refusal = draw(&till, &code, &second, "2026-11-10").await.unwrap_err();
        assert_eq!((refusal, refusal.status()), (DrawRefusal::Drawn(month("2026-11")), 409));
        // Next month is another matter.
        let (next, _) = batch(&till, &wallet(2), "2026-12", now).await;
        draw(&till, &code, &next, "2026-11-10").await.unwrap();
        assert_eq!(till.hidden_among(now).await.unwrap(), 1);
    });
}

#[test]
fn what_is_not_paid_is_not_signed() {
    let now = at("2026-11-10");
    on_both(now, |till| async move {
        let paid = code(&till, 1, 1, now).await;
        let (november, _) = batch(&till, &wallet(1), "2026-11", now).await;
        let (december, _) = batch(&till, &wallet(1), "2026-12", now).await;
        let refused = draw(&till, &ReaderCode::from_bytes([9; 16]), &november, "2026-11-10").await;
        assert_eq!(refused, Err(DrawRefusal::Unknown));
        let refused = draw(&till, &paid, &december, "2026-11-10").await;
        assert_eq!(refused, Err(DrawRefusal::Unpaid(month("2026-12"))));
        assert_eq!(standing(&till, &paid, now).await, "1 -", "a refusal begins nothing");
        draw(&till, &paid, &november, "2026-11-10").await.unwrap();
        let refused = draw(&till, &paid, &december, "2026-11-10").await;
        assert_eq!(refused, Err(DrawRefusal::Unpaid(month("2026-12"))));
    });
}

/// Who has paid for months ahead draws all of them on the day of the purchase.
#[test]
fn a_month_is_drawn_as_soon_as_it_is_paid_until_it_ends() {
    let now = at("2026-11-10");
    on_both(now, |till| async move {
        let code = code(&till, 2, 1, now).await;
        let (november, _) = batch(&till, &wallet(1), "2026-11", now).await;
        let (december, _) = batch(&till, &wallet(1), "2026-12", now).await;
        let (january, _) = batch(&till, &wallet(1), "2027-01", now).await;
        draw(&till, &code, &november, "2026-11-10").await.unwrap();
        draw(&till, &code, &december, "2026-11-10").await.unwrap();
        let unpaid = Err(DrawRefusal::Unpaid(month("2027-01")));
        assert_eq!(draw(&till, &code, &january, "2026-11-10").await, unpaid);
        draw(&till, &code, &november, "2026-11-30").await.unwrap();
        let over = Err(DrawRefusal::Over(month("2026-11")));
        assert_eq!(draw(&till, &code, &november, "2026-12-01").await, over);
    });
}

#[test]
fn a_batch_for_a_foreign_key_or_with_a_number_that_is_none_is_refused_and_uses_nothing_up() {
    let now = at("2026-11-10");
    on_both(now, |till| async move {
        let code = code(&till, 1, 1, now).await;
        let (batch, _) = batch(&till, &wallet(1), "2026-11", now).await;
        let mut foreign = batch.to_bytes();
        foreign[0] ^= 1;
        let refused = draw(&till, &code, &Batch::from_bytes(&foreign).unwrap(), "2026-11-10").await;
        assert_eq!(refused, Err(DrawRefusal::Key));
        // The last of the ten is larger than any modulus.
        let mut large = batch.to_bytes();
        let length = large.len();
        large[length - 256..].fill(0xff);
        let refused = draw(&till, &code, &Batch::from_bytes(&large).unwrap(), "2026-11-10").await;
        assert_eq!(refused, Err(DrawRefusal::Damaged));
        draw(&till, &code, &batch, "2026-11-10").await.unwrap();
    });
}

/// Eight at once with one code: with the same words all get the same, with different ones one wins.
#[test]
fn two_at_once_draw_once() {
    let now = at("2026-11-10");
    on_both(now, |till| async move {
        let same = code(&till, 1, 1, now).await;
        let contended = code(&till, 1, 2, now).await;
        let mut all = Vec::new();
        for number in 0..8 {
            let (ours, _) = batch(&till, &wallet(100), "2026-11", now).await;
            let (theirs, _) = batch(&till, &wallet(number), "2026-11", now).await;
            for (code, batch) in [(same.clone(), ours), (contended.clone(), theirs)] {
                let till = till.clone();
                all.push(tokio::spawn(async move { draw(&till, &code, &batch, "2026-11-10").await }));
            }
        }
        let (mut same, mut contended) = (Vec::new(), Vec::new());
        for (place, task) in all.into_iter().enumerate() {
            let kind = if place % 2 == 0 { &mut same } else { &mut contended };
            kind.push(task.await.unwrap());
        }
        assert!(same.iter().all(|answer| answer.is_ok() && *answer == same[0]), "the same for all");
        let drawn = Err(DrawRefusal::Drawn(Epoch::at(now)));
        assert_eq!(contended.iter().filter(|answer| answer.is_ok()).count(), 1, "{contended:?}");
        assert_eq!(contended.iter().filter(|answer| **answer == drawn).count(), 7);
        assert_eq!(till.hidden_among(now).await.unwrap(), 2);
    });
}
