//! What a letter comes to: what the client is to have of the story now, and whether that is what it has.

use std::collections::HashMap;
use std::sync::Arc;

use base::{Language, Time};
use content::public;
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use site::{Edition, Failed};
use store::jobs::{Job, Reason};
use store::{Read, StoreError};
use wire::destination::{self, Destination};
use wire::notice;
use wire::{Client, How, Loaded, Notice, Seal, Taken, client, seat, story as wire_story};

use super::mail::{self, Message};
use super::push::Push;
use super::{ALERT, Letter, MAIL, alert, host_of, item, push};
use crate::item::{Format, Item, Status};

/// What is to be done about a letter.
pub(super) enum Step {
    /// Nothing: all is as it should be.
    Done,
    /// It waits until then.
    Later(Time),
    /// It cannot be done now.
    Failed(Reason),
    /// Something is to be sent.
    Send(Box<Parcel>),
}

/// Something to be sent.
pub(super) struct Parcel {
    pub to: To,
    pub event: &'static str,
    pub delivery: String,
    pub content_type: &'static str,
    /// What it is called where it becomes a file.
    pub file: String,
    pub bytes: Arc<Vec<u8>>,
    pub secret: zeroize::Zeroizing<String>,
    /// How the row stands when it was sent; a letter to somebody has none.
    pub push: Option<Push>,
    /// What it showed when the parcel was made.
    pub was_shown: String,
    /// What is on record before it is sent.
    pub taken: Option<Taken>,
    /// The notices that are given with it.
    pub notices: Vec<String>,
    /// The way by which they go, as the record of notices calls it.
    pub way: String,
}

/// To where.
pub(super) enum To {
    /// A client's machine.
    Destination(Box<Destination>),
    /// The address of a webhook.
    Webhook(String),
    /// Somebody's mail.
    Mail(Box<Message>),
}

impl To {
    /// The address.
    pub fn address(&self) -> &str {
        match self {
            To::Destination(to) => &to.target.address,
            To::Webhook(address) => address,
            To::Mail(_) => "",
        }
    }

    /// Its host.
    pub fn host(&self) -> String {
        host_of(self.address())
    }
}

/// Items and their bytes, for as long as nothing changes: a hundred clients with the same contract get the same.
#[derive(Default)]
pub(super) struct Shelf {
    version: i64,
    at: Option<Time>,
    items: HashMap<(String, String), Arc<Item>>,
    bytes: HashMap<(String, String, &'static str), Arc<Vec<u8>>>,
}

/// The longest that an item is kept, in milliseconds: by the hour, too, something may open.
const KEPT_MS: i64 = 1_000;
pub(super) const JSON: &str = "application/json";

impl Shelf {
    /// Clears what may have changed.
    pub async fn dust(&mut self, edition: &Edition, now: Time) -> Result<(), StoreError> {
        let version = edition.store.edition_version().await?;
        let is_fresh = self.at.is_some_and(|at| at <= now && now.millis() - at.millis() < KEPT_MS);
        if version != self.version || !is_fresh {
            *self = Shelf { version, at: Some(now), ..Shelf::default() };
        }
        Ok(())
    }

