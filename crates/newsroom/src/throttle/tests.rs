use super::*;

fn at(seconds: i64) -> Time {
    Time::from_millis(1_700_000_000_000 + seconds * 1_000)
}

#[test]
fn pauses_grow_and_end() {
    let throttle = Throttle::default();
    for _ in 0..5 {
        assert_eq!(throttle.attempt("nina", at(0)), Ok(()));
    }
    assert_eq!(throttle.attempt("nina", at(0)), Err(1));
    assert_eq!(throttle.attempt("nina", at(1)), Ok(()));
    assert_eq!(throttle.attempt("nina", at(1)), Err(2));
    assert_eq!(throttle.attempt("nina", at(3)), Ok(()));
    assert_eq!(throttle.attempt("nina", at(3)), Err(4));
}

#[test]
fn no_pause_is_longer_than_five_minutes_however_many_failures() {
    let throttle = Throttle::default();
    let mut now = 0;
    for _ in 0..60 {
        while throttle.attempt("nina", at(now)).is_err() {
            now += 1;
        }
    }
    let wait = throttle.attempt("nina", at(now)).unwrap_err();
    assert!((250..=300).contains(&wait), "{wait}");
    assert_eq!(throttle.attempt("nina", at(now + 300)), Ok(()));
}

#[test]
fn one_name_does_not_wait_for_another() {
    let throttle = Throttle::default();
    for _ in 0..6 {
        let _ = throttle.attempt("nina", at(0));
    }
    assert!(throttle.attempt("nina", at(0)).is_err());
    assert_eq!(throttle.attempt("alena", at(0)), Ok(()));
}

#[test]
fn success_forgets() {
    let throttle = Throttle::default();
    for _ in 0..5 {
        throttle.attempt("nina", at(0)).unwrap();
    }
    throttle.succeeded("nina");
    assert_eq!(throttle.attempt("nina", at(0)), Ok(()));
}

#[test]
fn many_names_at_once_make_everybody_wait_a_little() {
    let throttle = Throttle::default();
    let refused = (0..300).filter(|n| throttle.attempt(&format!("name{n}"), at(0)).is_err()).count();
    assert_eq!(refused, 200);
    assert_eq!(throttle.attempt("nina", at(0)), Err(1));
    assert_eq!(throttle.attempt("nina", at(1)), Ok(()));
}

#[test]
fn what_is_remembered_stays_bounded() {
    let throttle = Throttle::default();
    for n in 0..12_000_i64 {
        throttle.attempt(&format!("name{n}"), at(n / 2)).unwrap();
    }
    assert!(throttle.0.lock().unwrap().of.len() <= MOST_NAMES);
}
