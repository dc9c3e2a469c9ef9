use proptest::prelude::*;

use super::*;

#[test]
fn long_sequences_are_held_together_by_what_stands_once() {
    let a: Vec<u32> = (0..50_000).collect();
    let mut b: Vec<u32> = a.iter().map(|n| if n % 10 == 0 { *n } else { 1_000_000 + n % 7 }).collect();
    b.insert(777, 9_999_999);
    let pairs = align(&a, &b, &mut Budget::default());
    assert_eq!(pairs.len(), 5_000);
}

#[test]
fn long_sequences_that_share_nothing_end_soon() {
    let a: Vec<u32> = (0..400_000).collect();
    let b: Vec<u32> = (400_000..800_000).collect();
    assert_eq!(align(&a, &b, &mut Budget::default()), []);
}

proptest! {
    #[test]
    fn pairs_are_equal_and_ascend(
        a in prop::collection::vec(0..6_u32, 0..40),
        b in prop::collection::vec(0..6_u32, 0..40),
        steps in prop_oneof![Just(0_usize), Just(200), Just(STEPS)],
    ) {
        let pairs = align(&a, &b, &mut Budget(steps));
        for (x, y) in &pairs {
            prop_assert_eq!(a[*x], b[*y]);
        }
        for pair in pairs.windows(2) {
            prop_assert!(pair[0].0 < pair[1].0 && pair[0].1 < pair[1].1);
        }
    }
}
