//! The rows: what stands of a story in a channel, and how soon the channel takes more.

use base::Time;
use store::{Read, Row, StoreError, Value, Write, values};

use super::CALL;

/// A channel gets one message in so many milliseconds: twenty a minute and one a second are the most that Telegram takes.
pub(super) const SPACING_MS: i64 = 3_000;
/// For so long a post is its worker's alone, in milliseconds; longer than a call is waited for, shorter than a letter's lease.
const BUSY_MS: i64 = 60_000;

/// What stands of a story in a channel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Post {
    pub chat: String,
    pub story: String,
    pub state: State,
    /// The message's number there.
    pub message: Option<i64>,
    /// A digest of what it says; empty while that is being changed.
    pub shown: String,
    /// The picture's file; empty in a message of words.
    pub photo: String,
    pub posted_at: Option<Time>,
    pub busy_until: Time,
    /// Of an unsure post: the letter that lies among the dead for it.
    pub letter: String,
    pub place_at: Time,
    pub number: i64,
}

/// How far a post has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// It is to be sent.
    Due,
    /// It is being sent.
    Sending,
    /// Nobody knows whether it was sent.
    Unsure,
    /// It shows the story.
    Posted,
    /// It shows that the story was withdrawn.
    Notice,
    /// It was deleted with its story.
    Deleted,
    /// Somebody deleted it in the channel.
    Gone,
}

const STATES: [(State, &str); 7] = [
    (State::Due, "due"),
    (State::Sending, "sending"),
    (State::Unsure, "unsure"),
    (State::Posted, "posted"),
    (State::Notice, "notice"),
    (State::Deleted, "deleted"),
    (State::Gone, "gone"),
];

impl State {
    fn name(self) -> &'static str {
        STATES.into_iter().find(|(state, _)| *state == self).map_or("", |(_, name)| name)
    }
}

const COLUMNS: &str =
    "chat, story, state, message, shown, photo, posted_at, busy_until, letter, place_at, number";

pub(super) async fn find(db: &mut Read, chat: &str, story: &str) -> Result<Option<Post>, StoreError> {
    let sql = format!("select {COLUMNS} from telegram_post where chat = $1 and story = $2");
    db.row(&sql, values![chat, story]).await?.as_ref().map(post).transpose()
}

/// How many posts of a channel come before this one and have a letter that will be tried.
pub(super) async fn ahead(db: &mut Read, post: &Post) -> Result<i64, StoreError> {
    let sql = "
        select count(*) as posts
        from telegram_post p
        join job j on j.subject = p.story and j.kind = $4 and j.state = 'waiting'
          and j.content = '{\"chat\":\"' || p.chat || '\",\"story\":\"' || p.story || '\"}'
        where p.chat = $1 and p.state in ('due', 'sending') and (p.place_at, p.number) < ($2, $3)";
    let row = db.row(sql, values![&post.chat, post.place_at, post.number, CALL]).await?;
    row.map_or(Ok(0), |row| row.int("posts"))
}

/// Makes the post this worker's alone and what it will be while the call is under way. False if it is not as it was, or
/// is somebody else's: then nothing is changed.
pub(super) async fn begin(tx: &mut Write, was: &Post, during: &Post, now: Time) -> Result<bool, StoreError> {
    let sql = "
        update telegram_post
        set state = $5, shown = $6, photo = $7, busy_until = $8
        where chat = $1 and story = $2 and state = $3 and shown = $4 and busy_until <= $9";
    let parameters = values![
        &was.chat,
        &was.story,
        was.state.name(),
        &was.shown,
        during.state.name(),
        &during.shown,
        &during.photo,
        now.plus_millis(BUSY_MS),
        now
    ];
    Ok(tx.execute(sql, parameters).await? == 1)
}

/// How it stands after a call, or without one; it is nobody's from now on.
pub(super) async fn settle(tx: &mut Write, post: &Post) -> Result<(), StoreError> {
    let sql = "
        update telegram_post
        set state = $3, message = $4, shown = $5, photo = $6, posted_at = $7, letter = $8, busy_until = 0
        where chat = $1 and story = $2";
    let parameters = values![
        &post.chat,
        &post.story,
        post.state.name(),
        post.message,
        &post.shown,
        &post.photo,
        post.posted_at,
        &post.letter
    ];
    tx.execute(sql, parameters).await.map(drop)
}

/// Nothing was sent and nothing is to be.
pub(super) async fn forget(tx: &mut Write, post: &Post) -> Result<(), StoreError> {
    let sql = "delete from telegram_post where chat = $1 and story = $2 and state = 'due' and busy_until = 0";
    tx.execute(sql, values![&post.chat, &post.story]).await.map(drop)
}

