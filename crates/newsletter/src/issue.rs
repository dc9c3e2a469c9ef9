//! A newsletter as the desk has it: to which list, about what, how far it is sent.

use base::{Language, Time, id};
use store::{Read, Row, StoreError, Value, Write, values};

use crate::List;

/// What an issue is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The usual one of its list: a digest, or a story.
    Usual,
    /// The notice that a story was withdrawn, to the list that was sent it.
    Withdrawal,
}

/// How far an issue is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Can be edited.
    Draft,
    /// Begun: some have it. It may stand still, see [`Issue::stopped`].
    Sending,
    /// Nobody is left who should have it.
    Sent,
    /// Will not be sent.
    Discarded,
}

/// An issue.
#[derive(Clone, Debug, PartialEq)]
pub struct Issue {
    /// Its id, which also stands in its Message-ID.
    pub id: String,
    /// In which language.
    pub language: Language,
    /// What it is.
    pub kind: Kind,
    /// To whom.
    pub list: List,
    /// What it is about: a day, the first day of a week, a story's id.
    pub period: String,
    /// The stories and corrections of a digest lie between this and [`Issue::until`].
    pub from: Time,
    /// See [`Issue::from`].
    pub until: Time,
    /// Its subject.
    pub subject: String,
    /// What stands above the stories; may be empty.
    pub intro: String,
    /// How far it is.
    pub state: State,
    /// When it was drafted.
    pub made_at: Time,
    /// When it was first sent to somebody.
    pub started_at: Option<Time>,
    /// When nobody was left.
    pub ended_at: Option<Time>,
    /// The word for why it stands still; empty while it does not, or nobody knows, because the process ended.
    pub stopped: String,
    /// How many readers the list had when it began.
    pub total: i64,
    /// Copies that the mail server took.
    pub sent: i64,
    /// Copies that it refused.
    pub refused: i64,
    /// Copies of which nobody knows.
    pub unsure: i64,
    /// Rows of readers who were on the list twice.
    pub doubles: i64,
    /// The stories, in their order.
    pub stories: Vec<String>,
    pub(crate) place: String,
}

impl Issue {
    /// How many of its readers are done with.
    pub fn done(&self) -> i64 {
        self.sent + self.refused + self.unsure + self.doubles
    }
}

/// An issue that is to be drafted.
pub(crate) struct New<'a> {
    pub language: &'a Language,
    pub kind: Kind,
    pub list: List,
    pub period: &'a str,
    pub from: Time,
    pub until: Time,
    pub subject: &'a str,
    pub intro: &'a str,
    pub stories: &'a [String],
}

impl Kind {
    /// Its name in the database and in messages.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Usual => "usual",
            Kind::Withdrawal => "withdrawal",
        }
    }
}

impl State {
    /// Its name in the database and in messages.
    pub fn name(self) -> &'static str {
        match self {
            State::Draft => "draft",
            State::Sending => "sending",
            State::Sent => "sent",
            State::Discarded => "discarded",
        }
    }
}

/// Drafts an issue, and answers its id; `None` if there is one of that list about that already.
pub(crate) async fn add(tx: &mut Write, new: &New<'_>, now: Time) -> Result<Option<String>, StoreError> {
    // Chance alone: it stands in every copy.
    let id = id::hex(&id::chance::<16>());
    let row = values![
        id.as_str(),
        new.language.as_str(),
        new.kind.name(),
        new.list.name(),
        new.period,
        new.from,
        new.until,
        new.subject,
        new.intro,
        State::Draft.name(),
        now,
        "",
        "",
        "",
        0_i64,
        0_i64,
        0_i64,
        0_i64,
        0_i64
    ];
    let into = "newsletter_issue (id, language, kind, list, period, from_at, until_at, subject, intro, state, made_at, \
                sender, place, stopped, total, sent, refused, unsure, doubles)";
    if tx.insert_new(into, "id", vec![row]).await?.is_empty() {
        return Ok(None);
    }
    set_stories(tx, &id, new.stories).await?;
    Ok(Some(id))
}

async fn set_stories(tx: &mut Write, issue: &str, stories: &[String]) -> Result<(), StoreError> {
    tx.execute("delete from newsletter_item where issue = $1", values![issue]).await?;
    let rows = stories.iter().enumerate().map(|(at, story)| values![issue, story, at as i64]).collect();
    tx.insert("newsletter_item (issue, story, position)", "on conflict do nothing", rows).await
}

/// Writes a draft anew. `false` if it is none any more.
pub async fn save(
    tx: &mut Write,
    id: &str,
    subject: &str,
    intro: &str,
    stories: &[String],
) -> Result<bool, StoreError> {
    let sql = "update newsletter_issue set subject = $2, intro = $3 where id = $1 and state = 'draft'";
    if tx.execute(sql, values![id, subject, intro]).await? == 0 {
        return Ok(false);
    }
    set_stories(tx, id, stories).await?;
    Ok(true)
}

/// Lays a draft aside for good. `false` if it is none any more.
pub async fn discard(tx: &mut Write, id: &str) -> Result<bool, StoreError> {
    let sql = "update newsletter_issue set state = 'discarded' where id = $1 and state = 'draft'";
    Ok(tx.execute(sql, values![id]).await? > 0)
}

