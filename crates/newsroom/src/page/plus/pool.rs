//! `/desk/plus/pools/{id}`: one pool: its address for readers, what is left, more weeks, closing. Who draws is written
//! nowhere, so there is nobody to be shown.

use axum::extract::Path;
use base::config::LanguageSettings;
use serde::Serialize;
use till::{Pool, Till};
use web::Qr;

use super::pools::{remark, told};
use super::{Common, NEED, number, till, till_to_change};
use crate::deed;
use crate::desk::Desk;
use crate::door;
use crate::failure::{Answer, Failure};
use crate::fields::{Asked, Fields};
use crate::routes::{Route, get, post};

pub(super) fn routes() -> Vec<Route> {
    vec![
        get("plus-pool", "/desk/plus/pools/{id}", NEED, show),
        post("plus-pool", "/desk/plus/pools/{id}/weeks", NEED, fill),
        post("plus-pool", "/desk/plus/pools/{id}/opening", NEED, open),
        post("plus-pool", "/desk/plus/pools/{id}/remark", NEED, write),
    ]
}

/// What the page says has been done.
const TOLD: [&str; 5] = ["pool-added", "pool-filled", "pool-closed", "pool-opened", "pool-remarked"];

#[derive(Serialize)]
struct View {
    #[serde(flatten)]
    common: Common,
    id: String,
    name: String,
    remark: String,
    left: u64,
    total: u64,
    is_open: bool,
    addresses: Vec<Address>,
    told: Option<String>,
}

/// Where readers draw, in a language of the site.
#[derive(Serialize)]
struct Address {
    tag: String,
    language: String,
    url: String,
    picture: Option<Qr>,
}

async fn show(desk: Desk, Path(id): Path<String>, Asked(asked): Asked) -> Answer {
    let pool = find(till(&desk).ok_or(Failure::Missing)?, &id).await?;
    let told = TOLD.iter().find(|told| **told == asked.text("told"));
    let address = |settings: &LanguageSettings| {
        let url = format!("{}/{}/plus/pool/{}", desk.newsroom.config.server.address, settings.tag, pool.id);
        let (tag, language) = (settings.tag.to_string(), settings.name.clone());
        Address { tag, language, picture: Qr::of(&url), url }
    };
    let view = View {
        common: Common::of(&desk, "pools")?,
        addresses: desk.newsroom.config.languages.iter().map(address).collect(),
        left: pool.weeks_left,
        total: pool.weeks_total,
        is_open: pool.is_open,
        told: told.map(ToString::to_string),
        id: pool.id,
        name: pool.name,
        remark: pool.remark,
    };
    desk.page("plus/pool.html", &view)
}

async fn find(till: &Till, id: &str) -> Answer<Pool> {
    till.pool(id).await?.ok_or(Failure::Missing)
}

fn back(id: &str, told: &str) -> axum::response::Response {
    door::to(&format!("/desk/plus/pools/{id}?told={told}"))
}

/// Puts `weeks` more into it.
async fn fill(desk: Desk, Path(id): Path<String>, form: Fields) -> Answer {
    let till = till_to_change(&desk)?;
    let pool = find(till, &id).await?;
    let weeks: u64 = number(&form, "weeks");
    let mut tx = desk.write().await?;
    deed::record(&mut tx, &desk.me()?.id, "pool-filled", &pool.id, &weeks.to_string(), desk.now).await?;
    told(&desk, till.refill_pool(&pool.id, weeks).await?)?;
    tx.commit().await?;
    Ok(back(&pool.id, "pool-filled"))
}

/// Closes it to readers, or opens it again: `pool`, `closed` or `open`. What is in it stays.
async fn open(desk: Desk, Path(id): Path<String>, form: Fields) -> Answer {
    let till = till_to_change(&desk)?;
    let pool = find(till, &id).await?;
    let (is_open, deed) = match form.text("pool") {
        "open" => (true, "pool-opened"),
        "closed" => (false, "pool-closed"),
        _ => return Err(Failure::Missing),
    };
    let mut tx = desk.write().await?;
    deed::record(&mut tx, &desk.me()?.id, deed, &pool.id, "", desk.now).await?;
    told(&desk, till.open_pool(&pool.id, is_open).await?)?;
    tx.commit().await?;
    Ok(back(&pool.id, deed))
}

/// Writes another remark.
async fn write(desk: Desk, Path(id): Path<String>, form: Fields) -> Answer {
    let till = till_to_change(&desk)?;
    let pool = find(till, &id).await?;
    let remark = remark(&desk, &form)?;
    let mut tx = desk.write().await?;
    deed::record(&mut tx, &desk.me()?.id, "pool-remarked", &pool.id, "", desk.now).await?;
    told(&desk, till.remark_pool(&pool.id, &remark).await?)?;
    tx.commit().await?;
    Ok(back(&pool.id, "pool-remarked"))
}