    fn bytes(&mut self, terms: &str, format: Format, item: &Item) -> Arc<Vec<u8>> {
        let key = (item.id.clone(), terms.to_owned(), format.name());
        Arc::clone(self.bytes.entry(key).or_insert_with(|| Arc::new(format.write(item))))
    }
}

/// What a letter comes to.
pub(super) async fn of(
    edition: &Edition,
    seal: &Seal,
    shelf: &mut Shelf,
    job: &Job,
    now: Time,
) -> anyhow::Result<Step> {
    let letter: Letter = serde_json::from_str(&job.content)?;
    let mut db = edition.store.read().await?;
    if job.kind == MAIL {
        return of_mail(edition, db, letter, now).await;
    }
    let Some(push) = push::find(&mut db, &letter.target, &letter.story).await? else { return Ok(Step::Done) };
    let Some(client) = client::find(&mut db, &letter.client).await? else { return Ok(Step::Done) };
    if push.busy_until > now {
        return Ok(Step::Later(now.plus_millis(500).min(push.busy_until)));
    }
    if job.kind == ALERT {
        return alert::of(edition, seal, shelf, db, client, push, now).await;
    }
    let Some(destination) = destination::find(&mut db, &letter.target).await? else { return Ok(Step::Done) };
    let Some(secret) = destination::secret(&mut db, seal, &destination.id).await? else {
        return Ok(Step::Failed(Reason::word("reason-no-key", &[("destination", &destination.target.name)])));
    };
    let Some(format) = Format::parse(&destination.target.format) else {
        return Ok(Step::Failed(Reason::word("reason-no-format", &[("format", &destination.target.format)])));
    };
    let way = push_way(&destination);
    let owed = owed(&mut db, &client.id, &letter.story, &way).await?;
    let found = found(edition, shelf, &mut db, &client, &push, now).await?;
    let Some((item, terms)) = found else {
        let Some(last) = owed.last() else { return Ok(Step::Done) };
        return Ok(Step::Send(Box::new(of_notice(destination, secret, push, last, &owed))));
    };
    // A machine that is paused gets nothing but what takes a story away or sets it right.
    let is_end = item.status != Status::Usable;
    if destination.paused_at.is_some() && !is_end && owed.is_empty() {
        return Ok(Step::Done);
    }
    if item.changed < push.version {
        return Ok(Step::Done);
    }
    let bytes = shelf.bytes(&terms, format, &item);
    let delivery = delivery(&push, item.version(), &bytes);
    let notices =
        owed.iter().filter(|notice| notice.at <= item.changed).map(|notice| notice.id.clone()).collect();
    if delivery == push.shown {
        return Ok(Step::Done);
    }
    let event = event(&item, &push);
    let taken = (!is_end).then(|| Taken {
        client: client.id.clone(),
        story: letter.story.clone(),
        version: item.changed,
        how: How::Pushed,
        format: format.name().to_owned(),
        who: destination.id.clone(),
        at: now,
    });
    let code = item.code.as_deref().unwrap_or("story");
    Ok(Step::Send(Box::new(Parcel {
        to: To::Destination(Box::new(destination)),
        event,
        content_type: format.media_type(),
        file: format!("{code}.{}", format.extension()),
        bytes,
        secret,
        was_shown: push.shown.clone(),
        push: Some(Push { version: item.changed, shown: delivery.clone(), ..push }),
        delivery,
        taken,
        notices,
        way,
    })))
}

/// The same bytes of the same version at the same place have the same name, and no others.
pub(super) fn delivery(push: &Push, version: i64, bytes: &[u8]) -> String {
    let mut hash = Sha256::new();
    hash.update(format!("{} {} {version} ", push.target, push.story));
    hash.update(Sha256::digest(bytes));
    let hash = hash.finalize();
    uuid::Uuid::new_v8(hash[..16].try_into().expect("a hash has 32 bytes")).to_string()
}

fn event(item: &Item, push: &Push) -> &'static str {
    match item.status {
        Status::Canceled { .. } => "story.killed",
        Status::Withheld => "story.withheld",
        Status::Usable if !push.has_it() => "story.published",
        Status::Usable if item.is_correction() => "story.corrected",
        Status::Usable => "story.changed",
    }
}

/// What a client is to have of a story, and by which terms; none where it is to have nothing new.
pub(super) async fn found(
    edition: &Edition,
    shelf: &mut Shelf,
    db: &mut Read,
    client: &Client,
    push: &Push,
    now: Time,
) -> Result<Option<(Arc<Item>, String)>, Failed> {
    let contract = &client.contract;
    let standing = contract.standing(now);
    let terms = format!(
        "{standing:?} {} {} {:?} {:?}",
        contract.early, contract.plus, contract.languages, contract.sections
    );
    let key = (push.story.clone(), terms.clone());
    if let Some(item) = shelf.items.get(&key) {
        return Ok(Some((Arc::clone(item), terms)));
    }
    match wire_story::load(db, client, &push.story, now).await? {
        Loaded::Story(story) => {
            let item = Arc::new(item::given(edition, &story, now).await?);
            shelf.items.insert(key, Arc::clone(&item));
            Ok(Some((item, terms)))
        }
        // Whether one is told of a kill depends on what one has, not on terms alone.
        Loaded::Withdrawn(line) => {
            Ok(Some((Arc::new(item::withdrawn(edition, &line, now).await?), "killed".into())))
        }
        Loaded::Nothing if push.has_it() => {
            let Some((language, number, at)) = public::not_out(db, &push.story).await? else {
                return Ok(None);
            };
            let item = withheld(edition, &language, push, number, at, now).await?;
            Ok(Some((Arc::new(item), "withheld".into())))
        }
        Loaded::Nothing => Ok(None),
    }
}

async fn withheld(
    edition: &Edition,
    language: &Language,
    push: &Push,
    number: u64,
    at: Time,
    now: Time,
) -> Result<Item, Failed> {
    let reading = edition.reading_in(language, now).await?;
    // Not before what was sent: the clock may have stood.
    Ok(Item::withheld(&reading, &push.story, at.max(push.version)).numbered(&reading, number))
}

