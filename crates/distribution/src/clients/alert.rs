//! Saved topics: an alert says as much as tells what a story is, once; and whoever had one is told what became of the story.

use std::sync::Arc;

use ::mail::Address;
use base::Time;
use serde_json::{Value, json};
use site::Edition;
use store::jobs::Reason;
use store::{Read, StoreError};
use wire::interest::{self, Alert, Interest};
use wire::{Client, How, Seal, Taken, seat};

use super::mail::{self, Message};
use super::notice;
use super::parcel::{self, Parcel, Shelf, Step, To};
use super::push::Push;
use crate::item::{Extent, Item, Status};

/// What somebody with a topic is told: of a story that fits, once; and of whatever became of one that they were told of.
pub(super) async fn of(
    edition: &Edition,
    seal: &Seal,
    shelf: &mut Shelf,
    mut db: Read,
    client: Client,
    push: Push,
    now: Time,
) -> anyhow::Result<Step> {
    let all = interest::alerting(&mut db).await?;
    let Some((_, topic)) = all.into_iter().find(|(_, topic)| topic.id == push.target) else {
        return Ok(Step::Done);
    };
    let Some(seat) = seat::find(&mut db, &client.id, &topic.seat).await? else { return Ok(Step::Done) };
    let found = match push.has_it() {
        true => None,
        false => parcel::found(edition, shelf, &mut db, &client, &push, now).await?,
    };
    let fits = |item: &Arc<Item>| item.status == Status::Usable && has_words(&topic, item);
    let locale = edition.locale(&seat.language);
    let Some(item) = found.map(|(item, _)| item).filter(fits) else {
        if !push.may_have_it() || hears_anyway(&mut db, &client, &topic).await? {
            return Ok(Step::Done);
        }
        let mut owed = parcel::owed(&mut db, &client.id, &push.story, &topic_way(&topic)).await?;
        // What they were told was right by then; and a kill says all that is left to be said.
        owed.retain(|notice| notice.at > push.version && !notice.is_over);
        let Some(last) = owed.last() else { return Ok(Step::Done) };
        let Some(story) = parcel::left_of(edition, &mut db, last, &seat.language, now).await? else {
            return Ok(Step::Done);
        };
        let word = Word {
            event: "notice",
            mail: mail::of_notice(&locale, last, &story),
            document: notice::document(last),
            version: last.at.millis(),
            agency: story.agency,
        };
        let notices = owed.iter().map(|notice| notice.id.clone()).collect();
        let step = word.to(seal, &mut db, &topic, &push, now).await?;
        return Ok(step.map(|parcel| Parcel { push: Some(push), notices, ..parcel }));
    };
    let word = Word {
        event: "alert",
        mail: mail::of_alert(&locale, &topic.name, &item),
        document: document(&topic.name, &item),
        version: item.version(),
        agency: item.agency.clone(),
    };
    let taken = Some(alerted(&client, &push, &topic, &item, now));
    let step = word.to(seal, &mut db, &topic, &push, now).await?;
    Ok(step.map(|parcel| {
        let push = Some(Push { version: item.changed, shown: parcel.delivery.clone(), ..push });
        Parcel { push, taken, ..parcel }
    }))
}

/// What is said to somebody with a topic, whichever way they chose.
struct Word {
    event: &'static str,
    /// Subject and text.
    mail: (String, String),
    document: Value,
    version: i64,
    agency: String,
}

impl Word {
    /// The same on its way.
    async fn to(
        self,
        seal: &Seal,
        db: &mut Read,
        topic: &Interest,
        push: &Push,
        now: Time,
    ) -> Result<Step, StoreError> {
        let ((subject, text), was_shown, way) = (self.mail, push.shown.clone(), topic_way(topic));
        let parcel = Parcel { was_shown, way, event: self.event, ..Parcel::empty() };
        match &topic.alert {
            Alert::None => Ok(Step::Done),
            Alert::Mail(address) => {
                let Some(to) = Address::parse(address) else { return Ok(Step::Done) };
                let delivery = parcel::delivery(push, self.version, text.as_bytes());
                let id = delivery.clone();
                let to = To::Mail(Box::new(Message { to, subject, text, from: self.agency, id, date: now }));
                Ok(Step::Send(Box::new(Parcel { to, delivery, ..parcel })))
            }
            Alert::Webhook(address) => {
                let Some(secret) = interest::secret(db, seal, &topic.id).await? else {
                    let no_key = Reason::word("reason-no-key", &[("destination", &topic.name)]);
                    return Ok(Step::Failed(no_key));
                };
                let (to, bytes) = (To::Webhook(address.clone()), parcel::json(&self.document));
                let delivery = parcel::delivery(push, self.version, &bytes);
                let content_type = parcel::JSON;
                Ok(Step::Send(Box::new(Parcel { to, content_type, bytes, secret, delivery, ..parcel })))
            }
        }
    }
}

/// By this way notices go to somebody with a topic.
fn topic_way(topic: &Interest) -> String {
    format!("{} {}", topic.alert.way(), topic.id)
}

/// Whether a topic's mail goes to an address to which the client's notices are mailed in any case.
async fn hears_anyway(db: &mut Read, client: &Client, topic: &Interest) -> Result<bool, StoreError> {
    let Alert::Mail(address) = &topic.alert else { return Ok(false) };
    let seats = seat::of(db, &client.id).await?;
    let open = seats.iter().filter(|seat| seat.closed_at.is_none()).map(|seat| &seat.email);
    Ok(open.chain([&client.contact]).any(|own| own.eq_ignore_ascii_case(address)))
}

fn alerted(client: &Client, push: &Push, topic: &Interest, item: &Item, now: Time) -> Taken {
    Taken {
        client: client.id.clone(),
        story: push.story.clone(),
        version: item.changed,
        how: How::Alerted,
        format: String::new(),
        who: topic.id.clone(),
        at: now,
    }
}

/// Whether the words of a topic stand in what the client may read.
fn has_words(topic: &Interest, item: &Item) -> bool {
    let text = item.body.plain_text(usize::MAX - 1);
    topic.query.has_words(&[&item.headline, &item.deck, &text])
}

/// The document of a webhook.
fn document(topic: &str, item: &Item) -> Value {
    let mut said = json!({
        "topic": topic,
        "uri": item.id,
        "version": item.version().to_string(),
        "language": item.language.as_str(),
        "headline": item.headline,
        "deck": item.deck,
        "code": item.code,
        "url": item.short_url,
        "representationType": if item.extent == Extent::Full { "full" } else { "partial" },
    });
    if let Some(until) = item.embargoed_until {
        said["embargoedUntil"] = json!(until.to_string());
    }
    said
}
