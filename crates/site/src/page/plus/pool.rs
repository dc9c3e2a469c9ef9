//! A sponsored pool: `/{lang}/plus/pool/{pool}`. Who draws leaves nothing but a smaller number.

use ::passes::text;
use base::id;
use http::StatusCode;
use till::{CODE_WEEKS, Pool, PoolPass, PoolRefusal, Till};
use web::{Answer, Loaded, Posted, Visit};

use super::{answer, answer_frame, frame, month, places, pools_key, shown, unlisted};
use crate::address;
use crate::edition::{Edition, Failed, Reading};
use crate::view::{Frame, PoolLeft, PoolPage, PoolState, PoolWait, ReadyPass};

/// What a pool has, and the forms that draw from it. Stale when something is drawn or filled in.
pub async fn pool(edition: &Edition, visit: Visit) -> Result<Loaded, Failed> {
    let Some(mut reading) = edition.reading(&visit).await? else { return Ok(Loaded::Missing) };
    let Some(found) = find(edition.till.as_ref(), visit.params.get("pool")).await? else {
        return Ok(Loaded::Missing);
    };
    let part = format!("/pool/{}", found.id);
    let frame = unlisted(frame(&mut reading, &part, found.name.clone()).await?);
    let rendered = reading.rendered(&page(frame, &reading, found))?;
    Ok(rendered.depends_on([pools_key()]).into())
}

/// Draws a code or a pass.
pub async fn draw(edition: &Edition, posted: Posted) -> Result<Answer, Failed> {
    let Some(till) = &edition.till else { return Ok(Answer::Missing) };
    let Some(mut reading) = edition.reading_at(&posted.params, posted.now).await? else {
        return Ok(Answer::Missing);
    };
    let id = posted.params.get("pool");
    let (mut code, mut pass) = (None, None);
    let refusal = if posted.fields().get("what") == "pass" {
        let drawn = till.pass_from_pool(id, id::chance(), posted.now).await?;
        drawn.map(|drawn| pass = Some(ready(&reading, &drawn))).err()
    } else {
        let drawn = till.code_from_pool(id, id::chance(), posted.now).await?;
        drawn.map(|drawn| code = Some(shown(&drawn))).err()
    };
    edition.staleness.refresh(&[pools_key()]);
    let Some(found) = find(Some(till), id).await? else { return Ok(Answer::Missing) };
    let part = format!("/pool/{}", found.id);
    let frame = answer_frame(&mut reading, &part, found.name.clone()).await?;
    let wait = match refusal {
        Some(PoolRefusal::Busy) => Some(PoolWait::Busy),
        Some(PoolRefusal::Pause) => Some(PoolWait::Pause),
        _ => None,
    };
    let status = match refusal {
        None => StatusCode::OK,
        Some(_) if wait.is_some() => StatusCode::TOO_MANY_REQUESTS,
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let view = PoolPage { code, pass, wait, ..page(frame, &reading, found) };
    answer(&reading, &view, status)
}

async fn find(till: Option<&Till>, id: &str) -> Result<Option<Pool>, Failed> {
    match till {
        Some(till) => Ok(till.pool(id).await?),
        None => Ok(None),
    }
}

fn page(frame: Frame, reading: &Reading<'_>, pool: Pool) -> PoolPage {
    PoolPage {
        frame,
        places: places(reading.language()),
        url: address::plus(reading.language(), &format!("/pool/{}", pool.id)),
        state: match pool.weeks_left {
            _ if !pool.is_open => PoolState::Closed,
            0 => PoolState::Empty,
            weeks if weeks < CODE_WEEKS => PoolState::Low,
            _ => PoolState::Full,
        },
        left: PoolLeft::of(pool.weeks_left),
        name: pool.name,
        wait: None,
        code: None,
        pass: None,
    }
}

fn ready(reading: &Reading<'_>, drawn: &PoolPass) -> ReadyPass {
    ReadyPass { text: text::write(&drawn.token), month: month(reading, drawn.epoch), to: reading.home() }
}
