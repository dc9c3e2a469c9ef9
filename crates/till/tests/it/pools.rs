//! Pools: what a sponsor put in comes out once, to whoever draws.

use passes::verify;
use till::testing::on_both;
use till::{PoolError, PoolRefusal};

use crate::kit::{at, batch, month, standing, wallet};

#[test]
fn a_reader_draws_a_code_that_is_good_for_a_month() {
    let now = at("2026-11-10");
    on_both(now, |till| async move {
        let pool = till.make_pool(" Readers in Vilnia ", 7, [1; 8]).await.unwrap().unwrap();
        let code = till.code_from_pool(&pool, [2; 16], now).await.unwrap().unwrap();
        assert_eq!(standing(&till, &code, now).await, "1 -");
        let (batch, _) = batch(&till, &wallet(1), "2026-11", now).await;
        till.draw(&code, &batch, [3; 32], now).await.unwrap().unwrap();
        let left = till.pool(&pool).await.unwrap().unwrap();
        assert_eq!((left.name.as_str(), left.weeks_left, left.weeks_total), ("Readers in Vilnia", 2, 7));
        let refused = till.code_from_pool(&pool, [3; 16], now).await.unwrap();
        assert_eq!(refused.err(), Some(PoolRefusal::Empty), "a code costs five weeks");
        till.refill_pool(&pool, 3).await.unwrap().unwrap();
        till.code_from_pool(&pool, [3; 16], now).await.unwrap().unwrap();
        let totals = till.totals(1).await.unwrap();
        assert_eq!((totals[0].pool_weeks, totals[0].codes), (10, 0));
    });
}

#[test]
fn a_reader_draws_a_pass_that_is_ready() {
    let now = at("2026-11-10");
    on_both(now, |till| async move {
        let pool = till.make_pool("Pool", 2, [1; 8]).await.unwrap().unwrap();
        let directory = till.directory(now).await.unwrap();
        let mut nonces = Vec::new();
        for chance in [[4; 32], [5; 32]] {
            let pass = till.pass_from_pool(&pool, chance, now).await.unwrap().unwrap();
            assert_eq!(pass.epoch, month("2026-11"));
            verify(directory.key_of(pass.epoch).unwrap(), till.challenge(), &pass.token).unwrap();
            nonces.push(pass.token.input.nonce);
        }
        assert_ne!(nonces[0], nonces[1]);
        let refused = till.pass_from_pool(&pool, [6; 32], now).await.unwrap();
        assert_eq!(refused, Err(PoolRefusal::Empty));
    });
}

#[test]
fn many_at_once_draw_no_more_than_there_is() {
    let now = at("2026-11-10");
    on_both(now, |till| async move {
        let pool = till.make_pool("Pool", 23, [1; 8]).await.unwrap().unwrap();
        let tasks: Vec<_> = (0..12)
            .map(|number| {
                let (till, pool) = (till.clone(), pool.clone());
                tokio::spawn(
                    async move { till.code_from_pool(&pool, [number; 16], now).await.unwrap().is_ok() },
                )
            })
            .collect();
        let mut codes = 0;
        for task in tasks {
            codes += u32::from(task.await.unwrap());
        }
        assert_eq!((codes, till.pool(&pool).await.unwrap().unwrap().weeks_left), (4, 3));
    });
}

#[test]
fn a_pool_that_is_closed_or_not_there_gives_nothing() {
    let now = at("2026-11-10");
    on_both(now, |till| async move {
        let pool = till.make_pool("Pool", 50, [1; 8]).await.unwrap().unwrap();
        till.open_pool(&pool, false).await.unwrap().unwrap();
        let refused = till.code_from_pool(&pool, [2; 16], now).await.unwrap();
        assert_eq!(refused.err(), Some(PoolRefusal::Closed));
        assert_eq!(till.pass_from_pool(&pool, [2; 32], now).await.unwrap().err(), Some(PoolRefusal::Closed));
        till.open_pool(&pool, true).await.unwrap().unwrap();
        till.code_from_pool(&pool, [2; 16], now).await.unwrap().unwrap();
        for id in ["", "no-pool", "\0", "'; delete from pool; --"] {
            let refused = till.code_from_pool(id, [3; 16], now).await.unwrap();
            assert_eq!(refused.err(), Some(PoolRefusal::Unknown), "{id:?}");
        }
        assert_eq!(till.refill_pool("no-pool", 1).await.unwrap(), Err(PoolError::Unknown));
        assert_eq!(till.make_pool("", 1, [3; 8]).await.unwrap(), Err(PoolError::Name));
        assert_eq!(till.make_pool("Pool", 0, [3; 8]).await.unwrap(), Err(PoolError::Weeks));
        assert_eq!(till.pools().await.unwrap().len(), 1);
    });
}

#[test]
fn whoever_empties_a_pool_is_held_up_and_so_is_everybody_else_for_an_hour() {
    let now = at("2026-11-10");
    on_both(now, |till| async move {
        let pool = till.make_pool("Pool", 1_000, [1; 8]).await.unwrap().unwrap();
        let other = till.make_pool("Other", 1_000, [2; 8]).await.unwrap().unwrap();
        let draw = async |pool: &str, hours: i64, number: u8| {
            let drawn = till.code_from_pool(pool, [number; 16], now.plus_hours(hours)).await.unwrap();
            drawn.map(|_| ()).err()
        };
        for number in 0..20 {
            assert_eq!(draw(&pool, 0, number).await, None, "a tenth of a thousand weeks are twenty codes");
        }
        assert_eq!(draw(&pool, 0, 20).await, Some(PoolRefusal::Pause));
        let pass = till.pass_from_pool(&pool, [9; 32], now).await.unwrap();
        assert_eq!(pass.err(), Some(PoolRefusal::Pause));
        assert_eq!(till.pool(&pool).await.unwrap().unwrap().weeks_left, 900, "nothing was taken");
        assert_eq!(draw(&other, 0, 30).await, None, "another pool gives");
        for number in 40..58 {
            assert_eq!(draw(&pool, 1, number).await, None, "the next hour gives a tenth of what is left");
        }
        assert_eq!(draw(&pool, 1, 58).await, Some(PoolRefusal::Pause));

        let small = till.make_pool("Small", 60, [3; 8]).await.unwrap().unwrap();
        for number in 60..70 {
            assert_eq!(draw(&small, 1, number).await, None, "fifty weeks are given from every pool");
        }
        assert_eq!(draw(&small, 1, 70).await, Some(PoolRefusal::Pause));
    });
}
