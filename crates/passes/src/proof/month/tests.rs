use super::reader::{DAY, HOUR, trace};
use super::*;
use crate::testing::rng;

const AS_ASKED: Drawing = Drawing::Visiting { from_days: 28, to_days: 0, waits: false };
const EARLY: Drawing = Drawing::Visiting { from_days: 28, to_days: 14, waits: true };
const WALLET: Drawing = Drawing::WithPurchase { at_their_hour: false };

#[test]
fn drawing_on_demand_gives_readers_away() {
    let hits = best(&play(50, 20, Drawing::OnDemand, &mut rng(1)));
    assert!(hits.share() > 0.97, "{hits:?}");
}

/// 1,000 right guesses are expected of each way; four standard deviations are 126.
#[test]
fn drawing_ahead_or_with_the_purchase_leaves_the_adversary_with_chance() {
    for drawing in [Drawing::Ahead, WALLET] {
        for hits in play(50, 1_000, drawing, &mut rng(2)) {
            assert!(hits.against_chance(50) < 1.13, "{drawing:?}: {hits:?}");
            assert!(hits.against_chance(50) > 0.87, "{drawing:?}: {hits:?}");
        }
    }
}

#[test]
fn drawing_at_visits_is_between_the_two_and_an_early_moment_is_better() {
    let share = |drawing| best(&play(500, 20, drawing, &mut rng(3))).share();
    let (asked, early) = (share(AS_ASKED), share(EARLY));
    assert!(share(Drawing::Ahead) * 1.5 < early && early * 1.5 < asked, "{early}, {asked}");
    assert!(asked * 5.0 < share(Drawing::OnDemand), "{asked}");
}

/// Of draws at visits the hour is left, however early they are: that of the draw is that of the reading.
#[test]
fn what_visits_tell_is_the_hour() {
    let hits = play(50, 200, EARLY, &mut rng(5));
    assert!(matches!(best(&hits).guess, Guess::Habit | Guess::HabitRank | Guess::TimeOfDay), "{hits:?}");
    for hits in hits.iter().filter(|hits| matches!(hits.guess, Guess::Latest | Guess::Rank)) {
        assert!(hits.against_chance(50) < 1.3, "{hits:?}");
    }
}

#[test]
fn the_times_are_where_they_should_be() {
    let mut rng = rng(4);
    for _ in 0..2_000 {
        let ahead = trace(Drawing::Ahead, &mut rng);
        assert!((-28.0 * DAY..=0.0).contains(&ahead.drawn) && ahead.redeemed >= 0.0);
        let demand = trace(Drawing::OnDemand, &mut rng);
        assert!((2.0..=8.0).contains(&(demand.redeemed - demand.drawn)) && demand.drawn >= 0.0);
        let asked = trace(AS_ASKED, &mut rng);
        assert!(asked.drawn >= -28.0 * DAY && asked.redeemed > asked.drawn);
        let early = trace(EARLY, &mut rng);
        assert!(early.redeemed - early.drawn >= 3.0 * HOUR, "never in one visit");
        let at_their_hour = trace(Drawing::WithPurchase { at_their_hour: true }, &mut rng);
        for bought in [trace(WALLET, &mut rng), at_their_hour] {
            assert!((-28.0 * DAY..2.0 * HOUR).contains(&bought.drawn) && (0.0..DAY).contains(&bought.habit));
        }
    }
}
