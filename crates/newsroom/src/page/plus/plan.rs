//! `/desk/plus/plans/{id}`: one plan: months, its name and price in each language; and taking it away.

use axum::extract::Path;
use axum::response::IntoResponse;
use http::StatusCode;
use serde::Serialize;
use till::{Plan, Till};

use super::plans::{OfferFields, fields, find, keep, name, typed_field, typed_offers, written};
use super::{Common, NEED, number, till, till_to_change};
use crate::deed;
use crate::desk::Desk;
use crate::door;
use crate::failure::{Answer, Failure};
use crate::fields::{Asked, Fields};
use crate::routes::{Route, get, post};

pub(super) fn routes() -> Vec<Route> {
    vec![
        get("plus-plan", "/desk/plus/plans/{id}", NEED, show),
        post("plus-plan", "/desk/plus/plans/{id}/terms", NEED, change),
        post("plus-plan", "/desk/plus/plans/{id}/removal", NEED, remove),
    ]
}

#[derive(Serialize)]
struct View {
    #[serde(flatten)]
    common: Common,
    id: String,
    name: String,
    is_on: bool,
    months: String,
    fields: Vec<OfferFields>,
    told: Option<&'static str>,
    refused: Option<String>,
}

async fn show(desk: Desk, Path(id): Path<String>, Asked(asked): Asked) -> Answer {
    let plan = find(till(&desk).ok_or(Failure::Missing)?, &id).await?;
    let told = (asked.text("told") == "plan-changed").then_some("plan-changed");
    desk.page("plus/plan.html", &View { told, ..view(&desk, &plan)? })
}

fn view(desk: &Desk, plan: &Plan) -> Answer<View> {
    let as_kept = |language: &base::Language| match plan.offers.get(language) {
        Some(offer) => [offer.name.clone(), written(desk, &offer.price), offer.price.currency().to_owned()],
        None => Default::default(),
    };
    Ok(View {
        common: Common::of(desk, "plans")?,
        name: name(desk, plan),
        is_on: plan.is_on,
        months: plan.months.to_string(),
        fields: fields(desk, as_kept),
        told: None,
        refused: None,
        id: plan.id.clone(),
    })
}

/// Changes months, names and prices. What was bought before stays as it was; an offer in a language that the site no
/// longer has stays too.
async fn change(desk: Desk, Path(id): Path<String>, form: Fields) -> Answer {
    let till = till_to_change(&desk)?;
    let before = find(till, &id).await?;
    match changed(&desk, till, &before, &form).await {
        Ok(()) => Ok(door::to(&format!("/desk/plus/plans/{id}?told=plan-changed"))),
        Err(Failure::Refused(sentence)) => {
            let view = View {
                fields: fields(&desk, |language| typed_field(&form, language)),
                months: form.text("months").to_owned(),
                refused: Some(sentence),
                ..view(&desk, &before)?
            };
            Ok((StatusCode::UNPROCESSABLE_ENTITY, desk.page("plus/plan.html", &view)?).into_response())
        }
        Err(failure) => Err(failure),
    }
}

async fn changed(desk: &Desk, till: &Till, before: &Plan, form: &Fields) -> Answer<()> {
    let of_the_site = &desk.newsroom.config.languages;
    let mut offers = typed_offers(desk, form)?;
    let elsewhere =
        before.offers.iter().filter(|(tag, _)| of_the_site.iter().all(|other| other.tag != **tag));
    offers.extend(elsewhere.map(|(tag, offer)| (tag.clone(), offer.clone())));
    let plan = Plan { months: number(form, "months"), offers, ..before.clone() };
    let mut tx = desk.write().await?;
    deed::record(&mut tx, &desk.me()?.id, "plan-changed", &plan.id, "", desk.now).await?;
    keep(desk, till, &plan).await?;
    Ok(tx.commit().await?)
}

/// Takes the plan away for good. What was bought stays as it was.
async fn remove(desk: Desk, Path(id): Path<String>) -> Answer {
    let till = till_to_change(&desk)?;
    let plan = find(till, &id).await?;
    let mut tx = desk.write().await?;
    deed::record(&mut tx, &desk.me()?.id, "plan-removed", &plan.id, "", desk.now).await?;
    till.remove_plan(&plan.id).await?;
    tx.commit().await?;
    Ok(door::to("/desk/plus/plans?told=plan-removed"))
}
