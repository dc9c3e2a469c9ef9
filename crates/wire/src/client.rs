//! Clients: the firms themselves.

use base::{Time, id};
use store::{Read, Row, StoreError, Value, Write, values};

use crate::contract::Contract;

/// A firm that takes the wire.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Client {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// Whom to write or call there.
    pub contact: String,
    /// What was agreed.
    pub contract: Contract,
    /// Since when it is known here.
    pub made_at: Time,
}

/// How the newsroom has set a client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It takes stories, as long as the contract runs.
    Active,
    /// It gets notices only, for now.
    Paused,
    /// It gets notices only.
    Ended,
}

impl State {
    /// All of them.
    pub const ALL: [State; 3] = [State::Active, State::Paused, State::Ended];

    /// Its name in the database and in messages.
    pub fn name(self) -> &'static str {
        match self {
            State::Active => "active",
            State::Paused => "paused",
            State::Ended => "ended",
        }
    }

    /// The state of that name.
    pub fn from_name(name: &str) -> Option<State> {
        State::ALL.into_iter().find(|state| state.name() == name)
    }
}

/// Takes a client in; answers its id.
pub async fn add(
    tx: &mut Write,
    name: &str,
    contact: &str,
    contract: &Contract,
    now: Time,
) -> Result<String, StoreError> {
    let id = id::new_id(now);
    let mut row = values![&id, name, contact];
    row.extend(columns(contract));
    row.push(now.into());
    let sql = "
        insert into client (id, name, contact, state, begins_at, ends_at, languages, sections, early, plus, networks, made_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
    tx.execute(sql, row).await?;
    Ok(id)
}

/// Changes what a client is called and what was agreed. Answers whether there is such a one.
pub async fn change(
    tx: &mut Write,
    id: &str,
    name: &str,
    contact: &str,
    contract: &Contract,
) -> Result<bool, StoreError> {
    let mut row = values![id, name, contact];
    row.extend(columns(contract));
    let sql = "
        update client
        set name = $2, contact = $3, state = $4, begins_at = $5, ends_at = $6, languages = $7, sections = $8, early = $9,
          plus = $10, networks = $11
        where id = $1";
    Ok(tx.execute(sql, row).await? == 1)
}

/// Sets how a client stands, and nothing else of it. Answers whether that is new.
pub async fn set_state(tx: &mut Write, id: &str, state: State) -> Result<bool, StoreError> {
    let sql = "update client set state = $2 where id = $1 and state <> $2";
    Ok(tx.execute(sql, values![id, state.name()]).await? == 1)
}

fn columns(contract: &Contract) -> Vec<Value> {
    let languages: Vec<&str> = contract.languages.iter().map(|language| language.as_str()).collect();
    values![
        contract.state.name(),
        contract.begins_at,
        contract.ends_at,
        serde_json::to_string(&languages).expect("plain data"),
        serde_json::to_string(&contract.sections).expect("plain data"),
        contract.early,
        contract.plus,
        contract.networks.to_string(),
    ]
}

const SELECT: &str = "
    select id, name, contact, state, begins_at, ends_at, languages, sections, early, plus, networks, made_at
    from client";

/// One client.
pub async fn find(db: &mut Read, id: &str) -> Result<Option<Client>, StoreError> {
    let sql = format!("{SELECT} where id = $1");
    db.row(&sql, values![id]).await?.as_ref().map(client).transpose()
}

/// All of them, by name; those that have ended at the end.
pub async fn all(db: &mut Read) -> Result<Vec<Client>, StoreError> {
    let sql = format!("{SELECT} order by case when state = 'ended' then 1 else 0 end, name, id");
    db.rows(&sql, values![]).await?.iter().map(client).collect()
}

fn client(row: &Row) -> Result<Client, StoreError> {
    let damaged = |column: &str| StoreError::Damaged(format!("client.{column}"));
    let contract = Contract {
        state: State::from_name(&row.text("state")?).ok_or_else(|| damaged("state"))?,
        begins_at: row.time("begins_at")?,
        ends_at: row.time_or_none("ends_at")?,
        languages: serde_json::from_str(&row.text("languages")?).map_err(|_| damaged("languages"))?,
        sections: serde_json::from_str(&row.text("sections")?).map_err(|_| damaged("sections"))?,
        early: row.truth("early")?,
        plus: row.truth("plus")?,
        networks: row.text("networks")?.parse().map_err(|_| damaged("networks"))?,
    };
    Ok(Client {
        id: row.text("id")?,
        name: row.text("name")?,
        contact: row.text("contact")?,
        contract,
        made_at: row.time("made_at")?,
    })
}