/// The notices of a story that a client was made and that have not gone out this way.
pub(super) async fn owed(
    db: &mut Read,
    client: &str,
    story: &str,
    way: &str,
) -> Result<Vec<Notice>, StoreError> {
    let mut owed = notice::of_story(db, story).await?;
    owed.retain(|notice| notice.client == client);
    if !owed.is_empty() {
        let sent = notice::sent_of_story(db, story).await?;
        owed.retain(|notice| !sent.iter().any(|sent| sent.notice == notice.id && sent.way == way));
    }
    Ok(owed)
}

/// By this way notices go to a machine.
fn push_way(destination: &Destination) -> String {
    format!("push {}", destination.id)
}

/// For a machine whose client is not given the story any more.
fn of_notice(
    destination: Destination,
    secret: zeroize::Zeroizing<String>,
    push: Push,
    last: &Notice,
    owed: &[Notice],
) -> Parcel {
    let bytes = json(&super::notice::document(last));
    Parcel {
        way: push_way(&destination),
        to: To::Destination(Box::new(destination)),
        event: "notice",
        delivery: delivery(&push, last.at.millis(), &bytes),
        content_type: JSON,
        file: format!("notice-{}.json", last.id),
        bytes,
        secret,
        was_shown: push.shown.clone(),
        push: Some(push),
        taken: None,
        notices: owed.iter().map(|notice| notice.id.clone()).collect(),
    }
}

/// A notice to somebody of a client, or to its own address.
async fn of_mail(edition: &Edition, mut db: Read, letter: Letter, now: Time) -> anyhow::Result<Step> {
    let Some(notice) = notice::find(&mut db, &letter.client, &letter.notice).await? else {
        return Ok(Step::Done);
    };
    let Some(client) = client::find(&mut db, &letter.client).await? else { return Ok(Step::Done) };
    let seat = seat::find(&mut db, &client.id, &letter.target).await?.filter(|seat| seat.closed_at.is_none());
    let (address, language) = match (&seat, letter.target.as_str()) {
        (Some(seat), _) => (seat.email.as_str(), &seat.language),
        (None, "") => (client.contact.as_str(), &edition.config.agency.default_language),
        (None, _) => return Ok(Step::Done),
    };
    let Some(to) = ::mail::Address::parse(address) else { return Ok(Step::Done) };
    // A kill says all that is left to be said of a story.
    if notice.is_over {
        return Ok(Step::Done);
    }
    let Some(story) = left_of(edition, &mut db, &notice, language, now).await? else { return Ok(Step::Done) };
    let (subject, text) = mail::of_notice(&edition.locale(language), &notice, &story);
    let id = format!("{}-{}", notice.id, if letter.target.is_empty() { "own" } else { &letter.target });
    let message = Message { to, subject, text, from: story.agency, id, date: now };
    let to = To::Mail(Box::new(message));
    Ok(Step::Send(Box::new(Parcel { to, notices: vec![notice.id], way: "mail".into(), ..Parcel::empty() })))
}

/// What a notice says of its story: where it was, and nothing of what it said.
pub(super) async fn left_of(
    edition: &Edition,
    db: &mut Read,
    notice: &Notice,
    language: &Language,
    now: Time,
) -> Result<Option<Item>, Failed> {
    let Some(number) = public::number_of(db, &notice.story).await? else { return Ok(None) };
    let reading = edition.reading_in(language, now).await?;
    Ok(Some(Item::withdrawn(&reading, &notice.story, &notice.said, notice.at).numbered(&reading, number)))
}

impl Step {
    /// The same with another parcel, if one is to be sent.
    pub fn map(self, change: impl FnOnce(Parcel) -> Parcel) -> Step {
        match self {
            Step::Send(parcel) => Step::Send(Box::new(change(*parcel))),
            other => other,
        }
    }
}

impl Parcel {
    /// One with nothing in it.
    pub fn empty() -> Parcel {
        Parcel {
            to: To::Webhook(String::new()),
            event: "",
            delivery: String::new(),
            content_type: "",
            file: String::new(),
            bytes: Arc::default(),
            secret: zeroize::Zeroizing::default(),
            push: None,
            was_shown: String::new(),
            taken: None,
            notices: Vec::new(),
            way: String::new(),
        }
    }
}

pub(super) fn json(document: &Value) -> Arc<Vec<u8>> {
    Arc::new(serde_json::to_vec(document).expect("plain data"))
}
