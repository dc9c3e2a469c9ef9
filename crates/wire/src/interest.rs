//! Saved topics: what somebody of a client looks for again and again, and is told of if they want.

use base::{Language, Time, id};
use content::clients::Line;
use content::desk::key;
use store::{Read, Row, StoreError, Write, values};
use zeroize::Zeroizing;

use crate::client::{self, Client};
use crate::seal::Seal;

/// A topic that somebody has saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interest {
    /// Its id.
    pub id: String,
    /// Whose.
    pub seat: String,
    /// What they call it.
    pub name: String,
    /// What is looked for.
    pub query: Query,
    /// How they are told of it.
    pub alert: Alert,
    /// When it was saved.
    pub made_at: Time,
}

/// What is looked for. What is empty or missing does not restrict.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// All of these words, or parts of words, must be there.
    pub words: String,
    /// The id of a section.
    pub section: Option<String>,
    /// A language.
    pub language: Option<Language>,
}

/// How somebody is told of a story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Alert {
    /// Not at all.
    None,
    /// By mail to this address.
    Mail(String),
    /// By a call to this address, signed.
    Webhook(String),
}

impl Alert {
    /// Its name in the database and in messages.
    pub fn way(&self) -> &'static str {
        match self {
            Alert::None => "none",
            Alert::Mail(_) => "mail",
            Alert::Webhook(_) => "webhook",
        }
    }

    /// Where to; empty for none.
    pub fn address(&self) -> &str {
        match self {
            Alert::None => "",
            Alert::Mail(address) | Alert::Webhook(address) => address,
        }
    }

    /// The alert of that name and address.
    pub fn of(way: &str, address: &str) -> Option<Alert> {
        match way {
            "none" => Some(Alert::None),
            "mail" => Some(Alert::Mail(address.to_owned())),
            "webhook" => Some(Alert::Webhook(address.to_owned())),
            _ => None,
        }
    }
}

impl Query {
    /// Whether a story is what is looked for. `text` is what the client may read of it beside headline and deck.
    pub fn fits(&self, story: &Line, text: &str) -> bool {
        self.is_of(story) && has_words(&self.words, &[&story.headline, &story.deck, text])
    }

    /// Whether no words are looked for.
    pub(crate) fn has_no_words(&self) -> bool {
        self.words.trim().is_empty()
    }

    /// Whether the words stand in these texts.
    pub fn has_words(&self, texts: &[&str]) -> bool {
        has_words(&self.words, texts)
    }

    /// The same without the words.
    pub fn is_of(&self, story: &Line) -> bool {
        let in_section = |id: &String| story.sections.iter().any(|section| section.id == *id);
        self.section.as_ref().is_none_or(in_section)
            && self.language.as_ref().is_none_or(|language| *language == story.language)
    }
}

/// Whether all words stand in one of these texts or another, whatever script, capitals and accents they are written with.
fn has_words(words: &str, texts: &[&str]) -> bool {
    let words = key(words);
    if words.trim().is_empty() {
        return true;
    }
    let text = key(&texts.join(" "));
    words.split_whitespace().all(|word| text.contains(word))
}

/// Saves a topic; answers its id and, of a webhook, the key that its calls are signed with, which is shown now only.
pub async fn add(
    tx: &mut Write,
    seal: &Seal,
    seat: &str,
    name: &str,
    query: &Query,
    alert: &Alert,
    now: Time,
) -> Result<(String, Option<String>), StoreError> {
    let id = id::new_id(now);
    let secret = matches!(alert, Alert::Webhook(_)).then(id::secret);
    let sealed = secret.as_ref().map(|secret| seal.seal(&id, secret, id::chance()));
    let sql = "
        insert into interest (id, seat, name, words, section, language, way, address, sealed, made_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    let language = query.language.as_ref().map(|language| language.as_str()).unwrap_or_default();
    let section = query.section.as_deref().unwrap_or_default();
    let sealed = sealed.unwrap_or_default();
    let row =
        values![&id, seat, name, &query.words, section, language, alert.way(), alert.address(), sealed, now];
    tx.execute(sql, row).await?;
    Ok((id, secret))
}

/// Takes a saved topic away. Answers whether somebody had it.
pub async fn remove(tx: &mut Write, seat: &str, id: &str) -> Result<bool, StoreError> {
    Ok(tx.execute("delete from interest where id = $1 and seat = $2", values![id, seat]).await? == 1)
}

/// Those of a seat, by name.
pub async fn of(db: &mut Read, seat: &str) -> Result<Vec<Interest>, StoreError> {
    let sql = format!("{SELECT} where i.seat = $1 order by i.name, i.id");
    db.rows(&sql, values![seat]).await?.iter().map(interest).collect()
}

/// One of a seat's.
pub async fn find(db: &mut Read, seat: &str, id: &str) -> Result<Option<Interest>, StoreError> {
    let sql = format!("{SELECT} where i.id = $1 and i.seat = $2");
    db.row(&sql, values![id, seat]).await?.as_ref().map(interest).transpose()
}

/// All that somebody wants to be told of, with the clients whose contracts say what of: for those who tell.
pub async fn alerting(db: &mut Read) -> Result<Vec<(Client, Interest)>, StoreError> {
    let sql = format!(
        "{SELECT} join seat s on s.id = i.seat where i.way <> 'none' and s.closed_at is null order by s.client, i.id"
    );
    let sql = sql.replacen("select i.id", "select s.client, i.id", 1);
    let rows = db.rows(&sql, values![]).await?;
    let mut found: Vec<(Client, Interest)> = Vec::with_capacity(rows.len());
    for row in &rows {
        let id = row.text("client")?;
        let known = found.last().map(|(client, _)| client).filter(|client| client.id == id).cloned();
        let client = match known {
            Some(client) => Some(client),
            None => client::find(db, &id).await?,
        };
        if let Some(client) = client {
            found.push((client, interest(row)?));
        }
    }
    Ok(found)
}

/// What the calls of a webhook are signed with.
pub async fn secret(db: &mut Read, seal: &Seal, id: &str) -> Result<Option<Zeroizing<String>>, StoreError> {
    let row = db.row("select sealed from interest where id = $1", values![id]).await?;
    Ok(row.map(|row| row.text("sealed")).transpose()?.and_then(|sealed| seal.unseal(id, &sealed)))
}

const SELECT: &str = "
    select i.id, i.seat, i.name, i.words, i.section, i.language, i.way, i.address, i.made_at
    from interest i";

fn interest(row: &Row) -> Result<Interest, StoreError> {
    let damaged = |column: &str| StoreError::Damaged(format!("interest.{column}"));
    let some = |text: String| Some(text).filter(|text| !text.is_empty());
    let language = some(row.text("language")?).map(|tag| tag.parse()).transpose();
    Ok(Interest {
        id: row.text("id")?,
        seat: row.text("seat")?,
        name: row.text("name")?,
        query: Query {
            words: row.text("words")?,
            section: some(row.text("section")?),
            language: language.map_err(|_| damaged("language"))?,
        },
        alert: Alert::of(&row.text("way")?, &row.text("address")?).ok_or_else(|| damaged("way"))?,
        made_at: row.time("made_at")?,
    })
}
