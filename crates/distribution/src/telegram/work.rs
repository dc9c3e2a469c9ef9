//! Working off a letter: what the channel should show of the story, what it was last sent, and the one call that makes up
//! the difference. Safe to be told twice, by two processes at once, and to die at any moment.

use base::config::Channel;
use base::{Clock, Time};
use content::public::{self, Showing};
use serde_json::{Value, json};
use site::Edition;
use store::StoreError;
use store::jobs::{self, Job, Reason};

use super::api::{ATTACHED, Bot, Call, Said};
use super::compose::{self, Composed, Form};
use super::post::{self, Post, SPACING_MS, State};
use super::{Fault, Letter};

/// What came of a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Worked {
    /// The channel shows what it should.
    Done,
    /// It has to wait until then, and has not failed.
    Later(Time),
    /// It failed; trying again may help.
    Failed(Reason),
    /// It lies among the dead already, because trying again by itself might do harm.
    Buried(Reason),
}

/// For so long after it was sent Telegram lets a message be deleted, less a minute in which the call gets there.
const DELETABLE_MS: i64 = (48 * 60 - 1) * 60_000;
/// After so long another worker's call is looked for again.
const SOON_MS: i64 = 1_000;
/// The file that stands in a post whose picture had to go, and what it says in the place of one that nobody knows.
const NO_PICTURE: &str = "none";
const ANY_PICTURE: &str = "unknown";

/// A plain grey picture.
const GREY: &[u8] = include_bytes!("../../assets/withdrawn.png");

/// What a channel should show.
enum Wanted {
    /// The story.
    Story(Composed),
    /// That it was withdrawn.
    Notice(Composed),
    /// Nothing; where that cannot be had, the notice.
    Nothing(Composed),
}

/// Works off a letter.
pub async fn work(edition: &Edition, bot: &Bot, job: &Job, clock: &Clock) -> anyhow::Result<Worked> {
    let Letter { chat, story } = serde_json::from_str(&job.content)?;
    let found = post::find(&mut edition.store.read().await?, &chat, &story).await?;
    let Some(post) = found else { return Ok(Worked::Done) };
    let now = clock.now();
    if post.busy_until > now {
        return Ok(Worked::Later(post.busy_until));
    }
    let worker = Worker { edition, bot, job, clock, post };
    worker.run(now).await
}

struct Worker<'a> {
    edition: &'a Edition,
    bot: &'a Bot,
    job: &'a Job,
    clock: &'a Clock,
    post: Post,
}

