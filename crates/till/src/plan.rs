//! Plans: what is for sale. A plan has a number of months, and for each language a name and a price.

use std::collections::BTreeMap;

use base::Language;
use store::{Read, Row, StoreError, Write, values};

use crate::{MOST_MONTHS, Price, Till, TillError};

/// The longest id and the longest name of a plan, in characters.
const ID_CHARS: usize = 40;
const NAME_CHARS: usize = 80;

/// A plan as the desk sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Small letters, digits and dashes; the same for ever.
    pub id: String,
    /// Its place among the plans, 1 first.
    pub position: u32,
    /// For how many months it pays.
    pub months: u32,
    /// Whether it is for sale.
    pub is_on: bool,
    /// Its name and price in each language; in a language without one it is not for sale.
    pub offers: BTreeMap<Language, PlanOffer>,
}

/// A plan in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanOffer {
    /// What readers are told it is: 'A year'.
    pub name: String,
    /// What it costs.
    pub price: Price,
}

/// A plan as readers see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// The plan's id.
    pub plan: String,
    /// For how many months it pays.
    pub months: u32,
    /// Its name.
    pub name: String,
    /// What it costs.
    pub price: Price,
}

/// A plan that cannot be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PlanError {
    /// Another kind of text.
    #[error("write the plan's id in small letters, digits and dashes, such as year; at most {ID_CHARS}")]
    Id,
    /// No months, or too many.
    #[error("a plan has 1 to {MOST_MONTHS} months")]
    Months,
    /// Nothing, or too long.
    #[error("a plan's name has 1 to {NAME_CHARS} characters")]
    Name,
}

impl Till {
    /// What is for sale in a language, in the plans' order.
    pub async fn plans(&self, language: &Language) -> Result<Vec<Offer>, TillError> {
        let plans = self.all_plans().await?.into_iter().filter(|plan| plan.is_on);
        let offers = plans.filter_map(|mut plan| {
            let PlanOffer { name, price } = plan.offers.remove(language)?;
            Some(Offer { plan: plan.id, months: plan.months, name, price })
        });
        Ok(offers.collect())
    }

    /// All plans, in their order.
    pub async fn all_plans(&self) -> Result<Vec<Plan>, TillError> {
        let mut db = self.0.store.read().await?;
        let sql = "select id, position, months, is_on from plan order by position, id";
        let rows = db.rows(sql, values![]).await?;
        let mut plans = Vec::new();
        for row in &rows {
            plans.push(plan(&mut db, row).await?);
        }
        Ok(plans)
    }

    /// Adds a plan, or changes the one of the same id. What was bought before stays as it was.
    pub async fn set_plan(&self, plan: &Plan) -> Result<Result<(), PlanError>, TillError> {
        if let Err(error) = check(plan) {
            return Ok(Err(error));
        }
        let mut tx = self.0.store.write().await?;
        let sql = "
            insert into plan (id, position, months, is_on) values ($1, $2, $3, $4)
            on conflict (id) do update
            set position = excluded.position, months = excluded.months, is_on = excluded.is_on";
        let row = values![&plan.id, u64::from(plan.position), u64::from(plan.months), plan.is_on];
        tx.execute(sql, row).await?;
        write_offers(&mut tx, plan).await?;
        tx.commit().await?;
        Ok(Ok(()))
    }

    /// Takes a plan away. What was bought before stays as it was.
    pub async fn remove_plan(&self, id: &str) -> Result<(), TillError> {
        if !is_id(id) {
            return Ok(());
        }
        let mut tx = self.0.store.write().await?;
        tx.execute("delete from plan_offer where plan = $1", values![id]).await?;
        tx.execute("delete from plan where id = $1", values![id]).await?;
        tx.commit().await?;
        Ok(())
    }
}

fn check(plan: &Plan) -> Result<(), PlanError> {
    if !is_id(&plan.id) {
        return Err(PlanError::Id);
    }
    if !(1..=MOST_MONTHS).contains(&plan.months) {
        return Err(PlanError::Months);
    }
    let is_name =
        |name: &str| (1..=NAME_CHARS).contains(&name.trim().chars().count()) && !name.contains('\0');
    if !plan.offers.values().all(|offer| is_name(&offer.name)) {
        return Err(PlanError::Name);
    }
    Ok(())
}

/// Whether a text can be a plan's id.
fn is_id(text: &str) -> bool {
    let is_plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    (1..=ID_CHARS).contains(&text.len()) && text.bytes().all(is_plain)
}

async fn write_offers(tx: &mut Write, plan: &Plan) -> Result<(), StoreError> {
    tx.execute("delete from plan_offer where plan = $1", values![&plan.id]).await?;
    let row = |(language, offer): (&Language, &PlanOffer)| {
        let price = &offer.price;
        values![&plan.id, language.as_str(), offer.name.trim(), price.currency(), price.amount()]
    };
    let rows = plan.offers.iter().map(row).collect();
    tx.insert("plan_offer (plan, language, name, currency, amount)", "", rows).await
}

async fn plan(db: &mut Read, row: &Row) -> Result<Plan, StoreError> {
    let id = row.text("id")?;
    let sql = "select language, name, currency, amount from plan_offer where plan = $1";
    let rows = db.rows(sql, values![&id]).await?;
    Ok(Plan {
        position: number(row, "position")?,
        months: number(row, "months")?,
        is_on: row.truth("is_on")?,
        offers: rows.iter().map(offer).collect::<Result<_, _>>()?,
        id,
    })
}

fn offer(row: &Row) -> Result<(Language, PlanOffer), StoreError> {
    let language = Language::parse(&row.text("language")?).map_err(|_| damaged("a plan's language"))?;
    let price =
        Price::new(&row.text("currency")?, row.int("amount")?).map_err(|_| damaged("a plan's price"))?;
    Ok((language, PlanOffer { name: row.text("name")?, price }))
}

fn number(row: &Row, column: &str) -> Result<u32, StoreError> {
    u32::try_from(row.int(column)?).map_err(|_| damaged(column))
}

fn damaged(what: &str) -> StoreError {
    StoreError::Damaged(format!("{what} cannot be read"))
}
