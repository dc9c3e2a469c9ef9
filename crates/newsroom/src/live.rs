//! What happens, told at once to everybody who has the desk open: a channel that pages listen to by server-sent events.

use content::news::{self, News};
use store::Announcement;
use tokio::sync::broadcast;

/// Something that open pages show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// These stories have changed: their lines, their states, who is at them.
    Stories(Vec<String>),
    /// The process is told to end: streams end too, or it would wait for them.
    Closing,
}

/// The channel. A page that falls behind is told to look at everything again.
#[derive(Clone, Debug)]
pub struct Live(broadcast::Sender<Event>);

/// Events that a slow page may be behind.
const BEHIND: usize = 256;

impl Default for Live {
    fn default() -> Live {
        Live(broadcast::channel(BEHIND).0)
    }
}

impl Live {
    /// Tells everybody who listens.
    pub fn tell(&self, event: Event) {
        // Nobody listening is no failure.
        let _ = self.0.send(event);
    }

    /// Listens from now on.
    pub fn listen(&self) -> broadcast::Receiver<Event> {
        self.0.subscribe()
    }
}

/// What the database announces, here or from another machine, as events.
pub fn heard(live: &Live, announcements: &[Announcement]) {
    for news in announcements.iter().filter_map(news::read) {
        if let News::Desk { stories } = news {
            live.tell(Event::Stories(stories));
        }
    }
}
