//! `/desk/plus/pools`: weeks of reading that sponsors have paid for: what is left of each pool, and a new one.

use axum::response::IntoResponse;
use http::StatusCode;
use serde::Serialize;
use till::{CODE_WEEKS, Pool, PoolError, Till};

use super::{Common, NEED, number, till, till_to_change};
use crate::deed;
use crate::desk::Desk;
use crate::door;
use crate::failure::{Answer, Failure};
use crate::fields::Fields;
use crate::page::names::one_line;
use crate::routes::{Route, get, post};

pub(super) fn routes() -> Vec<Route> {
    vec![get("plus-pools", "/desk/plus/pools", NEED, show), post("plus-pools", "/desk/plus/pools", NEED, add)]
}

#[derive(Serialize)]
struct View {
    #[serde(flatten)]
    common: Common,
    lines: Vec<Line>,
    /// Weeks that a code of one month costs a pool.
    code_weeks: u64,
    name: String,
    remark: String,
    weeks: String,
    refused: Option<String>,
}

#[derive(Serialize)]
struct Line {
    id: String,
    name: String,
    remark: String,
    left: u64,
    total: u64,
    is_open: bool,
}

async fn show(desk: Desk) -> Answer {
    desk.page("plus/pools.html", &view(&desk, &Fields::default()).await?)
}

async fn view(desk: &Desk, typed: &Fields) -> Answer<View> {
    let pools = match till(desk) {
        Some(till) => till.pools().await?,
        None => Vec::new(),
    };
    let line = |pool: Pool| Line {
        id: pool.id,
        name: pool.name,
        remark: pool.remark,
        left: pool.weeks_left,
        total: pool.weeks_total,
        is_open: pool.is_open,
    };
    Ok(View {
        common: Common::of(desk, "pools")?,
        lines: pools.into_iter().map(line).collect(),
        code_weeks: CODE_WEEKS,
        name: typed.text("name").to_owned(),
        remark: typed.text("remark").to_owned(),
        weeks: typed.text("weeks").to_owned(),
        refused: None,
    })
}

/// Makes a pool: `name`, which readers see, `remark`, which they do not, `weeks`.
async fn add(desk: Desk, form: Fields) -> Answer {
    let till = till_to_change(&desk)?;
    match added(&desk, till, &form).await {
        Ok(id) => Ok(door::to(&format!("/desk/plus/pools/{id}?told=pool-added"))),
        Err(Failure::Refused(sentence)) => {
            let view = View { refused: Some(sentence), ..view(&desk, &form).await? };
            Ok((StatusCode::UNPROCESSABLE_ENTITY, desk.page("plus/pools.html", &view)?).into_response())
        }
        Err(failure) => Err(failure),
    }
}

async fn added(desk: &Desk, till: &Till, form: &Fields) -> Answer<String> {
    let (name, weeks): (String, u64) = (one_line(form.text("name")), number(form, "weeks"));
    let remark = remark(desk, form)?;
    let mut tx = desk.write().await?;
    let id = told(desk, till.make_pool(&name, weeks, base::id::chance()).await?)?;
    told(desk, till.remark_pool(&id, &remark).await?)?;
    deed::record(&mut tx, &desk.me()?.id, "pool-added", &id, &weeks.to_string(), desk.now).await?;
    tx.commit().await?;
    Ok(id)
}

/// What the sponsor is remembered by, in the newsroom only.
pub(super) fn remark(desk: &Desk, form: &Fields) -> Answer<String> {
    let remark = one_line(form.text("remark"));
    if remark.chars().count() > till::REMARK_CHARS {
        let most = till::REMARK_CHARS as i64;
        return Err(Failure::Refused(desk.locale.text("pool-remark-too-long", &[("most", most.into())])));
    }
    Ok(remark)
}

/// What the till answers, its refusals in words of the desk.
pub(super) fn told<T>(desk: &Desk, answer: Result<T, PoolError>) -> Answer<T> {
    match answer {
        Ok(done) => Ok(done),
        Err(PoolError::Name) => desk.refuse("pool-name-wanted"),
        Err(PoolError::Weeks) => desk.refuse("pool-weeks-wanted"),
        Err(PoolError::Unknown) => Err(Failure::Missing),
    }
}