/// A post that is to be sent. One that is there already stays.
pub(super) async fn add(
    tx: &mut Write,
    (chat, story): (&str, &str),
    stamp: &str,
    (place_at, number): (Time, u64),
) -> Result<(), StoreError> {
    let table =
        "telegram_post (chat, story, state, shown, photo, busy_until, stamp, letter, place_at, number)";
    let row = values![chat, story, "due", "", "", 0_i64, stamp, "", place_at, number];
    tx.insert(table, "on conflict do nothing", vec![row]).await
}

/// The posts of these stories, in whatever channel: channel, story, and how the story stood when the last letter was sent.
pub(super) async fn of(db: &mut Read, stories: &[String]) -> Result<Vec<[String; 3]>, StoreError> {
    let mut all = Vec::new();
    for chunk in stories.chunks(500) {
        let places: Vec<String> = (1..=chunk.len()).map(|n| format!("${n}")).collect();
        let sql = format!(
            "select chat, story, stamp from telegram_post where story in ({}) order by chat, story",
            places.join(", ")
        );
        for row in db.rows(&sql, chunk.iter().map(Value::from).collect()).await? {
            all.push([row.text("chat")?, row.text("story")?, row.text("stamp")?]);
        }
    }
    Ok(all)
}

/// All stories that have a post anywhere.
pub(super) async fn stories(db: &mut Read) -> Result<Vec<String>, StoreError> {
    let sql = "select distinct story from telegram_post where state <> 'gone' order by story";
    db.rows(sql, vec![]).await?.iter().map(|row| row.text("story")).collect()
}

/// A letter was sent while the story stood so.
pub(super) async fn stamp(tx: &mut Write, chat: &str, story: &str, stamp: &str) -> Result<(), StoreError> {
    let sql = "update telegram_post set stamp = $3 where chat = $1 and story = $2";
    tx.execute(sql, values![chat, story, stamp]).await.map(drop)
}

/// The channels that were ever named, with the time of that.
pub(super) async fn chats(db: &mut Read) -> Result<Vec<(String, Time)>, StoreError> {
    let rows = db.rows("select chat, since from telegram_chat order by chat", vec![]).await?;
    rows.iter().map(|row| Ok((row.text("chat")?, row.time("since")?))).collect()
}

/// A channel is named for the first time.
pub(super) async fn name(tx: &mut Write, chat: &str, now: Time) -> Result<(), StoreError> {
    let table = "telegram_chat (chat, since, free_at)";
    tx.insert(table, "on conflict do nothing", vec![values![chat, now, 0_i64]]).await
}

/// From when on a channel takes a message.
pub(super) async fn free_at(db: &mut Read, chat: &str) -> Result<Time, StoreError> {
    let row = db.row("select free_at from telegram_chat where chat = $1", values![chat]).await?;
    row.map_or(Ok(Time::from_millis(0)), |row| row.time("free_at"))
}

/// Takes a channel's next turn, if it is free: no process sends it anything else before the next one.
pub(super) async fn take_turn(tx: &mut Write, chat: &str, now: Time) -> Result<bool, StoreError> {
    let sql = "update telegram_chat set free_at = $3 where chat = $1 and free_at <= $2";
    Ok(tx.execute(sql, values![chat, now, now.plus_millis(SPACING_MS)]).await? == 1)
}

/// Takes a turn before all who wait; they wait so much longer. Not where Telegram itself said how long to wait.
pub(super) async fn jump_the_queue(tx: &mut Write, chat: &str, now: Time) -> Result<bool, StoreError> {
    let sql = "
        update telegram_chat
        set free_at = (case when free_at > $2 then free_at else $2 end) + $3
        where chat = $1 and free_at <= $4";
    let soon = now.plus_millis(SPACING_MS);
    Ok(tx.execute(sql, values![chat, now, SPACING_MS, soon]).await? == 1)
}

/// Telegram says from when on it takes more.
pub(super) async fn wait_until(tx: &mut Write, chat: &str, until: Time) -> Result<(), StoreError> {
    let sql = "update telegram_chat set free_at = $2 where chat = $1 and free_at < $2";
    tx.execute(sql, values![chat, until]).await.map(drop)
}

fn post(row: &Row) -> Result<Post, StoreError> {
    let name = row.text("state")?;
    let state = STATES.into_iter().find(|(_, known)| *known == name).map(|(state, _)| state);
    Ok(Post {
        chat: row.text("chat")?,
        story: row.text("story")?,
        state: state.ok_or_else(|| StoreError::Damaged(format!("telegram_post.state '{name}'")))?,
        message: row.int_or_none("message")?,
        shown: row.text("shown")?,
        photo: row.text("photo")?,
        posted_at: row.time_or_none("posted_at")?,
        busy_until: row.time("busy_until")?,
        letter: row.text("letter")?,
        place_at: row.time("place_at")?,
        number: row.int("number")?,
    })
}
