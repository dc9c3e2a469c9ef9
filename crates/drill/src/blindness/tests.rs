use super::*;

fn counted(pairs: usize, consistent: usize, smallest_crowd: usize) -> Matrix {
    Matrix { pairs, consistent, telltale: 0, smallest_crowd }
}

fn outcome() -> Outcome {
    Outcome {
        honest: counted(576, 576, 24),
        cheating: counted(9, 3, 1),
        known: (24, 24),
        is_in_order: true,
        size: 24,
        keys: 3,
        database: "SQLite",
    }
}

#[test]
fn every_pair_consistent_and_the_control_caught_is_success_and_everything_else_is_not() {
    assert!(outcome().is_proved());
    assert!(outcome().last_line().contains("576 of 576 pairs consistent"));
    for spoil in [
        |outcome: &mut Outcome| outcome.honest.consistent = 575,
        |outcome: &mut Outcome| outcome.known.0 = 23,
        |outcome: &mut Outcome| outcome.known.1 = 23,
        |outcome: &mut Outcome| outcome.is_in_order = false,
        |outcome: &mut Outcome| outcome.cheating.consistent = 9,
        |outcome: &mut Outcome| outcome.cheating.smallest_crowd = 2,
    ] {
        let mut outcome = outcome();
        spoil(&mut outcome);
        assert!(!outcome.is_proved(), "{}", outcome.last_line());
    }
}