/// Lays digests aside that nobody sent and that are older than the moment; those that tell of a withdrawal stay.
pub(crate) async fn discard_old(tx: &mut Write, list: List, before: Time) -> Result<(), StoreError> {
    let sql = "
        update newsletter_issue set state = 'discarded'
        where state = 'draft' and kind = 'usual' and list = $1 and made_at < $2";
    tx.execute(sql, values![list.name(), before]).await.map(drop)
}

const COLUMNS: &str = "id, language, kind, list, period, from_at, until_at, subject, intro, state, made_at, started_at, ended_at, \
                       place, stopped, total, sent, refused, unsure, doubles";

/// One issue.
pub async fn find(db: &mut Read, id: &str) -> Result<Option<Issue>, StoreError> {
    let sql = format!("select {COLUMNS} from newsletter_issue where id = $1");
    let Some(row) = db.row(&sql, values![id]).await? else { return Ok(None) };
    let sql = "select story from newsletter_item where issue = $1 order by position";
    let stories = db.rows(sql, values![id]).await?;
    let stories = stories.iter().map(|row| row.text("story")).collect::<Result<_, _>>()?;
    Ok(Some(Issue { stories, ..issue(&row)? }))
}

/// The newest issues, without their stories: withdrawals that wait first, then what waits, then the others.
pub async fn newest(db: &mut Read, limit: usize) -> Result<Vec<Issue>, StoreError> {
    let sql = format!(
        "select {COLUMNS} from newsletter_issue
         where state <> 'discarded'
         order by
           case when state in ('draft', 'sending') then case when kind = 'withdrawal' then 0 else 1 end else 2 end,
           made_at desc, id
         limit $1"
    );
    db.rows(&sql, values![limit as i64]).await?.iter().map(issue).collect()
}

/// How many notices of a withdrawal wait to be sent.
pub async fn urgent(db: &mut Read) -> Result<i64, StoreError> {
    let sql = "select count(*) as n from newsletter_issue where kind = 'withdrawal' and state in ('draft', 'sending')";
    db.row(sql, values![]).await?.map_or(Ok(0), |row| row.int("n"))
}

/// Whether a list was drafted an issue about that, whatever became of it.
pub(crate) async fn is_drafted(
    db: &mut Read,
    language: &Language,
    list: List,
    period: &str,
) -> Result<bool, StoreError> {
    let sql = "
        select 1 as one from newsletter_issue
        where language = $1 and kind = 'usual' and list = $2 and period = $3";
    Ok(db.row(sql, values![language.as_str(), list.name(), period]).await?.is_some())
}

/// The issues of which somebody has a copy, or perhaps has, that told of one of these stories or of its correction, each with
/// the story.
pub(crate) async fn told_of(db: &mut Read, stories: &[String]) -> Result<Vec<(Issue, String)>, StoreError> {
    if stories.is_empty() {
        return Ok(Vec::new());
    }
    let places: Vec<String> = (1..=stories.len()).map(|place| format!("${place}")).collect();
    let list = places.join(", ");
    let sql = format!(
        "select {COLUMNS}, n.story
         from (
           select issue, story from newsletter_item where story in ({list})
           union
           select w.id, c.story
           from correction c
           join newsletter_issue w on c.at >= w.from_at and c.at < w.until_at
           where c.story in ({list})) n
         join newsletter_issue i on i.id = n.issue
         where i.started_at is not null and i.kind = 'usual'
           and (i.sent > 0 or i.unsure > 0 or exists (
             select 1 from newsletter_hand h where h.issue = i.id and h.state = 'hand'))"
    );
    let rows = db.rows(&sql, stories.iter().map(Value::from).collect()).await?;
    rows.iter().map(|row| Ok((issue(row)?, row.text("story")?))).collect()
}

fn issue(row: &Row) -> Result<Issue, StoreError> {
    let damaged = |what: &str| StoreError::Damaged(format!("a newsletter's {what}"));
    Ok(Issue {
        id: row.text("id")?,
        language: Language::parse(&row.text("language")?).map_err(|_| damaged("language"))?,
        kind: match row.text("kind")?.as_str() {
            "usual" => Kind::Usual,
            "withdrawal" => Kind::Withdrawal,
            _ => return Err(damaged("kind")),
        },
        list: List::from_name(&row.text("list")?).ok_or_else(|| damaged("list"))?,
        period: row.text("period")?,
        from: row.time("from_at")?,
        until: row.time("until_at")?,
        subject: row.text("subject")?,
        intro: row.text("intro")?,
        state: match row.text("state")?.as_str() {
            "draft" => State::Draft,
            "sending" => State::Sending,
            "sent" => State::Sent,
            "discarded" => State::Discarded,
            _ => return Err(damaged("state")),
        },
        made_at: row.time("made_at")?,
        started_at: row.time_or_none("started_at")?,
        ended_at: row.time_or_none("ended_at")?,
        place: row.text("place")?,
        stopped: row.text("stopped")?,
        total: row.int("total")?,
        sent: row.int("sent")?,
        refused: row.int("refused")?,
        unsure: row.int("unsure")?,
        doubles: row.int("doubles")?,
        stories: Vec::new(),
    })
}
