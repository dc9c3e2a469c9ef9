use super::*;

/// Lets the vigil look `count` times.
async fn looks(count: u32) {
    for _ in 0..count {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn a_vigil_ends_when_nothing_comes_and_begins_again() {
    tokio::spawn(keep());
    for _ in 0..3 {
        begin();
        looks(LOOKS / 2).await;
        assert!(LEFT.get() > 0, "it has hardly begun");
        note_work();
        looks(LOOKS - LOOKS / 4).await;
        assert!(LEFT.get() > 0, "there was work, so it goes on");
        looks(LOOKS * 2).await;
        assert_eq!(LEFT.get(), 0);
        note_work();
        assert_eq!(LEFT.get(), 0, "a single request does not begin it");
    }
}
