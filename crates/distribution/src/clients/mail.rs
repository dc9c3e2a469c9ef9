//! Mail to a client's people: notices of corrections and kills, and alerts. What it says is in the language of who reads it.

use base::{Locale, Time};
use mail::{Address, Carrier, Outcome, Plate, Wording};
use store::jobs::Reason;
use wire::Notice;
use wire::notice::Kind;

use crate::item::Item;

/// A message, but for who carries it.
pub(super) struct Message {
    pub to: Address,
    pub subject: String,
    pub text: String,
    /// The agency's name.
    pub from: String,
    /// Unlike any other message's.
    pub id: String,
    pub date: Time,
}

/// What a notice says: what happened, why, and which story it was.
pub(super) fn of_notice(locale: &Locale, notice: &Notice, story: &Item) -> (String, String) {
    let agency = [("agency", (&story.agency).into())];
    let (subject, happened) = match notice.kind {
        Kind::Kill => ("client-mail-kill", "client-mail-killed"),
        Kind::Correction => ("client-mail-correction", "client-mail-corrected"),
    };
    let parts = [
        locale.text(happened, &agency),
        notice.said.clone(),
        format!("{}\n{}", story.short_url.as_deref().unwrap_or(&story.home), story.id),
    ];
    (locale.text(subject, &agency), joined(&parts))
}

/// What an alert says: what the story is, and until when it is held.
pub(super) fn of_alert(locale: &Locale, topic: &str, item: &Item) -> (String, String) {
    let held = item
        .embargoed_until
        .map(|until| locale.text("client-mail-held", &[("until", (&until.to_string()).into())]));
    let parts = [
        held.unwrap_or_default(),
        item.headline.clone(),
        item.deck.clone(),
        item.short_url.clone().unwrap_or_default(),
        locale.text("client-mail-topic", &[("topic", (&topic.to_owned()).into())]),
    ];
    (item.headline.clone(), joined(&parts))
}

fn joined(parts: &[String]) -> String {
    let parts: Vec<&str> = parts.iter().map(|part| part.trim()).filter(|part| !part.is_empty()).collect();
    parts.join("\n\n") + "\n"
}

impl Message {
    /// Has it carried.
    pub async fn send(&self, carrier: Option<&Carrier>) -> Result<(), Reason> {
        let Some(carrier) = carrier else { return Err(Reason::word("reason-no-mail", &[])) };
        let wording = Wording {
            from: carrier.from(),
            name: &self.from,
            subject: &self.subject,
            id: &self.id,
            date: self.date,
            text: &self.text,
            html: None,
            list: None,
            unsubscribe: None,
        };
        let copy = Plate::set(&wording, None).ok().and_then(|plate| plate.copy(&self.to, ""));
        let Some(copy) = copy else { return Err(Reason::word("reason-mail-unfit", &[])) };
        match carrier.carry(&self.to, &copy).await {
            // What was perhaps sent is not sent again: a notice twice is a riddle.
            Outcome::Sent | Outcome::Unsure => Ok(()),
            Outcome::Refused { code, .. } => {
                Err(Reason::word("reason-mail-refused", &[("code", &code.to_string())]))
            }
            Outcome::NotReached(trouble) => {
                Err(Reason::word("reason-mail", &[("why", &trouble.to_string())]))
            }
        }
    }
}
