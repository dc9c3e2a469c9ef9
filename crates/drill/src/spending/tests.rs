use super::*;

fn outcome() -> Outcome {
    Outcome {
        passes: 40,
        shown: 2_560,
        twice: 0,
        never: 0,
        after: 0,
        cookies: 1,
        failures: BTreeMap::new(),
        threads: 64,
        at_once: 64,
        rate: 900,
        database: "SQLite",
    }
}

#[test]
fn each_pass_opened_once_is_success_and_everything_else_is_not() {
    assert!(outcome().is_proved());
    assert!(outcome().last_line().starts_with("double spending drill, SQLite: 0 of 40 passes opened twice"));
    for spoil in [
        |outcome: &mut Outcome| outcome.twice = 1,
        |outcome: &mut Outcome| outcome.never = 1,
        |outcome: &mut Outcome| outcome.after = 1,
        |outcome: &mut Outcome| outcome.cookies = 2,
        |outcome: &mut Outcome| outcome.failures = [("status 500".into(), 1)].into(),
    ] {
        let mut outcome = outcome();
        spoil(&mut outcome);
        assert!(!outcome.is_proved(), "{outcome:?}");
    }
}
