use super::*;
use crate::testing::rng;

#[test]
fn drawing_on_demand_gives_readers_away() {
    let hits = best(&play(50, 20, Drawing::OnDemand, &mut rng(1)));
    assert_eq!(hits.guess, Guess::Latest);
    assert!(hits.share() > 0.97, "{hits:?}");
}

/// 1,000 right guesses are expected of each way; four standard deviations are 126.
#[test]
fn drawing_ahead_leaves_the_adversary_with_chance() {
    for hits in play(50, 1_000, Drawing::Ahead, &mut rng(2)) {
        assert!(hits.against_chance(50) < 1.13, "{hits:?}");
        assert!(hits.against_chance(50) > 0.87, "{hits:?}");
    }
}

#[test]
fn drawing_ahead_only_when_visiting_is_between_the_two() {
    let share = |drawing| best(&play(50, 100, drawing, &mut rng(3))).share();
    let between = share(Drawing::AheadWhenVisiting { days: 7 });
    assert!(share(Drawing::Ahead) * 1.5 < between && between * 1.5 < share(Drawing::OnDemand), "{between}");
    assert!(share(Drawing::AheadWhenVisiting { days: 28 }) < between);
}

#[test]
fn the_times_are_where_they_should_be() {
    let mut rng = rng(4);
    for _ in 0..2_000 {
        let ahead = trace(Drawing::Ahead, &mut rng);
        assert!((-7.0 * DAY..=0.0).contains(&ahead.drawn) && ahead.redeemed >= 0.0);
        let demand = trace(Drawing::OnDemand, &mut rng);
        assert!((2.0..=8.0).contains(&(demand.redeemed - demand.drawn)) && demand.drawn >= 0.0);
        let visiting = trace(Drawing::AheadWhenVisiting { days: 7 }, &mut rng);
        assert!(visiting.drawn >= -7.0 * DAY && visiting.redeemed > visiting.drawn);
    }
}
