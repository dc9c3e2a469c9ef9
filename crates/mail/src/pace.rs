//! How fast messages go out.

use std::time::Duration;

use tokio::sync::Mutex;
use tokio::time::{Interval, MissedTickBehavior, interval};

/// Turns at an even pace, for all who send; who was slow does not catch up.
#[derive(Debug)]
pub struct Pace(Mutex<Interval>);

impl Pace {
    /// So many turns a minute at most; at least one.
    pub fn per_minute(messages: u32) -> Pace {
        let mut turns = interval(Duration::from_secs(60) / messages.max(1));
        turns.set_missed_tick_behavior(MissedTickBehavior::Delay);
        Pace(Mutex::new(turns))
    }

    /// Waits for one's turn.
    pub async fn turn(&self) {
        self.0.lock().await.tick().await;
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use tokio::time::{sleep, timeout};

    use super::Pace;

    #[tokio::test]
    async fn turns_come_at_an_even_pace_and_not_at_once_after_a_rest() {
        let pace = Pace::per_minute(600);
        pace.turn().await;
        let five = async {
            for _ in 0..5 {
                pace.turn().await;
            }
        };
        assert!(timeout(Duration::from_millis(390), five).await.is_err(), "five turns take half a second");
        sleep(Duration::from_millis(500)).await;
        pace.turn().await;
        let two = async {
            pace.turn().await;
            pace.turn().await;
        };
        assert!(timeout(Duration::from_millis(140), two).await.is_err(), "who rested does not catch up");
    }
}