impl Worker<'_> {
    async fn run(&self, now: Time) -> anyhow::Result<Worked> {
        let wanted = match self.wanted(now).await? {
            None => return Ok(Worked::Later(now.plus_millis(SOON_MS))),
            Some(Ok(wanted)) => wanted,
            Some(Err(Fault { chat, why })) => {
                let reason = Reason::word("reason-telegram-template", &[("chat", &chat), ("why", &why)]);
                return self.give_up(None, reason).await;
            }
        };
        let is_named = self.channel().is_some();
        match (self.post.state, wanted) {
            (State::Gone, _) => Ok(Worked::Done),
            // It was being sent when its worker died.
            (State::Sending, _) => self.lose_sight().await,
            // A second delivery of a letter that was buried meanwhile.
            (State::Unsure, _) if !self.is_waiting().await? => Ok(Worked::Buried(self.unsure())),
            (State::Unsure, Wanted::Story(words)) if self.is_repeated() && is_named => self.send(words).await,
            (State::Unsure, _) => {
                let reason = Reason::word("reason-telegram-by-hand", &[("chat", &self.post.chat)]);
                self.give_up(None, reason).await
            }
            (State::Due | State::Deleted, Wanted::Story(words)) if is_named => self.send(words).await,
            (State::Due, _) => {
                let mut tx = self.edition.store.write().await?;
                post::forget(&mut tx, &self.post).await?;
                tx.commit().await?;
                Ok(Worked::Done)
            }
            (State::Deleted, _) => Ok(Worked::Done),
            (State::Posted | State::Notice, Wanted::Story(words)) => self.edit(words, State::Posted).await,
            (State::Posted | State::Notice, Wanted::Notice(words)) => {
                self.withdraw(words, self.edition.config.telegram.delete_killed).await
            }
            (State::Posted | State::Notice, Wanted::Nothing(words)) => self.withdraw(words, true).await,
        }
    }

    /// Somebody looked at the channel and had the letter sent again.
    fn is_repeated(&self) -> bool {
        self.post.letter == self.job.id
    }

    /// Whether the letter is to be worked off, as far as the database knows.
    async fn is_waiting(&self) -> Result<bool, StoreError> {
        let mut db = self.edition.store.read().await?;
        let letter = jobs::find(&mut db, &self.job.id, self.clock.now()).await?;
        let is_over = |state| matches!(state, jobs::State::Dead | jobs::State::Done | jobs::State::Aside);
        Ok(letter.is_some_and(|letter| !is_over(letter.state)))
    }

    fn unsure(&self) -> Reason {
        Reason::word("reason-telegram-unsure", &[("chat", &self.post.chat)])
    }

    fn channel(&self) -> Option<&Channel> {
        self.edition.config.telegram.channel(&self.post.chat)
    }

    /// None while the story changes under our eyes.
    async fn wanted(&self, now: Time) -> Result<Option<Result<Wanted, Fault>>, site::Failed> {
        let ids = [self.post.story.clone()];
        let stand = public::stands(&mut self.edition.store.read().await?, &ids, now).await?.pop();
        let language =
            stand.as_ref().map_or(&self.edition.config.agency.default_language, |stand| &stand.language);
        let mut reading = self.edition.reading_in(language, now).await?;
        let form = match self.post.state {
            State::Posted | State::Notice if self.post.photo.is_empty() => Form::Words,
            State::Posted | State::Notice => Form::Caption,
            _ => Form::New,
        };
        let number = stand.as_ref().map_or(0, |stand| stand.number);
        let wanted = match stand.as_ref().map(|stand| &stand.showing) {
            Some(Showing::Story { .. }) => {
                let Some(story) = public::by_ids(reading.db(), language, &ids, now).await?.pop() else {
                    return Ok(None);
                };
                // A channel that left the settings took its template along.
                let usual = Channel {
                    chat: self.post.chat.clone(),
                    language: language.clone(),
                    sections: Vec::new(),
                    template: String::new(),
                };
                let channel = self.channel().unwrap_or(&usual);
                compose::post(self.edition, &reading, &story, channel, form).map(Wanted::Story)
            }
            Some(Showing::Notice { text }) => {
                Ok(Wanted::Notice(compose::notice(&reading, number, text, form)))
            }
            Some(Showing::Nothing) | None => Ok(Wanted::Nothing(compose::notice(&reading, number, "", form))),
        };
        Ok(Some(wanted))
    }

    /// Posts the story, when those that were published before it have been.
    async fn send(&self, words: Composed) -> anyhow::Result<Worked> {
        let now = self.clock.now();
        let mut db = self.edition.store.read().await?;
        let ahead = post::ahead(&mut db, &self.post).await?;
        let free_at = post::free_at(&mut db, &self.post.chat).await?.max(now);
        drop(db);
        if ahead > 0 {
            // A millisecond behind the corrections, which wait for a turn of the channel's too.
            return Ok(Worked::Later(free_at.plus_millis(ahead * SPACING_MS + 1)));
        }
        let picture = words.photo.as_deref().and_then(|file| Some((file, self.picture(file)?)));
        let photo = picture.as_ref().map(|(file, _)| (*file).to_owned());
        let words = Composed { photo: photo.clone(), ..words.clone() };
        let photo = photo.unwrap_or_default();
        let during = Post { state: State::Sending, photo, ..self.post.clone() };
        if let Some(later) = self.begin(&during, now, Turn::InLine).await? {
            return Ok(Worked::Later(later.plus_millis(1)));
        }
        let chat = json!(self.post.chat);
        let call = match picture {
            Some((_, bytes)) => Call::new(
                "sendPhoto",
                [("chat_id", chat), ("caption", json!(words.html)), ("parse_mode", json!("HTML"))],
            )
            .with(bytes),
            None => Call::new("sendMessage", with_words([("chat_id", chat)], &words)),
        };
        match self.bot.say(call).await {
            Said::Done(Some(message)) => {
                let sent = Post {
                    state: State::Posted,
                    message: Some(message),
                    shown: words.digest(),
                    posted_at: Some(now),
                    letter: String::new(),
                    ..during
                };
                self.settle(sent, Worked::Done).await
            }
            Said::Done(None) | Said::Unknown(_) => self.lose_sight().await,
            said => self.not_done(said, self.post.clone()).await,
        }
    }

    /// Nobody knows whether the post was sent: it is not sent again by itself.
    async fn lose_sight(&self) -> anyhow::Result<Worked> {
        let unsure = Post { state: State::Unsure, letter: self.job.id.clone(), ..self.post.clone() };
        self.give_up(Some(unsure), self.unsure()).await
    }

    /// Makes the message say something else.
    async fn edit(&self, words: Composed, after: State) -> anyhow::Result<Worked> {
        if self.post.shown == words.digest() {
            return Ok(Worked::Done);
        }
        let now = self.clock.now();
        let wanted_photo = match (&words.photo, self.post.photo.as_str()) {
            (_, "") => String::new(),
            (Some(file), _) if self.picture(file).is_some() => file.clone(),
            _ => NO_PICTURE.to_owned(),
        };
        let is_new_picture = wanted_photo != self.post.photo;
        let during_photo = if is_new_picture { ANY_PICTURE.to_owned() } else { wanted_photo.clone() };
        let during = Post { shown: String::new(), photo: during_photo, ..self.post.clone() };
        let turn = if after == State::Notice { Turn::First } else { Turn::InLine };
        if let Some(later) = self.begin(&during, now, turn).await? {
            return Ok(Worked::Later(later));
        }
        let message = [("chat_id", json!(self.post.chat)), ("message_id", json!(self.post.message))];
        let [chat, number] = message.clone();
        let call = if wanted_photo.is_empty() {
            Call::new("editMessageText", with_words(message, &words))
        } else if is_new_picture {
            let media = json!({
                "type": "photo", "media": ATTACHED, "caption": words.html, "parse_mode": "HTML"
            });
            Call::new("editMessageMedia", [chat, number, ("media", media)])
                .with(self.picture(&wanted_photo).unwrap_or_else(|| GREY.to_vec()))
        } else {
            let (caption, mode) = (("caption", json!(words.html)), ("parse_mode", json!("HTML")));
            Call::new("editMessageCaption", [chat, number, caption, mode])
        };
        let done = Post { state: after, shown: words.digest(), photo: wanted_photo, ..self.post.clone() };
        match self.bot.say(call).await {
            Said::Done(_) => self.settle(done, Worked::Done).await,
            Said::Refused { why, .. } if says(&why, &["message is not modified"]) => {
                self.settle(done, Worked::Done).await
            }
            Said::Refused { why, .. } if says(&why, &MISSING) => {
                self.settle(Post { state: State::Gone, ..during }, Worked::Done).await
            }
            Said::Refused { why, .. } if says(&why, &["message can't be edited"]) => {
                let reason = Reason::word("reason-telegram-by-hand", &[("chat", &self.post.chat)]);
                self.give_up(Some(during), reason).await
            }
            said => self.not_done(said, during).await,
        }
    }

    /// Takes the post back: deletes it where that is wanted and still possible, else has it say that the story is gone.
    async fn withdraw(&self, words: Composed, may_delete: bool) -> anyhow::Result<Worked> {
        let now = self.clock.now();
        let age_ms = self.post.posted_at.map_or(i64::MAX, |at| now.millis() - at.millis());
        if !may_delete || age_ms > DELETABLE_MS {
            return self.edit(words, State::Notice).await;
        }
        let during = Post { shown: String::new(), ..self.post.clone() };
        if let Some(later) = self.begin(&during, now, Turn::First).await? {
            return Ok(Worked::Later(later));
        }
        let message = [("chat_id", json!(self.post.chat)), ("message_id", json!(self.post.message))];
        let deleted = Post { state: State::Deleted, ..during.clone() };
        match self.bot.say(Call::new("deleteMessage", message)).await {
            Said::Done(_) => self.settle(deleted, Worked::Done).await,
            Said::Refused { why, .. } if says(&why, &MISSING) => self.settle(deleted, Worked::Done).await,
            Said::Refused { why, .. } if says(&why, &["message can't be deleted"]) => {
                // Too old by Telegram's clock: from now on it counts as such by ours.
                let old = Post { posted_at: None, ..during };
                self.settle(old, Worked::Later(now.plus_millis(SPACING_MS))).await
            }
            said => self.not_done(said, during).await,
        }
    }

    /// What was surely not carried out, or may be said again without harm. `as_it_is` is how the post stands then.
    async fn not_done(&self, said: Said, as_it_is: Post) -> anyhow::Result<Worked> {
        match said {
            Said::Wait(seconds) => {
                let until = self.clock.now().plus_millis(seconds.saturating_mul(1_000));
                let mut tx = self.edition.store.write().await?;
                post::wait_until(&mut tx, &self.post.chat, until).await?;
                post::settle(&mut tx, &as_it_is).await?;
                tx.commit().await?;
                Ok(Worked::Later(until))
            }
            Said::Refused { code, why } => {
                let reason =
                    Reason::word("reason-telegram-refused", &[("chat", &self.post.chat), ("why", &why)]);
                // A token or a right that is missing can be mended; what is wrong with the message stays wrong.
                match code {
                    400 => self.give_up(Some(as_it_is), reason).await,
                    _ => self.settle(as_it_is, Worked::Failed(reason)).await,
                }
            }
            Said::NotAsked(trouble) | Said::Unknown(trouble) => {
                self.settle(as_it_is, Worked::Failed(trouble.reason())).await
            }
            Said::Done(_) => self.settle(as_it_is, Worked::Done).await,
        }
    }

    /// Marks the post as under way, durably, and takes a turn of the channel's. A time if it has to wait: nothing is
    /// changed then.
    async fn begin(&self, during: &Post, now: Time, turn: Turn) -> Result<Option<Time>, StoreError> {
        let mut tx = self.edition.store.write().await?;
        if !post::begin(&mut tx, &self.post, during, now).await? {
            return Ok(Some(now.plus_millis(SOON_MS)));
        }
        let taken = match turn {
            Turn::InLine => post::take_turn(&mut tx, &self.post.chat, now).await?,
            Turn::First => post::jump_the_queue(&mut tx, &self.post.chat, now).await?,
        };
        if !taken {
            let free_at = post::free_at(tx.reading(), &self.post.chat).await?;
            return Ok(Some(free_at.max(now.plus_millis(1))));
        }
        tx.commit().await?;
        Ok(None)
    }

    async fn settle(&self, post: Post, worked: Worked) -> anyhow::Result<Worked> {
        let mut tx = self.edition.store.write().await?;
        post::settle(&mut tx, &post).await?;
        tx.commit().await?;
        Ok(worked)
    }

    /// Lays the letter among the dead, and the post, if it is this worker's, as it stands: in one transaction, so that
    /// who finds the one finds the other.
    async fn give_up(&self, post: Option<Post>, reason: Reason) -> anyhow::Result<Worked> {
        let mut tx = self.edition.store.write().await?;
        if let Some(post) = post {
            post::settle(&mut tx, &post).await?;
        }
        jobs::bury(&mut tx, self.job, &reason, self.clock.now()).await?;
        tx.commit().await?;
        Ok(Worked::Buried(reason))
    }

    /// The bytes of a picture, if its file is there.
    fn picture(&self, file: &str) -> Option<Vec<u8>> {
        let stored = self.edition.library.read(file)?;
        std::fs::read(stored.path).ok()
    }
}

/// Who may go when a channel has its pace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Turn {
    /// Behind those who went before.
    InLine,
    /// At once: what must not be read any more does not wait behind news.
    First,
}

/// Telegram knows no such message: somebody deleted it.
const MISSING: [&str; 3] = ["message to edit not found", "message to delete not found", "MESSAGE_ID_INVALID"];

fn says(why: &str, sentences: &[&str]) -> bool {
    sentences.iter().any(|sentence| why.contains(sentence))
}

/// The parameters of a message of words. No preview of the page: Telegram would keep it when the story is gone.
fn with_words<'a, const N: usize>(first: [(&'a str, Value); N], words: &Composed) -> Vec<(&'a str, Value)> {
    let text = ("text", json!(words.html));
    let preview = ("link_preview_options", json!({ "is_disabled": true }));
    first.into_iter().chain([text, ("parse_mode", json!("HTML")), preview]).collect()
}
